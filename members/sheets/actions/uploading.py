"""A sheet on its way to a preview: kept, read by a worker, replaced, discarded."""

import hashlib
from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.models import StoredFile
from members.files.readings import Readings
from members.people.sealing import seal_bytes
from members.sheets.models import Sheet, SheetState
from members.sheets.purposes import purpose_of
from members.sheets.queries import OPEN
from members.sheets.reading import Limits, bare_name, read_people
from members.sheets.reading.limits import MEGABYTE
from members.sheets.reading.refused import SENTENCES
from members.sheets.sealed import opened_file
from members.units.models import Unit

DIED = (
    "Đã thử đọc tệp nhiều lần nhưng đều dừng giữa chừng. Hãy chép riêng bảng danh sách sang một tệp Excel mới, lưu rồi tải lên."
)
READINGS = Readings(Sheet, task="members.sheets.tasks.read_sheet", died=DIED)


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
    transaction.on_commit(partial(READINGS.wake, sheet.pk))
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


def perform_reading(sheet_id: int) -> None:
    """Read a sheet that waits: from its bytes to what is found in them. Twice is the same as once."""
    with READINGS.held(sheet_id) as is_ours:
        if is_ours:
            _read(Sheet.objects.select_related("file", "unit").get(pk=sheet_id))


def _read(sheet: Sheet) -> None:
    purpose = purpose_of(sheet)
    target = purpose.target_revision(sheet)
    reading = read_people(
        opened_file(sheet.file.content),
        file_name=sheet.file.name,
        today=timezone.localdate(),
        parameters=purpose.parameters(sheet),
    )
    if reading.refusal is not None:
        READINGS.end(sheet, SheetState.REFUSED, refusal=reading.refusal.message)
    else:
        READINGS.end(sheet, SheetState.READ, reading=reading.to_json(), target_revision=target)
