"""What an upload held is kept no longer than it is needed; the row stays, and says who imported what and when."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.files.models import StoredFile
from members.people.sealing import seal_bytes
from members.sheets.models import Sheet, SheetState
from members.sheets.sealed import opened_file

ENDED = (SheetState.CONFIRMED, SheetState.UNDONE, SheetState.REFUSED)


@transaction.atomic
def clear_finished_sheets(*, now: datetime | None = None) -> int:
    """Empty what was read, corrected and there before, and the bytes, of sheets that were done with SHEETS_KEPT_DAYS ago.

    A discarded one is emptied at once. An import can't be undone afterwards. Twice is the same as once; the number emptied.
    """
    limit = (now or timezone.now()) - timedelta(days=settings.SHEETS_KEPT_DAYS)
    old = Q(state=SheetState.CONFIRMED, confirmed_at__lt=limit) | Q(
        state__in=[SheetState.UNDONE, SheetState.REFUSED], uploaded_at__lt=limit
    )
    done = (Q(state=SheetState.DISCARDED) | old) & ~Q(file__content=b"")
    sheets = list(
        Sheet.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(done)
        .only("id", "file_id", "outcome")
        .order_by("id")[:500]
    )
    for sheet in sheets:
        sheet.reading, sheet.corrections = {}, {}
        if sheet.outcome:
            sheet.outcome = {**sheet.outcome, "changes": []}
        sheet.save(update_fields=["reading", "corrections", "outcome"])
    StoredFile.objects.filter(pk__in=[sheet.file_id for sheet in sheets]).update(content=b"")
    return len(sheets)


def reseal_sheets() -> int:
    """What is sealed in sheets, under the present key; called when members' numbers are (`rotate_field_key`)."""
    number = 0
    for sheet in Sheet.objects.select_for_update(of=("self",)).order_by("id").iterator(chunk_size=20):
        sheet.save(update_fields=["reading", "corrections", "outcome"])
        number += 1
    for file in StoredFile.objects.filter(pk__in=Sheet.objects.values("file")).exclude(content=b"").iterator(chunk_size=1):
        StoredFile.objects.filter(pk=file.pk).update(content=seal_bytes(opened_file(file.content)))
    return number
