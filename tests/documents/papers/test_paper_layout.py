"""The oracles of formats.md §7 on real PDFs."""

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pytest

from documents.layout.details import Details
from documents.papers.actions import number_cards, request_paper
from documents.papers.paper import Paper
from documents.printing.forms import REGISTRY
from documents.printing.models import Part, Rendering, RenderingState

MM = 72 / 25.4
PORTRAIT = ("thong-bao-phan-bo", "danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan", "danh-sach-du-khuyet", "giay-trieu-tap")
LISTS = ("danh-sach-dai-bieu-day-du", "danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan")

Printed = Callable[[Rendering], bytes]
Ask = Callable[..., Rendering]


@pytest.fixture
def ask() -> Ask:
    def request(province: Any, code: str, *, by: Any = None, texts: dict[str, str] | None = None, **changes: Any) -> Rendering:
        paper = REGISTRY[code]
        assert isinstance(paper, Paper)
        proposed = paper.proposed(province.congress).as_dict()
        signed = {"number": "5", "dated_on": "2026-02-05", "signer": "Thượng tá Nguyễn Thị Thuỷ", "preparer": "Đại uý Lê Thị Hoa"}
        given = {text.name: text.proposal for text in paper.texts(province.congress)} | (texts or {})
        return request_paper(
            paper=paper,
            congress=province.congress,
            details=Details.of(proposed | signed | changes),
            texts=given,
            by=by or province.head,
        )

    return request


def words(page: Any, text: str) -> list[Any]:
    """The letters of the first line in which this text stands, in their order."""
    letters = page.chars
    whole = "".join(letter["text"] for letter in letters)
    start = whole.index(text)
    return letters[start : start + len(text)]


def faces(letters: list[Any]) -> set[tuple[float, str]]:
    """Sizes, rounded as the file rounds them, and names of the fonts."""
    return {(round(letter["size"], 2), letter["fontname"]) for letter in letters if letter["text"].strip()}


def edges(letters: list[Any]) -> tuple[float, float]:
    inked = [letter for letter in letters if letter["text"].strip()]
    return min(letter["x0"] for letter in inked) / MM, max(letter["x1"] for letter in inked) / MM


def rules(page: Any) -> list[Any]:
    """Horizontal lines, which are drawn as thin boxes."""
    return [box for box in page.rects + page.curves if box["height"] < 2 and box["width"] > 5]


def rule_below(page: Any, letters: list[Any]) -> float:
    """How long, in mm, the line is that stands right below these letters.

    A border below a text is drawn as the frame of its box, of which all but the lower edge is cut away.
    """
    left, right = edges(letters)
    bottom = max(letter["bottom"] for letter in letters)
    near = [
        box
        for box in page.rects + page.curves
        if -3 < box["bottom"] - bottom < 8 and left - 1 <= box["x0"] / MM and box["x1"] / MM <= right + 1
    ]
    return float(max(near, key=lambda box: box["bottom"])["width"] / MM)


@pytest.mark.parametrize("code", [*PORTRAIT, "danh-sach-dai-bieu-day-du", "bao-cao-tham-tra"])
def test_heading_is_set_as_the_decree_says(code: str, province: Any, printed: Printed, ask: Ask) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, code)))) as document:
        page = document.pages[0]
        country, motto = words(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), words(page, "Độc lập - Tự do - Hạnh phúc")

        assert {(sized, "Bold" in face) for sized, face in faces(country)} == {(13, True)}
        assert {(sized, "Bold" in face) for sized, face in faces(motto)} == {(14, True)}
        left, right = edges(motto)
        assert abs(rule_below(page, motto) - (right - left)) < 1
        date = words(page, "Hà Sơn, ngày 05 tháng 02 năm 2026")
        assert {(sized, "Italic" in face) for sized, face in faces(date)} == {(14, True)}
        assert 20 <= min(letter["top"] for letter in country) / MM <= 26


