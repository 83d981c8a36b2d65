"""Which state of a document may follow which."""

import unicodedata

import pytest

from documents.drafting.rules.states import (
    ENDED,
    FOLLOWS,
    LABELS,
    WRITTEN_IN,
    DocumentState,
    following,
    has_ended,
    is_frozen,
    is_written_in,
    may_follow,
    states_of,
)


def test_every_state_has_a_label_and_says_what_may_follow() -> None:
    assert set(LABELS) == set(FOLLOWS) == set(DocumentState)
    assert len(set(LABELS.values())) == len(LABELS)
    assert all(unicodedata.is_normalized("NFC", label) for label in LABELS.values())


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        ({"adopted_by_vote": True}, DocumentState.ISSUED),
        ({"adopted_by_vote": False}, DocumentState.ISSUED),
        ({"adopted_by_vote": False, "from_above": True}, DocumentState.CLOSED),
    ],
)
def test_every_state_of_a_document_is_reached_and_only_its_end_leads_nowhere(kind: dict[str, bool], end: DocumentState) -> None:
    reached, found = {DocumentState.OUTLINE}, [DocumentState.OUTLINE]
    while found:
        new = set(following(found.pop(), **kind)) - reached
        reached |= new
        found += new

    assert reached == set(states_of(**kind))
    assert end in reached
    assert [state for state in reached if not following(state, **kind)] in ([], [DocumentState.ISSUED])


def test_a_draft_of_the_level_above_ends_when_its_synthesis_is_sent_up() -> None:
    assert may_follow("synthesis", "closed", adopted_by_vote=True, from_above=True)
    assert not may_follow("synthesis", "approval", adopted_by_vote=True, from_above=True)
    assert not may_follow("synthesis", "closed", adopted_by_vote=True)
    assert has_ended("closed")


def test_what_the_congress_votes_on_is_put_before_it_and_never_merely_approved() -> None:
    assert may_follow("approval", "to_congress", adopted_by_vote=True)
    assert not may_follow("approval", "approved", adopted_by_vote=True)


def test_a_paper_without_a_vote_is_approved_and_issued() -> None:
    assert may_follow("approval", "approved", adopted_by_vote=False)
    assert may_follow("approved", "issued", adopted_by_vote=False)
    assert not may_follow("approval", "to_congress", adopted_by_vote=False)
    assert not may_follow("approval", "adopted", adopted_by_vote=False)


def test_an_adopted_text_can_only_be_issued() -> None:
    assert following("adopted", adopted_by_vote=True) == [DocumentState.ISSUED]
    assert is_frozen("adopted")
    assert not is_written_in("adopted")


def test_what_is_issued_stays_issued() -> None:
    assert following("issued", adopted_by_vote=True) == []
    assert is_frozen("issued")
    assert has_ended("issued")


def test_a_draft_that_is_returned_is_written_in_again() -> None:
    assert may_follow("approval", "drafting", adopted_by_vote=True)
    assert is_written_in("drafting")


def test_nobody_writes_in_a_draft_that_lies_with_others() -> None:
    assert not any(is_written_in(state) for state in ("commenting", "approval", "to_congress", "approved"))
    assert not WRITTEN_IN & ENDED


def test_a_stopped_document_can_be_taken_up_again() -> None:
    assert may_follow("stopped", "drafting", adopted_by_vote=False)
    assert has_ended("stopped")


def test_an_unknown_state_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        may_follow("drafting", "nowhere", adopted_by_vote=True)
