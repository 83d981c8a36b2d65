"""How many is "more than half", "at least two thirds"; whole numbers and exact fractions only.

The fractions themselves are values of a congress's rule set (`nguong_bieu_quyet`, `ty_le_trieu_tap_toi_thieu`).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


def at_least(fraction: Fraction, of: int) -> int:
    """The smallest number that is at least `fraction` of `of`: two thirds of 43 are 29."""
    return ceil(fraction * _counted(of))


def more_than(fraction: Fraction, of: int) -> int:
    """The smallest number that is more than `fraction` of `of`: more than half of 6 are 4."""
    return floor(fraction * _counted(of)) + 1


def is_quorate(*, present: int, convened: int, fraction: Fraction) -> bool:
    """Whether enough of those convened are present (R04; `ty_le_trieu_tap_toi_thieu`). Nobody convened is no congress."""
    return convened > 0 and present >= at_least(fraction, convened)


class VoteBase(StrEnum):
    """What a vote by show of cards is measured against; the paper names it."""

    PRESENT = "CO_MAT"
    VOTES = "TAN_THANH_KHONG_TAN_THANH_Y_KIEN_KHAC"
    FOR_AND_AGAINST = "TAN_THANH_KHONG_TAN_THANH"

    @property
    def label(self) -> str:
        return {
            VoteBase.PRESENT: "số đại biểu có mặt",
            VoteBase.VOTES: "số đại biểu biểu quyết, kể cả ý kiến khác",
            VoteBase.FOR_AND_AGAINST: "số tán thành và không tán thành",
        }[self]


@dataclass(frozen=True)
class ShowOfCards:
    """A vote by show of cards, as counted."""

    agree: int
    against: int
    other: int
    present: int | None = None

    def counted_on(self, base: VoteBase) -> int:
        """The size of the base. Raises `ValueError` when it is those present and nobody counted them."""
        if base is VoteBase.FOR_AND_AGAINST:
            return self.agree + self.against
        if base is VoteBase.VOTES:
            return self.agree + self.against + self.other
        if self.present is None:
            raise ValueError("The vote is measured against those present, but `present` was not given.")
        return self.present


def is_carried(vote: ShowOfCards, *, fraction: Fraction, strictly: bool, base: VoteBase) -> bool:
    """Whether a motion is carried: more than (`strictly`) or at least `fraction` of `base` agree.

    Without anyone who agrees a motion is never carried, however small its base.
    """
    needed = more_than if strictly else at_least
    return vote.agree > 0 and vote.agree >= needed(fraction, vote.counted_on(base))


def _counted(of: int) -> int:
    if of < 0:
        raise ValueError(f"A number of people can't be {of}.")
    return of
