"""The papers of a candidate's file: received, checked, returned. Of sensitive ones only state and date (procedure.md §4.4)."""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from congress.personnel.actions.candidates import lock_candidate
from congress.personnel.actions.files import seal_upload
from congress.personnel.models import Candidate, CandidateDocument, DocumentFile, DocumentState, SealedFile
from congress.personnel.rules.completeness import DocumentKind, document_kinds, good_until
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

CHANGED = "Giấy tờ này vừa được người khác cập nhật. Hãy xem lại trạng thái mới rồi làm tiếp."
OLDEST = date(1950, 1, 1)


def kind_or_refuse(code: str) -> DocumentKind:
    """The kind that people may change by hand; raises `Refusal` for one that the program fills in, or doesn't know."""
    kind = document_kinds().get(code)
    if kind is None or kind.automatic:
        raise Refusal("Mục này do chương trình tự lấy từ các bước của quy trình nên không cập nhật bằng tay.")
    return kind


def require_scans(code: str) -> DocumentKind:
    """The kind, if scans of it are kept; raises `Refusal` for a sensitive one, of which only state and day are, and for one that
    the program fills in."""
    kind = kind_or_refuse(code)
    if not kind.takes_files:
        raise Refusal(f"{kind.name}: chỉ ghi trạng thái và ngày, không tải tệp lên.", field="file")
    return kind


@transaction.atomic
def receive_document(
    *,
    candidate: Candidate,
    kind: str,
    dated_on: date | None,
    expires_on: date | None = None,
    upload: "File[bytes] | None" = None,
    revision: int | None = None,
    today: date,
    by: Account,
) -> CandidateDocument:
    """A paper has come in: its day, perhaps until when it is good (else by its kind), perhaps its scan. A reviewer looks next.

    Raises `Refusal` for a scan of a sensitive paper, a day to come, and dates that contradict each other; and what
    `seal_upload` raises.
    """
    locked = lock_candidate(candidate)
    what = kind_or_refuse(kind) if upload is None else require_scans(kind)
    if dated_on is None and (what.sensitive or what.months):
        raise Refusal("Hãy ghi ngày của giấy tờ.", field="dated_on")
    if dated_on is not None and not OLDEST <= dated_on <= today:
        raise Refusal("Ngày của giấy tờ không thể ở tương lai hoặc quá xa trong quá khứ.", field="dated_on")
    if dated_on is not None and expires_on is not None and expires_on < dated_on:
        raise Refusal("Ngày hết giá trị phải sau ngày của giấy tờ.", field="expires_on")
    if expires_on is None and dated_on is not None and what.months:
        expires_on = good_until(dated_on, what.months)
    document = _lock(locked, kind, revision)
    if upload is not None:
        _attach(document, seal_upload(congress=locked.congress, upload=upload, by=by))
    document.dated_on, document.expires_on, document.note = dated_on, expires_on, ""
    _unreviewed(document, DocumentState.RECEIVED)
    record("personnel.document_receive", **_of(document, by))
    return document


@transaction.atomic
def add_scan(*, candidate: Candidate, kind: str, file: SealedFile, by: Account) -> CandidateDocument:
    """A scan that arrived piece by piece belongs to this paper; earlier ones stay. What was accepted is looked at anew."""
    locked = lock_candidate(candidate)
    require_scans(kind)
    document = _lock(locked, kind, None)
    _attach(document, file)
    _unreviewed(document, DocumentState.RECEIVED)
    record("personnel.document_scan", **_of(document, by))
    return document


@transaction.atomic
def accept_document(*, candidate: Candidate, kind: str, revision: int | None, by: Account) -> CandidateDocument:
    """The reviewer's tick. Raises `Refusal` for a paper that isn't there. Twice is the same as once."""
    document = _lock(lock_candidate(candidate), kind_or_refuse(kind).code, revision)
    if document.state == DocumentState.ACCEPTED:
        return document
    if document.state not in {DocumentState.RECEIVED, DocumentState.RETURNED}:
        raise Refusal("Giấy tờ này chưa nhận nên chưa xác nhận đạt được. Hãy ghi ngày nhận trước.")
    if document.dated_on is None and document_kinds()[kind].months:
        raise Refusal("Hãy ghi ngày cấp trước khi xác nhận đạt: giấy này chỉ có giá trị trong một thời gian.")
    document.note = ""
    _reviewed(document, DocumentState.ACCEPTED, by)
    record("personnel.document_accept", **_of(document, by))
    return document


