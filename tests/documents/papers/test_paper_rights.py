"""Which role may print which form; what is sensitive stays where it belongs; what is recorded."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from documents.layout.details import Details
from documents.papers.paper import Paper
from documents.papers.sheets import workbook_of
from documents.papers.unit_list import UnitDelegateList
from documents.printing.access import may_print
from documents.printing.forms import REGISTRY
from members.access.models import Entry
from tests.factories import make_account, make_province

LIST_FORMS = {"danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan", "danh-sach-du-khuyet", "giay-trieu-tap", "the-dai-bieu"}
EVERYTHING = LIST_FORMS | {"danh-sach-dai-bieu-day-du", "thong-bao-phan-bo", "bao-cao-tham-tra"}
MAY = {
    "head": EVERYTHING,
    "standing": EVERYTHING,
    "credentials_board": EVERYTHING - {"thong-bao-phan-bo"},
    "administrator": set(),
    "in_charge": set(),
    "leadership": set(),
    "branch_committee": EVERYTHING - {"danh-sach-dai-bieu-day-du", "bao-cao-tham-tra", "thong-bao-phan-bo"},
    "chapter_head": set(),
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_prints_its_papers_of_the_province(role: str, province: Any) -> None:
    account = make_account(role, province.unit)

    allowed = {code for code in EVERYTHING if may_print(account, code, {"congress": province.congress.pk})}

    assert allowed == MAY[role]


@pytest.mark.parametrize("role", ["branch_committee", "chapter_head"])
def test_a_unit_below_prints_none_of_the_province_but_its_own_list(role: str, province: Any) -> None:
    account = make_account(role, province.units[0])

    assert not any(may_print(account, code, {"congress": province.congress.pk}) for code in EVERYTHING)
    assert may_print(account, "danh-sach-don-vi", {"list": province.lists[0].pk, "full": True})
    assert not may_print(account, "danh-sach-don-vi", {"list": province.lists[1].pk, "full": False})


def test_leaders_print_a_units_list_without_its_sensitive_columns(province: Any) -> None:
    account = make_account("leadership", province.unit)
    paper = REGISTRY["danh-sach-don-vi"]
    parameters = {"list": province.lists[0].pk, "full": False}

    assert may_print(account, paper.code, parameters)
    assert not may_print(account, paper.code, parameters | {"full": True})
    assert "Kinh" not in repr(paper.collect(parameters, account)["table"])


def test_a_stranger_prints_nothing(province: Any) -> None:
    account = make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh khác", code="KHAC"))

    assert not any(may_print(account, code, {"congress": province.congress.pk}) for code in EVERYTHING)


@pytest.mark.parametrize("code", sorted(LIST_FORMS))
def test_what_is_sensitive_is_in_no_list_for_wide_use(code: str, province: Any) -> None:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    from documents.papers.actions import number_cards

    number_cards(congress=province.congress, by=province.head)

    content = paper.collect({"congress": province.congress.pk}, province.head)
    said = repr(content)
    if paper.has_sheet:
        with BytesIO(workbook_of(paper.sheet_of(content))) as file:
            said += repr([[cell.value for cell in row] for row in load_workbook(file).active.rows])  # type: ignore[union-attr]

    for word in ("Kinh", "Tày", "Tôn giáo", "2010", "2011", "Đảng viên", "Xã Thượng Lâm"):
        assert word not in said


@pytest.mark.parametrize(
    "code", ["danh-sach-dai-bieu-day-du", "danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan", "bao-cao-tham-tra"]
)
def test_the_sheet_has_the_rows_of_the_paper(code: str, province: Any) -> None:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    table = paper.sheet_of(paper.collect({"congress": province.congress.pk}, province.head))

    with BytesIO(workbook_of(table)) as file:
        sheet = load_workbook(file).active
        assert sheet is not None
        rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.rows]

    assert len(rows) == 1 + len(table.rows)
    for printed, row in zip(table.rows, rows[1:], strict=True):
        assert [cell.replace("\n", " ") for cell in printed.cells] == row[: len(printed.cells)]


def test_each_print_and_each_sheet_of_the_full_list_is_in_the_trace(province: Any, client: Client) -> None:
    client.force_login(province.head)
    url = reverse("papers:request", args=["danh-sach-dai-bieu-day-du", province.congress.pk])
    given = {"issuer": "BAN PHỤ NỮ", "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN", "profile": "hoi", "separator": "ke"}

    assert client.post(url, given).status_code == 302
    response = client.post(url, given | {"sheet": "xlsx"})

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    deeds = Entry.objects.filter(account=province.head).values_list("action", flat=True)
    assert {"full_list.print", "full_list.export"} <= set(deeds)


@pytest.mark.parametrize("full", [True, False])
def test_full_list_of_a_unit_is_in_the_trace_as_such_when_it_is_printed_or_taken_away(full: bool, province: Any) -> None:
    from documents.papers.actions import request_unit_list, sheet_of_unit_list

    paper = REGISTRY["danh-sach-don-vi"]
    assert isinstance(paper, UnitDelegateList)
    wanted: Any = {
        "paper": paper,
        "delegate_list": province.lists[0],
        "full": full,
        "by": province.head,
    }

    request_unit_list(**wanted, details=Details(issuer="CHI HỘI"))
    sheet_of_unit_list(**wanted, details=Details(issuer="CHI HỘI"))

    deeds = Entry.objects.filter(account=province.head, action__startswith="full_list.")
    assert sorted(deeds.values_list("action", flat=True)) == (["full_list.export", "full_list.print"] if full else [])
