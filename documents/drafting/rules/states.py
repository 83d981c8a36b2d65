"""The life of a document (procedure.md §6.1): its states, and which may follow which.

Outline → draft → comments of the units → synthesis → the next draft … → approval → before the congress → adopted → issued.
A paper on which no congress votes is approved instead of adopted. A draft of the level above is commented on, and ends when
the synthesis has been sent up (§6.2).
"""

from enum import StrEnum


class DocumentState(StrEnum):
    """The values that a document's state is stored as."""

    OUTLINE = "outline"
    DRAFTING = "drafting"
    COMMENTING = "commenting"
    SYNTHESIS = "synthesis"
    APPROVAL = "approval"
    TO_CONGRESS = "to_congress"
    ADOPTED = "adopted"
    APPROVED = "approved"
    ISSUED = "issued"
    CLOSED = "closed"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: dict[DocumentState, str] = {
    DocumentState.OUTLINE: "Đề cương",
    DocumentState.DRAFTING: "Đang soạn thảo",
    DocumentState.COMMENTING: "Đang xin ý kiến",
    DocumentState.SYNTHESIS: "Đang tổng hợp ý kiến",
    DocumentState.APPROVAL: "Đang trình duyệt",
    DocumentState.TO_CONGRESS: "Trình đại hội",
    DocumentState.ADOPTED: "Đã thông qua",
    DocumentState.APPROVED: "Đã duyệt",
    DocumentState.ISSUED: "Đã ban hành",
    DocumentState.CLOSED: "Đã gửi tổng hợp lên cấp trên",
    DocumentState.STOPPED: "Đã dừng",
}

FOLLOWS: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.OUTLINE: frozenset({DocumentState.DRAFTING, DocumentState.STOPPED}),
    # a paper without comment rounds goes up for approval at once
    DocumentState.DRAFTING: frozenset({DocumentState.COMMENTING, DocumentState.APPROVAL, DocumentState.STOPPED}),
    # a round that was opened by mistake and has no comment yet is taken back
    DocumentState.COMMENTING: frozenset({DocumentState.SYNTHESIS, DocumentState.DRAFTING, DocumentState.STOPPED}),
    # another draft; another round on the same one; nothing left to change; or it was only asked of us from above
    DocumentState.SYNTHESIS: frozenset(
        {
            DocumentState.DRAFTING,
            DocumentState.COMMENTING,
            DocumentState.APPROVAL,
            DocumentState.CLOSED,
            DocumentState.STOPPED,
        }
    ),
    # returned with remarks: a new draft, perhaps after asking the units again
    DocumentState.APPROVAL: frozenset(
        {
            DocumentState.DRAFTING,
            DocumentState.COMMENTING,
            DocumentState.TO_CONGRESS,
            DocumentState.APPROVED,
            DocumentState.STOPPED,
        }
    ),
    # taken back before the congress meets, to be changed and approved once more
    DocumentState.TO_CONGRESS: frozenset({DocumentState.ADOPTED, DocumentState.DRAFTING, DocumentState.STOPPED}),
    # what was voted on stays as it is: a mistake is put right by a corrigendum
    DocumentState.ADOPTED: frozenset({DocumentState.ISSUED}),
    DocumentState.APPROVED: frozenset({DocumentState.ISSUED, DocumentState.DRAFTING, DocumentState.STOPPED}),
    DocumentState.ISSUED: frozenset(),
    # the level above asks once more
    DocumentState.CLOSED: frozenset({DocumentState.COMMENTING}),
    DocumentState.STOPPED: frozenset({DocumentState.DRAFTING}),
}

WRITTEN_IN = frozenset({DocumentState.OUTLINE, DocumentState.DRAFTING, DocumentState.SYNTHESIS})
FROZEN = frozenset({DocumentState.ADOPTED, DocumentState.ISSUED})
ENDED = frozenset({DocumentState.ISSUED, DocumentState.CLOSED, DocumentState.STOPPED})
OF_DRAFTS_FROM_ABOVE = frozenset(
    {
        DocumentState.OUTLINE,
        DocumentState.DRAFTING,
        DocumentState.COMMENTING,
        DocumentState.SYNTHESIS,
        DocumentState.CLOSED,
        DocumentState.STOPPED,
    }
)


def states_of(*, adopted_by_vote: bool, from_above: bool = False) -> list[DocumentState]:
    """The states that such a document can be in, in the order of its life.

    What the congress votes on (`adopted_by_vote`) is put before it and is never merely approved; other papers never go there.
    A draft `from_above` is neither approved nor issued here, and nothing else is closed.
    """
    if from_above:
        return [one for one in DocumentState if one in OF_DRAFTS_FROM_ABOVE]
    left_out = {DocumentState.APPROVED} if adopted_by_vote else {DocumentState.TO_CONGRESS, DocumentState.ADOPTED}
    return [one for one in DocumentState if one not in left_out | {DocumentState.CLOSED}]


def following(state: str, *, adopted_by_vote: bool, from_above: bool = False) -> list[DocumentState]:
    """The states that may come next, in the order of the life; takes the stored value."""
    allowed = FOLLOWS[DocumentState(state)]
    return [one for one in states_of(adopted_by_vote=adopted_by_vote, from_above=from_above) if one in allowed]


def may_follow(state: str, target: str, *, adopted_by_vote: bool, from_above: bool = False) -> bool:
    """Whether `target` may come after `state`; takes the stored values."""
    return DocumentState(target) in following(state, adopted_by_vote=adopted_by_vote, from_above=from_above)


def is_written_in(state: str) -> bool:
    """Whether the text may be changed now: while it is drafted, and while comments are worked in."""
    return DocumentState(state) in WRITTEN_IN


def is_frozen(state: str) -> bool:
    """Whether the text may never be changed again, only corrected by a corrigendum."""
    return DocumentState(state) in FROZEN


def has_ended(state: str) -> bool:
    """Whether nothing is left to be done: nobody is reminded of it."""
    return DocumentState(state) in ENDED
