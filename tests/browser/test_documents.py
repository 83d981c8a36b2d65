"""A text played with the demo: from its outline to the issued paper beside the decree's sample, and into the congress file."""

import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import docx
import pikepdf
import pytest
from django.utils import timezone

from demo.making import PASSWORD, Made
from tests.browser import drafts, pages, word_file
from tests.browser.conftest import committed
from tests.conftest import Worker
from tests.documents.papers.measuring import (
    MIDDLE,
    MM,
    bottom,
    face,
    inked,
    left,
    middle,
    pages_of,
    right,
    rule_below,
    said,
    top,
)
from vietnamese.dates import long_date

pytestmark = pytest.mark.django_db

Visitor = Callable[..., Any]

TITLE = "Tổng kết công tác Hội và phong trào phụ nữ"
RESULTS, TARGETS = "II. KẾT QUẢ THỰC HIỆN", "I. CHỈ TIÊU"
SIGNER = "Thượng tá Trương Thị Bích Đào"
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TOO_HIGH = "Chỉ tiêu 95% hội viên hoàn thành tốt nhiệm vụ là cao so với thực tế."
NEW_TARGET = "Hằng năm, có từ 92% hội viên trở lên hoàn thành tốt nhiệm vụ."


@dataclass
class Story:
    """Where it has come to: the windows of the staff, and the addresses that they came across."""

    staff: Any
    editor: Any
    document: str = ""
    round: str = ""
    paper: str = ""
    pdf: bytes = b""


@pytest.fixture(scope="module")
def third_unit(demo: Made) -> str:
    """The sign-in of one more hội cơ sở, whose comments will be late."""
    from members.access.models import Account

    account = Account.objects.get(grants__unit=demo.branches[6], grants__role="branch_committee")
    account.set_password(PASSWORD)
    account.must_change_password = False
    account.save()
    return account.username


def test_a_report_goes_from_its_outline_to_the_issued_paper(
    demo: Made, third_unit: str, running_worker: Worker, visitor: Visitor
) -> None:
    story = Story(visitor(), visitor())
    pages.sign_in(story.staff, "thuongtruc")
    pages.sign_in(story.editor, "noidung")
    _write_the_outline(story)
    _import_the_word_report(story)
    _write_both_in_one_section(story)
    _ask_three_units(story, demo, third_unit, visitor)
    _answer_all(story)
    _compare_the_drafts(story)
    _have_it_approved(story, visitor)
    _have_it_adopted(story)
    _issue(story)
    _look_at_the_paper(story)
    _scan_the_code(story, visitor)
    _export_the_congress_file(story, demo)


def _write_the_outline(story: Story) -> None:
    staff = story.staff
    story.document = drafts.begin(
        staff, type_name="Báo cáo chính trị", team="Cù Thị Minh Nguyệt", due_on=timezone.localdate() + timedelta(days=20)
    )
    pages.picture(staff, "document")
    assert staff.get_by_role("heading", name="IV. CHỈ TIÊU").count() == 1
    drafts.make_version(staff, story.document, "Đề cương")
    staff.goto(story.document)
    staff.get_by_role("button", name="Chuyển sang soạn thảo").click()
    staff.get_by_text("Văn kiện đang ở bước soạn thảo.").wait_for()


def _import_the_word_report(story: Story) -> None:
    """It asks about the tracked changes before it reads, and shows what will become of the file before it takes it."""
    staff = story.staff
    drafts.upload_word(staff, story.document, word_file.report())
    staff.get_by_text("1 chỗ thêm, 1 chỗ xoá được theo dõi (Track Changes) và 1 ghi chú").wait_for()
    staff.get_by_label("Chấp nhận mọi sửa đổi").check()
    staff.get_by_role("button", name="Đọc tiếp").click()
    staff.get_by_text("5 mục có tiêu đề").wait_for()
    pages.picture(staff, "word-preview")
    preview = staff.inner_text(".preview-text")
    assert "Hằng năm, có từ 95% hội viên trở lên hoàn thành tốt nhiệm vụ." in preview
    assert "90% hội viên" not in preview
    assert staff.get_by_text("Lấy số liệu năm nào?").count() == 1
    drafts.take_word(staff)
    headings = staff.locator(f"{drafts.SECTION} .paper-heading").all_inner_texts()
    assert [" ".join(words.split()) for words in headings] == [
        "Phần I TỔNG KẾT CÔNG TÁC HỘI",
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        RESULTS,
        "Phần II PHƯƠNG HƯỚNG NHIỆM KỲ TỚI",
        TARGETS,
    ]


