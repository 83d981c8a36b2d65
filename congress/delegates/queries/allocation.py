"""What is asked of electing units and of the allocation of seats."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from congress.delegates.models import (
    Allocation,
    AllocationMethod,
    Category,
    DelegateState,
    ElectingUnit,
    ElectingUnitMember,
)
from congress.delegates.rules import seats as rules
from congress.delegates.rules.alternates import AlternateRule, Alternates, alternates_for
from congress.delegates.rules.diff import Difference, difference
from congress.delegates.rules.electing_groups import code_order
from congress.delegates.rules.feasibility import Feasibility, check_feasibility
from congress.delegates.rules.priority import Addition
from congress.delegates.rules.seats import HallLoss, Method, NotPossible, Tie
from congress.terms.models import Congress, DelegateMode
from congress.terms.queries import congresses_for, rule_set_of
from congress.terms.rules.step_table import Step
from members.access.models import Account
from members.access.roles import Permission
from members.people.models import MemberCount
from members.people.queries import counts_on
from members.units.models import Unit, UnitKind
from vietnamese.search import search_key

CHAPTERS = (UnitKind.CHAPTER_OF_BRANCH, UnitKind.COMMUNE_CHAPTER, UnitKind.JOINT_CHAPTER)
STANDING = (DelegateState.LISTED, DelegateState.APPROVED)


# ---- electing units -------------------------------------------------------------------------------------------------


def electing_units_of(congress: Congress) -> QuerySet[ElectingUnit]:
    """In their order, with the units that elect in each."""
    links = ElectingUnitMember.objects.select_related("unit").order_by("id")
    return congress.electing_units.select_related("lead_unit").prefetch_related(Prefetch("unit_links", queryset=links))


def find_electing_units(congress: Congress, text: str) -> QuerySet[ElectingUnit]:
    """Those whose own name or code, or whose units', hold every word, with or without accents; no word: all of them."""
    found = electing_units_of(congress)
    words = search_key(text).split()
    if not words:
        return found
    names = found.prefetch_related(None).select_related(None).values_list("pk", "name", "code")
    said = {pk: f"{name} {code}" for pk, name, code in names}
    links = ElectingUnitMember.objects.filter(congress=congress).values_list("electing_unit", "unit__name", "unit__code")
    for pk, name, code in links:
        said[pk] = f"{said.get(pk, '')} {name} {code}"
    return found.filter(pk__in=[pk for pk, text in said.items() if all(word in search_key(text) for word in words)])


def units_that_could_elect(congress: Congress, *, on: date) -> list[Unit]:
    """The organisations directly below the congress's own that exist on the day: first hội cơ sở, then chi hội, by code."""
    below = Unit.objects.filter(parent=congress.unit).exclude(kind=UnitKind.GROUP).in_force(on=on)
    return sorted(below, key=lambda unit: (unit.kind in CHAPTERS, code_order(unit.code)))


def units_without_electing_unit(congress: Congress, *, on: date) -> list[Unit]:
    """Organisations that elect nowhere yet: founded later, or forgotten."""
    placed = set(ElectingUnitMember.objects.filter(congress=congress).values_list("unit", flat=True))
    return [unit for unit in units_that_could_elect(congress, on=on) if unit.pk not in placed]


# ---- member counts --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """Members of the electing units on a day, and whether they are frozen."""

    by_unit: dict[int, int]
    by_electing_unit: dict[int, int]
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.by_electing_unit.values())

    @property
    def is_complete(self) -> bool:
        return bool(self.by_electing_unit) and not self.missing


def counted_units(congress: Congress) -> QuerySet[Unit]:
    """The units whose members are counted: all below the congress's own, and for a whole branch its own chapters with it."""
    return Unit.objects.below(congress.unit).exclude(pk=congress.unit_id)


def frozen_counts(congress: Congress) -> Counts:
    """What was frozen on the congress's day; an electing unit has the members of its units and of those below them."""
    if congress.member_count_on is None:
        return Counts({}, {})
    rows = MemberCount.objects.filter(unit__in=counted_units(congress), on=congress.member_count_on)
    numbers = dict(rows.values_list("unit__path", "count"))
    return _counts(congress, numbers)


def present_counts(congress: Congress, *, today: date) -> Counts:
    """The same for today, from the members themselves."""
    units = list(counted_units(congress))
    now = counts_on(units, day=today)
    return _counts(congress, {unit.path: now[unit.pk] for unit in units})


