"""The list at a glance: whom it is made of, beside what the direction asks for (procedure.md §4.3 co_cau).

Everybody counts once for each of her marks ("new", "band_1", "group:branch" …). A structure is the sum of the marks, so what
would be without her is the same sum less her own: nothing is counted anew when a name moves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache

from congress.personnel.rules.targets import LABELS, Bound, TargetProblem, read_bound
from congress.terms.rules.age_bands import AgeBand
from vietnamese.dates import PartialDate, age_on
from vietnamese.numbers import format_number

# where she comes from, one of these each; a block that the staff has typed comes in their place
GROUPS = {"full_time": "Chuyên trách", "branch": "Hội cơ sở", "chapter": "Chi hội xã, phường", "other": "Khác"}
UNKNOWN = "Chưa ghi"
# what is counted of every list, whether the direction has a target for it or not: key of targets.LABELS → its words
OTHERS = {key: LABELS[key] for key in ("full_time", "leader", "party", "minority", "religion", "higher_education")}


@dataclass(frozen=True)
class Facts:
    """What the structure must know of one person; None: not known. `group`: a key of GROUPS, `block`: as the staff typed it."""

    key: int
    name: str
    is_incumbent: bool
    birth: PartialDate | None = None
    group: str = "other"
    block: str = ""
    unit: str = ""
    rank: str = ""
    theory: str = ""
    is_minority: bool | None = None
    has_religion: bool | None = None
    is_party: bool | None = None
    is_leader: bool | None = None
    has_theory: bool | None = None
    has_higher_education: bool | None = None
    is_full_time: bool = False


@dataclass(frozen=True)
class Measure:
    """What the figures are taken against: the day of the congress, age bands, the direction's targets (as they are stored)."""

    day: date
    bands: Sequence[AgeBand]
    targets: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Sum:
    """The marks of a list, added up."""

    size: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    years: int = 0
    with_age: int = 0

    @property
    def mean_age(self) -> Fraction | None:
        return Fraction(self.years, self.with_age) if self.with_age else None

    @property
    def mean_age_shown(self) -> str:
        return _age_shown(self.years, self.with_age)


@lru_cache(maxsize=1024)
def _age_shown(years: int, people: int) -> str:
    """One decimal; "" where nobody's age is known."""
    return format_number(float(Fraction(years, people)), 1) if people else ""


@dataclass(frozen=True)
class Line:
    """One target: achieved, wanted, what is lacking (below 0) or too much (above 0)."""

    key: str
    label: str
    count: int
    unknown: int
    least: int | None
    most: int | None

    @property
    def has_target(self) -> bool:
        return self.least is not None or self.most is not None

    @property
    def gap(self) -> int:
        if self.least is not None and self.count < self.least:
            return self.count - self.least
        if self.most is not None and self.count > self.most:
            return self.count - self.most
        return 0

    @property
    def is_met(self) -> bool:
        return self.gap == 0

    @property
    def wanted(self) -> str:
        if self.least is not None and self.most is not None:
            return f"đúng {self.least}" if self.least == self.most else f"{self.least}–{self.most}"
        if self.least is not None:
            return f"ít nhất {self.least}"
        return f"nhiều nhất {self.most}" if self.most is not None else ""

    @property
    def sentence(self) -> str:
        """ "Dân tộc thiểu số: có 1, cần ít nhất 2, còn thiếu 1." """
        if not self.has_target:
            return f"{self.label}: {self.count}."
        gap = f", còn thiếu {-self.gap}" if self.gap < 0 else f", vượt {self.gap}" if self.gap > 0 else ", đạt"
        return f"{self.label}: có {self.count}, cần {self.wanted}{gap}."


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    text: str = ""


@dataclass(frozen=True)
class Structure:
    """What the board shows of a list. Every set of bars counts each person once; `others` counts her for all that holds."""

    size: int
    mean_age: Fraction | None
    lines: tuple[Line, ...]
    terms: tuple[Bar, ...]
    bands: tuple[Bar, ...]
    groups: tuple[Bar, ...]
    ranks: tuple[Bar, ...]
    theory: tuple[Bar, ...]
    units: tuple[Bar, ...]
    others: tuple[Bar, ...]

    @property
    def mean_age_shown(self) -> str:
        return "" if self.mean_age is None else format_number(float(self.mean_age), 1)

    @property
    def unmet(self) -> list[Line]:
        return [line for line in self.lines if line.has_target and not line.is_met]


def marks_of(person: Facts, measure: Measure) -> list[str]:
    """What she counts for, each once. Unknown things count under "?…" so that a figure can say of how many it isn't known."""
    marks = ["re_elected" if person.is_incumbent else "new"]
    marks.append(f"group:{person.block or GROUPS[person.group]}")
    marks.append(f"rank:{person.rank or UNKNOWN}")
    marks.append(f"theory:{person.theory or UNKNOWN}")
    marks.append(f"unit:{person.unit or UNKNOWN}")
    if person.group in ("branch", "chapter") and not person.block:
        marks.append(person.group)
    for key, holds in (
        ("full_time", person.is_full_time),
        ("minority", person.is_minority),
        ("religion", person.has_religion),
        ("party", person.is_party),
        ("leader", person.is_leader),
        ("theory", person.has_theory),
        ("higher_education", person.has_higher_education),
    ):
        if holds is None:
            marks.append(f"?{key}")
        elif holds:
            marks.append(key)
    if person.birth is None:
        marks += [f"?band_{place}" for place in range(1, len(measure.bands) + 1)]
    else:
        age = age_on(person.birth, measure.day)
        marks += [f"band_{place}" for place, band in enumerate(measure.bands, start=1) if band.holds(age)]
    return marks


