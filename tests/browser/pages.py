"""What a person does on the pages, in her own words: the steps of which the stories are made."""

import io
import os
from pathlib import Path
from typing import Any

import pdfplumber
from PIL import Image, ImageDraw

from demo.making import PASSWORD

SAMPLES = Path(__file__).parents[1] / "data" / "delegate-lists"
# a print of everything, on a machine that does something else as well
PRINTED_WITHIN = 90_000


def picture(page: Any, name: str) -> None:
    """Keep a picture of the page in the folder that PICTURES names, to be looked at; without it, nothing."""
    if folder := os.environ.get("PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def fits(page: Any) -> bool:
    """Whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def sign_in(page: Any, username: str) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()


# ---- the unit's list -------------------------------------------------------------------------------------------------


def open_own_list(page: Any) -> None:
    """From the home page, by the one button of what waits for her."""
    page.goto("/")
    page.locator(".task", has_text="Lập danh sách đại biểu").get_by_role("link").click()
    page.get_by_role("heading", name="Tài liệu đính kèm").wait_for()


def upload(page: Any, name: str) -> None:
    """From her list: choose the file, wait for the worker, stand before the preview."""
    page.get_by_role("link", name="Tải lên tệp Excel").click()
    page.set_input_files("input[type=file]", SAMPLES / name)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.locator(".sheet-summary").wait_for()


def rows_shown(page: Any, tab: str) -> dict[int, dict[str, str]]:
    """The rows of a tab of the preview, by their number in the file: what stands in each column."""
    page.get_by_role("navigation", name="Lọc các dòng").get_by_role("link", name=tab).click()
    page.locator(".tab[aria-current]", has_text=tab).wait_for()
    found = page.eval_on_selector_all(
        "tr[id^=row-]",
        """rows => rows.map(row => [
            Number(row.id.slice(4)),
            Object.fromEntries([...row.cells].map(cell => [
                cell.classList.contains("row-title") ? "Họ và tên" : cell.dataset.label ?? "",
                cell.firstChild?.nodeType === Node.TEXT_NODE ? cell.firstChild.textContent.trim() : "",
            ])),
        ])""",
    )
    return dict(found)


def choose(page: Any, number: int, place: str) -> None:
    button = page.locator(f"#place-{number}-{place}")
    button.click()
    page.locator(f"#place-{number}-{place}[aria-pressed=true]").wait_for()


def skip(page: Any, number: int) -> None:
    row = page.locator(f"#row-{number}")
    row.get_by_role("button", name="Bỏ dòng").click()
    page.locator(f"#row-{number}.row-late").wait_for(state="detached")


def confirm_import(page: Any, people: int) -> None:
    page.get_by_role("link", name=f"Nhập {people} người").click()
    page.get_by_role("heading", name="Xác nhận nhập").wait_for()
    picture(page, "confirm")
    page.get_by_role("button", name=f"Nhập {people} người").click()
    page.get_by_text("Đã nhập xong").wait_for()


def fill_empty_cells(page: Any, column: str, value: str) -> None:
    page.get_by_role("link", name=f"Điền “{column}”").click()
    page.get_by_label(column).fill(value)
    page.get_by_role("button", name="Điền").click()
    page.get_by_text(f"Đã điền “{column}”").wait_for()


def attach(page: Any, kind: str, name: str, content: bytes) -> None:
    page.get_by_role("link", name="Đính kèm biên bản, bản đã ký").click()
    page.select_option("select[name=kind]", kind)
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Đính kèm").click()
    page.get_by_text("Đã đính kèm").wait_for()


def attach_both(page: Any) -> None:
    attach(page, "minutes", "bien-ban.pdf", scan("PDF"))
    attach(page, "signed_list", "danh-sach-da-ky.png", scan("PNG"))


def scan(kind: str) -> bytes:
    """A page that stands for a scanned one."""
    sheet = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(sheet).rectangle((80, 120, 540, 132), fill=90)
    stream = io.BytesIO()
    sheet.save(stream, kind)
    return stream.getvalue()


def send(page: Any) -> None:
    page.get_by_role("link", name="Gửi Ban Phụ nữ").click()
    page.get_by_role("heading", name="Gửi danh sách").wait_for()
    picture(page, "send")
    if page.get_by_label("Lý do gửi chậm").count():
        page.get_by_label("Lý do gửi chậm").fill("Chi hội họp muộn một tuần do trực tăng cường.")
    page.get_by_role("button", name="Gửi Ban Phụ nữ").click()
    page.get_by_text("Danh sách đã gửi, đang chờ Ban Phụ nữ duyệt.").wait_for()


# ---- papers ----------------------------------------------------------------------------------------------------------


def ask_for_paper(page: Any, title: str) -> None:
    """From the congress's papers: the short form as it is proposed, and "In"."""
    page.get_by_role("link", name=f"Chuẩn bị in {title}").click()
    page.get_by_role("button", name="In", exact=True).click()
    page.wait_for_url("**/printing/*/")


def issue_from_request(page: Any, title: str, *, signer: str) -> str:
    """From the congress's papers into the register: back once from what will be, then confirmed; the number it was given."""
    page.get_by_role("link", name=f"Chuẩn bị in {title}").click()
    page.get_by_label("Người ký", exact=True).fill(signer)
    page.get_by_role("button", name="Ban hành, vào sổ").click()
    page.get_by_role("button", name="Quay lại sửa").click()
    assert page.get_by_label("Người ký", exact=True).input_value() == signer
    page.get_by_role("button", name="Ban hành, vào sổ").click()
    number = page.locator(".next-number strong").inner_text()
    picture(page, "issue-paper")
    page.get_by_role("button", name="Cấp số và ban hành").click()
    page.locator("dialog[open]").get_by_role("button", name="Cấp số và ban hành", exact=True).click()
    page.wait_for_url("**/register/*/")
    return str(number)


def printed(page: Any) -> list[str]:
    """Wait for the print's end; the text of each page of the PDF that comes out."""
    page.get_by_role("link", name="Mở PDF").wait_for(timeout=PRINTED_WITHIN)
    answer = page.request.get(page.get_by_role("link", name="Mở PDF").get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.body())) as pdf:
        return [sheet.extract_text() for sheet in pdf.pages]
