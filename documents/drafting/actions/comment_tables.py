"""A unit's table of comments: kept, read by a worker, set right in a preview, confirmed as one or thrown away."""

import hashlib
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.comments import ALREADY_ANSWERED
from documents.drafting.actions.rounds import lock_round
from documents.drafting.models import (
    Channel,
    Comment,
    CommentState,
    CommentTable,
    Participation,
    RoundState,
    UploadState,
)
from documents.drafting.models.uploads import FOLLOWS
from documents.drafting.queries.comment_tables import Preview, preview_of
from documents.drafting.queries.comments import quoted_at
from documents.drafting.rules.comment_columns import NO_HEADER, NO_ROWS, find_header, read_rows
from documents.drafting.rules.places import map_of
from documents.drafting.word.reading import tables_of_word
from documents.drafting.word.refused import Refused as WordRefused
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.models import StoredFile
from members.files.readings import Readings
from members.sheets.reading import Limits, Refused, bare_name
from members.sheets.reading.grid import read_grid, repair_legacy_text
from members.sheets.reading.limits import MEGABYTE

logger = logging.getLogger(__name__)

LIMITS = Limits(file_bytes=10 * MEGABYTE, rows=3_000, columns=40, cell_characters=12_000)
MOST_COMMENTS = 1_000
WAITING = (UploadState.QUEUED, UploadState.READING)
OPEN = (*WAITING, UploadState.READ, UploadState.REFUSED)
DIED = "Đã thử đọc tệp nhiều lần nhưng đều dừng giữa chừng. Hãy chép riêng bảng góp ý sang một tệp Excel mới, lưu rồi tải lên."
READINGS = Readings(CommentTable, task="documents.drafting.tasks.read_comment_table", died=DIED)
# what is said of a list of people where the room of sheets says it, is said of comments here
SENTENCES = {
    "picture": "Đây là ảnh, không phải bảng góp ý. Hãy tải lên tệp Excel hoặc Word có bảng góp ý; ảnh chụp biên bản thì gửi khi "
    "bấm “Đã góp ý xong”.",
    "pdf": "Đây là tệp PDF, không đọc thành bảng được. Hãy tải lên tệp Excel hoặc Word có bảng góp ý; bản quét biên bản thì gửi "
    "khi bấm “Đã góp ý xong”.",
    "presentation": "Đây là tệp trình chiếu, không phải bảng góp ý. Hãy chép bảng đó sang một tệp Excel hoặc Word rồi tải lên.",
    "too_large": f"Tệp nặng quá {LIMITS.file_bytes // MEGABYTE} MB. Hãy xoá ảnh trong tệp, chỉ giữ bảng góp ý, lưu rồi tải lên.",
    "archive": "Đây là tệp nén. Hãy giải nén rồi tải lên đúng tệp Excel hoặc Word có bảng góp ý.",
}
NO_TABLE = "Tệp Word này không có bảng nào. Hãy đưa các ý kiến vào một bảng có cột “Nội dung góp ý” rồi tải lên."


@transaction.atomic
def upload_table(*, participation: Participation, upload: File, by: Account) -> CommentTable:  # type: ignore[type-arg]
    """Keep the bytes and ask a worker to read them; an earlier upload that is not confirmed is thrown away.

    What is in the file is for the worker to say; only an empty or a too large one is refused here.
    """
    locked_round = lock_round(participation.round)
    mine = Participation.objects.select_related("unit").get(pk=participation.pk)
    if locked_round.state == RoundState.OPEN and mine.answered_at is not None:
        raise Refusal(ALREADY_ANSWERED, field="file")
    if not upload.size:
        raise Refusal("Tệp rỗng (0 byte). Hãy mở tệp trên máy xem còn nội dung không, lưu lại rồi tải lên.", field="file")
    if upload.size > LIMITS.file_bytes:
        raise Refusal(SENTENCES["too_large"], field="file")
    upload.seek(0)
    content = upload.read()
    file = StoredFile.objects.create(
        name=(bare_name(upload.name or "") or "tệp không tên")[:200],
        content_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
    )
    mine.tables.filter(state__in=OPEN).update(state=UploadState.DISCARDED, reading={}, corrections={}, claimed_until=None)
    table = CommentTable.objects.create(participation=mine, file=file, uploaded_by=by)
    record("comment_table.upload", table, by=by, unit=mine.unit, size=file.size)
    transaction.on_commit(partial(READINGS.wake, table.pk))
    return table


def perform_reading(table_id: int) -> None:
    """Read a table that waits: from its bytes to the comments in it. Twice is the same as once."""
    with READINGS.held(table_id) as is_ours:
        if is_ours:
            _perform(CommentTable.objects.select_related("file", "participation__round__version").get(pk=table_id))


def _perform(table: CommentTable) -> None:
    try:
        reading = _read(bytes(table.file.content), table)
    except (Refused, WordRefused) as refused:
        READINGS.end(table, UploadState.REFUSED, refusal=SENTENCES.get(refused.code, refused.message))
    except Refusal as refusal:
        READINGS.end(table, UploadState.REFUSED, refusal=str(refusal))
    except Exception:
        # a file nobody has thought of must not end the job: it is refused, and the log says where our reading failed
        logger.exception("reading a table of comments failed")
        READINGS.end(table, UploadState.REFUSED, refusal=DIED)
    else:
        READINGS.end(table, UploadState.READ, reading=reading)


