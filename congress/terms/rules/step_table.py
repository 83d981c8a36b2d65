"""A step table: up to so many members, so many delegates (F3 of the allocation; `bac_phan_bo`)."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass


class StepProblem(ValueError):
    """The steps have a gap or no end; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class Step:
    """A line of the table: up to so many members (None: and all above), so many seats."""

    up_to: int | None
    seats: int


def check_steps(steps: Sequence[Step]) -> None:
    """Raises `StepProblem` unless the steps rise without gaps and the last one is open upwards."""
    limits = [step.up_to for step in steps]
    if not steps or limits[-1] is not None or None in limits[:-1]:
        raise StepProblem("Bảng bậc phải có bậc cuối cùng không giới hạn trên, ví dụ “>75: 5”.")
    bounded = [limit for limit in limits if limit is not None]
    if any(low >= high for low, high in zip([0, *bounded], bounded, strict=False)):
        raise StepProblem("Các bậc phải tăng dần, ví dụ 15, 30, 50, 75.")
    if any(low.seats > high.seats for low, high in itertools.pairwise(steps)):
        raise StepProblem("Bậc nhiều hội viên hơn không được có ít đại biểu hơn.")
    if any(step.seats < 0 for step in steps):
        raise StepProblem("Số đại biểu của một bậc phải từ 0 trở lên.")


def seats_by_step(members: int, steps: Sequence[Step]) -> int:
    """The seats of the step that so many members fall in; the steps have been checked."""
    return next(step.seats for step in steps if step.up_to is None or members <= step.up_to)
