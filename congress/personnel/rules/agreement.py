"""Whether a body agrees to the list: what it said last counts, not what it said once (§1.4, §4.2 B6-B7)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Said(NamedTuple):
    """A word of the body: its day, its place among those of the same day, whether it agreed."""

    on: date
    order: int
    agreed: bool


def agrees(said: Iterable[Said]) -> bool:
    """The latest word is an agreement; False where nothing was said yet."""
    latest = max(said, default=None)
    return latest is not None and latest.agreed
