"""What the checks say of lists: the facts are read in bulk, a constant number of queries for one list or for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.delegates.access import may_see_list
from congress.delegates.models import (
    Attachment,
    AttachmentKind,
    Delegate,
    DelegateList,
    StructureTarget,
)
from congress.delegates.models import (
    Category as StoredCategory,
)
from congress.delegates.queries.rule_values import check_rules, proposed_by_rules, required_columns, structure_rules
from congress.delegates.queries.snapshots import ACTIVE, block_of, category_of
from congress.delegates.rules.categories import Category
from congress.delegates.rules.checks import (
    CheckRules,
    DelegateFacts,
    Finding,
    ListFacts,
    Photo,
    by_weight,
    check_delegate,
    check_list,
)
from congress.delegates.rules.completeness import Completeness, completeness
from congress.delegates.rules.structure import Reached, StructureFacts, Target, reached, unreached_sentences
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from congress.terms.rules.rule_set import RuleSet
from members.access.models import Account
from members.people import reference
from members.people.models import GONE, Member, Membership, MemberState, Office
from members.units.models import Unit
from vietnamese.dates import PartialDate

BY_RIGHT = "by_right_and_elected"
DATES = frozenset({"birth_date", "union_joined", "party_joined"})
LEADERS = frozenset({"province_leader", "department_leader", "team_leader", "commune_leader"})


@dataclass
class Report:
    """All that the checks know of one list."""

    delegate_list: DelegateList
    rows: list[Delegate]
    facts: ListFacts
    findings: list[Finding]
    completeness: Completeness
    targets: list[Reached]
    by_row: Mapping[str, list[Finding]] = field(default_factory=dict)

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def is_blocked(self) -> bool:
        return bool(self.blocking)

    @property
    def elected(self) -> int:
        return len(self.facts.elected)

    @property
    def reserve(self) -> int:
        return len(self.facts.reserve)


def report_on(
    delegate_list: DelegateList, *, account: Account | None = None, on: date, late_reason: str = "", sending: bool = False
) -> Report:
    """The checks of one list. `sending`: a late list needs its reason now."""
    return reports_on(delegate_list.congress, [delegate_list], account=account, on=on, late_reason=late_reason, sending=sending)[
        delegate_list.pk
    ]


def reports_on(
    congress: Congress,
    lists: Sequence[DelegateList],
    *,
    account: Account | None = None,
    on: date,
    late_reason: str = "",
    sending: bool = False,
) -> dict[int, Report]:
    """The checks of many lists of one congress, by list id. `account`: who asks; other units are named only if she knows them."""
    rules = rule_set_of(congress)
    checks, required = check_rules(congress, rules), required_columns(rules)
    rows = _rows_by_list(lists)
    people = [delegate for found in rows.values() for delegate in found]
    known = _Known(congress, people, account, on)
    targets, whole = _targets_by_unit(congress), structure_rules(congress, rules)
    attached = _attached(lists)
    reports = {}
    for delegate_list in lists:
        mine = rows.get(delegate_list.pk, [])
        facts = [_facts(delegate, number, delegate_list, known) for number, delegate in enumerate(mine, 1)]
        counted = [structure_facts(delegate) for delegate in mine if category_of(delegate) is not Category.ALTERNATE]
        found = reached(targets.get(delegate_list.electing_unit_id, []), counted, whole)
        whole_list = ListFacts(
            seats=delegate_list.seats,
            alternates=delegate_list.alternates,
            delegates=facts,
            has_minutes=AttachmentKind.MINUTES in attached[delegate_list.pk],
            has_signed_list=AttachmentKind.SIGNED_LIST in attached[delegate_list.pk],
            is_late=sending and on > delegate_list.due_on,
            late_reason=late_reason,
            unreached_targets=unreached_sentences(found),
        )
        findings = by_weight([*check_list(whole_list, checks), *_by_right(facts, checks)])
        by_row: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_row[finding.key].append(finding)
        values = [values_of(delegate.member) for delegate in mine]
        codes = [code for code in required if code != "category"]
        reports[delegate_list.pk] = Report(
            delegate_list, mine, whole_list, findings, completeness(values, codes), found, dict(by_row)
        )
    return reports


def values_of(member: Member) -> dict[str, str]:
    """What stands in the columns of the list, by their codes, as people read it."""
    birth = member.birth
    return {
        "full_name": member.full_name,
        "birth_date": birth.display() if birth else "",
        "ethnicity": member.ethnicity_label,
        "religion": member.religion_label,
        "home_town": member.home_town,
        "residence": member.residence,
        "rank": member.rank_label,
        "police_position": member.police_position,
        "party_position": member.party_position,
        "union_position": member.union_position_label,
        "workplace": member.workplace,
        "union_joined": display_of(member.union_joined),
        "party_stage": member.party_stage_label,
        "party_joined": display_of(member.party_joined),
        "general_education": member.general_education,
        "education": member.education_label,
        "degree": member.degree,
        "political_theory": member.political_theory_label,
        "languages": member.languages,
        "family_background": member.family_background,
        "phone": member.phone,
        "email": member.email,
        "electing_unit": "x",
        "service_number": _number_of(member),
        "photo": "x" if member.photo_id else "",
        "note": member.note,
    }


def shown_values(delegate: Delegate) -> dict[str, str]:
    """The same of a delegate: as she was frozen once she is, for pages and sheets."""
    values = values_of(delegate.member)
    for code in values if delegate.frozen else ():
        key = f"{code}_label" if f"{code}_label" in delegate.frozen else code
        if key in delegate.frozen:
            kept = delegate.frozen[key] or ""
            values[code] = display_of(kept) if code in DATES else str(kept)
    return values


def display_of(partial: str) -> str:
    """A stored date as people read it."""
    return PartialDate.parse_iso(partial).display() if partial else ""


def structure_facts(delegate: Delegate) -> StructureFacts:
    """What structure targets must know of her."""
    member = delegate.member
    group = member.position_group or _group_of(member.police_position)
    return StructureFacts(
        birth=member.birth,
        is_party_member=reference.PARTY_STAGES.group(member.party_stage) == "party" if member.party_stage else None,
        is_ethnic_minority=member.ethnicity != "kinh" if member.ethnicity else None,
        has_religion=member.religion != "none" if member.religion else None,
        is_from_commune=block_of(member.unit) == "commune",
        is_leader=group in LEADERS if group else None,
        attended_before=delegate.attended_before,
    )


def targets_of(congress: Congress, rules: RuleSet, delegates: Iterable[Delegate]) -> list[Reached]:
    """The targets of the whole congress, or those that the rule set proposes, beside what these delegates reach."""
    wanted = [
        Target(target.criterion, target.at_least, target.at_most)
        for target in StructureTarget.objects.filter(congress=congress, electing_unit=None)
    ]
    wanted = wanted or proposed_by_rules(congress, rules)
    counted = [structure_facts(delegate) for delegate in delegates if category_of(delegate) is not Category.ALTERNATE]
    return reached(wanted, counted, structure_rules(congress, rules))


def office_holders(congress: Congress, *, on: date) -> list[Office]:
    """Those who hold office in the body of the convening unit on that day, and are members still: delegates by right."""
    by_member: dict[int, Office] = {}
    for office in _offices_held(congress, on).select_related("member__unit__parent").order_by("member__sort_key", "starts_on"):
        by_member.setdefault(office.member_id, office)
    return list(by_member.values())


def _offices_held(congress: Congress, on: date) -> QuerySet[Office]:
    return (
        Office.objects.filter(unit=congress.unit, starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on))
        .exclude(member__state__in=GONE)
        .filter(member__merged_into=None)
    )


# ---- facts ----------------------------------------------------------------------------------------------------------


class _Known:
    """What is looked up once for all people on the lists."""

    def __init__(self, congress: Congress, people: Sequence[Delegate], account: Account | None, on: date) -> None:
        self.account, self.on = account, on
        self.member_ids = {delegate.member_id for delegate in people}
        self.freeze_day, self.counted_on = _freeze_days(congress)
        # of whom it is known that she was a member by the freeze day, not only that nobody says since when
        self.known_since: set[int] = set()
        self.units_on_freeze = self._units_on_freeze() if self.freeze_day else {}
        self.by_right = self._by_right(congress)
        self.elsewhere = self._elsewhere(congress, people)

    def _units_on_freeze(self) -> dict[int, list[Unit]]:
        found: dict[int, list[Unit]] = defaultdict(list)
        memberships = Membership.objects.filter(member__in=self.member_ids).select_related("unit")
        for membership in memberships:
            if self.freeze_day and membership.covers(self.freeze_day):
                found[membership.member_id].append(membership.unit)
                if membership.starts_on is not None:
                    self.known_since.add(membership.member_id)
        return found

    def counted_without(self, member: Member) -> bool:
        """She was written down after the members were counted, and nothing says that she was one then."""
        if self.freeze_day is None or self.counted_on is None or member.pk in self.known_since:
            return False
        joined = PartialDate.parse_iso(member.union_joined).latest if member.union_joined else None
        return timezone.localdate(member.created_at) > self.counted_on and (joined is None or joined > self.freeze_day)

    def _by_right(self, congress: Congress) -> set[int]:
        named = set(
            congress.delegates.filter(category=StoredCategory.EX_OFFICIO, state__in=ACTIVE).values_list("member", flat=True)
        )
        held = _offices_held(congress, self.on).filter(member__in=self.member_ids)
        holders = set(held.values_list("member", flat=True))
        # office in a convening unit that calls nobody by right (a chapter's meeting) makes no delegate
        return named | (holders if _calls_by_right(congress) else set())

    def _elsewhere(self, congress: Congress, people: Sequence[Delegate]) -> dict[str, list[Delegate]]:
        keys = {delegate.member.search_key for delegate in people if delegate.member.birth_date}
        numbers = {number for delegate in people if (number := _number_of(delegate.member))}
        same = (
            congress.delegates.filter(state__in=ACTIVE, delegate_list__isnull=False)
            .filter(
                Q(member__search_key__in=keys)
                | Q(member__service_number_hash__in=numbers)
                | Q(member__identity_number_hash__in=numbers)
            )
            .select_related("member", "delegate_list__electing_unit__lead_unit", "delegate_list__congress__unit")
            .prefetch_related("delegate_list__electing_unit__unit_links__unit")
        )
        found: dict[str, list[Delegate]] = defaultdict(list)
        for delegate in same:
            for key in {delegate.member.search_key, _number_of(delegate.member)} - {""}:
                found[key].append(delegate)
        return found

    def also_listed_at(self, delegate: Delegate) -> str | None:
        """The other unit's name, "" when she who asks may not know it, None when there is none."""
        member = delegate.member
        for other in [*self.elsewhere.get(member.search_key, []), *self.elsewhere.get(_number_of(member), [])]:
            if other.delegate_list is None or other.delegate_list_id == delegate.delegate_list_id:
                continue
            if not _identity_of(member).is_also(_identity_of(other.member)):
                continue
            if self.account is None or may_see_list(self.account, other.delegate_list):
                return other.delegate_list.electing_unit.name
            return ""
        return None