def _read(content: bytes, table: CommentTable) -> dict[str, Any]:
    tables, notices = _tables(content)
    found = [(name, rows, header) for name, rows in tables if (header := find_header(rows)) is not None]
    if not found:
        raise Refusal(NO_HEADER if any(rows for _, rows in tables) else NO_ROWS)
    within = map_of(table.participation.round.version.text)
    comments = []
    not_read: list[str] = []
    for name, rows, header in found:
        read = [one.as_dict() | {"table": name if len(found) > 1 else ""} for one in read_rows(rows, header, within)]
        comments += read
        not_read += header.not_read
    if not comments:
        raise Refusal(NO_ROWS)
    if len(comments) > MOST_COMMENTS:
        raise Refusal(f"Bảng có {len(comments)} ý kiến, quá mức {MOST_COMMENTS}. Hãy chia thành nhiều tệp rồi tải lên từng tệp.")
    if not_read:
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(not_read))
        notices.append(f"Các cột không đọc: {names}.")
    # one number for each row, whichever table of the file it stands in
    return {"rows": [row | {"id": number} for number, row in enumerate(comments, 1)], "notices": notices}


def _tables(content: bytes) -> tuple[list[tuple[str, list[list[str]]]], list[str]]:
    try:
        grid = read_grid(content, LIMITS)
    except Refused as refused:
        if refused.code != "word":
            raise
        tables = tables_of_word(content)
        if not tables:
            raise Refusal(NO_TABLE) from refused
        return [(f"Bảng {number}" if len(tables) > 1 else "", rows) for number, rows in enumerate(tables, 1)], []
    notices = list(grid.notices)
    read = []
    for sheet in grid.sheets:
        if repair_legacy_text(sheet) != "unicode":
            notices.append("Bảng gõ bằng phông chữ cũ; đã chuyển sang Unicode. Hãy xem kỹ dấu.")
        if sheet.visible:
            read.append((sheet.name, [[_words(cell) for cell in row] for row in sheet.rows]))
    return read, notices


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "strftime") else str(cell)


@transaction.atomic
def correct_table(*, table: CommentTable, row: int, values: Mapping[str, str], by: Account) -> CommentTable:
    """Set a row of the preview right; "out" leaves it out ("1") or takes it in again (""). Nothing is saved yet."""
    locked = _lock(table)
    if locked.state != UploadState.READ:
        raise Refusal("Bảng này không còn chờ xác nhận. Hãy xem lại các ý kiến đã gửi.")
    if row not in {one["id"] for one in locked.reading.get("rows", [])}:
        raise Refusal("Không có dòng này trong bảng. Hãy tải lại trang.")
    kept = locked.corrections.get(str(row), {})
    locked.corrections[str(row)] = kept | {name: value.replace("\x00", "")[:12_000] for name, value in values.items()}
    locked.save(update_fields=["corrections"])
    return locked


@transaction.atomic
def confirm_table(*, table: CommentTable, by: Account) -> tuple[CommentTable, int]:
    """Send all rows of the preview but those left out, as comments of the unit's. Twice is the same as once: how many were sent.

    After the end of the round they are kept as late comments.
    """
    locked_round = lock_round(table.participation.round)
    locked = _lock(table)
    if locked.state == UploadState.CONFIRMED:
        return locked, locked.comments.count()
    if locked.state != UploadState.READ:
        raise Refusal("Bảng này không còn chờ xác nhận. Hãy tải tệp lên lại.")
    participation = Participation.objects.select_related("unit").get(pk=locked.participation_id)
    is_open = locked_round.state == RoundState.OPEN
    if is_open and participation.answered_at is not None:
        raise Refusal(ALREADY_ANSWERED)
    preview: Preview = preview_of(locked, locked_round.version)
    if not preview.kept:
        raise Refusal("Mọi dòng đều bị bỏ ra nên không có ý kiến nào để gửi.")
    version, text = locked_round.version, locked_round.version.text
    number = locked_round.last_comment
    comments = [
        Comment(
            round=locked_round,
            participation=participation,
            number=number + place,
            section_key=row.comment.section_key,
            block_key=row.comment.block_key,
            quoted=quoted_at(version, text, row.comment.section_key, row.comment.block_key) or "",
            kind=row.comment.kind,
            channel=Channel.ONLINE,
            body=row.comment.body,
            proposal=row.comment.proposal,
            reason=row.comment.reason,
            person=row.comment.person,
            state=CommentState.SENT if is_open else CommentState.LATE,
            is_late=not is_open,
            table=locked,
            written_by=by,
        )
        for place, row in enumerate(preview.kept, 1)
    ]
    Comment.objects.bulk_create(comments)
    locked_round.last_comment = number + len(comments)
    locked_round.save(update_fields=["last_comment"])
    _move(locked, UploadState.CONFIRMED)
    locked.confirmed_at, locked.confirmed_by = timezone.now(), by
    locked.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    Participation.objects.filter(pk=participation.pk, first_seen_at=None).update(first_seen_at=timezone.now())
    record("comment_table.confirm", locked, by=by, unit=participation.unit, comments=len(comments), late=not is_open)
    return locked, len(comments)


@transaction.atomic
def discard_table(*, table: CommentTable, by: Account) -> CommentTable:
    """Throw an unconfirmed upload away. Twice is the same as once."""
    locked = _lock(table)
    if locked.state not in OPEN:
        return locked
    _move(locked, UploadState.DISCARDED)
    locked.reading, locked.corrections = {}, {}
    locked.save(update_fields=["state", "reading", "corrections"])
    record("comment_table.discard", locked, by=by, unit=locked.participation.unit)
    return locked


def _lock(table: CommentTable) -> CommentTable:
    return (
        CommentTable.objects.select_for_update(of=("self",), no_key=True)
        .select_related("participation__unit", "file")
        .get(pk=table.pk)
    )


def _move(table: CommentTable, state: str) -> None:
    if state not in FOLLOWS[table.state]:
        raise Refusal("Bảng này vừa đổi trạng thái. Hãy tải lại trang.")
    table.state = state