@pytest.mark.parametrize(
    ("code", "issuer"), [("giay-trieu-tap", "BAN PHỤ NỮ"), ("bao-cao-tham-tra", "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI")]
)
def test_rule_below_the_issuer_is_a_third_to_a_half_of_its_line(
    code: str, issuer: str, province: Any, printed: Printed, ask: Ask
) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, code)))) as document:
        page = document.pages[0]
        left_half = page.crop((0, 0, 98 * MM, 60 * MM))
        lines = left_half.extract_text_lines()
        last = next(n for n, line in enumerate(lines) if line["text"].startswith("Số:"))
        widest = max(line["x1"] - line["x0"] for line in lines[:last]) / MM
        rule = min((box for box in rules(left_half)), key=lambda box: box["top"])["width"] / MM

        assert issuer in left_half.extract_text()
        assert widest / 3 <= rule <= widest / 2


@pytest.mark.parametrize("code", [*PORTRAIT, "danh-sach-dai-bieu-day-du", "bao-cao-tham-tra"])
def test_text_stays_inside_the_margins(code: str, province: Any, printed: Printed, ask: Ask) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, code)))) as document:
        for page in document.pages:
            left, right = edges(page.chars)
            assert left >= 29.5
            assert right <= page.width / MM - 15 + 0.5


@pytest.mark.parametrize("code", ["giay-trieu-tap", "thong-bao-phan-bo", "bao-cao-tham-tra"])
def test_end_of_a_letter(code: str, province: Any, printed: Printed, ask: Ask) -> None:
    pdf = printed(ask(province, code, recipients="Như trên\nĐảng uỷ Công an tỉnh\nLưu: VT, BPN"))
    with pdfplumber.open(BytesIO(pdf)) as document:
        pages = [page.extract_text() for page in document.pages]
        last = next(page for page in document.pages if "Nơi nhận:" in page.extract_text())
        recipients = words(last, "Nơi nhận:")

        assert {(sized, face.endswith("Bold-Italic")) for sized, face in faces(recipients)} == {(12, True)}
        assert {sized for sized, _face in faces(words(last, "- Lưu: VT, BPN."))} == {11}
        assert [line for line in last.extract_text().splitlines() if line.startswith("- Như trên;")]
        # the signature never stands without text of the paper, and "./." once for each main text and annex
        assert "./." in last.extract_text()
        assert last.extract_text().index("./.") < last.extract_text().index("Nơi nhận:")
        expected = {"giay-trieu-tap": len(pages), "thong-bao-phan-bo": 2, "bao-cao-tham-tra": 1}[code]
        assert sum(page.count("./.") for page in pages) == expected


def test_number_line_has_the_form_of_the_decree(province: Any, printed: Printed, ask: Ask) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, "thong-bao-phan-bo")))) as document:
        page = document.pages[0]
        number = words(page, "Số: 05/TB-BPN")
        date = words(page, "Hà Sơn, ngày")

        assert {sized for sized, _face in faces(number)} == {13}
        assert abs(number[0]["matrix"][5] - date[0]["matrix"][5]) < 1


def test_long_list_repeats_its_heading_and_counts_its_pages(make_hall: Any, printed: Printed, ask: Ask) -> None:
    province = make_hall(each=20)
    for code in LISTS:
        with pdfplumber.open(BytesIO(printed(ask(province, code)))) as document:
            pages = document.pages
            assert len(pages) >= 2
            for number, page in enumerate(pages, start=1):
                text = page.extract_text()
                assert "STT" in text
                top = page.crop((0, 0, page.width, 19 * MM)).extract_text().strip()
                assert top == ("" if number == 1 else str(number))
            letters = [letter for letter in pages[1].chars if letter["top"] < 19 * MM]
            left, right = edges(letters)
            middle = (30 + (pages[1].width / MM - 15)) / 2
            assert abs((left + right) / 2 - middle) < 1
            assert "Tổng số: 63 đại biểu" in pages[-1].extract_text()


