"""What the trace knows of a list: its history, and whether the staff have opened it."""

from datetime import date

from django.db.models import QuerySet

from congress.delegates.models import DelegateList
from members.access.models import Entry

VIEWED = "list.view_full"


def history_of(delegate_list: DelegateList) -> QuerySet[Entry]:
    """The deeds on the list itself, the latest first; looking at it is none."""
    return Entry.objects.filter(object_type="delegates.delegatelist", object_id=str(delegate_list.pk)).exclude(action=VIEWED)


def was_opened_by_staff(delegate_list: DelegateList) -> bool:
    """Whether somebody of the staff has opened it since it was sent ("Ban Phụ nữ tiếp nhận")."""
    return Entry.objects.filter(
        object_type="delegates.delegatelist",
        object_id=str(delegate_list.pk),
        action=VIEWED,
        at__gte=delegate_list.sent_at,
        details__staff=True,
    ).exists()


def viewed_on(delegate_list: DelegateList, account_id: int, day: date) -> bool:
    """Whether this account's look on this day at the list as it stands now is in the trace already."""
    return Entry.objects.filter(
        account=account_id,
        action=VIEWED,
        object_type="delegates.delegatelist",
        object_id=str(delegate_list.pk),
        details__revision=delegate_list.revision,
        at__date=day,
    ).exists()
