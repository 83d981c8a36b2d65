"""An approved or adopted document is issued: number and day in one step, from the register (R14)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from documents.drafting.actions.adoption import hash_now
from documents.drafting.actions.locks import lock_document, require_revision
from documents.drafting.actions.states import is_from_above, move_document
from documents.drafting.actions.versions import make_version
from documents.drafting.models import Document, DocumentState, Version, VersionKind
from documents.drafting.queries.approval import last_submission
from documents.drafting.queries.figures import figures_of
from documents.drafting.queries.issue import (
    FORM,
    details_of,
    issued_paper,
    may_be_issued,
    missing_of,
    type_name_on_paper,
)
from documents.drafting.rules.showing import plain_words
from documents.drafting.rules.types import type_or_plain, types
from documents.layout.details import DocumentDetails
from documents.register.actions import issue_paper
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

NO_TYPE = "Loại văn bản này không còn trong dữ liệu nên chưa ban hành được. Hãy liên hệ người quản trị."
OFFICIAL = {VersionKind.OFFICIAL, VersionKind.CORRECTED}


@transaction.atomic
def issue_document(
    *,
    document: Document,
    details: Mapping[str, Any],
    dated_on: date,
    address: str,
    by: Account,
    reserved: OutgoingPaper | None = None,
    token: str = "",
    revision: int | None = None,
) -> OutgoingPaper:
    """Give the document its number and day and have it printed; it is issued, and nothing of it changes any more.

    details: what of heading, signature and recipients is put otherwise than the document says. Asked twice, by one or by two,
    it is the first paper that is given back. Raises Refusal naming what is missing, for a text that isn't the approved one, and
    what the register refuses.
    """
    locked = lock_document(document)
    kind = type_or_plain(locked.type)
    if (known := issued_paper(locked)) is not None and locked.state == DocumentState.ISSUED:
        return known
    require_revision(locked, revision)
    _require_ready(locked)
    if not kind.numbered:
        raise Refusal("Loại văn bản này không lấy số. Hãy bấm “Kết thúc, không lấy số”.")
    chosen = DocumentDetails.of(details_of(locked).as_dict() | dict(details))
    for missing in missing_of(locked, details=chosen):
        raise Refusal(missing.sentence, field=missing.field)
    _put_details(locked, chosen, by=by)
    version = _official(locked, by=by)
    paper = issue_paper(
        unit=locked.unit,
        kind=kind.abbreviation,
        kind_name=type_name_on_paper(kind, chosen.profile),
        abstract=plain_words(locked.title, figures_of(locked)),
        symbol=chosen.symbol,
        dated_on=dated_on,
        profile=chosen.profile,
        authority=chosen.authority,
        signer=chosen.signer,
        recipients=chosen.recipients,
        congress=locked.congress,
        source_form=FORM,
        source_parameters={"version": version.pk},
        address=address,
        by=by,
        reserved=reserved,
        token=token,
    )
    move_document(document=locked, to=DocumentState.ISSUED, by=by)
    record("document.issue", locked, by=by, unit=locked.unit, symbol=paper.symbol, dated_on=dated_on, version=version.pk)
    return paper


@transaction.atomic
def end_without_number(*, document: Document, by: Account, revision: int | None = None) -> Document:
    """A paper that has no number (a speech, a programme's text) is done: its official version stays as it is."""
    locked = lock_document(document)
    if locked.state == DocumentState.ISSUED:
        return locked
    require_revision(locked, revision)
    _require_ready(locked)
    if type_or_plain(locked.type).numbered:
        raise Refusal("Loại văn bản này lấy số khi ban hành. Hãy dùng trang ban hành.")
    for missing in missing_of(locked):
        raise Refusal(missing.sentence)
    version = _official(locked, by=by)
    moved = move_document(document=locked, to=DocumentState.ISSUED, by=by)
    record("document.end", locked, by=by, unit=locked.unit, version=version.pk)
    return moved


def _require_ready(locked: Document) -> None:
    if locked.type not in types():
        raise Refusal(NO_TYPE)
    if is_from_above(locked):
        raise Refusal("Dự thảo của cấp trên không ban hành ở đây.")
    if not may_be_issued(locked):
        raise Refusal(f"Văn bản {locked.get_state_display().lower()} nên chưa ban hành được. Hãy trình duyệt trước.")
    sent = last_submission(locked)
    if locked.state == DocumentState.APPROVED and (sent is None or sent.hash != hash_now(locked)):
        raise Refusal("Lời văn hoặc số liệu đã khác bản được duyệt. Hãy chuyển về soạn thảo và trình duyệt lại.")


def _put_details(locked: Document, chosen: DocumentDetails, *, by: Account) -> None:
    new = locked.details | chosen.as_dict()
    if new == locked.details:
        return
    changed = sorted(name for name in new if new[name] != locked.details.get(name))
    locked.details = new
    locked.save(update_fields=["details"])
    record("document.details", locked, by=by, unit=locked.unit, changed=changed)


def _official(locked: Document, *, by: Account) -> Version:
    """The current official text with the heading as it is now; a new one only where there is none or the heading changed."""
    current = locked.versions.filter(is_current=True).first()
    kind = VersionKind.CORRECTED if current is not None and current.kind == VersionKind.CORRECTED else VersionKind.OFFICIAL
    again = current is not None and current.kind in OFFICIAL
    taken = locked.versions.filter(name__iexact="Bản ban hành").exists()
    return make_version(document=locked, kind=kind, by=by, name="Bản ban hành" if again and not taken else "")
