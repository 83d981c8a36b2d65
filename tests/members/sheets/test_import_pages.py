"""From a file on her desk to people in the database, with a real worker."""

import io
import json
import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from members.access.models import Account, Entry
from members.access.refusal import Changed, Refusal
from members.files.readings import ATTEMPTS
from members.people import reference
from members.people.actions import change_member
from members.people.models import Member, Office
from members.people.sealing import open_sealed
from members.sheets.actions.confirming import confirm_sheet, undo_sheet
from members.sheets.actions.correcting import choose, correct_texts
from members.sheets.actions.uploading import READINGS, perform_reading, upload_sheet
from members.sheets.models import Sheet, SheetPurpose, SheetState
from members.sheets.queries import preview_of
from members.units.models import Unit
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "data" / "delegate-lists"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".xls", ".csv"})


def head_of_unit() -> tuple[Account, Unit]:
    unit = make_unit(parent=make_province())
    return make_account("chapter_head", unit), unit


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADER = ("Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ")


def uploaded(unit: Unit, by: Account, content: bytes, name: str = "danh-sach.xlsx") -> Sheet:
    """Uploaded and read in this process."""
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=SimpleUploadedFile(name, content), by=by)
    perform_reading(sheet.pk)
    sheet.refresh_from_db()
    return sheet


def post_file(client: Client, unit: Unit, name: str, content: bytes) -> Any:
    return client.post(reverse("sheets:upload", args=[unit.pk]), {"file": SimpleUploadedFile(name, content)})


def wait_until_read(sheet: Sheet, seconds: float = 20) -> Sheet:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sheet.refresh_from_db()
        if sheet.state not in {SheetState.QUEUED, SheetState.READING}:
            return sheet
        time.sleep(0.05)
    pytest.fail(f"the sheet is still {sheet.state}")


# ---- the six samples, with a real worker --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_sample_goes_from_upload_to_people(name: str, worker: Any) -> None:
    account, unit = head_of_unit()
    client = signed_in(account)
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text())

    post_file(client, unit, name, (SAMPLES / name).read_bytes())
    sheet = wait_until_read(Sheet.objects.get())
    preview = preview_of(sheet, account)
    page = client.get(reverse("sheets:preview", args=[sheet.pk]))
    client.post(reverse("sheets:confirm", args=[sheet.pk]), {"revision": sheet.revision})

    assert sorted(row.number for row in preview.rows if row.kind == "fix") == [row["row"] for row in expected["refused"]]
    assert page.status_code == 200
    saved = {
        (
            member.full_name,
            member.birth_date,
            member.rank_label,
            member.union_position_label,
            member.ethnicity_label,
            member.religion_label,
            member.education_label,
            member.political_theory_label,
            member.party_joined,
        )
        for member in unit.members.all()
    }
    keys = (
        "full_name",
        "birth_date",
        "rank",
        "position",
        "ethnicity",
        "religion",
        "education",
        "political_theory",
        "party_joined",
    )
    labels = {"Uỷ viên BCH": reference.UNION_POSITIONS.label(reference.UNION_POSITIONS.recognise("Uỷ viên BCH") or "")}
    wanted = {tuple(labels.get(person[key], person[key]) for key in keys) for person in expected["accepted"]}
    assert saved == wanted


# ---- waiting --------------------------------------------------------------------------------------------------------


