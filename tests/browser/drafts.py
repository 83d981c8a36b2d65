"""What people do with a document on its way, in their own words: the steps of which its story is made."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pdfplumber
import segno

from tests.browser import pages
from tests.documents.papers.measuring import MM

SECTION = "section.text-section"


def follow(page: Any, document: str) -> None:
    """Press the one button that the document's page proposes, after going there."""
    page.goto(document)
    page.locator(".next-step").get_by_role("link").click()


def said_next(page: Any, document: str) -> str:
    page.goto(document)
    return str(page.inner_text(".next-step"))


def agree_in_dialog(page: Any, words: str) -> None:
    page.locator("dialog[open]").get_by_role("button", name=words, exact=True).click()


# ---- writing ---------------------------------------------------------------------------------------------------------


def begin(page: Any, *, type_name: str, team: str, due_on: date) -> str:
    """Make a document from its type; the address of its page."""
    page.goto("/drafting/")
    page.get_by_role("link", name="Lập văn kiện").click()
    page.get_by_role("link", name=type_name).click()
    page.get_by_role("heading", name="Đề cương sẽ có").wait_for()
    page.get_by_label(team).check()
    page.get_by_label("Hạn hoàn thành").fill(f"{due_on:%d/%m/%Y}")
    page.get_by_role("button", name="Lập văn kiện").click()
    page.get_by_text("Đã lập văn kiện").wait_for()
    return str(page.url)


def upload_word(page: Any, document: str, content: bytes, name: str = "bao-cao.docx") -> None:
    page.goto(document)
    page.get_by_role("link", name="Nhập từ tệp Word").first.click()
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Tải lên và đọc").click()


def take_word(page: Any) -> None:
    page.get_by_role("button", name="Nhập vào văn kiện").click()
    page.get_by_text("Đã nhập lời văn").wait_for()


def make_version(page: Any, document: str, name: str) -> None:
    page.goto(document)
    page.get_by_role("link", name="Lập bản", exact=True).click()
    page.get_by_role("button", name="Lập bản").click()
    page.get_by_role("heading", name=name, exact=True).wait_for()


def open_section(page: Any, document: str, heading: str) -> Any:
    """Open a section in the editor, in its place; the box in which its text is written."""
    page.goto(document)
    found = page.get_by_role("heading", name=heading)
    page.locator(SECTION, has=found).get_by_role("link", name="Sửa").click()
    written = page.locator(".prose-editor [role=textbox]")
    written.wait_for()
    return written


def write_before(page: Any, written: Any, words: str, typed: str) -> None:
    """Put the cursor at the beginning of the paragraph with these words, and type."""
    written.locator("p", has_text=words).last.click(position={"x": 4, "y": 8})
    page.keyboard.press("Home")
    page.keyboard.type(typed)


def save_section(page: Any) -> None:
    page.get_by_role("button", name="Lưu mục").click()


# ---- comments --------------------------------------------------------------------------------------------------------


def open_round(page: Any, document: str, units: list[str], *, closes_on: date) -> str:
    """Ask these units alone; the address of the round."""
    follow(page, document)
    page.get_by_label("Góp ý đến hết ngày").fill(f"{closes_on:%d/%m/%Y}")
    kinds = page.locator("input[name=kinds]:checked")
    while kinds.count():
        kinds.first.uncheck()
    page.get_by_text("Từng đơn vị", exact=True).click()
    for unit in units:
        page.get_by_label("Tìm đơn vị").fill(unit)
        page.get_by_label(unit, exact=True).check()
    pages.picture(page, "round-open")
    page.get_by_role("button", name="Mở vòng góp ý").click()
    page.get_by_text(f"lấy ý kiến {len(units)} đơn vị").wait_for()
    return str(page.url)


def open_draft(page: Any, version: str) -> None:
    """From the home page of a unit that is asked."""
    page.goto("/")
    page.locator(".task", has_text=f"Góp ý {version} Báo cáo chính trị").get_by_role("link").click()
    page.locator(".read-text").wait_for()


