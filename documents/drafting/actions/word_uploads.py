"""A Word file on its way into a text: kept, read by a worker, asked about, previewed, confirmed or thrown away."""

import hashlib
from dataclasses import asdict
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.documents import change_details
from documents.drafting.actions.locks import lock_document, require_written_in
from documents.drafting.actions.sections import replace_text
from documents.drafting.models import Document, Tracked, UploadState, WordRemark, WordUpload
from documents.drafting.queries.documents import working_text
from documents.drafting.rules.keeping import behind, with_kept_keys
from documents.drafting.rules.text import Text
from documents.drafting.word.reading import inspect_word, read_word
from documents.drafting.word.refused import SENTENCES, Refused
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.models import StoredFile
from members.files.readings import Readings
from members.sheets.reading import bare_name

MEGABYTE = 1024 * 1024
WAITING = (UploadState.QUEUED, UploadState.READING)
OPEN = (*WAITING, UploadState.ASKING, UploadState.READ, UploadState.REFUSED)
DIED = "Đã thử đọc tệp nhiều lần nhưng đều dừng giữa chừng. Hãy chép riêng phần chữ sang một tệp Word mới, lưu rồi tải lên."
READINGS = Readings(WordUpload, task="documents.drafting.tasks.read_word_upload", died=DIED)
# what of a paper's frame may be taken over with its text
FRAME = ("issuing_authority", "addressees", "recipients", "authority", "signer")


