"""What the direction may ask of the list's structure (procedure.md §4.3 co_cau): keys, and counts or shares of the list."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

# the age groups are the three of the rule set (`3_do_tuoi`), in their order; their words come from there
LABELS: dict[str, str] = {
    "re_elected": "Tái cử",
    "new": "Tham gia lần đầu",
    "band_1": "Độ tuổi thứ nhất (trẻ)",
    "band_2": "Độ tuổi thứ hai",
    "band_3": "Độ tuổi thứ ba",
    "full_time": "Chuyên trách",
    "leader": "Lãnh đạo đơn vị",
    "branch": "Hội cơ sở",
    "chapter": "Chi hội xã, phường",
    "minority": "Dân tộc thiểu số",
    "religion": "Có tôn giáo",
    "party": "Đảng viên",
    "theory": "Lý luận chính trị từ trung cấp trở lên",
    "higher_education": "Trình độ từ đại học trở lên",
}
COUNT = re.compile(r"\d{1,3}")
SHARE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")


class TargetProblem(ValueError):
    """A Vietnamese sentence: this is neither a number nor a share."""


@dataclass(frozen=True)
class Bound:
    """A number of people, or a share of the list."""

    count: int | None = None
    share: Fraction | None = None

    def at_least(self, of: int) -> int:
        """The smallest number of people that fulfils it: a third of 22 are 8."""
        return self.count if self.count is not None else ceil((self.share or 0) * of)

    def at_most(self, of: int) -> int:
        return self.count if self.count is not None else floor((self.share or 0) * of)


def read_bound(text: str) -> Bound | None:
    """ "3", "1/3", "15%" → the bound; "" → None. Raises `TargetProblem`."""
    text = text.strip()
    if not text:
        return None
    if COUNT.fullmatch(text):
        return Bound(count=int(text))
    if match := SHARE.fullmatch(text):
        over, under = int(match.group(1)), int(match.group(2))
        if under and over <= under:
            return Bound(share=Fraction(over, under))
    if match := PERCENT.fullmatch(text):
        share = Fraction(match.group(1).replace(",", ".")) / 100
        if share <= 1:
            return Bound(share=share)
    raise TargetProblem(f"“{text}” không phải số người hay tỷ lệ: hãy ghi như 3, 1/3 hoặc 15%.")


def seats_outside(seats: int | None, between: tuple[int, int] | None) -> str:
    """That the number is not what the rule set has for a body of this level (§2.5 C); "" where it is, or nothing is set.

    A sentence to read, never a refusal: the upper level may have agreed to another number.
    """
    if seats is None or between is None or between[0] <= seats <= between[1]:
        return ""
    low, high = between
    return f"Số lượng {seats:02} người nằm ngoài khoảng {low}–{high} người của bộ quy tắc: hãy xem lại trước khi thông qua."


def contradiction(minimum: str, maximum: str, seats: int | None) -> str:
    """Why the two bounds can't hold together; "" when they can or nobody can tell."""
    low, high = read_bound(minimum), read_bound(maximum)
    if low is None or high is None or seats is None:
        return ""
    if low.at_least(seats) > high.at_most(seats):
        return f"Ít nhất {low.at_least(seats)} mà nhiều nhất {high.at_most(seats)} trong {seats} người: hãy xem lại."
    return ""
