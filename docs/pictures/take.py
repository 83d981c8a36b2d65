"""Takes the pictures of README.md and docs/huong-dan/ from a running program with fresh demo data.

    VAR_DIR=var/pictures PORT=8100 ./run                               # in one terminal; the folder var/pictures must be new
    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8100       # in another

It plays the manual from the first page to the last, so a page that changed its words stops it. Start again with a new VAR_DIR.
"""
# ruff: noqa: INP001, T201

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DESKTOP, PHONE = (1366, 768), (390, 844)
COLOURS = 96
SAMPLES = ROOT / "tests" / "data" / "delegate-lists"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def password() -> str:
    """Of the demo, read where it is made."""
    found = re.search(r'^PASSWORD = "([^"]+)"', (ROOT / "demo" / "making.py").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit("demo/making.py has no PASSWORD any more.")
    return found[1]


class Camera:
    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address, self.password = browser, address, password()

    @contextmanager
    def signed_in(self, username: str, size: tuple[int, int] = DESKTOP) -> Iterator[Page]:
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(self.address)
        page.fill("[name=username]", username)
        page.fill("[name=password]", self.password)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Việc của tôi").wait_for()
        yield page
        context.close()

    def stranger(self) -> Page:
        page = self.browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, locale="vi-VN").new_page()
        page.goto(self.address)
        return page


