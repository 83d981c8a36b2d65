"""Long lists on paper: columns of fixed width, rows packed into pages by the measure of the font.

A list is not laid out by the HTML engine: it costs more than half a millisecond a cell, and what it would find out is
known beforehand, for the widths of columns and letters are fixed. Here rows are broken into lines and packed into
pages; the engine then paints a page of rows as one thing (`painting.PaintedTable`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypedDict

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.printing.metrics import BOLD, REGULAR, lines_of

MM_IN_POINTS = 72 / 25.4
PADDING_ACROSS = 2.5  # points, left and right of a cell
PADDING_DOWN = 2.0
LINE_HEIGHT = 1.15
ROWS_BESIDE_THE_END = 2  # so that a signature never stands alone on its page

Alignment = Literal["left", "center", "right"]
RowKind = Literal["row", "sum", "group", "total"]
SPANNING = frozenset({"group", "total"})


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in millimetres, and the heading that stands over it and its neighbours."""

    heading: str
    width: float
    align: Alignment = "left"
    over: str = ""


@dataclass(frozen=True)
class Row:
    """A row of plain text, a cell a column; a sum row in bold.

    A group or total row has one text, bold, across the whole table.
    """

    cells: tuple[str, ...]
    kind: RowKind = "row"


@dataclass(frozen=True)
class Table:
    """A list: the same name on every page makes one table of it for readers who hear it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 11
    name: str = "danh-sach"
    caption: str = "Danh sách"

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def line(self) -> float:
        return self.size * LINE_HEIGHT


class PaintedCell(TypedDict):
    """Where a cell stands on the page's table (points from its top left), and its lines."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[str]
    align: Alignment
    bold: bool
    columns: int
    rows: int


class TablePage(TypedDict):
    """All that painting one page of a table needs; JSON, so that it is its own key in the cache."""

    name: str
    caption: str
    first: bool
    size: float
    width: float
    height: float
    edges: list[float]
    heading: list[list[PaintedCell]]
    rows: list[tuple[RowKind, float, list[Sequence[str]]]]
    alignments: list[Alignment]


class MeasuredRow(NamedTuple):
    """A row broken into lines, and how high that makes it."""

    kind: RowKind
    lines: list[Sequence[str]]
    height: float


def lines_in_row(table: Table, row: Row) -> list[Sequence[str]]:
    if row.kind not in SPANNING:
        return [
            lines_of(
                text,
                name=BOLD if row.kind == "sum" else REGULAR,
                size=table.size,
                width=column.width * MM_IN_POINTS - 2 * PADDING_ACROSS,
            )
            for column, text in zip(table.columns, row.cells, strict=True)
        ]
    return [lines_of(row.cells[0], name=BOLD, size=table.size, width=table.width * MM_IN_POINTS - 2 * PADDING_ACROSS)]


def row_height(table: Table, lines: Sequence[Sequence[str]]) -> float:
    return max(map(len, lines)) * table.line + 2 * PADDING_DOWN


def heading_of(table: Table) -> tuple[list[list[PaintedCell]], float]:
    """The heading's cells row by row (two rows where a heading stands over others), and its height."""
    lower = [_heading_lines(table, column.heading, column.width) for column in table.columns]
    groups = list(_groups(table))
    upper = [
        _heading_lines(table, over, sum(column.width for column in table.columns[start:end])) if over else ()
        for over, start, end in groups
    ]
    upper_height = max(map(len, upper)) * table.line + 2 * PADDING_DOWN if any(upper) else 0.0
    under = [lines for column, lines in zip(table.columns, lower, strict=True) if column.over]
    tall = [lines for column, lines in zip(table.columns, lower, strict=True) if not column.over]
    lower_height = row_height(table, under) if under else 0.0
    whole = max(row_height(table, tall) if tall else 0.0, upper_height + lower_height)
    lower_height = whole - upper_height
    edges = _edges(table)
    first: list[PaintedCell] = []
    second: list[PaintedCell] = []
    for (over, start, end), lines in zip(groups, upper, strict=True):
        if over:
            first.append(_heading_cell(edges, start, end, 0, upper_height, lines, rows=1))
            second += [_heading_cell(edges, n, n + 1, upper_height, lower_height, lower[n], rows=1) for n in range(start, end)]
        else:
            rows = 2 if upper_height else 1
            first += [_heading_cell(edges, n, n + 1, 0, whole, lower[n], rows=rows) for n in range(start, end)]
    return ([first, second] if second else [first]), whole


def _heading_lines(table: Table, text: str, width: float) -> Sequence[str]:
    return lines_of(text, name=BOLD, size=table.size, width=width * MM_IN_POINTS - 2 * PADDING_ACROSS)


