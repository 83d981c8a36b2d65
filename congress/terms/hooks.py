"""What rooms above add to a congress without this room knowing them: days that move with it, conditions before a step.

A room registers in the `ready` of its AppConfig. Nothing here imports from above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from congress.terms.models import Congress
from members.access.models import Account


@dataclass(frozen=True)
class DayMoved:
    """One thing that a postponement moves, or leaves where it is and why."""

    label: str
    before: date
    after: date
    why_it_stays: str = ""

    @property
    def stays(self) -> bool:
        return self.before == self.after


class Follower(Protocol):
    """Days of another room that depend on the day of the congress."""

    def preview(self, congress: Congress, to_day: date) -> list[DayMoved]:
        """What would happen; writes nothing."""

    def move(self, congress: Congress, to_day: date, by: Account) -> int:
        """Move the days, in the transaction of the postponement and before the congress itself; how many moved."""


# what is still missing before a congress may take a state, as Vietnamese sentences
Gate = Callable[[Congress, str], list[str]]

_followers: dict[str, Follower] = {}
_gates: dict[str, Gate] = {}


def follow_postponement(name: str, follower: Follower) -> None:
    """Register under a name of the room's own; registering twice is the same as once."""
    _followers[name] = follower


def add_gate(name: str, gate: Gate) -> None:
    """Register a condition; registering twice is the same as once."""
    _gates[name] = gate


def followers() -> list[Follower]:
    return list(_followers.values())


def gates() -> list[Gate]:
    return list(_gates.values())
