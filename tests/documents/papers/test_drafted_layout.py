"""Drafted papers beside appendix III of Decree 30: what stands where, in which face (formats.md §1.2, §1.3, §1.7, §2.1, §7)."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from documents.drafting.models import Document
from documents.drafting.rules.text import Section, Style
from documents.printing.actions import perform_rendering, request_rendering
from documents.printing.models import Rendering
from tests.documents.papers.measuring import (
    MIDDLE,
    MM,
    bottom,
    face,
    inked,
    is_turned,
    left,
    letters,
    middle,
    pages_of,
    right,
    rule_below,
    said,
    top,
    turned,
)
from tests.documents.papers.written import LONG, decision, item, paragraph, plan, section, table, write

Printed = Callable[[Rendering], bytes]
DATED = {"number": "5", "dated_on": "2026-02-05"}
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = {
    "profile": "dang",
    "superior": "ĐẢNG BỘ TỈNH HÀ SƠN",
    "issuer": "ĐẢNG UỶ CÔNG AN TỈNH",
    "symbol": "TTr/ĐU",
    "authority": "T/M BAN THƯỜNG VỤ\nK/T BÍ THƯ\nPHÓ BÍ THƯ",
    "recipients": "Các chi bộ trực thuộc\nLưu Văn phòng Đảng uỷ",
    "addressees": "Tỉnh uỷ Hà Sơn",
}
LEAD = [section(Style.LEAD, "", paragraph(LONG), paragraph("Đề nghị các đơn vị thực hiện./."))]


@pytest.fixture
def pdf_of(province: Any, printed: Printed) -> Callable[..., bytes]:
    def make(kind: str, sections: list[Section], **details: Any) -> bytes:
        document: Document = write(province, kind, sections, **(DATED | details))
        asked = request_rendering(form="van-ban", parameters={"document": document.pk}, by=province.head, unit=province.unit)
        return printed(asked)

    return make


def minutes() -> dict[str, Any]:
    return {"left_post": "THƯ KÝ", "preparer": "Đại uý Lê Thị Hoa", "authority": "CHỦ TOẠ", "recipients": "Lưu: VT, Hồ sơ"}


def test_submission_stands_as_the_decrees_sample(pdf_of: Any) -> None:
    pdf = pdf_of(
        "to-trinh", plan()[2:], title="Về việc xin ý kiến tổ chức Đại hội", addressees="Đảng uỷ Công an tỉnh\nCông an tỉnh"
    )

    with pages_of(pdf) as pages:
        page = pages[0]
        # 1 and 2: the two columns of the heading
        assert face(page, COUNTRY) == (13, "Bold")
        assert face(page, MOTTO) == (14, "Bold")
        assert face(page, "CÔNG AN TỈNH HÀ SƠN") == (13, "Regular")
        assert face(page, "BAN PHỤ NỮ") == (13, "Bold")
        assert 20 <= top(page, COUNTRY) <= 26
        assert middle(page, COUNTRY) == pytest.approx(middle(page, MOTTO), abs=0.5)
        assert middle(page, "CÔNG AN TỈNH HÀ SƠN") == pytest.approx(middle(page, "BAN PHỤ NỮ"), abs=0.5)
        assert right(page, "CÔNG AN TỈNH HÀ SƠN") < left(page, COUNTRY)
        assert rule_below(page, MOTTO) == pytest.approx(right(page, MOTTO) - left(page, MOTTO), abs=1)
        # 3 and 4: number and date on one line, each in the middle of its column
        assert face(page, "Số: 05/TTr-BPN") == (13, "Regular")
        assert face(page, "Hà Sơn, ngày 05 tháng 02 năm 2026") == (14, "Italic")
        assert middle(page, "Số: 05/TTr-BPN") == pytest.approx(middle(page, "BAN PHỤ NỮ"), abs=0.5)
        assert middle(page, "Hà Sơn, ngày 05 tháng 02 năm 2026") == pytest.approx(middle(page, MOTTO), abs=0.5)
        assert bottom(page, "Số: 05/TTr-BPN") == pytest.approx(bottom(page, "Hà Sơn, ngày 05"), abs=0.5)
        # 5a: type and subject in the middle of the text
        assert face(page, "TỜ TRÌNH") == (14, "Bold")
        assert face(page, "Về việc xin ý kiến tổ chức Đại hội") == (14, "Bold")
        assert middle(page, "TỜ TRÌNH") == pytest.approx(MIDDLE, abs=0.5)
        subject = right(page, "Về việc xin ý kiến tổ chức Đại hội") - left(page, "Về việc xin ý kiến tổ chức Đại hội")
        assert subject / 3 <= rule_below(page, "Về việc xin ý kiến tổ chức Đại hội") <= subject / 2
        # 9a: the dashes stand under the colon
        assert face(page, "Kính gửi:") == (14, "Regular")
        assert left(page, "- Đảng uỷ Công an tỉnh;") == pytest.approx(right(page, "Kính gửi"), abs=0.5)
        assert top(page, "- Công an tỉnh.") > top(page, "- Đảng uỷ Công an tỉnh;")
        # 6: the text, 30 to 195 mm, its first line further in
        assert face(page, "I. MỤC ĐÍCH, YÊU CẦU") == (14, "Bold")
        assert left(page, "Các cấp hội phụ nữ") == pytest.approx(42.7, abs=0.5)
        start, end = inked(page)
        assert start >= 29.5
        assert end <= 195.5


def test_submission_ends_with_recipients_beside_the_signature(pdf_of: Any) -> None:
    with pages_of(pdf_of("to-trinh", LEAD, title="Về việc xin ý kiến", addressees="Đảng uỷ")) as pages:
        page = pages[-1]
        assert face(page, "Nơi nhận:") == (12, "BoldItalic")
        assert face(page, "- Như trên;") == (11, "Regular")
        assert left(page, "Nơi nhận:") == pytest.approx(30, abs=0.5)
        assert left(page, "- Lưu: VT, BPN.") == pytest.approx(30, abs=0.5)
        assert face(page, "TM. BAN PHỤ NỮ") == (14, "Bold")
        assert face(page, "TRƯỞNG BAN") == (14, "Bold")
        assert face(page, "Thượng tá Nguyễn Thị Thuỷ") == (14, "Bold")
        # on one level, post and name in the middle of the right half, 28 mm between them
        assert top(page, "Nơi nhận:") == pytest.approx(top(page, "TM. BAN PHỤ NỮ"), abs=1.5)
        assert middle(page, "TRƯỞNG BAN") == pytest.approx(150, abs=1)
        assert middle(page, "Thượng tá Nguyễn Thị Thuỷ") == pytest.approx(150, abs=1)
        assert top(page, "Thượng tá Nguyễn Thị Thuỷ") - bottom(page, "TRƯỞNG BAN") == pytest.approx(28, abs=1.5)


@pytest.mark.parametrize(("words", "wide"), [("Khẩn", 20), ("Thượng khẩn", 40), ("Hỏa tốc", 30)])
def test_urgency_stands_below_the_number_and_circulation_in_the_corner(words: str, wide: float, pdf_of: Any) -> None:
    pdf = pdf_of("ke-hoach", LEAD, title="Tổ chức Đại hội", urgency=words, circulation="Lưu hành nội bộ", typist="PL.(300)")

    with pages_of(pdf) as pages:
        page, urgent = pages[0], words.upper()
        assert face(page, urgent) == (13, "Bold")
        assert middle(page, urgent) == pytest.approx(middle(page, "Số: 05/KH-BPN"), abs=0.5)
        assert top(page, urgent) > bottom(page, "Số: 05/KH-BPN")
        assert _frame(page, urgent) == pytest.approx((wide, 8), abs=0.6)
        # in the upper margin, above the heading, which stays where it is
        assert right(page, "LƯU HÀNH NỘI BỘ") == pytest.approx(192, abs=1)
        assert bottom(page, "LƯU HÀNH NỘI BỘ") < 20 <= top(page, COUNTRY) <= 26
        assert face(page, "PL.(300)") == (11, "Regular")


def _frame(page: Any, text: str) -> tuple[float, float]:
    """Width and height of what is drawn around a text, in mm."""
    near = [
        box
        for box in page.rects + page.curves
        if left(page, text) - 8 < box["x0"] / MM and box["x1"] / MM < right(page, text) + 8
        and top(page, text) - 4 < box["top"] / MM and box["bottom"] / MM < bottom(page, text) + 4
    ]  # fmt: skip
    across = max(box["x1"] for box in near) - min(box["x0"] for box in near)
    down = max(box["bottom"] for box in near) - min(box["top"] for box in near)
    return across / MM, down / MM


def test_decision_names_its_authority_before_what_it_decides(pdf_of: Any) -> None:
    pdf = pdf_of(
        "quyet-dinh",
        decision(),
        title="Về việc thành lập Ban Tổ chức Đại hội",
        issuing_authority="Trưởng ban Phụ nữ Công an tỉnh Hà Sơn",
        recipients="Như Điều 3\nLưu: VT, BPN",
    )

    with pages_of(pdf) as pages:
        page = pages[0]
        order = (
            "Về việc thành lập Ban Tổ chức Đại hội",
            "TRƯỞNG BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN",
            "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;",
            "Theo đề nghị của Thường trực Ban Phụ nữ.",
            "QUYẾT ĐỊNH:",
            "Điều 1.",
            "Điều 3.",
            "- Như Điều 3;",
        )
        heights = [top(page, text) for text in order]
        assert heights == sorted(heights)
        assert face(page, order[1]) == (14, "Bold")
        assert middle(page, order[1]) == pytest.approx(MIDDLE, abs=0.5)
        assert face(page, order[2]) == (14, "Italic")
        assert face(page, "QUYẾT ĐỊNH:") == (14, "Bold")
        assert middle(page, "QUYẾT ĐỊNH:") == pytest.approx(MIDDLE, abs=0.5)
        assert face(page, "Điều 1.") == (14, "Bold")
        assert face(page, "Thành lập Ban Tổ chức Đại hội gồm") == (14, "Regular")
        assert left(page, "Điều 1.") == pytest.approx(42.7, abs=0.5)


def test_letter_has_its_subject_below_the_number_and_no_title(pdf_of: Any) -> None:
    pdf = pdf_of(
        "cong-van",
        LEAD,
        title="Về việc góp ý dự thảo Báo cáo chính trị",
        addressees="Các hội cơ sở",
        address="Số 1, đường Điện Biên, phường Hà Sơn",
    )

    with pages_of(pdf) as pages:
        assert len(pages) == 1
        page = pages[0]
        about = "V/v góp ý dự thảo Báo cáo chính trị"
        assert face(page, about) == (12, "Regular")
        assert middle(page, about) == pytest.approx(middle(page, "Số: 05/BPN-PX03"), abs=0.5)
        assert 0 < top(page, about) - bottom(page, "Số: 05/BPN-PX03") < 4
        assert right(page, about) < left(page, COUNTRY) + 2
        assert "CÔNG VĂN" not in said(page)
        assert "Kính gửi: Các hội cơ sở." in said(page)
        # 13: the address in the lower margin, under a rule across the text
        assert 277 < top(page, "Số 1, đường Điện Biên") < 297
        assert max(box["width"] for box in page.rects + page.curves if box["top"] > 277 * MM) / MM == pytest.approx(165, abs=0.5)


def test_resolution_of_the_congress_has_the_congress_at_its_head(pdf_of: Any) -> None:
    pdf = pdf_of(
        "nghi-quyet-dai-hoi",
        [section(Style.BASIS, "", paragraph("Căn cứ Điều lệ Hội")), *plan()[2:]],
        title="Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030",
        superior="HỘI PHỤ NỮ CÔNG AN TỈNH HÀ SƠN",
        issuer="ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI\nNHIỆM KỲ 2025-2030",
        issuing_authority="Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI",
        authority="TM. ĐOÀN CHỦ TỊCH",
    )

    with pages_of(pdf) as pages:
        page = pages[0]
        assert face(page, "CÔNG AN TỈNH HÀ SƠN") == (13, "Bold")
        assert face(page, "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI") == (12, "Regular")
        assert COUNTRY in said(page)
        assert top(page, "NGHỊ QUYẾT") < top(page, "Căn cứ Điều lệ Hội.") < top(page, "QUYẾT NGHỊ:") < top(page, "I. MỤC ĐÍCH")
        assert middle(page, "QUYẾT NGHỊ:") == pytest.approx(MIDDLE, abs=0.5)
        assert "TM. ĐOÀN CHỦ TỊCH" in said(pages[-1])


def test_minutes_have_no_place_and_two_who_sign(pdf_of: Any) -> None:
    with pages_of(pdf_of("bien-ban", LEAD, title="Hội nghị Ban Phụ nữ", **minutes())) as pages:
        page = pages[0]
        assert "Số: 05/BB-BPN" in said(page)
        assert "Hà Sơn, ngày" not in said(page)
        assert right(page, "THƯ KÝ") < MIDDLE < left(page, "CHỦ TOẠ")
        assert top(page, "THƯ KÝ") == pytest.approx(top(page, "CHỦ TOẠ"), abs=0.5)
        assert middle(page, "Đại uý Lê Thị Hoa") == pytest.approx(middle(page, "THƯ KÝ"), abs=0.5)
        assert top(page, "Nơi nhận:") > bottom(page, "Đại uý Lê Thị Hoa")
        assert left(page, "- Lưu: VT, Hồ sơ.") == pytest.approx(30, abs=0.5)


def test_annexes_have_pages_and_numbers_of_their_own(pdf_of: Any) -> None:
    sections = [
        *plan(),
        *[section(Style.ROMAN, f"Kết quả {number}", *[paragraph(LONG) for _ in range(6)]) for number in range(3)],
        section(Style.LEAD, "", paragraph("Trân trọng./.")),
        section(Style.ANNEX, "Danh mục tài liệu", *[paragraph(LONG) for _ in range(12)], item("Nghị quyết./.")),
        section(Style.ANNEX_LANDSCAPE, "Tiến độ công việc", table(), *[paragraph(LONG) for _ in range(14)], paragraph("Hết./.")),
    ]

    with pages_of(pdf_of("bao-cao", sections, title="Kết quả công tác hội", addressees="")) as pages:
        upright = [page for page in pages if page.height > page.width]
        flat = [page for page in pages if page.height < page.width]
        assert {(round(page.width / MM), round(page.height / MM)) for page in flat} == {(297, 210)}
        assert [_page_number(page) for page in flat] == ["", "2"]
        first = next(n for n, page in enumerate(upright) if "Phụ lục I" in said(page))
        assert [_page_number(page) for page in upright] == ["", *map(str, range(2, first + 1)), "", "2"]
        annex = upright[first]
        assert face(annex, "Phụ lục I") == (14, "Bold")
        assert face(annex, "DANH MỤC TÀI LIỆU") == (14, "Bold")
        assert face(annex, "(Kèm theo Báo cáo số 05/BC-BPN") == (14, "Italic")
        assert face(annex, "ngày 05 tháng 02 năm 2026 của Ban Phụ nữ)") == (14, "Italic")
        assert COUNTRY not in said(annex)
        assert "Phụ lục II" in said(flat[0])
        assert inked(flat[0])[0] >= 29.5
        assert inked(flat[0])[1] <= 282.5


def _page_number(page: Any) -> str:
    """The figures in the upper margin, in the middle of the text, 10 mm from the edge."""
    above = [letter for letter in page.chars if letter["bottom"] < 20 * MM]
    if not above:
        return ""
    centre = (above[0]["x0"] + above[-1]["x1"]) / 2 / MM
    assert centre == pytest.approx(MIDDLE if page.height > page.width else 156, abs=1)
    assert (above[0]["top"] + above[0]["bottom"]) / 2 / MM == pytest.approx(10, abs=1.5)
    assert round(float(above[0]["size"]), 1) == 14
    return "".join(letter["text"] for letter in above)


def test_party_paper_has_the_partys_heading_and_spelling(pdf_of: Any) -> None:
    with pages_of(pdf_of("to-trinh", LEAD, title="về nhân sự Ban Phụ nữ Công an tỉnh", **PARTY)) as pages:
        page, text = pages[0], said(pages[0])
        title = "ĐẢNG CỘNG SẢN VIỆT NAM"
        assert face(page, title) == (15, "Bold")
        assert rule_below(page, title) == pytest.approx(right(page, title) - left(page, title), abs=1)
        assert COUNTRY not in text
        assert face(page, "ĐẢNG BỘ TỈNH HÀ SƠN") == (14, "Regular")
        assert face(page, "ĐẢNG UỶ CÔNG AN TỈNH") == (14, "Bold")
        assert face(page, "Số 05-TTr/ĐU") == (14, "Regular")
        assert middle(page, "*") == pytest.approx(middle(page, "ĐẢNG UỶ CÔNG AN TỈNH"), abs=1)
        assert face(page, "TỜ TRÌNH") == (16, "Bold")
        assert middle(page, "-----") == pytest.approx(MIDDLE, abs=0.5)
        assert top(page, "về nhân sự Ban Phụ nữ") < top(page, "-----") < top(page, "Kính trình:")
        assert face(page, "Kính trình:") == (14, "Italic")
        assert face(page, "T/M BAN THƯỜNG VỤ") == (14, "Bold")
        assert face(page, "K/T BÍ THƯ") == (14, "Bold")
        post = letters(page, "PHÓ BÍ THƯ")
        assert {letter["fontname"].endswith("Bold") for letter in post if letter["text"].strip()} == {False}
        assert face(page, "Nơi nhận:") == (14, "Regular")
        assert face(page, "- Các chi bộ trực thuộc;") == (12, "Regular")


@pytest.mark.parametrize("profile", ["nd30", "hoi", "hoi_gon", "dai_hoi"])
def test_no_other_profile_has_anything_of_the_partys(profile: str, pdf_of: Any) -> None:
    with pages_of(pdf_of("ke-hoach", LEAD, title="Tổ chức Đại hội", profile=profile)) as pages:
        text = said(pages[0])

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in text
    assert "T/M" not in text
    assert "-----" not in text
    assert "Số: 05/KH-BPN" in text
    assert (COUNTRY in text) == (profile != "hoi_gon")
    assert ("***" in text) == (profile == "hoi_gon")


def test_rules_issued_with_a_decision_have_neither_number_nor_signature(pdf_of: Any) -> None:
    sections = [
        section(Style.CHAPTER, "Quy định chung"),
        section(Style.ARTICLE, "Nguyên tắc", item("Tập trung dân chủ;", ordered=True), item("Công khai;", level=1, ordered=True)),
        section(Style.ARTICLE, "Hiệu lực", paragraph("Quy chế có hiệu lực từ ngày ký./.")),
    ]
    reference = "Kèm theo Quyết định số 06/QĐ-BPN ngày 05 tháng 02 năm 2026"

    with pages_of(pdf_of("quy-che", sections, title="Làm việc của Đại hội", reference=reference)) as pages:
        page, text = pages[0], said(pages[0])
        assert COUNTRY in text
        assert "Số:" not in text.replace("số 06", "")
        assert "Hà Sơn, ngày" not in text
        assert face(page, f"({reference})") == (14, "Italic")
        assert top(page, "QUY CHẾ") < top(page, "(Kèm theo") < top(page, "Chương I") < top(page, "QUY ĐỊNH CHUNG")
        assert middle(page, "Chương I") == pytest.approx(MIDDLE, abs=0.5)
        assert "1. Tập trung dân chủ;" in text
        assert "a) Công khai;" in text
        assert "TRƯỞNG BAN" not in text
        assert "Nơi nhận" not in text


def test_invitation_names_who_invites_and_who_is_invited(pdf_of: Any) -> None:
    with pages_of(
        pdf_of("giay-moi", LEAD, title="Hội nghị góp ý", addressees="Đồng chí Trần Thị Hoa, Chủ tịch hội cơ sở")
    ) as pages:
        text = " ".join(said(pages[0]).split())

    assert "Số: 05/GM-BPN" in text
    assert "BAN PHỤ NỮ trân trọng kính mời: Đồng chí Trần Thị Hoa, Chủ tịch hội cơ sở" in text


def test_speech_is_large_wide_and_unsigned(pdf_of: Any) -> None:
    sections = [section(Style.LEAD, "", paragraph("Kính thưa Đại hội!"), paragraph(LONG))]

    with pages_of(pdf_of("dien-van", sections, title="Diễn văn khai mạc Đại hội")) as pages:
        page, text = pages[0], said(pages[0])
        assert face(page, "DIỄN VĂN KHAI MẠC ĐẠI HỘI") == (16, "Bold")
        assert face(page, "Kính thưa Đại hội!") == (16, "Bold")
        assert face(page, "Các cấp hội phụ nữ") == (16, "Regular")
        first, second = (top(page, words) for words in ("Các cấp hội phụ nữ", "thời, nghiêm túc"))
        assert (second - first) * MM == pytest.approx(24, abs=0.5)
        assert top(page, "Kính thưa Đại hội!") - bottom(page, "DIỄN VĂN KHAI MẠC ĐẠI HỘI") > 4
        assert COUNTRY not in text
        assert "TRƯỞNG BAN" not in text


def test_script_table_has_the_widths_of_its_form(pdf_of: Any) -> None:
    head = "".join(f"<th>{name}</th>" for name in ("STT", "Thời gian", "Nội dung", "Lời dẫn", "Người thực hiện"))
    row = f"<tr><td>1</td><td>08h00</td><td>Chào cờ</td><td>{LONG}</td><td>Ban Tổ chức</td></tr>"
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{row * 12}</tbody></table>"

    with pages_of(
        pdf_of("kich-ban", [section(Style.UNNUMBERED, "Phiên trù bị", table(whole))], title="Kịch bản điều hành")
    ) as pages:
        found = [page.find_tables()[0] for page in pages]
        widths = [round((cell[2] - cell[0]) / MM) for cell in found[0].rows[0].cells if cell]

        assert widths == [10, 22, 30, 78, 25]
        assert len(pages) > 1
        # its heading is there again on every page
        assert all("Lời dẫn" in said(page) for page in pages)


def test_text_is_read_back_as_it_was_written(pdf_of: Any) -> None:
    decomposed = unicodedata.normalize("NFD", "Phụ nữ Công an tỉnh đoàn kết, trí tuệ, sáng tạo./.")

    with pages_of(pdf_of("ke-hoach", [section(Style.LEAD, "", paragraph(decomposed))], title="Tổ chức")) as pages:
        text = said(pages[0])

    assert "Phụ nữ Công an tỉnh đoàn kết, trí tuệ, sáng tạo./." in text
    assert text == unicodedata.normalize("NFC", text)
    assert text.count("./.") == 1


def test_end_mark_that_nobody_wrote_is_printed_once_in_each_part(pdf_of: Any) -> None:
    sections = [
        section(Style.LEAD, "", paragraph("Đề nghị các đơn vị <strong>thực hiện.</strong>")),
        section(Style.ANNEX, "Danh mục", item("Nghị quyết;"), item("Báo cáo")),
    ]

    with pages_of(pdf_of("ke-hoach", sections, title="Tổ chức")) as pages:
        assert [said(page).count("./.") for page in pages] == [1, 1]
        assert "Đề nghị các đơn vị thực hiện./." in said(pages[0])
        assert "Báo cáo./." in said(pages[1])


def test_end_mark_stands_alone_below_a_table(pdf_of: Any) -> None:
    sections = [
        section(Style.LEAD, "", paragraph("Các việc như sau:"), table()),
        section(Style.ANNEX_LANDSCAPE, "Tiến độ", table()),
    ]

    with pages_of(pdf_of("ke-hoach", sections, title="Tổ chức")) as pages:
        assert [said(page).count("./.") for page in pages] == [1, 1]
        assert all(top(page, "./.") > bottom(page, "Chuẩn bị nhân sự Ban Chấp hành") for page in pages)
        # and the signature never stands below a table alone
        assert top(pages[0], "TM. BAN PHỤ NỮ") > top(pages[0], "./.")


def test_draft_without_number_and_day_leaves_blanks(pdf_of: Any) -> None:
    with pages_of(pdf_of("ke-hoach", LEAD, title="Tổ chức Đại hội", number="", dated_on="")) as pages:
        text = "".join(letter["text"] for letter in pages[0].chars)

    assert re.search(r"Số:\s+/KH-BPN", text)
    assert re.search(r"Hà Sơn, ngày\s+tháng\s+năm 2026", text)


def test_every_page_of_a_draft_says_so_and_which_one_it_is(pdf_of: Any) -> None:
    long_plan = [*plan()[:-1], *[section(Style.ROMAN, "Nhiệm vụ", *[paragraph(LONG) for _ in range(8)]) for _ in range(2)]]

    with pages_of(pdf_of("ke-hoach", long_plan)) as pages:
        assert len(pages) > 1
        assert {turned(page) for page in pages} == {"DỰ THẢO"}
        assert all("Bản đang soạn" in said(page) for page in pages)


@pytest.mark.parametrize("count", range(5, 12))
def test_signature_never_stands_alone_on_a_page(count: int, pdf_of: Any) -> None:
    sections = [section(Style.LEAD, "", *[paragraph(LONG) for _ in range(count)], paragraph(f"{LONG[:-1]}./."))]

    with pages_of(pdf_of("ke-hoach", sections, title="Tổ chức Đại hội")) as pages:
        page = pages[-1]
        above = [
            line
            for line in page.filter(lambda one: not is_turned(one)).extract_text_lines()
            if line["bottom"] < top(page, "Nơi nhận:") * MM
        ]
        body = [line for line in above if line["x0"] / MM < 45 and line["top"] / MM > 20]

        assert len(body) >= 2
        assert top(page, "Thượng tá Nguyễn Thị Thuỷ") > top(page, "TM. BAN PHỤ NỮ")


def test_day_of_issue_follows_the_decree(pdf_of: Any) -> None:
    for day, words in ((date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"), (date(2026, 10, 5), "ngày 05 tháng 10 năm 2026")):
        with pages_of(pdf_of("ke-hoach", LEAD, title="Tổ chức", dated_on=day.isoformat())) as pages:
            assert f"Hà Sơn, {words}" in said(pages[0])


def test_bad_tables_and_endless_paragraphs_stay_on_the_page(pdf_of: Any) -> None:
    wide = "<table>" + "<tr>" + "".join(f"<td>{number}.000.000</td>" for number in range(60)) + "</tr>" * 2 + "</table>"
    ragged = (
        "<table><tr><th colspan='3'>Nhóm</th></tr><tr><td rowspan='0'>a</td><td colspan='999999'>b</td></tr><tr></tr></table>"
    )
    endless = "Phụ nữ Công an " * 3000 + "x" * 3000 + "./."
    sections = [section(Style.LEAD, "", table(wide), table(ragged), table("<table></table>"), paragraph(endless))]

    with pages_of(pdf_of("ke-hoach", sections, title="Tổ chức")) as pages:
        assert len(pages) > 5
        for page in pages:
            start, end = inked(page)
            assert start >= 29
            assert end <= 196


def test_letters_outside_the_font_are_refused_by_name(province: Any) -> None:
    document = write(province, "ke-hoach", [section(Style.LEAD, "", paragraph("Chúc mừng 😀./."))])
    asked = request_rendering(form="van-ban", parameters={"document": document.pk}, by=province.head, unit=province.unit)

    perform_rendering(asked.pk)

    asked.refresh_from_db()
    assert "“😀” (U+1F600)" in asked.error


def test_markup_in_names_is_printed_as_it_was_typed(pdf_of: Any) -> None:
    with pages_of(pdf_of("ke-hoach", LEAD, title="<b>Tổ chức</b> & <script>x</script>", signer="<i>Hoa</i>")) as pages:
        text = said(pages[0])

    assert "<b>Tổ chức</b> & <script>x</script>" in " ".join(text.split())
    assert "<i>Hoa</i>" in text
