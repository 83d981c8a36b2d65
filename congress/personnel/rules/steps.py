"""In which order the steps of a process may be opened (R11)."""

from collections.abc import Sequence
from dataclasses import dataclass

WAITING, OPEN, CLOSED = "waiting", "open", "closed"


@dataclass(frozen=True)
class Step:
    code: str
    name: str
    state: str


def why_not_open(steps: Sequence[Step], place: int) -> str:
    """The sentence that says why the step at `place` can't begin yet; "" when it can. `steps` in their order."""
    one = steps[place]
    if one.state != WAITING:
        return f"Bước {one.code} đã bắt đầu rồi."
    before = next((step for step in steps[:place] if step.state != CLOSED), None)
    if before is not None:
        what = "chưa kết thúc" if before.state == OPEN else "chưa làm"
        return f"Bước {before.code} ({before.name}) {what}. Hãy kết thúc bước {before.code} trước khi bắt đầu bước {one.code}."
    return ""


def why_not_reopen(steps: Sequence[Step], place: int) -> str:
    """A step may be opened again while no later one has begun: what followed from it would hang in the air."""
    one = steps[place]
    if one.state != CLOSED:
        return f"Bước {one.code} chưa kết thúc nên không cần mở lại."
    later = [step for step in steps[place + 1 :] if step.state != WAITING]
    if later:
        return f"Bước {later[-1].code} đã bắt đầu sau bước {one.code}. Hãy mở lại lần lượt từ bước {later[-1].code} trở về."
    return ""


def why_not_adapt(steps: Sequence[Step]) -> str:
    """The steps themselves may change only before the first one is opened."""
    begun = next((step for step in steps if step.state != WAITING), None)
    return f"Bước {begun.code} đã bắt đầu nên không đổi các bước của quy trình được nữa." if begun else ""


def next_step(steps: Sequence[Step]) -> int | None:
    """The place of the one that is open, or of the first that waits; None when all are closed."""
    return next((place for place, step in enumerate(steps) if step.state != CLOSED), None)
