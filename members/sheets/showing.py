"""A preview as a page shows it: cells with what is read, what was there before, and what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from members.sheets.queries import FIX, NEW, TABS, Preview, PreviewRow, heading_of, is_sensitive
from members.sheets.reading import ColumnRead, Problem, Reading, Severity
from members.sheets.reading.cells import shown
from members.sheets.rules import Change, fields_shown_in
from vietnamese.search import search_key

KINDS = {
    "fix": ("late", "Cần sửa"),
    "new": ("accent", "Mới"),
    "change": ("due", "Thay đổi"),
    "same": ("done", "Không đổi"),
    "skipped": ("neutral", "Bỏ qua"),
    "closed": ("neutral", "Đã duyệt"),
}
# what a phone shows of a row that is in order; the rest is a touch away
MAJOR = frozenset({"full_name", "birth_date", "rank", "position", "union_position", "police_position", "category", "alternate"})
NARROW = frozenset({"birth_date", "union_joined", "party_joined", "party_official", "phone"})


LONG = frozenset({"home_town", "residence", "workplace", "police_position", "position", "awards", "note", "electing_unit"})


@dataclass(slots=True)
class Cell:
    key: str
    heading: str
    text: str
    is_wrong: bool = False
    is_corrected: bool = False
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_title(self) -> bool:
        return self.key == "full_name"

    @property
    def is_minor(self) -> bool:
        return self.key not in MAJOR and not self.changes and not self.problems

    @property
    def is_long(self) -> bool:
        return self.key in LONG and bool(self.text)

    @property
    def is_narrow(self) -> bool:
        return self.key in NARROW


@dataclass(slots=True)
class ShownRow:
    row: PreviewRow
    cells: list[Cell]
    # of columns that aren't shown
    problems: list[Problem]
    pill_kind: str
    pill_text: str


def shown_columns(preview: Preview, *, sensitive: bool) -> list[ColumnRead]:
    return [column for column in preview.columns if sensitive or not is_sensitive(column.key)]


def shown_rows(
    rows: Sequence[PreviewRow], columns: Sequence[ColumnRead], *, sensitive: bool, roots: Sequence[str]
) -> list[ShownRow]:
    """`roots`: paths of the units of which she may see everything. Of a member of another, what is kept stays hidden."""
    keys = [column.key for column in columns]
    headings = {key: heading_of(key) for key in keys}
    fields = {key: fields_shown_in(key, keys) for key in keys}
    shown_keys = set(keys)
    result = []
    for row in rows:
        hides = row.member is not None and not row.member.unit_path.startswith(tuple(roots))
        cells = [_cell(row, key, headings[key], fields[key], hides=hides) for key in keys]
        others = [
            one for one in row.read.problems if one.column not in shown_keys and (sensitive or not is_sensitive(one.column))
        ]
        result.append(ShownRow(row, cells, others, *KINDS[row.kind]))
    return result


def _cell(row: PreviewRow, key: str, heading: str, fields: tuple[str, ...], *, hides: bool) -> Cell:
    problems = [problem for problem in row.read.problems if problem.column == key]
    wrong = any(
        problem.severity is Severity.ERROR and problem.code not in {"ask", "duplicate", "standing"} for problem in problems
    )
    values = row.read.values
    if wrong or (problems and not any(values.get(name) for name in fields)):
        text = row.read.texts.get(key, "")
    else:
        text = ", ".join(shown(name, values[name]) for name in fields if values.get(name))
    changes = [
        replace(change, is_old_hidden=hides and is_sensitive(change.field)) for change in row.changes if change.field in fields
    ]
    return Cell(key, heading, text, wrong, key in row.corrected, changes, problems)


def wrong_first(columns: Sequence[ColumnRead], rows: Iterable[PreviewRow]) -> list[ColumnRead]:
    """The name, then the columns in which something must be corrected, so that nothing wrong is out of sight."""
    wrong = {problem.column for row in rows for problem in row.errors}
    return sorted(columns, key=lambda column: (column.key != "full_name", column.key not in wrong))


def filtered(preview: Preview, *, show: str, text: str) -> list[PreviewRow]:
    """Rows of a tab ("all": every one) whose name holds every word, with or without accents."""
    rows = [row for row in preview.rows if show == "all" or row.kind == show]
    words = search_key(text).split()
    return [row for row in rows if all(word in search_key(row.name) for word in words)] if words else rows


def tabs_of(preview: Preview) -> list[tuple[str, str, int]]:
    """(key, label, count) of the tabs that have rows, all of them last."""
    counts = preview.counts
    tabs = [(key, label, counts[key]) for key, label in TABS if counts[key] or key in {FIX, NEW}]
    return [*tabs, ("all", "Tất cả", len(preview.rows))]


def first_tab(preview: Preview) -> str:
    return FIX if preview.counts[FIX] else "all"


def to_correct(preview: Preview, columns: Sequence[ColumnRead]) -> Reading:
    """The reading with the rows alone that must be corrected, and the columns alone that she may see."""
    return replace(preview.reading, columns=list(columns), rows=[row.read for row in preview.rows if row.kind == FIX])
