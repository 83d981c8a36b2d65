"""HTML to PDF: the one module that knows WeasyPrint.

A part is rendered into a `Fragment`: its PDF objects, numbered from one, with what `joining` needs to make one valid
document of many. Two doors of WeasyPrint are used that its manual doesn't name, both because of what a cell costs
(0.6 to 1.1 ms in table layout, drawing and tags; 0.03 ms here):

* the `cache` option is filled with objects of our own that stand for images: an `<img src="table:0">` is painted by
  `painting.PaintedTable`, which writes rows whose lines and places are known beforehand;
* the `finisher` gets pydyf's objects, where the cells are put into the structure tree, and from which the fragment is taken.

tests/documents/printing/test_engine.py reads real PDFs made this way, and fails when a new version behaves differently.
"""

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from html import unescape
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from django.conf import settings
from django.utils.html import escape
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import create_layout
from weasyprint.urls import URLFetcher

from documents.printing import lines, metrics
from documents.printing.cards import CardSheet
from documents.printing.joining import BETWEEN, Anchor, Fragment
from documents.printing.painting import PX_IN_POINTS, Painted, PaintedCards, PaintedTable
from documents.printing.tables import TablePage

STYLES = Path(__file__).parent / "styles"
WEIGHTS = {"Regular": (400, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic"), "BoldItalic": (700, "italic")}
TABLE, CARDS = "table:", "cards:"  # what an image is called that is painted
TOP = 20 / 25.4 * 72  # the upper margin of every style, points
VERSION = f"WeasyPrint {weasyprint.__version__}, 3"  # the number is ours: raise it when what this module draws changes


lines.take_over()


class LettersMissing(Exception):
    """The text has letters that the official font lacks; printing them would put another font or an empty box there."""

    def __init__(self, letters: Sequence[str]) -> None:
        shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:10])
        super().__init__(f"Phông chữ văn bản không có ký tự {shown}. Hãy sửa các ký tự này trong nội dung rồi in lại.")


class OurFilesOnly(URLFetcher):  # type: ignore[misc]
    """Fonts of ours and data inside the page itself; no other address is ever read."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        if url.startswith(("data:", f"{settings.FONT_DIR.resolve().as_uri()}/")):
            return super().fetch(url, headers)
        raise ValueError(f"This address is not ours: {url}")


@cache
def fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def counters() -> CounterStyle:
    """How lists are numbered: what the stylesheets say, kept here because they are read before any page."""
    return CounterStyle()


@cache
def stylesheet(name: str) -> weasyprint.CSS:
    """A file of styles/, read and parsed once in a process."""
    text = (STYLES / f"{name}.css").read_text()
    return weasyprint.CSS(string=text, font_config=fonts(), counter_style=counters(), url_fetcher=OurFilesOnly())


@cache
def faces() -> weasyprint.CSS:
    return weasyprint.CSS(string=font_faces(), font_config=fonts(), url_fetcher=OurFilesOnly())


def font_faces() -> str:
    folder = settings.FONT_DIR.resolve()
    return "".join(
        f'@font-face{{font-family:"{lines.FAMILY}";font-weight:{weight};font-style:{style};'
        f'src:url("{(folder / f"LiberationSerif-{name}.ttf").as_uri()}")}}'
        for name, (weight, style) in WEIGHTS.items()
    )


@cache
def styles_digest() -> str:
    """Changes with every stylesheet, so that no cached part outlives the style it was made with."""
    text = "".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    fonts_known = "".join(f"{(settings.FONT_DIR / f'LiberationSerif-{name}.ttf').stat().st_size}" for name in metrics.FACES)
    return hashlib.sha256(f"{VERSION}{text}{fonts_known}".encode()).hexdigest()


@cache
def colour_profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def page_of(body: str, *, title: str) -> str:
    """A body as a whole HTML page in Vietnamese."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'


def _numbering(*, start: int, papers: int, numbered: bool) -> str:
    """Where page numbers begin: with `start`, or anew with each of several papers; never shown on a page 1."""
    if not numbered:
        return "".join(f".to{n}{{page:to{n}}}" for n in range(papers)) + "@page{@top-center{content:none}}"
    if papers == 1:
        hidden = "@page:first{@top-center{content:none}}" if start == 1 else ""
        return f"@page:first{{counter-reset:page {start}}}{hidden}"
    return "".join(
        f".to{n}{{page:to{n}}}@page :nth(1 of to{n}){{counter-reset:page 1;@top-center{{content:none}}}}" for n in range(papers)
    )


