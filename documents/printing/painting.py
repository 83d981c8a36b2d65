"""Painting what is known to the point beforehand - pages of lists, sheets of cards - into WeasyPrint's page streams.

What is painted here stands in the HTML as an image; `engine` puts a `Painted` where the image would be. It writes its
operators, gives each cell a mark, and afterwards grows the structure tree under the image's place in it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pydyf
import segno

from documents.printing import metrics
from documents.printing.cards import CardSheet, PaintedCard
from documents.printing.tables import LINE_HEIGHT, PADDING_ACROSS, PADDING_DOWN, SPANNING, PaintedCell, TablePage

PX_IN_POINTS = 0.75
RULE = 0.5 / PX_IN_POINTS
QUIET_ZONE = 4  # modules of white around a QR code, as its standard asks

# (stream, style, weight) → the engine's font object, which collects the glyphs that are used
FontOf = Callable[[Any, Any, int], Any]


class MarkedCell(NamedTuple):
    """A cell's mark on its page, and how many columns and rows it takes."""

    mark: int
    columns: int
    rows: int


class Pen:
    """One face at one size on one page's stream: text to operators."""

    def __init__(self, font: Any, *, bold: bool, size: float) -> None:
        self.font = font
        self.size = size
        self.name = metrics.BOLD if bold else metrics.REGULAR
        self.face = metrics.face(self.name)
        self.select = f"/{font.hash} {size:g} Tf"
        self.line = size * LINE_HEIGHT
        self.baseline = (self.line - (self.face.ascent + self.face.descent) * size) / 2 + self.face.ascent * size

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


class Painted(ABC):
    """Stands where WeasyPrint expects an image (get_intrinsic_size and draw are what it asks of one)."""

    def __init__(self, width: float, height: float, font_of: FontOf) -> None:
        self.width, self.height = width, height
        self.font_of = font_of
        self.out: list[Any] = []
        self.marks = OurMarks({})

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        width, height = self.width / PX_IN_POINTS, max(self.height, 0.01) / PX_IN_POINTS
        return width, height, width / height

    def draw(self, stream: Any, _width: float, _height: float, style: Any) -> None:
        self.out = stream.stream
        # WeasyPrint has opened one mark for the whole image: it becomes an artifact (the rules, usually), and its number
        # goes to the first thing painted; all the others get marks of their own
        opened = max(n for n, item in enumerate(self.out) if item == b"BDC")
        self.out[opened - 2 : opened + 1] = [b"/Artifact BMC"]
        self.marks = OurMarks(stream._tags)
        stream._tags = self.marks
        stream.set_color(style["color"])
        fonts = {bold: self.font_of(stream, style, 700 if bold else 400) for bold in (False, True)}

        @lru_cache
        def pen(bold: bool, size: float) -> Pen:
            return Pen(fonts[bold], bold=bold, size=size / PX_IN_POINTS)

        self.paint(pen)
        # to be closed by WeasyPrint, which opened a mark
        self.out.append(b"/Artifact BMC")

    @abstractmethod
    def paint(self, pen: Callable[[bool, float], Pen]) -> None:
        """Write the operators. One artifact is open; end it before the first mark."""

    @abstractmethod
    def grow(self, pdf: pydyf.PDF, figure: pydyf.Dictionary) -> None:
        """Turn the structure element of the image into what was painted."""

    def open(self, tag: str) -> int:
        mark = self.marks.take()
        self.out.append(f"/{tag} <</MCID {mark}>> BDC")
        return mark

    def close(self) -> None:
        self.out.append("EMC")