def _number_of(member: Member) -> str:
    return member.service_number_hash or member.identity_number_hash


def _identity_of(member: Member) -> DelegateFacts:
    """As much of her facts as says whether two records are one person."""
    return DelegateFacts(str(member.pk), member.full_name, birth=member.birth, same_person=_number_of(member) or None)


def _freeze_days(congress: Congress) -> tuple[date | None, date | None]:
    """The day as of which members are counted, and that on which they were: lists often come into the program in between."""
    frozen = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    if frozen is None or frozen.frozen_at is None:
        return congress.member_count_on, congress.member_count_on
    return frozen.member_count_on, max(frozen.member_count_on, timezone.localdate(frozen.frozen_at))


def _joined_after(member: Member, day: date) -> bool:
    """Whether she came into the union after the day, whatever part of the date is known: "2026" may have been before it."""
    return bool(member.union_joined) and PartialDate.parse_iso(member.union_joined).earliest > day


def _calls_by_right(congress: Congress) -> bool:
    return congress.allocations.filter(frozen_at__isnull=False, ex_officio__gt=0).exists()


def _facts(delegate: Delegate, number: int, delegate_list: DelegateList, known: _Known) -> DelegateFacts:
    member = delegate.member
    was_member = None
    if known.freeze_day:
        paths = [link.unit.path for link in delegate_list.electing_unit.unit_links.all()]
        units = known.units_on_freeze.get(member.pk, [])
        was_member = any(unit.path.startswith(path) for unit in units for path in paths)
        was_member = was_member and not _joined_after(member, known.freeze_day)
    is_gone = member.state in GONE
    return DelegateFacts(
        key=str(delegate.pk),
        full_name=member.full_name,
        birth=member.birth,
        category=category_of(delegate),
        values=values_of(member),
        same_person=_number_of(member) or None,
        row=number,
        was_member_on_freeze=was_member,
        counted_without_her_on=known.freeze_day if known.counted_without(member) else None,
        is_ex_officio=member.pk in known.by_right,
        under_discipline=member.state == MemberState.UNDER_REVIEW,
        discipline_cleared=delegate.cleared_at is not None,
        gone_since=(member.state_on or known.on) if is_gone else None,
        gone_why=MemberState(member.state).label.lower() if is_gone else "",
        on_leave="nghỉ thai sản" if member.state == MemberState.MATERNITY else "",
        also_listed_at=known.also_listed_at(delegate),
        photo=Photo(member.photo.width, member.photo.height) if member.photo else None,
    )


