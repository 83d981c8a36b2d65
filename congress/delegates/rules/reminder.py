"""The text that the staff copy into Zalo when a list is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LateList:
    unit: str
    contact: str
    due_on: date
    state: str
    people: int
    seats: int


def reminder(congress: str, one: LateList, *, today: date, ask: str = "") -> str:
    """A reminder to one unit; `ask` is whom to call for help."""
    greeting = f"Kính gửi đồng chí {one.contact} ({one.unit})," if one.contact else f"Kính gửi {one.unit},"
    return "\n".join(
        part
        for part in (
            greeting,
            f"Danh sách đại biểu dự {congress} {_when(one.due_on, today)}.",
            f"Hiện nay danh sách của đơn vị: {one.state.lower()}, {one.people}/{one.seats} đại biểu.",
            "Đề nghị đồng chí hoàn thành và gửi danh sách trên phần mềm.",
            f"Cần hỗ trợ, xin gọi {ask}." if ask else "",
            "Trân trọng cảm ơn đồng chí!",
        )
        if part
    )


def reminder_to_all(congress: str, late: Sequence[LateList], *, today: date, ask: str = "") -> str:
    """One text for the common group: every unit with its own delay."""
    lines = [
        f"{number}. {one.unit}: {_short(one.due_on, today)}; {one.people}/{one.seats} đại biểu"
        for number, one in enumerate(late, 1)
    ]
    return "\n".join(
        [
            f"Danh sách đại biểu dự {congress}: còn {len(late)} đơn vị chưa gửi.",
            *lines,
            "Đề nghị các đồng chí hoàn thành và gửi danh sách trên phần mềm.",
            *([f"Cần hỗ trợ, xin gọi {ask}."] if ask else []),
        ]
    )


def _when(due_on: date, today: date) -> str:
    days = (today - due_on).days
    if days > 0:
        return f"có hạn nộp ngày {due_on:%d/%m/%Y}, đến nay đã quá hạn {days} ngày"
    return f"có hạn nộp ngày {due_on:%d/%m/%Y}" + (", là hôm nay" if days == 0 else f", còn {-days} ngày")


def _short(due_on: date, today: date) -> str:
    days = (today - due_on).days
    return f"quá hạn {days} ngày" if days > 0 else f"hạn {due_on:%d/%m/%Y}"
