"""Rows under the header → people, with everything that is wrong with each."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from members.sheets.reading.cells import Outcome, cell_text, read_category, read_cell, shown
from members.sheets.reading.columns import BY_KEY, FAMILY_PART, GIVEN_PART, ORDINAL, recognise_heading
from members.sheets.reading.grid import Cell, Sheet
from members.sheets.reading.header import Found, Header
from members.sheets.reading.problems import Problem, Severity, has_errors
from vietnamese.dates import PartialDate, age_on
from vietnamese.names import looks_like_a_name
from vietnamese.search import search_key, tone_key

ORDINAL_NUMBER = re.compile(r"\(?\d{1,5}\s*[.)]?")
GROUP_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})+)\s*[.)/:-]?")
END = re.compile(
    r"tong so\b|tong cong\b|tong( \d+.*)?$|cong( \d+.*)?$|cong \d|(tong )?danh sach( nay)? (co|gom)\b|an dinh danh sach\b|"
    r"(trong do|gom co)\b|nguoi lap\b|nguoi ghi\b|tm( |$)|t m |kt( |$)|tl( |$)|thay mat\b|xac nhan\b|thu truong\b|ky ten|"
    r"truong ban$|chu tich$|chi hoi truong$|bi thu$|noi nhan\b|ghi chu\b|luu y\b|ky ghi ro\b|dai dien\b"
)
DATE_LINE = re.compile(r"\bngay( \d+)? thang( \d+)? nam( \d+)?")
GROUP_WORDS = re.compile(r"(chi hoi|hoi|khoi|phong|doi|cong an|don vi|cum|ban|to|trung tam|trai|nhom|dai bieu|danh sach)\b")
DATES = ("birth_date", "union_joined", "party_joined", "party_official")
CELLS_REMEMBERED = 30_000
DUPLICATE_CODES = frozenset({"duplicate", "duplicate_first", "duplicate_number"})


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the caller wants checked; figures of the statute come from the congress's rule set."""

    required_columns: tuple[str, ...] = ("full_name", "birth_date")
    party_age_at_least: int | None = 18
    # outside these a birth date is probably a typing error: a warning, not a rule
    age_at_least: int = 16
    age_at_most: int = 100
    category: str = ""
    suggestions_per_column: int = 60


