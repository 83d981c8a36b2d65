"""Months left in service: procedure.md §2.5 D and the three people of §10.6."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.personnel.rules.service_age import Limits, Roadmap, Standing, judgement, read_roadmap, service_left, standing
from congress.terms.rules.rule_set import RuleSet
from vietnamese.dates import PartialDate

CONGRESS = date(2025, 11, 14)
RULES = RuleSet({}, "tinh")
LIMITS = Limits(
    RULES.table("han_tuoi_phuc_vu_nu"),
    {"Thượng tá": RULES.table("lo_trinh_tuoi_nu_thuong_ta"), "Đại tá": RULES.table("lo_trinh_tuoi_nu_dai_ta")},
)
CLASSES = {"Thượng tá": "Cấp tá", "Trung tá": "Cấp tá", "Thiếu tá": "Cấp tá", "Đại tá": "Cấp tá", "Đại uý": "Cấp uý"}


def left(rank: str, birth: str, on: date = CONGRESS):  # type: ignore[no-untyped-def]
    return service_left(rank=rank, rank_class=CLASSES.get(rank, ""), birth=PartialDate.parse_iso(birth), on=on, limits=LIMITS)


@pytest.mark.parametrize(
    ("rank", "birth", "months", "ends"),
    [("Thượng tá", "1971-03", 36, "11/2028"), ("Trung tá", "1972-08", 21, "08/2027"), ("Thiếu tá", "1978-05", 90, "05/2033")],
)
def test_the_three_people_of_the_example(rank: str, birth: str, months: int, ends: str) -> None:
    found = left(rank, birth)

    assert (found.least, found.most) == (months, months)
    assert found.ends is not None
    assert found.ends.display() == ends


def test_thuong_ta_of_the_example_passes_36_and_fails_48() -> None:
    found = left("Thượng tá", "1971-03")

    assert standing(found, required=36) is Standing.ENOUGH
    assert standing(found, required=48) is Standing.SHORT
    assert "57 tuổi 8 tháng" in judgement(found, required=48, again=True)
    assert "Không đủ: tái cử cần còn ít nhất 48 tháng." in judgement(found, required=48, again=True)


def test_a_bare_year_of_birth_gives_a_range_and_may_be_unsure() -> None:
    found = left("Trung tá", "1972")

    assert (found.least, found.most) == (14, 25)
    assert standing(found, required=14) is Standing.ENOUGH
    assert standing(found, required=20) is Standing.UNSURE
    assert standing(found, required=26) is Standing.SHORT
    assert "hãy bổ sung tháng sinh" in judgement(found, required=20, again=False)


@pytest.mark.parametrize("rank", ["", "Chiến sĩ lạ", "Công nhân Công an"])
def test_a_rank_without_an_age_is_not_reckoned(rank: str) -> None:
    found = left(rank, "1980-01")

    assert not found.is_known
    assert found.sentence.startswith("Chưa tính được")
    assert standing(found, required=1) is Standing.UNKNOWN


def test_no_birth_date_is_not_reckoned() -> None:
    found = service_left(rank="Đại uý", rank_class="Cấp uý", birth=None, on=CONGRESS, limits=LIMITS)

    assert found.sentence == "Chưa tính được: hồ sơ chưa ghi ngày sinh."


def test_a_class_of_ranks_stands_for_its_ranks() -> None:
    assert left("Đại uý", "1990-11").least == 55 * 12 - (2025 - 1990) * 12


def test_dai_ta_grows_four_months_a_year_to_sixty() -> None:
    roadmap = read_roadmap(tuple(RULES.table("lo_trinh_tuoi_nu_dai_ta").items()))

    assert roadmap == Roadmap(((2023, 56 * 12),), 4, 60 * 12)
    assert [roadmap.age_in(year) for year in (2022, 2023, 2024, 2026, 2035, 2040)] == [672, 672, 676, 684, 720, 720]


def test_a_table_that_cannot_be_read_gives_no_age() -> None:
    assert read_roadmap((("sau này", "58 tuổi"),)) is None
    assert read_roadmap((("2024", "nhiều tuổi"),)) is None


def test_an_age_reached_before_the_congress_is_said_so() -> None:
    found = left("Trung tá", "1969-01")

    assert found.least == -22
    assert "trước ngày đại hội 22 tháng" in found.sentence


@given(
    st.sampled_from(["Thượng tá", "Đại tá", "Trung tá", "Đại uý"]),
    st.dates(date(1960, 1, 1), date(2005, 12, 1)),
    st.integers(0, 200),
)
def test_each_month_later_leaves_one_month_less_and_a_younger_one_is_never_out_earlier(
    rank: str, birth: date, later: int
) -> None:
    year, month = divmod(CONGRESS.year * 12 + CONGRESS.month - 1 + later, 12)
    now, then = left(rank, f"{birth:%Y-%m}"), left(rank, f"{birth:%Y-%m}", date(year, month + 1, 28))
    next_year, next_month = divmod(birth.year * 12 + birth.month, 12)
    younger = left(rank, f"{next_year:04}-{next_month + 1:02}")

    assert now.least is not None
    assert then.least == now.least - later
    assert younger.least >= now.least + 1
