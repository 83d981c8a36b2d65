"""HTML to PDF: the one module that knows WeasyPrint.

A part is rendered into a `Fragment`: its PDF objects, numbered from one, with what `joining` needs to make one valid
document of many. Two doors of WeasyPrint are used that its manual doesn't name, both because of what a cell costs
(0.6 to 1.1 ms in table layout, drawing and tags; 0.03 ms here):

* the `cache` option is filled with objects of our own that stand for images: an `<img src="table:0">` is painted by
  `PaintedTable`, which writes rows whose lines and places are known beforehand;
* the `finisher` gets pydyf's objects, where the cells are put into the structure tree, and from which the fragment is taken.

tests/documents/printing/test_engine.py reads real PDFs made this way, and fails when a new version behaves differently.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from django.conf import settings
from django.utils.html import escape
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import create_layout
from weasyprint.urls import URLFetcher

from documents.printing import metrics
from documents.printing.joining import Fragment
from documents.printing.tables import PADDING_ACROSS, PADDING_DOWN, LINE_HEIGHT, TABLE_SCHEME, PaintedCell, TablePage

STYLES = Path(__file__).parent / "styles"
FAMILY = "VB Serif"
WEIGHTS = {"Regular": (400, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic"), "BoldItalic": (700, "italic")}
PX_IN_POINTS = 0.75
RULE = 0.5 / PX_IN_POINTS
TOP = 20 / 25.4 * 72  # the upper margin of every style, points
VERSION = f"WeasyPrint {weasyprint.__version__}, 1"  # the number is ours: raise it when what this module draws changes


class LettersMissing(Exception):  # noqa: N818 -- the sentence is for a person
    """The text has letters that the official font lacks; printing them would put another font or an empty box there."""

    def __init__(self, letters: Sequence[str]) -> None:
        shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:10])
        super().__init__(f"Phông chữ văn bản không có ký tự {shown}. Hãy sửa các ký tự này trong nội dung rồi in lại.")


class OurFilesOnly(URLFetcher):  # type: ignore[misc]
    """Fonts of ours and data inside the page itself; no other address is ever read."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        if url.startswith("data:") or url.startswith(f"{settings.FONT_DIR.resolve().as_uri()}/"):
            return super().fetch(url, headers)
        raise ValueError(f"This address is not ours: {url}")


@cache
def fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def stylesheet(name: str) -> weasyprint.CSS:
    """A file of styles/, read and parsed once in a process."""
    text = (STYLES / f"{name}.css").read_text()
    return weasyprint.CSS(string=text, font_config=fonts(), url_fetcher=OurFilesOnly())


@cache
def faces() -> weasyprint.CSS:
    return weasyprint.CSS(string=font_faces(), font_config=fonts(), url_fetcher=OurFilesOnly())


def font_faces() -> str:
    folder = settings.FONT_DIR.resolve()
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f'src:url("{(folder / f"LiberationSerif-{name}.ttf").as_uri()}")}}'
        for name, (weight, style) in WEIGHTS.items()
    )


@cache
def styles_digest() -> str:
    """Changes with every stylesheet, so that no cached part outlives the style it was made with."""
    text = "".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    fonts_known = "".join(
        f"{(settings.FONT_DIR / f'LiberationSerif-{name}.ttf').stat().st_size}" for name in metrics.FACES
    )
    return hashlib.sha256(f"{VERSION}{text}{fonts_known}".encode()).hexdigest()


@cache
def colour_profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def page_of(body: str, *, title: str) -> str:
    """A body as a whole HTML page in Vietnamese."""
    return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>{body}</body></html>'


def _numbering(*, start: int, papers: int, numbered: bool) -> str:
    """Where page numbers begin: with `start`, or anew with each of several papers; never shown on a page 1."""
    if not numbered:
        return "".join(f".to{n}{{page:to{n}}}" for n in range(papers)) + "@page{@top-center{content:none}}"
    if papers == 1:
        hidden = "@page:first{@top-center{content:none}}" if start == 1 else ""
        return f"@page:first{{counter-reset:page {start}}}{hidden}"
    return "".join(
        f".to{n}{{page:to{n}}}@page :nth(1 of to{n}){{counter-reset:page 1;@top-center{{content:none}}}}"
        for n in range(papers)
    )