@dataclass(slots=True)
class ReadRow:
    """A person of the list. `number` is the row's number in the sheet; `texts` what stands there, `values` what is kept."""

    number: int
    texts: dict[str, str]
    values: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    group: str = ""
    inherited: dict[str, str] = field(default_factory=dict)

    @property
    def is_accepted(self) -> bool:
        return not has_errors(self.problems)

    @property
    def shown(self) -> dict[str, str]:
        """The values as a person reads them: labels instead of codes, dd/mm/yyyy."""
        return {key: shown(key, value) for key, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no person, and why we think so."""

    number: int
    text: str
    reason: str


class Checker:
    """Checks rows; remembers what each distinct cell was read as, for the same words come a thousand times."""

    def __init__(self, parameters: Parameters, today: date) -> None:
        self.parameters = parameters
        self.today = today
        self._known: dict[tuple[str, type, Cell], Outcome] = {}
        self._unknown: Counter[str] = Counter()

    def read(self, key: str, cell: Cell, *, formula: bool = False) -> Outcome:
        if formula:
            return read_cell(key, cell, formula=True)
        known = self._known.get(asked := (key, type(cell), cell))
        if known is None:
            suggesting = self._unknown[key] < self.parameters.suggestions_per_column
            known = read_cell(key, cell, suggesting=suggesting)
            if len(self._known) < CELLS_REMEMBERED:
                self._known[asked] = known
            self._unknown[key] += any(problem.code == "unknown_value" for problem in known.problems)
        return known

    def check(
        self, cells: Mapping[str, Cell], *, formulas: frozenset[str] = frozenset(), inherited: Iterable[tuple[str, str]] = ()
    ) -> tuple[dict[str, str], list[Problem]]:
        """Values and problems of one row: each cell by itself, then what cells say of each other."""
        values: dict[str, str] = dict(inherited)
        if self.parameters.category:
            values.setdefault("category", self.parameters.category)
        problems: list[Problem] = []
        for key in sorted(cells, key=_positions_last):
            outcome = self.read(key, cells[key], formula=key in formulas)
            problems += outcome.problems
            for name, value in outcome.values:
                # what a common "Chức vụ" or "Trình độ" says beside never overwrites a column of its own
                if name == key or not values.get(name):
                    values[name] = value
        problems += _missing(self.parameters.required_columns, values, problems)
        problems += _check_dates(values, self.parameters, self.today)
        return values, problems


def _positions_last(key: str) -> bool:
    return key == "position"


def _missing(required: Sequence[str], values: Mapping[str, str], problems: Sequence[Problem]) -> Iterator[Problem]:
    said = {problem.column for problem in problems if problem.severity is Severity.ERROR}
    for key in required:
        if not values.get(key) and key not in said:
            heading = BY_KEY[key].heading
            yield Problem(key, "missing", f"Thiếu “{heading}”: hãy ghi vào ô này.")


def _check_dates(values: Mapping[str, str], parameters: Parameters, today: date) -> Iterator[Problem]:
    now = today.isoformat()
    for key in DATES:
        # "2026" sorts before "2026-11-21": a year that has begun isn't the future
        if values.get(key, "") > now:
            heading, said = BY_KEY[key].heading, shown(key, values[key])
            yield Problem(key, "future", f"{heading} {said} ở tương lai: hãy xem lại năm.")
    birth = values.get("birth_date", "")
    if not birth or birth > now:
        return
    age = today.year - int(birth[:4])
    if not parameters.age_at_least <= age <= parameters.age_at_most:
        message = f"Sinh {shown('birth_date', birth)}, tức {age} tuổi: hãy xem lại ngày sinh."
        yield Problem("birth_date", "unlikely_age", message, Severity.WARNING)
    yield from _check_order(values, birth)
    if parameters.party_age_at_least is not None and values.get("party_joined"):
        yield from _check_party_age(birth, values["party_joined"], parameters.party_age_at_least)


def _check_order(values: Mapping[str, str], birth: str) -> Iterator[Problem]:
    for key in ("union_joined", "party_joined", "party_official"):
        joined = values.get(key, "")
        if joined and joined[: len(birth)] < birth[: len(joined)]:
            message = f"{BY_KEY[key].heading} {shown(key, joined)} trước ngày sinh {shown('birth_date', birth)}: hãy xem lại."
            yield Problem(key, "before_birth", message)
    joined, official = values.get("party_joined", ""), values.get("party_official", "")
    if joined and official and official[: len(joined)] < joined[: len(official)]:
        said = f"{shown('party_official', official)} trước ngày vào Đảng {shown('party_joined', joined)}"
        message = f"Ngày chính thức {said}: hãy xem lại."
        yield Problem("party_official", "out_of_order", message)


def _check_party_age(birth: str, joined: str, at_least: int) -> Iterator[Problem]:
    if int(joined[:4]) - int(birth[:4]) > at_least or joined[: len(birth)] < birth[: len(joined)]:
        return
    born, entered = PartialDate.parse_iso(birth), PartialDate.parse_iso(joined)
    age = age_on(born, entered.latest)
    if age >= at_least:
        return
    certain = born.exact is not None
    message = (
        f"Vào Đảng {entered.display()} khi {age} tuổi (sinh {born.display()}), dưới {at_least} tuổi: hãy xem lại hai ngày này."
    )
    # a birth year alone is often a guess, so it may not keep a person out
    yield Problem("party_joined", "joined_too_young", message, Severity.ERROR if certain else Severity.WARNING)


def read_rows(sheet: Sheet, header: Header, checker: Checker) -> tuple[list[ReadRow], list[Skipped]]:
    """The people under the header, and the rows that are none."""
    reader = _RowReader(sheet, header, checker)
    for number in range(header.last_row + 1, len(sheet.rows) + 1):
        reader.read(number, sheet.rows[number - 1])
    mark_duplicates(reader.people)
    return reader.people, reader.skipped


class _RowReader:
    def __init__(self, sheet: Sheet, header: Header, checker: Checker) -> None:
        self.sheet = sheet
        self.header = header
        self.checker = checker
        self.people: list[ReadRow] = []
        self.skipped: list[Skipped] = []
        self.group = ""
        self.inherited: tuple[tuple[str, str], ...] = ()
        self.ended = False
        self._by_index = {found.index: found.key for found in header.found}

    def read(self, number: int, row: Sequence[Cell]) -> None:
        cells = self._cells(row)
        ordinal = cell_text(cells.pop(ORDINAL, ""))
        texts = {key: cell_text(cell) for key, cell in cells.items()}
        filled = [key for key, text in texts.items() if text]
        formulas = self._formulas(number)
        reason = "" if formulas and len(filled) >= 2 else self._why_skipped(row, ordinal, texts, filled)
        if reason == "blank":
            return
        if reason:
            leading = " ".join(text for cell in row if (text := cell_text(cell)))[:200]
            self.skipped.append(Skipped(number, leading, reason))
            return
        values, problems = self.checker.check(cells, formulas=formulas, inherited=self.inherited)
        self.people.append(ReadRow(number, texts, values, problems, self.group, dict(self.inherited)))

    def _cells(self, row: Sequence[Cell]) -> dict[str, Cell]:
        """Cells by column key; parts of a name joined, the first filled of two birth columns."""
        cells: dict[str, Cell] = {}
        for found in self.header.found:
            cell = _cell_of(found, row)
            if not cells.get(found.key):
                cells[found.key] = cell
        if FAMILY_PART in cells or GIVEN_PART in cells:
            parts = [cell_text(cells.pop(part, "")) for part in (FAMILY_PART, GIVEN_PART)]
            cells["full_name"] = cells.get("full_name") or " ".join(filter(None, parts))
        return cells

    def _formulas(self, number: int) -> frozenset[str]:
        if not self.sheet.formulas:
            return frozenset()
        keys = (key for index, key in self._by_index.items() if (number, index + 1) in self.sheet.formulas)
        return frozenset("full_name" if key in {FAMILY_PART, GIVEN_PART} else key for key in keys if key != ORDINAL)

    def _why_skipped(self, row: Sequence[Cell], ordinal: str, texts: Mapping[str, str], filled: list[str]) -> str:
        """Why this row is no person; "blank" for nothing to tell, "" for a person."""
        if not filled:
            return self._nothing_read(row, ordinal)
        if len(filled) >= 3 and _repeats_header(self.header.found, row):
            return "header"
        if _numbers_columns(texts, row):
            return "column_numbers"
        numbered = ORDINAL_NUMBER.fullmatch(ordinal) is not None
        if numbered and "full_name" in filled and not read_category(texts["full_name"]):
            return ""
        words = [text for cell in row if isinstance(cell, str) and (text := cell_text(cell)) and not GROUP_NUMBER.fullmatch(text)]
        if (len(filled) <= 3 or not texts.get("birth_date")) and _ends(words) and not self._is_named(texts, filled):
            self.ended = True
            return "end"
        if len(filled) <= 2 and not texts.get("birth_date") and self._opens_group(ordinal, words, texts, filled):
            return "group"
        if self.ended and len(filled) < 3:
            return "after_end"
        if len(filled) == 1 and filled[0] != "full_name" and not numbered:
            return "note"
        return ""

    def _nothing_read(self, row: Sequence[Cell], ordinal: str) -> str:
        words = [
            text for cell in row if isinstance(cell, str) and (text := cell_text(cell)) and not ORDINAL_NUMBER.fullmatch(text)
        ]
        if not words:
            return "blank"
        if self._opens_group("", words, {}, []):
            return "group"
        if _ends(words):
            self.ended = True
            return "end"
        return "note"

    @staticmethod
    def _is_named(texts: Mapping[str, str], filled: Sequence[str]) -> bool:
        """A name and something beside it: a person, whatever the other cell says ("Chi hội trưởng")."""
        name = texts.get("full_name", "")
        return len(filled) > 1 and looks_like_a_name(name) and END.match(search_key(name)) is None

    def _opens_group(self, ordinal: str, words: Sequence[str], texts: Mapping[str, str], filled: Sequence[str]) -> bool:
        text = texts.get("full_name") or (words[0] if words else "")
        values = read_category(text)
        numbered_as_group = GROUP_NUMBER.fullmatch(ordinal) is not None
        named_as_group = GROUP_WORDS.match(search_key(text)) is not None and len(filled) <= 1
        if not (values or numbered_as_group or named_as_group):
            return False
        self.group, self.ended = text[:200], False
        if values:
            self.inherited = values
        return True


def _ends(words: Sequence[str]) -> bool:
    """Whether this is a total, a date or a signature below the list."""
    return any(END.match(key) or DATE_LINE.search(key) for key in map(search_key, words))


def _cell_of(found: Found, row: Sequence[Cell]) -> Cell:
    if found.index >= len(row):
        return ""
    cell = row[found.index]
    if found.span == 1:
        return cell.strip() if isinstance(cell, str) else cell
    return " ".join(text for part in row[found.index : found.index + found.span] if (text := cell_text(part)))


def _repeats_header(found: Sequence[Found], row: Sequence[Cell]) -> bool:
    """A header printed again at the top of a page."""
    headings = ((column.key, row[column.index]) for column in found if column.index < len(row))
    return sum(isinstance(cell, str) and cell != "" and recognise_heading(cell_text(cell)) == key for key, cell in headings) >= 3


def _numbers_columns(texts: Mapping[str, str], row: Sequence[Cell]) -> bool:
    """ "(1) (2) (3) …" under the header."""
    if not texts.get("full_name", "").strip("()[] ").isdecimal():
        return False
    numbers = [text for cell in row if (text := cell_text(cell).strip("()[] "))]
    first = int(numbers[0] == "1")
    return len(numbers) >= 3 and numbers == [str(number) for number in range(first, len(numbers) + first)]


def mark_duplicates(rows: Sequence[ReadRow]) -> None:
    """Say of each person who stands in the list twice in which other row; the first may stay, the later ones are refused."""
    for row in rows:
        if any(problem.code in DUPLICATE_CODES for problem in row.problems):
            row.problems = [problem for problem in row.problems if problem.code not in DUPLICATE_CODES]
    _mark(rows, key_of=_person_key, column="full_name", code="duplicate")
    for column in ("service_number", "identity_number"):
        _mark(rows, key_of=partial(_value_of, column), column=column, code="duplicate_number")


def _person_key(row: ReadRow) -> str:
    name, birth = row.values.get("full_name", ""), row.values.get("birth_date", "")
    return f"{tone_key(name)}|{birth}" if name and birth else ""


def _value_of(column: str, row: ReadRow) -> str:
    return row.values.get(column, "")


def _mark(rows: Sequence[ReadRow], *, key_of: Callable[[ReadRow], str], column: str, code: str) -> None:
    places: dict[str, list[ReadRow]] = {}
    for row in rows:
        if key := key_of(row):
            places.setdefault(key, []).append(row)
    for same in places.values():
        if len(same) < 2:
            continue
        first, *later = same
        numbers = ", ".join(str(row.number) for row in later[:20])
        what = "Đồng chí này" if code == "duplicate" else f"{BY_KEY[column].heading} này"
        first.problems.append(
            Problem(column, "duplicate_first", f"{what} có hai lần trong danh sách: xem dòng {numbers}.", Severity.WARNING)
        )
        for row in later:
            message = f"{what} đã có ở dòng {first.number}: hãy bỏ một dòng, hoặc sửa nếu là hai người khác nhau."
            row.problems.append(Problem(column, code, message))
