"""Her own file, corrected in the page, in a real browser with a real worker."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.access.models import Account
from members.sheets.actions.uploading import perform_reading, upload_sheet
from members.sheets.models import SheetPurpose
from tests.factories import make_account, make_province, make_unit

SAMPLE = Path(__file__).parents[2] / "data" / "delegate-lists" / "6-nhieu-loi.xlsx"


def sign_in(page: Any, server: Any, account: Account) -> None:
    client = Client()
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])


def test_wrong_rows_are_corrected_in_the_page_and_the_list_confirmed(worker: Any, live_server: Any, page: Any) -> None:
    unit = make_unit(parent=make_province())
    sign_in(page, live_server, make_account("chapter_head", unit))

    page.goto(reverse("sheets:upload", args=[unit.pk]))
    page.set_input_files("input[type=file]", str(SAMPLE))
    page.click("text=Tải lên và xem trước")
    page.wait_for_selector(".sheet-summary")
    assert "20 dòng: 10 dùng được, 10 cần sửa" in page.inner_text(".sheet-summary")

    # one click takes the suggestion, and the row leaves the tab of those to correct
    page.click("#row-17 >> text=Sửa thành “Thiếu tá”")
    page.wait_for_selector("#row-17", state="detached")
    assert "11 dùng được, 9 cần sửa" in page.inner_text(".sheet-summary")

    # another is typed
    page.click("#row-10 .sheet-actions a")
    page.fill("#id_row10-text-full_name", "Trần Thị Thu Hà")
    page.click("#row-10 >> text=Lưu dòng này")
    page.wait_for_selector("#row-10", state="detached")
    assert "12 dùng được, 8 cần sửa" in page.inner_text(".sheet-summary")

    # and one left out
    page.click("#row-13 >> text=Bỏ dòng")
    page.wait_for_selector("#row-13", state="detached")
    page.click("text=Nhập 12 người")
    assert page.inner_text("h1") == "Xác nhận nhập"
    page.click("button:has-text('Nhập 12 người')")
    page.wait_for_selector("text=Đã nhập xong")

    assert unit.members.count() == 12
    assert unit.members.filter(full_name="Trần Thị Thu Hà").exists()
    assert re.search(r"/sheets/\d+/$", page.url)


def test_row_far_down_stays_in_sight_when_it_is_decided(transactional_db: None, live_server: Any, page: Any) -> None:
    unit = make_unit(parent=make_province())
    chief = make_account("chapter_head", unit)
    lines = [f"Lê Thị Hoa {chr(65 + number // 26)}{chr(97 + number % 26)};{1950 + number % 50}" for number in range(90)]
    content = "\n".join(["Họ và tên;Ngày sinh", *lines]).encode()
    sheet = upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=SimpleUploadedFile("ds.csv", content), by=chief)
    perform_reading(sheet.pk)
    sign_in(page, live_server, chief)

    page.goto(f"{reverse('sheets:preview', args=[sheet.pk])}?show=all")
    page.locator("#row-80 >> text=Bỏ dòng").scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('.sheet-rows').scrollTop")
    page.click("#row-80 >> text=Bỏ dòng")
    page.wait_for_selector("#row-80 >> text=Lấy lại dòng")

    assert before > 1000
    assert page.evaluate("document.querySelector('.sheet-rows').scrollTop") == before