def _by_right(facts: Sequence[DelegateFacts], rules: CheckRules) -> list[Finding]:
    """She whom a unit lists although she is a delegate by right keeps that category, and the unit is told (15 in §10.3)."""
    return [
        finding
        for one in facts
        if one.category is Category.EX_OFFICIO
        for finding in check_delegate(replace(one, category=Category.ELECTED), rules)
        if finding.code == BY_RIGHT
    ]


def _rows_by_list(lists: Sequence[DelegateList]) -> dict[int, list[Delegate]]:
    rows: dict[int, list[Delegate]] = defaultdict(list)
    delegates = (
        Delegate.objects.filter(delegate_list__in=lists, state__in=ACTIVE)
        .select_related("member__unit__parent", "member__photo", "replaces__member")
        .defer("member__words", "member__photo__content", "replaces__member__words")
        .order_by("is_alternate", "position", "id")
    )
    for delegate in delegates:
        rows[delegate.delegate_list_id or 0].append(delegate)
    return rows


def _attached(lists: Sequence[DelegateList]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    pairs = Attachment.objects.filter(delegate_list__in=lists, removed_at=None).values_list("delegate_list", "kind")
    for delegate_list, kind in pairs:
        found[delegate_list].add(kind)
    return found


def _targets_by_unit(congress: Congress) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    for target in StructureTarget.objects.filter(congress=congress, electing_unit__isnull=False):
        found[target.electing_unit_id or 0].append(Target(target.criterion, target.at_least, target.at_most))
    return found


def _group_of(position: str) -> str:
    code = reference.POLICE_POSITIONS.recognise(position)
    return reference.POLICE_POSITIONS.group(code) if code else ""