def test_page_waits_while_the_broker_is_away_and_the_sheet_is_read_afterwards(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kombu.exceptions import OperationalError

    from members.sheets.tasks import read_sheet

    account, unit = head_of_unit()
    client = signed_in(account)

    def away(*arguments: object) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(read_sheet, "delay", away)
    response = post_file(client, unit, "ds.xlsx", workbook(HEADER, ("Lê Thị Hoa", "1990", "Đại uý", "Hội viên")))
    sheet = Sheet.objects.get()
    Sheet.objects.update(uploaded_at=timezone.now() - timedelta(minutes=2))
    waiting = client.get(response.url).content.decode()
    assert "sẽ tự được đọc khi nó chạy lại" in waiting

    asked: list[int] = []
    monkeypatch.setattr(read_sheet, "delay", asked.append)
    assert READINGS.queue_again() == 1
    assert asked == [sheet.pk]
    perform_reading(sheet.pk)
    assert "Lê Thị Hoa" in client.get(response.url).content.decode()


def test_upload_is_answered_soon_when_nobody_listens_at_the_brokers_address(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kombu import Connection

    from members.sheets.tasks import read_sheet

    account, unit = head_of_unit()
    options = {"socket_connect_timeout": 2}
    monkeypatch.setattr(
        read_sheet,
        "delay",
        lambda pk: read_sheet.apply_async((pk,), connection=Connection("redis://127.0.0.1:1/0", transport_options=options)),
    )

    began = time.monotonic()
    response = post_file(signed_in(account), unit, "ds.xlsx", workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))

    assert response.status_code == 302
    assert Sheet.objects.get().state == SheetState.QUEUED
    assert time.monotonic() - began < 8


def test_sheet_of_a_worker_that_died_is_read_by_the_next() -> None:
    account, unit = head_of_unit()
    content = workbook(HEADER, ("Lê Thị Hoa", "1990", "Đại uý", "Hội viên"))
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=SimpleUploadedFile("a.xlsx", content), by=account)
    assert READINGS.claim(sheet.pk)
    assert not READINGS.claim(sheet.pk)
    Sheet.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert READINGS.queue_again() == 1
    perform_reading(sheet.pk)
    sheet.refresh_from_db()

    assert (sheet.state, sheet.attempts) == (SheetState.READ, 2)


def test_sheet_whose_workers_die_again_and_again_is_refused_with_a_sentence() -> None:
    account, unit = head_of_unit()
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=SimpleUploadedFile("a.xlsx", b"x"), by=account)
    for _ in range(ATTEMPTS):
        assert READINGS.claim(sheet.pk)
        Sheet.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert READINGS.queue_again() == 0
    page = signed_in(account).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()

    assert "đều dừng giữa chừng" in page
    assert "Chọn tệp khác" in page


def test_killed_worker_leaves_a_sheet_that_is_read_after_all(worker: Any) -> None:
    account, unit = head_of_unit()
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    post_file(
        signed_in(account),
        unit,
        "ds.xlsx",
        workbook(HEADER, *((f"Lê Thị Hoa {'A' * (i % 3)}", 1950 + i % 50, "", "") for i in range(3000))),
    )
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    time.sleep(1)
    # what the killed one held, and what nobody took: as if their time had passed
    Sheet.objects.filter(state=SheetState.READING).update(claimed_until=timezone.now() - timedelta(seconds=1))
    Sheet.objects.filter(state=SheetState.QUEUED).update(uploaded_at=timezone.now() - timedelta(minutes=1))
    READINGS.queue_again()
    sheet = Sheet.objects.get()

    assert wait_until_read(sheet).state == SheetState.READ


# ---- refused files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "Đây là ảnh"),
        ("vb.xlsx", b"%PDF-1.7\n1 0 obj", "Đây là tệp PDF"),
        ("trong.xlsx", workbook(), "không có chữ nào"),
        ("chi-tieu-de.xlsx", workbook(HEADER), "chỉ có dòng tiêu đề"),
        ("thieu-cot.xlsx", workbook(("Họ và tên", "Cấp bậc", "Chức vụ"), ("Lê Thị Hoa", "Đại uý", "")), "Thiếu cột bắt buộc"),
        ("nul.csv", b"Ho va ten;Ngay sinh\nLe\0 Thi;1990\n", "byte NUL"),
    ],
)
def test_refused_file_gets_its_own_sentence_and_another_try(name: str, content: bytes, sentence: str) -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, content, name)

    page = signed_in(account).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()

    assert sentence in page
    assert "Chọn tệp khác" in page


@pytest.mark.parametrize(("size", "sentence"), [(0, "Tệp rỗng"), (21 * 1024 * 1024, "quá mức 20 MB")])
def test_empty_and_too_large_files_are_refused_at_once(size: int, sentence: str) -> None:
    account, unit = head_of_unit()

    response = post_file(signed_in(account), unit, "ds.xlsx", b"a" * size)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Sheet.objects.exists()


def test_upload_page_warns_of_secret_papers_and_says_what_it_takes() -> None:
    account, unit = head_of_unit()

    page = signed_in(account).get(reverse("sheets:upload", args=[unit.pk])).content.decode()

    assert "Không bao giờ tải lên tài liệu có dấu độ Mật" in page
    assert "không quá 20 MB" in page


# ---- preview ------------------------------------------------------------------------------------------------------------


