"""How a paper is numbered, and what its QR code says."""

import re
from datetime import date

import pytest
import segno

from documents.register import rules


@pytest.mark.parametrize(
    ("symbol", "kind", "profile", "body"),
    [
        ("KH-BPN", "KH", "hoi", "BPN"),
        ("KH-CAT-PX16(HPN)", "KH", "nd30", "CAT"),
        ("QyĐ-ĐCT", "QyĐ", "hoi", "ĐCT"),
        ("BPN-PX03", "", "hoi", "BPN"),
        ("NQ/ĐU", "NQ", "dang", "ĐU"),
        ("TB-BPN", "KH", "hoi", None),
        ("KH-", "KH", "hoi", None),
        ("KH/BPN", "KH", "hoi", None),
        ("KH-BPN <b>", "KH", "hoi", None),
        ("", "", "hoi", None),
    ],
)
def test_symbol_says_whose_series_it_belongs_to(symbol: str, kind: str, profile: str, body: str | None) -> None:
    assert rules.body_in(symbol, kind, profile=profile) == body


def test_number_below_ten_has_a_nought_and_the_party_writes_a_hyphen() -> None:
    assert rules.whole_symbol(5, "KH-BPN", profile="hoi") == "05/KH-BPN"
    assert rules.whole_symbol(112, "BPN-PX03", profile="nd30") == "112/BPN-PX03"
    assert rules.whole_symbol(5, "NQ/ĐU", profile="dang") == "05-NQ/ĐU"


def test_letter_has_an_abbreviation_only_in_the_party() -> None:
    assert [rules.known_kind(kind, profile="hoi") for kind in ("", "CV")] == ["", ""]
    assert [rules.known_kind(kind, profile="dang") for kind in ("", "CV")] == ["CV", "CV"]


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        (None, None, True),
        (date(2026, 3, 5), None, True),
        (date(2026, 3, 6), None, False),
        (None, date(2026, 3, 4), False),
        (date(2026, 3, 1), date(2026, 3, 9), True),
    ],
)
def test_days_follow_numbers(before: date | None, after: date | None, fits: bool) -> None:
    assert rules.is_in_order(date(2026, 3, 5), before=before, after=after) is fits


def modules_of(svg: str, size: int) -> list[list[int]]:
    """The matrix that the path of the SVG draws: runs of dark modules, a stroke of one module high."""
    found = re.search(r' d="([^"]+)"', svg)
    assert found is not None
    matrix = [[0] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for letter, text in re.findall(r"([Mmh])([-\d. ]+)", found[1]):
        numbers = [float(part) for part in re.findall(r"-?\d*\.?\d+", text)]
        if letter == "h":
            for column in range(int(x), int(x + numbers[0])):
                matrix[int(y)][column] = 1
            x += numbers[0]
        elif letter == "M":
            x, y = numbers
        else:
            x, y = x + numbers[0], y + numbers[1]
    return matrix


def test_qr_code_says_the_address_at_level_m_with_four_white_modules_around() -> None:
    address = rules.verification_address("https://hoi.example/", "AbCdEf0123-_xY")
    svg = rules.qr_svg(address)
    expected = segno.make("https://hoi.example/v/AbCdEf0123-_xY", error="m", boost_error=False, micro=False)
    size = expected.symbol_size(border=4)[0]

    assert address == "https://hoi.example/v/AbCdEf0123-_xY"
    assert f'width="20mm" height="20mm" viewBox="0 0 {size} {size}"' in svg
    assert modules_of(svg, size) == [list(row) for row in expected.matrix_iter(border=4)]
    assert expected.error == "M"


def test_qr_code_holds_nothing_of_its_text_as_markup() -> None:
    assert "script" not in rules.qr_svg('https://x"><script>alert(1)</script>')
