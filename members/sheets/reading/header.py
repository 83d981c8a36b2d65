"""Where the table begins, and which column is which."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from members.sheets.reading import columns
from members.sheets.reading.archives import column_letters
from members.sheets.reading.columns import BY_KEY, FAMILY_PART, GIVEN_PART, INDEX, ORDINAL, heading_key, recognise_heading
from members.sheets.reading.grid import Cell, Sheet
from vietnamese.normalise import clean
from vietnamese.suggestions import nearest

# titles, emblems and addresses above a table seldom take more
ROWS_SEARCHED = 60
ROWS_SEARCHED_BEYOND = 5
MOST_HEADER_ROWS = 3
LONGEST_HEADING = 120
LOWEST_SCORE = 3
SHORTEST_TO_SUGGEST = 5
MOST_SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A column that is read. `index` from 0; `span` > 1 where the name goes on in the next columns."""

    index: int
    key: str
    heading: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class NotRead:
    """A column that nobody knows: shown, never guessed."""

    index: int
    heading: str
    suggestion: str = ""

    @property
    def letter(self) -> str:
        return column_letters(self.index + 1)


@dataclass(slots=True)
class Header:
    """`first_row` and `last_row` are numbers as the spreadsheet shows them."""

    first_row: int
    last_row: int
    found: list[Found] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)

    @property
    def has_name(self) -> bool:
        keys = {found.key for found in self.found}
        return "full_name" in keys or {FAMILY_PART, GIVEN_PART} <= keys

    @property
    def score(self) -> int:
        # two headings in one row of titles may be chance, a name among them hardly is
        return len(self.found) + 3 * self.has_name

    def missing(self, required: Sequence[str]) -> list[str]:
        """Required columns that aren't there; a name in two parts counts, a common "Chức vụ" stands for both positions."""
        keys = {found.key for found in self.found}
        if {FAMILY_PART, GIVEN_PART} <= keys:
            keys.add("full_name")
        if "position" in keys:
            keys |= {"police_position", "union_position"}
        return [key for key in required if key not in keys]


def find_header(sheet: Sheet) -> Header | None:
    """The rows that name the columns, wherever titles push them; None where no two known headings stand in a row."""
    best: Header | None = None
    for start, row in enumerate(sheet.rows[:ROWS_SEARCHED]):
        if best is not None and best.has_name and start > best.last_row + ROWS_SEARCHED_BEYOND:
            break
        if not any(_text(cell) for cell in row):
            continue
        for height in range(1, min(MOST_HEADER_ROWS, len(sheet.rows) - start) + 1):
            header = _read_header(sheet.rows[start : start + height], start + 1)
            if best is None or (header.score, -height) > (best.score, best.first_row - best.last_row - 1):
                best = header
            if not header.found:
                # the first row of a header knows at least one column by itself
                break
    if best is None or best.score < LOWEST_SCORE:
        return None
    _widen_name(best, sheet)
    suggested = [replace(column, suggestion=_suggest(column)) for column in best.not_read[:MOST_SUGGESTIONS]]
    best.not_read = suggested + best.not_read[MOST_SUGGESTIONS:]
    return best


def _text(cell: Cell) -> str:
    return clean(cell[: 4 * LONGEST_HEADING]) if isinstance(cell, str) else ""


def _read_header(rows: Sequence[Sequence[Cell]], first_row: int) -> Header:
    header = Header(first_row, first_row + len(rows) - 1)
    levels = [[_text(cell) for cell in row] for row in rows]
    width = max(len(level) for level in levels)
    levels = [level + [""] * (width - len(level)) for level in levels]
    if any(not any(level) for level in levels) or any(map(_holds_data, rows[1:])) or _names_somebody(levels):
        return header
    for index in range(width):
        _read_heading(header, levels, index)
    _name_the_birth_columns(header)
    return header


def _holds_data(row: Sequence[Cell]) -> bool:
    return any(not isinstance(cell, str) for cell in row)


def _names_somebody(levels: list[list[str]]) -> bool:
    """Whether text that is no heading stands under "Họ và tên": then this row is the first person, not a second heading."""
    names = [index for index, heading in enumerate(levels[0]) if recognise_heading(heading) == "full_name"]
    return any(level[index] and not recognise_heading(level[index]) for level in levels[1:] for index in names)