def _counts(congress: Congress, by_path: Mapping[str, int]) -> Counts:
    links = ElectingUnitMember.objects.filter(congress=congress).values_list(
        "unit", "electing_unit", "unit__path", "unit__name", "unit__starts_on"
    )
    elects_in = {unit: electing_unit for unit, electing_unit, *_ in links}
    by_unit, by_electing_unit = dict.fromkeys(elects_in, 0), dict.fromkeys(elects_in.values(), 0)
    for path, count in by_path.items():
        ids = [int(part) for part in path.split("/") if part]
        # a chapter that elects by itself isn't counted again with the branch above it
        own = next((unit for unit in reversed(ids) if unit in elects_in), None)
        if own is not None:
            by_unit[own] += count
            by_electing_unit[elects_in[own]] += count
    # a unit that was founded later (by a merger, by a split) had no members on that day, and lacks no count
    day = congress.member_count_on
    missing = tuple(name for *_, path, name, starts_on in links if path not in by_path and (day is None or starts_on <= day))
    return Counts(by_unit, by_electing_unit, missing)


@dataclass(frozen=True)
class Drift:
    """An electing unit whose members have changed since the allocation."""

    name: str
    then: int
    now: int


def drift_of(allocation: Allocation, *, today: date) -> list[Drift]:
    """Where the members of today are not those the allocation was made from. A warning, nothing more (§3.2)."""
    now = present_counts(allocation.congress, today=today).by_electing_unit
    return [
        Drift(row.electing_unit.name, row.member_count, now.get(row.electing_unit_id, 0))
        for row in allocation.rows.select_related("electing_unit")
        if now.get(row.electing_unit_id, 0) != row.member_count
    ]


# ---- what a method is given -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parameters:
    """Everything an allocation follows from, but the members and the decisions of people."""

    total: int
    ex_officio: int
    appointed: int
    minimum: int
    base: int
    members_per_seat: int
    steps: tuple[Step, ...]
    alternates_from: int
    alternates_percent: Fraction
    alternates_cap_percent: Fraction | None
    appointed_max_percent: Fraction | None
    # allocations made before there was F6 kept neither
    priority_cap: int = 0
    additions: tuple[Addition, ...] = ()

    @property
    def to_share(self) -> int:
        return self.total - self.ex_officio - self.appointed

    @property
    def alternate_rule(self) -> AlternateRule:
        return AlternateRule(self.alternates_from, self.alternates_percent, self.alternates_cap_percent)

    def stored(self) -> dict[str, Any]:
        """As an allocation keeps it."""
        values = asdict(self)
        values["steps"] = [[step.up_to, step.seats] for step in self.steps]
        values["additions"] = [[one.unit, one.seats, one.reason] for one in self.additions]
        for name in ("alternates_percent", "alternates_cap_percent", "appointed_max_percent"):
            values[name] = None if values[name] is None else str(values[name])
        return values

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Parameters":
        """From what an allocation keeps."""
        known = {name: values[name] for name in cls.__dataclass_fields__ if name in values}
        known["additions"] = tuple(Addition(*one) for one in known.get("additions", ()))
        known["steps"] = tuple(Step(up_to, seats) for up_to, seats in known["steps"])
        for name in ("alternates_percent", "alternates_cap_percent", "appointed_max_percent"):
            known[name] = None if known[name] is None else Fraction(known[name])
        return cls(**known)


def parameters_of(congress: Congress) -> Parameters:
    """From the congress's rule set; delegates by right and appointed as they are named, the appointed at most the ceiling.

    Raises `NotSet`, with a sentence, when the rule set lacks a value.
    """
    values = rule_set_of(congress)
    named = named_counts(congress)
    return Parameters(
        total=values.integer("tong_dai_bieu") if values.is_set("tong_dai_bieu") else 0,
        ex_officio=named[Category.EX_OFFICIO],
        appointed=named[Category.APPOINTED],
        minimum=values.integer("dai_bieu_toi_thieu_moi_don_vi"),
        base=values.integer("so_cho_co_ban"),
        members_per_seat=values.integer("hoi_vien_moi_dai_bieu"),
        steps=values.steps("bac_phan_bo"),
        alternates_from=values.integer("so_du_khuyet.tu_so_dai_bieu"),
        alternates_percent=values.percent("so_du_khuyet.phan_tram"),
        alternates_cap_percent=values.percent_or_none("so_du_khuyet.tran_phan_tram"),
        # where all are named by a decision there is no ceiling for those named (R03 is for a congress that elects)
        appointed_max_percent=None
        if congress.delegate_mode == DelegateMode.APPOINTED
        else values.percent_or_none("ty_le_chi_dinh_max"),
        priority_cap=values.integer("tran_uu_tien") if values.is_set("tran_uu_tien") else 0,
    )