@transaction.atomic
def return_document(*, candidate: Candidate, kind: str, note: str, revision: int | None, by: Account) -> CandidateDocument:
    """Something has to be supplied: `note` says what. Raises `Refusal` without it."""
    if not note:
        raise Refusal("Hãy ghi cần bổ sung gì.", field="note")
    document = _lock(lock_candidate(candidate), kind_or_refuse(kind).code, revision)
    document.note = note
    _reviewed(document, DocumentState.RETURNED, by)
    record("personnel.document_return", **_of(document, by))
    return document


@transaction.atomic
def mark_not_needed(*, candidate: Candidate, kind: str, note: str, revision: int | None, by: Account) -> CandidateDocument:
    """She need not bring it (không thuộc diện): `note` says why. Raises `Refusal` without it."""
    if not note:
        raise Refusal("Hãy ghi vì sao không phải nộp.", field="note")
    document = _lock(lock_candidate(candidate), kind_or_refuse(kind).code, revision)
    document.note = note
    _reviewed(document, DocumentState.NOT_NEEDED, by)
    record("personnel.document_not_needed", **_of(document, by))
    return document


@transaction.atomic
def reset_document(*, candidate: Candidate, kind: str, revision: int | None, by: Account) -> CandidateDocument:
    """It isn't there after all; its scans are put aside and stay until the day of retention."""
    document = _lock(lock_candidate(candidate), kind_or_refuse(kind).code, revision)
    document.files.filter(removed_at=None).update(removed_at=timezone.now())
    document.dated_on = document.expires_on = None
    document.note = ""
    _unreviewed(document, DocumentState.MISSING)
    record("personnel.document_reset", **_of(document, by))
    return document


@transaction.atomic
def remove_scan(*, scan: DocumentFile, by: Account) -> None:
    """Put a scan aside: it is not shown any more, and stays until the day of retention. Twice is the same as once."""
    candidate = lock_candidate(scan.document.candidate)
    locked = DocumentFile.objects.select_for_update(of=("self",)).get(pk=scan.pk)
    if locked.removed_at is not None:
        return
    locked.removed_at = timezone.now()
    locked.save(update_fields=["removed_at"])
    congress = candidate.congress
    record("personnel.scan_remove", congress, by=by, unit=congress.unit, candidate=candidate.pk, file=locked.file_id)


def _lock(candidate: Candidate, kind: str, revision: int | None) -> CandidateDocument:
    """The row, made when it is first needed; her own row is locked already. `revision` 0: there was none yet."""
    document, _ = CandidateDocument.objects.select_for_update(of=("self",)).get_or_create(
        candidate=candidate, kind=kind, defaults={"revision": 0}
    )
    if revision is not None and document.revision != revision:
        raise Changed(CHANGED)
    document.candidate = candidate
    return document


def _attach(document: CandidateDocument, file: SealedFile) -> None:
    DocumentFile.objects.create(document=document, file=file)


def _unreviewed(document: CandidateDocument, state: DocumentState) -> None:
    document.reviewed_by, document.reviewed_at = None, None
    _save(document, state)


def _reviewed(document: CandidateDocument, state: DocumentState, by: Account) -> None:
    document.reviewed_by, document.reviewed_at = by, timezone.now()
    _save(document, state)


def _save(document: CandidateDocument, state: DocumentState) -> None:
    document.state = state
    document.revision += 1
    document.save()


def _of(document: CandidateDocument, by: Account) -> dict[str, Any]:
    """For the trace: the congress, whose file by its number, which paper; no name, no date, no note."""
    congress = document.candidate.congress
    return {
        "target": congress, "by": by, "unit": congress.unit, "candidate": document.candidate_id, "kind": document.kind
    }  # fmt: skip
