"""What we write comes back without loss, and nothing in it is computed by a spreadsheet program."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from members.sheets.reading import Reading, correct_row
from members.sheets.writing import SheetColumn, error_workbook, people_template, people_workbook, safe_text, write_table

Read = Callable[..., Reading]
TODAY = date(2026, 11, 21)
MEMBERS = [
    {
        "full_name": "Nguyễn Thị Hương",
        "birth_date": "1988",
        "ethnicity": "mong",
        "religion": "none",
        "home_town": "Xã An Bình, tỉnh Hà Sơn",
        "rank": "thieu_ta",
        "police_position": "Cán bộ Đội 2",
        "union_position": "branch_head",
        "workplace": "Phòng PC06",
        "union_joined": "2007-05",
        "party_joined": "2010-02-03",
        "party_official": "2011-02-03",
        "general_education": "12/12",
        "education": "university",
        "education_field": "Luật, Học viện CSND",
        "political_theory": "none",
        "category": "elected",
        "alternate": "yes",
        "times_attended": "2",
        "phone": "+84 912 345 678",
        "note": "Nghỉ thai sản",
    },
    {"full_name": "H'Hen Niê", "birth_date": "1990-12-31"},
]


def cells_of(content: bytes, sheet: str = "Danh sách") -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)]


def test_template_with_members_reads_back_without_loss(read: Read) -> None:
    reading = read(people_template(MEMBERS))

    assert [row.values for row in reading.accepted] == MEMBERS
    assert reading.columns_not_read == []
    assert reading.notices == []


def test_template_without_members_is_refused_as_only_a_header(read: Read) -> None:
    refusal = read(people_template()).refusal

    assert refusal is not None
    assert refusal.code == "only_header"


def test_template_offers_the_reference_lists_from_a_hidden_sheet() -> None:
    book = load_workbook(io.BytesIO(people_template(MEMBERS)))

    sheet = book["Danh sách"]
    offered = {str(validation.sqref): validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert book["Danh mục"].sheet_state == "hidden"
    assert offered["D2:D203"] == "'Danh mục'!$A$2:$A$56"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_columns_of_numbers_are_text_also_where_nothing_stands_yet() -> None:
    sheet = load_workbook(io.BytesIO(people_workbook(MEMBERS, columns=("full_name", "phone"))))["Danh sách"]

    assert sheet.column_dimensions["C"].number_format == "@"
    assert sheet["C2"].number_format == "@"


@pytest.mark.parametrize("text", ["=1+1", "+84912", "-5", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = cells_of(write_table([SheetColumn("=Tên"), SheetColumn("Số", is_text=True)], [(text, text)], guide=[text]))

    assert all(cell is None or str(cell)[0] == "'" for row in written[1:] for cell in row)
    assert written[0][0] == "'=Tên"


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_written_and_is_never_a_formula(text: str) -> None:
    written = load_workbook(io.BytesIO(write_table([SheetColumn("Nội dung")], [(text,)])))["Danh sách"]

    assert written["A2"].data_type != "f"
    assert not str(written["A2"].value or "").startswith(("=", "+", "-", "@"))


def test_safe_text_leaves_ordinary_text_alone() -> None:
    assert safe_text("Nguyễn Thị Hương") == "Nguyễn Thị Hương"
    assert safe_text(None) == ""


def test_error_workbook_has_the_reason_first_and_only_the_refused_rows(samples: Path, read: Read) -> None:
    reading = read((samples / "6-nhieu-loi.xlsx").read_bytes())

    rows = cells_of(error_workbook(reading))

    assert rows[0][:4] == ["Lý do cần sửa", "Dòng trong tệp gốc", "Họ và tên", "Ngày, tháng, năm sinh"]
    assert [row[1] for row in rows[1:]] == [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
    assert rows[5][0] == "Dân tộc “Kinhh” không có trong danh mục: có phải “Kinh” không?"


def test_error_workbook_corrected_comes_back_as_good_rows(samples: Path, read: Read) -> None:
    reading = read((samples / "6-nhieu-loi.xlsx").read_bytes())
    again = read(error_workbook(reading))

    row = correct_row(again, 6, {"ethnicity": "Kinh"}, today=TODAY)

    assert again.columns_not_read == []
    assert len(again.rows) == 10
    assert row.is_accepted


def test_error_workbook_keeps_the_category_of_the_group_row(workbook: Callable[..., bytes], read: Read) -> None:
    header, group = ("STT", "Họ và tên", "Ngày sinh"), ("I", "ĐẠI BIỂU DỰ KHUYẾT")
    again = read(error_workbook(read(workbook(header, group, (1, "Nguyễn Thị Hương", "31/02/1980")))))

    values = correct_row(again, 2, {"birth_date": "1980"}, today=TODAY).values
    assert (values["category"], values["alternate"]) == ("elected", "yes")
