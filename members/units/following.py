"""What rooms above do when units end or come from one another: they register it here, so that this room needs none of them.

A follower runs in the transaction of the action and may raise a Refusal, which undoes all of it.
"""

from collections.abc import Callable, Sequence
from datetime import date

from members.access.models import Account
from members.units.models import Unit

# (predecessor, successor, on=first day of the successor, by=…): people move their members, and so on
SuccessionFollower = Callable[[Unit, Unit, date, Account], None]
# (unit, parts, on=first day of the parts, by=…): the unit goes on beside them
SplitFollower = Callable[[Unit, Sequence[Unit], date, Account], None]
# (unit, on=last day): raises a Refusal while something still needs the unit
ClosingCheck = Callable[[Unit, date], None]

succession_followers: list[SuccessionFollower] = []
split_followers: list[SplitFollower] = []
closing_checks: list[ClosingCheck] = []


def follow_succession(follower: SuccessionFollower) -> SuccessionFollower:
    if follower not in succession_followers:
        succession_followers.append(follower)
    return follower


def follow_split(follower: SplitFollower) -> SplitFollower:
    if follower not in split_followers:
        split_followers.append(follower)
    return follower


def check_closing(check: ClosingCheck) -> ClosingCheck:
    if check not in closing_checks:
        closing_checks.append(check)
    return check