def _noted(note: str) -> str:
    if not note:
        return ""
    text = "".join(f"\\{ord(letter):06x}" for letter in note if letter not in metrics.NEVER_DRAWN)
    return f'@page{{@bottom-left{{content:"{text}";font:400 9pt "{lines.FAMILY}";vertical-align:top;padding-top:4mm}}}}'


def _document(body: str, *, style: str, numbers: str, pictures: dict[str, Any]) -> Any:
    fetcher = OurFilesOnly()
    page = weasyprint.HTML(string=page_of(body, title="x"), url_fetcher=fetcher)
    sheets = [
        faces(),
        stylesheet("base"),
        stylesheet(style),
        weasyprint.CSS(string=numbers, font_config=fonts(), url_fetcher=fetcher),
    ]
    return page.render(stylesheets=sheets, font_config=fonts(), counter_style=counters(), cache=pictures)


def height_of(body: str, *, style: str) -> float:
    """How far down a page a piece of HTML reaches, in points; more than a page when it takes more than one."""
    document = _document(f'<div class="do">{body}</div><div id="het"></div>', style=style, numbers="", pictures={})
    anchors = document.pages[-1].anchors
    full = float(document.pages[0].height) * PX_IN_POINTS - 2 * TOP
    return (len(document.pages) - 1) * full + float(anchors["het"][1]) * PX_IN_POINTS - TOP


def render(
    body: str,
    *,
    style: str,
    tables: Sequence[TablePage] = (),
    sheets: Sequence[CardSheet] = (),
    start: int = 1,
    papers: int = 1,
    numbered: bool = True,
    note: str = "",
) -> Fragment:
    """One part: a body of HTML, in which `<img src="table:0" alt="table:0">` stands for the first of `tables`, and
    `<img src="cards:0" alt="cards:0">` for the first of `sheets`.

    start: the number of its first page. papers: how many papers with page numbers of their own it holds, as
    `<div class="to0">`, `<div class="to1">`…; the first page of each shows no number. note: a small line in the lower margin.

    Raises `LettersMissing` before anything is rendered.
    """
    if letters := letters_missing_in(body + note, tables, sheets):
        raise LettersMissing(letters)
    painted: dict[str, Painted] = {f"{TABLE}{n}": PaintedTable(table, _font_of) for n, table in enumerate(tables)}
    painted |= {f"{CARDS}{n}": PaintedCards(sheet, _font_of) for n, sheet in enumerate(sheets)}
    numbers = _numbering(start=start, papers=papers, numbered=numbered) + _noted(note)
    taken: list[Fragment] = []
    anchors: list[Anchor] = []

    def finish(_document: object, pdf: pydyf.PDF) -> None:
        _grow_the_tree(pdf, painted)
        taken.append(_fragment_of(pdf))
        # what follows is WeasyPrint writing a file that nobody reads: leave it nothing to write
        for unused in pdf.objects:
            unused.free = "f"

    with _nothing_collected():
        document = _document(body, style=style, numbers=numbers, pictures=dict(painted))
        anchors += _anchors_of(document)
        document.write_pdf(target=BytesIO(), finisher=finish, pdf_tags=True, uncompressed_pdf=True)
    return replace(taken[0], anchors=anchors)


def _anchors_of(document: Any) -> list[Anchor]:
    """Where each element with an id stands: (id, page from 0, left, bottom, right, top), points from the page's lower left."""
    return [
        (name, n, *(round(value * PX_IN_POINTS, 2) for value in (left, page.height - bottom, right, page.height - top)))
        for n, page in enumerate(document.pages)
        for name, (left, top, right, bottom) in sorted(page.anchors.items())
    ]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Boxes live until the part is done, so looking for garbage among them again and again (a fifth of the time) finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def letters_missing_in(body: str, tables: Sequence[TablePage], sheets: Sequence[CardSheet]) -> list[str]:
    on_cards = "".join(line for sheet in sheets for card in sheet["cards"] for text in card["texts"] for line in text["lines"])
    return metrics.letters_we_lack(unescape(body) + "".join(_texts_of(table) for table in tables) + on_cards)


def _texts_of(table: TablePage) -> str:
    heading = "".join(line for cells in table["heading"] for cell in cells for line in cell["lines"])
    return heading + "".join(line for _kind, _height, cells in table["rows"] for lines in cells for line in lines)


