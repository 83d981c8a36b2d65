"""The catalogue of rules (procedure §2.5): what a congress can be set to, how it is written, read and shown.

A congress's rule set stores plain JSON values by key. An `Entry` of the catalogue says of what kind a value is; `RuleSet`
gives the typed values to the rules of other rooms. A key that isn't stored has the default of the congress's level.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from congress.terms.rules.age_bands import BandProblem, read_bands
from congress.terms.rules.step_table import Step, StepProblem, check_steps
from vietnamese.numbers import format_number

CATALOGUE = Path(__file__).resolve().parent.parent / "data" / "rules.toml"
NOT_SET = "chưa đặt"
FRACTION = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*")
SEVERITIES = {"block": "Phải sửa", "warn": "Cần xem lại", "info": "Để biết"}
MARKS = {
    "nguon": "thấy trong nguồn công khai",
    "tuong_tu": "theo quy định tương tự của tổ chức khác",
    "chung": "hiểu biết chung, chưa thấy văn bản",
    "de_xuat": "đề xuất của phần mềm",
}
UNCHECKED = "chưa đối chiếu văn bản gốc"

# what JSON holds: nothing here can say more about it than the entry does
Json = Any


class RuleProblem(ValueError):
    """A value that a rule can't have; the message is a Vietnamese sentence that says what to write."""


class Level(StrEnum):
    """The levels that have defaults of their own."""

    PROVINCE = "tinh"
    BRANCH = "cs"
    CHAPTER = "ch"


class Kind(StrEnum):
    INTEGER = "integer"
    PERCENT = "percent"
    FRACTION = "fraction"
    TEXT = "text"
    SWITCH = "switch"
    CHOICE = "choice"
    LIST = "list"
    RANGE = "range"
    STEPS = "steps"
    BANDS = "bands"
    TABLE = "table"
    SEVERITIES = "severities"


@dataclass(frozen=True)
class Entry:
    """One rule: what it is called, of what kind, with which defaults, and from where they come."""

    key: str
    group: str
    label: str
    kind: Kind
    basis: str
    mark: str
    help: str = ""
    # nothing reads it yet: it is for rooms that are still to come, and the page says so
    later: bool = False
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[Level, Json] = field(default_factory=dict)

    def default(self, level: str) -> Json:
        """The value to begin with at a level; None: not set, then nothing is limited or demanded."""
        return self.defaults.get(Level(level))

    @property
    def mark_label(self) -> str:
        return f"{MARKS[self.mark]}; {UNCHECKED}"


@dataclass(frozen=True)
class Group:
    code: str
    title: str


# ---- the catalogue --------------------------------------------------------------------------------------------------


@cache
def catalogue() -> Mapping[str, Entry]:
    """All entries by key, in their order. A catalogue with a wrong default doesn't load."""
    entries = [_entry(table) for table in _file()["rule"]]
    return {
        entry.key: replace(entry, defaults={level: check(entry, value) for level, value in entry.defaults.items()})
        for entry in entries
    }


@cache
def groups() -> tuple[Group, ...]:
    """The groups A to G with their titles."""
    return tuple(Group(**table) for table in _file()["group"])


def defaults(level: str) -> dict[str, Json]:
    """The values that a new congress of this level begins with; what has no default is left out."""
    return {key: value for key, entry in catalogue().items() if (value := entry.default(level)) is not None}


def _file() -> dict[str, Any]:
    with CATALOGUE.open("rb") as file:
        return tomllib.load(file)


def _entry(table: Mapping[str, Any]) -> Entry:
    values = {
        level: table.get(f"default_{level}", table.get("default"))
        for level in Level
        if f"default_{level}" in table or "default" in table
    }
    known = {name: table[name] for name in ("help", "later", "unit", "minimum", "maximum", "choices") if name in table}
    return Entry(
        key=table["key"],
        group=table["group"],
        label=table["label"],
        kind=Kind(table["kind"]),
        basis=table["basis"],
        mark=table["mark"],
        defaults=values,
        **known,
    )


# ---- a value: checked, read from text, written as text, shown ----------------------------------------------------------


def check(entry: Entry, value: Json) -> Json:
    """The value as it is stored, or `RuleProblem`. None means not set and is always allowed."""
    return None if value is None else _CHECKS[entry.kind](entry, value)