def test_known_member_with_another_rank_is_shown_as_a_change_and_saved_as_one() -> None:
    account, unit = head_of_unit()
    member = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01", rank="dai_uy")
    known = reference.RANKS.recognise("Đại uý") or ""
    change_member(member=member, revision=1, by=account, changes={"rank": known})
    sheet = uploaded(unit, account, workbook(HEADER, ("LÊ THỊ HOA", "01/02/1990", "Thiếu tá", "")))

    page = signed_in(account).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)
    member.refresh_from_db()

    assert "Đại uý</del>" in page
    assert "Thiếu tá</ins>" in page
    assert member.rank_label == "Thiếu tá"
    assert unit.members.count() == 1


def test_change_that_is_not_taken_leaves_the_member_alone() -> None:
    account, unit = head_of_unit()
    member = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01", residence="Phường An Bình")
    sheet = uploaded(unit, account, workbook(("Họ và tên", "Ngày sinh", "Nơi ở"), ("Lê Thị Hoa", "1/2/1990", "Xã Khác")))

    choose(sheet=sheet, number=2, name="keep", value=True, revision=0, by=account)
    sheet.refresh_from_db()
    confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)
    member.refresh_from_db()

    assert member.residence == "Phường An Bình"


def test_bare_year_takes_no_known_day_away() -> None:
    account, unit = head_of_unit()
    make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01")
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))

    assert preview_of(sheet, account).rows[0].kind == "same"


def test_same_person_in_another_unit_is_told_to_those_who_know_that_unit() -> None:
    account, unit = head_of_unit()
    other = make_unit(parent=unit.parent)
    make_member(other, full_name="Lê Thị Hoa", birth_date="1990-02-01")
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "01/02/1990", "", "")))
    staff = make_account("standing", unit.parent)

    assert preview_of(sheet, account).rows[0].notes == []
    assert other.name in preview_of(sheet, staff).rows[0].notes[0]


def test_row_asks_which_of_two_known_members_is_meant() -> None:
    account, unit = head_of_unit()
    make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01")
    second = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01")
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "01/02/1990", "", "")))
    client = signed_in(account)

    assert "hãy chọn đúng người" in client.get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    client.post(reverse("sheets:row-choose", args=[sheet.pk, 2]), {"revision": 0, "member": second.pk})
    sheet.refresh_from_db()
    row = preview_of(sheet, account).rows[0]

    assert (row.kind, row.member and row.member.pk) == ("same", second.pk)


def test_one_click_takes_the_suggestion_and_checks_that_row_again() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, (SAMPLES / "6-nhieu-loi.xlsx").read_bytes())
    client = signed_in(account)

    client.post(reverse("sheets:row", args=[sheet.pk, 17]), {"row17-revision": 0, "row17-text-rank": "Thiếu tá"})
    sheet.refresh_from_db()
    row = preview_of(sheet, account).row(17)

    assert row is not None
    assert row.kind == "new"
    assert row.read.shown["rank"] == "Thiếu tá"


def test_two_tabs_do_not_overwrite_each_other() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", ""), ("Lê Thị Lan", "1991", "", "")))
    correct_texts(sheet=sheet, number=2, texts={"rank": "Đại uý"}, revision=0, by=account)
    correct_texts(sheet=sheet, number=3, texts={"rank": "Đại uý"}, revision=0, by=account)

    response = signed_in(account).post(
        reverse("sheets:row", args=[sheet.pk, 2]), {"row2-revision": 0, "row2-text-rank": "Thiếu tá"}
    )

    page = response.content.decode()
    assert "vừa được sửa ở cửa sổ khác" in page
    assert 'value="Thiếu tá"' in page
    sheet.refresh_from_db()
    assert sheet.corrections["rows"]["2"]["texts"] == {"rank": "Đại uý"}


def test_skipped_row_frees_the_other_of_the_same_person() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", ""), ("Lê Thị Hoa", "1990", "", "")))
    assert [row.kind for row in preview_of(sheet, account).rows] == ["new", "fix"]

    choose(sheet=sheet, number=2, name="skip", value=True, revision=0, by=account)
    sheet.refresh_from_db()

    assert [row.kind for row in preview_of(sheet, account).rows] == ["skipped", "new"]


def test_errors_are_downloaded_with_the_reason_first() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, (SAMPLES / "6-nhieu-loi.xlsx").read_bytes())

    response = signed_in(account).get(reverse("sheets:errors", args=[sheet.pk]))
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)

    assert rows[0][:2] == ("Lý do cần sửa", "Dòng trong tệp gốc")
    assert [row[1] for row in rows[1:]] == list(range(10, 20))