def _write_both_in_one_section(story: Story) -> None:
    """Two write in one section at once: whoever saves second sees both texts, and both stay."""
    staff, editor = story.staff, story.editor
    first, second = (drafts.open_section(page, story.document, RESULTS) for page in (staff, editor))
    drafts.write_before(staff, first, "Phong trào thi đua được", "Năm năm qua, ")
    staff.keyboard.press("ControlOrMeta+b")
    staff.keyboard.type("chín mô hình được nhân rộng. ")
    drafts.save_section(staff)
    staff.get_by_text("chín mô hình được nhân rộng.").wait_for()
    assert staff.locator(".paper-text strong").inner_text().strip() == "chín mô hình được nhân rộng."

    second.locator("p").first.click(position={"x": 4, "y": 8})
    editor.keyboard.press("Home")
    editor.keyboard.type("Kết quả rõ rệt. ")
    drafts.save_section(editor)
    editor.get_by_role("heading", name="Hai người cùng sửa mục này").wait_for()
    pages.picture(editor, "both")
    mine, theirs = editor.get_by_role("heading", name="Bản của bạn"), editor.get_by_role("heading", name="Bản của Hứa Thị")
    assert "Kết quả rõ rệt." in mine.locator("..").inner_text()
    assert "chín mô hình" in theirs.locator("..").inner_text()
    editor.locator(".prose-editor [role=textbox]").wait_for()
    drafts.save_section(editor)
    editor.get_by_text("Đã lưu mục").wait_for()
    text = editor.locator(drafts.SECTION, has=editor.get_by_role("heading", name=RESULTS)).inner_text()
    assert "Kết quả rõ rệt. Các cấp Hội" in text
    assert "Năm năm qua, chín mô hình được nhân rộng. Phong trào thi đua được" in text


# ---- comments --------------------------------------------------------------------------------------------------------


def _ask_three_units(story: Story, demo: Made, third_unit: str, visitor: Visitor) -> None:
    staff = story.staff
    units = [demo.groups[0][0].name, demo.branches[11].name, demo.branches[6].name]
    drafts.make_version(staff, story.document, "Dự thảo 1")
    assert "lấy ý kiến các đơn vị" in drafts.said_next(staff, story.document)
    story.round = drafts.open_round(staff, story.document, units, closes_on=timezone.localdate() + timedelta(days=7))

    phone = visitor(phone=True)
    pages.sign_in(phone, "chihoi")
    drafts.open_draft(phone, "Dự thảo 1")
    assert pages.fits(phone)
    drafts.type_comment(phone, "Hằng năm, có từ 95%", TOO_HIGH, NEW_TARGET)
    phone.get_by_role("button", name="Gửi ý kiến").click()
    phone.get_by_text("Đã gửi ý kiến số 1.").wait_for()
    pages.picture(phone, "phone-comment")
    assert pages.fits(phone)
    phone.get_by_role("link", name="Đã góp ý xong").click()
    for label, number in (("Số hội nghị đã tổ chức", 1), ("Số lượt người dự", 12), ("Số ý kiến phát biểu", 4)):
        phone.get_by_label(label).fill(str(number))
    phone.get_by_role("button", name="Báo đã góp ý xong").click()
    phone.get_by_text("1 hội nghị, 12 lượt người, 4 ý kiến phát biểu").wait_for()

    desk = visitor()
    pages.sign_in(desk, "hoicoso")
    drafts.open_draft(desk, "Dự thảo 1")
    rows = [
        ("Phần II, mục I", f"{TOO_HIGH[:-1]} các đơn vị."),
        ("Phần I, mục I", "Nên nêu rõ số hội cơ sở, chi hội."),
        ("Phần I, mục II", "Nên có điển hình cụ thể."),
    ]
    drafts.send_table(desk, drafts.table_of(rows), len(rows))

    late = visitor()
    pages.sign_in(late, third_unit)
    drafts.open_draft(late, "Dự thảo 1")
    drafts.type_comment(late, "Phong trào thi đua được", "Nêu tên một vài mô hình tiêu biểu.")
    drafts.close_round(staff, story.round)
    late.get_by_role("button", name="Gửi ý kiến").click()
    late.get_by_text("Nội dung không mất").wait_for()
    pages.picture(late, "late")

    staff.goto(story.round)
    staff.get_by_role("link", name="Xem xét").click()
    staff.get_by_role("button", name="Nhận", exact=True).click()
    staff.get_by_text("Đã nhận ý kiến số 5.").wait_for()


