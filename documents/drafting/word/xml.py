"""The few elements of WordprocessingML that python-docx has no words for; lengths in mm and pt."""

import html as escaping
import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FONT = "Times New Roman"
TWIPS_IN_MM = 1440 / 25.4
TWIPS_IN_POINT = 20
TOKEN = re.compile(r"(</?(?:strong|em|b|i)>|<br\s*/?>)", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def twips(millimetres: float) -> str:
    return str(round(millimetres * TWIPS_IN_MM))


def element(name: str, /, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def inline(html: str) -> Iterator[tuple[str, bool, bool]]:
    """The inline html as (words, bold, italic); "\\n" is a line break."""
    bold = italic = 0
    for token in TOKEN.split(html):
        tag = token.lower().replace(" ", "")
        if tag in {"<strong>", "<b>"}:
            bold += 1
        elif tag in {"</strong>", "</b>"}:
            bold -= 1
        elif tag in {"<em>", "<i>"}:
            italic += 1
        elif tag in {"</em>", "</i>"}:
            italic -= 1
        elif tag.startswith("<br"):
            yield "\n", bold > 0, italic > 0
        elif token:
            yield NOT_XML.sub("", escaping.unescape(TAG.sub("", token))), bold > 0, italic > 0


def run_of(
    text: str,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    size: float = 0,
    underline: bool = False,
    framed: str = "",
) -> Any:
    """A run; None leaves the look to the style of the paragraph. framed: the colour of its letters and of a frame around them."""
    made = element("r")
    properties = element("rPr")
    for name, wanted in (("b", bold), ("i", italic)):
        if wanted is not None:
            properties.append(element(name) if wanted else element(name, val="0"))
    if framed:
        properties.append(element("color", val=framed))
    if size:
        properties.append(element("sz", val=str(round(size * 2))))
        properties.append(element("szCs", val=str(round(size * 2))))
    if underline:
        properties.append(element("u", val="single"))
    if framed:
        properties.append(element("bdr", val="single", sz="6", space="0", color=framed))
    if len(properties):
        made.append(properties)
    for number, part in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        if part:
            words = element("t")
            words.set(qn("xml:space"), "preserve")
            words.text = NOT_XML.sub("", part)
            made.append(words)
    return made


def runs_of(html: str, *, size: float = 0) -> list[Any]:
    return [run_of(text, bold=bold or None, italic=italic or None, size=size) for text, bold, italic in inline(html) if text]


def paragraph(
    runs: Iterable[Any] = (),
    *,
    style: str = "",
    align: str = "",
    before: float | None = None,
    after: float | None = None,
    line: float | None = None,
    left: float | None = None,
    right: float | None = None,
    first: float | None = None,
    top_rule: bool = False,
    bottom_rule: bool = False,
    keep_next: bool = False,
) -> Any:
    """A paragraph. style: its id; before, after in pt; line: exact height in pt; left, right, first: indents in mm."""
    made = element("p")
    properties = element("pPr")
    if style:
        properties.append(element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    if top_rule or bottom_rule:
        properties.append(_rules(top=top_rule, bottom=bottom_rule))
    if spacing := _spacing(before, after, line):
        properties.append(element("spacing", **spacing))
    indents = {
        name: twips(value) for name, value in (("left", left), ("right", right), ("firstLine", first)) if value is not None
    }
    if indents:
        properties.append(element("ind", **indents))
    if align:
        properties.append(element("jc", val=align))
    made.append(properties)
    for run in runs:
        made.append(run)
    return made


def _rules(*, top: bool, bottom: bool) -> Any:
    made = element("pBdr")
    for name, wanted, space in (("top", top, "0"), ("bottom", bottom, "1")):
        if wanted:
            # eighths of a point: 0.75 pt
            made.append(element(name, val="single", sz="6", space=space, color="000000"))
    return made


def _spacing(before: float | None, after: float | None, line: float | None) -> dict[str, str]:
    spacing = {}
    if before is not None:
        spacing["before"] = str(round(before * TWIPS_IN_POINT))
    if after is not None:
        spacing["after"] = str(round(after * TWIPS_IN_POINT))
    if line is not None:
        spacing |= {"line": str(round(line * TWIPS_IN_POINT)), "lineRule": "exact"}
    return spacing


def field_run(instruction: str) -> list[Any]:
    """A field such as PAGE, with a figure that Word replaces."""
    made = []
    for kind in ("begin", None, "separate", "1", "end"):
        run = element("r")
        if kind is None:
            words = element("instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = f" {instruction} "
            run.append(words)
        elif kind == "1":
            words = element("t")
            words.text = "1"
            run.append(words)
        else:
            run.append(element("fldChar", fldCharType=kind))
        made.append(run)
    return made


def table(widths: list[float], *, bordered: bool, margin: float = 0) -> Any:
    """An empty table of fixed columns (mm), as wide as they are together. margin: left and right inside a cell, in mm."""
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
    properties.append(element("tblInd", w="0", type="dxa"))
    if bordered:
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz="4", space="0", color="000000"))
        properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=twips(margin), type="dxa"))
    properties.append(margins)
    made.append(properties)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=twips(width)))
    made.append(grid)
    return made


def row(cells: Iterable[Any], *, heading: bool = False) -> Any:
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))
    made.append(properties)
    for one in cells:
        made.append(one)
    return made


def cell(paragraphs: Iterable[Any], *, width: float, columns: int = 1, merge: str = "", middle: bool = False) -> Any:
    """A cell. merge: "restart" where a cell over several rows begins, "continue" below it."""
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=twips(width), type="dxa"))
    if columns > 1:
        properties.append(element("gridSpan", val=str(columns)))
    if merge:
        properties.append(element("vMerge", val=merge))
    if middle:
        properties.append(element("vAlign", val="center"))
    made.append(properties)
    inside = list(paragraphs)
    for one in inside or [paragraph()]:
        made.append(one)
    return made
