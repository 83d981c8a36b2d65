"""Real PDFs, read again: measures, letters, tags. They fail when a new WeasyPrint behaves differently (see engine.py)."""

import subprocess
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from documents.printing import engine, joining, planning
from documents.printing.cards import Card, Cards, Line
from documents.printing.forms import Piece
from tests.documents.printing.sample_paper import letter, table

MM = 72 / 25.4
Make = Callable[..., bytes]
Open = Callable[[bytes], Any]


def words(page: Any) -> str:
    return " ".join(page.extract_text().split())


def chars_of(page: Any, text: str) -> Any:
    """The characters of a text, found among those of the page in the order of the file."""
    at = "".join(char["text"] for char in page.chars).index(text)
    return page.chars[at : at + len(text)]


def first_char(page: Any, text: str) -> Any:
    return chars_of(page, text)[0]


@pytest.fixture
def paper(make_pdf: Make, open_pdf: Open) -> Any:
    return open_pdf(make_pdf(Piece(letter(3)))).pages[0]


def test_only_our_family_is_embedded_with_unicode(make_pdf: Make, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf(Piece(letter(3)), Piece("", table(30), style="landscape")))

    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]  # noqa: S607

    assert rows
    for row in rows:
        assert "+VB-Serif" in row
        assert row.split("Identity-H")[1].split()[:3] == ["yes", "yes", "yes"]


def test_sizes_are_those_of_the_decree(paper: Any) -> None:
    sizes = {}
    for text in ("CỘNG HÒA", "Độc lập", "Nơi nhận", "- Như trên"):
        first = first_char(paper, text)
        sizes[text] = (round(first["size"]), first["fontname"].split("VB-Serif")[1])

    assert sizes["CỘNG HÒA"] == (13, "-Bold")
    assert sizes["Độc lập"] == (14, "-Bold")
    assert sizes["Nơi nhận"] == (12, "-Bold-Italic")
    assert sizes["- Như trên"] == (11, "")


def test_text_stands_between_the_margins_of_a4(paper: Any) -> None:
    assert (round(paper.width, 1), round(paper.height, 1)) == (595.3, 841.9)
    assert min(char["x0"] for char in paper.chars) >= 30 * MM - 1.5
    assert max(char["x1"] for char in paper.chars if char["text"].strip()) <= 195 * MM + 1.5
    assert 20 * MM <= min(char["top"] for char in paper.chars) <= 26 * MM


def test_number_and_date_share_a_baseline(paper: Any) -> None:
    number, date = first_char(paper, "Số: 05/TB-BPN"), first_char(paper, "Hà Sơn, ngày 05")

    assert (round(number["size"]), round(date["size"])) == (13, 14)
    assert abs(number["matrix"][5] - date["matrix"][5]) < 0.1


def test_rules_have_their_lengths(paper: Any) -> None:
    # the border of an inline block is drawn as the space between two boxes, the others as thin boxes
    rules = [*paper.rects, *paper.curves]
    motto = chars_of(paper, "Độc lập - Tự do - Hạnh phúc")
    width = motto[-1]["x1"] - motto[0]["x0"]

    widths = [rule["x1"] - rule["x0"] for rule in rules]

    assert any(abs(found - width) < MM for found in widths)
    issuer = next(rule for rule in rules if rule["height"] < 1.5 and rule["top"] < 40 * MM)
    subject = next(rule for rule in rules if rule["height"] < 1.5 and rule["top"] > 45 * MM)
    for rule, widest in ((issuer, "CÔNG AN TỈNH HÀ SƠN"), (subject, "Đại biểu dự Đại hội")):
        line = chars_of(paper, widest)
        assert 1 / 3 <= rule["width"] / (line[-1]["x1"] - line[0]["x0"]) <= 1 / 2


def test_page_number_is_hidden_on_the_first_page_and_centred_in_the_upper_margin(make_pdf: Make, open_pdf: Open) -> None:
    pages = open_pdf(make_pdf(Piece(letter(30)))).pages

    assert not [char for char in pages[0].chars if char["top"] < 20 * MM - 3]
    number = [char for char in pages[1].chars if char["top"] < 20 * MM - 3]
    assert "".join(char["text"] for char in number) == "2"
    assert abs((number[0]["x0"] + number[0]["x1"]) / 2 - 112.5 * MM) < MM


