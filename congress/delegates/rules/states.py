"""The life of a unit's delegate list (§3.4): which state may follow which, and who moves it.

Of the nine steps that the procedure names, six are stored. The other three are read off other facts, so that they can't
disagree with them: "đã kiểm tra tự động" is a list in which no check blocks, "cấp uỷ xác nhận" is the signed scan
attached to it, "Ban Phụ nữ tiếp nhận" is a sent list that a member of the staff has opened. None of the three changes
what anybody may do. Locked is the end: later changes are recorded as biến động, not by going back.
"""

from dataclasses import dataclass
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


class Mover(StrEnum):
    UNIT = "unit"
    STAFF = "staff"
    HEAD = "head"

    @property
    def label(self) -> str:
        return {
            Mover.UNIT: "đơn vị lập danh sách",
            Mover.STAFF: "Ban Phụ nữ",
            Mover.HEAD: "Trưởng ban",
        }[self]


@dataclass(frozen=True)
class Move:
    """A step that somebody takes with a list; `needs_reason` when she has to say why."""

    code: str
    label: str
    source: ListState
    target: ListState
    by: frozenset[Mover]
    needs_reason: bool = False


_UNIT = frozenset({Mover.UNIT})
_STAFF = frozenset({Mover.STAFF, Mover.HEAD})
_HEAD = frozenset({Mover.HEAD})

MOVES = (
    Move("open", "Mở danh sách", ListState.NOT_OPEN, ListState.ENTERING, _STAFF),
    Move("send", "Gửi danh sách", ListState.ENTERING, ListState.SENT, _UNIT | _STAFF),
    Move("withdraw", "Rút lại để sửa", ListState.SENT, ListState.ENTERING, _UNIT),
    Move("return", "Trả lại", ListState.SENT, ListState.RETURNED, _STAFF, needs_reason=True),
    Move("send_again", "Gửi lại", ListState.RETURNED, ListState.SENT, _UNIT | _STAFF),
    Move("approve", "Duyệt", ListState.SENT, ListState.APPROVED, _STAFF),
    Move("reopen", "Mở lại để sửa", ListState.APPROVED, ListState.RETURNED, _HEAD, needs_reason=True),
    Move("lock", "Khoá", ListState.APPROVED, ListState.LOCKED, _STAFF),
)

FOLLOWS: dict[ListState, frozenset[ListState]] = {
    state: frozenset(move.target for move in MOVES if move.source is state) for state in ListState
}


class Step(StrEnum):
    """The nine steps as the procedure names them: for showing where a list is, never for deciding."""

    NOT_OPEN = "Chưa mở"
    ENTERING = "Đang nhập"
    CHECKED = "Đã kiểm tra tự động"
    CONFIRMED = "Cấp uỷ đơn vị xác nhận"
    SENT = "Đã gửi"
    RECEIVED = "Ban Phụ nữ tiếp nhận"
    RETURNED = "Trả lại"
    APPROVED = "Đã duyệt"
    LOCKED = "Đã khoá"


def may_follow(state: str, target: str) -> bool:
    """Whether `target` may come after `state`; takes the stored values."""
    return ListState(target) in FOLLOWS[ListState(state)]


def moves_from(state: str, *, by: Mover, is_received: bool = False) -> tuple[Move, ...]:
    """What this person may do with a list now. A list that the staff have opened can't be withdrawn any more."""
    return tuple(
        move for move in MOVES if move.source == state and by in move.by and not (move.code == "withdraw" and is_received)
    )


def step_of(state: str, *, is_empty: bool, is_blocked: bool, is_confirmed: bool, is_received: bool = False) -> Step:
    """The step to show: stored state and derived facts together.

    `is_blocked`: a check blocks; `is_confirmed`: the signed scan is attached; `is_received`: the staff opened it.
    """
    stored = ListState(state)
    if stored is ListState.SENT and is_received:
        return Step.RECEIVED
    if stored is not ListState.ENTERING or is_empty or is_blocked:
        return Step[stored.name]
    return Step.CONFIRMED if is_confirmed else Step.CHECKED