def add_up(people: Iterable[Facts], measure: Measure) -> Sum:
    marks: Counter[str] = Counter()
    size = years = with_age = 0
    for person in people:
        marks.update(marks_of(person, measure))
        size += 1
        if person.birth is not None:
            years += age_on(person.birth, measure.day)
            with_age += 1
    return Sum(size, marks, years, with_age)


def without(total: Sum, person: Facts, measure: Measure) -> Sum:
    """The sum of a list that she is on, if she were out."""
    return _moved(total, person, measure, -1)


def with_her(total: Sum, person: Facts, measure: Measure) -> Sum:
    """The sum of a list that she isn't on, if she were."""
    return _moved(total, person, measure, 1)


def _moved(total: Sum, person: Facts, measure: Measure, step: int) -> Sum:
    marks = total.marks.copy()
    for mark in marks_of(person, measure):
        marks[mark] += step
    age, known = (age_on(person.birth, measure.day), step) if person.birth is not None else (0, 0)
    return Sum(total.size + step, marks, total.years + step * age, total.with_age + known)


def lines_of(total: Sum, measure: Measure) -> tuple[Line, ...]:
    """Each target of the direction, in its order. Shares are of the list's size; a label of one's own counts a typed block."""
    return tuple(_line(target, total) for target in measure.targets)


def _line(target: Mapping[str, str], total: Sum) -> Line:
    key, label = target.get("key", ""), target.get("label", "")
    mark = key if key in LABELS else f"group:{label}"
    count, unknown = total.marks[mark], total.marks[f"?{mark}"]
    return _line_of(key, label, target.get("minimum", ""), target.get("maximum", ""), count, unknown, total.size)


# the what-ifs of sixty names ask for a few dozen different lines
@lru_cache(maxsize=2048)
def _line_of(key: str, label: str, minimum: str, maximum: str, count: int, unknown: int, size: int) -> Line:
    least, most = _bound(minimum), _bound(maximum)
    return Line(
        key=key,
        label=label or LABELS.get(key, key),
        count=count,
        unknown=unknown,
        least=least.at_least(size) if least else None,
        most=most.at_most(size) if most else None,
    )


@lru_cache(maxsize=256)
def _bound(text: str | None) -> Bound | None:
    try:
        return read_bound(text or "")
    except TargetProblem:
        # an old direction: a bound that can't be read is only reported
        return None


def structure(total: Sum, measure: Measure, *, ranks: Sequence[str] = (), theory: Sequence[str] = ()) -> Structure:
    """The figures of a list; `ranks` and `theory` give the order in which those are shown."""
    marks = total.marks
    bands = [Bar(band.label, marks[f"band_{place}"]) for place, band in enumerate(measure.bands, start=1)]
    if unknown := marks["?band_1"]:
        bands.append(Bar(UNKNOWN, unknown))
    return Structure(
        size=total.size,
        mean_age=total.mean_age,
        lines=lines_of(total, measure),
        terms=(Bar("Tái cử", marks["re_elected"]), Bar("Tham gia lần đầu", marks["new"])),
        bands=tuple(bands),
        groups=_bars(marks, "group:", tuple(GROUPS.values())),
        ranks=_bars(marks, "rank:", ranks),
        theory=_bars(marks, "theory:", theory),
        units=_bars(marks, "unit:", ()),
        others=tuple(
            Bar(label, marks[key], f"({marks[f'?{key}']} chưa khai)" if marks[f"?{key}"] else "") for key, label in OTHERS.items()
        ),
    )


def _bars(marks: Counter[str], prefix: str, order: Sequence[str]) -> tuple[Bar, ...]:
    """In the order given, then by number and label; what is unknown comes last."""
    found = [(mark.removeprefix(prefix), number) for mark, number in marks.items() if mark.startswith(prefix) and number]
    places = {label: place for place, label in enumerate(order)}
    found.sort(key=lambda one: (one[0] == UNKNOWN, places.get(one[0], len(places)), -one[1], one[0]))
    return tuple(Bar(label, number) for label, number in found)


def changes(before: Sum, after: Sum, measure: Measure, *, lines: Sequence[Line] | None = None) -> list[str]:
    """What moving one name does to the targets and the mean age, in words; nothing where nothing that counts changes.

    `lines`: those of `before`, where they are known already.
    """
    said = []
    for target, old in zip(measure.targets, lines if lines is not None else lines_of(before, measure), strict=True):
        if not old.has_target:
            continue
        new = _line(target, after)
        if new is not old and old.gap != new.gap:
            said.append(f"{new.label} {old.count} → {new.count} ({_gap(new)})")
    if before.with_age and after.with_age and before.mean_age_shown != after.mean_age_shown:
        said.append(f"tuổi trung bình {before.mean_age_shown} → {after.mean_age_shown}")
    return said


def _gap(line: Line) -> str:
    if line.gap < 0:
        return f"thiếu {-line.gap}"
    return f"vượt {line.gap}" if line.gap > 0 else "đạt"