def shoot(page: Page, name: str, *, to: str = "", at: Locator | None = None, height: int = 0) -> None:
    """One picture in few colours. `to`: a heading or text, `at`: a place that is brought up; `height`: lower than the window."""
    page.wait_for_load_state("networkidle")
    if to:
        place = page.locator("h2, h3, summary, label, caption").filter(has_text=to).first
        place.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 90)")
    elif at is not None:
        at.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 320)")
    else:
        page.evaluate("window.scrollTo(0, 0)")
    size = page.viewport_size or {"width": DESKTOP[0], "height": DESKTOP[1]}
    clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"]}
    taken = page.screenshot(clip=clip, animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(colors=COLOURS, dither=Image.Dither.NONE)
    path = HERE / f"{name}.png"
    picture.save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


def scan(title: str) -> dict[str, object]:
    """A page that looks like a scan, to be attached."""
    sheet = Image.new("RGB", (620, 877), "#fbfaf6")
    pen = ImageDraw.Draw(sheet)
    for line in range(22):
        pen.line((70, 170 + 30 * line, 550 - (line * 37) % 120, 170 + 30 * line), fill="#777", width=3)
    data = io.BytesIO()
    sheet.save(data, "PNG")
    return {"name": f"{title}.png", "mimeType": "image/png", "buffer": data.getvalue()}


# ---- the unit --------------------------------------------------------------------------------------------------------


def chapter(camera: Camera) -> None:
    page = camera.stranger()
    shoot(page, "dang-nhap", height=560)
    page.context.close()
    with camera.signed_in("chihoi", PHONE) as page:
        shoot(page, "dien-thoai-viec-cua-toi")
    with camera.signed_in("chihoi") as page:
        shoot(page, "don-vi-viec-cua-toi", height=440)
        page.get_by_role("link", name="Bắt đầu").click()
        shoot(page, "danh-sach-chua-co-ai")
        listed = page.url
        page.get_by_role("link", name="Tải lên tệp Excel").first.click()
        shoot(page, "tai-tep-len")
        read(page, SAMPLES / "6-nhieu-loi.xlsx")
        shoot(page, "xem-truoc")
        page.get_by_role("link", name=re.compile("^Sửa dòng")).first.click()
        page.wait_for_timeout(700)
        shoot(page, "xem-truoc-sua-dong")
        page.goto(listed)
        page.get_by_role("link", name="Tải lên tệp Excel").first.click()
        read(page, SAMPLES / "1-don-gian.xlsx")
        shoot(page, "xem-truoc-chon-dai-bieu")
        page.goto(listed)
        page.get_by_role("link", name="Gõ thêm một người").click()
        shoot(page, "go-them-mot-nguoi")
        page.goto(listed)
        page.get_by_role("link", name="Chọn từ hội viên").click()
        boxes = page.locator("tbody input[type=checkbox]")
        for number in (0, 4, 11):
            boxes.nth(number).check()
        shoot(page, "chon-tu-hoi-vien")
        page.get_by_role("button", name="Đưa vào danh sách").click()
        page.goto(listed)
        page.get_by_role("link", name="Chọn từ hội viên").click()
        page.locator("tbody input[type=checkbox]").nth(20).check()
        page.get_by_label("Là dự khuyết").check()
        page.get_by_role("button", name="Đưa vào danh sách").click()
        page.goto(listed)
        shoot(page, "danh-sach-da-nhap")
        shoot(page, "ket-qua-kiem-tra", to="Kết quả kiểm tra", height=520)
    with camera.signed_in("chihoi", PHONE) as page:
        page.goto(listed)
        shoot(page, "dien-thoai-danh-sach")
        shoot(page, "dien-thoai-cac-dong", to="3/3 đại biểu, 1/1 dự khuyết")
    with camera.signed_in("chihoi") as page:
        page.goto(listed)
        page.get_by_role("link", name="In danh sách để ký").click()
        shoot(page, "in-danh-sach-de-ky")
        for kind, title in (
            ("Biên bản (trích biên bản) bầu đại biểu", "bien-ban"),
            ("Danh sách đã ký, đóng dấu (bản quét)", "danh-sach-da-ky"),
        ):
            page.goto(listed)
            page.get_by_role("link", name="Đính kèm biên bản, bản đã ký").click()
            page.locator("select").first.select_option(label=kind)
            page.set_input_files("input[type=file]", [scan(title)])  # type: ignore[list-item]
            if title == "bien-ban":
                shoot(page, "dinh-kem", height=560)
            page.get_by_role("button", name="Đính kèm", exact=True).click()
            page.wait_for_load_state()
        page.goto(listed)
        page.get_by_role("link", name="Gửi Ban Phụ nữ").click()
        shoot(page, "gui-danh-sach", height=560)


def read(page: Page, sample: Path) -> None:
    """Upload, and wait for the worker."""
    page.set_input_files("input[type=file]", sample)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("Bản xem trước của").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


def branch(camera: Camera) -> None:
    with camera.signed_in("hoicoso") as page:
        page.get_by_role("link", name="Sửa danh sách").click()
        shoot(page, "bi-tra-lai")
        page.get_by_role("link", name="Sửa", exact=True).first.click()
        shoot(page, "sua-dong-bi-tra-lai")
        page.goto(camera.address)
        page.get_by_role("link", name="Hội viên").click()
        shoot(page, "hoi-vien")
        page.locator("tbody a").first.click()
        shoot(page, "ho-so-hoi-vien")


# ---- the staff --------------------------------------------------------------------------------------------------------


def staff(camera: Camera) -> None:
    with camera.signed_in("thuongtruc") as page:
        shoot(page, "ban-viec-cua-toi")
        page.get_by_role("link", name="Danh sách đại biểu").first.click()
        # the picture of the README: as on a larger screen
        page.set_viewport_size({"width": DESKTOP[0], "height": 1080})
        shoot(page, "bang-theo-doi")
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        board = page.url
        page.get_by_role("link", name=re.compile(r"^Nhắc \d+ đơn vị chậm")).click()
        shoot(page, "nhac-don-vi")
        page.goto(board)
        page.get_by_role("link", name="Đại biểu đương nhiên").click()
        shoot(page, "dai-bieu-duong-nhien")
        page.goto(board)
        page.get_by_role("link", name="Đại biểu chỉ định").click()
        shoot(page, "dai-bieu-chi-dinh", height=660)
        page.goto(camera.address)
        page.get_by_role("link", name="Kiểm tra", exact=True).click()
        page.get_by_role("link", name="Hội phụ nữ Phòng Kỹ thuật hình sự").click()
        shoot(page, "kiem-tra-danh-sach")
        sent = page.url
        page.get_by_role("link", name="Trả lại").click()
        shoot(page, "tra-lai-danh-sach")
        page.goto(sent)
        page.get_by_role("link", name="Duyệt", exact=True).click()
        shoot(page, "duyet-danh-sach", height=560)
        page.goto(board)
        page.get_by_role("link", name="Hội phụ nữ Phòng Tham mưu").click()
        page.get_by_role("link", name="Biến động").first.click()
        shoot(page, "bien-dong")
        page.goto(board)
        page.get_by_role("link", name="Văn bản để in").click()
        shoot(page, "van-ban-de-in")
        papers = page.url
        page.locator("li.task", has_text="Danh sách đại biểu (rút gọn)").get_by_role("link").click()
        shoot(page, "chuan-bi-in")
        page.get_by_role("button", name="In", exact=True).click()
        page.get_by_text("Đã xong").first.wait_for(timeout=90_000)
        shoot(page, "da-in-xong", height=560)
        page.goto(papers)
        page.get_by_role("link", name="In ấn").click()
        shoot(page, "in-an", height=660)
        page.goto(camera.address)
        page.get_by_role("link", name="Hội viên").click()
        page.get_by_role("link", name="Dữ liệu còn thiếu").click()
        shoot(page, "du-lieu-con-thieu", height=660)
    with camera.signed_in("thuongtruc", PHONE) as page:
        page.get_by_role("link", name=re.compile("quá hạn")).first.click()
        shoot(page, "dien-thoai-bang-theo-doi")


def head(camera: Camera) -> None:
    with camera.signed_in("truongban") as page:
        shoot(page, "truong-ban-viec-cua-toi")
        page.get_by_role("link", name="Đối chiếu", exact=True).click()
        shoot(page, "bo-quy-tac")
        page.get_by_role("link", name=re.compile("^Đối chiếu")).first.click()
        shoot(page, "doi-chieu-quy-tac", height=660)
        page.goto(camera.address)
        page.get_by_role("link", name="Đại hội", exact=True).click()
        page.get_by_role("link", name=re.compile("lần thứ XI,")).click()
        shoot(page, "trang-dai-hoi")
        congress = page.url
        page.get_by_role("link", name="Kế hoạch", exact=True).click()
        shoot(page, "ke-hoach")
        page.goto(congress)
        page.get_by_role("link", name="Dời ngày").click()
        page.fill("[name=day], [name=new_day], [name=to_day]", "22/01/2027")
        page.get_by_role("button", name="Xem những gì sẽ dời").click()
        shoot(page, "doi-ngay")
        page.goto(congress)
        page.get_by_role("link", name="Phân bổ đại biểu").click()
        shoot(page, "phan-bo")
        page.get_by_role("link", name="Lập bản mới").click()
        shoot(page, "cac-cach-chia")
        shoot(page, "cac-cach-chia-tung-don-vi", to="Từng đơn vị")
        page.goto(f"{camera.address}/delegates/lists/?state=approved")
        page.get_by_role("link", name="Hội phụ nữ Phòng Hậu cần").click()
        page.get_by_role("link", name="Khoá danh sách").click()
        shoot(page, "khoa-danh-sach", height=560)
        page.goto(camera.address)
        page.get_by_role("link", name="Nhật ký").click()
        shoot(page, "nhat-ky")


def board(camera: Camera) -> None:
    with camera.signed_in("thamtra") as page:
        page.get_by_role("link", name="Thẩm tra").click()
        shoot(page, "tham-tra")
        shoot(page, "tham-tra-do-tuoi", to="Độ tuổi")
        page.locator("main table a").first.click()
        shoot(page, "tham-tra-tung-nguoi", height=660)


def administrator(camera: Camera) -> None:
    with camera.signed_in("quantri") as page:
        page.get_by_role("link", name="Mở tài khoản").click()
        shoot(page, "mo-tai-khoan-cho-don-vi", height=600)
        page.get_by_role("link", name="Tài khoản").first.click()
        shoot(page, "tai-khoan")
        page.get_by_label("Tìm").fill("thuongtruc")
        page.get_by_role("button", name="Lọc").click()
        page.locator("main tbody a").first.click()
        shoot(page, "mot-tai-khoan")
        page.get_by_role("link", name="Đơn vị", exact=True).click()
        shoot(page, "don-vi")


# ---- documents -------------------------------------------------------------------------------------------------------


def commenting(camera: Camera) -> None:
    """A unit: on the phone under a paragraph, at the desk with a table, and what became of comments of the last congress."""
    with camera.signed_in("chihoi", PHONE) as page:
        page.locator(".task", has_text="Góp ý Dự thảo 2").get_by_role("link").click()
        page.locator(".read-text").wait_for()
        shoot(page, "dien-thoai-gop-y-doc")
        opening = page.get_by_role("button", name="Mở tất cả các mục")
        if opening.count() and opening.is_visible():
            opening.click()
        page.locator(".read-text p", has_text=PARAGRAPH).first.get_by_role("link", name="Góp ý").click()
        page.get_by_label("Nội dung góp ý").fill(COMMENT)
        if not page.get_by_label("Đề xuất sửa thành").is_visible():
            page.get_by_text("Đề xuất câu chữ cụ thể").click()
        page.get_by_label("Đề xuất sửa thành").fill(PROPOSAL)
        shoot(page, "dien-thoai-gop-y-viet", at=page.get_by_label("Nội dung góp ý"))
    with camera.signed_in("hoicoso") as page:
        page.goto(f"{camera.address}/drafting/asked/")
        listed = page.url
        page.get_by_role("link", name=re.compile("tiếp thu|giải trình")).first.click()
        shoot(page, "gop-y-ket-qua")
        page.goto(listed)
        page.get_by_role("link", name="Đọc và góp ý").first.click()
        page.get_by_role("link", name="Góp ý bằng bảng Excel, Word").click()
        page.set_input_files(
            "input[type=file]", {"name": "gop-y.xlsx", "mimeType": "application/octet-stream", "buffer": table()}
        )
        page.get_by_role("button", name="Tải lên và xem trước").click()
        page.get_by_role("button", name=re.compile(r"^Gửi \d+ ý kiến")).wait_for(timeout=60_000)
        shoot(page, "gop-y-bang")


PARAGRAPH = "hội viên"
COMMENT = "Đề nghị nêu rõ đơn vị nào phụ trách, làm xong trước khi nào."
PROPOSAL = "Mỗi chi hội có ít nhất một phần việc cụ thể, hoàn thành trong năm đầu nhiệm kỳ."
ROWS = (
    ("Phần I, mục I", "Nên nêu rõ số hội cơ sở, chi hội sau sắp xếp.", "", ""),
    (
        "Phần II, mục IV",
        "Chỉ tiêu hội viên hoàn thành tốt nhiệm vụ nên là 92%.",
        "Từ 92% hội viên trở lên.",
        "Sát với kết quả nhiệm kỳ qua",
    ),
    ("Phần I, mục III", "Nên thêm nguyên nhân chủ quan.", "", "Hội nghị chi hội ngày 18/11"),
    ("Mục 9", "Nên có phụ lục điển hình tiên tiến.", "", ""),
)


def table() -> bytes:
    """A unit's table of comments, as it is made in Excel."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý",))
    sheet.append(())
    sheet.append(("STT", "Mục, trang của dự thảo", "Nội dung góp ý", "Đề xuất sửa", "Lý do"))
    for number, row in enumerate(ROWS, start=1):
        sheet.append((number, *row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def report() -> bytes:
    """A report as it comes from Word."""
    made = docx.Document()
    for text, bold in (
        ("BÁO CÁO KIỂM ĐIỂM", True),
        ("Ban Phụ nữ báo cáo kiểm điểm sự lãnh đạo, chỉ đạo trong nhiệm kỳ như sau:", False),
        ("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", True),
        (
            "Ban Phụ nữ đã cụ thể hoá Nghị quyết Đại hội thành chương trình từng năm, phân công từng uỷ viên.",
            False,
        ),
        ("II. ƯU ĐIỂM, KHUYẾT ĐIỂM", True),
        ("Ưu điểm: giữ nền nếp sinh hoạt, quyết định tập thể, công khai. Khuyết điểm: kiểm tra cơ sở chưa đều.", False),
        ("III. BÀI HỌC KINH NGHIỆM", True),
        ("Bám cơ sở; việc gì khó thì phân công người, định ngày, kiểm tra.", False),
    ):
        made.add_paragraph().add_run(text).bold = bold
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def writing(camera: Camera) -> None:
    with camera.signed_in("thuongtruc") as page:
        page.goto(f"{camera.address}/drafting/")
        shoot(page, "van-kien")
        listed = page.url
        page.get_by_role("link", name=re.compile("^Báo cáo chính trị: .*2026-2031$")).click()
        shoot(page, "van-kien-trang")
        document = page.url
        page.get_by_role("link", name="Số liệu trong văn bản").click()
        shoot(page, "van-kien-so-lieu")
        page.goto(document)
        page.get_by_role("link", name="Tất cả các bản").click()
        shoot(page, "van-kien-cac-ban", height=600)
        page.get_by_role("link", name="So với bản trước").first.click()
        page.wait_for_load_state("networkidle")
        shoot(page, "van-kien-so-sanh", at=page.locator(".change ins").first)
        page.goto(listed)
        page.get_by_role("link", name=re.compile("^Báo cáo kiểm điểm")).click()
        review = page.url
        page.get_by_role("button", name="Chuyển sang soạn thảo").click()
        page.wait_for_load_state("networkidle")
        page.locator("section.text-section", has_text="CÔNG TÁC LÃNH ĐẠO").get_by_role("link", name="Sửa").click()
        page.locator(".prose-editor [role=textbox]").wait_for()
        page.locator(".prose-editor [role=textbox]").click()
        page.keyboard.type("Năm năm qua, Ban Phụ nữ ban hành 12 kế hoạch, kiểm tra 46 lượt đơn vị; ")
        page.keyboard.press("ControlOrMeta+b")
        page.keyboard.type("việc khó đều có người phụ trách, có ngày xong.")
        page.wait_for_timeout(500)
        shoot(page, "van-kien-sua-muc", at=page.locator(".prose-editor").first)
        page.goto(review)
        page.get_by_role("link", name="Nhập từ tệp Word").first.click()
        page.set_input_files(
            "input[type=file]", {"name": "bao-cao-kiem-diem.docx", "mimeType": "application/octet-stream", "buffer": report()}
        )
        page.get_by_role("button", name="Tải lên và đọc").click()
        page.get_by_role("button", name="Nhập vào văn kiện").wait_for(timeout=60_000)
        shoot(page, "van-kien-nhap-word")
        page.get_by_role("button", name="Nhập vào văn kiện").click()
        page.get_by_text("Đã nhập lời văn").wait_for()
        page.goto(review)
        page.get_by_role("link", name="Mở vòng góp ý").first.click()
        shoot(page, "vong-gop-y-mo")


def answering(camera: Camera) -> None:
    """The round of the report: how it stands, closed, answered."""
    with camera.signed_in("thuongtruc") as page:
        page.locator(".task", has_text="chưa góp ý Dự thảo 2").get_by_role("link").click()
        shoot(page, "vong-gop-y")
        page.get_by_role("link", name="Kết thúc vòng").click()
        page.get_by_role("button", name="Kết thúc vòng góp ý").click()
        page.get_by_role("link", name="Tổng hợp, trả lời ý kiến").click()
        shoot(page, "tong-hop-y-kien")
        whole = page.url
        page.get_by_role("link", name="Ý kiến gần giống nhau").click()
        shoot(page, "y-kien-gan-giong", height=660)
        page.goto(whole)
        page.locator("article.said", has_text="Đề xuất:").first.locator("input[type=checkbox]").first.check()
        page.get_by_role("button", name="Tiếp thu vào dự thảo").first.click()
        page.get_by_label("Lời văn mới").wait_for()
        shoot(page, "tiep-thu-vao-du-thao")


def approving(camera: Camera) -> None:
    """The report of the last congress, and a plan that goes all the way."""
    with camera.signed_in("thuongtruc") as page:
        page.goto(f"{camera.address}/drafting/")
        listed = page.url
        page.get_by_role("link", name=re.compile("^Báo cáo chính trị: .*2021-2026$")).click()
        adopted = page.url
        page.goto(f"{adopted}approval/")
        shoot(page, "duyet-van-kien")
        page.goto(f"{adopted}adoption/")
        shoot(page, "dai-hoi-thong-qua")
        page.goto(listed)
        page.get_by_role("link", name=re.compile("^Kế hoạch tổ chức Đại hội")).click()
        page.goto(f"{page.url}issue/")
        shoot(page, "ban-hanh", height=600)
        page.goto(camera.address)
        page.get_by_role("link", name="Sổ văn bản").first.click()
        shoot(page, "so-van-ban")
        page.get_by_role("link", name="01/KH-BPN").click()
        shoot(page, "van-ban-di")


def bundle(camera: Camera) -> None:
    with camera.signed_in("thuongtruc") as page:
        page.get_by_role("link", name="Đại hội", exact=True).first.click()
        page.get_by_role("link", name=re.compile("lần thứ X,")).click()
        page.get_by_role("link", name="Hồ sơ đại hội").first.click()
        shoot(page, "ho-so-dai-hoi")
        page.get_by_role("button", name=re.compile("Đóng (lại )?hồ sơ")).first.click()
        # the page looks by itself, and shows what is in it when it is bound
        page.get_by_role("link", name="Mở PDF").wait_for(timeout=120_000)
        page.get_by_role("heading", name="Trong hồ sơ", exact=True).wait_for()
        shoot(page, "ho-so-da-dong")


# ---- the personnel work ----------------------------------------------------------------------------------------------


def open_tab(page: Page, room: str, name: str) -> None:
    page.goto(room)
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def personnel(camera: Camera) -> None:
    with camera.signed_in("thamdinh") as page:
        page.get_by_role("link", name="Trả lời").first.click()
        shoot(page, "y-kien-tham-dinh", height=660)
    with camera.signed_in("nhansu") as page:
        page.get_by_role("link", name="Đại hội", exact=True).first.click()
        page.get_by_role("link", name=re.compile("lần thứ XI,")).click()
        page.get_by_role("link", name="Nhân sự", exact=True).first.click()
        shoot(page, "cong-tac-nhan-su")
        room = page.url
        open_tab(page, room, "Rà soát")
        # the first page with names asks what for; the answer counts for two hours
        page.get_by_label("Kiểm tra, hoàn thiện hồ sơ").check()
        page.get_by_role("button", name="Mở hồ sơ").click()
        shoot(page, "nhan-su-ra-soat")
        open_tab(page, room, "Quy trình")
        shoot(page, "nhan-su-quy-trinh")
        open_tab(page, room, "Hồ sơ")
        shoot(page, "nhan-su-danh-sach")
        open_tab(page, room, "Thẩm định")
        shoot(page, "nhan-su-tham-dinh")
        open_tab(page, room, "Cơ cấu")
        shoot(page, "nhan-su-co-cau")
        open_tab(page, room, "Văn bản")
        shoot(page, "nhan-su-xuat")
        page.goto(f"{room}process/")
        page.get_by_role("link", name=re.compile("^Các đơn vị giới thiệu")).click()
        shoot(page, "nhan-su-buoc")
        page.goto(f"{room}candidates/?file=expired")
        page.locator("main tbody a").first.click()
        shoot(page, "nhan-su-ho-so")


PARTS = {
    "commenting": commenting,
    "chapter": chapter,
    "branch": branch,
    "staff": staff,
    "head": head,
    "board": board,
    "administrator": administrator,
    "writing": writing,
    "answering": answering,
    "approving": approving,
    "bundle": bundle,
    "personnel": personnel,
}


def main(arguments: list[str]) -> None:
    if not arguments:
        raise SystemExit(f"take.py http://127.0.0.1:PORT [{' | '.join(PARTS)}]…")
    address, *names = arguments
    browser_path = next((path for path in BROWSERS if Path(path).exists()), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name in names or PARTS:
            PARTS[name](Camera(browser, address.rstrip("/")))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
