from decimal import Decimal

import pytest

from vietnamese.numbers import count_phrase, format_number, percent, roman, two_digits


@pytest.mark.parametrize(("number", "text"), [(0, "00"), (5, "05"), (9, "09"), (10, "10"), (150, "150"), (1234, "1.234")])
def test_two_digits_gives_a_zero_to_what_is_under_ten(number: int, text: str):
    assert two_digits(number) == text


def test_count_phrase_is_a_count_and_its_noun():
    assert count_phrase(5, "đồng chí") == "05 đồng chí"


@pytest.mark.parametrize(("number", "figures"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (2025, "MMXXV")])
def test_roman_writes_what_romans_wrote(number: int, figures: str):
    assert roman(number) == figures


def test_roman_has_no_zero():
    with pytest.raises(ValueError, match="no Roman figure for 0"):
        roman(0)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (1234567.5, None, "1.234.567,5"),
        (150, None, "150"),
        (150.0, None, "150"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (Decimal("97.50"), 1, "97,5"),
        (-1234, None, "-1.234"),
        (-0.04, 1, "0,0"),
    ],
)
def test_format_number_has_a_dot_for_thousands_and_a_comma_for_decimals(number: float, places: int | None, text: str):
    assert format_number(number, places) == text


@pytest.mark.parametrize(
    ("part", "base", "places", "text"),
    [
        (19, 150, 1, "12,7"),
        (1, 8, 1, "12,5"),
        (1, 16, 1, "6,3"),
        (2, 3, 2, "66,67"),
        (150, 150, 1, "100,0"),
        (0, 0, 1, "0,0"),
    ],
)
def test_percent_rounds_half_up(part: int, base: int, places: int, text: str):
    assert percent(part, base, places) == text
