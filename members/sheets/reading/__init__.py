"""Lists of people, read from whatever spreadsheet a chapter has: no database, no clock, no Django."""

import logging
from collections.abc import Mapping
from datetime import date

from members.sheets.reading.archives import column_letters
from members.sheets.reading.columns import BY_KEY, COLUMNS, FAMILY_PART, GIVEN_PART, ORDINAL, Column
from members.sheets.reading.formats import bare_name
from members.sheets.reading.grid import read_grid, repair_legacy_text
from members.sheets.reading.header import Header, choose_sheet, headings_wanted
from members.sheets.reading.limits import Limits
from members.sheets.reading.problems import Problem, Severity
from members.sheets.reading.refused import Refused
from members.sheets.reading.result import ColumnNotRead, ColumnRead, FileRefusal, Reading
from members.sheets.reading.rows import Checker, Parameters, ReadRow, Skipped, mark_duplicates, read_rows

__all__ = [
    "COLUMNS",
    "Column",
    "ColumnNotRead",
    "ColumnRead",
    "FileRefusal",
    "Limits",
    "Parameters",
    "Problem",
    "ReadRow",
    "Reading",
    "Refused",
    "Severity",
    "Skipped",
    "bare_name",
    "check_row",
    "correct_row",
    "mark_duplicates",
    "read_people",
]

logger = logging.getLogger(__name__)

FONT_NAMES = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}


def read_people(
    content: bytes,
    *,
    file_name: str,
    today: date,
    parameters: Parameters | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Read a list of people; never raises for anything that is in the file.

    Everything that is wrong is told at once, by row and column. A file that can't be read at all comes back with a
    `refusal` and no rows. The file's name is for showing only.
    """
    reading = Reading(bare_name(file_name))
    parameters, limits = parameters or Parameters(), limits or Limits()
    try:
        _read_into(reading, content, today, parameters, limits)
    except Refused as refused:
        reading.refusal = FileRefusal(refused.code, refused.message)
    except Exception:
        # a file nobody has thought of must not end the job: it is refused, and the log says where our reading failed
        logger.exception("reading a spreadsheet failed")
        unreadable = Refused("unreadable")
        reading = Reading(reading.file_name, FileRefusal(unreadable.code, unreadable.message))
    return reading


def _read_into(reading: Reading, content: bytes, today: date, parameters: Parameters, limits: Limits) -> None:
    grid = read_grid(content, limits)
    reading.kind, reading.notices = grid.kind.value, list(grid.notices)
    encodings = {sheet.name: repair_legacy_text(sheet) for sheet in grid.sheets}
    if not any(sheet.rows for sheet in grid.sheets):
        raise Refused("no_rows")
    chosen = choose_sheet(grid.sheets)
    if chosen is None:
        raise Refused("no_header", headings=headings_wanted(parameters.required_columns))
    sheet, header, others = chosen
    reading.sheet, reading.header_rows = sheet.name, (header.first_row, header.last_row)
    reading.encoding = encodings[sheet.name]
    _tell_columns(reading, header)
    if missing := header.missing(parameters.required_columns):
        raise Refused(
            "missing_columns",
            headings=headings_wanted(missing),
            row=header.last_row,
            sheet=sheet.name,
            hint=_hint(header, missing),
        )
    if sheet.more_rows:
        raise Refused("too_many_rows", sheet=sheet.name, limit=limits.rows)
    reading.notices += _notices(reading, header, sheet.visible, others)
    reading.rows, reading.skipped = read_rows(sheet, header, Checker(parameters, today))
    if not reading.rows:
        raise Refused("only_header", sheet=sheet.name)


def _hint(header: Header, missing: list[str]) -> str:
    meant = [column for column in header.not_read if column.suggestion in {BY_KEY[key].heading for key in missing}]
    return "".join(f" Cột {column.letter} “{column.heading}” có phải là “{column.suggestion}” không?" for column in meant)


def _tell_columns(reading: Reading, header: Header) -> None:
    names = {FAMILY_PART: "full_name", GIVEN_PART: "full_name"}
    reading.columns = [
        ColumnRead(names.get(found.key, found.key), found.heading, column_letters(found.index + 1))
        for found in header.found
        if found.key != ORDINAL
    ]
    reading.columns_not_read = [ColumnNotRead(column.heading, column.letter, column.suggestion) for column in header.not_read]


def _notices(reading: Reading, header: Header, visible: bool, others: list[str]) -> list[str]:
    notices = []
    if font := FONT_NAMES.get(reading.encoding):
        notices.append(f"Danh sách gõ bằng phông chữ cũ {font}; đã chuyển sang Unicode. Hãy xem kỹ dấu của từng tên.")
    if not visible:
        notices.append(f"Sheet “{reading.sheet}” đang bị ẩn; đã đọc vì các sheet khác không có bảng danh sách.")
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        notices.append(f"Chỉ đọc sheet “{reading.sheet}”. Sheet {names} cũng giống danh sách: nếu cần, hãy lưu thành tệp riêng.")
    if header.not_read:
        names = ", ".join(f"“{column.heading}” (cột {column.letter})" for column in header.not_read)
        notices.append(f"Các cột không đọc: {names}.")
    return notices


def check_row(
    texts: Mapping[str, str],
    *,
    today: date,
    parameters: Parameters | None = None,
    inherited: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], list[Problem]]:
    """Values and problems of one row typed or corrected by hand: text per column key, as `ReadRow.texts`.

    `inherited` is what a group row above says ("category"). Twice in the list is a question to all rows:
    `mark_duplicates`, or `correct_row`.
    """
    return Checker(parameters or Parameters(), today).check(dict(texts), inherited=(inherited or {}).items())


def correct_row(
    reading: Reading, number: int, texts: Mapping[str, str], *, today: date, parameters: Parameters | None = None
) -> ReadRow:
    """Put corrected texts into the row of this number, check it again, and the whole list for people who stand in it twice.

    Columns that aren't in `texts` stay as they are. Raises KeyError where the reading has no such row.
    """
    row = reading.row(number)
    if row is None:
        raise KeyError(number)
    row.texts = {**row.texts, **texts}
    row.values, row.problems = check_row(row.texts, today=today, parameters=parameters, inherited=row.inherited)
    mark_duplicates(reading.rows)
    return row
