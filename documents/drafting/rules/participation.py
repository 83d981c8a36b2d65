"""Who has answered in a comment round, how long there is still time, and what is written to those who have not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vietnamese.numbers import percent

# so many days before the end it is told as near
SOON_DAYS = 3


class Standing(StrEnum):
    """How far a unit is that was asked."""

    ANSWERED = "answered"
    OPENED = "opened"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {self.ANSWERED: "Đã trả lời", self.OPENED: "Đã mở xem, chưa trả lời", self.NOTHING: "Chưa mở"}[self]

    @property
    def kind(self) -> str:
        """The kind of pill on the screen."""
        return {self.ANSWERED: "done", self.OPENED: "due", self.NOTHING: "neutral"}[self]


def standing_of(*, answered: bool, seen: bool, comments: int = 0) -> Standing:
    """A unit that wrote comments and did not say that it is done has opened the draft, whoever noted that."""
    if answered:
        return Standing.ANSWERED
    return Standing.OPENED if seen or comments else Standing.NOTHING


def is_past(closes_on: date, today: date) -> bool:
    """The last day belongs to the round: it ends when that day is over."""
    return today > closes_on


def time_left(closes_on: date, today: date) -> str:
    """ "còn 4 ngày", "hôm nay là ngày cuối", "hết hạn 2 ngày": for the screen."""
    days = (closes_on - today).days
    if days > 0:
        return f"còn {days} ngày"
    return "hôm nay là ngày cuối" if days == 0 else f"hết hạn {-days} ngày"


def urgency(closes_on: date, today: date) -> str:
    """The kind of pill for the time left."""
    days = (closes_on - today).days
    if days < 0:
        return "late"
    return "due" if days <= SOON_DAYS else "neutral"


@dataclass(frozen=True)
class Share:
    """How many of a group have answered."""

    label: str
    answered: int
    asked: int

    @property
    def percent(self) -> str:
        return percent(self.answered, self.asked)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked

    @property
    def words(self) -> str:
        """ "104/120 chi hội Công an xã, phường": as a report says it."""
        return f"{self.answered}/{self.asked} {self.label[:1].lower()}{self.label[1:]}"


def shares(rows: Iterable[tuple[str, bool]], labels: Sequence[tuple[str, str]]) -> list[Share]:
    """Of (kind, has answered): for each kind of `labels` (kind, words) that was asked, how many answered, in their order."""
    counted: dict[str, list[int]] = {}
    for kind, answered in rows:
        numbers = counted.setdefault(kind, [0, 0])
        numbers[0] += answered
        numbers[1] += 1
    return [Share(label, *counted[kind]) for kind, label in labels if kind in counted]


@dataclass(frozen=True)
class Waiting:
    """A unit that has not answered yet."""

    unit: str
    contact: str
    comments: int


def reminder(what: str, one: Waiting, *, closes_on: date, today: date, ask: str = "") -> str:
    """A text to one unit, to be copied into a chat; `what` is the draft, `ask` whom to call for help."""
    greeting = f"Kính gửi đồng chí {one.contact} ({one.unit})," if one.contact else f"Kính gửi {one.unit},"
    sent = f"Đơn vị đã gửi {one.comments} ý kiến nhưng chưa báo góp ý xong." if one.comments else "Đơn vị chưa gửi ý kiến nào."
    parts = [
        greeting,
        f"{_begin(what)} đang lấy ý kiến đến hết ngày {closes_on:%d/%m/%Y} ({time_left(closes_on, today)}).",
        sent,
        "Đề nghị đồng chí mở phần mềm, mục “Văn kiện”, đọc dự thảo và gửi ý kiến; nếu nhất trí thì bấm “Nhất trí, không có ý "
        "kiến”.",
        f"Cần hỗ trợ, xin gọi {ask}." if ask else "",
        "Trân trọng cảm ơn đồng chí!",
    ]
    return "\n".join(part for part in parts if part)


def reminder_to_all(what: str, waiting: Sequence[Waiting], *, closes_on: date, today: date, ask: str = "") -> str:
    """One text for a common group: the units that have not answered, by name."""
    lines = [f"{number}. {one.unit}" for number, one in enumerate(waiting, 1)]
    parts = [
        f"{_begin(what)} đang lấy ý kiến đến hết ngày {closes_on:%d/%m/%Y} ({time_left(closes_on, today)}): "
        f"còn {len(waiting)} đơn vị chưa trả lời.",
        *lines,
        "Đề nghị các đồng chí mở phần mềm, mục “Văn kiện”, gửi ý kiến hoặc bấm “Nhất trí, không có ý kiến”.",
        f"Cần hỗ trợ, xin gọi {ask}." if ask else "",
    ]
    return "\n".join(part for part in parts if part)


def _begin(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}"