def type_comment(page: Any, words: str, body: str, proposal: str = "") -> None:
    """Under the paragraph with these words."""
    page.locator(".read-text p", has_text=words).last.get_by_role("link", name="Góp ý").click()
    page.get_by_label("Nội dung góp ý").fill(body)
    if proposal:
        if not page.get_by_label("Đề xuất sửa thành").is_visible():
            page.get_by_text("Đề xuất câu chữ cụ thể").click()
        page.get_by_label("Đề xuất sửa thành").fill(proposal)


def table_of(rows: list[tuple[str, str]]) -> bytes:
    """A table of comments as a unit makes it in Excel: a title above, then the place in the draft and what is said of it."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý",))
    sheet.append(())
    sheet.append(("STT", "Mục, trang của dự thảo", "Nội dung góp ý", "Đề xuất sửa", "Lý do"))
    for number, (place, body) in enumerate(rows, start=1):
        sheet.append((number, place, body, "", ""))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def send_table(page: Any, content: bytes, count: int) -> None:
    page.get_by_role("link", name="Góp ý bằng bảng Excel, Word").click()
    page.set_input_files("input[type=file]", {"name": "gop-y.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_role("button", name=f"Gửi {count} ý kiến").click()
    agree_in_dialog(page, "Gửi")
    page.get_by_text(f"Đã gửi {count} ý kiến").first.wait_for()


def close_round(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Kết thúc vòng").click()
    page.get_by_role("button", name="Kết thúc vòng góp ý").click()
    page.get_by_text("Đã kết thúc vòng 1").wait_for()


# ---- approval --------------------------------------------------------------------------------------------------------


def send_up(page: Any) -> None:
    page.get_by_role("button", name="Trình duyệt", exact=True).click()
    page.get_by_text("Đã trình duyệt").wait_for()


def decide(page: Any, outcome: str, opinion: str = "") -> None:
    """From the home page of whoever's turn it is."""
    page.goto("/")
    page.locator(".task", has_text="Cho ý kiến:").get_by_role("link").click()
    page.get_by_label(outcome, exact=True).check()
    if opinion:
        page.get_by_role("textbox", name="Ý kiến").fill(opinion)
    page.get_by_role("button", name="Lưu ý kiến").click()
    page.get_by_role("heading", name="Duyệt văn kiện").wait_for()


def fill_vote(page: Any, *, on: date, present: int, in_favour: int, against: int) -> None:
    page.get_by_label("Ngày biểu quyết").fill(f"{on:%d/%m/%Y}")
    page.get_by_label("Số đại biểu có mặt").fill(str(present))
    page.get_by_role("spinbutton", name=re.compile("^Đồng ý")).fill(str(in_favour))
    page.get_by_role("spinbutton", name=re.compile("^Không đồng ý")).fill(str(against))


# ---- what comes out --------------------------------------------------------------------------------------------------


def fetched(page: Any, link: Any) -> bytes:
    """What a link of the page leads to."""
    return bytes(page.request.get(link.get_attribute("href")).body())


def wait_for_link(page: Any, name: str, *, tries: int = 60) -> Any:
    """A link that comes when a worker is done, on a page that doesn't look by itself."""
    link = page.get_by_role("link", name=name, exact=True)
    for _ in range(tries):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    link.wait_for()
    return link


def shows_qr(pdf: bytes, address: str) -> bool:
    """Whether the last page has the QR code of exactly this address: read module by module from the page as it is drawn."""
    matrix = [list(map(bool, row)) for row in segno.make(address, error="m", boost_error=False, micro=False).matrix]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        sheet = document.pages[-1]
        below = max(letter["bottom"] for letter in sheet.chars if letter["size"] < 11.5)
        # the code stands under the recipients, 20 mm wide with its white border
        box = (30 * MM - 2, below, 54 * MM, min(below + 26 * MM, sheet.height))
        drawn = sheet.crop(box).to_image(resolution=400).original.convert("L").point(lambda ink: 255 if ink < 128 else 0)
    place = drawn.getbbox()
    if place is None:
        return False
    code = drawn.crop(place)
    size = len(matrix)
    step = (code.width / size, code.height / size)
    read = [[bool(code.getpixel((int((x + 0.5) * step[0]), int((y + 0.5) * step[1])))) for x in range(size)] for y in range(size)]
    return read == matrix
