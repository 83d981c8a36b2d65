"""How numbers, dates, recipients and headings are written."""

import re
from datetime import date

import pytest

from documents.layout.details import number_line, place_and_date, recipient_lines, with_end_mark
from documents.layout.lines import balanced

# formats.md §1.5
NUMBER = re.compile(r"^Số: (\d{2,}|\s+)/[A-ZĐ][A-Za-zĐđy]{0,3}-[A-ZĐ0-9.]+(-[A-ZĐ0-9.]+)*$")


@pytest.mark.parametrize(
    ("number", "line"), [("5", "Số: 05/TB-BPN"), ("12", "Số: 12/TB-BPN"), ("123", "Số: 123/TB-BPN"), ("05a", "Số: 05a/TB-BPN")]
)
def test_number_has_two_figures_at_least(number: str, line: str) -> None:
    assert number_line(number, "TB-BPN") == line


def test_number_not_known_yet_leaves_a_blank() -> None:
    assert NUMBER.match(number_line("", "TB-BPN"))


def test_paper_without_a_symbol_has_no_number() -> None:
    assert number_line("5", "") == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "Hà Sơn, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Hà Sơn, ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 5), "Hà Sơn, ngày 05 tháng 10 năm 2026"),
    ],
)
def test_date_follows_the_decree(day: date, words: str) -> None:
    assert place_and_date("Hà Sơn", day, year=2026) == words


def test_date_not_known_yet_leaves_blanks_of_a_centimetre() -> None:
    from documents.printing.metrics import ITALIC, width_in_em

    text = place_and_date("Hà Sơn", None, year=2026)

    assert re.fullmatch(r"Hà Sơn, ngày\s+tháng\s+năm 2026", text)
    blank = text.split("ngày")[1].split("tháng")[0]
    assert 8 < width_in_em(blank, ITALIC) * 14 / 72 * 25.4 < 13


def test_recipients_get_dashes_semicolons_and_a_full_stop() -> None:
    assert recipient_lines("- Như trên;\nLãnh đạo Công an tỉnh\n\nLưu: VT, BPN") == [
        "- Như trên;",
        "- Lãnh đạo Công an tỉnh;",
        "- Lưu: VT, BPN.",
    ]


@pytest.mark.parametrize("sentence", ["Xong", "Xong.", "Xong./.", "Xong ./."])
def test_end_mark_stands_once(sentence: str) -> None:
    assert with_end_mark(sentence) == "Xong./."


def test_title_is_broken_where_one_breathes() -> None:
    title = "Đại biểu dự Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030"

    assert balanced(title, width=140, size=14) == [
        "Đại biểu dự Đại hội đại biểu Phụ nữ",
        "Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030",
    ]


def test_line_breaks_of_hers_stay() -> None:
    assert balanced("HỘI PHỤ NỮ\nPHÒNG THAM MƯU", width=66, size=13) == ["HỘI PHỤ NỮ", "PHÒNG THAM MƯU"]
