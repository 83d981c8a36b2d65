"""The board of a congress's list: everybody considered, where she stands, the figures, and what would be without her."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    Direction,
    FinalList,
    Place,
    Scenario,
    ScenarioPlace,
    Vetting,
    VettingState,
)
from congress.personnel.queries.candidates import minutes_of
from congress.personnel.queries.rule_values import surplus_rules_of
from congress.personnel.rules.completeness import Completeness, Paper, completeness, document_kinds
from congress.personnel.rules.structure import Facts, Line, Measure, Structure, Sum, add_up, changes, structure, with_her, without
from congress.personnel.rules.surplus import Surplus, SurplusRules, Verdict, judge_surplus
from congress.terms.models import Congress, PersonnelMode
from congress.terms.queries import level_of, rule_set_of
from congress.terms.rules.rule_set import RuleSet
from members.people import reference
from members.units.models import UnitKind
from vietnamese.dates import age_on

GROUP_OF = {
    UnitKind.BRANCH: "branch",
    UnitKind.CHAPTER_OF_BRANCH: "branch",
    UnitKind.COMMUNE_CHAPTER: "chapter",
    UnitKind.JOINT_CHAPTER: "chapter",
    UnitKind.GROUP: "chapter",
}
LEADERS = {"province_leader", "department_leader", "team_leader", "commune_leader"}
THEORY = {"bachelor", "advanced", "intermediate"}
HIGHER = {"doctorate", "master", "university"}
PLACES = Place.choices
OPEN_VETTINGS = [VettingState.ASKED, VettingState.MORE, VettingState.FAILED]
# what the cards and `facts_of` read of a candidate, of her member and of that one's unit
ON_THE_BOARD = [
    "congress", "place", "is_incumbent", "is_full_time", "block", "post", "dropped_because", "withdrawn_on", "exception_at",
    "sort_key", "revision",
    *(f"member__{name}" for name in (
        "full_name", "birth_date", "ethnicity", "religion", "rank", "position_group", "party_stage", "education",
        "political_theory",
    )),
    "member__unit__kind", "member__unit__name", "member__unit__short_name",
]  # fmt: skip
RANKS = [item.label for item in reference.RANKS.items]
THEORIES = [item.label for item in reference.POLITICAL_THEORY.items]


@dataclass(frozen=True)
class Card:
    """One name on the board."""

    candidate: Candidate
    place: str
    facts: Facts
    age: int | None
    file: Completeness | None
    vetting_open: int
    # what would happen if she were out (or, where she isn't on the list, in)
    what_if: str

    @cached_property
    def told(self) -> str:
        """ "48 tuổi · Trung tá · Phòng Tham mưu · chuyên trách"."""
        facts = self.facts
        parts = [
            f"{self.age} tuổi" if self.age is not None else "chưa ghi ngày sinh",
            facts.rank,
            facts.unit,
            "chuyên trách" if facts.is_full_time else "",
        ]
        return " · ".join(part for part in parts if part)

    @property
    def moves(self) -> list[tuple[str, str]]:
        """The other two places: what the button sends, and its words."""
        revision = self.candidate.revision
        return [(f"{self.candidate.pk}:{value}:{revision}", label) for value, label in PLACES if value != self.place]


@dataclass(frozen=True)
class Basis:
    """What a board is measured against, asked for once."""

    congress: Congress
    direction: Direction | None
    rules: RuleSet
    measure: Measure
    surplus_rules: SurplusRules
    seats: int | None

    def judge(self, size: int) -> Surplus:
        return judge_surplus(candidates=size, seats=self.seats, rules=self.surplus_rules)


@dataclass(frozen=True)
class Board:
    """A list and its figures. `places` of a scenario stand in for those of the candidates."""

    basis: Basis
    total: Sum
    figures: Structure
    surplus: Surplus
    columns: tuple[tuple[str, str, tuple[Card, ...]], ...]
    scenario: Scenario | None

    @cached_property
    def size(self) -> int:
        return self.total.size


def basis_of(congress: Congress) -> Basis:
    rules, direction = rule_set_of(congress), Direction.objects.filter(congress=congress).first()
    surplus_rules = surplus_rules_of(rules)
    if congress.personnel_mode == PersonnelMode.APPOINTED:
        # nobody is elected: as many as are appointed, no surplus is asked for
        surplus_rules = SurplusRules(prepared=None, most=surplus_rules.most, most_of_few=None, required=False)
    measure = Measure(
        day=congress.held_on,
        bands=rules.bands("3_do_tuoi") if rules.is_set("3_do_tuoi") else (),
        targets=direction.targets if direction else (),
    )
    return Basis(congress, direction, rules, measure, surplus_rules, direction.seats if direction else None)


def candidates_of(congress: Congress) -> list[Candidate]:
    """Everybody considered, by tên, with what the board tells of her and no more; one question to the database."""
    return list(
        Candidate.objects.filter(congress=congress).select_related("member__unit").only(*ON_THE_BOARD).order_by("sort_key", "id")
    )


def open_vettings_of(congress: Congress) -> dict[int, int]:
    """By candidate, how many questions about her are still open."""
    asked = Vetting.objects.filter(candidate__congress=congress, state__in=OPEN_VETTINGS).order_by()
    return dict(asked.values_list("candidate_id").annotate(number=Count("pk")))


def files_of(congress: Congress, candidates: Sequence[Candidate]) -> dict[int, Completeness]:
    """By candidate, how complete her file is on the day of the congress; two questions, no rows made of 14 papers each."""
    papers: dict[int, list[Paper]] = {}
    rows = CandidateDocument.objects.filter(candidate__congress=congress).order_by()
    for pk, kind, state, expires_on, note in rows.values_list("candidate_id", "kind", "state", "expires_on", "note"):
        papers.setdefault(pk, []).append(Paper(kind, state, expires_on, note))
    minutes, level = minutes_of(candidates), level_of(congress.unit)
    automatic = [code for code, kind in document_kinds().items() if kind.automatic]
    found = {}
    for one in candidates:
        there, of = minutes.get(one.pk, (0, 0))
        mine = papers.get(one.pk, []) + [Paper(code, there=there, of=of) for code in automatic]
        found[one.pk] = completeness(mine, level=level, incumbent=one.is_incumbent, held_on=congress.held_on)
    return found


def facts_of(candidate: Candidate) -> Facts:
    """What people and the candidate's own row know of her, as the rules take it."""
    member = candidate.member
    ethnic = reference.ETHNIC_GROUPS.group(member.ethnicity)
    return Facts(
        key=candidate.pk,
        name=member.full_name,
        is_incumbent=candidate.is_incumbent,
        birth=member.birth,
        group="full_time" if candidate.is_full_time else GROUP_OF.get(UnitKind(member.unit.kind), "other"),
        block=candidate.block,
        unit=member.unit.label,
        rank=member.rank_label,
        theory=member.political_theory_label,
        is_minority=ethnic == "minority" if ethnic else None,
        has_religion=member.religion != "none" if member.religion else None,
        is_party=reference.PARTY_STAGES.group(member.party_stage) == "party" if member.party_stage else None,
        is_leader=member.position_group in LEADERS if member.position_group else None,
        has_theory=member.political_theory in THEORY if member.political_theory else None,
        has_higher_education=member.education in HIGHER if member.education else None,
        is_full_time=candidate.is_full_time,
    )


