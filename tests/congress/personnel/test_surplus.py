"""Số dư: R09 and the figures of procedure.md §10.6."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.personnel.rules.surplus import SurplusRules, Verdict, judge_surplus

RULES = SurplusRules((10, 15), Fraction(30), 1, True)


@pytest.mark.parametrize(
    ("candidates", "verdict", "share"),
    [(24, "ok", "14,3%"), (25, "warn", "19,0%"), (27, "warn", "28,6%"), (28, "block", "33,3%"), (22, "warn", "4,8%")],
)
def test_surplus_over_21_seats(candidates: int, verdict: str, share: str) -> None:
    found = judge_surplus(candidates=candidates, seats=21, rules=RULES)

    assert found.verdict == verdict
    assert share in found.sentence


def test_a_warning_says_which_number_would_do_and_a_block_how_many_at_most() -> None:
    assert "trong khoảng là 24 người" in judge_surplus(candidates=25, seats=21, rules=RULES).sentence
    assert "nhiều nhất 27 người" in judge_surplus(candidates=28, seats=21, rules=RULES).sentence


@pytest.mark.parametrize("seats", [3, 4, 5])
def test_three_to_five_seats_take_one_more_and_no_second(seats: int) -> None:
    assert judge_surplus(candidates=seats + 1, seats=seats, rules=RULES).verdict is Verdict.OK
    assert judge_surplus(candidates=seats + 2, seats=seats, rules=RULES).verdict is Verdict.BLOCK


def test_no_surplus_blocks_only_where_it_is_required() -> None:
    free = SurplusRules((10, 15), Fraction(30), 1, False)

    assert judge_surplus(candidates=21, seats=21, rules=RULES).verdict is Verdict.BLOCK
    assert judge_surplus(candidates=21, seats=21, rules=free).verdict is Verdict.OK
    assert judge_surplus(candidates=20, seats=21, rules=RULES).verdict is Verdict.BLOCK
    assert judge_surplus(candidates=20, seats=21, rules=free).verdict is Verdict.WARN


def test_without_seats_nothing_can_be_judged() -> None:
    assert judge_surplus(candidates=5, seats=None, rules=RULES).verdict is Verdict.BLOCK


@given(st.integers(1, 60), st.integers(1, 60))
def test_one_more_never_turns_a_block_for_too_many_into_less(seats: int, more: int) -> None:
    order = [Verdict.OK, Verdict.WARN, Verdict.BLOCK]
    one = judge_surplus(candidates=seats + more, seats=seats, rules=RULES)
    two = judge_surplus(candidates=seats + more + 1, seats=seats, rules=RULES)

    if one.verdict is Verdict.BLOCK:
        assert two.verdict is Verdict.BLOCK
    assert order.index(one.verdict) <= 2
    assert one.share == Fraction(more, seats)