def _answer_all(story: Story) -> None:
    staff = story.staff
    assert "Còn 5 trong 5 ý kiến" in drafts.said_next(staff, story.document)
    drafts.follow(staff, story.document)
    synthesis = staff.url
    pages.picture(staff, "synthesis")
    staff.get_by_role("link", name="Ý kiến gần giống nhau").click()
    assert re.search(r"Số 2 · .* giống \d\d ?%", staff.inner_text("main"))
    staff.get_by_role("button", name="Gộp các ý kiến đánh dấu vào số 1").click()
    staff.get_by_text("Đã gộp 1 ý kiến vào ý kiến số 1").wait_for()

    staff.goto(synthesis)
    one = staff.locator("article.said", has_text="Nên nêu rõ số hội cơ sở")
    one.get_by_text("Trả lời", exact=True).click()
    one.get_by_label("Giải trình", exact=True).check()
    one.get_by_label("Nội dung tiếp thu, giải trình").fill("Số hội cơ sở, chi hội đã nêu ở báo cáo kiểm điểm.")
    one.get_by_role("button", name="Lưu trả lời").click()
    staff.locator("article.said-answered", has_text="báo cáo kiểm điểm").wait_for()

    for number in (4, 5):
        staff.get_by_label(f"Chọn ý kiến số {number}").check()
    staff.get_by_role("button", name="Trả lời cùng một cách").click()
    staff.get_by_label("Tiếp thu toàn bộ").check()
    staff.get_by_label("Nội dung tiếp thu, giải trình").fill("Đã nêu ở mục kết quả.")
    staff.get_by_role("button", name="Trả lời 2 ý kiến").click()
    staff.get_by_text("Đã trả lời 2 ý kiến").wait_for()

    staff.get_by_label("Chọn ý kiến số 1").check()
    staff.get_by_role("button", name="Tiếp thu vào dự thảo").click()
    staff.get_by_label("Lời văn mới").fill(NEW_TARGET)
    pages.picture(staff, "take-over")
    staff.get_by_role("button", name="Lưu vào dự thảo và trả lời").click()
    staff.get_by_text("Đã sửa dự thảo và trả lời 1 ý kiến").wait_for()
    assert "5 / 5" in staff.inner_text(".synthesis-progress")
    change = staff.locator("article.said", has_text="Đã sửa dự thảo").locator(".said-change")
    assert "từ 95% hội viên" in change.locator("del").inner_text()
    assert NEW_TARGET in change.locator("ins").inner_text()

    staff.get_by_role("button", name="Công bố").click()
    agreed = "Đã công bố trả lời của vòng 1"
    drafts.agree_in_dialog(staff, "Công bố")
    staff.get_by_text(agreed).wait_for()
    drafts.follow(staff, story.document)
    staff.get_by_role("button", name="Về soạn thảo").click()
    staff.locator(".next-step").wait_for()


def _compare_the_drafts(story: Story) -> None:
    """On the screen and as a PDF."""
    staff = story.staff
    drafts.make_version(staff, story.document, "Dự thảo 2")
    staff.get_by_role("link", name="So với Dự thảo 1").click()
    pages.picture(staff, "compare")
    assert "1 đoạn sửa" in staff.inner_text(".compare-totals")
    assert staff.locator(".change del").all_inner_texts() == ["95%"]
    assert staff.locator(".change ins").all_inner_texts() == ["92%"]
    staff.get_by_role("button", name="Bản PDF").click()
    staff.wait_for_url("**/printing/*/")
    whole = "\n".join(pages.printed(staff))
    assert "Dự thảo 1" in whole
    assert "92%" in whole


# ---- approval, adoption, issue ---------------------------------------------------------------------------------------


