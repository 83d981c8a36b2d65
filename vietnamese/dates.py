"""Dates as people know them: sometimes a day, sometimes only a month or a year."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from vietnamese.normalise import clean

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
# Day 0 of the 1900 date system as Excel counts it from March 1900 on (it believes in a 29 February 1900).
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)
# Serial numbers of 1927 to 2064: below and above a number in a cell is a typing error rather than a date.
EXCEL_SERIALS = range(10_000, 60_001)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
HOW_TO_WRITE = "hãy ghi theo dạng ngày/tháng/năm, ví dụ 03/05/1988, hoặc chỉ ghi năm"

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
ISO_WITH_TIME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
# A year, before it a month, before that a day; the words ngày, tháng, năm, sinh, "SN" may stand about them.
BETWEEN = r"\s*[/.\-\u2013\u2014\s,]\s*"
DAY_FIRST = re.compile(rf"(?:(?:(\d{{1,2}}){BETWEEN})?(\d{{1,2}}){BETWEEN})?(\d{{4}}|\d{{2}})")
WORDS = re.compile(r"\b(?:sinh|ngày|tháng|năm|sn|mùng|mồng)\b[\s:.]*", re.IGNORECASE)


class DateProblem(ValueError):
    """Why this is no date, as a sentence for a person; and what she may have meant, "" where nobody can tell."""

    def __init__(self, sentence: str, suggestion: str = "") -> None:
        """Keep the sentence and the suggestion, which is a date as it is shown (03/05/1988)."""
        super().__init__(f"{sentence} Có phải là {suggestion}?" if suggestion else sentence)
        self.sentence = sentence
        self.suggestion = suggestion


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A year; perhaps its month; perhaps the day. A year alone stands before its months."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.month is None:
            if self.day is not None:
                raise ValueError(f"A day ({self.day}) needs its month.")
            datetime.date(self.year, 1, 1)
        else:
            datetime.date(self.year, self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse_iso(cls, text: str) -> Self:
        """Read what `iso()` wrote; ValueError for anything else."""
        match = ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD.")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """Return a date known to the day."""
        return cls(day.year, day.month, day.day)

    def __lt__(self, other: object) -> bool:
        """Compare by year, month and day; what is not known comes first."""
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    @property
    def exact(self) -> datetime.date | None:
        """The day, where it is known."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    @property
    def earliest(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day that it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def iso(self) -> str:
        """Return "1988", "1988-05" or "1988-05-03": as it is kept."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def display(self) -> str:
        """Return "1988", "05/1988" or "03/05/1988": as it is shown."""
        return "/".join(reversed(self.iso().split("-")))

    def __str__(self) -> str:
        """Show it as a person writes it."""
        return self.display()


def read_date(value: object) -> PartialDate:
    """Read a date as people and spreadsheets write it, the day before the month; raise DateProblem otherwise.

    Takes text (3/5/1988, 3-5-1988, 3.5.1988, 05/1988, 1988, 00/00/1988, ngày 3 tháng 5 năm 1988, 1988-05-03), dates,
    and numbers: a year, or Excel's count of days since 1900. Whether a day may lie in the future the caller decides.
    A year of two figures is refused with a suggestion: nobody should guess a century in an official list.
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.datetime):
        return _checked(value.year, value.month, value.day, shown=f"{value:%d/%m/%Y}")
    if isinstance(value, datetime.date):
        return _checked(value.year, value.month, value.day, shown=f"{value:%d/%m/%Y}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(float(value))
    return _read_text(clean(str(value)))


def _read_number(number: float) -> PartialDate:
    if number.is_integer() and EARLIEST_YEAR <= number <= LATEST_YEAR:
        return PartialDate(int(number))
    # The fraction is the time of day.
    if EXCEL_SERIALS.start <= number < EXCEL_SERIALS.stop:
        return PartialDate.of(EXCEL_DAY_ZERO + datetime.timedelta(days=int(number)))
    return _read_text(f"{number:.0f}" if number.is_integer() else str(number))


def _read_text(text: str) -> PartialDate:
    if not text:
        raise DateProblem(f"Thiếu ngày: {HOW_TO_WRITE}.")
    if timed := ISO_WITH_TIME.fullmatch(text):
        text = timed.group(1)
    if iso := ISO.fullmatch(text):
        year, month, day = iso.groups()
        return _checked(int(year), int(month or 0), int(day or 0), shown=text)
    bare = " ".join(WORDS.sub(" ", text).split()).rstrip(".")
    match = DAY_FIRST.fullmatch(bare)
    if match is None:
        raise DateProblem(f"“{text}” không phải ngày tháng: {HOW_TO_WRITE}.", _suggest_from_figures(bare))
    day, month, year = (part or "0" for part in match.groups())
    if len(year) == 2:
        raise DateProblem(
            f"“{text}” chỉ có hai chữ số của năm: hãy ghi đủ bốn chữ số.",
            _shown(_century(int(year)), int(month), int(day)),
        )
    return _checked(int(year), int(month), int(day), shown=text)


def _checked(year: int, month: int, day: int, *, shown: str) -> PartialDate:
    """Build the date; a zero stands for what is not known."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateProblem(f"“{shown}” có năm {year}: năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}.")
    if month == 0:
        if day:
            raise DateProblem(f"“{shown}” có ngày mà không có tháng: hãy ghi đủ tháng, hoặc chỉ ghi năm.", str(year))
        return PartialDate(year)
    if month > 12:
        raise DateProblem(
            f"“{shown}” có tháng {month}, mà một năm chỉ có 12 tháng: hãy ghi ngày trước, tháng sau.",
            _shown(year, day, month),
        )
    if day > monthrange(year, month)[1]:
        raise DateProblem(
            f"“{shown}” không có trong lịch: tháng {month} năm {year} chỉ có {monthrange(year, month)[1]} ngày. "
            "Hãy sửa ngày, hoặc chỉ ghi tháng và năm nếu không rõ."
        )
    return PartialDate(year, month, day or None)


def _shown(year: int, month: int, day: int) -> str:
    """Return the date as it is shown, "" where there is none."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return ""
    try:
        return PartialDate(year, month or None, day or None).display()
    except ValueError:
        return ""


def _century(two_figures: int) -> int:
    # People in these lists were born from the forties on, and joined something until today.
    return 1900 + two_figures if two_figures >= 40 else 2000 + two_figures


def _suggest_from_figures(text: str) -> str:
    """Guess at dates typed without separators, and at Excel's counts that became text."""
    if re.fullmatch(r"\d{7,8}", text):
        figures = text.zfill(8)
        return _shown(int(figures[4:]), int(figures[2:4]), int(figures[:2])) or _shown(
            int(figures[:4]), int(figures[4:6]), int(figures[6:])
        )
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(text[:5]) in EXCEL_SERIALS:
        return _read_number(float(text)).display()
    return ""


def age_on(birth: PartialDate, on: datetime.date) -> int:
    """Return full years where the day of birth is known, else the difference of the calendar years."""
    exact = birth.exact
    if exact is None:
        return on.year - birth.year
    return on.year - exact.year - ((on.month, on.day) < (exact.month, exact.day))


def long_date(day: datetime.date) -> str:
    """Return "ngày 05 tháng 02 năm 2026".

    Decree 30/2020/NĐ-CP, appendix I, II.4.b: a zero before days under 10 and before the months 1 and 2, no other.
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def weekday_name(day: datetime.date) -> str:
    """Return "thứ Hai" … "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]
