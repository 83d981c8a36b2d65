"""Sections move with all that hangs below them."""

from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.rules.order import below, depth, moved
from documents.drafting.rules.text import Style

LEAD, PART, ROMAN, ARABIC = Style.LEAD, Style.PART, Style.ROMAN, Style.ARABIC
STYLES = [LEAD, PART, ROMAN, ARABIC, ARABIC, ROMAN, ARABIC, PART, ROMAN]


def test_a_section_has_below_it_what_is_lower_up_to_its_like():
    assert list(below(STYLES, 1)) == [1, 2, 3, 4, 5, 6]
    assert list(below(STYLES, 2)) == [2, 3, 4]


def test_nothing_hangs_below_the_lead():
    assert list(below(STYLES, 0)) == [0]
    assert [depth(STYLES, place) for place in range(len(STYLES))] == [0, 0, 1, 2, 2, 1, 2, 0, 1]


def test_a_section_goes_behind_the_next_of_its_rank_with_all_below_both():
    assert moved(STYLES, 2, up=False) == [0, 1, 5, 6, 2, 3, 4, 7, 8]


def test_and_back_again():
    order = moved(STYLES, 5, up=True)
    assert order == [0, 1, 5, 6, 2, 3, 4, 7, 8]


def test_at_the_end_nothing_moves():
    assert moved(STYLES, 7, up=False) == list(range(9))
    assert moved(STYLES, 0, up=True) == list(range(9))


@given(st.lists(st.sampled_from(list(Style)), min_size=1, max_size=12), st.data(), st.booleans())
def test_no_section_is_lost_or_doubled(styles, data, up):
    place = data.draw(st.integers(0, len(styles) - 1))
    assert sorted(moved(styles, place, up=up)) == list(range(len(styles)))
