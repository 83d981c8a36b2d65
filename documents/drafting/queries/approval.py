"""What is asked of the chain of approval."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from documents.drafting.models import (
    ApprovalStep,
    Comment,
    CommentState,
    Decision,
    Document,
    StepState,
    Version,
    VersionKind,
)
from members.access.models import Account, Grant
from members.access.queries import covered
from members.access.roles import ROLES, Permission
from members.units.models import Unit
from vietnamese.numbers import format_number


def decides_herself(step: ApprovalStep) -> bool:
    """Whether the step's role is one that approves in this program."""
    role = ROLES.get(step.role)
    return role is not None and Permission.DOCUMENT_APPROVE in role.permissions


def holders_of(role: str, unit: Unit) -> list[Account]:
    """The accounts that hold a role on the unit or above it today."""
    above = [unit.path[: place + 1] for place, sign in enumerate(unit.path) if sign == "/" and place]
    grants = Grant.objects.in_force(on=timezone.localdate()).filter(role=role, unit__path__in=above)
    return list(Account.objects.filter(is_active=True, pk__in=grants.values("account")).order_by("full_name", "pk"))


def last_submission(document: Document) -> Version | None:
    """The text as it was sent up the last time."""
    sent = document.versions.filter(kind=VersionKind.SUBMISSION).order_by("-number")
    return sent.defer("content").select_related("made_by").first()


def congress_text(document: Document) -> Version | None:
    """The text that was put to the congress."""
    return document.versions.filter(kind=VersionKind.CONGRESS_TEXT).order_by("-number").defer("content").first()


def rounds_words(document: Document) -> str:
    """ "Đã lấy ý kiến 3 vòng: 412 ý kiến, tiếp thu 329"."""
    said = Comment.objects.filter(round__document=document, state=CommentState.SENT)
    taken = said.filter(answer__kind__in=["full", "partly"]).count()
    return (
        f"Đã lấy ý kiến {document.rounds.count()} vòng: {format_number(said.count())} ý kiến, "
        f"tiếp thu toàn bộ hoặc một phần {format_number(taken)}."
    )


@dataclass
class StepLine:
    """A step as the page shows it, with everything that was ever decided in it."""

    step: ApprovalStep
    decisions: list[Decision] = field(default_factory=list)

    @property
    def last(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def stepper_state(self) -> str:
        return {
            StepState.DONE.value: "done",
            StepState.SKIPPED.value: "done",
            StepState.CURRENT.value: "current",
            StepState.RETURNED.value: "returned",
        }.get(self.step.state, "todo")

    @property
    def note(self) -> str:
        if self.step.state == StepState.SKIPPED:
            return "không áp dụng"
        if self.last is None or self.step.state not in {StepState.DONE, StepState.RETURNED}:
            return ""
        return f"{self.last.decided_on:%d/%m/%Y}"


def chain_of(document: Document) -> list[StepLine]:
    """The steps in their order, each with its decisions, the oldest first. Two queries."""
    made: defaultdict[int, list[Decision]] = defaultdict(list)
    decisions = Decision.objects.filter(step__document=document).select_related("version", "recorded_by")
    for decision in decisions.defer("version__content").order_by("id"):
        made[decision.step_id].append(decision)
    return [StepLine(step, made[step.pk]) for step in document.steps.order_by("position")]


def returned_decision(lines: list[StepLine]) -> Decision | None:
    """What the step said that sent the document back; None where it wasn't sent back."""
    returned = next((line for line in lines if line.step.state == StepState.RETURNED), None)
    return returned.last if returned else None


def steps_waiting_for(account: Account) -> QuerySet[ApprovalStep]:
    """Steps whose turn it is and whose role could be hers; `may_decide` judges."""
    mine = covered(account, Permission.DOCUMENT_APPROVE, path="document__unit__path")
    return (
        ApprovalStep.objects.filter(mine, state=StepState.CURRENT, document__state="approval")
        .exclude(role="")
        .select_related("document__unit")
        .order_by("id")
    )
