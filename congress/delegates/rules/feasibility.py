"""Whether the seats can be shared out at all; said before anything else (§3.2, R02, R03)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Verdict(StrEnum):
    FEASIBLE = "FEASIBLE"
    TOO_FEW_SEATS = "TOO_FEW_SEATS"
    NOTHING_TO_ELECT = "NOTHING_TO_ELECT"
    TOO_MANY_APPOINTED = "TOO_MANY_APPOINTED"
    NO_UNITS = "NO_UNITS"


@dataclass(frozen=True)
class Feasibility:
    """`to_elect` seats for units that need at least `needed`; a sentence, and what would help."""

    verdict: Verdict
    to_elect: int
    needed: int
    appointed_ceiling: int | None
    sentence: str
    proposal: str = ""

    @property
    def is_feasible(self) -> bool:
        return self.verdict is Verdict.FEASIBLE

    @property
    def short(self) -> int:
        return max(0, self.needed - self.to_elect)


@dataclass(frozen=True)
class Grouping:
    """At most `most_groups` groups of chi hội; a group has then `smallest_group` of them or more."""

    most_groups: int
    smallest_group: int


def appointed_ceiling(total: int, percent: Fraction) -> int:
    """The most delegates that may be appointed (`ty_le_chi_dinh_max`): 5 % of 150 are 7."""
    return floor(total * percent / 100)


def grouping(*, to_elect: int, units: int, groupable: int, minimum: int) -> Grouping | None:
    """How far chi hội have to be grouped so that every electing unit can have `minimum`; None when it can't help."""
    if minimum < 1 or not groupable:
        return None
    most = min(groupable, to_elect // minimum - (units - groupable))
    return Grouping(most, ceil(groupable / most)) if most >= 1 else None


def check_feasibility(
    *,
    total: int,
    ex_officio: int,
    appointed: int,
    units: int,
    minimum: int,
    groupable: int = 0,
    appointed_max_percent: Fraction | None = None,
) -> Feasibility:
    """Whether `total` delegates less those by right and appointed are enough for `units` × `minimum`.

    `groupable` says how many of the units are chi hội that could elect together as cụm.
    """
    to_elect = total - ex_officio - appointed
    needed = units * minimum
    ceiling = None if appointed_max_percent is None else appointed_ceiling(total, appointed_max_percent)

    def found(verdict: Verdict, sentence: str, proposal: str = "") -> Feasibility:
        return Feasibility(verdict, to_elect, needed, ceiling, sentence, proposal)

    if ceiling is not None and appointed > ceiling:
        return found(
            Verdict.TOO_MANY_APPOINTED,
            f"Chỉ định {appointed} đại biểu, vượt mức trần {ceiling} của tổng số {total} đại biểu.",
            f"Giảm số đại biểu chỉ định xuống {ceiling} hoặc ghi căn cứ cho phép tỷ lệ cao hơn vào bộ quy tắc.",
        )
    if to_elect < 0 or (to_elect == 0 and units):
        return found(
            Verdict.NOTHING_TO_ELECT,
            f"Đương nhiên {ex_officio} và chỉ định {appointed} đã hết tổng số {total} đại biểu, không còn chỗ để bầu.",
            "Tăng tổng số đại biểu hoặc giảm số đại biểu chỉ định.",
        )
    if not units:
        return found(
            Verdict.NO_UNITS,
            "Chưa có đơn vị bầu đại biểu nào.",
            "Chọn các hội cơ sở, chi hội hoặc cụm chi hội sẽ bầu đại biểu.",
        )
    if to_elect < needed:
        return found(
            Verdict.TOO_FEW_SEATS,
            f"Chỉ còn {to_elect} đại biểu được bầu, nhưng {units} đơn vị bầu, mỗi đơn vị ít nhất {minimum}, "
            f"cần {needed} đại biểu: thiếu {needed - to_elect}.",
            _proposal(total, to_elect, units, groupable, minimum),
        )
    return found(
        Verdict.FEASIBLE,
        f"Phân bổ được: {to_elect} đại biểu được bầu cho {units} đơn vị, mỗi đơn vị ít nhất {minimum}.",
    )


def _proposal(total: int, to_elect: int, units: int, groupable: int, minimum: int) -> str:
    larger = f"tăng tổng số đại biểu lên ít nhất {total + units * minimum - to_elect}"
    groups = grouping(to_elect=to_elect, units=units, groupable=groupable, minimum=minimum)
    if groups is None:
        return f"{larger[0].upper()}{larger[1:]} hoặc giảm số đơn vị bầu."
    return (
        f"Ghép {groupable} chi hội thành cụm: nhiều nhất {groups.most_groups} cụm, bình quân từ "
        f"{groups.smallest_group} chi hội trở lên mỗi cụm; hoặc {larger}."
    )
