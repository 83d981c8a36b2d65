"""The chain of approval (procedure.md §1.4) and the congress's vote, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from congress.terms.rules.majorities import ShowOfCards, VoteBase, is_carried, more_than
from documents.drafting.rules.types import DECIDES, StepKind
from vietnamese.numbers import format_number

# done in this program by sending the document and by the rounds; the others are decided by somebody
BY_ITSELF = frozenset({StepKind.WRITE})
AT_THE_CONGRESS = frozenset({StepKind.PUT_TO_CONGRESS, StepKind.ADOPT})


class StepState(StrEnum):
    """The values that a step's state is stored as."""

    WAITING = "waiting"
    CURRENT = "current"
    DONE = "done"
    RETURNED = "returned"
    SKIPPED = "skipped"


SETTLED = frozenset({StepState.DONE, StepState.SKIPPED})


@dataclass(frozen=True)
class PlannedStep:
    """A step of the chain as it is to be walked now; skip_reason: why it doesn't apply, "" where it does."""

    kind: StepKind
    state: StepState = StepState.WAITING
    skip_reason: str = ""


def may_be_skipped(kinds: Sequence[str], required: Sequence[bool], place: int) -> bool:
    """Whether a step may be left out with a reason: one that assesses or consults, for procedure.md §1.4 binds a paper only to
    those who approve it. An approval that its type requires never is; one that it doesn't require is, as long as another
    approves. The writing and the congress's own steps never are."""
    kind = StepKind(kinds[place])
    if kind in BY_ITSELF | AT_THE_CONGRESS:
        return False
    if kind is not StepKind.APPROVE:
        return True
    return not required[place] and any(one in DECIDES for number, one in enumerate(kinds) if number != place)


def begun(steps: Sequence[PlannedStep], *, from_start: bool) -> list[StepState]:
    """The states of the steps when the document goes up: what doesn't apply is skipped, the first open step has its turn.

    from_start: all bodies decide anew; else those that agreed already needn't, and it goes on with the one that returned it.
    """
    states: list[StepState] = []
    for step in steps:
        if step.skip_reason:
            states.append(StepState.SKIPPED)
        elif step.kind in BY_ITSELF or (step.state is StepState.DONE and not from_start and step.kind not in AT_THE_CONGRESS):
            states.append(StepState.DONE)
        else:
            states.append(StepState.WAITING)
    return with_turn(states)


def with_turn(states: Sequence[StepState]) -> list[StepState]:
    """Give the turn to the first step that is not settled; the order is fixed, so all behind it wait."""
    given: list[StepState] = []
    for state in states:
        if state in SETTLED:
            given.append(state)
        elif StepState.CURRENT in given:
            given.append(StepState.WAITING)
        else:
            given.append(StepState.CURRENT)
    return given


@dataclass(frozen=True)
class Vote:
    """A vote by show of cards on a text: how many were needed, whether it is carried, how many raised no card."""

    present: int
    in_favour: int
    against: int
    other: int
    threshold: Fraction

    @property
    def counted(self) -> int:
        return self.in_favour + self.against + self.other

    @property
    def silent(self) -> int:
        return self.present - self.counted

    @property
    def needed(self) -> int:
        return more_than(self.threshold, self.present)

    @property
    def is_carried(self) -> bool:
        cards = ShowOfCards(agree=self.in_favour, against=self.against, other=self.other, present=self.present)
        return is_carried(cards, fraction=self.threshold, strictly=True, base=VoteBase.PRESENT)

    @property
    def problem(self) -> str:
        """Why the figures can't be, as a sentence; "" where they can."""
        if self.present < 1:
            return "Hãy ghi số đại biểu có mặt khi biểu quyết."
        if self.silent < 0:
            return (
                f"Cộng các số là {format_number(self.counted)}, nhiều hơn {format_number(self.present)} đại biểu có mặt. "
                "Hãy kiểm tra lại."
            )
        return ""

    @property
    def rule_sentence(self) -> str:
        """By which rule: "quá 1/2 số đại biểu có mặt: cần ít nhất 74/147"."""
        return (
            f"quá {self.threshold.numerator}/{self.threshold.denominator} {VoteBase.PRESENT.label}: "
            f"cần ít nhất {format_number(self.needed)}/{format_number(self.present)}"
        )
