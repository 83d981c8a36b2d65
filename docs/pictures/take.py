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

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

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


def shoot(page: Page, name: str, *, to: str = "", height: int = 0) -> None:
    """One picture in few colours. `to`: a heading or text that is brought to the top; `height`: lower than the window."""
    page.wait_for_load_state("networkidle")
    if to:
        place = page.locator("h2, h3, summary, label, caption").filter(has_text=to).first
        place.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 90)")
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
        page.get_by_role("link", name="Hứa Thị Diễm Quỳnh").first.click()
        shoot(page, "mot-tai-khoan")
        page.get_by_role("link", name="Đơn vị", exact=True).click()
        shoot(page, "don-vi")


PARTS = {"chapter": chapter, "branch": branch, "staff": staff, "head": head, "board": board, "administrator": administrator}


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