def _document(body: str, *, style: str, numbers: str, pictures: dict[str, Any]) -> Any:
    fetcher = OurFilesOnly()
    page = weasyprint.HTML(string=page_of(body, title="x"), url_fetcher=fetcher)
    sheets = [faces(), stylesheet("base"), stylesheet(style), weasyprint.CSS(string=numbers, font_config=fonts(), url_fetcher=fetcher)]
    return page.render(stylesheets=sheets, font_config=fonts(), cache=pictures)


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
    start: int = 1,
    papers: int = 1,
    numbered: bool = True,
) -> Fragment:
    """One part: a body of HTML, in which `<img src="table:0" alt="table:0">` stands for the first of `tables`.

    start: the number of its first page. papers: how many papers with page numbers of their own it holds, as
    `<div class="to0">`, `<div class="to1">`…; the first page of each shows no number.

    Raises `LettersMissing` before anything is rendered.
    """
    if letters := letters_missing_in(body, tables):
        raise LettersMissing(letters)
    painted = {f"{TABLE_SCHEME}{n}": PaintedTable(table) for n, table in enumerate(tables)}
    numbers = _numbering(start=start, papers=papers, numbered=numbered)
    document = _document(body, style=style, numbers=numbers, pictures=dict(painted))
    taken: list[Fragment] = []

    def finish(_document: object, pdf: pydyf.PDF) -> None:
        _put_tables_into_the_tree(pdf, painted)
        taken.append(_fragment_of(pdf, painted))
        # what follows is WeasyPrint writing a file that nobody reads: leave it nothing to write
        for unused in pdf.objects:
            unused.free = "f"

    document.write_pdf(target=BytesIO(), finisher=finish, pdf_variant="pdf/a-2b", pdf_tags=True, pdf_identifier=False, uncompressed_pdf=True)
    return taken[0]


def letters_missing_in(body: str, tables: Sequence[TablePage]) -> list[str]:
    return metrics.letters_we_lack(unescape(body) + "".join(_texts_of(table) for table in tables))


def _texts_of(table: TablePage) -> str:
    heading = "".join(line for cells in table["heading"] for cell in cells for line in cell["lines"])
    return heading + "".join(line for _kind, _height, cells in table["rows"] for lines in cells for line in lines)


# --- painting a table ---------------------------------------------------------------------------------------------


class Pen:
    """One face at one size on one page's stream: text to operators."""

    def __init__(self, stream: Any, style: Any, *, weight: int, size: float) -> None:
        style = style.copy()
        style["font_weight"] = weight
        style["font_size"] = size
        layout = create_layout("x", style, None, None, 0)
        line, _index = layout.get_first_line()
        self.font, font_size = stream.add_font(line.runs[0].data.item.analysis.font)
        self.size = font_size
        self.name = metrics.BOLD if weight > 500 else metrics.REGULAR
        self.face = metrics.face(self.name)
        self.select = f"/{self.font.hash} {self.size:g} Tf"
        box = size * LINE_HEIGHT
        self.line = box
        self.baseline = (box - (self.face.ascent + self.face.descent) * size) / 2 + self.face.ascent * size

    def hexadecimal(self, text: str) -> str:
        glyphs, advances = self.face.glyphs, self.face.advances
        to_unicode, widths = self.font.to_unicode, self.font.widths
        for letter in set(text):
            glyph = glyphs[letter]
            if glyph not in to_unicode:
                to_unicode[glyph] = letter
                widths[glyph] = round(advances[letter] * 1000)
        return "".join([f"{glyphs[letter]:04x}" for letter in text])

    def write(self, lines: Sequence[str], *, x: float, y: float, width: float, align: str) -> str:
        """The lines of a cell whose content begins at x, y (px from the table's top left)."""
        out = ["BT", self.select]
        for n, line in enumerate(lines):
            if not line:
                continue
            at = x
            if align != "left":
                spare = width - metrics.width_in_em(line, self.name) * self.size
                at += spare / 2 if align == "center" else spare
            # a space at the end of a line is not seen, and keeps the words apart for whoever copies or hears the text
            text = self.hexadecimal(line if n == len(lines) - 1 else f"{line} ")
            out.append(f"1 0 0 -1 {at:.2f} {y + n * self.line + self.baseline:.2f} Tm <{text}> Tj")
        out.append("ET")
        return "\n".join(out)