def _font_of(stream: Any, style: Any, weight: int) -> Any:
    """The engine's own font object for a weight of our family, so that what we paint is subset and embedded by it."""
    style = style.copy()
    style["font_weight"] = weight
    layout = create_layout("x", style, None, None, 0)  # kept in a name: Pango's line dies with it
    line, _index = layout.get_first_line()
    font, _size = stream.add_font(line.runs[0].data.item.analysis.font)
    return font


def _grow_the_tree(pdf: pydyf.PDF, painted: Mapping[str, Painted]) -> None:
    for element in list(pdf.objects):
        alternative = element.get("Alt") if isinstance(element, dict) else None
        if alternative is not None and alternative.string in painted:
            del element["Alt"], element["A"]
            element["K"] = pydyf.Array()
            painted[alternative.string].grow(pdf, element)


# --- from pydyf's objects to a fragment ---------------------------------------------------------------------------


def _number(reference: bytes | str) -> int:
    return int(reference.split()[0])


def _fragment_of(pdf: pydyf.PDF) -> Fragment:
    catalog = pdf.catalog
    root = pdf.objects[_number(catalog["StructTreeRoot"])]
    document = pdf.objects[_number(root["K"][0])]
    shared = {pdf.pages.number: "pages", document.number: "document"}
    left_out = {0, catalog.number, root.number, _number(root["ParentTree"]), *shared}
    if "Outlines" in catalog:
        raise ValueError("Headings make no bookmarks here: styles/base.css says so.")
    pages = [_number(reference) for reference in pdf.page_references]
    marked: list[dict[int, int]] = [{} for _page in pages]
    by_page = {number: n for n, number in enumerate(pages)}
    kids = [_number(kid) for kid in document["K"]]
    tables: list[tuple[str, int, int]] = []
    streams: list[tuple[int, bytes]] = []
    plain: list[tuple[int, bytes]] = []
    links = _links(pdf, root, len(pages))
    item: Any
    for item in pdf.objects:
        number = item.number
        if number in left_out or item is pdf.info:
            continue
        if isinstance(item, pydyf.Stream):
            item.compress = True
            streams.append((number, item.data))
            continue
        if isinstance(item, dict):
            kind = item.get("Type")
            if kind == "/StructElem":
                for kid in item["K"]:
                    if isinstance(kid, int):
                        marked[by_page[_number(item["Pg"])]][kid] = number
                if "OfTable" in item:
                    name = item.pop("OfTable")
                    belongs = item["S"] == "/TBody" and _stands_alone(pdf, item)
                    tables.append((name, number, 0 if belongs else _number(item["P"])))
                    if belongs:
                        _take_out(pdf, item, kids)
                        item["P"] = f"@T{name}@"
                elif item["S"] == "/Table" and "Summary" in item:
                    item["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(item.pop("Summary"))})
                    item["K"].append(f"@B{item.pop('OfBodies')}@")
            elif kind == "/Page":
                item["StructParents"] = f"@S{item['StructParents']}@"
            elif kind == "/Annot":
                item["F"] = 4  # printed with the page, as PDF/A wants
                if "StructParent" not in item:
                    continue
                item["StructParent"] = f"@S{item['StructParent']}@"
        plain.append((number, item.data))
    parents: list[list[int] | int] = [[numbers[mark] for mark in sorted(numbers)] for numbers in marked]
    for page in marked:
        if sorted(page) != list(range(len(page))):
            raise ValueError("Marks and structure tree disagree: WeasyPrint has changed.")
    return Fragment(
        count=len(pdf.objects),
        pages=pages,
        kids=kids,
        parents=parents + links,
        tables=tables,
        shared={str(number): name for number, name in shared.items()},
        streams=streams,
        plain_numbers=[number for number, _data in plain],
        plain=BETWEEN.join(data for _number, data in plain),
    )


def _stands_alone(pdf: pydyf.PDF, body: pydyf.Dictionary) -> bool:
    """A /TBody whose parent is no /Table: it belongs to the table that began on an earlier page."""
    parent = pdf.objects[_number(body["P"])]
    return bool(parent["S"] != "/Table")


def _take_out(pdf: pydyf.PDF, element: pydyf.Dictionary, kids: list[int]) -> None:
    parent = pdf.objects[_number(element["P"])]
    if element.number in kids:
        kids.remove(element.number)
    elif element.reference in parent["K"]:
        parent["K"].remove(element.reference)


def _links(pdf: pydyf.PDF, root: pydyf.Dictionary, pages: int) -> list[list[int] | int]:
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    return [_number(reference) for reference in numbers[2 * pages + 1 :: 2]]
