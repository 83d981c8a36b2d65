"""Numbers of sections and points."""

import pytest

from documents.layout.outline import heading_label, item_label, point_letter


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert "".join(point_letter(number) for number in range(1, 11)) == "abcdđeghik"
    assert point_letter(24) == "aa"


@pytest.mark.parametrize(
    ("style", "label"),
    [
        ("part", "Phần II"),
        ("chapter", "Chương II"),
        ("roman", "II. "),
        ("arabic", "2. "),
        ("article", "Điều 2. "),
        ("annex", "Phụ lục II"),
        ("lead", ""),
        ("unnumbered", ""),
    ],
)
def test_heading_is_numbered_by_its_style(style: str, label: str) -> None:
    assert heading_label(style, 2) == label


def test_party_puts_a_hyphen_behind_the_number() -> None:
    assert heading_label("roman", 1, profile="dang") == "I- "
    assert heading_label("arabic", 1, profile="dang") == "1- "


def test_items_are_counted_or_dashed() -> None:
    assert [item_label(5, level=level, ordered=True) for level in (0, 1)] == ["5. ", "đ) "]
    assert [item_label(5, level=level, ordered=False) for level in (0, 1)] == ["- ", "+ "]
