"""What follows when the congress moves to another day: the due days of lists that are not approved yet."""

from datetime import date, timedelta

from django.utils import timezone

from congress.delegates.actions.lists import touch_list
from congress.delegates.models import DelegateList, ListState
from congress.terms.hooks import DayMoved
from congress.terms.models import Congress
from members.access.models import Account

DONE = {ListState.APPROVED, ListState.LOCKED}


class DueDays:
    """Registered with congress/terms in the room's AppConfig."""

    def preview(self, congress: Congress, to_day: date) -> list[DayMoved]:
        """One line for all lists that still have to come, one for those that are done."""
        shift = to_day - congress.held_on
        moved = []
        open_days = _due_days(congress, done=False)
        if open_days:
            moved.append(DayMoved("Hạn nộp danh sách đại biểu", open_days[0], open_days[0] + shift))
        if done_days := _due_days(congress, done=True):
            moved.append(DayMoved("Hạn của danh sách đã duyệt", done_days[0], done_days[0], "đã duyệt"))
        return moved

    def move(self, congress: Congress, to_day: date, by: Account) -> int:
        """Move them by as many days as the congress moves."""
        shift: timedelta = to_day - congress.held_on
        waiting = congress.delegate_lists.exclude(state__in=DONE).select_for_update(of=("self",)).order_by("pk")
        lists: list[DelegateList] = list(waiting)
        for delegate_list in lists:
            delegate_list.due_on += shift
            if delegate_list.extended_to is not None:
                delegate_list.extended_to += shift
            touch_list(delegate_list, "due_on", "extended_to")
        return len(lists)


def _due_days(congress: Congress, *, done: bool) -> list[date]:
    lists = congress.delegate_lists.filter(state__in=DONE) if done else congress.delegate_lists.exclude(state__in=DONE)
    return sorted(set(lists.values_list("due_on", flat=True)))


class FrozenAllocation:
    """An issued allocation stays as it is; the page that postpones says so."""

    def preview(self, congress: Congress, to_day: date) -> list[DayMoved]:
        """One line for the version in force."""
        version = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
        if version is None or version.frozen_at is None:
            return []
        issued = timezone.localtime(version.frozen_at).date()
        return [DayMoved(f"Phân bổ đại biểu, bản {version.number}", issued, issued, "đã ban hành")]

    def move(self, congress: Congress, to_day: date, by: Account) -> int:
        """Nothing moves."""
        return 0
