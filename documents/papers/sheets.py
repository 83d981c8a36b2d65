"""A printed list as .xlsx: the same headings and rows."""

from collections.abc import Iterator

from documents.printing.tables import SPANNING, Column, Table
from members.sheets.writing import SheetColumn, write_table

# characters of a spreadsheet column to a millimetre of paper
CHARACTERS_IN_MM = 0.6


def workbook_of(table: Table) -> bytes:
    """Headings that stand one over the other become one ("Trình độ – GDPT"); a group's row keeps its text in the first cell."""
    return write_table([_column(column) for column in table.columns], _rows(table))


def _column(column: Column) -> SheetColumn:
    heading = f"{column.over} – {column.heading}" if column.over else column.heading
    # text, so that card 007 and 03/05/1988 stay as they are printed
    return SheetColumn(heading, max(6, round(column.width * CHARACTERS_IN_MM)), is_text=True)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        cells = (row.cells[0], *[""] * (len(table.columns) - 1)) if row.kind in SPANNING else row.cells
        yield tuple(cell.replace("\n", " ") for cell in cells)
