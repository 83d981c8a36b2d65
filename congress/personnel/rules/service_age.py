"""How many months a woman has left in service on the day of the congress (procedure.md §2.5 D).

The ages come from the rule set: `han_tuoi_phuc_vu_nu` by rank, and the roadmaps of Thượng tá and Đại tá by the year in which
the age is reached. Counted by whole calendar months, as the Party's guidance does: the day of the month says nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vietnamese.dates import PartialDate
from vietnamese.search import search_key

AGE = re.compile(r"(\d{2})\s*(?:tuoi)?(?:\s*(\d{1,2})\s*thang)?")
GROWING = re.compile(r"them (\d{1,2}) thang.*?den (\d{2})\b")
YEAR = re.compile(r"(\d{4})")
MONTHS = 12
# nobody serves longer, whatever a table says: where to stop looking
OLDEST = 70


class Standing(StrEnum):
    """Whether the months that are left are enough."""

    ENOUGH = "enough"
    SHORT = "short"
    # a birth year without its month: enough or not, depending on the month
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limits:
    """What the rule set says: ages by rank ("Thiếu tá, Trung tá" → "55"), and roadmaps by rank ("Thượng tá" → year → age).

    `by_police_law` is `tuoi_theo_luat_cong_an`: where it is off the program knows no ages at all.
    """

    ages: Mapping[str, str]
    roadmaps: Mapping[str, Mapping[str, str]]
    by_police_law: bool = True


@dataclass(frozen=True)
class ServiceLeft:
    """Months left, at least and at most (they differ where only the birth year is known), and the month of the end.

    All None: it can't be told; `sentence` says why, and otherwise how it was reckoned.
    """

    least: int | None
    most: int | None
    ends: PartialDate | None
    sentence: str

    @property
    def is_known(self) -> bool:
        return self.least is not None


def service_left(*, rank: str, rank_class: str, birth: PartialDate | None, on: date, limits: Limits) -> ServiceLeft:
    """Months from `on` to the month in which she reaches the age of service of her rank in that very year.

    `rank` and `rank_class` as they are shown ("Thượng tá", "Cấp tá"). The age is that of the year in which it is reached:
    Thượng tá born 03/1971 would reach 57 years 4 months (2027) only in 2028, and 57 years 8 months (2028) in 11/2028.
    """
    if not limits.by_police_law:
        return _unknown("bộ quy tắc không dùng tuổi theo Luật Công an nhân dân, mà chưa có bảng tuổi khác")
    if not rank:
        return _unknown("hồ sơ chưa ghi cấp bậc hàm")
    if birth is None:
        return _unknown("hồ sơ chưa ghi ngày sinh")
    row = _row(rank, rank_class, limits.ages)
    if row is None:
        return _unknown(f"bộ quy tắc chưa có hạn tuổi của {rank}")
    roadmap = _roadmap(rank, limits.roadmaps)
    if roadmap is None and "lo trinh" in search_key(limits.ages[row]):
        return _unknown(f"bộ quy tắc chưa có lộ trình tuổi của {rank}")
    first, last = birth.month or 1, birth.month or MONTHS
    ends = [_reached(birth.year * MONTHS + month - 1, limits.ages[row], roadmap) for month in (first, last)]
    if None in ends:
        return _unknown(f"hạn tuổi của {rank} trong bộ quy tắc không đọc được: “{limits.ages[row]}”")
    now = on.year * MONTHS + on.month - 1
    least, most = (end - now for end in ends if end is not None)
    age, ended = _months_of_age(ends[0], birth.year * MONTHS + first - 1), _month(ends[0])
    return ServiceLeft(
        least, most, ended if birth.month else PartialDate(ended.year), _said(rank, age, least, most, ended, birth)
    )


def _unknown(why: str) -> ServiceLeft:
    return ServiceLeft(None, None, None, f"Chưa tính được: {why}.")


def _said(rank: str, age: int, least: int, most: int, ends: PartialDate, birth: PartialDate) -> str:
    shown = f"Hạn tuổi phục vụ của nữ {rank}: {age_in_words(age)}"
    if birth.month is None:
        return f"{shown}; chỉ biết năm sinh {birth.year} nên còn từ {least} đến {most} tháng."
    if least < 0:
        return f"{shown}, đã đến từ tháng {ends.display()}, trước ngày đại hội {-least} tháng."
    return f"{shown}, đến tháng {ends.display()}; còn {least} tháng."


def age_in_words(months: int) -> str:
    """692 → "57 tuổi 8 tháng"."""
    years, rest = divmod(months, MONTHS)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"


def standing(left: ServiceLeft, *, required: int) -> Standing:
    """Whether at least `required` months are left (`tuoi_lan_dau_con_cong_tac`, `tuoi_tai_cu_con_cong_tac`)."""
    if left.least is None or left.most is None:
        return Standing.UNKNOWN
    if left.least >= required:
        return Standing.ENOUGH
    return Standing.SHORT if left.most < required else Standing.UNSURE


def judgement(left: ServiceLeft, *, required: int, again: bool) -> str:
    """The same in a sentence for the page; `again`: she is in office and would be re-elected."""
    what = f"{'tái cử' if again else 'tham gia lần đầu'} cần còn ít nhất {required} tháng"
    match standing(left, required=required):
        case Standing.ENOUGH:
            return f"{left.sentence} Đủ: {what}."
        case Standing.SHORT:
            return f"{left.sentence} Không đủ: {what}."
        case Standing.UNSURE:
            return f"{left.sentence} Chưa rõ đủ hay không: {what}; hãy bổ sung tháng sinh."
        case _:
            return left.sentence


# ---- reading the tables of the rule set -----------------------------------------------------------------------------


def _row(rank: str, rank_class: str, ages: Mapping[str, str]) -> str | None:
    """The row that names the rank among others ("Thiếu tá, Trung tá"), else the one of its class ("Cấp uý")."""
    for wanted in (search_key(rank), search_key(rank_class)):
        for row in ages:
            if wanted and wanted in [search_key(part) for part in row.split(",")]:
                return row
    return None


def _roadmap(rank: str, roadmaps: Mapping[str, Mapping[str, str]]) -> Mapping[str, str] | None:
    return next((rows for name, rows in roadmaps.items() if search_key(name) == search_key(rank) and rows), None)


def _reached(born: int, age: str, roadmap: Mapping[str, str] | None) -> int | None:
    """The month (counted from year 0) in which the age is reached that is in force in its year."""
    if roadmap is None:
        months = _age(age)
        return None if months is None else born + months
    steps = read_roadmap(tuple(roadmap.items()))
    if steps is None:
        return None
    year = born // MONTHS
    for one in range(year, year + OLDEST + 1):
        if (end := born + steps.age_in(one)) // MONTHS <= one:
            return end
    return None


def _months_of_age(end: int | None, born: int) -> int:
    return (end or born) - born


def _month(months: int | None) -> PartialDate:
    year, month = divmod(months or 0, MONTHS)
    return PartialDate(year, month + 1)


def _age(text: str) -> int | None:
    match = AGE.search(search_key(text))
    return int(match.group(1)) * MONTHS + int(match.group(2) or 0) if match else None


@dataclass(frozen=True)
class Roadmap:
    """Ages in months from a year on; after the last year it may grow by so many months a year up to an age."""

    ages: tuple[tuple[int, int], ...]
    grows: int = 0
    up_to: int = 0

    def age_in(self, year: int) -> int:
        """The age in force in this year; before the first year of the table, that of the first."""
        first, age = self.ages[0]
        for begins, months in self.ages:
            if begins > year:
                break
            first, age = begins, months
        if self.grows and (first, age) == self.ages[-1] and year > first:
            return min(age + self.grows * (year - first), self.up_to)
        return age


@lru_cache(maxsize=32)
def read_roadmap(rows: tuple[tuple[str, str], ...]) -> Roadmap | None:
    """Reads "2027" → "57 tuổi 4 tháng", "Từ 2029" → "58 tuổi", "Từ 2024" → "mỗi năm thêm 4 tháng, đến 60 tuổi".

    None where a line can't be read: an age that is guessed would be worse than none.
    """
    ages: list[tuple[int, int]] = []
    grows, up_to = 0, 0
    for when, text in sorted(rows, key=lambda row: YEAR.search(row[0]).group(1) if YEAR.search(row[0]) else ""):  # type: ignore[union-attr]
        year = YEAR.search(when)
        if year is None:
            return None
        if growing := GROWING.search(search_key(text)):
            # "from 2024 each year four months more": 2023 is the year that it starts from
            if not ages or ages[-1][0] != int(year.group(1)) - 1:
                return None
            grows, up_to = int(growing.group(1)), int(growing.group(2)) * MONTHS
            continue
        months = _age(text)
        if months is None or grows:
            return None
        ages.append((int(year.group(1)), months))
    return Roadmap(tuple(ages), grows, up_to) if ages else None