def places_of(scenario: Scenario) -> dict[int, str]:
    return dict(ScenarioPlace.objects.filter(scenario=scenario).values_list("candidate_id", "place"))


def board_of(
    basis: Basis,
    candidates: Sequence[Candidate],
    *,
    scenario: Scenario | None = None,
    places: Mapping[int, str] | None = None,
    files: Mapping[int, Completeness] | None = None,
    vettings: Mapping[int, int] | None = None,
) -> Board:
    """The list as it counts, or as a scenario has it; `files` and `vettings` where the cards are shown."""
    standing = {one.pk: Place.NOT if one.withdrawn_on else (places or {}).get(one.pk, one.place) for one in candidates}
    facts = {one.pk: facts_of(one) for one in candidates}
    total = add_up((facts[pk] for pk, place in standing.items() if place == Place.PROPOSED), basis.measure)
    figures = structure(total, basis.measure, ranks=RANKS, theory=THEORIES)
    beside = {size: basis.judge(size) for size in (total.size - 1, total.size + 1)}
    now = Now(total, figures.lines, basis.judge(total.size), beside)
    found, asked = files or {}, vettings or {}
    cards = [
        _card(one, standing[one.pk], facts[one.pk], now, basis, found.get(one.pk), asked.get(one.pk, 0)) for one in candidates
    ]
    columns = tuple((value, label, tuple(card for card in cards if card.place == value)) for value, label in PLACES)
    return Board(basis, total, figures, now.surplus, columns, scenario)


@dataclass(frozen=True)
class Now:
    """The list as it is, to which every "what if" is compared."""

    total: Sum
    lines: tuple[Line, ...]
    surplus: Surplus
    # of a list with one name less or more, by its size
    beside: Mapping[int, Surplus]


def _card(
    candidate: Candidate, place: str, facts: Facts, now: Now, basis: Basis, file: Completeness | None, vetting_open: int
) -> Card:
    is_on = place == Place.PROPOSED
    after = without(now.total, facts, basis.measure) if is_on else with_her(now.total, facts, basis.measure)
    return Card(
        candidate=candidate,
        place=place,
        facts=facts,
        age=_age(facts, basis.measure),
        file=file,
        vetting_open=vetting_open,
        what_if="" if candidate.withdrawn_on else what_if(now, after, basis),
    )


def _age(facts: Facts, measure: Measure) -> int | None:
    return age_on(facts.birth, measure.day) if facts.birth is not None else None


def what_if(now: Now, after: Sum, basis: Basis) -> str:
    """ "23 người cho 21 chỗ: số dư 02 người (9,5%). … Dưới 35 4 → 3 (thiếu 1).": only what changes for better or worse."""
    new = now.beside[after.size]
    is_worth_saying = now.surplus.verdict != new.verdict or new.verdict != Verdict.OK
    said = [new.sentence if is_worth_saying else f"{after.size:02} người."]
    if found := changes(now.total, after, basis.measure, lines=now.lines):
        said.append(f"{'; '.join(found)}.")
    return " ".join(said)


def scenarios_of(congress: Congress) -> list[Scenario]:
    return list(Scenario.objects.filter(congress=congress).order_by("id"))


def is_locked(congress: Congress) -> bool:
    """Whether there is a final list, so that nobody is moved any more."""
    return FinalList.objects.filter(congress=congress).exists()


def final_list_of(congress: Congress) -> FinalList | None:
    return FinalList.objects.filter(congress=congress).select_related("locked_by", "announced_by").first()
