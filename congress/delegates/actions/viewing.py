"""Looking at a full list leaves a trace (§3.9, R20)."""

from collections.abc import Sequence

from django.utils import timezone

from congress.delegates.models import Attachment, DelegateList
from congress.delegates.queries.trace import VIEWED, viewed_on
from members.access.models import Account
from members.access.trace import record


def note_full_view(*, delegate_list: DelegateList, by: Account, staff: bool) -> None:
    """Write down that she saw the whole list as it stands; once a day, however often she opens it unchanged."""
    if not viewed_on(delegate_list, by.pk, timezone.localdate()):
        record(
            VIEWED,
            delegate_list,
            by=by,
            unit=delegate_list.electing_unit.lead_unit,
            revision=delegate_list.revision,
            staff=staff,
        )


def note_export(*, delegate_list: DelegateList, by: Account, rows: int, full: bool) -> None:
    """Write down that she took the list away as a file."""
    record("list.export", delegate_list, by=by, unit=delegate_list.electing_unit.lead_unit, rows=rows, full=full)


def note_version_view(*, delegate_list: DelegateList, by: Account, numbers: Sequence[int]) -> None:
    """Write down that she saw versions of the list with their sensitive columns."""
    record("list.view_version", delegate_list, by=by, unit=delegate_list.electing_unit.lead_unit, versions=list(numbers))


def note_attachment_view(*, attachment: Attachment, delegate_list: DelegateList, by: Account) -> None:
    """Write down that she opened a scan: the signed list has every column."""
    record("attachment.view", delegate_list, by=by, unit=delegate_list.electing_unit.lead_unit, kind=attachment.kind)
