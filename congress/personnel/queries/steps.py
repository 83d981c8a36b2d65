"""The process of a congress: its steps, the names in them, and what follows from the votes."""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from congress.personnel.models import (
    Candidate,
    Introduction,
    Method,
    NameResult,
    Process,
    ProcessStep,
    Reopening,
    StepName,
    StepState,
    VoteBase,
)
from congress.personnel.queries.vetting import lacking_in_short
from congress.personnel.rules import steps as order
from congress.personnel.rules.processes import branches, proposed_branch, takes_names
from congress.personnel.rules.votes import Figures, Judged, NameVotes, judge
from congress.terms.models import Congress
from congress.terms.queries import level_of

FIGURES = ("summoned", "present", "issued", "collected", "valid", "invalid")


def process_of(congress: Congress) -> Process | None:
    return Process.objects.filter(congress=congress).select_related("congress__unit", "chosen_by").first()


def steps_of(process: Process) -> list[ProcessStep]:
    """In their order, with how many names were put forward and how many passed; one question."""
    counted = process.steps.annotate(
        put_forward=Count("names"), went_on=Count("names", filter=Q(names__result=NameResult.PASSED))
    )
    return list(counted.order_by("position"))


def plain(steps: Sequence[ProcessStep]) -> list[order.Step]:
    return [order.Step(step.code, step.name, step.state) for step in steps]


def place_of(steps: Sequence[ProcessStep], step: ProcessStep) -> int:
    return next(place for place, one in enumerate(steps) if one.pk == step.pk)


def branch_name(process: Process) -> str:
    branch = branches().get(process.branch)
    return branch.name if branch else process.branch


def branch_for(congress: Congress) -> str:
    return proposed_branch(level_of(congress.unit), congress.personnel_mode)


def steps_for(congresses: QuerySet[Congress]) -> QuerySet[ProcessStep]:
    return ProcessStep.objects.filter(process__congress__in=congresses).select_related(
        "process__congress__unit", "process__congress__term", "minutes", "tally", "closed_by"
    )


def names_of(step: ProcessStep) -> list[StepName]:
    return list(step.names.select_related("candidate__member__unit", "decided_by").order_by("candidate__sort_key", "id"))


def reopenings_of(step: ProcessStep) -> QuerySet[Reopening]:
    return step.reopenings.select_related("reopened_by").order_by("-id")


def source_of(step: ProcessStep) -> ProcessStep | None:
    """The last step before it in which names were put forward; None: its names come from the pool."""
    before = step.process.steps.filter(position__lt=step.position).order_by("-position")
    return next((one for one in before.annotate(number=Count("names")) if takes_names(one.purpose) and one.number), None)


def may_be_put_forward(step: ProcessStep) -> QuerySet[Candidate]:
    """Those who passed the step before; for the first one, everybody in the pool. Nobody who has withdrawn."""
    source = source_of(step)
    pool = Candidate.objects.filter(congress=step.process.congress_id, withdrawn_on=None)
    if source is not None:
        pool = pool.filter(step_names__step=source, step_names__result=NameResult.PASSED)
    introductions = Introduction.objects.select_related("call__unit")
    return (
        pool.select_related("member__unit").prefetch_related(Prefetch("introductions", introductions)).order_by("sort_key", "id")
    )


def doubts_of(step: ProcessStep, names: Sequence[StepName]) -> dict[int, list[str]]:
    """By name, what stands against her going on from a step in which nobody votes, each in a sentence: she withdrew, an answer
    of the vetting is bad or missing, her unit's meeting gave too few votes. At most one question more than the names."""
    if step.method != Method.NONE:
        return {}
    found: dict[int, list[str]] = {}
    for name in names:
        if name.candidate.withdrawn_on:
            found[name.pk] = [f"Đã xin rút ngày {name.candidate.withdrawn_on:%d/%m/%Y}."]
    if step.purpose == "vetting":
        lacking = lacking_in_short([name.candidate for name in names], level_of(step.process.congress.unit))
        for name in names:
            if name.candidate_id in lacking:
                found.setdefault(name.pk, []).append(lacking[name.candidate_id])
    if step.purpose == "introduction":
        few = _too_few_votes(step, names)
        for name in names:
            if name.candidate_id in few:
                found.setdefault(name.pk, []).append(few[name.candidate_id])
    return found


