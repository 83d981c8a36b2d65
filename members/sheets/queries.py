"""What is asked of sheets: which ones, and how each row would be read, against what is known today."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.access.models import Account
from members.people.models import MemberQuerySet
from members.people.sealing import IDENTITY, SERVICE, number_hash
from members.sheets.models import Sheet, SheetState
from members.sheets.purposes import all_purposes, purpose_of
from members.sheets.reading import ColumnRead, Parameters, Problem, Reading, ReadRow, Severity, check_row, mark_duplicates
from members.sheets.reading.cells import shown
from members.sheets.reading.columns import BY_KEY
from members.sheets.rules import FIELDS, Change, births_fit, changes_of
from vietnamese.search import search_key, tone_key

FIX, NEW, CHANGE, SAME, SKIPPED, CLOSED = "fix", "new", "change", "same", "skipped", "closed"
TABS = (
    (FIX, "Cần sửa"),
    (NEW, "Mới"),
    (CHANGE, "Thay đổi"),
    (SAME, "Không đổi"),
    (CLOSED, "Đã duyệt, không sửa"),
    (SKIPPED, "Bỏ qua"),
)
NUMBERS = (SERVICE, IDENTITY)
UNIT_COLUMNS = ("unit_id", "unit__name", "unit__path")
WAITING = (SheetState.QUEUED, SheetState.READING)
OPEN = (*WAITING, SheetState.READ, SheetState.REFUSED)


def sheets_for(account: Account) -> QuerySet[Sheet]:
    """Sheets with which this account may work: for another there are none of the others."""
    condition = Q(pk__in=[])
    for purpose in all_purposes():
        condition |= Q(purpose=purpose.code) & purpose.visible(account)
    return (
        Sheet.objects.filter(condition)
        .exclude(state=SheetState.DISCARDED)
        .select_related("unit", "file", "uploaded_by")
        .defer("file__content")
    )


def open_sheet_for(*, purpose: str, unit_id: int, target_id: int | None) -> Sheet | None:
    """The upload that waits to be confirmed, if there is one."""
    return (
        Sheet.objects.filter(purpose=purpose, unit=unit_id, target_id=target_id, state__in=OPEN)
        .select_related("file")
        .defer("file__content", "reading", "corrections")
        .first()
    )


def last_confirmed(*, purpose: str, unit_id: int, target_id: int | None) -> Sheet | None:
    """The last one that was saved, which may be undone."""
    return (
        Sheet.objects.filter(purpose=purpose, unit=unit_id, target_id=target_id, state=SheetState.CONFIRMED)
        .select_related("file", "confirmed_by")
        .defer("file__content", "reading", "corrections")
        .first()
    )


@dataclass(slots=True)
class Known:
    """A member who may be meant: her columns as they are kept."""

    pk: int
    unit_id: int
    unit_name: str
    unit_path: str
    revision: int
    tone_key: str
    # hashes of her numbers by kind, "" where we have none
    numbers: dict[str, str]
    values: dict[str, str]

    @property
    def birth_shown(self) -> str:
        return shown("birth_date", self.values["birth_date"])

    @property
    def about(self) -> str:
        """Her rank and post: what tells her from another of the same name."""
        names = ("rank", "union_position", "police_position")
        return ", ".join(shown(name, self.values[name]) for name in names if self.values[name])


@dataclass(slots=True)
class Knowns:
    """Members who may be meant, by name and by the hashes of their numbers."""

    by_name: dict[str, list[Known]]
    by_number: dict[tuple[str, str], Known]


@dataclass(slots=True)
class PreviewRow:
    """A row as it would be saved now."""

    read: ReadRow
    kind: str = NEW
    member: Known | None = None
    candidates: list[Known] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    # whether the changes are taken
    accepts: bool = True
    place: str = ""
    place_fixed: bool = False
    # what the purpose alone knows of her
    tag: str = ""
    notes: list[str] = field(default_factory=list)
    corrected: frozenset[str] = frozenset()
    revision: int = 0
    choice: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def name(self) -> str:
        return self.read.values.get("full_name") or self.read.texts.get("full_name", "")

    @property
    def usable(self) -> bool:
        return self.kind in {NEW, CHANGE, SAME}

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.read.problems if problem.severity is Severity.ERROR]

    def refuse(self, column: str, code: str, message: str) -> None:
        """Add a problem that keeps the row out."""
        self.read.problems.append(Problem(column, code, message))
        if self.kind != SKIPPED:
            self.kind = FIX


@dataclass(slots=True)
class Preview:
    reading: Reading
    columns: list[ColumnRead]
    rows: list[PreviewRow]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.kind for row in self.rows)

    @property
    def usable(self) -> list[PreviewRow]:
        return [row for row in self.rows if row.usable]

    def row(self, number: int) -> PreviewRow | None:
        return next((row for row in self.rows if row.number == number), None)


def preview_of(sheet: Sheet, account: Account | None) -> Preview:
    """Every row as it will be read, with her corrections, compared with the members of today."""
    purpose = purpose_of(sheet)
    reading = Reading.from_json(sheet.reading)
    corrections = sheet.corrections.get("rows", {})
    _apply(reading, corrections, purpose.parameters(sheet))
    keep = bool(sheet.corrections.get("keep"))
    known = _known(purpose.candidates(sheet), reading)
    rows = [_row_of(read, corrections.get(str(read.number), {}), known, keep=keep) for read in reading.rows]
    _refuse_twice_the_same(rows)
    columns = {column.key: column for column in reversed(reading.columns)}
    preview = Preview(reading, [columns[column.key] for column in reading.columns if columns.get(column.key) is column], rows)
    purpose.judge(sheet, preview, account)
    return preview


def _apply(reading: Reading, corrections: dict[str, Any], parameters: Parameters) -> None:
    """Put her texts into their rows and check these again; skipped rows stand beside nobody."""
    if not corrections:
        return
    today = timezone.localdate()
    skipped = set()
    for row in reading.rows:
        correction = corrections.get(str(row.number))
        if correction is None:
            continue
        if texts := correction.get("texts"):
            row.texts = {**row.texts, **texts}
            row.values, row.problems = check_row(row.texts, today=today, parameters=parameters, inherited=row.inherited)
        if correction.get("skip"):
            skipped.add(row.number)
    mark_duplicates([row for row in reading.rows if row.number not in skipped])


def _known(candidates: MemberQuerySet, reading: Reading) -> "Knowns":
    names = {search_key(name) for row in reading.rows if (name := row.values.get("full_name"))}
    wanted = Q(search_key__in=names)
    for kind in NUMBERS:
        if hashes := {number_hash(kind, number) for row in reading.rows if (number := row.values.get(kind))}:
            wanted |= Q(**{f"{kind}_hash__in": hashes})
    hashed = [f"{kind}_hash" for kind in NUMBERS]
    found = candidates.filter(wanted).values_list("pk", *UNIT_COLUMNS, "revision", "tone_key", *hashed, *FIELDS)
    knowns = Knowns({}, {})
    for pk, unit_id, unit_name, unit_path, revision, key, service, identity, *values in found:
        numbers = dict(zip(NUMBERS, (service, identity), strict=True))
        one = Known(pk, unit_id, unit_name, unit_path, revision, key, numbers, dict(zip(FIELDS, values, strict=True)))
        knowns.by_name.setdefault(key, []).append(one)
        knowns.by_number.update({(kind, number): one for kind, number in numbers.items() if number})
    return knowns


def _row_of(read: ReadRow, correction: dict[str, Any], known: Knowns, *, keep: bool) -> PreviewRow:
    row = PreviewRow(
        read,
        accepts=not correction.get("keep", keep),
        corrected=frozenset(correction.get("texts", ())),
        revision=correction.get("revision", 0),
        choice=correction,
    )
    if correction.get("skip"):
        row.kind = SKIPPED
        return row
    row.candidates = _same_person(read, known)
    chosen = correction.get("member")
    if chosen is not None:
        row.member = next((one for one in row.candidates if one.pk == chosen), None)
    elif len(row.candidates) == 1:
        row.member = row.candidates[0]
    elif row.candidates and read.is_accepted:
        who = read.values["full_name"]
        row.refuse("full_name", "ask", f"Có {len(row.candidates)} hội viên tên {who} cùng ngày sinh: hãy chọn đúng người.")
        return row
    if not read.is_accepted:
        row.kind = FIX
    elif row.member is not None:
        row.changes = changes_of(row.member.values, read.values)
        row.kind = CHANGE if row.changes else SAME
    return row


def _same_person(read: ReadRow, known: Knowns) -> list[Known]:
    """She whose number it is; else those of this name and birth date."""
    for kind in NUMBERS:
        number = read.values.get(kind)
        if number and (one := known.by_number.get((kind, number_hash(kind, number)))):
            return [one]
    birth = read.values.get("birth_date", "")
    name = read.values.get("full_name", "")
    if not birth or not name:
        return []
    fitting = [one for one in known.by_name.get(tone_key(name), ()) if births_fit(one.values["birth_date"], birth)]
    exact = [one for one in fitting if one.values["birth_date"] == birth]
    return exact or fitting


def _refuse_twice_the_same(rows: list[PreviewRow]) -> None:
    """ "1988" in one row and "03/05/1988" in another may be one member."""
    first: dict[int, PreviewRow] = {}
    for row in rows:
        if row.member is None or not row.usable:
            continue
        other = first.setdefault(row.member.pk, row)
        if other is not row:
            message = f"Dòng này và dòng {other.number} là cùng một hội viên: hãy bỏ một dòng."
            row.refuse("full_name", "same_member", message)


def heading_of(key: str) -> str:
    return BY_KEY[key].heading if key in BY_KEY else key


def is_sensitive(key: str) -> bool:
    return key in {"party_stage", "party_joined", "party_official", "party_position", "phone", "email"} or (
        key in BY_KEY and BY_KEY[key].sensitive
    )
