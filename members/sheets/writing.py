"""Lists as .xlsx that a chapter can fill in and send back, and that no spreadsheet program takes for a formula."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from members.files.workbooks import safe_text
from members.sheets.reading import Reading, ReadRow, Severity
from members.sheets.reading.cells import CATEGORIES, LISTS, shown
from members.sheets.reading.columns import BY_KEY, Content

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST_SHEET, CHOICES_SHEET, GUIDE_SHEET = "Danh sách", "Danh mục", "Hướng dẫn"
TEMPLATE_COLUMNS = (
    "full_name", "birth_date", "ethnicity", "religion", "home_town", "rank", "police_position", "party_position",
    "union_position", "workplace", "union_joined", "party_joined", "party_official", "general_education", "education",
    "political_theory", "languages", "awards", "category", "alternate", "times_attended", "phone", "note",
)  # fmt: skip
TEMPLATE_GUIDE = (
    "Mỗi người một dòng, bắt đầu từ dòng 2 của sheet “Danh sách”. Không cần xoá cột hay đổi thứ tự cột.",
    "Cột bắt buộc: Họ và tên; Ngày, tháng, năm sinh. Các cột khác càng đủ càng tốt.",
    "Ngày ghi dạng ngày/tháng/năm, ví dụ 03/05/1988; chỉ biết năm thì ghi 1988.",
    "Ô có mũi tên: bấm vào để chọn giá trị trong danh mục.",
    "Trình độ chuyên môn: có thể ghi thêm ngành sau dấu phẩy, ví dụ “Đại học, Luật”.",
    "Dự khuyết: ghi x nếu là đại biểu dự khuyết, để trống nếu không.",
    "Xong thì lưu lại và tải tệp lên; phần mềm sẽ chỉ ra từng ô cần sửa trước khi lưu.",
)
REASON_HEADING, ROW_HEADING = "Lý do cần sửa", "Dòng trong tệp gốc"
# what a spreadsheet program takes for the beginning of a formula; tab and line break lead to one, too
HEADER_FILL = PatternFill("solid", fgColor="F3E9F3")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`is_text` keeps leading zeros and typed dates as they are typed; `choices` become a drop-down."""

    heading: str
    width: int = 18
    is_text: bool = False
    choices: tuple[str, ...] = ()


def write_table(
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[object]],
    *,
    sheet_name: str = LIST_SHEET,
    guide: Sequence[str] = (),
    blank_rows: int = 0,
) -> bytes:
    """One table as .xlsx: bold frozen header in row 1, drop-downs that reach `blank_rows` below the last row.

    Whole numbers stay numbers; everything else is written as safe text.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_name[:31])
    _lay_out(sheet, columns)
    sheet.append([_header_cell(sheet, column) for column in columns])
    last_row = 1
    for row in rows:
        sheet.append([_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)])
        last_row += 1
    _offer_choices(workbook, sheet, columns, last_row + blank_rows)
    if guide:
        _write_guide(workbook, guide)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


# a write-only sheet has column widths and validations, but its types don't say so: hence Any
def _lay_out(sheet: Any, columns: Sequence[SheetColumn]) -> None:
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        if column.is_text:
            # also for the rows that she will fill in
            dimension.number_format = "@"


def _header_cell(sheet: Any, column: SheetColumn) -> object:
    cell = WriteOnlyCell(sheet, safe_text(column.heading))
    cell.font = Font(bold=True)
    cell.fill = HEADER_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return cell


def _cell(sheet: Any, column: SheetColumn, value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and not column.is_text:
        return value
    text = safe_text(value)
    if not column.is_text or not text:
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.number_format = "@"
    return cell


def _offer_choices(workbook: Workbook, sheet: Any, columns: Sequence[SheetColumn], last_row: int) -> None:
    offered = [(index, column) for index, column in enumerate(columns, start=1) if column.choices]
    if not offered or last_row < 2:
        return
    for place, (index, column) in enumerate(offered, start=1):
        letter, source = get_column_letter(index), get_column_letter(place)
        validation = DataValidation(
            type="list",
            formula1=f"'{CHOICES_SHEET}'!${source}$2:${source}${len(column.choices) + 1}",
            allow_blank=True,
            # other words are told by our own check, with a suggestion; the spreadsheet's refusal says nothing
            showErrorMessage=False,
        )
        validation.add(f"{letter}2:{letter}{last_row}")
        sheet.data_validations.append(validation)
    choices = workbook.create_sheet(CHOICES_SHEET)
    choices.sheet_state = "hidden"
    choices.append([column.heading for _, column in offered])
    for number in range(max(len(column.choices) for _, column in offered)):
        choices.append([column.choices[number] if number < len(column.choices) else None for _, column in offered])


def _write_guide(workbook: Workbook, guide: Sequence[str]) -> None:
    sheet = workbook.create_sheet(GUIDE_SHEET)
    sheet.column_dimensions["A"].width = 110
    for line in guide:
        sheet.append([safe_text(line)])


def sheet_column(key: str) -> SheetColumn:
    """The column of the catalogue as we write it."""
    column = BY_KEY[key]
    choices: tuple[str, ...] = ()
    if key in LISTS:
        choices = tuple(label for _, label in LISTS[key].choices)
    elif key == "category":
        choices = tuple(CATEGORIES.values())
    is_text = column.content in {Content.DATE, Content.PHONE, Content.NUMBER} or key == "general_education"
    return SheetColumn(column.heading, column.width, is_text, choices)


def people_workbook(
    people: Iterable[Mapping[str, str]],
    *,
    columns: Sequence[str] = TEMPLATE_COLUMNS,
    guide: Sequence[str] = (),
    blank_rows: int = 0,
) -> bytes:
    """People as .xlsx that the reader reads back without loss; `people` are values as `ReadRow.values` keeps them."""
    numbered = ([number, *(_person_text(person, key) for key in columns)] for number, person in enumerate(people, start=1))
    layout = [SheetColumn("STT", 6), *map(sheet_column, columns)]
    return write_table(layout, numbered, guide=guide, blank_rows=blank_rows)


def people_template(people: Iterable[Mapping[str, str]] = (), *, columns: Sequence[str] = TEMPLATE_COLUMNS) -> bytes:
    """The form to fill in: the unit's own members already in it, drop-downs, a page that says how."""
    return people_workbook(people, columns=columns, guide=TEMPLATE_GUIDE, blank_rows=200)


def _person_text(person: Mapping[str, str], key: str) -> str:
    text = shown(key, person.get(key, ""))
    subject = person.get("education_field", "") if key == "education" else ""
    return ", ".join(filter(None, (text, subject)))


def error_workbook(reading: Reading) -> bytes:
    """The rows that were refused, the reason first, as they stand in her file: to correct and to upload again."""
    keys = list(dict.fromkeys(column.key for column in reading.columns))
    if "category" not in keys and any(row.inherited for row in reading.refused):
        keys.append("category")
    layout = [SheetColumn(REASON_HEADING, 60), SheetColumn(ROW_HEADING, 10), *map(sheet_column, keys)]
    rows = ([_reasons(row), row.number, *(_text_of(row, key) for key in keys)] for row in reading.refused)
    return write_table(layout, rows)


def _text_of(row: ReadRow, key: str) -> str:
    if text := row.texts.get(key):
        return text
    if key == "category" and row.inherited:
        return "Dự khuyết" if row.inherited.get("alternate") else shown(key, row.inherited.get("category", ""))
    return ""


def _reasons(row: ReadRow) -> str:
    return " ".join(problem.message for problem in row.problems if problem.severity is Severity.ERROR)