def _have_it_approved(story: Story, visitor: Visitor) -> None:
    """The leadership returns it once with a reason; changed and sent again it goes on where it stopped."""
    staff, head, leadership = story.staff, visitor(), visitor()
    drafts.follow(staff, story.document)
    assert "Chưa ghi họ tên người ký." in staff.inner_text("main")
    staff.get_by_role("link", name="Phần đầu, nơi nhận, chữ ký").click()
    staff.get_by_label("Người ký", exact=True).fill(SIGNER)
    staff.get_by_role("button", name="Lưu").click()
    staff.get_by_text("Đã lưu phần đầu và phần ký.").wait_for()
    drafts.follow(staff, story.document)
    assert "sẽ phải có trước khi ban hành" not in staff.inner_text("main")
    drafts.send_up(staff)

    pages.sign_in(head, "truongban")
    drafts.decide(head, "Đồng ý")
    pages.sign_in(leadership, "lanhdao")
    drafts.decide(leadership, "Trả lại", "Đề nghị nêu rõ ai phụ trách chỉ tiêu.")
    staff.goto(story.document)
    assert "Đề nghị nêu rõ ai phụ trách chỉ tiêu." in staff.locator(".panel-wide").inner_text()
    pages.picture(staff, "returned-document")
    written = drafts.open_section(staff, story.document, TARGETS)
    drafts.write_before(staff, written, "Đại hội giao Ban Chấp hành", "Mỗi chỉ tiêu có một đồng chí phụ trách. ")
    drafts.save_section(staff)
    staff.get_by_text("Mỗi chỉ tiêu có một đồng chí phụ trách.").wait_for()
    staff.goto(story.document)
    staff.get_by_role("link", name="Chuỗi duyệt, ý kiến").click()
    staff.get_by_role("link", name="Trình duyệt lại").click()
    drafts.send_up(staff)
    drafts.decide(leadership, "Đồng ý")

    drafts.follow(staff, story.document)
    staff.get_by_role("link", name="Ghi ý kiến của cơ quan này").click()
    staff.get_by_label("Đồng ý", exact=True).check()
    staff.get_by_label("Ngày cho ý kiến").fill(f"{timezone.localdate():%d/%m/%Y}")
    staff.get_by_role("button", name="Lưu ý kiến").click()
    pages.picture(staff, "chain")
    staff.get_by_role("button", name="Lập bản trình đại hội").click()
    staff.get_by_text("đang trình đại hội").first.wait_for()


def _have_it_adopted(story: Story) -> None:
    staff, today = story.staff, timezone.localdate()
    drafts.follow(staff, story.document)
    drafts.fill_vote(staff, on=today, present=147, in_favour=73, against=74)
    staff.get_by_role("button", name="Ghi đại hội đã thông qua").click()
    staff.get_by_text("Chưa đủ để thông qua: 73 đồng ý").first.wait_for()
    drafts.fill_vote(staff, on=today, present=147, in_favour=146, against=1)
    staff.get_by_role("button", name="Ghi đại hội đã thông qua").click()
    staff.get_by_text("Đã ghi đại hội thông qua").wait_for()


def _issue(story: Story) -> None:
    staff = story.staff
    drafts.follow(staff, story.document)
    pages.picture(staff, "issue")
    number = re.search(r"\d\d/BC-BPN", staff.inner_text("main"))
    assert number is not None
    staff.get_by_role("button", name="Cấp số và ban hành").click()
    drafts.agree_in_dialog(staff, "Cấp số và ban hành")
    staff.get_by_text("Đã ban hành").first.wait_for()
    assert number[0] in staff.inner_text("main")
    staff.get_by_role("link", name="Mở trong sổ văn bản").click()
    story.pdf = drafts.fetched(staff, drafts.wait_for_link(staff, "Mở PDF"))
    story.paper = staff.url
    pages.picture(staff, "paper")
    assert hashlib.sha256(story.pdf).hexdigest() in staff.inner_text("main")


# ---- what comes out --------------------------------------------------------------------------------------------------


def _look_at_the_paper(story: Story) -> None:
    """Beside the sample of the decree's appendix III (formats.md §7)."""
    with pages_of(story.pdf) as sheets:
        first, last = sheets[0], sheets[-1]
        assert len(sheets) > 1
        assert {(round(sheet.width / MM), round(sheet.height / MM)) for sheet in sheets} == {(210, 297)}
        _look_at_the_head(first)
        title = f"{TITLE} nhiệm kỳ"
        assert face(first, "BÁO CÁO") == (14, "Bold")
        assert face(first, title) == (14, "Bold")
        assert middle(first, "BÁO CÁO") == pytest.approx(MIDDLE, abs=0.5)
        assert bottom(first, "Số:") < top(first, "BÁO CÁO") < top(first, title) < top(first, "Báo cáo đánh giá kết quả")
        assert face(first, "I. ĐẶC ĐIỂM TÌNH HÌNH") == (14, "Bold")
        assert left(first, "Báo cáo đánh giá kết quả") == pytest.approx(42.7, abs=0.5)
        assert face(first, "Báo cáo đánh giá kết quả") == (14, "Regular")
        for sheet in sheets:
            start, end = inked(sheet)
            assert start >= 29.5
            assert end <= 195.5
        _look_at_the_end(last)
        assert "\n".join(said(sheet) for sheet in sheets).count("./.") == 1
        assert [_page_number(sheet) for sheet in sheets] == ["", *map(str, range(2, len(sheets) + 1))]


