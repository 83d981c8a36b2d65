"""Symbols and number lines (formats.md §1.5, §2.1, procedure.md §6.5)."""

import pytest

from documents.layout.details import number_line
from documents.layout.symbols import ABBREVIATIONS, is_number_line, issuer_in_symbol, symbol_of


def test_symbol_joins_type_and_issuer() -> None:
    assert symbol_of("KH", issuer="BPN") == "KH-BPN"


def test_letter_has_no_type_in_its_symbol() -> None:
    assert symbol_of("", issuer="BPN", drafter="PX03") == "BPN-PX03"
    assert symbol_of("", issuer="BPN") == "BPN"


def test_pattern_of_a_unit_is_followed() -> None:
    pattern = "{loại}-CAT-PX16({cơ quan})"

    assert symbol_of("KH", issuer="HPN", pattern=pattern) == "KH-CAT-PX16(HPN)"
    assert symbol_of("", issuer="HPN", pattern=pattern) == "CAT-PX16(HPN)"
    assert symbol_of("KH", issuer="BPN", drafter="", pattern="{loại}-{cơ quan}-{nơi soạn}") == "KH-BPN"


def test_party_committee_parts_type_and_issuer_with_a_slash() -> None:
    assert symbol_of("NQ", issuer="ĐU", profile="dang") == "NQ/ĐU"
    assert symbol_of("", issuer="ĐU", profile="dang") == "CV/ĐU"


@pytest.mark.parametrize(
    ("number", "symbol", "profile", "line"),
    [
        ("5", "KH-BPN", "hoi", "Số: 05/KH-BPN"),
        ("2225", "KH-CAT-PX16(HPN)", "nd30", "Số: 2225/KH-CAT-PX16(HPN)"),
        ("162", "HD-BTV", "hoi", "Số: 162/HD-BTV"),
        ("5", "NQ/ĐU", "dang", "Số 05-NQ/ĐU"),
        ("399", "QĐ/TW", "dang", "Số 399-QĐ/TW"),
    ],
)
def test_number_line_is_written_and_accepted(number: str, symbol: str, profile: str, line: str) -> None:
    assert number_line(number, symbol, profile=profile) == line
    assert is_number_line(line, profile=profile)
    assert is_number_line(number_line("", symbol, profile=profile), profile=profile)


def test_letter_line_is_accepted_as_a_letter() -> None:
    assert is_number_line("Số: 12/BPN-PX03", is_letter=True)


@pytest.mark.parametrize(
    "line", ["Số 05/KH-BPN", "Số: 5/KH-BPN", "Số: 05/KH - BPN", "Số: 05/kh-bpn", "Số: 05-NQ/ĐU", "Số: 05/KH"]
)
def test_other_spellings_are_not_accepted(line: str) -> None:
    assert not is_number_line(line)


@pytest.mark.parametrize("line", ["Số: 05-NQ/ĐU", "Số 05/NQ-ĐU", "Số 5-NQ/ĐU"])
def test_party_line_has_no_colon_and_its_hyphen_first(line: str) -> None:
    assert not is_number_line(line, profile="dang")


@pytest.mark.parametrize("abbreviation", ABBREVIATIONS.values())
def test_every_abbreviation_of_the_decree_makes_a_line_that_is_accepted(abbreviation: str) -> None:
    assert is_number_line(number_line("5", symbol_of(abbreviation, issuer="BPN")))


def test_issuer_without_an_abbreviation_is_shortened_to_its_first_letters() -> None:
    assert issuer_in_symbol("Ban Phụ nữ") == "BPN"
    assert issuer_in_symbol("Ban Phụ nữ", "HPN") == "HPN"
