"""The figures of the credential report (§3.6, F13): tables that sum to their base, with what is missing shown.

Records come in with the values that are stored; what a value is called, and the order of the rows, comes with the
question (`Classification`), so that no reference list is repeated here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from congress.delegates.rules.categories import Category
from congress.terms.rules.age_bands import AgeBand, band_of
from vietnamese.dates import PartialDate, age_on
from vietnamese.letters import order_key
from vietnamese.numbers import format_number

MISSING = "missing"
MISSING_LABEL = "Chưa khai"
ROUNDED_NOTE = "Tổng tỷ lệ là {total}% do làm tròn."
MULTIPLE_NOTE = "Một đại biểu có thể có ở nhiều dòng nên không cộng tổng."


@dataclass(frozen=True)
class DelegateRecord:
    """One delegate as the statistics see her; "" and None are missing."""

    key: int
    name: str
    category: Category
    unit: str = ""
    union_level: str = ""
    block: str = ""
    birth: PartialDate | None = None
    party_stage: str = ""
    ethnicity: str = ""
    religion: str = ""
    education: str = ""
    political_theory: str = ""
    rank: str = ""
    position_group: str = ""
    awards: frozenset[str] = frozenset()
    discipline: str = ""
    attended_before: bool | None = None


@dataclass(frozen=True)
class Row:
    """A line of a table. `filter` is what a link to its people asks for: "party_stage=member"."""

    key: str
    label: str
    count: int
    percent: Decimal | None
    filter: str

    @property
    def is_missing(self) -> bool:
        return self.key == MISSING


@dataclass(frozen=True)
class Table:
    """A table of the report; `base` is who is counted and stands in its header."""

    code: str
    title: str
    base_label: str
    base: int
    rows: tuple[Row, ...]
    is_multiple: bool = False
    note: str = ""
    places: int = 1

    @property
    def header(self) -> str:
        return f"{self.title} ({self.base_label}: {format_number(self.base)})"

    @property
    def total(self) -> int | None:
        """The sum of the rows; None where a person may stand in several."""
        return None if self.is_multiple else sum(row.count for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.count for row in self.rows if row.is_missing)

    def count(self, key: str) -> int:
        return next((row.count for row in self.rows if row.key == key), 0)


@dataclass(frozen=True)
class Classification:
    """What to count by: a field, the names of its values in the order of the rows, how to group them.

    With `keep_empty_rows` values nobody has are shown as 0; a value without a name gets a row of its own at the end.
    """

    code: str
    title: str
    labels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    keep_empty_rows: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody named in the report."""

    key: int
    name: str
    unit: str
    birth: PartialDate
    age: int


@dataclass(frozen=True)
class Ages:
    """Youngest and oldest (all of them when several were born on one day), and the mean; of those whose birth is known."""

    youngest: tuple[Person, ...]
    oldest: tuple[Person, ...]
    mean: Decimal | None
    known: int


