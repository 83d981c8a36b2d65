"""The life of a unit's delegate list (§3.4): which state may follow which.

Of the nine steps that the procedure names, six are stored. The other three are read off other facts, so that they can't
disagree with them: "đã kiểm tra tự động" is a list in which no check blocks, "cấp uỷ xác nhận" is the signed scan
attached to it, "Ban Phụ nữ tiếp nhận" is a sent list that a member of the staff has opened. None of the three changes
what anybody may do. Locked is the end: later changes are recorded as biến động, not by going back.
"""

from enum import StrEnum


class ListState(StrEnum):
    NOT_OPEN = "not_open"
    ENTERING = "entering"
    SENT = "sent"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def is_with_the_unit(self) -> bool:
        """Whether the unit may change its rows (in a returned list: those that were remarked on)."""
        return self in {ListState.ENTERING, ListState.RETURNED}

    @property
    def is_frozen(self) -> bool:
        return self in {ListState.APPROVED, ListState.LOCKED}


LABELS = {
    ListState.NOT_OPEN: "Chưa mở",
    ListState.ENTERING: "Đang nhập",
    ListState.SENT: "Đã gửi",
    ListState.RETURNED: "Trả lại",
    ListState.APPROVED: "Đã duyệt",
    ListState.LOCKED: "Đã khoá",
}


# who moves it is asked in access.py, what must be said with it in the actions
FOLLOWS: dict[ListState, frozenset[ListState]] = {
    ListState.NOT_OPEN: frozenset({ListState.ENTERING}),
    ListState.ENTERING: frozenset({ListState.SENT}),
    ListState.SENT: frozenset({ListState.ENTERING, ListState.RETURNED, ListState.APPROVED}),
    ListState.RETURNED: frozenset({ListState.SENT}),
    ListState.APPROVED: frozenset({ListState.RETURNED, ListState.LOCKED}),
    ListState.LOCKED: frozenset(),
}


def may_follow(state: str, target: str) -> bool:
    """Whether `target` may come after `state`; takes the stored values."""
    return ListState(target) in FOLLOWS[ListState(state)]
