"""Số dư: how many more are on the list than are to be elected, and whether that may be (procedure.md §2.5 E, R09)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vietnamese.numbers import format_number, percent

# `so_du_3_5_nguoi_max` speaks of 3 to 5; below that a share in hundredths makes no sense either
FEW = 5
HUNDRED = 100


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True)
class SurplusRules:
    """`prepared`: `so_du_chuan_bi` in hundredths; `most`: `so_du_max` in hundredths; `most_of_few`: `so_du_3_5_nguoi_max`;
    `required`: `so_du_bat_buoc`. None: not set, nothing is measured against it."""

    prepared: tuple[int, int] | None
    most: Fraction | None
    most_of_few: int | None
    required: bool


@dataclass(frozen=True)
class Surplus:
    candidates: int
    seats: int
    verdict: Verdict
    sentence: str

    @property
    def number(self) -> int:
        return self.candidates - self.seats

    @property
    def share(self) -> Fraction:
        """Of the seats: 24 for 21 are 1/7."""
        return Fraction(self.number, self.seats) if self.seats else Fraction(0)


def judge_surplus(*, candidates: int, seats: int | None, rules: SurplusRules) -> Surplus:
    """R09: at least one more where required; for 3-5 seats at most one; never over 30%; a warning outside 10-15%."""
    if not seats:
        return Surplus(candidates, 0, Verdict.BLOCK, "Chưa có số lượng cần bầu: hãy ghi ở Phương hướng nhân sự.")
    verdict, why = _judged(candidates, seats, rules)
    number = candidates - seats
    if number < 0:
        head = f"{candidates:02} người cho {seats:02} chỗ: còn thiếu {-number:02} người."
    elif number == 0:
        head = f"{candidates:02} người cho {seats:02} chỗ: không có số dư."
    else:
        head = f"{candidates:02} người cho {seats:02} chỗ: số dư {number:02} người ({percent(number, seats)}%)."
    return Surplus(candidates, seats, verdict, f"{head} {why}".strip())


def _judged(candidates: int, seats: int, rules: SurplusRules) -> tuple[Verdict, str]:
    number = candidates - seats
    if number < 0:
        if rules.required:
            return Verdict.BLOCK, f"Danh sách bầu phải nhiều hơn {seats:02} người, cần thêm ít nhất {1 - number:02} người."
        return Verdict.WARN, ""
    if number == 0:
        if rules.required:
            return Verdict.BLOCK, "Bộ quy tắc yêu cầu có số dư: cần thêm ít nhất 01 người."
        return Verdict.OK, "Bộ quy tắc không bắt buộc có số dư."
    if seats <= FEW and rules.most_of_few is not None:
        if number > rules.most_of_few:
            return Verdict.BLOCK, f"Bầu từ {FEW} người trở xuống, số dư nhiều nhất {rules.most_of_few:02} người."
        return Verdict.OK, f"Bầu từ {FEW} người trở xuống, số dư nhiều nhất {rules.most_of_few:02} người: được."
    share = Fraction(number * HUNDRED, seats)
    if rules.most is not None and share > rules.most:
        allowed = int(rules.most * seats / HUNDRED)
        return Verdict.BLOCK, f"Quá mức tối đa {_shown(rules.most)}%: nhiều nhất {seats + allowed:02} người."
    if rules.prepared is not None:
        low, high = rules.prepared
        if not low <= share <= high:
            return Verdict.WARN, f"Ngoài khoảng chuẩn bị {low}–{high}%{_fitting(seats, low, high)}."
        return Verdict.OK, f"Trong khoảng chuẩn bị {low}–{high}%."
    return Verdict.OK, ""


def _fitting(seats: int, low: int, high: int) -> str:
    """Which lists would be inside the range: for 21 seats and 10-15% those of 24."""
    fewest, most = -(-seats * low // HUNDRED), seats * high // HUNDRED
    if fewest > most or most < 1:
        return f" (với {seats:02} chỗ không có số nào nằm trong khoảng này)"
    fewest = max(fewest, 1)
    if fewest == most:
        return f" (trong khoảng là {seats + most:02} người)"
    return f" (trong khoảng là {seats + fewest:02}–{seats + most:02} người)"


def _shown(value: Fraction) -> str:
    return format_number(float(value))
