from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import DateProblem, PartialDate, age_on, long_date, read_date, weekday_name

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("03/05/1988", "1988-05-03"),
        ("3-5-1988", "1988-05-03"),
        ("3.5.1988", "1988-05-03"),
        (" 3 / 5 / 1988 ", "1988-05-03"),
        ("5/1988", "1988-05"),
        ("1988", "1988"),
        ("00/00/1975", "1975"),
        ("00/05/1975", "1975-05"),
        ("ngày 5 tháng 2 năm 1976", "1976-02-05"),
        ("Ngày 05 tháng 02 năm 1976", "1976-02-05"),
        ("tháng 2 năm 1976", "1976-02"),
        ("Sinh năm 1976", "1976"),
        ("1988-05-03", "1988-05-03"),
        ("1988-05-03 00:00:00", "1988-05-03"),
        (1988, "1988"),
        (1988.0, "1988"),
        (32266.0, "1988-05-03"),
        (32266.75, "1988-05-03"),
        (date(1988, 5, 3), "1988-05-03"),
        (datetime(1988, 5, 3, 8, tzinfo=UTC), "1988-05-03"),
        ("29/02/2000", "2000-02-29"),
    ],
)
def test_read_date_knows_how_people_write(written: object, read: str):
    assert read_date(written).iso() == read


@pytest.mark.parametrize(
    ("written", "reason", "suggestion"),
    [
        ("31/02/1985", "tháng 2 năm 1985 chỉ có 28 ngày", ""),
        ("12/13/1985", "một năm chỉ có 12 tháng", "13/12/1985"),
        ("13/13/1985", "một năm chỉ có 12 tháng", ""),
        ("3/5/88", "hai chữ số của năm", "03/05/1988"),
        ("3/5/05", "hai chữ số của năm", "03/05/2005"),
        ("05/00/1985", "ngày mà không có tháng", "1985"),
        ("03051988", "không phải ngày tháng", "03/05/1988"),
        ("32266", "không phải ngày tháng", "03/05/1988"),
        ("12/05/1085", "năm phải từ 1900 đến 2100", ""),
        ("không rõ", "không phải ngày tháng", ""),
        ("", "Thiếu ngày", ""),
        (True, "không phải ngày tháng", ""),
        (float("nan"), "không phải ngày tháng", ""),
        (1e300, "không phải ngày tháng", ""),
    ],
)
def test_read_date_says_what_is_wrong_and_what_was_meant(written: object, reason: str, suggestion: str):
    with pytest.raises(DateProblem, match=reason) as caught:
        read_date(written)

    assert caught.value.suggestion == suggestion


def test_date_problem_asks_what_was_meant():
    assert str(DateProblem("Sai.", "03/05/1988")) == "Sai. Có phải là 03/05/1988?"


@given(st.text() | st.floats() | st.integers())
def test_read_date_reads_or_refuses_whatever_stands_in_a_cell(value: object):
    try:
        year = read_date(value).year
    except DateProblem:
        return
    assert 1900 <= year <= 2100


@given(DATES)
def test_read_date_reads_what_is_shown(day: date):
    assert read_date(PartialDate.of(day).display()) == PartialDate.of(day)


@given(DATES)
def test_parse_iso_reads_what_iso_writes(day: date):
    for partial in (PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.of(day)):
        assert PartialDate.parse_iso(partial.iso()) == partial


@given(DATES, DATES)
def test_partial_dates_are_ordered_as_their_stored_text(one: date, other: date):
    left, right = PartialDate.of(one), PartialDate(other.year, other.month)

    assert (left < right) == (left.iso() < right.iso())


@pytest.mark.parametrize("text", ["", "88", "1988-13", "1988-02-30", "3/5/1988"])
def test_parse_iso_refuses_what_was_never_stored(text: str):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse_iso(text)


def test_partial_date_needs_the_month_of_its_day():
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(1988, None, 3)


@pytest.mark.parametrize(
    ("partial", "shown"),
    [(PartialDate(1988), "1988"), (PartialDate(1988, 5), "05/1988"), (PartialDate(1988, 5, 3), "03/05/1988")],
)
def test_partial_date_shows_what_is_known(partial: PartialDate, shown: str):
    assert partial.display() == str(partial) == shown


def test_partial_date_can_mean_any_day_between_earliest_and_latest():
    february = PartialDate(2000, 2)

    assert (february.earliest, february.latest) == (date(2000, 2, 1), date(2000, 2, 29))


@pytest.mark.parametrize(
    ("birth", "age"),
    [("1988-11-21", 37), ("1988-11-22", 36), ("1988-11-20", 37), ("1988-12", 37), ("1988", 37)],
)
def test_age_counts_full_years_only_where_the_day_is_known(birth: str, age: int):
    assert age_on(PartialDate.parse_iso(birth), date(2025, 11, 21)) == age


def test_age_of_one_born_on_a_leap_day_changes_on_the_first_of_march():
    birth = PartialDate(1988, 2, 29)

    assert (age_on(birth, date(2025, 2, 28)), age_on(birth, date(2025, 3, 1))) == (36, 37)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 11, 12), "ngày 12 tháng 11 năm 2025"),
        (date(2026, 10, 5), "ngày 05 tháng 10 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
    ],
)
def test_long_date_follows_the_decree(day: date, text: str):
    assert long_date(day) == text


def test_weekday_name_begins_the_week_on_monday():
    assert [weekday_name(date(2025, 11, day)) for day in (14, 16, 17)] == ["thứ Sáu", "Chủ nhật", "thứ Hai"]
