"""Long texts by position: headings, lists, annexes, and what stays together at the end of a page."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string

from benchmarks.report import paragraph
from documents.printing.forms import Piece
from tests.documents.printing.sample_paper import HEAD, SIGNATURE

MM = 72 / 25.4
Make = Callable[..., bytes]
Open = Callable[[bytes], Any]
SHORT_LAST = "<p>Báo cáo kết thúc./.</p>"
LONG_LAST = f"<p>{paragraph(Random(3)).rstrip('.')}./.</p>"


def report(paragraphs: int, *, last: str, filler: int = 0) -> str:
    """filler: points of white at the top, so that the end falls elsewhere on its page."""
    head = render_to_string("print/_head.html", {"head": HEAD})
    text = "".join(f"<p>{paragraph(Random(n))}</p>" for n in range(paragraphs))
    signature = render_to_string("print/_signature.html", {"signature": SIGNATURE})
    return f'{head}<div style="height: {filler}pt"></div>{text}<div class="cuoi">{last}{signature}</div>'


def rows_of(page: Any) -> list[str]:
    """The lines of the text, without the page number."""
    found = page.within_bbox((0, 18 * MM, page.width, page.height)).extract_text().splitlines()
    return [line.strip() for line in found]


@pytest.mark.parametrize("last", [SHORT_LAST, LONG_LAST], ids=["one line", "a paragraph"])
@pytest.mark.parametrize("filler", range(0, 680, 45))
def test_the_signature_never_stands_without_two_lines_of_text(make_pdf: Make, open_pdf: Open, last: str, filler: int) -> None:
    pages = open_pdf(make_pdf(Piece(report(9, last=last, filler=filler)))).pages
    signed = [page for page in pages if "TRƯỞNG BAN" in page.extract_text()]

    assert signed == pages[-1:]
    rows = rows_of(signed[0])
    block = next(n for n, row in enumerate(rows) if "Nơi nhận:" in row)
    assert block >= 2
    assert rows[block - 1].endswith("./.")
    assert "Thiếu tá Nguyễn Thị Thủy" in " ".join(rows)


@pytest.mark.parametrize("filler", range(0, 60, 8))
def test_no_page_ends_or_begins_with_a_single_line_of_a_paragraph(make_pdf: Make, open_pdf: Open, filler: int) -> None:
    pages = open_pdf(make_pdf(Piece(report(30, last=LONG_LAST, filler=filler)))).pages

    for before, after in pairwise(pages):
        last_lines, first_lines = lines_at(before)[-2:], lines_at(after)[:2]
        # a paragraph's first line is indented; a page's last line is not one unless its paragraph ends there too
        if is_indented(last_lines[-1]):
            assert is_indented(first_lines[0])
        # when a page begins in the middle of a paragraph, the paragraph goes on below that line
        if not is_indented(first_lines[0]):
            assert not is_indented(first_lines[1])


def lines_at(page: Any) -> list[Any]:
    body = page.within_bbox((0, 18 * MM, page.width, page.height))
    return list(body.extract_text_lines())


def is_indented(line: Any) -> bool:
    return bool(line["x0"] > 30 * MM + 12 * MM)


@pytest.mark.parametrize("filler", range(500, 640, 12))
def test_a_heading_never_ends_a_page(make_pdf: Make, open_pdf: Open, filler: int) -> None:
    html = f'<div style="height: {filler}pt"></div><h2 class="giua">Phần I<br>KẾT QUẢ</h2>'
    html += f"<h3>Điều 1. Phạm vi</h3><p>{paragraph(Random(1))} {paragraph(Random(2))}</p>"

    pages = open_pdf(make_pdf(Piece(html))).pages

    assert [len(pages[0].search(text)) for text in ("Phần I", "KẾT QUẢ", "Điều 1")] in ([0, 0, 0], [1, 1, 1])
    if pages[0].search("Điều 1"):
        rows = rows_of(pages[0])
        assert len(rows) - next(n for n, row in enumerate(rows) if "Điều 1" in row) > 2


def test_parts_and_chapters_have_their_number_on_a_line_of_its_own(make_pdf: Make, open_pdf: Open) -> None:
    html = '<h2 class="giua">Chương II<br>TỔ CHỨC THỰC HIỆN</h2><p>Nội dung.</p>'

    page = open_pdf(make_pdf(Piece(html))).pages[0]

    number, title = page.search("Chương II")[0], page.search("TỔ CHỨC THỰC HIỆN")[0]
    assert title["top"] > number["bottom"] - 3
    for found in (number, title):
        assert (found["x0"] + found["x1"]) / 2 == pytest.approx(112.5 * MM, abs=MM)
        assert all("Bold" in char["fontname"] for char in found["chars"] if char["text"].strip())


def test_annexes_count_their_own_pages_upright_and_across(make_pdf: Make, open_pdf: Open) -> None:
    long = "".join(f"<p>{paragraph(Random(n))}</p>" for n in range(16))
    annex = f'<h1 class="phu-luc">Phụ lục I</h1><p class="giua">Danh mục</p>{long}'

    pages = open_pdf(make_pdf(Piece(report(9, last=LONG_LAST)), Piece(annex), Piece(annex, style="annex-landscape"))).pages

    shown = numbers(pages)
    starts = [n for n, number in enumerate(shown) if not number]
    assert len(starts) == 3
    for start, end in pairwise([*starts, len(shown)]):
        assert shown[start:end] == ["", *(str(n) for n in range(2, end - start + 1))]
        assert end - start > 1
    across = [page for page in pages if page.width > page.height]
    assert len(across) >= 2
    assert min(char["x0"] for char in across[0].chars) >= 30 * MM - 1.5
    assert max(char["x1"] for char in across[0].chars if char["text"].strip()) <= 282 * MM + 1.5
    assert max(char["bottom"] for char in across[0].chars) <= 195 * MM + 1


def numbers(pages: Sequence[Any]) -> list[str]:
    return ["".join(char["text"] for char in page.chars if char["top"] < 20 * MM - 3) for page in pages]


def test_the_heading_of_a_table_in_a_text_repeats_and_no_row_is_split(make_pdf: Make, open_pdf: Open) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{paragraph(Random(n))}</td></tr>" for n in range(1, 13))
    columns = '<colgroup><col style="width: 12mm"><col style="width: 153mm"></colgroup>'
    head = '<thead><tr><th scope="col">STT</th><th scope="col">Chỉ tiêu</th></tr></thead>'

    pages = open_pdf(make_pdf(Piece(f'<table class="bang">{columns}{head}<tbody>{rows}</tbody></table>'))).pages

    assert len(pages) > 1
    assert all(page.search("Chỉ tiêu") for page in pages)
    assert all(rows_of(page)[1].split()[0].isdigit() for page in pages)