class PaintedTable:
    """Stands where WeasyPrint expects an image; paints one page of a table, and remembers what each mark is."""

    def __init__(self, table: TablePage) -> None:
        self.table = table
        # (heading?, rows of (mark, columns, rows)): filled by draw, read when the tree is built
        self.heading: list[list[tuple[int, int, int]]] = []
        self.rows: list[list[tuple[int, int, int]]] = []

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        width, height = self.table["width"] / PX_IN_POINTS, max(self.table["height"], 0.01) / PX_IN_POINTS
        return width, height, width / height

    def draw(self, stream: Any, _width: float, _height: float, style: Any) -> None:
        table = self.table
        out = stream.stream
        # WeasyPrint has opened one mark for the whole image: it becomes an artifact here (the rules), and its number
        # goes to the first cell; the cells get marks of their own
        opened = max(n for n, item in enumerate(out) if item == b"BDC")
        out[opened - 2 : opened + 1] = [b"/Artifact BMC"]
        self.marks = OurMarks(stream._tags)  # noqa: SLF001 -- the page's marks, shared with WeasyPrint
        stream._tags = self.marks  # noqa: SLF001
        stream.set_color(style["color"])
        out.append(self._rules())
        out.append("EMC")
        size = table["size"] / PX_IN_POINTS
        regular = Pen(stream, style, weight=400, size=size)
        bold = Pen(stream, style, weight=700, size=size)
        for cells in table["heading"]:
            row = []
            for cell in cells:
                row.append((self._mark(out, "TH" if table["first"] else "Artifact", bold, cell), cell["columns"], cell["rows"]))
            if table["first"]:
                self.heading.append(row)
        y = self._heading_height()
        for kind, height, cells_of_row in table["rows"]:
            self.rows.append(self._row(out, kind, y, height, cells_of_row, regular, bold))
            y += height
        out.append(b"/Artifact BMC")
        stream._current_font = None  # noqa: SLF001 -- we have set fonts behind its back

    def _heading_height(self) -> float:
        return max((cell["y"] + cell["height"] for cells in self.table["heading"] for cell in cells), default=0.0)

    def _row(
        self, out: list[Any], kind: str, y: float, height: float, cells: Sequence[Sequence[str]], regular: Pen, bold: Pen
    ) -> list[tuple[int, int, int]]:
        edges = self.table["edges"]
        top = (y + PADDING_DOWN) / PX_IN_POINTS
        if kind != "row":
            mark = self._open(out, "TD")
            width = (edges[-1] - 2 * PADDING_ACROSS) / PX_IN_POINTS
            out.append(bold.write(cells[0], x=PADDING_ACROSS / PX_IN_POINTS, y=top, width=width, align="left"))
            out.append("EMC")
            return [(mark, len(edges) - 1, 1)]
        row = []
        for n, lines in enumerate(cells):
            mark = self._open(out, "TD")
            if lines != ("",) and lines != [""]:
                width = (edges[n + 1] - edges[n] - 2 * PADDING_ACROSS) / PX_IN_POINTS
                x = (edges[n] + PADDING_ACROSS) / PX_IN_POINTS
                out.append(regular.write(lines, x=x, y=top, width=width, align=self.table["alignments"][n]))
            out.append("EMC")
            row.append((mark, 1, 1))
        return row

    def _open(self, out: list[Any], tag: str) -> int:
        mark = self.marks.take()
        out.append(f"/{tag} <</MCID {mark}>> BDC")
        return mark

    def _mark(self, out: list[Any], tag: str, pen: Pen, cell: PaintedCell) -> int:
        mark = -1
        if tag == "Artifact":
            out.append("/Artifact BMC")
        else:
            mark = self._open(out, tag)
        middle = (cell["height"] / PX_IN_POINTS - len(cell["lines"]) * pen.line) / 2
        width = (cell["width"] - 2 * PADDING_ACROSS) / PX_IN_POINTS
        x = (cell["x"] + PADDING_ACROSS) / PX_IN_POINTS
        out.append(pen.write(cell["lines"], x=x, y=cell["y"] / PX_IN_POINTS + middle, width=width, align="center"))
        out.append("EMC")
        return mark

    def _rules(self) -> str:
        table = self.table
        if not table["height"]:
            return ""
        width = table["width"] / PX_IN_POINTS
        out = [_line(0, 0, width, across=True)]
        for cells in table["heading"]:
            for cell in cells:
                x, y = cell["x"] / PX_IN_POINTS, cell["y"] / PX_IN_POINTS
                wide, high = cell["width"] / PX_IN_POINTS, cell["height"] / PX_IN_POINTS
                out += [_line(x, y + high, wide, across=True), _line(x, y, high, across=False)]
        y = self._heading_height()
        out += [_line(0, 0, table["height"] / PX_IN_POINTS, across=False), _line(width, 0, table["height"] / PX_IN_POINTS, across=False)]
        begun = y
        for kind, height, _cells in table["rows"]:
            y += height
            out.append(_line(0, y / PX_IN_POINTS, width, across=True))
            if kind != "row":
                out += self._uprights(begun, y - height)
                begun = y
        out += self._uprights(begun, y)
        out.append("f")
        return "\n".join(out)

    def _uprights(self, top: float, bottom: float) -> list[str]:
        if bottom <= top:
            return []
        return [
            _line(edge / PX_IN_POINTS, top / PX_IN_POINTS, (bottom - top) / PX_IN_POINTS, across=False)
            for edge in self.table["edges"][1:-1]
        ]


def _line(x: float, y: float, length: float, *, across: bool) -> str:
    if across:
        return f"{x - RULE / 2:.2f} {y - RULE / 2:.2f} {length + RULE:.2f} {RULE:.3f} re"
    return f"{x - RULE / 2:.2f} {y - RULE / 2:.2f} {RULE:.3f} {length + RULE:.2f} re"


