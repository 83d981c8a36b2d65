"""A document moves from state to state (procedure.md §6.1); each move is locked, checked and leaves its trace (R19)."""

from django.db import transaction

from documents.drafting.actions.locks import lock_document, require_revision
from documents.drafting.models import Document, DocumentState, Origin
from documents.drafting.rules import states
from documents.drafting.rules.types import type_named
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

LONGEST_REASON = 300


@transaction.atomic
def move_document(
    *, document: Document, to: DocumentState, by: Account | None, reason: str = "", revision: int | None = None
) -> Document:
    """Bring a document into the state `to`; into the one it is in already, nothing happens.

    Stopping needs a reason, which is kept until it is taken up again. `revision`: what the form was opened on. Raises `Refusal`
    where `to` may not follow, `Changed` for a stale form.
    """
    locked = lock_document(document)
    if locked.state == to:
        return locked
    require_revision(locked, revision)
    if not states.may_follow(locked.state, to, adopted_by_vote=is_voted_on(locked), from_above=is_from_above(locked)):
        raise Refusal(
            f"Văn bản đang ở bước “{locked.get_state_display()}” nên không chuyển sang “{DocumentState(to).label}” được. "
            "Hãy tải lại trang để xem bước hiện tại."
        )
    reason = " ".join(reason.split())
    if to == DocumentState.STOPPED and not reason:
        raise Refusal("Hãy ghi lý do dừng.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal(f"Lý do dài quá {LONGEST_REASON} ký tự. Hãy ghi ngắn hơn.", field="reason")
    before, locked.state = locked.state, to
    locked.stop_reason = reason if to == DocumentState.STOPPED else ""
    locked.revision += 1
    locked.save(update_fields=["state", "stop_reason", "revision"])
    record("document.move", locked, by=by, unit=locked.unit, reason=reason, before=before, after=str(to))
    document.state, document.revision, document.stop_reason = locked.state, locked.revision, locked.stop_reason
    return locked


def is_voted_on(document: Document) -> bool:
    """Whether the congress votes on it; a type that was taken out of the data counts as one that it doesn't."""
    try:
        return type_named(document.type).adopted
    except KeyError:
        return False


def is_from_above(document: Document) -> bool:
    return document.origin == Origin.FROM_ABOVE