class PaintedTable(Painted):
    """One page of a table."""

    def __init__(self, table: TablePage, font_of: FontOf) -> None:
        super().__init__(table["width"], table["height"], font_of)
        self.table = table
        # filled while painting, read when the tree is grown
        self.heading: list[list[MarkedCell]] = []
        self.rows: list[list[MarkedCell]] = []

    def paint(self, pen: Callable[[bool, float], Pen]) -> None:
        table = self.table
        self.out.append(self._rules())
        self.close()
        regular, bold = pen(False, table["size"]), pen(True, table["size"])
        for cells in table["heading"]:
            self.heading.append([self._heading_cell(bold, cell) for cell in cells])
        y = self._heading_height()
        for kind, height, cells_of_row in table["rows"]:
            self.rows.append(self._row(kind, y, cells_of_row, bold if kind != "row" else regular))
            y += height

    def _heading_height(self) -> float:
        return max((cell["y"] + cell["height"] for cells in self.table["heading"] for cell in cells), default=0.0)

    def _row(self, kind: str, y: float, cells: Sequence[Sequence[str]], pen: Pen) -> list[MarkedCell]:
        edges = [0, self.table["edges"][-1]] if kind in SPANNING else self.table["edges"]
        alignments = ["left"] if kind in SPANNING else self.table["alignments"]
        top = (y + PADDING_DOWN) / PX_IN_POINTS
        row = []
        for n, lines in enumerate(cells):
            mark = self.open("TD")
            width = (edges[n + 1] - edges[n] - 2 * PADDING_ACROSS) / PX_IN_POINTS
            x = (edges[n] + PADDING_ACROSS) / PX_IN_POINTS
            self.out.append(pen.write(lines, x=x, y=top, width=width, align=alignments[n]))
            self.close()
            row.append(MarkedCell(mark, len(self.table["edges"]) - 1 if kind in SPANNING else 1, 1))
        return row

    def _heading_cell(self, pen: Pen, cell: PaintedCell) -> MarkedCell:
        """A heading is read out once, on the first page; where it is repeated it is an artifact, as a page number is."""
        mark = -1
        if self.table["first"]:
            mark = self.open("TH")
        else:
            self.out.append("/Artifact BMC")
        middle = (cell["height"] / PX_IN_POINTS - len(cell["lines"]) * pen.line) / 2
        width = (cell["width"] - 2 * PADDING_ACROSS) / PX_IN_POINTS
        x = (cell["x"] + PADDING_ACROSS) / PX_IN_POINTS
        self.out.append(pen.write(cell["lines"], x=x, y=cell["y"] / PX_IN_POINTS + middle, width=width, align="center"))
        self.close()
        return MarkedCell(mark, cell["columns"], cell["rows"])

    def grow(self, pdf: pydyf.PDF, figure: pydyf.Dictionary) -> None:
        """The /Figure becomes the /Table (first page), or only a /TBody that goes to the table of the first page."""
        body = figure
        if self.table["first"]:
            figure["S"] = "/Table"
            figure["Summary"] = self.table["caption"]
            figure["OfBodies"] = self.table["name"]
            _grow_rows(pdf, _element(pdf, "THead", figure), self.heading, "TH")
            body = _element(pdf, "TBody", figure)
        else:
            body["S"] = "/TBody"
        body["OfTable"] = self.table["name"]
        _grow_rows(pdf, body, self.rows, "TD")

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
        out += [_line(x, 0, table["height"] / PX_IN_POINTS, across=False) for x in (0, width)]
        begun = y
        for kind, height, _cells in table["rows"]:
            y += height
            out.append(_line(0, y / PX_IN_POINTS, width, across=True))
            if kind in SPANNING:
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


