"""Figures that must add up; who passed, by which number, and who stands equal."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from congress.personnel.rules.votes import Figures, NameVotes, judge, missing, needed_votes, problems, ratio

HALF = Fraction(1, 2)


def test_all_contradictions_are_named_at_once_with_their_numbers() -> None:
    figures = Figures(summoned=40, present=42, issued=43, collected=44, valid=40, invalid=3)

    found = [one.sentence for one in problems(figures, [NameVotes(7, "Nguyễn Thị An", 41)])]

    assert found == [
        "Số có mặt là 42, nhiều hơn số triệu tập là 40: hãy xem lại hai số.",
        "Số phiếu phát ra là 43, nhiều hơn số có mặt là 42: hãy xem lại hai số.",
        "Số phiếu thu về là 44, nhiều hơn số phiếu phát ra là 43: hãy xem lại hai số.",
        "40 phiếu hợp lệ và 3 phiếu không hợp lệ cộng lại là 43, không bằng 44 phiếu thu về.",
        "Nguyễn Thị An có 41 phiếu đồng ý, nhiều hơn số phiếu hợp lệ là 40: hãy xem lại.",
    ]


def test_a_gap_between_two_figures_hides_no_contradiction() -> None:
    assert [one.field for one in problems(Figures(summoned=40, collected=41))] == ["collected"]
    assert [one.field for one in problems(Figures(collected=10, valid=11))] == ["valid"]


def test_hands_are_counted_against_those_present() -> None:
    figures = Figures(summoned=19, present=17, by_ballot=False)

    assert not problems(figures, [NameVotes(1, "An", 17)])
    assert problems(figures, [NameVotes(1, "An", 18)])
    assert not missing(figures, [NameVotes(1, "An", 0)])


def test_what_is_missing_is_no_contradiction() -> None:
    figures = Figures(summoned=40)

    assert not problems(figures)
    assert [one.field for one in missing(figures, [NameVotes(1, "An")])] == [
        "present", "issued", "collected", "valid", "invalid", "votes",
    ]  # fmt: skip


def test_more_than_half_of_an_even_and_of_an_odd_base() -> None:
    assert (needed_votes(HALF, 38), needed_votes(HALF, 37), needed_votes(Fraction(2, 3), 30)) == (20, 19, 21)


def test_half_is_not_more_than_half() -> None:
    found = judge({"a": 20, "b": 19, "c": 38}, threshold=HALF, base=38)

    assert (found.needed, found.passed, found.failed, found.tied) == (20, ("c", "a"), ("b",), ())


def test_equal_votes_at_the_last_place_are_shown_and_not_decided() -> None:
    found = judge({"a": 30, "b": 25, "c": 25, "d": 24, "e": 3}, threshold=HALF, base=38, most=2)

    assert (found.passed, found.tied, found.failed, found.places) == (("a",), ("b", "c"), ("d", "e"), 1)


def test_equal_votes_inside_the_limit_are_no_tie() -> None:
    found = judge({"a": 25, "b": 25, "c": 24}, threshold=HALF, base=38, most=2)

    assert (found.passed, found.tied, found.failed) == (("a", "b"), (), ("c",))


def test_ratio_is_shown_as_a_fraction_and_in_hundredths() -> None:
    assert ratio(28, 38) == "28/38 (73,7%)"


@given(st.dictionaries(st.integers(), st.integers(0, 40), max_size=30), st.one_of(st.none(), st.integers(0, 30)))
def test_everybody_is_in_one_group_and_nobody_passes_over_one_with_more_votes(votes: dict[int, int], most: int | None) -> None:
    found = judge(votes, threshold=HALF, base=40, most=most)

    assert sorted([*found.passed, *found.failed, *found.tied]) == sorted(votes)
    assert all(votes[key] >= 21 for key in [*found.passed, *found.tied])
    if found.passed and found.failed:
        assert min(votes[key] for key in found.passed) >= max(votes[key] for key in found.failed)
    if most is not None:
        assert len(found.passed) <= most
        assert not found.tied or len(found.passed) + found.places == most < len(found.passed) + len(found.tied)