def _heading_cell(
    edges: Sequence[float], start: int, end: int, y: float, height: float, lines: Sequence[str], *, rows: int
) -> PaintedCell:
    return {
        "x": edges[start],
        "y": y,
        "width": edges[end] - edges[start],
        "height": height,
        "lines": lines,
        "align": "center",
        "bold": True,
        "columns": end - start,
        "rows": rows,
    }


def _groups(table: Table) -> Iterator[tuple[str, int, int]]:
    start = 0
    for n in range(1, len(table.columns) + 1):
        if n == len(table.columns) or table.columns[n].over != table.columns[start].over:
            yield table.columns[start].over, start, n
            start = n


def _edges(table: Table) -> list[float]:
    edges = [0.0]
    for column in table.columns:
        edges.append(round(edges[-1] + column.width * MM_IN_POINTS, 3))
    return edges


def pages_of(table: Table, *, first_room: float, room: float, last_room: float) -> list[TablePage]:
    """The rows packed into pages, in order. All heights in points.

    first_room: what the first page has left under the text above the list. room: a whole page.
    last_room: a whole page less the text below the list; two rows at least, and the total, stand with that text.
    A group's row never ends a page.
    """
    heading, heading_height = heading_of(table)
    packed: list[list[MeasuredRow]] = [[]]
    left = first_room - heading_height
    for row in table.rows:
        lines = lines_in_row(table, row)
        height = row_height(table, lines)
        if height > left and (packed[-1] or len(packed) == 1):
            packed.append(_without_a_group_at_the_end(packed[-1]))
            left = room - heading_height - sum(moved.height for moved in packed[-1])
        packed[-1].append(MeasuredRow(row.kind, lines, height))
        left -= height
    # the total says nothing of its own: two rows stand with it
    beside = ROWS_BESIDE_THE_END + (table.rows[-1:] != () and table.rows[-1].kind in {"total", "sum"})
    if left < room - last_room and len(packed[-1]) > beside + 1:
        last = packed[-1][-beside:]
        del packed[-1][-beside:]
        packed.append(_without_a_group_at_the_end(packed[-1]) + last)
    elif len(packed) > 1 and len(packed[-2]) > 2 * beside > 2 * len(packed[-1]):
        moved = packed[-2][len(packed[-1]) - beside :]
        if sum(row.height for row in moved) < left - (room - last_room):
            del packed[-2][-len(moved) :]
            packed[-1][:0] = _without_a_group_at_the_end(packed[-2]) + moved
    # the text above may leave no room for a single row: then the list begins on the second page
    first = 0 if packed[0] or len(packed) == 1 else 1
    return [_page(table, rows, heading if n >= first else [], heading_height, first=n == first) for n, rows in enumerate(packed)]


def _without_a_group_at_the_end(rows: list["MeasuredRow"]) -> list["MeasuredRow"]:
    """Take the group row off the end of a page: it goes to the next one, to stand with its first member."""
    return [rows.pop()] if rows and rows[-1].kind == "group" else []


def _page(
    table: Table,
    rows: Sequence[MeasuredRow],
    heading: list[list[PaintedCell]],
    heading_height: float,
    *,
    first: bool,
) -> TablePage:
    height = (heading_height if heading else 0) + sum(row.height for row in rows)
    return {
        "name": table.name,
        "caption": table.caption,
        "first": first,
        "size": table.size,
        "width": round(table.width * MM_IN_POINTS, 3),
        "height": round(height, 3),
        "edges": _edges(table),
        "heading": heading,
        "rows": [(row.kind, round(row.height, 3), row.lines) for row in rows],
        "alignments": [column.align for column in table.columns],
    }


def html_of(table: Table) -> SafeString:
    """The same list as one HTML table: for a browser, and to compare with."""
    columns = format_html_join("", '<col width="{}mm">', ((column.width,) for column in table.columns))
    headings, _height = heading_of(table)
    head = mark_safe("".join(_html_heading(cells) for cells in headings))  # noqa: S308 -- escaped in _html_heading
    body = mark_safe("".join(_html_row(row, len(table.columns)) for row in table.rows))  # noqa: S308 -- escaped there
    return format_html(
        '<table class="bang"><colgroup>{}</colgroup><thead>{}</thead><tbody>{}</tbody></table>', columns, head, body
    )


def _html_heading(cells: Sequence[PaintedCell]) -> str:
    return (
        "<tr>"
        + "".join(
            f'<th scope="col" colspan="{cell["columns"]}" rowspan="{cell["rows"]}">{escape(" ".join(cell["lines"]))}</th>'
            for cell in cells
        )
        + "</tr>"
    )


def _html_row(row: Row, columns: int) -> str:
    if row.kind in SPANNING:
        return f'<tr class="{row.kind}"><td colspan="{columns}">{escape(row.cells[0])}</td></tr>'
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells) + "</tr>"