class PaintedCards(Painted):
    """A sheet of cards."""

    def __init__(self, sheet: CardSheet, font_of: FontOf) -> None:
        super().__init__(sheet["width"], sheet["height"], font_of)
        self.sheet = sheet
        # for each card the marks of its texts, and the mark and place of its code
        self.texts: list[list[int]] = []
        self.codes: list[int | None] = []

    def paint(self, pen: Callable[[bool, float], Pen]) -> None:
        self.out.append(self._cut_lines())
        self.close()
        for card in self.sheet["cards"]:
            marks = []
            for text in card["texts"]:
                marks.append(self.open("P"))
                x, y, width = (text[key] / PX_IN_POINTS for key in ("x", "y", "width"))
                self.out.append(f"q {_colour(text['colour'])} rg")
                written = pen(text["bold"], text["size"]).write(text["lines"], x=x, y=y, width=width, align=text["align"])
                self.out += [written, "Q"]
                self.close()
            self.texts.append(marks)
            self.codes.append(self._code(card) if card["code"] else None)

    def _code(self, card: PaintedCard) -> int:
        mark = self.open("Figure")
        x, y, size = (value / PX_IN_POINTS for value in self._code_box(card))
        runs, modules = qr_runs(card["code"])
        module = size / (modules + 2 * QUIET_ZONE)
        self.out.append(f"q {module:.4f} 0 0 {module:.4f} {x:.2f} {y:.2f} cm\n{runs}\nf Q")
        self.close()
        return mark

    def _code_box(self, card: PaintedCard) -> tuple[float, float, float]:
        size = self.sheet["code_size"]
        return card["x"] + self.sheet["card_width"] - size - 3, card["y"] + self.sheet["card_height"] - size - 3, size

    def _cut_lines(self) -> str:
        width, height = self.sheet["card_width"] / PX_IN_POINTS, self.sheet["card_height"] / PX_IN_POINTS
        boxes = [
            # just inside, for what goes beyond the sheet of cards is cut off
            f"{card['x'] / PX_IN_POINTS + 0.4:.2f} {card['y'] / PX_IN_POINTS + 0.4:.2f} {width - 0.8:.2f} {height - 0.8:.2f} re"
            for card in self.sheet["cards"]
        ]
        return "\n".join(["q 0.6 G 0.3 w", *boxes, "S Q"])

    def grow(self, pdf: pydyf.PDF, figure: pydyf.Dictionary) -> None:
        """The /Figure becomes a /Div with a /Sect for each card."""
        figure["S"] = "/Div"
        for card, marks, code in zip(self.sheet["cards"], self.texts, self.codes, strict=True):
            section = _element(pdf, "Sect", figure)
            for mark in marks:
                _element(pdf, "P", section)["K"].append(mark)
            if code is not None:
                picture = _element(pdf, "Figure", section)
                picture["K"].append(code)
                picture["Alt"] = pydyf.String(card["code_label"])
                x, y, size = self._code_box(card)
                picture["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array([x, y, x + size, y + size])})


@lru_cache(maxsize=4096)
def qr_runs(text: str) -> tuple[str, int]:
    """A QR code of level M as one path, a rectangle for each run of dark modules; and how many modules it is wide."""
    # one mask for all: to weigh the eight against each other takes four fifths of the time, and every reader takes any
    rows = list(segno.make(text, error="m", micro=False, boost_error=False, mask=3).matrix)
    out = []
    for y, row in enumerate(rows, start=QUIET_ZONE):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                out.append(f"{start + QUIET_ZONE} {y} {x - start} 1 re")
                start = None
    return "\n".join(out), len(rows)


def _colour(colour: str) -> str:
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.3g}" for n in (1, 3, 5))


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


def _element(pdf: pydyf.PDF, tag: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
    element = pydyf.Dictionary(
        {"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array(), "Pg": parent["Pg"], "P": parent.reference}
    )
    pdf.add_object(element)
    parent["K"].append(element.reference)
    return element


def _grow_rows(pdf: pydyf.PDF, parent: pydyf.Dictionary, rows: Sequence[Sequence[MarkedCell]], tag: str) -> None:
    for cells in rows:
        row = _element(pdf, "TR", parent)
        for mark, columns, high in cells:
            cell = _element(pdf, tag, row)
            cell["K"].append(mark)
            attributes: dict[str, Any] = {"O": "/Table"}
            if tag == "TH":
                attributes["Scope"] = "/Column"
            if columns > 1:
                attributes["ColSpan"] = columns
            if high > 1:
                attributes["RowSpan"] = high
            if len(attributes) > 1:
                cell["A"] = pydyf.Dictionary(attributes)
