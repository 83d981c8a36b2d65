from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.delegates.rules.categories import Category
from congress.delegates.rules.statistics import (
    Classification,
    DelegateRecord,
    Question,
    Table,
    ages,
    credential_tables,
    people_behind,
    percents,
    single_count,
)
from congress.terms.rules.age_bands import read_bands
from vietnamese.dates import PartialDate

DAY = date(2025, 11, 14)
BANDS = read_bands(["<30", "30-35", "36-40", "41-45", "46-50", ">50"])
QUESTION = Question(
    on=DAY,
    base_label="triệu tập",
    bands=BANDS,
    places=1,
    labels={
        "party_stage": {"member": "Đảng viên", "other": "Đoàn viên, quần chúng"},
        "education": {name: name for name in ("Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp")},
        "political_theory": {"high": "Cao cấp, cử nhân", "middle": "Trung cấp", "basic": "Sơ cấp", "none": "Chưa qua"},
        "awards": {"medal": "Huân chương", "prime_minister": "Bằng khen của Thủ tướng Chính phủ"},
    },
    groups={"party_stage": {"probationary": "member", "youth": "other"}},
)
RANKS = {
    "Đại tá": 1, "Thượng tá": 9, "Trung tá": 31, "Thiếu tá": 44, "Đại úy": 39, "Thượng úy": 17, "Trung úy": 6,
    "Thiếu úy": 2, "Công nhân Công an": 1,
}  # fmt: skip
AWARDS = {"medal": 2, "prime_minister": 5, "ministry": 38, "force_fighter": 4, "base_fighter": 66, "certificate": 121}


def spread(counts: dict[str, int]) -> Iterator[str]:
    return chain.from_iterable(repeat(value, count) for value, count in counts.items())


def convened() -> list[DelegateRecord]:
    """The 150 of the worked example, column by column."""
    columns = zip(
        spread({"ex_officio": 19, "elected": 124, "appointed": 7}),
        spread({"member": 120, "probationary": 11, "youth": 9, "other": 10}),
        spread({"kinh": 138, "tay": 7, "muong": 5}),
        spread({"none": 145, "catholic": 5}),
        # full years on 14/11/2025: 29, 33, 38, 43, 48 and 53
        spread({"1996": 21, "1992": 38, "1987": 42, "1982": 27, "1977": 15, "1972": 7}),
        spread({"Tiến sĩ": 1, "Thạc sĩ": 34, "Đại học": 103, "Cao đẳng": 7, "Trung cấp": 5}),
        spread({"high": 14, "middle": 71, "basic": 52, "none": 13}),
        spread(RANKS),
        spread({"Lãnh đạo cấp phòng": 18, "Cấp đội, Công an xã": 47, "Cán bộ": 85}),
        strict=True,
    )
    return [
        DelegateRecord(
            key=number,
            name=f"Đại biểu {number}",
            category=Category(category),
            party_stage=party,
            ethnicity=ethnicity,
            religion=religion,
            birth=PartialDate(int(year), 3, 1),
            education=education,
            political_theory=theory,
            rank=rank,
            position_group=position,
            awards=frozenset(name for name, count in AWARDS.items() if number < count),
            attended_before=number < 40,
        )
        for number, (category, party, ethnicity, religion, year, education, theory, rank, position) in enumerate(columns)
    ]


TABLES = {table.code: table for table in credential_tables(convened(), QUESTION)}


def shown(table: Table) -> list[tuple[int, str]]:
    return [(row.count, str(row.percent)) for row in table.rows]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("category", [(19, "12.7"), (124, "82.7"), (7, "4.7")]),
        ("party_stage", [(131, "87.3"), (19, "12.7")]),
        ("ethnicity_group", [(138, "92.0"), (12, "8.0")]),
        ("religion_group", [(145, "96.7"), (5, "3.3")]),
        ("age", [(21, "14.0"), (38, "25.3"), (42, "28.0"), (27, "18.0"), (15, "10.0"), (7, "4.7")]),
        ("education", [(1, "0.7"), (34, "22.7"), (103, "68.7"), (7, "4.7"), (5, "3.3")]),
        ("political_theory", [(14, "9.3"), (71, "47.3"), (52, "34.7"), (13, "8.7")]),
    ],
)
def test_tables_of_the_worked_example(code: str, rows: list[tuple[int, str]]) -> None:
    assert shown(TABLES[code]) == rows


def test_ranks_and_positions_of_the_worked_example() -> None:
    assert {row.key: row.count for row in TABLES["rank"].rows} == RANKS
    assert [row.count for row in TABLES["position_group"].rows] == [85, 47, 18]


def test_awards_are_counted_several_times_and_have_no_total() -> None:
    awards = TABLES["awards"]
    assert {row.key: row.count for row in awards.rows} == AWARDS
    assert [row.label for row in awards.rows[:2]] == ["Huân chương", "Bằng khen của Thủ tướng Chính phủ"]
    assert awards.total is None
    assert awards.base == 150
    assert "không cộng tổng" in awards.note


