"""An import stands in the history of each member whom it changed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from members.access.models import Account, Entry
from members.access.trace import Deed, broken_links, record, record_many
from members.people.models import Member
from members.sheets.actions.confirming import confirm_sheet, undo_sheet
from members.sheets.actions.uploading import perform_reading, upload_sheet
from members.sheets.models import Sheet, SheetPurpose
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db

HEADER = ("Họ và tên", "Ngày sinh", "Cấp bậc", "Tôn giáo", "Số CCCD")


def imported() -> tuple[Sheet, Member, Account]:
    """One known member changed and one with a number alone, one new."""
    unit = make_unit(parent=make_province())
    by = make_account("standing", unit)
    changed = make_member(unit, full_name="Lê Thị Cũ", birth_date="1988-05-03", rank="dai_uy", religion="none")
    make_member(unit, full_name="Trần Thị Số", birth_date="1989-05-03", rank="dai_uy", religion="none")
    book = Workbook()
    for row in (
        HEADER,
        ("Lê Thị Cũ", "03/05/1988", "Thiếu tá", "Công giáo", ""),
        ("Trần Thị Số", "03/05/1989", "Đại uý", "Không", "001188012345"),
        ("Cao Thị Mới", "03/05/1990", "Đại uý", "Không", ""),
    ):
        book.active.append(row)  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    upload = SimpleUploadedFile("ds.xlsx", stream.getvalue())
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=upload, by=by)
    perform_reading(sheet.pk)
    sheet.refresh_from_db()
    return confirm_sheet(sheet=sheet, revision=sheet.revision, by=by), changed, by


def test_import_leaves_an_entry_for_each_changed_member_and_no_sensitive_value() -> None:
    sheet, changed, _by = imported()
    entry = Entry.objects.get(action="member.change")

    assert (entry.object_type, entry.object_id, entry.object_label) == ("people.member", str(changed.pk), "Lê Thị Cũ")
    assert (entry.unit_id, entry.reason) == (changed.unit_id, "Nhập từ tệp ds.xlsx")
    assert entry.details == {"changes": {"rank": ["dai_uy", "thieu_ta"]}, "hidden": ["religion"]}
    sealed = Entry.objects.get(action="member.seal_numbers")
    assert (sealed.object_label, sealed.details) == ("Trần Thị Số", {"numbers": ["identity_number"]})
    # those of the members, then the import's own with the counts, and nothing after it
    assert Entry.objects.order_by("-id")[0].action == "sheet.confirm"
    assert sheet.outcome["added"] == 1


def test_import_and_its_undoing_stand_on_the_members_history_page() -> None:
    sheet, changed, by = imported()
    client = Client()
    client.force_login(by)
    undo_sheet(sheet=sheet, by=by)

    page = client.get(reverse("people:member-history", args=[changed.pk])).content.decode()

    assert "Nhập từ tệp ds.xlsx" in page
    assert "Huỷ lần nhập từ tệp ds.xlsx" in page
    entry = Entry.objects.filter(action="member.change").order_by("-id")[0]
    assert entry.details == {"changes": {"rank": ["thieu_ta", "dai_uy"]}, "hidden": ["religion"]}


def test_many_deeds_at_once_go_on_with_the_chain() -> None:
    unit = make_province()
    record("unit.found", unit, by=None)
    record_many([Deed("member.change", unit, unit.pk, {"number": number}) for number in range(3)], by=None)
    record("unit.found", unit, by=None)

    entries = list(Entry.objects.order_by("id"))
    assert list(broken_links(entries)) == []
    assert [entry.details["number"] for entry in entries if "number" in entry.details] == [0, 1, 2]