def test_full_list_is_landscape_with_the_columns_of_the_form(province: Any, printed: Printed, ask: Ask) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, "danh-sach-dai-bieu-day-du")))) as document:
        page = document.pages[0]
        assert (round(page.width, 2), round(page.height, 2)) == (841.89, 595.28)
        uprights = sorted({round(box["x0"] / MM, 1) for box in page.rects if box["width"] < 2 and box["height"] > 5})
        assert uprights[0] == pytest.approx(30, abs=0.3)
        assert uprights[-1] == pytest.approx(282, abs=0.3)
        text = page.extract_text()
        assert all(heading in text for heading in ("Trình độ", "GDPT", "LLCT", "Số"))


def test_pdfs_are_tagged_archive_files_with_our_font_alone(province: Any, printed: Printed, ask: Ask) -> None:
    number_cards(congress=province.congress, by=province.head)
    for code in (*PORTRAIT, "danh-sach-dai-bieu-day-du", "the-dai-bieu", "bao-cao-tham-tra"):
        pdf = printed(ask(province, code))
        with pikepdf.open(BytesIO(pdf)) as document:
            root = document.Root
            assert root.Lang == "vi"
            assert bool(root.MarkInfo.Marked)
            assert "/StructTreeRoot" in root
            assert root.OutputIntents[0].S == "/GTS_PDFA1"
            assert "/ID" in document.trailer
            with document.open_metadata() as metadata:
                assert metadata["pdfaid:part"] == "2"
                assert metadata["dc:title"] == REGISTRY[code].title
            for page in document.pages:
                for font in page.Resources.get("/Font", {}).values():
                    name = str(font.BaseFont)
                    assert re.fullmatch(r"/[A-Z]{6}\+.*(VB-?Serif|Liberation-?Serif).*", name), name
                    assert "/ToUnicode" in font
        with pdfplumber.open(BytesIO(pdf)) as document:
            text = "".join(page.extract_text() for page in document.pages)
        assert unicodedata.is_normalized("NFC", text)


def test_plain_heading_of_the_union_has_no_country_name(province: Any, printed: Printed, ask: Ask) -> None:
    pdf = printed(ask(province, "danh-sach-dai-bieu-rut-gon", profile="hoi_gon"))
    with pdfplumber.open(BytesIO(pdf)) as document:
        text = document.pages[0].extract_text()
    assert "CỘNG HÒA" not in text
    assert "***" in text


def test_figures_of_the_report_add_up(province: Any, ask: Ask) -> None:
    paper = REGISTRY["bao-cao-tham-tra"]
    rendering = ask(province, "bao-cao-tham-tra")

    rows = paper.collect(rendering.parameters, province.head)["table"].rows

    assert rows[0].cells == ("", "Tổng số đại biểu", "15", "100,0", "")
    counted = 0
    for row in rows[1:]:
        if row.kind == "group":
            assert row.cells[0].endswith("(triệu tập: 15)")
            counted = 0
        elif row.cells[1] == "Cộng":
            assert row.cells[2] == str(counted) == "15"
            assert (row.cells[3] == "100,0") == (row.cells[4] == "")
        elif row.cells[0]:
            counted += int(row.cells[2])
    assert any(row.cells[1:2] == ("Chưa khai",) for row in rows)


def test_figures_of_the_notice_add_up(province: Any, ask: Ask) -> None:
    rendering = ask(province, "thong-bao-phan-bo")

    rows = REGISTRY["thong-bao-phan-bo"].collect(rendering.parameters, province.head)["table"].rows

    assert rows[-1].kind == "sum"
    assert rows[-1].cells == ("", "Tổng cộng", "3.600", "2", "12", "1", "3", "15")
    assert sum(int(row.cells[7]) for row in rows[:-1]) == province.allocation.total


