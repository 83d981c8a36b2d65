"""A table of a text as a table of Word: fixed widths, heading rows repeated on each page."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import html as trees

from documents.drafting.word import xml
from documents.drafting.word.styles import SMALL

# letters that a column asks for at least and at most, whatever stands in it
FEWEST, MOST = 4, 60
FIGURES = re.compile(r"[\d\s.,%()/+–-]*")
SIZES = ((8, 12.0), (12, 11.0), (16, 10.0), (1000, 8.0))


@dataclass
class Cell:
    html: str
    columns: int
    rows: int
    heading: bool

    @property
    def plain(self) -> str:
        return xml.TAG.sub(" ", self.html)


def table_of(html: str, *, measure: float) -> Any | None:
    """The element of Word of a whole <table>; None: it has no cell. measure: how wide it is, in mm."""
    rows = _rows(html)
    placed = _placed(rows)
    columns = max((at + cell.columns for row in placed for at, cell, _first in row), default=0)
    if not columns:
        return None
    widths = _widths(placed, columns, measure)
    size = next(points for most, points in SIZES if columns <= most)
    made = xml.table(widths, bordered=True, margin=1.2 if columns <= 12 else 0.6)
    heading = True
    for row in placed:
        heading = heading and bool(row) and all(cell.heading for _at, cell, _first in row)
        made.append(xml.row(_cells(row, columns, widths, size), heading=heading))
    return made


def _rows(html: str) -> list[list[Cell]]:
    found = trees.fromstring(f"<div>{html}</div>")
    rows = []
    for row in found.iter("tr"):
        cells = [
            Cell(_inside(cell), _span(cell, "colspan"), _span(cell, "rowspan"), cell.tag == "th")
            for cell in row
            if cell.tag in {"td", "th"}
        ]
        if cells:
            rows.append(cells)
    for number, cells in enumerate(rows):
        for cell in cells:
            cell.rows = min(cell.rows, len(rows) - number)
    return rows


def _inside(cell: Any) -> str:
    text: str = trees.tostring(cell, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 200)) if value.isdecimal() else 1


def _placed(rows: list[list[Cell]]) -> list[list[tuple[int, Cell, bool]]]:
    """Every row as (column, cell, whether the cell begins here); a cell over several rows stands in each of them."""
    from_above: dict[int, tuple[int, Cell]] = {}
    placed = []
    for cells in rows:
        row: list[tuple[int, Cell, bool]] = []
        waiting, at = list(cells), 0
        while waiting or at in from_above:
            if at in from_above:
                left, cell = from_above.pop(at)
                row.append((at, cell, False))
                if left > 1:
                    from_above[-1 - at] = (left - 1, cell)
            else:
                cell = waiting.pop(0)
                row.append((at, cell, True))
                if cell.rows > 1:
                    from_above[-1 - at] = (cell.rows - 1, cell)
            at += cell.columns
        # what reaches below waits under its own column for the next row
        from_above = {-1 - key if key < 0 else key: value for key, value in from_above.items()}
        placed.append(row)
    return placed


def _cells(row: list[tuple[int, Cell, bool]], columns: int, widths: list[float], size: float) -> list[Any]:
    made = []
    at = 0
    for start, cell, first in row:
        if start > at:
            made.append(xml.cell([], width=sum(widths[at:start]), columns=start - at))
        at = start + cell.columns
        merge = "" if cell.rows == 1 else "restart" if first else "continue"
        inside = [_paragraph(cell, size)] if first else []
        width = sum(widths[start : start + cell.columns])
        made.append(xml.cell(inside, width=width, columns=cell.columns, merge=merge, middle=cell.heading))
    if at < columns:
        made.append(xml.cell([], width=sum(widths[at:]), columns=columns - at))
    return made


def _paragraph(cell: Cell, size: float) -> Any:
    points = size if size != 12 else 0
    if cell.heading:
        runs = [xml.run_of(text, bold=True, italic=italic or None, size=points) for text, _bold, italic in xml.inline(cell.html)]
        return xml.paragraph(runs, style=SMALL, align="center", before=2, after=2)
    is_figure = FIGURES.fullmatch(cell.plain) is not None
    return xml.paragraph(xml.runs_of(cell.html, size=points), style=SMALL, align="center" if is_figure else "", before=2, after=2)


def _widths(placed: list[list[tuple[int, Cell, bool]]], columns: int, measure: float) -> list[float]:
    """Widths that follow what stands in the columns: long words get lines, not all the room."""
    asked = [float(FEWEST)] * columns
    for row in placed:
        for at, cell, _first in row:
            if cell.columns == 1:
                words = cell.plain.split()
                longest = max((len(word) for word in words), default=0)
                asked[at] = max(asked[at], min(len(" ".join(words)), MOST) * 0.5, longest * 1.2)
    weights = [value**0.7 for value in asked]
    return [measure * weight / sum(weights) for weight in weights]
