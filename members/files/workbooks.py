"""A table as .xlsx, for every room's "Xuất Excel". (The rooms above read sheets; writing them needs no reading.)"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | float | date | None


# what a spreadsheet program takes for the beginning of a formula
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
# characters that have no place in the XML of a sheet
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767


def safe_text(value: object) -> str:
    """The value as text that no spreadsheet program computes: what begins like a formula gets an apostrophe before it."""
    text = NOT_IN_XML.sub("", "" if value is None else str(value))[: LONGEST_CELL - 1]
    return f"'{text}" if text.startswith(DANGEROUS) else text


def safe(value: Value) -> str | float | datetime | None:
    """A cell of its own type, where it is text: `safe_text`."""
    if isinstance(value, str):
        return safe_text(value.replace("\r", ""))
    if isinstance(value, date):
        return datetime.combine(value, time())
    return value


def table_workbook(title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet: the title, the headings (text, width in characters), the rows. Written as it goes, whatever the length."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    for number, (_, width) in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A3"
    name = WriteOnlyCell(sheet, value=safe(title))
    name.font = Font(bold=True, size=13)
    sheet.append([name])
    head = []
    for text, _ in headings:
        cell = WriteOnlyCell(sheet, value=safe(text))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        head.append(cell)
    sheet.append(head)
    for row in rows:
        sheet.append([safe(value) for value in row])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