def named_counts(congress: Congress) -> dict[str, int]:
    """How many delegates by right and appointed are named already."""
    standing = congress.delegates.filter(state__in=STANDING).values_list("category", flat=True)
    # whom a unit lists takes the unit's place, also where a decision names her
    by_decision = Q(category=Category.APPOINTED, delegate_list=None)
    found = list(standing.filter(Q(category=Category.EX_OFFICIO) | by_decision))
    return {category: found.count(category) for category in (Category.EX_OFFICIO, Category.APPOINTED)}


def with_numbers(parameters: Parameters, **numbers: int | None) -> Parameters:
    """The same with other numbers where one is given."""
    return replace(parameters, **{name: value for name, value in numbers.items() if value is not None})  # type: ignore[arg-type]


def feasibility_of(parameters: Parameters, *, units: int, groupable: int) -> Feasibility:
    return check_feasibility(
        total=parameters.total,
        ex_officio=parameters.ex_officio,
        appointed=parameters.appointed,
        units=units,
        minimum=parameters.minimum,
        groupable=groupable,
        appointed_max_percent=parameters.appointed_max_percent,
    )


def shared_out(
    method: str,
    parameters: Parameters,
    members: Mapping[int, int],
    *,
    chosen: Collection[int] = (),
    table: Mapping[int, int] | None = None,
    to_share: int | None = None,
) -> rules.Allocation:
    """The seats by one method. Raises `NotPossible` with a sentence."""
    seats = parameters.to_share if to_share is None else to_share
    if method == AllocationMethod.LARGEST_REMAINDER:
        return rules.largest_remainder(members, seats, minimum=parameters.minimum, chosen=chosen)
    if method == AllocationMethod.BASE_PLUS:
        return rules.base_plus_largest_remainder(members, seats, base=parameters.base, chosen=chosen)
    if method == AllocationMethod.STEP_TABLE:
        return rules.by_steps(members, seats, steps=parameters.steps)
    if method == AllocationMethod.FIXED_RATIO:
        return rules.by_fixed_ratio(members, seats, members_per_seat=parameters.members_per_seat, minimum=parameters.minimum)
    if method == AllocationMethod.PRIORITY:
        if not parameters.additions:
            raise NotPossible("Chưa ghi đơn vị đặc thù nào. Hãy ghi mã, số đại biểu cộng thêm và lý do.")
        additions = {one.unit: one.seats for one in parameters.additions}
        return rules.with_priority(
            members, seats, base=parameters.base, additions=additions, cap=parameters.priority_cap, chosen=chosen
        )
    return rules.by_hand(members, seats, table=table or {})


def three_places(number: Fraction) -> Decimal:
    """A quota as it is kept and shown: half up, like every figure of a paper."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)


def losers_of(method: str, parameters: Parameters, members: Mapping[int, int]) -> tuple[HallLoss, ...]:
    """Units that would lose a seat if the hall grew by one."""
    try:
        return rules.losers_when_the_hall_grows(
            lambda seats: shared_out(method, parameters, members, to_share=seats), parameters.to_share
        )
    except NotPossible:
        return ()


# ---- the preview ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PreviewColumn:
    """One method of the preview: its seats, or why it isn't possible."""

    method: Method
    allocation: rules.Allocation | None
    refusal: str
    sentence: str
    losers: tuple[HallLoss, ...]
    alternates: int

    @property
    def tie(self) -> Tie | None:
        return self.allocation.open_tie if self.allocation else None


def preview_of(parameters: Parameters, members: Mapping[int, int]) -> list[PreviewColumn]:
    """F2, F1, F3 and F4 side by side; F6 beside them once units are named that get more."""
    possible: dict[Method, rules.Allocation | NotPossible] = rules.preview_of_all_methods(
        members,
        parameters.to_share,
        minimum=parameters.minimum,
        base=parameters.base,
        steps=parameters.steps,
        members_per_seat=parameters.members_per_seat,
    )
    if parameters.additions:
        try:
            possible[Method.PRIORITY] = shared_out(AllocationMethod.PRIORITY, parameters, members)
        except NotPossible as reason:
            possible[Method.PRIORITY] = reason
    columns = []
    for method, found in possible.items():
        if isinstance(found, NotPossible):
            columns.append(PreviewColumn(method, None, str(found), "", (), 0))
            continue
        columns.append(
            PreviewColumn(
                method,
                found,
                "",
                rules.difference_sentence(found),
                losers_of(method, parameters, members),
                alternates_for(found, parameters.alternate_rule).total,
            )
        )
    return columns


# ---- versions -------------------------------------------------------------------------------------------------------


