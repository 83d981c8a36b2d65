"""A sheet of units: read whole, every problem at once."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from members.units.actions import import_units
from members.units.models import Unit, UnitKind
from members.units.rules import RowProblem, read_unit_rows
from tests.factories import make_account, make_province

KINDS = {label: code for code, label in UnitKind.choices}
HEAD = ["Mã", "Tên đầy đủ", "Loại", "Mã cấp trên", "Hoạt động từ ngày"]


def read(*rows: list[object], taken: set[str] | None = None):
    sheet = [["DANH SÁCH ĐƠN VỊ"], HEAD, *rows]
    return read_unit_rows(sheet, kinds=KINDS, taken=taken or {"TINH"}, parents={"TINH"})


def test_a_parent_may_stand_in_an_earlier_row():
    rows, problems = read(
        ["PV01", "Phòng Tham mưu", "Hội phụ nữ cơ sở", "TINH", "01/07/2025"],
        ["PV01-1", "Chi hội 1", "Tổ phụ nữ", "PV01", ""],
    )

    assert problems == []
    assert [(row.code, row.kind, row.starts_on) for row in rows] == [
        ("PV01", "HOI_CO_SO", "2025-07-01"),
        ("PV01-1", "TO_PHU_NU", ""),
    ]


def test_every_problem_is_told_at_once_with_its_row_and_column():
    _, problems = read(
        ["TINH", "", "Hội phụ nữ cơ sơ", "KHAC", "31/02/2025"],
    )

    assert {(problem.row, problem.column) for problem in problems} == {
        (3, "Mã"),
        (3, "Tên đầy đủ"),
        (3, "Loại"),
        (3, "Mã cấp trên"),
        (3, "Hoạt động từ ngày"),
    }


def test_a_sheet_without_headings_is_told_so():
    assert read_unit_rows([["a", "b"]], kinds=KINDS, taken=set(), parents=set()) == (
        [],
        [RowProblem(1, "", "Không thấy dòng tiêu đề có “Mã” và “Tên đầy đủ”. Hãy dùng mẫu tải từ trang này.")],
    )


@pytest.mark.django_db
def test_import_founds_the_units_under_one_another():
    province = make_province(code="TINH")
    rows, _ = read(["PV01", "Phòng Tham mưu", "Hội phụ nữ cơ sở", "TINH", ""], ["PV01-1", "Chi hội 1", "Tổ phụ nữ", "PV01", ""])

    made = import_units(rows=rows, on=date(2026, 1, 1), by=make_account("standing", province))

    assert made[1].path == f"/{province.pk}/{made[0].pk}/{made[1].pk}/"


def upload(client: Client, *rows: list[object]):
    workbook = Workbook()
    for row in [HEAD, *rows]:
        workbook.active.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return client.post(reverse("units:unit-import"), {"file": SimpleUploadedFile("don-vi.xlsx", stream.getvalue())})


@pytest.fixture
def client_of_staff() -> Client:
    client = Client()
    account = make_account("standing", make_province(code="TINH"))
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
def test_nothing_is_founded_before_she_confirms(client_of_staff: Client):
    page = upload(client_of_staff, ["PV01", "Phòng Tham mưu", "Hội phụ nữ cơ sở", "TINH", date(2025, 7, 1)])

    assert not Unit.objects.filter(code="PV01").exists()
    client_of_staff.post(reverse("units:unit-import-confirm"), {"signed": page.context["signed"]})
    assert Unit.objects.get(code="PV01").starts_on == date(2025, 7, 1)


@pytest.mark.django_db
def test_the_page_shows_problems_and_nothing_to_confirm(client_of_staff: Client):
    page = upload(client_of_staff, ["PV01", "Phòng Tham mưu", "Hội phụ nữ cơ sở", "KHAC", ""])

    assert "signed" not in page.context
    assert "Không có đơn vị mang mã KHAC" in page.content.decode()


@pytest.mark.django_db
def test_a_preview_that_was_tampered_with_is_refused(client_of_staff: Client):
    answer = client_of_staff.post(reverse("units:unit-import-confirm"), {"signed": "x:y:z"}, follow=True)

    assert "Hãy tải tệp lên lại" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(client_of_staff: Client):
    page = client_of_staff.post(reverse("units:unit-import"), {"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7 x")})

    assert "Đây là tệp PDF" in page.content.decode()