def _look_at_the_head(page: Any) -> None:
    """Boxes 1 to 4: two columns, number and day on one line."""
    day = f"Hà Sơn, {long_date(timezone.localdate())}"
    number = re.search(r"Số: \d\d/BC-BPN", said(page))
    assert number is not None
    assert face(page, COUNTRY) == (13, "Bold")
    assert face(page, MOTTO) == (14, "Bold")
    assert 20 <= top(page, COUNTRY) <= 26
    assert right(page, COUNTRY) <= 195.5
    assert middle(page, COUNTRY) == pytest.approx(middle(page, MOTTO), abs=0.5)
    assert rule_below(page, MOTTO) == pytest.approx(right(page, MOTTO) - left(page, MOTTO), abs=1)
    assert face(page, "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI") == (12, "Regular")
    assert right(page, "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI") < left(page, COUNTRY)
    assert face(page, number[0]) == (13, "Regular")
    assert middle(page, number[0]) == pytest.approx(middle(page, "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI"), abs=0.5)
    assert face(page, day) == (14, "Italic")
    assert middle(page, day) == pytest.approx(middle(page, MOTTO), abs=0.5)
    assert bottom(page, number[0]) == pytest.approx(bottom(page, day), abs=0.5)


def _look_at_the_end(page: Any) -> None:
    """Boxes 7 and 9b: recipients on the left, the signature on the right, on one level."""
    assert face(page, "Nơi nhận:") == (12, "BoldItalic")
    assert face(page, "- Đại biểu dự Đại hội;") == (11, "Regular")
    assert left(page, "Nơi nhận:") == pytest.approx(30, abs=0.5)
    assert left(page, "- Lưu: Hồ sơ Đại hội.") == pytest.approx(30, abs=0.5)
    assert face(page, "TM. ĐOÀN CHỦ TỊCH") == (14, "Bold")
    assert face(page, SIGNER) == (14, "Bold")
    assert top(page, "Nơi nhận:") == pytest.approx(top(page, "TM. ĐOÀN CHỦ TỊCH"), abs=1.5)
    assert middle(page, "TM. ĐOÀN CHỦ TỊCH") == pytest.approx(150, abs=1)
    assert middle(page, SIGNER) == pytest.approx(150, abs=1)
    assert top(page, SIGNER) - bottom(page, "TM. ĐOÀN CHỦ TỊCH") == pytest.approx(28, abs=2)
    assert top(page, "chương trình hành động./.") < top(page, "Nơi nhận:")


def _page_number(page: Any) -> str:
    """The figures in the upper margin, in the middle of the text, 10 mm from the edge."""
    above = [letter for letter in page.chars if letter["bottom"] < 20 * MM]
    if not above:
        return ""
    assert (above[0]["x0"] + above[-1]["x1"]) / 2 / MM == pytest.approx(MIDDLE, abs=1)
    assert (above[0]["top"] + above[0]["bottom"]) / 2 / MM == pytest.approx(10, abs=1.5)
    return "".join(letter["text"] for letter in above)


def _scan_the_code(story: Story, visitor: Visitor) -> None:
    """Whoever scans the QR code needs no sign-in, and sees what is confirmed and nothing else."""
    story.staff.goto(story.paper)
    symbol = re.search(r"\d\d/BC-BPN", story.staff.inner_text("main"))
    assert symbol is not None
    address = story.staff.locator("#dia-chi-xac-minh").evaluate("one => one.value || one.innerText").strip()
    assert drafts.shows_qr(story.pdf, address)
    assert not drafts.shows_qr(story.pdf, f"{address[:-1]}{'a' if address[-1] != 'a' else 'b'}")

    stranger = visitor(phone=True)
    stranger.goto(address)
    pages.picture(stranger, "verified")
    assert pages.fits(stranger)
    shown = stranger.locator("dl.register-verified dd").all_inner_texts()
    expected = [symbol[0], f"{timezone.localdate():%d/%m/%Y}", TITLE, SIGNER, hashlib.sha256(story.pdf).hexdigest()]
    assert [len(shown), *[one in found for one, found in zip(expected, shown, strict=True)]] == [5, *[True] * 5]
    stranger.set_input_files("input[type=file]", {"name": "bc.pdf", "mimeType": "application/pdf", "buffer": story.pdf})
    stranger.get_by_role("button", name="So tệp").click()
    stranger.get_by_text("Trùng khớp.").wait_for()


