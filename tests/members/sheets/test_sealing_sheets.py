"""Numbers in an uploaded list are sealed like those of members, and what it held is emptied when it is needed no more."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from config.celery import app
from members.access.models import Account
from members.access.refusal import Refusal
from members.people.models import Member
from members.people.sealing import open_sealed
from members.sheets.actions.clearing import clear_finished_sheets
from members.sheets.actions.confirming import confirm_sheet, undo_sheet
from members.sheets.actions.correcting import correct_texts
from members.sheets.actions.uploading import discard_sheet, perform_reading, upload_sheet
from members.sheets.models import Sheet, SheetPurpose, SheetState
from members.sheets.queries import preview_of
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db

NUMBER = "001188012345"


def read_sheet(*, csv: bool = False) -> tuple[Sheet, Account]:
    unit = make_unit(parent=make_province())
    by = make_account("chapter_head", unit)
    make_member(unit=unit, full_name="Lê Thị Cũ", birth_date="1988-05-03", religion="")
    rows = [("Họ và tên", "Ngày sinh", "Tôn giáo", "Số CCCD"), ("Lê Thị Cũ", "03/05/1988", "Phật giáo", NUMBER)]
    if csv:
        content = "\n".join(",".join(row) for row in rows).encode()
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        stream = io.BytesIO()
        book.save(stream)
        content = stream.getvalue()
    upload = SimpleUploadedFile("ds.csv" if csv else "ds.xlsx", content)
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=upload, by=by)
    perform_reading(sheet.pk)
    sheet.refresh_from_db()
    return sheet, by


def at_rest(sheet: Sheet) -> str:
    """All that the database keeps of the sheet, as it keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.reading || s.corrections || s.outcome || encode(f.content, 'escape') "
            "FROM sheets_sheet s JOIN files_storedfile f ON f.id = s.file_id WHERE s.id = %s",
            [sheet.pk],
        )
        return str(cursor.fetchone()[0])


def later(days: int) -> Any:
    return timezone.now() + timedelta(days=days)


def test_identity_numbers_of_an_uploaded_list_are_nowhere_in_plain_text() -> None:
    sheet, by = read_sheet(csv=True)
    correct_texts(sheet=sheet, number=2, texts={"identity_number": "001188099999"}, revision=0, by=by)
    sheet.refresh_from_db()

    assert preview_of(sheet, by).rows[0].read.values["identity_number"] == "001188099999"
    assert sheet.reading["rows"][0]["values"]["identity_number"] == NUMBER
    kept = at_rest(sheet)
    assert NUMBER not in kept
    assert "001188099999" not in kept
    assert "Lê Thị Cũ" not in kept


def test_finished_import_is_emptied_after_its_days_and_then_not_undone() -> None:
    sheet, by = read_sheet()
    confirm_sheet(sheet=sheet, revision=sheet.revision, by=by)
    assert Member.objects.get().religion

    assert clear_finished_sheets(now=later(29)) == 0
    assert clear_finished_sheets(now=later(31)) == 1
    assert clear_finished_sheets(now=later(31)) == 0

    sheet.refresh_from_db()
    assert (sheet.reading, sheet.corrections, sheet.outcome["changes"], sheet.outcome["changed"]) == ({}, {}, [], 1)
    assert bytes(sheet.file.content) == b""
    with pytest.raises(Refusal, match="đã quá 30 ngày"):
        undo_sheet(sheet=sheet, by=by)
    client = Client()
    client.force_login(by)
    page = client.get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    assert "Đã nhập xong" in page
    assert "Huỷ lần nhập này" not in page


def test_discarded_upload_is_emptied_at_once_and_one_that_waits_stays() -> None:
    thrown, by = read_sheet()
    waiting, _ = read_sheet()
    discard_sheet(sheet=thrown, by=by)

    assert clear_finished_sheets() == 1

    thrown.refresh_from_db()
    waiting.refresh_from_db()
    assert (thrown.state, bytes(thrown.file.content)) == (SheetState.DISCARDED, b"")
    assert waiting.reading["rows"]
    assert bytes(waiting.file.content)


def test_sheets_are_emptied_by_beat() -> None:
    tasks = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert "members.sheets.tasks.clear_finished" in tasks


def test_rotating_the_key_seals_waiting_sheets_again(settings: Any) -> None:
    sheet, by = read_sheet()
    settings.FIELD_KEYS_BEFORE, settings.FIELD_KEY = [settings.FIELD_KEY], "another key for sealing, long enough"
    call_command("rotate_field_key")
    settings.FIELD_KEYS_BEFORE = []

    sheet = Sheet.objects.get(pk=sheet.pk)
    confirm_sheet(sheet=sheet, revision=sheet.revision, by=by)

    assert open_sealed(Member.objects.get().identity_number_sealed or b"") == NUMBER


def test_sheet_kept_before_sheets_were_sealed_can_still_be_read() -> None:
    sheet, _by = read_sheet()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sheets_sheet SET corrections = %s WHERE id = %s", ['{"keep": true}', sheet.pk])

    assert Sheet.objects.get(pk=sheet.pk).corrections == {"keep": True}