def test_two_prints_of_one_content_are_one(province: Any, printed: Printed, ask: Ask) -> None:
    first, second = ask(province, "giay-trieu-tap"), None
    printed(first)
    parts = Part.objects.count()
    second = ask(province, "giay-trieu-tap")
    printed(second)

    assert first.pk != second.pk
    first.refresh_from_db()
    assert first.output_id == second.output_id
    assert Part.objects.count() == parts


def test_one_changed_delegate_costs_one_part(make_hall: Any, printed: Printed, ask: Ask) -> None:
    province = make_hall(each=20)
    printed(ask(province, "danh-sach-dai-bieu-day-du"))
    before = Part.objects.count()
    changed = province.congress.delegates.filter(is_alternate=False).order_by("pk")[25]
    changed.frozen = changed.frozen | {"home_town": "Xã Tân Hoà"}
    changed.save(update_fields=["frozen"])

    printed(ask(province, "danh-sach-dai-bieu-day-du"))

    assert before > 2
    assert Part.objects.count() == before + 1


def test_letter_outside_the_font_is_refused_with_a_sentence(province: Any, ask: Ask) -> None:
    from documents.printing.actions import perform_rendering

    for code in ("giay-trieu-tap", "danh-sach-dai-bieu-day-du"):
        rendering = ask(province, code, signer="Nguyễn 😀 Thị Thuỷ")
        perform_rendering(rendering.pk)
        rendering.refresh_from_db()

        assert rendering.state == RenderingState.FAILED
        assert "“😀” (U+1F600)" in rendering.error


def test_letter_outside_the_font_in_a_row_is_refused_too(province: Any, ask: Ask) -> None:
    from documents.printing.actions import perform_rendering

    delegate = province.congress.delegates.first()
    delegate.frozen = delegate.frozen | {"home_town": "Xã ☃"}
    delegate.save(update_fields=["frozen"])
    rendering = ask(province, "danh-sach-dai-bieu-day-du")
    perform_rendering(rendering.pk)
    rendering.refresh_from_db()

    assert "U+2603" in rendering.error


def test_badges_carry_a_random_code_and_nothing_personal(province: Any, ask: Ask) -> None:
    number_cards(congress=province.congress, by=province.head)
    rendering = ask(province, "the-dai-bieu")

    cards = REGISTRY["the-dai-bieu"].collect(rendering.parameters, province.head)["cards"]

    codes = {delegate.badge_code for delegate in province.congress.delegates.all()}
    assert {card.code for card in cards} <= codes
    assert [card.foot[-1].text for card in cards][:3] == ["Số thẻ: 001", "Số thẻ: 002", "Số thẻ: 003"]
    assert len(cards) == 15


@pytest.mark.parametrize("each", range(4, 10))
def test_total_and_signature_never_stand_alone_on_a_page(each: int, make_hall: Any, printed: Printed, ask: Ask) -> None:
    province = make_hall(each=each)

    with pdfplumber.open(BytesIO(printed(ask(province, "danh-sach-dai-bieu-rut-gon")))) as document:
        last = next(page for page in document.pages if "Tổng số:" in page.extract_text()).extract_text()
        signed = next(page for page in document.pages if "NGƯỜI LẬP BIỂU" in page.extract_text()).extract_text()

    assert last == signed
    above = last[: last.index("Tổng số:")].splitlines()
    assert sum(bool(re.match(r"\d+ ", line)) for line in above) >= 2


def test_columns_of_the_report_are_as_wide_as_the_form_says(province: Any, printed: Printed, ask: Ask) -> None:
    with pdfplumber.open(BytesIO(printed(ask(province, "bao-cao-tham-tra")))) as document:
        table = next(found for page in document.pages for found in page.find_tables() if len(found.rows) > 5)
        header = table.rows[0].cells

    widths = [round((cell[2] - cell[0]) / MM) for cell in header if cell]
    assert widths == [10, 75, 25, 25, 30]