def parse(entry: Entry, text: str) -> Json:
    """What a person wrote, as it is stored; empty text is None: not set. Raises `RuleProblem` with a sentence."""
    stripped = text.strip()
    return check(entry, _PARSERS[entry.kind](entry, stripped)) if stripped else None


def text_of(entry: Entry, value: Json) -> str:
    """The value as a person writes it: `parse` reads it back."""
    return "" if value is None else _WRITERS[entry.kind](value)


def display(entry: Entry, value: Json) -> str:
    """The value in Vietnamese, for pages and papers."""
    if value is None:
        return NOT_SET
    shown = _DISPLAYS.get(entry.kind, _display_text)(entry, value)
    return f"{shown} {entry.unit}".replace(" %", "%") if entry.unit else shown


def _number(text: object) -> Decimal:
    try:
        number = Decimal(str(text).strip().removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise RuleProblem(f"“{text}” không phải là số. Hãy ghi một số, ví dụ 5 hoặc 2,5.") from None
    # a number like 1e999999 is one to nobody, and would fill the memory as a whole number
    if not number.is_finite() or abs(number.adjusted()) > 12:
        raise RuleProblem(f"“{text}” không phải là số. Hãy ghi một số, ví dụ 5 hoặc 2,5.")
    return number


def _whole(text: object) -> int:
    if isinstance(text, bool):
        raise RuleProblem("Hãy ghi một số nguyên, ví dụ 3.")
    number = _number(text)
    if number != number.to_integral_value():
        raise RuleProblem(f"“{text}” không phải là số nguyên. Hãy ghi một số nguyên, ví dụ 3.")
    return int(number)


def _within(entry: Entry, number: int | Decimal) -> None:
    if entry.minimum is not None and number < entry.minimum:
        raise RuleProblem(f"“{entry.label}” phải từ {entry.minimum} trở lên.")
    if entry.maximum is not None and number > entry.maximum:
        raise RuleProblem(f"“{entry.label}” không được quá {entry.maximum}.")


def _check_integer(entry: Entry, value: Json) -> Json:
    number = _whole(value)
    _within(entry, number)
    return number


def _check_percent(entry: Entry, value: Json) -> Json:
    number = _number(value)
    _within(entry, number)
    return f"{number.normalize():f}"


def _check_fraction(_: Entry, value: Json) -> Json:
    match = FRACTION.fullmatch(str(value))
    if match is None or not int(match[2]):
        raise RuleProblem(f"“{value}” không phải là phân số. Hãy ghi như 2/3 hoặc 1/2.")
    fraction = Fraction(int(match[1]), int(match[2]))
    if not 0 < fraction <= 1:
        raise RuleProblem(f"“{value}” phải lớn hơn 0 và không quá 1. Hãy ghi như 2/3 hoặc 1/2.")
    return f"{fraction.numerator}/{fraction.denominator}"


def _check_text(entry: Entry, value: Json) -> Json:
    if not isinstance(value, str) or "\0" in value:
        raise RuleProblem(f"“{entry.label}” phải là chữ.")
    return value.strip()


def _check_switch(entry: Entry, value: Json) -> Json:
    if not isinstance(value, bool):
        raise RuleProblem(f"“{entry.label}”: hãy chọn Có hoặc Không.")
    return value


def _check_choice(entry: Entry, value: Json) -> Json:
    if not isinstance(value, str) or value not in entry.choices:
        raise RuleProblem(f"“{value}” không có trong các lựa chọn: {', '.join(entry.choices.values())}.")
    return value


def _check_list(entry: Entry, value: Json) -> Json:
    for item in _sequence(value):
        _check_choice(entry, item)
    return list(dict.fromkeys(value))


def _check_range(entry: Entry, value: Json) -> Json:
    if len(ends := _sequence(value)) != 2:
        raise RuleProblem(f"“{entry.label}” cần hai số, ví dụ 3-7.")
    low, high = _whole(ends[0]), _whole(ends[1])
    _within(entry, low)
    _within(entry, high)
    if low > high:
        raise RuleProblem(f"{low}-{high} viết ngược: hãy ghi số nhỏ trước.")
    return [low, high]


def _check_steps(_: Entry, value: Json) -> Json:
    rows = [_sequence(row) for row in _sequence(value)]
    if any(len(row) != 2 for row in rows):
        raise RuleProblem("Mỗi bậc gồm số hội viên và số đại biểu, ví dụ 15: 1.")
    stored = [[None if row[0] in (None, "") else _whole(row[0]), _whole(row[1])] for row in rows]
    try:
        check_steps([Step(up_to, seats or 0) for up_to, seats in stored])
    except StepProblem as problem:
        raise RuleProblem(str(problem)) from problem
    return stored


def _check_bands(_: Entry, value: Json) -> Json:
    try:
        read_bands([str(text) for text in _sequence(value)])
    except BandProblem as problem:
        raise RuleProblem(str(problem)) from problem
    return [str(text).strip() for text in _sequence(value)]


def _check_table(entry: Entry, value: Json) -> Json:
    if not isinstance(value, Mapping) or not all(isinstance(cell, str) for cell in value.values()):
        raise RuleProblem(f"“{entry.label}” gồm các dòng “tên: giá trị”.")
    return {str(name).strip(): cell.strip() for name, cell in value.items()}


def _check_severities(entry: Entry, value: Json) -> Json:
    for name, severity in _check_table(entry, value).items():
        if name not in entry.choices:
            raise RuleProblem(f"Không có kiểm tra nào tên là “{name}”.")
        if severity not in SEVERITIES:
            raise RuleProblem(f"“{entry.choices[name]}”: hãy chọn {', '.join(SEVERITIES.values())}.")
    return dict(value)


def _sequence(value: Json) -> Sequence[Json]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise RuleProblem("Giá trị này phải là một danh sách.")
    return value


_CHECKS: dict[Kind, Callable[[Entry, Json], Json]] = {
    Kind.INTEGER: _check_integer,
    Kind.PERCENT: _check_percent,
    Kind.FRACTION: _check_fraction,
    Kind.TEXT: _check_text,
    Kind.SWITCH: _check_switch,
    Kind.CHOICE: _check_choice,
    Kind.LIST: _check_list,
    Kind.RANGE: _check_range,
    Kind.STEPS: _check_steps,
    Kind.BANDS: _check_bands,
    Kind.TABLE: _check_table,
    Kind.SEVERITIES: _check_severities,
}


# ---- from text ----------------------------------------------------------------------------------------------------


def _as_is(_: Entry, text: str) -> Json:
    return text


def _parse_switch(entry: Entry, text: str) -> Json:
    answers = {"có": True, "không": False, "true": True, "false": False, "1": True, "0": False}
    if text.lower() not in answers:
        raise RuleProblem(f"“{entry.label}”: hãy ghi Có hoặc Không.")
    return answers[text.lower()]


def _parse_choice(entry: Entry, text: str) -> Json:
    return {label.lower(): code for code, label in entry.choices.items()}.get(text.lower(), text)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").replace(",", ";").split(";") if part.strip()]


def _lines(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


def _parse_list(entry: Entry, text: str) -> Json:
    # names may have commas in them; codes don't
    whole = {label.lower(): code for code, label in entry.choices.items()}
    lines = _lines(text)
    if all(line.lower() in whole for line in lines):
        return [whole[line.lower()] for line in lines]
    return [_parse_choice(entry, part) for part in _parts(text)]


def _parse_range(entry: Entry, text: str) -> Json:
    ends = [end.strip() for end in text.replace("–", "-").replace("đến", "-").split("-")]
    return [ends[0], ends[0]] if len(ends) == 1 else ends


def _parse_steps(_: Entry, text: str) -> Json:
    rows = []
    for line in _lines(text.replace(",", ";")):
        limit, colon, seats = line.partition(":")
        if not colon:
            raise RuleProblem(f"Không đọc được bậc “{line}”. Hãy ghi như 15: 1; 30: 2; >30: 3.")
        limit = limit.strip().lower()
        is_open = limit.startswith((">", "trên", "từ", "≥"))
        # "1–15: 1" says the same as "15: 1"
        rows.append(["" if is_open else limit.replace("–", "-").rsplit("-", 1)[-1], seats])
    return rows


def _parse_bands(_: Entry, text: str) -> Json:
    return _parts(text)


def _parse_table(entry: Entry, text: str) -> Json:
    rows = {}
    for line in _lines(text):
        name, colon, cell = line.partition(":")
        if not colon:
            raise RuleProblem(f"“{entry.label}”: dòng “{line}” thiếu dấu hai chấm. Hãy ghi “tên: giá trị”.")
        rows[name.strip()] = cell.strip()
    return rows


def _parse_severities(entry: Entry, text: str) -> Json:
    codes = {label.lower(): code for code, label in SEVERITIES.items()}
    names = {label.lower(): code for code, label in entry.choices.items()}
    return {names.get(name.lower(), name): codes.get(cell.lower(), cell) for name, cell in _parse_table(entry, text).items()}


_PARSERS: dict[Kind, Callable[[Entry, str], Json]] = {
    Kind.INTEGER: _as_is,
    Kind.PERCENT: _as_is,
    Kind.FRACTION: _as_is,
    Kind.TEXT: _as_is,
    Kind.SWITCH: _parse_switch,
    Kind.CHOICE: _parse_choice,
    Kind.LIST: _parse_list,
    Kind.RANGE: _parse_range,
    Kind.STEPS: _parse_steps,
    Kind.BANDS: _parse_bands,
    Kind.TABLE: _parse_table,
    Kind.SEVERITIES: _parse_severities,
}


# ---- to text ------------------------------------------------------------------------------------------------------


def _write_steps(value: Json) -> str:
    limits = [up_to for up_to, _ in value]
    below = limits[-2] if len(limits) > 1 else 0
    return "; ".join(f">{below}: {seats}" if up_to in (None, "") else f"{up_to}: {seats}" for up_to, seats in value)


def _write_table(value: Json) -> str:
    return "\n".join(f"{name}: {cell}" for name, cell in value.items())


_WRITERS: dict[Kind, Callable[[Json], str]] = {
    Kind.INTEGER: str,
    Kind.PERCENT: lambda value: str(value).replace(".", ","),
    Kind.FRACTION: str,
    Kind.TEXT: str,
    Kind.SWITCH: lambda value: "Có" if value else "Không",
    Kind.CHOICE: str,
    Kind.LIST: "; ".join,
    Kind.RANGE: lambda value: f"{value[0]}-{value[1]}",
    Kind.STEPS: _write_steps,
    Kind.BANDS: "; ".join,
    Kind.TABLE: _write_table,
    Kind.SEVERITIES: _write_table,
}


# ---- for people -----------------------------------------------------------------------------------------------------


def _display_text(entry: Entry, value: Json) -> str:
    return text_of(entry, value)


def _display_integer(_: Entry, value: Json) -> str:
    return format_number(value)


def _display_percent(_: Entry, value: Json) -> str:
    return f"{format_number(Decimal(value))}%"


def _display_choice(entry: Entry, value: Json) -> str:
    return entry.choices.get(value, value)


def _display_list(entry: Entry, value: Json) -> str:
    return "; ".join(entry.choices.get(item, item) for item in value) or "không có"


def _display_range(_: Entry, value: Json) -> str:
    low, high = (format_number(end) for end in value)
    return low if low == high else f"{low}–{high}"


def _display_steps(_: Entry, value: Json) -> str:
    parts, low = [], 1
    for up_to, seats in value:
        parts.append(f"trên {low - 1}: {seats}" if up_to in (None, "") else f"{low}–{up_to}: {seats}")
        low = low if up_to in (None, "") else up_to + 1
    return "; ".join(parts)


def _display_bands(_: Entry, value: Json) -> str:
    return "; ".join(band.label for band in read_bands(value))


def _display_table(_: Entry, value: Json) -> str:
    return "; ".join(f"{name}: {cell}" for name, cell in value.items())


def _display_severities(entry: Entry, value: Json) -> str:
    return "; ".join(f"{entry.choices.get(name, name)}: {SEVERITIES[cell]}" for name, cell in value.items())


_DISPLAYS: dict[Kind, Callable[[Entry, Json], str]] = {
    Kind.INTEGER: _display_integer,
    Kind.PERCENT: _display_percent,
    Kind.CHOICE: _display_choice,
    Kind.LIST: _display_list,
    Kind.RANGE: _display_range,
    Kind.STEPS: _display_steps,
    Kind.BANDS: _display_bands,
    Kind.TABLE: _display_table,
    Kind.SEVERITIES: _display_severities,
}
