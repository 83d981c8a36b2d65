"""Each row is read by itself, and everything that is wrong with it is told at once."""

from collections.abc import Callable
from datetime import date

import pytest

from members.sheets.reading import Parameters, Reading, ReadRow, Severity, check_row, correct_row

Workbook = Callable[..., bytes]
Read = Callable[..., Reading]
TODAY = date(2026, 11, 21)
GOOD = {"full_name": "Nguyễn Thị Hương", "birth_date": "03/05/1980"}


def values_of(**texts: str) -> dict[str, str]:
    return check_row({**GOOD, **texts}, today=TODAY)[0]


def codes_of(texts: dict[str, str], severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    problems = check_row({**GOOD, **texts}, today=TODAY)[1]
    return [(problem.column, problem.code) for problem in problems if problem.severity is severity]


def numbers(rows: list[ReadRow]) -> list[int]:
    return [row.number for row in rows]


def test_one_bad_cell_names_its_row_and_every_other_row_is_read(people: Workbook, read: Read) -> None:
    reading = read(people((1, "Nguyễn Thị Hương", "1980"), (2, "Trần Thị Lan", "31/02/1985"), (3, "Lê Thị Hoa", "1982")))

    assert numbers(reading.accepted) == [2, 4]
    assert numbers(reading.refused) == [3]


def test_everything_wrong_with_a_row_is_told_at_once(people: Workbook, read: Read) -> None:
    row = read(people((1, "123", "31/02/1985", "Kinhh", "Thiếu tã", "Hội viên", "99/99"))).rows[0]

    assert [problem.column for problem in row.problems] == ["full_name", "birth_date", "ethnicity", "rank", "party_joined"]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({"full_name": ""}, ("full_name", "missing")),
        ({"full_name": "<script>alert(1)</script>"}, ("full_name", "not_a_name")),
        ({"full_name": "=HYPERLINK(1)"}, ("full_name", "formula")),
        ({"full_name": "Nguyễn " * 20}, ("full_name", "too_long")),
        ({"birth_date": ""}, ("birth_date", "missing")),
        ({"birth_date": "12/13/1985"}, ("birth_date", "bad_date")),
        ({"birth_date": "05/06/2035"}, ("birth_date", "future")),
        ({"party_joined": "01/01/1970"}, ("party_joined", "before_birth")),
        ({"party_joined": "01/01/1990"}, ("party_joined", "joined_too_young")),
        ({"party_joined": "2005", "party_official": "2004"}, ("party_official", "out_of_order")),
        ({"union_joined": "1979"}, ("union_joined", "before_birth")),
        ({"ethnicity": "Kinhh"}, ("ethnicity", "unknown_value")),
        ({"category": "Vãng lai"}, ("category", "unknown_value")),
        ({"identity_number": "123"}, ("identity_number", "bad_number")),
        ({"note": "=cmd|' /C calc'!A0"}, ("note", "formula")),
        ({"note": "x" * 301}, ("note", "too_long")),
    ],
)
def test_error_keeps_the_row_out(texts: dict[str, str], problem: tuple[str, str]) -> None:
    assert codes_of(texts) == [problem]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({"birth_date": "1988", "party_joined": "17/08/1992"}, ("party_joined", "joined_too_young")),
        ({"birth_date": "1900"}, ("birth_date", "unlikely_age")),
        ({"phone": "không rõ số"}, ("phone", "bad_phone")),
        ({"email": "huong"}, ("email", "bad_email")),
        ({"note": "a\x07b"}, ("note", "control_characters")),
        ({"alternate": "có lẽ"}, ("alternate", "unknown_value")),
    ],
)
def test_warning_lets_the_row_in(texts: dict[str, str], problem: tuple[str, str]) -> None:
    assert codes_of(texts, Severity.WARNING) == [problem]
    assert codes_of(texts) == []


def test_unknown_word_says_what_may_have_been_meant() -> None:
    _, problems = check_row({**GOOD, "rank": "Thiếu tã"}, today=TODAY)

    assert problems[0].suggestion == "Thiếu tá"
    assert problems[0].message == "Cấp bậc hàm “Thiếu tã” không có trong danh mục: có phải “Thiếu tá” không?"


@pytest.mark.parametrize(
    ("text", "iso"),
    [("1988", "1988"), ("05/1988", "1988-05"), ("3.7.1978", "1978-07-03"), ("00/00/1975", "1975"), ("29342", "")],
)
def test_dates_keep_their_precision(text: str, iso: str) -> None:
    assert values_of(birth_date=text).get("birth_date", "") == iso


