"""The table is found wherever titles push it, and every column is named or shown as not read."""

from collections.abc import Callable

import pytest

from members.sheets.reading import COLUMNS, Parameters, Reading
from members.sheets.reading.columns import INDEX, recognise_heading

Workbook = Callable[..., bytes]
Read = Callable[..., Reading]
PERSON = (1, "Nguyễn Thị Hương", "03/05/1980")


def keys_of(reading: Reading) -> dict[str, str]:
    return {column.letter: column.key for column in reading.columns}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("NGÀY, THÁNG, NĂM SINH", "birth_date"),
        ("ngay thang nam sinh", "birth_date"),
        ("Ngày, tháng,\nnăm sinh", "birth_date"),
        ("Ngày  sinh  (*)", "birth_date"),
        ("Ngày sinh (dd/mm/yyyy)", "birth_date"),
        ("Ngày/tháng/năm sinh", "birth_date"),
        ("HỌ  VÀ TÊN", "full_name"),
        ("Họ, tên đại biểu", "full_name"),
        ("Cấp bậc/hàm", "rank"),
        ("Tôn giáo (nếu có)", "religion"),
        ("Trình độ LLCT", "political_theory"),
        ("Chức vụ", "position"),
        ("Chức vụ Hội", "union_position"),
        ("Chức vụ chính quyền", "police_position"),
        ("Chức vụ trong Đảng", "party_position"),
        ("Chức vụ, đơn vị", "position"),
        ("Số ĐT", "phone"),
        ("Quê quán (xã, tỉnh)", "home_town"),
        ("Ngày vào Đoàn", ""),
        ("Cỡ giày", ""),
    ],
)
def test_heading_is_recognised_however_it_is_written(heading: str, key: str) -> None:
    assert recognise_heading(heading) == key


def test_every_heading_of_the_catalogue_recognises_itself() -> None:
    assert [column.key for column in COLUMNS if recognise_heading(column.heading) != column.key] == []


def test_no_heading_stands_for_two_columns() -> None:
    assert [(s, c.key, INDEX[s]) for c in COLUMNS for s in c.synonyms if INDEX[s] != c.key] == []


def test_header_below_titles_in_two_merged_rows_is_found(workbook: Workbook, read: Read) -> None:
    reading = read(
        workbook(
            ("HỘI PHỤ NỮ CÔNG AN TỈNH", None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("DANH SÁCH ĐẠI BIỂU",),
            (),
            ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", None, "Chức vụ", None, None, "Trình độ", None, None),
            (None, None, None, "Dự bị", "Chính thức", "Chính quyền", "Đảng", "Hội", "Văn hoá", "Chuyên môn", "LLCT"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"),
            (*PERSON, "2005", "2006", "Đội trưởng", "Chi uỷ viên", "Chi hội trưởng", "12/12", "Đại học Luật", "Cao cấp"),
        )
    )

    assert reading.header_rows == (4, 5)
    assert list(keys_of(reading).values()) == [
        "full_name",
        "birth_date",
        "party_joined",
        "party_official",
        "police_position",
        "party_position",
        "union_position",
        "general_education",
        "education",
        "political_theory",
    ]
    assert [row.number for row in reading.accepted] == [7]
    assert reading.columns_not_read == []


def test_birth_date_in_a_column_for_men_and_one_for_women_is_read(workbook: Workbook, read: Read) -> None:
    reading = read(
        workbook(
            ("TT", "Họ và tên", "Năm sinh", None, "Dân tộc"),
            (None, None, "Nam", "Nữ", None),
            (1, "Nguyễn Thị Hương", None, 1980, "Kinh"),
            (2, "Trần Văn Hùng", 1975, None, "Kinh"),
        )
    )

    assert [row.values["birth_date"] for row in reading.accepted] == ["1980", "1975"]


@pytest.mark.parametrize("headings", [("Họ và tên", None), ("Họ đệm", "Tên"), ("Họ", "Tên"), ("Họ và tên đệm", "Tên")])
def test_name_in_two_columns_is_joined(headings: tuple[str, str | None], workbook: Workbook, read: Read) -> None:
    reading = read(workbook(("STT", *headings, "Ngày sinh"), (1, "NGUYỄN THỊ", "HƯƠNG", "1980")))

    assert reading.accepted[0].values["full_name"] == "Nguyễn Thị Hương"


def test_first_person_is_never_taken_for_a_second_header_row(workbook: Workbook, read: Read) -> None:
    reading = read(workbook(("Họ tên", "Ngày sinh", "Diện"), ("Nguyễn Thị Hương", "1980", "Đảng viên")))

    assert [row.number for row in reading.accepted] == [2]


def test_column_nobody_knows_is_shown_as_not_read(workbook: Workbook, read: Read) -> None:
    reading = read(workbook(("STT", "Họ và tên", "Ngày sinh", "Cỡ giày", "Dân tôcj"), (*PERSON, 38, "Kinh")))

    unread = [(column.letter, column.heading, column.suggestion) for column in reading.columns_not_read]
    assert unread == [("D", "Cỡ giày", ""), ("E", "Dân tôcj", "Dân tộc")]
    assert reading.notices == ["Các cột không đọc: “Cỡ giày” (cột D), “Dân tôcj” (cột E)."]
    assert "ethnicity" not in reading.accepted[0].values


def test_second_column_of_the_same_heading_is_shown_as_not_read(workbook: Workbook, read: Read) -> None:
    reading = read(workbook(("STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Dân tộc"), (*PERSON, "Kinh", "Tày")))

    assert reading.accepted[0].values["ethnicity"] == "kinh"
    assert [column.heading for column in reading.columns_not_read] == ["Dân tộc (trùng cột D)"]


def test_missing_required_column_is_named_with_the_headings_that_would_do(workbook: Workbook, read: Read) -> None:
    refusal = read(workbook(("STT", "Họ và tên", "Ngày sing"), PERSON)).refusal

    assert refusal is not None
    assert refusal.message == (
        "Thiếu cột bắt buộc: “Ngày, tháng, năm sinh” (cũng nhận: Ngày sinh, Năm sinh, Sinh ngày). Hãy thêm cột đó vào "
        "dòng 1 của sheet “Sheet” rồi tải lên. Cột C “Ngày sing” có phải là “Ngày, tháng, năm sinh” không?"
    )


def test_caller_says_which_columns_are_required(workbook: Workbook, read: Read) -> None:
    parameters = Parameters(required_columns=("full_name", "workplace", "union_position"))
    refusal = read(workbook(("STT", "Họ và tên", "Chức vụ"), PERSON), parameters).refusal

    assert refusal is not None
    assert "“Đơn vị công tác”" in refusal.message
    assert "Chức vụ" not in refusal.message


def test_table_without_headings_is_refused_with_an_example(workbook: Workbook, read: Read) -> None:
    refusal = read(workbook(PERSON)).refusal

    assert refusal is not None
    assert refusal.code == "no_header"
    assert "“Họ và tên”" in refusal.message


def test_sheet_with_the_list_is_chosen_and_the_other_list_is_mentioned(workbook: Workbook, read: Read) -> None:
    header = ("STT", "Họ và tên", "Ngày sinh")
    reading = read(
        workbook(("Không sửa sheet này",), title="Hướng dẫn", **{"Đại biểu": (header, PERSON), "Dự phòng": (header, PERSON)})
    )

    assert reading.sheet == "Đại biểu"
    assert reading.notices == [
        "Chỉ đọc sheet “Đại biểu”. Sheet “Dự phòng” cũng giống danh sách: nếu cần, hãy lưu thành tệp riêng."
    ]