def allocations_for(account: Account, permission: Permission = Permission.ALLOCATION_VIEW) -> QuerySet[Allocation]:
    """Versions of congresses on whose unit the account has the permission."""
    return Allocation.objects.filter(congress__in=congresses_for(account, permission)).select_related(
        "congress__unit", "congress__term", "created_by", "frozen_by"
    )


def current_allocation(congress: Congress) -> Allocation | None:
    """The version in force: the last that was frozen."""
    return congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()


def draft_of(congress: Congress) -> Allocation | None:
    return congress.allocations.filter(frozen_at=None).first()


def table_of(allocation: Allocation) -> rules.Allocation:
    """The rows as they are stored, for the rules that speak about an allocation."""
    rows = allocation.rows.all()
    return rules.by_hand(
        {row.electing_unit_id: row.member_count for row in rows},
        allocation.elected,
        table={row.electing_unit_id: row.seats for row in rows},
    )


def chosen_of(allocation: Allocation, of: str) -> tuple[int, ...]:
    """Who was chosen in the tie for seats, or in that for alternates."""
    return next((tuple(one["chosen"]) for one in allocation.tie_decisions if one["of"] == of), ())


def open_tie_of(allocation: Allocation) -> tuple[str, Tie] | None:
    """The tie that a person still has to decide, and of what: "seats" or "alternates"."""
    parameters = Parameters.of(allocation.parameters)
    if allocation.method != AllocationMethod.BY_HAND:
        members = {row.electing_unit_id: row.member_count for row in allocation.rows.all()}
        computed = shared_out(allocation.method, parameters, members, chosen=chosen_of(allocation, "seats"))
        if computed.open_tie:
            return "seats", computed.open_tie
    alternates = alternates_in(allocation)
    if alternates.tie and alternates.tie.is_open:
        return "alternates", alternates.tie
    return None


def alternates_in(allocation: Allocation) -> Alternates:
    """The alternates that follow from the seats as they are stored."""
    parameters = Parameters.of(allocation.parameters)
    chosen = chosen_of(allocation, "alternates")
    return alternates_for(table_of(allocation), parameters.alternate_rule, chosen=chosen)


def problems_in(allocation: Allocation) -> list[rules.Problem]:
    """What stands against freezing it (R02): ties first."""
    parameters = Parameters.of(allocation.parameters)
    table = table_of(allocation)
    problems = rules.problems_of(table, minimum=parameters.minimum)
    # one without members elects nobody, and no method gives it the least seats
    units = sum(bool(row.members) for row in table.units)
    feasible = feasibility_of(parameters, units=units, groupable=0)
    if not feasible.is_feasible:
        problems.insert(0, rules.Problem(None, feasible.sentence))
    tie = open_tie_of(allocation)
    if tie is not None:
        of, undecided = tie
        if of == "seats" and -table.difference == undecided.places:
            # the places that the tie keeps back are not missing: deciding it gives them out
            problems = [problem for problem in problems if problem.message != rules.difference_sentence(table)]
        what = "chỗ" if of == "seats" else "chỗ dự khuyết"
        sentence = f"{len(undecided.candidates)} đơn vị ngang nhau, còn {undecided.places} {what}: hãy chọn và ghi lý do."
        problems.insert(0, rules.Problem(None, sentence))
    return problems


def fingerprint(allocation: Allocation | None) -> str:
    """Names the content of a draft, so that a form opened on another content is told so. Empty without a draft."""
    if allocation is None:
        return ""
    rows = allocation.rows.order_by("electing_unit").values_list("electing_unit", "seats", "note")
    said = [
        allocation.pk,
        allocation.method,
        allocation.total,
        allocation.ex_officio,
        allocation.appointed,
        allocation.parameters,
        allocation.tie_decisions,
        [list(row) for row in rows],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class VersionDifference:
    """What is new in a version: the sentence, and the units it concerns."""

    earlier: Allocation
    difference: Difference[int]
    names: dict[int, str]

    @property
    def affected(self) -> list[str]:
        return [self.names[unit] for unit in self.difference.affected]


def difference_between(earlier: Allocation, later: Allocation) -> VersionDifference:
    """Seats and alternates, unit by unit."""
    old, new = _compared(earlier), _compared(later)
    names = {
        row.electing_unit_id: row.electing_unit.name
        for allocation in (earlier, later)
        for row in allocation.rows.select_related("electing_unit")
    }
    return VersionDifference(earlier, difference(old, new, fields=["seats", "alternates"]), names)


def _compared(allocation: Allocation) -> dict[int, dict[str, object]]:
    rows = allocation.rows.values_list("electing_unit", "seats", "alternates")
    return {unit: {"seats": seats, "alternates": alternates} for unit, seats, alternates in rows}