def percents(counts: Sequence[int], base: int, *, places: int, must_sum: bool = False) -> list[Decimal]:
    """Percentages, half up. With `must_sum` the column adds to 100: the largest remainders are rounded up.

    `must_sum` is for closed tables whose counts sum to the base (`lam_tron_cot_ty_le`); among equal remainders the
    earlier row is rounded up.
    """
    unit = Decimal(1).scaleb(-places)
    if not base:
        return [Decimal(0).quantize(unit) for _ in counts]
    if not must_sum:
        return [(Decimal(100 * count) / base).quantize(unit, ROUND_HALF_UP) for count in counts]
    if sum(counts) != base:
        raise ValueError(f"Counts sum to {sum(counts)}, not to the base {base}: their percentages can't add to 100.")
    whole = 100 * 10**places
    floors = [count * whole // base for count in counts]
    order = sorted(range(len(counts)), key=lambda n: (-(counts[n] * whole % base), n))
    for n in order[: whole - sum(floors)]:
        floors[n] += 1
    return [Decimal(parts).scaleb(-places) for parts in floors]


def single_count(
    records: Iterable[DelegateRecord],
    by: Classification,
    value: Callable[[DelegateRecord], str],
    *,
    base_label: str,
    places: int,
    must_sum: bool = False,
) -> Table:
    """A table in which everybody stands once; those without a value are a row "Chưa khai". It sums to the base (R16)."""
    counts = Counter(by.groups.get(found, found) if (found := value(record)) else MISSING for record in records)
    keys = _row_keys(counts, by)
    numbers = [counts[key] for key in keys]
    base = counts.total()
    shares = percents(numbers, base, places=places, must_sum=must_sum)
    rows = tuple(_row(by, key, number, share) for key, number, share in zip(keys, numbers, shares, strict=True))
    return Table(by.code, by.title, base_label, base, rows, note=_rounding_note(shares, base, places), places=places)


def multiple_count(
    records: Sequence[DelegateRecord],
    by: Classification,
    values: Callable[[DelegateRecord], Iterable[str]],
    *,
    base_label: str,
    places: int,
) -> Table:
    """A table in which a person may stand in several rows or none: percentages of the base, and no total."""
    counts = Counter(key for record in records for key in {by.groups.get(found, found) for found in values(record)})
    keys = _row_keys(counts, by)
    shares = percents([counts[key] for key in keys], len(records), places=places)
    rows = tuple(_row(by, key, counts[key], share) for key, share in zip(keys, shares, strict=True))
    return Table(by.code, by.title, base_label, len(records), rows, is_multiple=True, note=MULTIPLE_NOTE, places=places)


def ages(records: Iterable[DelegateRecord], *, on: date, places: int = 1) -> Ages:
    """Youngest, oldest and mean age on a day; full years are averaged."""
    people = [
        Person(record.key, record.name, record.unit, record.birth, age_on(record.birth, on))
        for record in records
        if record.birth is not None
    ]
    if not people:
        return Ages((), (), None, 0)
    latest, earliest = max(person.birth for person in people), min(person.birth for person in people)
    mean = (Decimal(sum(person.age for person in people)) / len(people)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Ages(
        tuple(person for person in people if person.birth == latest),
        tuple(person for person in people if person.birth == earliest),
        mean,
        len(people),
    )


@dataclass(frozen=True)
class Question:
    """Everything that the report asks for beside the records: rule set values and the names of stored values.

    `labels` by field: {"party_stage": {"member": "Đảng viên", …}, "rank": …}; `party_groups` and the like fold values
    together: {"party_stage": {"probationary": "member"}}. `majority_ethnicity` and `no_religion` are stored codes.
    """

    on: date
    base_label: str
    bands: Sequence[AgeBand]
    places: int
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    majority_ethnicity: str = "kinh"
    no_religion: str = "none"
    must_sum: bool = False


TITLES = {
    "category": "Loại đại biểu",
    "union_level": "Cấp Hội",
    "block": "Khối",
    "age": "Độ tuổi",
    "party_stage": "Đảng viên",
    "ethnicity_group": "Dân tộc",
    "ethnicity": "Từng dân tộc",
    "religion_group": "Tôn giáo",
    "religion": "Từng tôn giáo",
    "education": "Trình độ chuyên môn",
    "political_theory": "Trình độ lý luận chính trị",
    "rank": "Cấp bậc hàm",
    "position_group": "Chức vụ",
    "awards": "Khen thưởng",
    "discipline": "Kỷ luật",
    "attended_before": "Dự đại hội",
}
CATEGORY_LABELS = {category.value: category.label for category in Category if category.is_convened}
ETHNICITY_GROUPS = {"majority": "Kinh", "minority": "Dân tộc thiểu số"}
RELIGION_GROUPS = {"none": "Không", "some": "Có tôn giáo"}
DISCIPLINE_LABELS = {"none": "Không", "some": "Có kỷ luật trong nhiệm kỳ"}
ATTENDED_LABELS = {"first": "Dự lần đầu", "again": "Đã dự kỳ trước"}
NO_DISCIPLINE = {"", "không", "khong", "0"}


@dataclass(frozen=True)
class _Counting:
    """A table before anybody is counted: by what, and which of its values a record has (none: missing)."""

    by: Classification
    values: Callable[[DelegateRecord], Iterable[str]]
    is_multiple: bool = False

    def keys_of(self, record: DelegateRecord) -> set[str]:
        """The rows that a record stands in."""
        found = {self.by.groups.get(value, value) for value in self.values(record) if value}
        return found or (set() if self.is_multiple else {MISSING})


def credential_tables(records: Sequence[DelegateRecord], question: Question) -> list[Table]:
    """All tables of §3.6 over these records (those convened, or those present), in the order of the report.

    Alternates who have not stepped in are none of them: raises `ValueError` when one is among the records.
    """
    if any(not record.category.is_convened for record in records):
        raise ValueError("An alternate who replaced nobody is not convened and can't be counted.")
    return [_table(records, counting, question) for counting in _countings(question)]


def people_behind(records: Iterable[DelegateRecord], row_filter: str, question: Question) -> list[DelegateRecord]:
    """The records behind a row: what a link with its `Row.filter` shows. Nobody for a filter that no table has."""
    code, _, key = row_filter.partition("=")
    counting = next((one for one in _countings(question) if one.by.code == code), None)
    return [] if counting is None else [record for record in records if key in counting.keys_of(record)]


def _table(records: Sequence[DelegateRecord], counting: _Counting, question: Question) -> Table:
    if counting.is_multiple:
        return multiple_count(records, counting.by, counting.values, base_label=question.base_label, places=question.places)
    return single_count(
        records,
        counting.by,
        lambda record: next(iter(counting.values(record)), ""),
        base_label=question.base_label,
        places=question.places,
        must_sum=question.must_sum,
    )


def _countings(question: Question) -> list[_Counting]:
    def one(code: str, value: Callable[[DelegateRecord], str], labels: Mapping[str, str] | None = None) -> _Counting:
        names = labels if labels is not None else question.labels.get(code, {})
        groups = question.groups.get(code, {})
        by = Classification(code, TITLES[code], names, groups, keep_empty_rows=labels is not None)
        return _Counting(by, lambda record: [value(record)])

    return [
        one("category", lambda record: record.category, CATEGORY_LABELS),
        one("union_level", lambda record: record.union_level),
        one("block", lambda record: record.block),
        _Counting(_age_bands(question.bands), lambda record: [_band_key(record, question.bands, question.on)]),
        one("party_stage", lambda record: record.party_stage),
        one(
            "ethnicity_group",
            lambda record: _either(record.ethnicity, question.majority_ethnicity, "majority", "minority"),
            ETHNICITY_GROUPS,
        ),
        one("ethnicity", lambda record: record.ethnicity),
        one("religion_group", lambda record: _either(record.religion, question.no_religion, "none", "some"), RELIGION_GROUPS),
        one("religion", lambda record: record.religion),
        one("education", lambda record: record.education),
        one("political_theory", lambda record: record.political_theory),
        one("rank", lambda record: record.rank),
        one("position_group", lambda record: record.position_group),
        _Counting(
            Classification("awards", TITLES["awards"], question.labels.get("awards", {}), question.groups.get("awards", {})),
            lambda record: record.awards,
            is_multiple=True,
        ),
        one("discipline", _discipline, DISCIPLINE_LABELS),
        one("attended_before", _attendance, ATTENDED_LABELS),
    ]


def _age_bands(bands: Sequence[AgeBand]) -> Classification:
    return Classification("age", TITLES["age"], {band.key: band.label for band in bands}, keep_empty_rows=True)


def _band_key(record: DelegateRecord, bands: Sequence[AgeBand], on: date) -> str:
    return band_of(age_on(record.birth, on), bands).key if record.birth else ""


def _discipline(record: DelegateRecord) -> str:
    # an empty cell says here that there is nothing to tell: no one fills in that she was not disciplined
    return "none" if record.discipline.strip().lower() in NO_DISCIPLINE else "some"


def _row_keys(counts: Mapping[str, int], by: Classification) -> list[str]:
    """Named values in their order, then the others by count and name, then "Chưa khai" where somebody is missing."""
    named = [by.groups.get(key, key) for key in by.labels]
    known = [key for key in dict.fromkeys(named) if by.keep_empty_rows or counts.get(key)]
    others = sorted(
        (key for key in counts if key not in named and key != MISSING), key=lambda key: (-counts[key], order_key(key))
    )
    return [*known, *others, *([MISSING] if counts.get(MISSING) else [])]


def _row(by: Classification, key: str, count: int, share: Decimal) -> Row:
    label = MISSING_LABEL if key == MISSING else by.labels.get(key, key)
    return Row(key, label, count, share, f"{by.code}={key}")


def _rounding_note(shares: Sequence[Decimal], base: int, places: int) -> str:
    total = sum(shares, Decimal(0))
    if not base or total == 100:
        return ""
    return ROUNDED_NOTE.format(total=format_number(total, places))


def _either(value: str, expected: str, same: str, other: str) -> str:
    if not value:
        return ""
    return same if value == expected else other


def _attendance(record: DelegateRecord) -> str:
    if record.attended_before is None:
        return ""
    return "again" if record.attended_before else "first"