def test_columns_that_are_not_read_are_named() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook((*HEADER, "Cỡ áo"), ("Lê Thị Hoa", "1990", "", "", "M")))

    assert "“Cỡ áo” (cột E)" in signed_in(account).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()


def test_preview_of_5000_rows_is_paged_and_light() -> None:
    account, unit = head_of_unit()
    people = [
        (f"Lê Thị {chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{'n' * (i // 676)}", f"{1 + i % 28}/3/{1960 + i % 40}", "Đại uý", "")
        for i in range(5000)
    ]
    sheet = uploaded(unit, account, workbook(HEADER, *people))

    response = signed_in(account).get(reverse("sheets:preview", args=[sheet.pk]), {"show": "all", "page": 50})
    page = response.content.decode()

    assert "Trang 50 / 50" in page
    assert page.count('id="row-') == 100
    assert len(response.content) < 400_000


@pytest.mark.parametrize("count", [1, 3])
def test_preview_asks_the_database_as_often_for_three_rows_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    account, unit = head_of_unit()
    for number in range(count):
        make_member(unit, full_name=f"Lê Thị Hoa {'ABC'[number]}", birth_date="1990")
    rows = [(f"Lê Thị Hoa {'ABC'[number]}", "1990", "Đại uý", "") for number in range(count)]
    sheet = uploaded(unit, account, workbook(HEADER, *rows))
    client = signed_in(account)

    with django_assert_num_queries(6):
        client.get(reverse("sheets:preview", args=[sheet.pk]))


# ---- rights -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["preview", "state", "errors", "confirm", "undo"])
def test_sheet_of_another_unit_does_not_exist(name: str) -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))
    other = make_account("chapter_head", make_unit(parent=unit.parent))

    assert signed_in(other).get(reverse(f"sheets:{name}", args=[sheet.pk])).status_code == 404


def test_upload_for_another_unit_does_not_exist() -> None:
    account, unit = head_of_unit()
    other = make_unit(parent=unit.parent)

    assert signed_in(account).get(reverse("sheets:upload", args=[other.pk])).status_code == 404


def test_upload_is_closed_to_those_who_only_read() -> None:
    unit = make_unit(parent=make_province())

    assert signed_in(make_account("in_charge", unit)).get(reverse("sheets:upload", args=[unit.pk])).status_code == 403


def test_second_upload_replaces_the_preview() -> None:
    account, unit = head_of_unit()
    first = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))
    uploaded(unit, account, workbook(HEADER, ("Lê Thị Lan", "1990", "", "")))
    first.refresh_from_db()

    assert (first.state, first.reading) == (SheetState.DISCARDED, {})
    assert signed_in(account).get(reverse("sheets:preview", args=[first.pk])).status_code == 404


# ---- confirm and undo ----------------------------------------------------------------------------------------------------------


def test_confirm_pressed_twice_at_once_is_one_import(transactional_db: None) -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", ""), ("Lê Thị Lan", "1991", "", "")))
    together = threading.Barrier(2)

    def press() -> None:
        together.wait()
        confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert unit.members.count() == 2
    assert Entry.objects.filter(action="sheet.confirm").count() == 1


def test_confirm_is_refused_when_the_unit_was_renamed_meanwhile_and_the_preview_stays() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))
    Unit.objects.filter(pk=unit.pk).update(name="Tên mới", revision=unit.revision + 1)
    client = signed_in(account)

    with pytest.raises(Changed, match="chưa nhập gì"):
        confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)
    page = client.get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    client.post(reverse("sheets:continue", args=[sheet.pk]), {"target_revision": unit.revision + 1})
    sheet.refresh_from_db()
    confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)

    assert "Đã xem, tiếp tục" in page
    assert unit.members.count() == 1


def test_confirm_is_refused_for_a_unit_that_was_closed() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))
    Unit.objects.filter(pk=unit.pk).update(ends_on=timezone.localdate() - timedelta(days=1))

    with pytest.raises(Refusal, match="đã ngừng hoạt động"):
        confirm_sheet(sheet=sheet, revision=sheet.revision, by=account)


