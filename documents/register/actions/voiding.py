"""Taking back what a number stood for. The number stays in the book, with the reason."""

from django.db import transaction
from django.utils import timezone

from documents.register.access import may_correct_register, may_keep_register
from documents.register.models import OutgoingPaper, OutgoingState
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import hold_chain, record


@transaction.atomic
def void_paper(*, paper: OutgoingPaper, reason: str, by: Account) -> OutgoingPaper:
    """Void an issued paper, or a reserved number that is not wanted any more; the number is never given again.

    A reserved number is let go by whoever keeps the register, an issued paper is voided only with the right to correct.
    Raises Refusal without a reason or the right; voided twice, the first stands.
    """
    hold_chain()
    locked = OutgoingPaper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    may = may_keep_register if locked.is_reserved else may_correct_register
    if not may(by, locked.unit):
        raise Refusal("Bạn không có quyền huỷ văn bản này. Hãy nhờ Trưởng ban.")
    if locked.is_void:
        return locked
    if not reason.strip():
        raise Refusal("Hãy ghi lý do huỷ: sổ không được có số trống mà không rõ vì sao.", field="reason")
    was = locked.state
    locked.state = OutgoingState.VOID
    locked.void_reason, locked.voided_by, locked.voided_at = reason.strip(), by, timezone.now()
    locked.save(update_fields=["state", "void_reason", "voided_by", "voided_at"])
    record("outgoing.void", locked, by=by, unit=locked.unit, reason=locked.void_reason, symbol=locked.symbol, was=was)
    return locked
