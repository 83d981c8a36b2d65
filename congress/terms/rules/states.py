"""The states of a congress and which may follow which."""

from enum import StrEnum


class CongressState(StrEnum):
    """The values that `congress.state` is stored as."""

    PREPARING = "preparing"
    READY = "ready"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    CongressState.PREPARING: "Đang chuẩn bị",
    CongressState.READY: "Đủ điều kiện tổ chức",
    CongressState.IN_SESSION: "Đang diễn ra",
    CongressState.CLOSED: "Đã bế mạc",
    CongressState.CANCELLED: "Không tổ chức",
}

FOLLOWS: dict[CongressState, frozenset[CongressState]] = {
    CongressState.PREPARING: frozenset({CongressState.READY, CongressState.CANCELLED}),
    # something comes up, or the day is postponed so far that the approval has to be asked for again
    CongressState.READY: frozenset({CongressState.IN_SESSION, CongressState.PREPARING, CongressState.CANCELLED}),
    CongressState.IN_SESSION: frozenset({CongressState.CLOSED}),
    CongressState.CLOSED: frozenset(),
    CongressState.CANCELLED: frozenset({CongressState.PREPARING}),
}


def may_follow(state: str, target: str) -> bool:
    """Whether `target` may come after `state`; takes the stored values."""
    return CongressState(target) in FOLLOWS[CongressState(state)]


def may_postpone(state: str) -> bool:
    """A congress can be moved to another day until it begins."""
    return CongressState(state) in {CongressState.PREPARING, CongressState.READY}
