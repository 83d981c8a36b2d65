"""What is put before those who decide: the list with its figures, those in office, the steps as they were held."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from congress.personnel.models import (
    AppointmentDecision,
    Candidate,
    FinalList,
    GoesBecause,
    OfficeReview,
    Place,
    ProcessStep,
    Stays,
    StepName,
    StepState,
)
from congress.personnel.queries.steps import process_of, steps_of
from congress.personnel.queries.structure import RANKS, THEORIES, Basis, facts_of
from congress.personnel.rules.structure import OTHERS, Facts, Sum, add_up, structure
from congress.terms.models import Congress
from members.people.models import Award, Discipline, Office


@dataclass(frozen=True)
class StructureRow:
    """One group of the list: how many of it, how many of them re-elected and new; `wanted`: what the direction asks for."""

    label: str
    count: int = 0
    again: int = 0
    new: int = 0
    wanted: str = ""
    met: bool | None = None
    # a heading over the rows that follow
    is_heading: bool = False


@dataclass(frozen=True)
class Figures:
    """The list in figures."""

    size: int
    again: int
    new: int
    mean_age: str
    rows: tuple[StructureRow, ...]


@dataclass(frozen=True)
class Leaving:
    """Why members of the outgoing body do not stand again, and how many."""

    reason: str
    count: int


def listed(congress: Congress, *, place: str = Place.PROPOSED) -> list[Candidate]:
    """Those who stand there and have not withdrawn, by tên."""
    return list(
        Candidate.objects.filter(congress=congress, place=place, withdrawn_on=None)
        .select_related("member__unit", "exception_by")
        .order_by("sort_key", "id")
    )


def has_listed(congress: Congress) -> bool:
    return Candidate.objects.filter(congress=congress, place=Place.PROPOSED, withdrawn_on=None).exists()


def with_lives(candidates: QuerySet[Candidate]) -> list[Candidate]:
    """The same with what her papers tell of her life: offices, awards, discipline; four questions however many they are."""
    offices = Office.objects.select_related("unit").order_by("starts_on", "id")
    return list(
        candidates.select_related("member__unit", "congress").prefetch_related(
            Prefetch("member__offices", offices),
            Prefetch("member__awards", Award.objects.order_by("year", "id")),
            Prefetch("member__disciplines", Discipline.objects.order_by("year", "id")),
        )
    )


def lives_of(congress: Congress, candidate_id: int | None) -> list[Candidate]:
    """One candidate of the congress, or all who are proposed."""
    found = Candidate.objects.filter(congress=congress).order_by("sort_key", "id")
    if candidate_id is None:
        return with_lives(found.filter(place=Place.PROPOSED, withdrawn_on=None))
    return with_lives(found.filter(pk=candidate_id))


def figures_of(basis: Basis, candidates: Sequence[Candidate]) -> Figures:
    """The list counted as the board counts it, each row parted into those re-elected and those new; then the targets."""
    people = [facts_of(one) for one in candidates]
    whole = _sum(basis, people)
    again = _sum(basis, [one for one in people if one.is_incumbent])
    shown = structure(whole, basis.measure, ranks=RANKS, theory=THEORIES)
    new = whole.size - again.size

    def row(label: str, mark: str, **more: Any) -> StructureRow:
        count, stay = whole.marks[mark], again.marks[mark]
        return StructureRow(label, count, stay, count - stay, **more)

    rows: list[StructureRow] = []
    rows.append(StructureRow("Theo đơn vị, khối", is_heading=True))
    rows += [row(bar.label, f"group:{bar.label}") for bar in shown.groups]
    if basis.measure.bands:
        rows.append(StructureRow("Theo độ tuổi", is_heading=True))
        rows += [row(band.label, f"band_{place}") for place, band in enumerate(basis.measure.bands, start=1)]
    rows.append(StructureRow("Theo cấp bậc hàm", is_heading=True))
    rows += [row(bar.label, f"rank:{bar.label}") for bar in shown.ranks]
    rows.append(StructureRow("Theo lý luận chính trị", is_heading=True))
    rows += [row(bar.label, f"theory:{bar.label}") for bar in shown.theory]
    rows.append(StructureRow("Nội dung khác", is_heading=True))
    rows += [row(label, mark) for mark, label in OTHERS.items()]
    return Figures(whole.size, again.size, new, shown.mean_age_shown, tuple(rows))


def targets_of(basis: Basis, candidates: Sequence[Candidate]) -> list[StructureRow]:
    """Each target of the direction: what is asked for, what the list has, whether that is enough."""
    people = [facts_of(one) for one in candidates]
    whole, again = _sum(basis, people), _sum(basis, [one for one in people if one.is_incumbent])
    lines = structure(whole, basis.measure).lines
    parts = structure(again, basis.measure).lines
    return [
        StructureRow(
            line.label,
            line.count,
            part.count,
            line.count - part.count,
            wanted=line.wanted,
            met=line.is_met if line.has_target else None,
        )
        for line, part in zip(lines, parts, strict=True)
    ]


def _sum(basis: Basis, people: Sequence[Facts]) -> Sum:
    return add_up(people, basis.measure)


def leaving_of(congress: Congress) -> list[Leaving]:
    """Those in office who do not stand again, by reason, most first."""
    counts: dict[str, int] = {}
    for because in OfficeReview.objects.filter(congress=congress, decision=Stays.GOES).values_list("because", flat=True):
        counts[because] = counts.get(because, 0) + 1
    return [Leaving(GoesBecause(because).label, number) for because, number in sorted(counts.items(), key=lambda one: -one[1])]


def held_steps(congress: Congress) -> list[ProcessStep]:
    """Closed steps in their order, with how many names were put forward and how many passed."""
    process = process_of(congress)
    return [step for step in steps_of(process) if step.state == StepState.CLOSED] if process else []


def step_named(congress: Congress, step_id: int | None) -> ProcessStep | None:
    if step_id is None:
        return None
    found = ProcessStep.objects.filter(process__congress=congress, pk=step_id)
    return found.select_related("process__congress__unit", "process__congress__term").first()


def names_by_votes(step: ProcessStep) -> list[StepName]:
    """By votes, most first; of like votes by tên."""
    found = step.names.select_related("candidate__member__unit").order_by("candidate__sort_key", "id")
    return sorted(found, key=lambda one: -(one.votes or 0))


def final_people(congress: Congress) -> tuple[FinalList | None, list[dict[str, Any]]]:
    """The locked list and its people in the order of the ballot."""
    found = FinalList.objects.filter(congress=congress).first()
    return found, list(found.content) if found else []


def appointment_of(congress: Congress) -> AppointmentDecision | None:
    return AppointmentDecision.objects.filter(congress=congress).first()


def candidate_named(congress: Congress, candidate_id: int) -> Candidate | None:
    return Candidate.objects.filter(congress=congress, pk=candidate_id).select_related("member__unit").first()


def review_counts(congress: Congress) -> tuple[int, int]:
    """How many of those in office were reviewed, how many of them stand again."""
    rows = list(OfficeReview.objects.filter(congress=congress).values_list("decision", flat=True))
    return len(rows), sum(one == Stays.STAYS for one in rows)
