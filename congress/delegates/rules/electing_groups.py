"""Grouping small units that elect together (cụm), so that every electing unit can have its least number of delegates."""

import re
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
FIGURES = re.compile(r"(\d+)")


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts codes as people count: XP2 before XP10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in FIGURES.split(code) if part)


def neighbouring_groups(items: Sequence[Item], number: int) -> list[list[Item]]:
    """Cut a sequence into `number` runs of neighbours whose sizes differ by one at most, the larger ones first.

    Raises `ValueError` unless there is at least one item for every group.
    """
    if not 1 <= number <= len(items):
        raise ValueError(f"{len(items)} items can't be cut into {number} groups.")
    size, larger = divmod(len(items), number)
    groups, start = [], 0
    for index in range(number):
        end = start + size + (index < larger)
        groups.append(list(items[start:end]))
        start = end
    return groups
