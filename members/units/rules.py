"""A list of units as a table: what each row says, and everything that is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vietnamese.dates import DateProblem, read_date
from vietnamese.search import search_key, tone_key
from vietnamese.suggestions import nearest

# heading on the sheet, key; the export writes the same, so that what was exported can be imported again
COLUMNS: tuple[tuple[str, str], ...] = (
    ("Mã", "code"),
    ("Tên đầy đủ", "name"),
    ("Tên viết tắt", "short_name"),
    ("Loại", "kind"),
    ("Mã cấp trên", "parent_code"),
    ("Cấp uỷ lãnh đạo", "leading_party_committee"),
    ("Địa danh", "place"),
    ("Quyết định thành lập", "founding_decision"),
    ("Người liên hệ", "contact_name"),
    ("Điện thoại", "contact_phone"),
    ("Hoạt động từ ngày", "starts_on"),
)
REQUIRED = ("code", "name", "kind")
LONGEST = {
    "code": 30,
    "name": 200,
    "short_name": 60,
    "leading_party_committee": 200,
    "place": 100,
    "founding_decision": 200,
    "contact_name": 120,
    "contact_phone": 30,
}
HEADINGS = {key: heading for heading, key in COLUMNS}


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one cell, as a sentence that says what to write; `row` as the sheet numbers it."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class UnitRow:
    row: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_code: str
    starts_on: str  # "" for the day of the import, else as ISO
    facts: Mapping[str, str]


def heading_row(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """Find the row that holds the headings among the first thirty: its index and which column is what; (-1, {}) for none."""
    known = {search_key(heading): key for heading, key in COLUMNS}
    for index, row in enumerate(rows[:30]):
        found = {position: known[search_key(str(cell))] for position, cell in enumerate(row) if search_key(str(cell)) in known}
        if {"code", "name"} <= set(found.values()):
            return index, found
    return -1, {}


def read_unit_rows(
    rows: Sequence[Sequence[object]], *, kinds: Mapping[str, str], taken: set[str], parents: set[str]
) -> tuple[list[UnitRow], list[RowProblem]]:
    """Read a sheet of units and tell every problem at once.

    `kinds` are the codes of kinds by their Vietnamese label; `taken` codes that exist already; `parents` codes of units under
    which she may found others. A parent may also stand in an earlier row of the same sheet.
    """
    start, columns = heading_row(rows)
    if start < 0:
        return [], [RowProblem(1, "", "Không thấy dòng tiêu đề có “Mã” và “Tên đầy đủ”. Hãy dùng mẫu tải từ trang này.")]
    by_label = {tone_key(label): code for label, code in kinds.items()} | {tone_key(code): code for code in kinds.values()}
    read: list[UnitRow] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for index, row in enumerate(rows[start + 1 :], start=start + 2):
        values = {key: " ".join(str(row[position]).split()) if position < len(row) else "" for position, key in columns.items()}
        if not any(values.values()):
            continue
        wrong = list(_row_problems(index, values, by_label, kinds, taken, parents, seen))
        problems += wrong
        code = values.get("code", "")
        if code:
            seen.setdefault(code.upper(), index)
        if not wrong:
            read.append(_row(index, values, by_label))
    if not read and not problems:
        problems.append(RowProblem(start + 1, "", "Dưới dòng tiêu đề không có đơn vị nào."))
    return read, problems


def _row(index: int, values: Mapping[str, str], by_label: Mapping[str, str]) -> UnitRow:
    taken_apart = {"code", "name", "short_name", "kind", "parent_code", "starts_on"}
    start = values.get("starts_on", "")
    exact = read_date(start).exact if start else None
    return UnitRow(
        row=index,
        code=values["code"],
        name=values["name"],
        short_name=values.get("short_name", ""),
        kind=by_label[tone_key(values["kind"])],
        parent_code=values.get("parent_code", ""),
        starts_on=exact.isoformat() if exact else "",
        facts={key: value for key, value in values.items() if key not in taken_apart},
    )


def _row_problems(
    index: int,
    values: Mapping[str, str],
    by_label: Mapping[str, str],
    kinds: Mapping[str, str],
    taken: set[str],
    parents: set[str],
    seen: Mapping[str, int],
) -> list[RowProblem]:
    def problem(key: str, sentence: str) -> RowProblem:
        return RowProblem(index, HEADINGS[key], sentence)

    found = [problem(key, f"Thiếu {HEADINGS[key].lower()}.") for key in REQUIRED if not values.get(key)]
    found += [problem(key, f"Dài quá {longest} ký tự.") for key, longest in LONGEST.items() if len(values.get(key, "")) > longest]
    code = values.get("code", "")
    if code.upper() in {known.upper() for known in taken}:
        found.append(problem("code", f"Mã {code} đã có trong hệ thống. Hãy ghi mã khác hoặc bỏ dòng này."))
    elif code and code.upper() in seen:
        found.append(problem("code", f"Mã {code} đã có ở dòng {seen[code.upper()]}. Hãy ghi mã khác."))
    kind = values.get("kind", "")
    if kind and tone_key(kind) not in by_label:
        near = nearest(kind, kinds)
        hint = f" Có phải là “{near}”?" if near else f" Hãy ghi một trong: {', '.join(kinds)}."
        found.append(problem("kind", f"Không có loại “{kind}”.{hint}"))
    parent = values.get("parent_code", "")
    if not parent:
        found.append(problem("parent_code", "Thiếu mã cấp trên: hãy ghi mã của tổ chức mà đơn vị này trực thuộc."))
    elif parent not in parents and parent.upper() not in seen:
        found.append(problem("parent_code", f"Không có đơn vị mang mã {parent} ở trên dòng này hoặc trong phạm vi của bạn."))
    start = values.get("starts_on", "")
    if start:
        try:
            if read_date(start).exact is None:
                found.append(problem("starts_on", f"“{start}” chưa đủ ngày, tháng, năm, ví dụ 01/07/2025."))
        except DateProblem as trouble:
            found.append(problem("starts_on", str(trouble)))
    return found