def test_the_age_at_which_one_joins_the_party_comes_from_the_caller() -> None:
    texts = {**GOOD, "party_joined": "01/01/1990"}

    assert check_row(texts, today=TODAY, parameters=Parameters(party_age_at_least=None))[1] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("NGUYỄN  THỊ  HƯƠNG", "Nguyễn Thị Hương"),
        ("  Nguyễn\u00a0Thị Hương ", "Nguyễn Thị Hương"),
        ("Đ/c Nguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("1. Nguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Ðặng Thị Lan", "Đặng Thị Lan"),
    ],
)
def test_names_are_kept_as_names(text: str, kept: str) -> None:
    assert values_of(full_name=text)["full_name"] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Chi hội trưởng", {"union_position": "branch_head"}),
        ("Đội trưởng", {"police_position": "Đội trưởng"}),
        ("Chi hội trưởng, Công an xã An Bình", {"union_position": "branch_head", "workplace": "Công an xã An Bình"}),
        ("Chi hội phó Chi hội Phụ nữ PC06", {"union_position": "branch_deputy"}),
        (
            "Đại uý, Phó Đội trưởng Đội 2, Phòng PC06",
            {"rank": "dai_uy", "police_position": "Phó Đội trưởng Đội 2", "workplace": "Phòng PC06"},
        ),
        ("Trưởng phòng; Chủ tịch Hội", {"police_position": "Trưởng phòng", "union_position": "president"}),
    ],
)
def test_common_position_is_told_apart_by_its_words(text: str, kept: dict[str, str]) -> None:
    values = values_of(position=text)

    assert {key: value for key, value in values.items() if key not in GOOD} == kept


def test_common_position_never_overwrites_a_column_of_its_own() -> None:
    values = values_of(position="Chi hội trưởng", union_position="Hội viên")

    assert values["union_position"] == "member"


@pytest.mark.parametrize(
    ("text", "level", "subject"),
    [
        ("Đại học", "university", None),
        ("Đại học Luật", "university", "Luật"),
        ("ĐH Luật", "university", "Luật"),
        ("Đại học, chuyên ngành Kế toán", "university", "Kế toán"),
        ("Đại học Luật; Thạc sĩ Quản lý", "master", "Quản lý"),
        ("ThS. Luật", "master", "Luật"),
        ("12/12, Trung cấp", "intermediate", None),
    ],
)
def test_education_is_a_level_and_a_field(text: str, level: str, subject: str | None) -> None:
    values = values_of(education=text)

    assert (values["education"], values.get("education_field")) == (level, subject)


def test_schooling_beside_the_education_is_kept_apart() -> None:
    assert values_of(education="12/12; Đại học")["general_education"] == "12/12"
    assert values_of(education="12/12; Đại học", general_education="10/10")["general_education"] == "10/10"


@pytest.mark.parametrize("text", ["0", "-", "Không", "ko", "k", "không theo đạo"])
def test_religion_that_is_none_is_said_so(text: str) -> None:
    assert values_of(religion=text)["religion"] == "none"


@pytest.mark.parametrize("text", ["", "-", "Chưa", "chưa vào", "0", "Không"])
def test_nothing_is_no_date_and_no_problem(text: str) -> None:
    assert "party_joined" not in values_of(party_joined=text)
    assert codes_of({"party_joined": text}) == []


def test_joined_and_official_in_one_cell_are_parted() -> None:
    values = values_of(party_joined="03/02/2010\n03/02/2011")

    assert (values["party_joined"], values["party_official"]) == ("2010-02-03", "2011-02-03")


def test_number_cells_get_back_the_zero_they_lost(workbook: Workbook, read: Read) -> None:
    header = ("Họ và tên", "Ngày sinh", "Điện thoại", "Số CCCD", "Văn hoá")
    values = read(workbook(header, ("Nguyễn Thị Hương", 1980, 912345678, 1180012345, date(2026, 12, 12)))).rows[0].values

    assert (values["phone"], values["identity_number"], values["general_education"]) == ("0912345678", "001180012345", "12/12")


def test_same_person_in_two_rows_names_both(people: Workbook, read: Read) -> None:
    filler = [(number, f"Lê Thị {name}", "1982") for number, name in enumerate(("Hoa", "Mai", "Lan", "Chi", "Yến"), start=2)]
    reading = read(people((1, "Nguyễn Thị Hòa", "1980"), *filler, (7, "NGUYỄN THỊ HOÀ", "1980")))

    first, second = reading.row(2), reading.row(8)
    assert first is not None
    assert second is not None
    assert [(problem.code, problem.severity) for problem in first.problems] == [("duplicate_first", Severity.WARNING)]
    assert "xem dòng 8" in first.problems[0].message
    assert "đã có ở dòng 2" in second.problems[0].message
    assert not second.is_accepted