def _read_heading(header: Header, levels: list[list[str]], index: int) -> None:
    parts = [_inherited(levels, depth, index) for depth in range(len(levels))]
    own = next((level[index] for level in reversed(levels) if level[index]), "")
    heading = " - ".join(part for part in dict.fromkeys(parts) if part)
    if not own:
        return
    key = _recognise(parts, levels, index)
    if key == columns.IGNORED:
        return
    if not key:
        header.not_read.append(NotRead(index, heading[:LONGEST_HEADING]))
        return
    header.found.append(Found(index, key, heading[:LONGEST_HEADING]))


def _suggest(column: NotRead) -> str:
    if len(column.heading) < SHORTEST_TO_SUGGEST or column.heading.endswith(")"):
        return ""
    near = nearest(column.heading, [known for known in INDEX if len(known) >= SHORTEST_TO_SUGGEST])
    return BY_KEY[INDEX[near]].heading if near and INDEX[near] in BY_KEY else ""


def _inherited(levels: list[list[str]], depth: int, index: int) -> str:
    """The heading over this column on this level; a merged heading stands only in the first of its columns."""
    if levels[depth][index] or depth == len(levels) - 1:
        return levels[depth][index]
    below = any(level[index] for level in levels[depth + 1 :])
    left = index
    while below and left > 0 and not levels[depth][left]:
        left -= 1
        # a column that is empty below isn't under the same merged heading
        if not any(level[left] for level in levels[depth + 1 :]):
            return ""
    return levels[depth][left] if below else ""


def _recognise(parts: list[str], levels: list[list[str]], index: int) -> str:
    filled = [part for part in parts if part]
    joined = " ".join(filled)
    if key := recognise_heading(joined):
        return key
    if len(filled) > 1 and heading_key(filled[-1]) in {"nam", "nu"}:
        return recognise_heading(" ".join(filled[:-1]))
    # "Trình độ" over "Tiếng Anh": the lower heading says what it is; one that stands alone was tried already
    own = next(level[index] for level in reversed(levels) if level[index])
    return recognise_heading(own)


def _name_the_birth_columns(header: Header) -> None:
    """Keep one column for each key: the first, but for a birth date in two columns (Nam | Nữ) and a name that repeats."""
    kept: list[Found] = []
    for found in header.found:
        twice = next((other for other in kept if other.key == found.key), None)
        if twice is None or found.key == "birth_date":
            kept.append(found)
        elif found.key != ORDINAL:
            header.not_read.append(NotRead(found.index, f"{found.heading} (trùng cột {column_letters(twice.index + 1)})"))
    header.found = kept


def _widen_name(header: Header, sheet: Sheet) -> None:
    """ "Họ và tên" merged over two columns: họ đệm in one, tên in the other."""
    taken = {found.index for found in header.found} | {column.index for column in header.not_read}
    name = next((found for found in header.found if found.key == "full_name"), None)
    if name is None or name.index + 1 in taken:
        return
    data = sheet.rows[header.last_row : header.last_row + 200]
    people = [row for row in data if len(row) > name.index and _text(row[name.index])]
    both = [row for row in people if len(row) > name.index + 1 and _text(row[name.index + 1]).replace(" ", "").isalpha()]
    if people and len(both) * 2 > len(people):
        position = header.found.index(name)
        header.found[position] = Found(name.index, name.key, name.heading, span=2)


def choose_sheet(sheets: Sequence[Sheet]) -> tuple[Sheet, Header, list[str]] | None:
    """The sheet that holds the list, its header, and the names of other visible sheets that look like lists too."""
    candidates = [(sheet, header) for sheet in sheets if sheet.rows and (header := find_header(sheet)) is not None]
    if not candidates:
        return None

    def rank(candidate: tuple[Sheet, Header]) -> tuple[bool, bool, int]:
        sheet, header = candidate
        return sheet.visible, len(sheet.rows) > header.last_row, header.score

    sheet, header = max(candidates, key=rank)
    others = [
        other.name
        for other, found in candidates
        if other is not sheet and other.visible and len(other.rows) > found.last_row and not found.missing(["full_name"])
    ]
    return sheet, header, others


def headings_wanted(keys: Sequence[str]) -> str:
    """ "Họ và tên" (cũng nhận: …); …: what to write over the columns that are missing."""
    wanted = []
    for key in keys:
        first, *more = columns.headings_of(key)
        wanted.append(f"“{first}”" + (f" (cũng nhận: {', '.join(more)})" if more else ""))
    return "; ".join(wanted)
