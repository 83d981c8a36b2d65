"""Age bands: inclusive ranges without gaps or overlaps (R17), written "<30, 30–35, 36–40, >40"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

OPEN_BELOW = re.compile(r"(?:<|dưới)\s*(\d{1,3})")
UP_TO = re.compile(r"(?:≤|<=|đến)\s*(\d{1,3})")
OPEN_ABOVE = re.compile(r"(?:>|trên)\s*(\d{1,3})")
FROM = re.compile(r"(?:≥|>=|từ)\s*(\d{1,3})")
RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")


class BandProblem(ValueError):
    """The bands leave out an age or count it twice; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class AgeBand:
    """From `low` to `high` years, both included; None is open."""

    low: int | None
    high: int | None

    def holds(self, age: int) -> bool:
        return (self.low is None or self.low <= age) and (self.high is None or age <= self.high)

    @property
    def key(self) -> str:
        return f"{'' if self.low is None else self.low}-{'' if self.high is None else self.high}"

    @property
    def label(self) -> str:
        """As papers write it: "Dưới 30", "30–35", "Trên 50"."""
        if self.low is None:
            return "Mọi tuổi" if self.high is None else f"Dưới {self.high + 1}"
        return f"Trên {self.low - 1}" if self.high is None else f"{self.low}–{self.high}"


def check_bands(bands: Sequence[AgeBand]) -> None:
    """Raises `BandProblem` unless every age is in exactly one band."""
    if not bands:
        raise BandProblem("Chưa có nhóm tuổi nào. Ví dụ: <30, 30-35, 36-40, 41-45, 46-50, >50.")
    if bands[0].low is not None or bands[-1].high is not None:
        raise BandProblem("Nhóm đầu phải mở phía dưới, nhóm cuối mở phía trên. Ví dụ: <30, 30-50, >50.")
    for band in bands:
        if band.low is not None and band.high is not None and band.low > band.high:
            raise BandProblem(f"Nhóm {band.low}–{band.high} viết ngược: hãy ghi tuổi nhỏ trước.")
    for lower, upper in itertools.pairwise(bands):
        if lower.high is None or upper.low is None:
            raise BandProblem("Chỉ nhóm đầu và nhóm cuối được để mở.")
        if upper.low > lower.high + 1:
            raise BandProblem(f"Tuổi {lower.high + 1} không thuộc nhóm nào: hãy nối liền các nhóm.")
        if upper.low <= lower.high:
            raise BandProblem(f"Tuổi {upper.low} thuộc hai nhóm: hãy sửa cho các nhóm không trùng nhau.")


def read_bands(texts: Sequence[str]) -> tuple[AgeBand, ...]:
    """Bands from what a person writes, one text each; raises `BandProblem` for what can't be read or leaves gaps."""
    bands = tuple(_read_band(text.strip().lower()) for text in texts)
    check_bands(bands)
    return bands


def band_of(age: int, bands: Sequence[AgeBand]) -> AgeBand:
    """The band that an age is in; the bands have been checked."""
    return next(band for band in bands if band.holds(age))


def _read_band(text: str) -> AgeBand:
    if match := OPEN_BELOW.fullmatch(text):
        return AgeBand(None, int(match[1]) - 1)
    if match := UP_TO.fullmatch(text):
        return AgeBand(None, int(match[1]))
    if match := OPEN_ABOVE.fullmatch(text):
        return AgeBand(int(match[1]) + 1, None)
    if match := FROM.fullmatch(text):
        return AgeBand(int(match[1]), None)
    if match := RANGE.fullmatch(text):
        return AgeBand(int(match[1]), int(match[2]))
    raise BandProblem(f"Không đọc được nhóm tuổi “{text}”. Hãy ghi như: <30, 30-35, >50.")