def test_letters_in_one_part_each_begin_with_a_page_one(make_pdf: Make, open_pdf: Open) -> None:
    pages = open_pdf(make_pdf(Piece(letter(20)), Piece(letter(20)))).pages

    numbers = ["".join(char["text"] for char in page.chars if char["top"] < 20 * MM - 3) for page in pages]

    assert numbers == ["", "2", "", "2"]


@pytest.mark.parametrize("paragraphs", range(9, 17))
def test_two_lines_of_text_stay_with_the_signature(make_pdf: Make, open_pdf: Open, paragraphs: int) -> None:
    pages = open_pdf(make_pdf(Piece(letter(paragraphs)))).pages
    signed = next(page for page in pages if "TRƯỞNG BAN" in page.extract_text())

    above = signed.extract_text().split("Nơi nhận")[0].strip().splitlines()

    assert len([line for line in above if not line.isdigit()]) >= 2


def test_extracted_text_is_nfc_and_complete(paper: Any) -> None:
    text = words(paper)

    assert unicodedata.is_normalized("NFC", text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert text.count("./.") == 1


def test_file_is_tagged_pdf_a_2b_with_title_and_language(make_pdf: Make) -> None:
    with pikepdf.open(BytesIO(make_pdf(Piece(letter(3)), title="Giấy triệu tập đại biểu"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "Giấy triệu tập đại biểu"
        assert str(pdf.docinfo.Title) == "Giấy triệu tập đại biểu"
        assert str(pdf.Root.Lang) == "vi"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.Root.OutputIntents) == 1
        assert pdf.trailer.ID is not None


def test_every_mark_of_every_page_leads_to_an_element_of_that_page(make_pdf: Make) -> None:
    data = make_pdf(Piece(letter(20)), Piece("<h1>DANH SÁCH</h1>", table(120), "<p>Hết.</p>", style="landscape"))

    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        assert sorted(tree) == list(range(len(pdf.pages)))
        for page in pdf.pages:
            marks = sorted(
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            )
            elements = tree[int(page.StructParents)]
            assert marks == list(range(len(elements)))
            for mark, element in enumerate(elements):
                assert element.Pg.objgen == page.objgen
                assert mark in [int(kid) for kid in element.K if not isinstance(kid, pikepdf.Dictionary)]


def test_a_list_over_many_pages_is_one_table(make_pdf: Make) -> None:
    with pikepdf.open(BytesIO(make_pdf(Piece("<h1>DANH SÁCH</h1>", table(200), style="landscape")))) as pdf:
        tables = [element for element in pdf.Root.StructTreeRoot.K[0].K if element.S == "/Table"]

        assert len(pdf.pages) > 5
        assert len(tables) == 1
        kinds = [str(kid.S) for kid in tables[0].K]
        assert kinds == ["/THead"] + ["/TBody"] * (len(kinds) - 1)
        assert sum(len(body.K) for body in list(tables[0].K)[1:]) == 202
        assert all(body.P.objgen == tables[0].objgen for body in tables[0].K)
        first_row = tables[0].K[0].K[0]
        assert [str(cell.S) for cell in first_row.K] == ["/TH"] * 4
        assert all(str(cell.A.Scope) == "/Column" for cell in first_row.K)


def test_heading_of_a_list_repeats_and_rows_keep_to_the_page(make_pdf: Make, open_pdf: Open) -> None:
    pages = open_pdf(make_pdf(Piece("<h1>DANH SÁCH</h1>", table(120), style="landscape"))).pages

    assert all("Họ và tên" in page.extract_text() for page in pages)
    for page in pages:
        assert max(char["bottom"] for char in page.chars) <= page.height - 15 * MM + 1
    names = [line for page in pages for line in page.extract_text().splitlines() if "Trần Thị Quỳnh" in line]
    assert [int(line.split()[0]) for line in names] == list(range(1, 121))


@pytest.mark.parametrize("rows", range(20, 50, 3))
def test_two_rows_stay_with_what_stands_below_a_list(make_pdf: Make, open_pdf: Open, rows: int) -> None:
    below = "<p>Người ký</p>" * 3

    last = open_pdf(make_pdf(Piece("<h1>DANH SÁCH</h1>", table(rows), below, style="landscape"))).pages[-1].extract_text()

    assert "Người ký" in last
    assert last.count("Đại học Luật") + last.count("Tổng số") >= 2


def test_letters_outside_the_font_are_named_and_nothing_is_rendered() -> None:
    with pytest.raises(engine.LettersMissing, match=r"“☐” .U\+2610.*“中”"):
        engine.render("<p>☐ 中</p>", style="portrait")


def test_a_named_address_outside_is_never_read(make_pdf: Make) -> None:
    with pytest.raises(ValueError, match="not ours"):
        engine.OurFilesOnly().fetch("http://127.0.0.1:1/x.png")
    with pytest.raises(ValueError, match="not ours"):
        engine.OurFilesOnly().fetch("file:///etc/passwd")


def test_the_same_content_gives_the_same_bytes(make_pdf: Make) -> None:
    assert make_pdf(Piece(letter(3))) == make_pdf(Piece(letter(3)))


def test_a_draft_says_so_on_every_page(make_pdf: Make, open_pdf: Open) -> None:
    pages = open_pdf(make_pdf(Piece("", table(60), style="landscape"), watermark="DỰ THẢO")).pages

    assert len(pages) > 1
    for page in pages:
        grey = "".join(char["text"] for char in page.chars if char["non_stroking_color"] and char["non_stroking_color"][0] > 0.8)
        assert grey.replace(" ", "") == "DỰTHẢO"


def test_an_older_version_says_so_in_red_within_the_sheet(make_pdf: Make, open_pdf: Open) -> None:
    pages = open_pdf(make_pdf(Piece(letter(3)), Piece(letter(2)), watermark="HẾT HIỆU LỰC")).pages

    for page in pages:
        red = [char for char in page.chars if char["non_stroking_color"] and char["non_stroking_color"][0] > 0.9]
        assert "".join(char["text"] for char in red).replace(" ", "") == "HẾTHIỆULỰC"
        assert [round(value, 2) for value in red[0]["non_stroking_color"]] == [0.95, 0.72, 0.71]
        assert min(char["x0"] for char in red) > 0
        assert max(char["x1"] for char in red) < page.width


@pytest.mark.parametrize("style", ["portrait", "landscape"])
def test_a_note_stands_small_below_the_text_of_every_page(make_pdf: Make, open_pdf: Open, style: str) -> None:
    note = 'Dự thảo 2 - in lúc 14:05 ngày 21/11/2026; "bản {một}" \\ </style>'

    pages = open_pdf(make_pdf(Piece(letter(30), style=style), note=note)).pages

    assert len(pages) > 1
    for page in pages:
        chars = [char for char in page.chars if round(char["size"]) == 9]
        assert "".join(char["text"] for char in chars) == note
        assert min(char["top"] for char in chars) > page.height - (20 if style == "portrait" else 15) * MM
        assert max(char["bottom"] for char in chars) < page.height - 5 * MM


def test_an_element_is_found_again_after_joining(make_pdf: Make, open_pdf: Open) -> None:
    pieces = [Piece(letter(30)), Piece('<p>Phụ lục</p><p id="dich">Đích</p>', style="landscape")]
    fragments = [engine.render(**source) for source in planning.parts_of(pieces)]
    stored = [joining.Fragment.from_bytes(fragment.to_bytes()) for fragment in fragments]

    ((name, page, left, bottom, _right, top),) = joining.anchors_in(stored)

    pages = open_pdf(make_pdf(*pieces)).pages
    word = pages[page].search("Đích")[0]
    assert (name, page) == ("dich", len(pages) - 1)
    assert left <= word["x0"]
    assert pages[page].height - top <= word["top"] + 3
    assert word["bottom"] - 3 <= pages[page].height - bottom


def test_badges_stand_eight_on_a_sheet_with_their_codes(make_pdf: Make, open_pdf: Open) -> None:
    cards = tuple(Card((Line(f"Nguyễn Thị Hương {n}", 13, bold=True),), code=f"https://dh.vn/v/{n}") for n in range(20))

    data = make_pdf(Piece(cards=Cards(cards), style="badges"))

    pages = open_pdf(data).pages
    assert [page.extract_text().count("Nguyễn Thị Hương") for page in pages] == [8, 8, 4]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
