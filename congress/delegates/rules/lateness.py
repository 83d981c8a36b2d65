"""Late, due soon, in time: the two rules of lateness (§2.6), with the words that a page shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congress.terms.rules.calendar import working_days_between


class Due(StrEnum):
    """How a thing stands to its due date; pages colour by it."""

    NO_DATE = "no_date"
    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True)
class Lateness:
    """`days` past the due date: negative before it; a phrase for people."""

    due: Due
    days: int
    phrase: str

    @property
    def is_late(self) -> bool:
        return self.due in {Due.OVERDUE, Due.DONE_LATE}


def lateness(
    due_on: date | None,
    *,
    today: date,
    soon_working_days: int,
    done_on: date | None = None,
    holidays: Collection[date] = (),
) -> Lateness:
    """How late or early. Soon is `soon_working_days` working days or fewer before (`bao_sap_den_han_ngay_lam_viec`)."""
    if due_on is None:
        return Lateness(Due.NO_DATE, 0, "chưa đặt hạn" if done_on is None else "xong")
    if done_on is not None:
        return _done((done_on - due_on).days)
    days = (today - due_on).days
    if days > 0:
        return Lateness(Due.OVERDUE, days, f"quá hạn {days} ngày")
    if working_days_between(today, due_on, holidays) > soon_working_days:
        return Lateness(Due.LATER, days, f"còn {-days} ngày")
    return Lateness(Due.SOON, days, "hạn hôm nay" if days == 0 else f"sắp đến hạn, còn {-days} ngày")


def _done(days: int) -> Lateness:
    if days > 0:
        return Lateness(Due.DONE_LATE, days, f"xong, chậm {days} ngày")
    return Lateness(Due.DONE, days, "xong đúng hạn" if days == 0 else f"xong trước hạn {-days} ngày")
