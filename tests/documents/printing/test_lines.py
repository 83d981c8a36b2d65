"""Our lines are Pango's: the same words on each, as wide and as high."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from weasyprint.text import line_break

from benchmarks.report import paragraph
from documents.printing import engine, lines

TEXT = [paragraph(Random(n)) for n in range(6)]


def style_of(html: str = "<p>x</p>") -> Any:
    """The style that a text has on a page."""
    found: list[Any] = []

    def walk(box: Any) -> None:
        if getattr(box, "text", "") == "x":
            found.append(box.style)
        for child in getattr(box, "children", []):
            walk(child)

    walk(engine._document(html, style="portrait", numbers="", pictures={}).pages[0]._page_box)
    return found[0]


@pytest.mark.parametrize("width", [120.0, 333.3, 623.6])
@pytest.mark.parametrize("html", ["<p>x</p>", "<p><b>x</b></p>", "<p><em>x</em></p>"])
def test_lines_break_where_pango_breaks_them(html: str, width: float) -> None:
    style = style_of(html)
    for text in TEXT:
        rest = text
        while rest:
            ours = lines.split_first_line(rest, style, None, width, 0)
            theirs = line_break.split_first_line(rest, style, None, width, 0)

            assert isinstance(ours[0], lines.Line)
            assert ours[0].text == theirs[0].text
            assert ours[1:3] == theirs[1:3]
            assert ours[3:] == pytest.approx(theirs[3:], abs=0.1)
            rest = rest.encode()[ours[2] :].decode() if ours[2] else ""


@pytest.mark.parametrize(("text", "width"), [(" về", 10.0), ("một hai ", 52.0), ("hai", 1000.0), ("một ", 1000.0)])
def test_spaces_at_the_ends_are_pangos_too(text: str, width: float) -> None:
    style = style_of()

    ours = lines.split_first_line(text, style, None, width, 0)
    theirs = line_break.split_first_line(text, style, None, width, 0)

    assert ours[0].text == theirs[0].text
    assert ours[1:3] == theirs[1:3]
    assert ours[3] == pytest.approx(theirs[3], abs=0.1)


def test_a_very_long_paragraph_is_broken_as_a_short_one_is() -> None:
    style = style_of()
    text = "il " * 4000

    kept, _length, resume, width, _height, _baseline = lines.split_first_line(text, style, None, 623.6, 0)

    assert width <= 623.6
    assert resume is not None
    assert width + lines._width_of("il ", "Regular") * style["font_size"] > 623.6
    assert kept.text == text[: len(kept.text)]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="letter-spacing: 1px">x</p>',
        '<p style="text-decoration: underline">x</p>',
        '<p style="font-family: serif">x</p>',
        '<p style="white-space: pre-wrap">x</p>',
    ],
)
def test_what_is_not_plain_is_left_to_pango(html: str) -> None:
    assert not isinstance(lines.split_first_line("một hai", style_of(html), None, 500, 0)[0], lines.Line)


def test_a_word_longer_than_its_line_and_letters_that_combine_are_left_to_pango() -> None:
    style = style_of()

    assert not isinstance(lines.split_first_line("a" * 300, style, None, 500, 0)[0], lines.Line)
    assert not isinstance(lines.split_first_line("e\u0301", style, None, 500, 0)[0], lines.Line)


def test_a_justified_paragraph_ends_at_the_right_margin(make_pdf: Any, open_pdf: Any) -> None:
    from documents.printing.forms import Piece

    page = open_pdf(make_pdf(Piece(f"<p>{TEXT[0]} <b>{TEXT[1]}</b> {TEXT[2]}</p>"))).pages[0]
    rows: dict[int, float] = {}
    for char in page.chars:
        rows[round(char["top"])] = max(rows.get(round(char["top"]), 0.0), char["x1"] if char["text"].strip() else 0.0)
    edges = [rows[top] for top in sorted(rows)][:-1]

    assert len(edges) > 5
    assert all(edge == pytest.approx(195 / 25.4 * 72, abs=0.4) for edge in edges)
    assert all(later - earlier > 15 for earlier, later in pairwise(sorted(rows)))
