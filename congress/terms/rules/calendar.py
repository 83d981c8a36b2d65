"""Days of the plan: milestones counted from the congress, postponing, working days (§2.2, §2.6, R23).

A milestone is either relative (so many days from the day of the congress) or fixed. Postponing moves what is relative
and not yet done; what is fixed, and what was frozen or done, keeps its day.
"""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

PLANS = Path(__file__).resolve().parent.parent / "data" / "plans.toml"
SATURDAY = 5


@dataclass(frozen=True)
class Milestone:
    """A step of a plan: `offset_days` from the congress (−20: twenty days before), or a fixed day."""

    code: str
    name: str
    product: str = ""
    offset_days: int | None = None
    fixed_on: date | None = None
    done_on: date | None = None
    # of a template: the rule that says the same in days before the congress
    sets_rule: str = ""

    def __post_init__(self) -> None:
        """Refuse a milestone with two ways to count its day, or none."""
        if (self.offset_days is None) is (self.fixed_on is None):
            raise ValueError(f"{self.code}: give offset_days or fixed_on, and not both.")


@dataclass(frozen=True)
class Plan:
    """A template: for which congresses it is meant, and its milestones in the order of their days."""

    code: str
    name: str
    for_level: str
    help: str
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class Moved:
    """What a postponement does to one milestone."""

    milestone: Milestone
    before: date
    after: date

    @property
    def stays(self) -> bool:
        return self.before == self.after


@cache
def plans() -> tuple[Plan, ...]:
    """The templates that come with the program."""
    with PLANS.open("rb") as file:
        tables = tomllib.load(file)["plan"]
    return tuple(
        Plan(
            code=table["code"],
            name=table["name"],
            for_level=table["for_level"],
            help=table["help"],
            milestones=tuple(
                Milestone(
                    row["code"],
                    row["name"],
                    row.get("product", ""),
                    row["offset_days"],
                    sets_rule=row.get("sets_rule", ""),
                )
                for row in table["milestones"]
            ),
        )
        for table in tables
    )


def plan_called(code: str) -> Plan:
    """The template with this code; raises `KeyError` naming those that exist."""
    for plan in plans():
        if plan.code == code:
            return plan
    raise KeyError(f"There is no plan {code!r}; there are {[plan.code for plan in plans()]}.")


def deadline(milestone: Milestone, congress_day: date) -> date:
    """The last day for a milestone."""
    if milestone.fixed_on is not None:
        return milestone.fixed_on
    return congress_day + timedelta(days=milestone.offset_days or 0)


def postpone(milestones: Iterable[Milestone], *, old_day: date, new_day: date) -> list[Moved]:
    """What moving the congress does: relative milestones move with it, fixed and done ones stay where they are."""
    return [
        Moved(
            milestone,
            deadline(milestone, old_day),
            deadline(milestone, old_day if milestone.done_on is not None else new_day),
        )
        for milestone in milestones
    ]


def frozen(milestone: Milestone, congress_day: date) -> Milestone:
    """The milestone with its present day made fixed, as when figures were frozen on it."""
    return replace(milestone, offset_days=None, fixed_on=deadline(milestone, congress_day))


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_between(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """How many working days come after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, holidays)
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, (end - start).days + 1))
