"""How many alternates (dự khuyết) each unit elects.

Source: `so_du_khuyet.tu_so_dai_bieu`, `so_du_khuyet.phan_tram` and `so_du_khuyet.tran_phan_tram` of the rule set.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil

from congress.delegates.rules.seats import Allocation, Tie


@dataclass(frozen=True)
class AlternateRule:
    """From how many seats a unit has alternates, how many percent of its seats, and at most how many percent in all."""

    from_seats: int
    percent: Fraction
    cap_percent: Fraction | None = None


@dataclass(frozen=True)
class Alternates:
    """Alternates per unit; `wanted` is their number without the cap, `tie` who competes for the last under it."""

    by_unit: dict[int, int]
    wanted: int
    cap: int | None
    tie: Tie | None = None

    @property
    def total(self) -> int:
        return sum(self.by_unit.values())


def alternates_of(seats: int, rule: AlternateRule) -> int:
    """None below `from_seats`, otherwise the percentage of the seats rounded up."""
    return ceil(seats * rule.percent / 100) if seats and seats >= rule.from_seats else 0


def alternates_for(allocation: Allocation, rule: AlternateRule, *, chosen: Collection[int] = ()) -> Alternates:
    """The alternates of every unit, within the cap on the whole.

    Under a cap every unit that may have alternates gets its first before any gets a second; more seats come first,
    then more members. Units alike in both are a tie for the places left, for a person to decide with `chosen`.
    """
    wanted = {row.unit: alternates_of(row.seats, rule) for row in allocation.units}
    total = sum(wanted.values())
    cap = None if rule.cap_percent is None else ceil(allocation.total * rule.cap_percent / 100)
    if cap is None or total <= cap:
        return Alternates(wanted, total, cap)
    granted, tie = _within(cap, _claims(allocation, wanted), chosen)
    by_unit = dict.fromkeys(wanted, 0)
    for unit in granted:
        by_unit[unit] += 1
    return Alternates(by_unit, total, cap, tie)


def _claims(allocation: Allocation, wanted: dict[int, int]) -> list[tuple[tuple[int, int, int], int]]:
    claims = [((turn, -row.seats, -row.members), row.unit) for row in allocation.units for turn in range(wanted[row.unit])]
    return sorted(claims)


def _within(
    cap: int, claims: Iterable[tuple[tuple[int, int, int], int]], chosen: Collection[int]
) -> tuple[list[int], Tie | None]:
    granted: list[int] = []
    for _, equal in groupby(claims, key=lambda claim: claim[0]):
        units = [unit for _, unit in equal]
        places = cap - len(granted)
        if len(units) > places:
            tie = Tie(tuple(units), places).decided(chosen) if places else None
            return granted + list(tie.chosen if tie else ()), tie
        granted += units
    return granted, None
