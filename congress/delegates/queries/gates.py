"""What of the delegates must be there before a congress can be held (procedure §2.6); registered with congress/terms."""

from congress.delegates.models import DelegateState, ListState
from congress.terms.models import Congress, CongressKind, CongressState

APPROVED = (ListState.APPROVED, ListState.LOCKED)


def delegates_gate(congress: Congress, state: str) -> list[str]:
    """Sentences for a congress of delegates that is about to be declared ready: the allocation issued, everybody approved."""
    if state != CongressState.READY or congress.kind != CongressKind.DELEGATES:
        return []
    if not congress.allocations.filter(frozen_at__isnull=False).exists():
        return ["Chưa ban hành phân bổ đại biểu."]
    lists = list(congress.delegate_lists.values_list("state", flat=True))
    waiting = sum(one not in APPROVED for one in lists)
    if not lists:
        return ["Chưa mở danh sách đại biểu cho các đơn vị."]
    missing = [f"{waiting} danh sách đại biểu chưa duyệt."] if waiting else []
    # those by right and appointed, who come in no unit's list
    if named := congress.delegates.filter(delegate_list=None, state=DelegateState.LISTED).count():
        missing.append(f"{named} đại biểu đương nhiên, chỉ định chưa duyệt.")
    return missing