def test_undo_removes_new_people_and_gives_old_values_back() -> None:
    account, unit = head_of_unit()
    member = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01", residence="Phường An Bình")
    content = workbook(
        ("Họ và tên", "Ngày sinh", "Nơi ở", "Khen thưởng"),
        ("Lê Thị Hoa", "1/2/1990", "Xã Mới", "CSTĐ cơ sở 2024"),
        ("Trần Thị Lan", "1991", "", ""),
    )
    sheet = confirm_sheet(sheet=(read := uploaded(unit, account, content)), revision=read.revision, by=account)
    assert member.awards.get().year == 2024

    undo_sheet(sheet=sheet, by=account)
    undo_sheet(sheet=sheet, by=account)
    member.refresh_from_db()

    assert member.residence == "Phường An Bình"
    assert list(unit.members.all()) == [member]
    assert not member.awards.exists()
    assert Entry.objects.filter(action="sheet.undo").count() == 1


def test_undo_leaves_what_was_changed_since() -> None:
    account, unit = head_of_unit()
    member = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990-02-01", residence="Phường An Bình")
    content = workbook(("Họ và tên", "Ngày sinh", "Nơi ở"), ("Lê Thị Hoa", "1/2/1990", "Xã Mới"))
    sheet = confirm_sheet(sheet=(read := uploaded(unit, account, content)), revision=read.revision, by=account)
    change_member(member=member, revision=2, by=account, changes={"residence": "Xã Mới Nữa"})

    undone = undo_sheet(sheet=sheet, by=account)
    member.refresh_from_db()

    assert member.residence == "Xã Mới Nữa"
    assert undone.outcome["stayed"] == 1


def test_undo_refuses_when_a_new_person_is_used_elsewhere() -> None:
    account, unit = head_of_unit()
    read = uploaded(unit, account, workbook(HEADER, ("Lê Thị Hoa", "1990", "", "")))
    sheet = confirm_sheet(sheet=read, revision=read.revision, by=account)
    Office.objects.create(member=Member.objects.get(), unit=unit, position="head", starts_on=timezone.localdate())

    with pytest.raises(Refusal, match="đ/c Lê Thị Hoa đã được dùng ở nơi khác"):
        undo_sheet(sheet=sheet, by=account)
    assert unit.members.count() == 1


def test_pages_of_confirming_and_undoing_say_how_many() -> None:
    account, unit = head_of_unit()
    sheet = uploaded(unit, account, (SAMPLES / "6-nhieu-loi.xlsx").read_bytes())
    client = signed_in(account)

    before = client.get(reverse("sheets:confirm", args=[sheet.pk])).content.decode()
    after = client.post(reverse("sheets:confirm", args=[sheet.pk]), {"revision": sheet.revision}, follow=True).content.decode()
    undo = client.get(reverse("sheets:undo", args=[sheet.pk])).content.decode()
    undone = client.post(reverse("sheets:undo", args=[sheet.pk]), follow=True).content.decode()

    assert "Nhập 10 người" in before
    assert "<strong>10</strong> dòng cần sửa" in before
    assert "Đã nhập xong" in after
    assert "10 hội viên mới được xoá" in undo
    assert "đã được huỷ" in undone
    assert not unit.members.exists()


def test_numbers_are_kept_sealed_and_find_her_again_under_another_name() -> None:
    account, unit = head_of_unit()
    header = ("Họ và tên", "Ngày sinh", "Số hiệu CAND")
    read = uploaded(unit, account, workbook(header, ("Lê Thị Hoa", "1990", "123-456")))
    confirm_sheet(sheet=read, revision=read.revision, by=account)
    member = Member.objects.get()
    assert open_sealed(member.service_number_sealed or b"") == "123456"

    again = uploaded(unit, account, workbook(header, ("Lê Thị Quỳnh Hoa", "1990", "123456")))
    row = preview_of(again, account).rows[0]

    assert (row.kind, row.member and row.member.pk) == ("change", member.pk)
    assert [change.field for change in row.changes] == ["full_name"]


def test_number_given_to_a_known_member_is_taken_away_by_undo() -> None:
    account, unit = head_of_unit()
    member = make_member(unit, full_name="Lê Thị Hoa", birth_date="1990")
    read = uploaded(unit, account, workbook(("Họ và tên", "Ngày sinh", "Số CCCD"), ("Lê Thị Hoa", "1990", "012345678901")))
    sheet = confirm_sheet(sheet=read, revision=read.revision, by=account)
    member.refresh_from_db()
    assert open_sealed(member.identity_number_sealed or b"") == "012345678901"

    undo_sheet(sheet=sheet, by=account)
    member.refresh_from_db()

    assert (member.identity_number_sealed, member.identity_number_hash) == (None, "")
