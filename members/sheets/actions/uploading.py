"""A sheet on its way to a preview: kept, read by a worker, replaced, discarded."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.models import StoredFile
from members.people.sealing import seal_bytes
from members.sheets.models import Sheet, SheetState
from members.sheets.purposes import purpose_of
from members.sheets.queries import OPEN, WAITING
from members.sheets.reading import Limits, bare_name, read_people
from members.sheets.reading.limits import MEGABYTE
from members.sheets.reading.refused import SENTENCES
from members.sheets.sealed import opened_file
from members.units.models import Unit

logger = logging.getLogger(__name__)

ATTEMPTS = 3
READING_FOR = timedelta(seconds=45)
QUEUED_FOR = timedelta(seconds=30)
DIED = (
    "Đã thử đọc tệp nhiều lần nhưng đều dừng giữa chừng. Hãy chép riêng bảng danh sách sang một tệp Excel mới, lưu rồi tải lên."
)


@transaction.atomic
def upload_sheet(*, purpose: str, unit: Unit, upload: File, by: Account, target_id: int | None = None) -> Sheet:  # type: ignore[type-arg]
    """Keep the bytes and ask a worker to read them; an earlier upload for the same that is not confirmed is discarded.

    What is in the file is for the worker to say; only an empty or a too large one is refused here. A broker that is away
    is no error: the row waits.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    limit = Limits().file_bytes
    if not upload.size:
        raise Refusal(SENTENCES["empty_file"], field="file")
    if upload.size > limit:
        size = f"{upload.size / MEGABYTE:.1f}".replace(".", ",")
        raise Refusal(SENTENCES["too_large"].format(size=size, limit=limit // MEGABYTE), field="file")
    upload.seek(0)
    content = upload.read()
    file = StoredFile.objects.create(
        name=(bare_name(upload.name or "") or "tệp không tên")[:200],
        content_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=seal_bytes(content),
        uploaded_by=by,
    )
    Sheet.objects.filter(purpose=purpose, unit=unit, target_id=target_id, state__in=OPEN).update(
        state=SheetState.DISCARDED, reading={}, corrections={}, claimed_until=None
    )
    sheet = Sheet.objects.create(purpose=purpose, unit=unit, target_id=target_id, file=file, uploaded_by=by)
    record("sheet.upload", sheet, by=by, unit=unit, purpose=purpose, size=file.size)
    transaction.on_commit(partial(wake, sheet.pk))
    return sheet


@transaction.atomic
def discard_sheet(*, sheet: Sheet, by: Account) -> Sheet:
    """Throw an unconfirmed upload away. Twice is the same as once."""
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("unit", "file").get(pk=sheet.pk)
    if locked.state not in OPEN:
        return locked
    locked.state, locked.reading, locked.corrections = SheetState.DISCARDED, {}, {}
    locked.save(update_fields=["state", "reading", "corrections"])
    record("sheet.discard", locked, by=by, unit=locked.unit)
    return locked


def wake(sheet_id: int) -> None:
    """Tell the workers; say nothing when the broker is away, for beat asks again."""
    from members.sheets.tasks import read_sheet  # noqa: PLC0415 -- leaf: the domain queues this task

    try:
        read_sheet.delay(sheet_id)
    except (OperationalError, OSError) as trouble:
        logger.warning("No broker: sheet %s waits for beat (%s)", sheet_id, trouble)


def claim(sheet_id: int) -> bool:
    """Whether it is ours to read. One UPDATE decides; the claim ends by itself, in case we are killed."""
    now = timezone.now()
    free = Q(state=SheetState.QUEUED) | Q(state=SheetState.READING, claimed_until__lt=now)
    claimed = Sheet.objects.filter(free, pk=sheet_id, attempts__lt=ATTEMPTS).update(
        state=SheetState.READING, claimed_until=now + READING_FOR, attempts=F("attempts") + 1
    )
    return claimed == 1


def perform_reading(sheet_id: int) -> None:
    """Read a sheet that waits: from its bytes to what is found in them. Twice is the same as once."""
    if not claim(sheet_id):
        return
    sheet = Sheet.objects.select_related("file", "unit").get(pk=sheet_id)
    purpose = purpose_of(sheet)
    target = purpose.target_revision(sheet)
    reading = read_people(
        opened_file(sheet.file.content),
        file_name=sheet.file.name,
        today=timezone.localdate(),
        parameters=purpose.parameters(sheet),
    )
    if reading.refusal is not None:
        _end(sheet, SheetState.REFUSED, refusal=reading.refusal.message)
    else:
        _end(sheet, SheetState.READ, reading=reading.to_json(), target_revision=target)


def _end(sheet: Sheet, state: str, **found: Any) -> None:
    # only while it is ours: a sheet that was discarded meanwhile stays discarded
    ours: Mapping[str, Any] = {"pk": sheet.pk, "state": SheetState.READING, "attempts": sheet.attempts}
    Sheet.objects.filter(**ours).update(state=state, claimed_until=None, read_at=timezone.now(), **found)


def queue_again() -> int:
    """Wake the workers for every sheet that nobody reads; give up what has died too often. The number woken."""
    now = timezone.now()
    forgotten = Sheet.objects.filter(
        Q(state=SheetState.QUEUED, uploaded_at__lt=now - QUEUED_FOR) | Q(state=SheetState.READING, claimed_until__lt=now)
    )
    forgotten.filter(attempts__gte=ATTEMPTS).update(state=SheetState.REFUSED, refusal=DIED, claimed_until=None, read_at=now)
    waiting = list(forgotten.filter(state__in=WAITING).order_by("id").values_list("pk", flat=True)[:200])
    for pk in waiting:
        wake(pk)
    return len(waiting)
