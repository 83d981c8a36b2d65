from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.terms.rules.majorities import ShowOfCards, VoteBase, at_least, is_carried, is_quorate, more_than

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


@pytest.mark.parametrize(("of", "expected"), [(1, 1), (2, 2), (5, 3), (6, 4), (99, 50), (117, 59), (180, 91), (348, 175)])
def test_more_than_half(of: int, expected: int) -> None:
    assert more_than(HALF, of) == expected


@pytest.mark.parametrize(("of", "expected"), [(3, 2), (5, 4), (42, 28), (43, 29), (100, 67), (180, 120), (150, 100)])
def test_at_least_two_thirds(of: int, expected: int) -> None:
    assert at_least(TWO_THIRDS, of) == expected


@pytest.mark.parametrize(("of", "expected"), [(5, 4), (6, 5)])
def test_more_than_two_thirds(of: int, expected: int) -> None:
    assert more_than(TWO_THIRDS, of) == expected


@pytest.mark.parametrize(("present", "convened", "quorate"), [(100, 150, True), (99, 150, False), (0, 0, False)])
def test_quorum_of_the_worked_example(present: int, convened: int, quorate: bool) -> None:
    assert is_quorate(present=present, convened=convened, fraction=TWO_THIRDS) is quorate


@pytest.mark.parametrize(
    ("votes", "fraction", "strictly", "base", "carried"),
    [
        ((3, 2, 0), HALF, True, VoteBase.VOTES, True),
        ((2, 2, 0), HALF, True, VoteBase.VOTES, False),
        ((2, 1, 1), TWO_THIRDS, False, VoteBase.FOR_AND_AGAINST, True),
        ((2, 1, 1), TWO_THIRDS, False, VoteBase.VOTES, False),
        ((0, 0, 5), HALF, True, VoteBase.FOR_AND_AGAINST, False),
        ((0, 0, 5), TWO_THIRDS, False, VoteBase.FOR_AND_AGAINST, False),
        ((0, 0, 5), HALF, True, VoteBase.VOTES, False),
    ],
)
def test_motion_by_show_of_cards(
    votes: tuple[int, int, int], fraction: Fraction, strictly: bool, base: VoteBase, carried: bool
) -> None:
    assert is_carried(ShowOfCards(*votes), fraction=fraction, strictly=strictly, base=base) is carried


def test_vote_measured_against_those_present_needs_their_number() -> None:
    assert is_carried(ShowOfCards(75, 2, 0, present=148), fraction=HALF, strictly=True, base=VoteBase.PRESENT)
    with pytest.raises(ValueError, match="present"):
        is_carried(ShowOfCards(75, 2, 0), fraction=HALF, strictly=True, base=VoteBase.PRESENT)


def test_negative_number_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        at_least(HALF, -1)


@given(st.integers(0, 10_000), st.fractions(0, 1))
def test_at_least_and_more_than_are_the_smallest_such_numbers(of: int, fraction: Fraction) -> None:
    assert at_least(fraction, of) >= fraction * of > at_least(fraction, of) - 1
    assert more_than(fraction, of) > fraction * of >= more_than(fraction, of) - 1
