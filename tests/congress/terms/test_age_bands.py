import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.terms.rules.age_bands import AgeBand, BandProblem, band_of, read_bands

BANDS = read_bands(["<30", "30-35", "36–40", "41-45", "46-50", ">50"])


def test_bands_are_named_as_papers_name_them() -> None:
    assert [band.label for band in BANDS] == ["Dưới 30", "30–35", "36–40", "41–45", "46–50", "Trên 50"]


@pytest.mark.parametrize(("age", "label"), [(29, "Dưới 30"), (30, "30–35"), (35, "30–35"), (36, "36–40"), (51, "Trên 50")])
def test_bands_include_both_their_ends(age: int, label: str) -> None:
    assert band_of(age, BANDS).label == label


@pytest.mark.parametrize("texts", [["≤30", "31-40", "≥41"], ["đến 30", "31 - 40", "từ 41"], ["dưới 31", "31-40", "trên 40"]])
def test_bands_can_be_written_in_several_ways(texts: list[str]) -> None:
    assert read_bands(texts) == (AgeBand(None, 30), AgeBand(31, 40), AgeBand(41, None))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], "Chưa có nhóm"),
        (["<30", "31-40", ">40"], "Tuổi 30 không thuộc nhóm nào"),
        (["<30", "29-40", ">40"], "Tuổi 29 thuộc hai nhóm"),
        (["30-40", ">40"], "mở phía dưới"),
        (["<30", "30-40"], "mở phía trên"),
        (["<30", "40-30", ">40"], "viết ngược"),
        (["<30", "<40", ">40"], "được để mở"),
        (["<30", "ba mươi", ">40"], "Không đọc được"),
    ],
)
def test_gap_overlap_or_nonsense_is_refused(texts: list[str], words: str) -> None:
    with pytest.raises(BandProblem, match=words):
        read_bands(texts)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8, unique=True), st.integers(0, 130))
def test_every_age_is_in_exactly_one_band(limits: list[int], age: int) -> None:
    limits = sorted(limits)
    texts = [f"≤{limits[0]}", *(f"{low + 1}-{high}" for low, high in itertools.pairwise(limits)), f">{limits[-1]}"]
    assert sum(band.holds(age) for band in read_bands(texts)) == 1
