"""What changes a document waits for its row: the text, its versions and its state are one."""

from django.utils import timezone

from documents.drafting.models import Document
from documents.drafting.rules.states import is_frozen, is_written_in
from members.access.refusal import Changed, Refusal


def lock_document(document: Document) -> Document:
    """The document as it is now; nobody else changes it or its text until the transaction ends."""
    return Document.objects.select_for_update(of=("self",)).select_related("unit", "congress").get(pk=document.pk)


def require_written_in(document: Document) -> None:
    """Raise `Refusal` where the state lets nobody change the text."""
    if is_written_in(document.state):
        return
    if is_frozen(document.state):
        raise Refusal(f"Văn bản {document.get_state_display().lower()} nên không sửa được nữa; nếu sai, hãy lập bản đính chính.")
    raise Refusal(
        f"Văn bản {document.get_state_display().lower()} nên chưa sửa được lời văn. Hãy chuyển về soạn thảo rồi sửa; "
        "điều đang gõ vẫn còn trong bản nháp."
    )


def require_revision(document: Document, revision: int | None) -> None:
    """Raise `Changed` for a form that was opened before somebody else changed the facts or the state."""
    if revision is not None and revision != document.revision:
        raise Changed("Người khác vừa thay đổi văn bản này. Hãy xem lại rồi lưu một lần nữa.")


def touch(document: Document) -> None:
    """Its text was changed now: the list of documents stands in this order."""
    Document.objects.filter(pk=document.pk).update(changed_at=timezone.now())
