import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.suggestions import distance, nearest

RANKS = ["Đại tá", "Thượng tá", "Trung tá", "Thiếu tá", "Thiếu uý"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Thieu ta", "Thiếu tá"), ("Thiếu tã", "Thiếu tá"), ("Thượg tá", "Thượng tá"), ("Turng tá", "Trung tá")],
)
def test_nearest_finds_what_was_meant(written: str, meant: str):
    assert nearest(written, RANKS) == meant


@pytest.mark.parametrize("written", ["", "Giám đốc", "x"])
def test_nearest_suggests_nothing_where_nothing_is_near(written: str):
    assert nearest(written, RANKS) is None


def test_nearest_suggests_nothing_between_two_that_are_as_near():
    assert nearest("Tam", ["Tâm", "Tầm", "Tấm"]) is None


def test_distance_counts_two_swapped_letters_once():
    assert distance("kihn", "kinh") == 1


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_distance_is_the_same_both_ways(one: str, other: str):
    assert distance(one, other) == distance(other, one)
