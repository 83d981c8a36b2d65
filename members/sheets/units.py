"""The reader of spreadsheets for the room of units, which stands below and can't import it (members/units/reading.py)."""

from collections.abc import Sequence

from members.access.refusal import Refusal
from members.sheets.reading.grid import read_grid, repair_legacy_text
from members.sheets.reading.refused import Refused


def read_unit_sheet(content: bytes) -> Sequence[Sequence[object]]:
    """The rows of the first visible sheet that has any; raises Refusal."""
    try:
        grid = read_grid(content)
    except Refused as refused:
        raise Refusal(refused.message) from refused
    for sheet in grid.sheets:
        if sheet.visible and sheet.rows:
            repair_legacy_text(sheet)
            return sheet.rows
    raise Refusal("Bảng tính không có dòng nào. Hãy kiểm tra xem có chọn nhầm tệp không.")