def _too_few_votes(step: ProcessStep, names: Sequence[StepName]) -> dict[int, str]:
    """By candidate, that no unit's meeting which voted on her gave her the votes that the step asks for."""
    if not step.threshold:
        return {}
    rows = Introduction.objects.filter(candidate__in=[name.candidate_id for name in names]).exclude(votes=None)
    best: dict[int, tuple[Fraction, str]] = {}
    for row in rows.select_related("call__unit"):
        base = row.call.present or row.call.valid
        if row.candidate_id is None or row.votes is None or not base:
            continue
        said = f"{row.call.unit.label} giới thiệu {row.votes}/{base} phiếu, không quá {step.threshold}."
        best[row.candidate_id] = max(best.get(row.candidate_id, (Fraction(0), said)), (Fraction(row.votes, base), said))
    return {pk: said for pk, (share, said) in best.items() if share <= Fraction(step.threshold)}


def figures_of(step: ProcessStep) -> Figures:
    values = {name: getattr(step, name) for name in FIGURES}
    return Figures(**values, by_ballot=step.method == Method.BALLOT)


def votes_of(names: Sequence[StepName]) -> list[NameVotes]:
    return [NameVotes(name.pk, name.candidate.member.full_name, name.votes) for name in names]


def base_of(step: ProcessStep) -> int | None:
    """The number that votes are measured against; None: not entered yet."""
    figure = {
        VoteBase.SUMMONED: step.summoned,
        VoteBase.PRESENT: step.present,
        VoteBase.COLLECTED: step.collected,
        VoteBase.VALID: step.valid,
    }
    return figure.get(VoteBase(step.base)) if step.base else None


def judged(step: ProcessStep, names: Sequence[StepName]) -> Judged | None:
    """Who passed by the votes; None while a figure or somebody's votes are missing, and where nobody votes."""
    base = base_of(step)
    if step.method == Method.NONE or base is None or not step.threshold:
        return None
    votes: dict[Hashable, int] = {name.pk: name.votes for name in names if name.votes is not None}
    if len(votes) < len(names) or not names:
        return None
    return judge(votes, threshold=Fraction(step.threshold), base=base, most=step.most)


def rule_sentence(step: ProcessStep, found: Judged | None) -> str:
    """By which rule names pass: "Quá 1/2 số người có mặt: cần ít nhất 20/38 phiếu"."""
    if step.method == Method.NONE or not step.threshold or not step.base:
        return ""
    said = f"Đạt khi được quá {step.threshold} {VoteBase(step.base).label}"
    if found is not None:
        said += f": cần ít nhất {found.needed}/{found.base}"
    if step.most:
        said += f"; lấy nhiều nhất {step.most} người theo số phiếu từ cao xuống"
    return f"{said}."


def snapshot_of(step: ProcessStep, names: Sequence[StepName]) -> dict[str, Any]:
    """Figures and names as they stand, kept when a closed step is opened again; people by id, never by name."""
    figures = {name: getattr(step, name) for name in FIGURES}
    return {
        **figures,
        "held_on": step.held_on.isoformat() if step.held_on else None,
        "conclusion": step.conclusion,
        "paper": step.paper,
        "closed_at": step.closed_at.isoformat() if step.closed_at else None,
        "closed_by": step.closed_by_id,
        "names": [
            {
                "candidate": name.candidate_id,
                "votes": name.votes,
                "result": name.result,
                "decided_because": name.decided_because,
            }
            for name in names
        ],
    }


def open_step_of(process: Process) -> ProcessStep | None:
    return process.steps.filter(state=StepState.OPEN).first()