def test_same_name_with_another_birth_date_is_another_person(people: Workbook, read: Read) -> None:
    assert len(read(people((1, "Nguyễn Thị Hoa", "1980"), (2, "Nguyễn Thị Hoa", "1981"))).accepted) == 2


def test_group_rows_say_the_category_and_who_is_an_alternate(people: Workbook, read: Read) -> None:
    reading = read(
        people(
            ("A. Đại biểu đương nhiên",),
            (1, "Nguyễn Thị Hương", "1980"),
            ("II", "ĐẠI BIỂU ĐƯỢC BẦU: 02 đồng chí"),
            (1, "Trần Thị Lan", "1981"),
            ("III", "Đại biểu chỉ định"),
            (1, "Lê Thị Hoa", "1982"),
            (None, "Dự khuyết"),
            (1, "Lê Thị Mai", "1983"),
        )
    )

    found = [(row.number, row.values["category"], row.values.get("alternate", "")) for row in reading.accepted]
    assert found == [(3, "ex_officio", ""), (5, "elected", ""), (7, "appointed", ""), (9, "elected", "yes")]


def test_rows_that_are_no_people_are_told_with_the_reason(people: Workbook, read: Read) -> None:
    reading = read(
        people(
            ("(1)", "(2)", "(3)", "(4)"),
            (1, "Nguyễn Thị Hương", "1980", "Kinh"),
            (),
            ("STT", "Họ và tên", "Ngày sinh", "Dân tộc"),
            (2, "Trần Thị Lan", "1981", "Kinh"),
            (3,),
            (None, "Tổng số: 02 đồng chí"),
            (None, None, None, None, "Hà Sơn, ngày 12 tháng 11 năm 2026"),
            (None, "NGƯỜI LẬP BIỂU", None, None, "CHI HỘI TRƯỞNG"),
            (None, "Lê Thị Hoa", None, None, "Phạm Thị Mai"),
        )
    )

    assert numbers(reading.rows) == [3, 6]
    assert [(row.number, row.reason) for row in reading.skipped] == [
        (2, "column_numbers"),
        (5, "header"),
        (8, "end"),
        (9, "end"),
        (10, "end"),
        (11, "after_end"),
    ]


def test_person_with_nothing_but_a_name_is_a_person_with_a_problem(people: Workbook, read: Read) -> None:
    reading = read(people((1, "Nguyễn Thị Hương"), (2, "Trần Thị Lan", "1981")))

    assert [(row.number, [problem.code for problem in row.problems]) for row in reading.rows] == [(2, ["missing"]), (3, [])]


def test_formula_without_a_value_in_the_name_is_refused(people: Workbook, read: Read) -> None:
    row = read(people((1, '=HYPERLINK("http://x","a")', "1980", "Kinh"), (2, "Trần Thị Lan", "1981"))).rows[0]

    assert [(problem.column, problem.code) for problem in row.problems] == [("full_name", "formula")]


def test_correcting_a_row_checks_it_again_and_frees_its_double(people: Workbook, read: Read) -> None:
    reading = read(people((1, "Nguyễn Thị Hương", "1980", "Kinhh"), (2, "Nguyễn Thị Hương", "1980", "Kinh")))

    row = correct_row(reading, 2, {"full_name": "Nguyễn Thị Hường", "ethnicity": "Kinh"}, today=TODAY)

    assert row.is_accepted
    assert numbers(reading.accepted) == [2, 3]
    assert all(row.problems == [] for row in reading.rows)


def test_correcting_keeps_what_the_group_row_said(people: Workbook, read: Read) -> None:
    reading = read(people(("I", "ĐẠI BIỂU ĐƯƠNG NHIÊN"), (1, "Nguyễn Thị Hương", "1980", "Kinhh")))

    assert correct_row(reading, 3, {"ethnicity": "Tày"}, today=TODAY).values["category"] == "ex_officio"


def test_correcting_a_row_that_is_not_there_raises(people: Workbook, read: Read) -> None:
    with pytest.raises(KeyError):
        correct_row(read(people((1, "Nguyễn Thị Hương", "1980"))), 99, {}, today=TODAY)