class OurMarks(dict[Any, Any]):
    """The page's marks. WeasyPrint numbers a new mark by how many there are; ours count, though they are not its own."""

    def __init__(self, marks: Any) -> None:
        super().__init__(marks)
        self.ours = getattr(marks, "ours", 0)
        self.first: int | None = len(marks) - 1  # of the image itself

    def __len__(self) -> int:
        return super().__len__() + self.ours

    def __bool__(self) -> bool:
        return super().__len__() > 0

    def take(self) -> int:
        if self.first is not None:
            mark, self.first = self.first, None
            return mark
        self.ours += 1
        return len(self) - 1


# --- the structure tree -------------------------------------------------------------------------------------------


def _put_tables_into_the_tree(pdf: pydyf.PDF, painted: Mapping[str, PaintedTable]) -> None:
    for element in list(pdf.objects):
        alternative = element.get("Alt") if isinstance(element, dict) else None
        if alternative is not None and alternative.string in painted:
            _make_table_of(pdf, element, painted[alternative.string])


def _make_table_of(pdf: pydyf.PDF, figure: pydyf.Dictionary, painted: PaintedTable) -> None:
    """WeasyPrint's /Figure becomes the /Table (first page) or only a /TBody that goes to the table of the first page."""
    del figure["Alt"], figure["A"]
    figure["K"] = pydyf.Array()
    if painted.table["first"]:
        figure["S"] = "/Table"
        figure["Summary"] = painted.table["caption"]
        heading = _element(pdf, "THead", figure)
        _rows(pdf, heading, painted.heading, "TH")
        body = _element(pdf, "TBody", figure)
    else:
        body = figure
        body["S"] = "/TBody"
    body["OfTable"] = painted.table["name"]
    _rows(pdf, body, painted.rows, "TD")


def _element(pdf: pydyf.PDF, tag: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
    element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array(), "Pg": parent["Pg"], "P": parent.reference})
    pdf.add_object(element)
    parent["K"].append(element.reference)
    return element


def _rows(pdf: pydyf.PDF, parent: pydyf.Dictionary, rows: Sequence[Sequence[tuple[int, int, int]]], tag: str) -> None:
    for cells in rows:
        row = _element(pdf, "TR", parent)
        for mark, columns, high in cells:
            cell = _element(pdf, tag, row)
            cell["K"].append(mark)
            attributes = {"O": "/Table"}
            if tag == "TH":
                attributes["Scope"] = "/Column"
            if columns > 1:
                attributes["ColSpan"] = columns
            if high > 1:
                attributes["RowSpan"] = high
            if len(attributes) > 1:
                cell["A"] = pydyf.Dictionary(attributes)


# --- from pydyf's objects to a fragment ---------------------------------------------------------------------------


def _number(reference: bytes | str) -> int:
    return int(reference.split()[0])


def _fragment_of(pdf: pydyf.PDF, painted: Mapping[str, PaintedTable]) -> Fragment:
    catalog = pdf.catalog
    root = pdf.objects[_number(catalog["StructTreeRoot"])]
    document = pdf.objects[_number(root["K"][0])]
    intent = catalog["OutputIntents"][0]
    shared = {
        pdf.pages.number: "pages",
        document.number: "document",
        _number(intent["DestOutputProfile"]): "profile",
    }
    left_out = {0, catalog.number, root.number, _number(root["ParentTree"]), *shared, _number(catalog["Metadata"])}
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
    for item in pdf.objects:
        if item.number in left_out or item is pdf.info:
            continue
        if isinstance(item, pydyf.Stream):
            item.compress = True
            streams.append((item.number, item.data))
            continue
        if isinstance(item, dict):
            kind = item.get("Type")
            if kind == "/StructElem":
                for kid in item["K"]:
                    if isinstance(kid, int):
                        marked[by_page[_number(item["Pg"])]][kid] = item.number
                if "OfTable" in item:
                    name = item.pop("OfTable")
                    belongs = item["S"] == "/TBody" and _is_figure(pdf, item, document)
                    tables.append((name, item.number, 0 if belongs else _number(item["P"])))
                    if belongs:
                        _take_out(pdf, item, kids)
                        item["P"] = f"@T{name}@"
                elif item["S"] == "/Table" and "Summary" in item:
                    item["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(item.pop("Summary"))})
                    item["K"].append("@BODIES@")
            elif kind == "/Page":
                item["StructParents"] = f"@S{item['StructParents']}@"
            elif "StructParent" in item:
                item["StructParent"] = f"@S{item['StructParent']}@"
        plain.append((item.number, item.data))
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
        plain=plain,
    )


def _is_figure(pdf: pydyf.PDF, body: pydyf.Dictionary, document: pydyf.Dictionary) -> bool:
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
