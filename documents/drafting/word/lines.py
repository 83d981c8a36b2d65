"""What pandoc tells, as lines: paragraphs with their look, tables as HTML, with the comments and tracked changes on them."""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from documents.drafting.word.gathering import Gathering, Told, Tracked, inlines_of
from documents.drafting.word.pieces import Piece, all_look, html_of, in_unicode, is_capital, trimmed, without_notes
from vietnamese.normalise import clean

# as isolated.py writes it in front of a paragraph
NOTE = re.compile("\ue000([^\ue001]*)\ue001")
BOLD = re.compile("</?strong>")
BOLD_ALONE = re.compile(r"(?:<strong>[^<]*(?:<br>[^<]*)*</strong>(?:<br>| )?)+")


@dataclass(frozen=True)
class Line:
    """A paragraph or a table, in the order of the file.

    level: of a Word heading, else 0. item: depth and whether it is counted, of a list Word makes. number: as Word counts it.
    rows: of a table, its cells as words.
    """

    pieces: tuple[Piece, ...] = ()
    align: str = ""
    level: int = 0
    own: tuple[str, int] | None = None
    item: tuple[int, bool] | None = None
    number: str = ""
    landscape: bool = False
    table: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    @cached_property
    def plain(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def html(self) -> str:
        return html_of(self.pieces)

    @property
    def is_bold(self) -> bool:
        return all_look(self.pieces, "bold")

    @property
    def is_italic(self) -> bool:
        return all_look(self.pieces, "italic")

    @property
    def is_centred(self) -> bool:
        return self.align == "center"

    @property
    def is_capital(self) -> bool:
        return is_capital(self.plain)

    @property
    def is_table(self) -> bool:
        return bool(self.table)


def lines_of(blocks: list[dict[str, Any]], tracked: Tracked) -> tuple[list[Line], Told]:
    """All lines of a file, empty ones left out."""
    told = Told()
    lines: list[Line] = []
    joined: Gathering | None = None
    for block in blocks:
        if block["t"] == "Table":
            lines.append(_table(block["c"], tracked, told))
            continue
        for inlines in inlines_of([block]):
            gathering = joined or Gathering(tracked, told)
            joined, gathering.mark = None, ""
            gathering.read(inlines)
            if gathering.mark:
                # pandoc drops the space at the end of a paragraph
                gathering.add(" ", bold=False, italic=False)
                joined = gathering
                continue
            lines += _lines(gathering, _above(lines))
    if joined:
        lines += _lines(joined)
    return lines, told


def _above(lines: list[Line]) -> str:
    return next((line.plain for line in reversed(lines[-5:]) if line.plain and not line.plain.startswith("(")), "")


def _lines(gathering: Gathering, above: str = "") -> list[Line]:
    """above: the words of the line above, to say where a table was left out."""
    said: dict[str, Any] = {}
    whole = "".join(piece.text for piece in gathering.pieces)
    if note := NOTE.search(whole):
        said = json.loads(note[1])
        gathering.pieces = without_notes(gathering.pieces)
    if wide := said.get("wide"):
        gathering.told.wide.append((wide[0], wide[1], clean(wide[2]), above))
        return []
    pieces = trimmed(tuple(in_unicode(gathering.pieces)))
    remarks = (*gathering.remarks, *gathering.remarks_of_changes())
    if not pieces and not remarks:
        return []
    level, listed = int(said.get("level", 0)), said.get("list")
    line = Line(
        pieces,
        align=said.get("align", ""),
        level=level,
        own=tuple(said["own"]) if "own" in said else None,
        landscape=bool(said.get("landscape")),
        remarks=remarks,
    )
    if listed:
        line = _listed(line, *listed)
    return [line]


def _listed(line: Line, depth: int, how: str, number: str) -> Line:
    """A paragraph that Word numbers: a heading keeps its number as if typed, all else is an item of a list."""
    named = re.match(r"(phần|chương|điều|mục|phụ lục)\b", number, re.IGNORECASE)
    if number and (named or line.level or line.is_bold):
        return replace(line, pieces=(Piece(f"{number} ", bold=True), *line.pieces), number=number)
    if how == "none" or line.level:
        return line
    return replace(line, item=(min(depth, 8), how != "bullet"))


@dataclass
class Cell:
    html: str
    text: str
    rows: int
    columns: int


def _table(content: Any, tracked: Tracked, told: Told) -> Line:
    _attributes, _caption, _columns, head, bodies, foot = content
    remarks: list[tuple[str, str]] = []

    def cells(row: Any) -> list[Cell]:
        return [_cell(cell, tracked, told, remarks) for cell in row[1]]

    heads = [cells(row) for row in head[1]]
    rows = [cells(row) for body in bodies for part in (body[2], body[3]) for row in part] + [cells(row) for row in foot[1]]
    if not heads and len(rows) > 1 and _is_bold(rows[0]):
        # a table typed by hand has no heading row but for its bold words, and the rows they reach into
        heads, rows = rows[: (deep := max(cell.rows for cell in rows[0]))], rows[deep:]
    made = "".join(_row(row, "th") for row in heads)
    made += "".join(_row(row, "td") for row in rows)
    return Line(table=f"<table>{made}</table>", rows=_grid([*heads, *rows]), remarks=tuple(remarks))


def _is_bold(cells: list[Cell]) -> bool:
    worded = [cell.html for cell in cells if cell.html]
    return len(worded) > 1 and all(BOLD_ALONE.fullmatch(html) for html in worded)


def _cell(cell: Any, tracked: Tracked, told: Told, remarks: list[tuple[str, str]]) -> Cell:
    _attributes, _align, rows, columns, blocks = cell
    htmls, texts = [], []
    lines: list[Line] = []
    for inlines in inlines_of(blocks):
        gathering = Gathering(tracked, told)
        gathering.read(inlines)
        lines += _lines(gathering)
    for number, line in enumerate(lines, start=1):
        remarks += line.remarks
        before = "" if line.item is None else f"{number}. " if line.item[1] else "- "
        if line.pieces:
            htmls.append(before + line.html)
            texts.append(before + "".join(piece.text for piece in line.pieces))
    return Cell("<br>".join(htmls), "\n".join(texts), int(rows), int(columns))


def _row(cells: list[Cell], tag: str) -> str:
    made = []
    for cell in cells:
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
        # words of a heading row are bold anyway
        html = BOLD.sub("", cell.html) if tag == "th" else cell.html
        made.append(f"<{tag}{spans}>{html}</{tag}>")
    return f"<tr>{''.join(made)}</tr>"


def _grid(rows: list[list[Cell]]) -> tuple[tuple[str, ...], ...]:
    """Every row with as many cells as the table has columns: a cell over rows says its words in each, one over columns once."""
    from_above: dict[int, tuple[int, str]] = {}
    made = []
    for cells in rows:
        row: list[str] = []
        waiting = list(cells)
        while waiting or len(row) in from_above:
            if len(row) in from_above:
                left, text = from_above.pop(len(row))
                if left > 1:
                    from_above[len(row)] = (left - 1, text)
                row.append(text)
                continue
            cell = waiting.pop(0)
            for number in range(cell.columns):
                text = cell.text if number == 0 else ""
                if cell.rows > 1:
                    from_above[len(row)] = (cell.rows - 1, text)
                row.append(text)
        made.append(tuple(row))
    width = max((len(row) for row in made), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in made)