def test_rounding_that_misses_a_hundred_is_noted_and_not_adjusted() -> None:
    assert TABLES["category"].note == "Tổng tỷ lệ là 100,1% do làm tròn."
    assert TABLES["education"].note == "Tổng tỷ lệ là 100,1% do làm tròn."
    assert TABLES["party_stage"].note == ""


def test_base_stands_in_the_header() -> None:
    assert TABLES["category"].header == "Loại đại biểu (triệu tập: 150)"


def test_first_time_and_discipline_are_told() -> None:
    assert shown(TABLES["attended_before"]) == [(110, "73.3"), (40, "26.7")]
    assert shown(TABLES["discipline"]) == [(150, "100.0"), (0, "0.0")]


def test_every_single_count_table_sums_to_the_base() -> None:
    assert all(table.total == table.base == 150 for table in TABLES.values() if not table.is_multiple)


def test_missing_is_a_row_of_its_own_and_comes_last() -> None:
    people = convened()
    people[0] = replace(people[0], ethnicity="", birth=None, attended_before=None)
    tables = {table.code: table for table in credential_tables(people, QUESTION)}
    for code in ("ethnicity", "ethnicity_group", "age", "attended_before", "union_level"):
        assert tables[code].rows[-1].label == "Chưa khai"
        assert tables[code].total == 150
    assert tables["age"].missing == 1
    assert tables["union_level"].missing == 150


@pytest.mark.parametrize("code", sorted(TABLES))
def test_filter_of_a_row_leads_to_exactly_its_people(code: str) -> None:
    people = convened()
    for row in TABLES[code].rows:
        assert len(people_behind(people, row.filter, QUESTION)) == row.count


def test_filter_finds_those_who_are_missing_and_nobody_where_it_is_unknown() -> None:
    people = convened()
    people[0] = replace(people[0], rank="")
    assert people_behind(people, "rank=missing", QUESTION) == [people[0]]
    assert people_behind(people, "shoe_size=42", QUESTION) == []


def test_alternate_who_replaced_nobody_is_not_counted() -> None:
    with pytest.raises(ValueError, match="alternate"):
        credential_tables([DelegateRecord(1, "Mai", Category.ALTERNATE)], QUESTION)


def test_tables_without_anybody_are_empty_and_do_not_fail() -> None:
    assert all(table.base == 0 and not table.note for table in credential_tables([], QUESTION) if not table.is_multiple)


def test_youngest_oldest_and_mean_age_on_the_day_of_the_congress() -> None:
    people = [
        DelegateRecord(1, "Mai", Category.ELECTED, birth=PartialDate(1995, 11, 15), unit="CS01"),
        DelegateRecord(2, "Nga", Category.ELECTED, birth=PartialDate(1995, 11, 14)),
        DelegateRecord(3, "Hoa", Category.ELECTED, birth=PartialDate(1975, 1, 1)),
        DelegateRecord(4, "Lan", Category.ELECTED, birth=PartialDate(1975, 1, 1)),
        DelegateRecord(5, "Cúc", Category.ELECTED),
    ]
    found = ages(people, on=DAY)
    assert [(person.name, person.unit, person.age) for person in found.youngest] == [("Mai", "CS01", 29)]
    assert [person.name for person in found.oldest] == ["Hoa", "Lan"]
    assert (found.mean, found.known) == (Decimal("39.8"), 4)
    assert ages([], on=DAY).mean is None


# ---- percentages ----------------------------------------------------------------------------------------------------


def test_percentages_are_rounded_half_up() -> None:
    assert percents([22566], 100_000, places=2) == [Decimal("22.57")]
    assert percents([1], 8, places=0) == [Decimal("13")]


def test_thirds_add_to_a_hundred_where_the_column_must() -> None:
    assert percents([1, 1, 1], 3, places=2, must_sum=True) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert percents([1, 1, 1], 3, places=2) == [Decimal("33.33")] * 3


def test_open_table_can_not_be_made_to_add_to_a_hundred() -> None:
    with pytest.raises(ValueError, match="not to the base"):
        percents([1, 1], 3, places=1, must_sum=True)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=12).filter(any), st.integers(0, 3))
def test_closed_column_adds_to_a_hundred_and_stays_within_one_unit(counts: list[int], places: int) -> None:
    shares = percents(counts, sum(counts), places=places, must_sum=True)
    assert sum(shares) == 100
    for share, count in zip(shares, counts, strict=True):
        assert abs(share - Decimal(100 * count) / sum(counts)) < Decimal(1).scaleb(-places)


@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=40))
def test_any_table_sums_to_its_base(values: list[str]) -> None:
    records = [DelegateRecord(n, "x", Category.ELECTED, rank=value) for n, value in enumerate(values)]
    by = Classification("rank", "Cấp bậc", {"a": "A", "b": "B"}, {"c": "a"})
    table = single_count(records, by, lambda record: record.rank, base_label="có mặt", places=1)
    assert table.total == table.base == len(values)
    assert table.missing == values.count("")
    assert table.count("a") == values.count("a") + values.count("c")