@transaction.atomic
def upload_word(*, document: Document, upload: File, by: Account, replaces: bool = True) -> WordUpload:  # type: ignore[type-arg]
    """Keep the bytes and ask a worker to read them; an earlier upload of the same person that isn't confirmed is discarded.

    What is in the file the worker says; only an empty or a too large one is refused here.
    """
    locked = lock_document(document)
    require_written_in(locked)
    if not upload.size:
        raise Refusal(SENTENCES["empty_file"], field="file")
    if upload.size > settings.WORD_LIMIT:
        size = f"{upload.size / MEGABYTE:.1f}".replace(".", ",")
        raise Refusal(SENTENCES["too_large"].format(size=size, limit=settings.WORD_LIMIT // MEGABYTE), field="file")
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
    locked.word_uploads.filter(state__in=OPEN, uploaded_by=by).update(state=UploadState.DISCARDED, reading={}, claimed_until=None)
    word = WordUpload.objects.create(document=locked, file=file, uploaded_by=by, replaces=replaces)
    record("word_upload.upload", word, by=by, unit=locked.unit, document=locked.pk, size=file.size)
    transaction.on_commit(partial(READINGS.wake, word.pk))
    return word


@transaction.atomic
def choose_tracked(*, upload: WordUpload, tracked: Tracked, by: Account) -> WordUpload:
    """Say what becomes of the tracked changes; then the file is read. Anything but a file that asks stays as it is."""
    locked = _lock(upload)
    if locked.state != UploadState.ASKING:
        return locked
    locked.state, locked.tracked, locked.attempts = UploadState.QUEUED, tracked, 0
    locked.save(update_fields=["state", "tracked", "attempts"])
    transaction.on_commit(partial(READINGS.wake, locked.pk))
    return locked


@transaction.atomic
def discard_word(*, upload: WordUpload, by: Account) -> WordUpload:
    """Throw an unconfirmed file away. Twice is the same as once."""
    locked = _lock(upload)
    if locked.state not in OPEN:
        return locked
    locked.state, locked.reading = UploadState.DISCARDED, {}
    locked.save(update_fields=["state", "reading"])
    record("word_upload.discard", locked, by=by, unit=locked.document.unit)
    return locked


@transaction.atomic
def confirm_word(*, upload: WordUpload, replaces: bool, with_frame: bool, by: Account) -> WordUpload:
    """Make its text the document's, or put it behind; what stood there stays in the history. Twice is the same as once.

    with_frame: also take over whom it is for, the recipients and the signature that the file had. Remarks of the file are kept at
    their paragraphs, for the editing team to tick off.
    """
    document = lock_document(upload.document)
    locked = _lock(upload)
    if locked.state == UploadState.CONFIRMED:
        return locked
    if locked.state != UploadState.READ:
        raise Refusal("Tệp này không còn chờ nhập. Hãy tải tệp lên lại.")
    text, before = Text.of(locked.reading["text"]), working_text(document)
    whole = with_kept_keys(text, before=before) if replaces else behind(text, before=before)
    replace_text(document=document, text=whole, cause=f"nhập từ Word: {locked.file.name}"[:200], by=by)
    _keep_remarks(locked, text, whole)
    if with_frame and (frame := frame_of(locked)):
        change_details(document=document, revision=document.revision, details=frame, by=by)
    locked.state, locked.replaces = UploadState.CONFIRMED, replaces
    locked.confirmed_by, locked.confirmed_at = by, timezone.now()
    # the text is in its sections now; what was left out and the remarks can still be read
    locked.reading = {name: value for name, value in locked.reading.items() if name != "text"}
    locked.save(update_fields=["state", "replaces", "confirmed_by", "confirmed_at", "reading"])
    record("word_upload.confirm", locked, by=by, unit=document.unit, document=document.pk, replaces=replaces)
    return locked


def _keep_remarks(upload: WordUpload, text: Text, whole: Text) -> None:
    """Each at what its section and paragraph have become; `whole` ends with the sections of `text`, in their order."""
    became: dict[str, str] = {}
    for read, kept in zip(text.sections, whole.sections[len(whole.sections) - len(text.sections) :], strict=True):
        became[read.key] = kept.key
        became |= {one.key: other.key for one, other in zip(read.blocks, kept.blocks, strict=True)}
    WordRemark.objects.bulk_create(
        WordRemark(
            document=upload.document,
            upload=upload,
            section_key=became.get(one["section"], ""),
            block_key=became.get(one["block"], ""),
            author=one["author"][:200],
            words=one["text"],
        )
        for one in upload.reading.get("comments", [])
        if one["text"].strip()
    )


@transaction.atomic
def settle_remark(*, remark: WordRemark, by: Account) -> WordRemark:
    """Tick a remark off: it no longer stands beside the text. Twice is the same as once."""
    locked = WordRemark.objects.select_for_update(of=("self",)).select_related("document__unit").get(pk=remark.pk)
    if locked.settled_at is None:
        locked.settled_by, locked.settled_at = by, timezone.now()
        locked.save(update_fields=["settled_by", "settled_at"])
        record("word_remark.settle", locked, by=by, unit=locked.document.unit, document=locked.document_id)
    return locked


@transaction.atomic
def reopen_remark(*, remark: WordRemark, by: Account) -> WordRemark:
    """Show a remark beside the text again that was ticked off too early. Twice is the same as once."""
    locked = WordRemark.objects.select_for_update(of=("self",)).select_related("document__unit").get(pk=remark.pk)
    if locked.settled_at is not None:
        locked.settled_by = locked.settled_at = None
        locked.save(update_fields=["settled_by", "settled_at"])
        record("word_remark.reopen", locked, by=by, unit=locked.document.unit, document=locked.document_id)
    return locked


def frame_of(upload: WordUpload) -> dict[str, str]:
    """What the file said around its text, as the document's details have it; nothing that wasn't there."""
    found = upload.reading.get("found", {})
    values = {name: found.get(name) or "" for name in FRAME}
    joined = {name: "\n".join(value) if isinstance(value, list) else str(value) for name, value in values.items()}
    return {name: value for name, value in joined.items() if value}


def _lock(upload: WordUpload) -> WordUpload:
    rows = WordUpload.objects.select_for_update(of=("self",)).select_related("document__unit", "file").defer("file__content")
    return rows.get(pk=upload.pk)


# ---- the worker's side ------------------------------------------------------------------------------------------------


def perform_word_reading(upload_id: int) -> None:
    """Look into a file that waits, ask where it has tracked changes, else read it. Twice is the same as once."""
    with READINGS.held(upload_id) as is_ours:
        if is_ours:
            _read(WordUpload.objects.select_related("file").get(pk=upload_id))


def _read(upload: WordUpload) -> None:
    content = bytes(upload.file.content)
    try:
        look = inspect_word(content)
        if look.must_ask and not upload.tracked:
            READINGS.end(upload, UploadState.ASKING, reading={"look": asdict(look)})
            return
        read = read_word(content, tracked=upload.tracked or "accept")  # type: ignore[arg-type]
    except Refused as refused:
        READINGS.end(upload, UploadState.REFUSED, refusal=refused.message)
        return
    reading: dict[str, Any] = {
        "text": read.text.as_dict(),
        "dropped": list(read.dropped),
        "comments": [asdict(one) for one in read.comments],
        "found": asdict(read.found),
        "words": read.words,
        "look": asdict(look),
    }
    READINGS.end(upload, UploadState.READ, reading=reading)