def _export_the_congress_file(story: Story, demo: Made) -> None:
    """One PDF with bookmarks that lead to each document, and a ZIP whose hashes are those of its files."""
    assert demo.next is not None
    staff = story.staff
    staff.goto(f"/terms/{demo.next.pk}/")
    staff.get_by_role("link", name=re.compile("^Hồ sơ đại hội")).click()
    pages.picture(staff, "congress-file")
    staff.get_by_role("button", name="Đóng hồ sơ").click()
    staff.get_by_role("heading", name="Trong hồ sơ", exact=True).wait_for(timeout=pages.PRINTED_WITHIN)
    pages.picture(staff, "bundle")
    assert staff.locator("tbody tr", has_text="BC-BPN").count() >= 1
    whole = drafts.fetched(staff, staff.get_by_role("link", name="Mở PDF"))
    archive = drafts.fetched(staff, staff.get_by_role("link", name="Tải ZIP"))
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    told = json.loads(files["muc-luc.json"])
    sums = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert told["bundle"]["sha256"] == hashlib.sha256(whole).hexdigest()
    assert story.pdf in files.values()
    with pikepdf.open(io.BytesIO(whole)) as document, document.open_outline() as outline:
        marks = [str(mark.title) for chapter in outline.root for mark in (chapter, *chapter.children)]
    assert [one["title"] for one in told["documents"] if not any(one["title"] in mark for mark in marks)] == []


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def standing(live_browser: Any, address: str) -> Iterator[Any]:
    """The staff in one window, for what is left."""
    from tests.conftest import open_page

    for page in open_page(live_browser, address, viewport={"width": 1366, "height": 768}):
        page.context.set_default_timeout(30_000)
        pages.sign_in(page, "thuongtruc")
        yield page


def page_of(demo: Made, name: str) -> str:
    assert demo.written is not None
    return f"/drafting/{demo.written.documents[name].pk}/"


def long_report() -> bytes:
    """So many paragraphs that reading them takes a while."""
    made = docx.Document()
    one = made.add_paragraph(word_file.LONG)._p
    for _ in range(2500):
        one.addnext(deepcopy(one))
    return word_file.saved(made)


def look_after_word_files() -> None:
    """What beat does after the claim of the dead has ended."""
    from documents.drafting.actions.word_uploads import READINGS
    from documents.drafting.models import WordUpload

    past = timezone.now() - timedelta(minutes=10)
    WordUpload.objects.filter(claimed_until__isnull=False).update(claimed_until=past)
    READINGS.queue_again()


def test_a_word_file_whose_reader_is_killed_is_read_by_the_next(demo: Made, running_worker: Worker, standing: Any) -> None:
    from documents.drafting.models import WordUpload

    drafts.upload_word(standing, page_of(demo, "review"), long_report(), "dai.docx")
    standing.wait_for_url("**/word/*/")
    number = int(standing.url.rstrip("/").rsplit("/", 1)[1])
    for _ in range(1500):
        if WordUpload.objects.get(pk=number).state == "reading":
            break
        time.sleep(0.02)
    running_worker.kill()
    assert WordUpload.objects.get(pk=number).state == "reading"

    running_worker.start()
    committed(look_after_word_files)

    standing.get_by_role("button", name="Nhập vào văn kiện").wait_for(timeout=pages.PRINTED_WITHIN)
    assert "2.501 đoạn" in standing.inner_text("main")


def test_letters_outside_the_font_are_named_before_anything_is_printed(demo: Made, running_worker: Worker, standing: Any) -> None:
    document = page_of(demo, "rules")
    written = drafts.open_section(standing, document, "Điều 1.")
    written.locator("p").first.click(position={"x": 4, "y": 8})
    standing.keyboard.insert_text("Chúc mừng 😀 ")
    drafts.save_section(standing)
    standing.get_by_text("Chúc mừng 😀").first.wait_for()

    standing.goto(document)
    standing.get_by_role("button", name="In lời văn đang soạn (PDF)").click()

    standing.get_by_text("“😀” (U+1F600)").first.wait_for(timeout=pages.PRINTED_WITHIN)
    pages.picture(standing, "letters")
    assert standing.get_by_role("link", name="Mở PDF").count() == 0
