"""Widths of the columns of a table in a text (formats.md §3)."""

import pytest

from documents.layout.columns import is_figures, is_number_column, table_layout
from documents.printing.metrics import REGULAR, width_in_em

PROGRAMME = ("STT", "Thời gian", "Nội dung", "Người thực hiện")


def test_known_form_has_the_widths_of_the_form() -> None:
    assert table_layout(PROGRAMME, [("1", "08h00", "Chào cờ", "Ban Tổ chức")], room=165) == ([10, 28, 85, 42], 12)


def test_known_form_fills_a_landscape_page_in_proportion() -> None:
    widths, _size = table_layout(PROGRAMME, [], room=252)

    assert sum(widths) == pytest.approx(252)
    assert widths[2] / widths[0] == pytest.approx(8.5)


def test_any_other_table_gives_long_texts_more_room_and_breaks_no_word() -> None:
    rows = [("1", "Xây dựng dự thảo Báo cáo chính trị và lấy ý kiến các hội cơ sở", "30/9/2026")]

    widths, size = table_layout(("STT", "Việc", "Hạn"), rows, room=165)

    assert sum(widths) == pytest.approx(165)
    assert size == 12
    assert widths[1] == max(widths)
    assert widths[2] > width_in_em("30/9/2026", REGULAR) * 12 / 72 * 25.4


def test_letters_become_smaller_before_a_word_is_broken() -> None:
    row = tuple("1.234.567" for _ in range(12))

    widths, size = table_layout(("",) * 12, [row], room=165)

    assert size < 12
    assert sum(widths) == pytest.approx(165)
    assert min(widths) > width_in_em(row[0], REGULAR) * size / 72 * 25.4


def test_sixty_columns_still_add_up_to_the_page() -> None:
    widths, size = table_layout(("cột",) * 60, [("1.234.567",) * 60], room=252)

    assert size == 8
    assert sum(widths) == pytest.approx(252)


def test_figures_are_told_from_words_and_dates() -> None:
    assert is_figures(["1.250", "", "12,5%"])
    assert not is_figures(["1.250", "30/9/2026"])
    assert not is_figures(["", " "])
    assert is_number_column("STT")
    assert is_number_column("Số TT")
    assert not is_number_column("Số lượng")
