"""One cell → what is kept of it, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from members.people import reference
from members.sheets.reading.columns import BY_KEY, Column, Content
from members.sheets.reading.grid import Cell
from members.sheets.reading.problems import Problem, Severity
from vietnamese.dates import DateProblem, PartialDate, read_date
from vietnamese.names import looks_like_a_name, name_problem, title_case_name
from vietnamese.normalise import clean
from vietnamese.search import search_key

LISTS: Mapping[str, reference.ReferenceList] = MappingProxyType(
    {
        "ethnicity": reference.ETHNIC_GROUPS,
        "religion": reference.RELIGIONS,
        "rank": reference.RANKS,
        "union_position": reference.UNION_POSITIONS,
        "party_stage": reference.PARTY_STAGES,
        "education": reference.EDUCATION_LEVELS,
        "political_theory": reference.POLITICAL_THEORY,
    }
)
CATEGORIES: Mapping[str, str] = MappingProxyType({"ex_officio": "Đương nhiên", "elected": "Được bầu", "appointed": "Chỉ định"})
# rows of a group are looser than a cell: "Đại biểu do hội nghị chi hội bầu: 05 đồng chí"
CATEGORY_WORDS = (
    (re.compile(r"\bduong nhien\b|^dn$"), "ex_officio"),
    (re.compile(r"\bchi dinh\b|^cd$"), "appointed"),
    (re.compile(r"\bbau\b"), "elected"),
)
ALTERNATE_WORDS = re.compile(r"\bdu khuyet\b|^dk$")
YES_WORDS = frozenset({"x", "co", "yes", "1", "true", "v", "du khuyet", "dk", "dung"})
NO_WORDS = frozenset({"khong", "0", "no", "false", "k", "ko", "chinh thuc"})
# what people write where there is nothing to write
SIGNS = ("", "-", "--", "---", "–", "—", "/", ".", "…", "...", "x", "0", "k", "ko", "khong", "khong co")
NOTHING = frozenset((*SIGNS, "chua", "chua co", "chua vao", "chua vao dang", "chua ket nap", "quan chung"))
NO_RELIGION = frozenset({"0", "-", "–", "—", "/", "k", "ko", "no", "x", "khong ton giao", "khong theo ton giao", "khong theo"})
DATE_IN_TEXT = re.compile(r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}(?!\d)|(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{4}(?!\d)")
NAME_PREFIX = re.compile(r"^(?:\d{1,3}\s*[.)]\s*|(?:đ/c|đc|đ\.c|đồng chí)\s*[.:]?\s+)+", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
PARTS = re.compile(r"\s*[,;\n/|]\s*|\s+[-–—]\s+")
SCHOOLING = re.compile(r"(?<!\d)(?:\d|1[0-2])/(?:9|10|12)(?!\d)")
FIELD_EDGES = " ,;:.-–—()/"
FIELD_WORDS = re.compile(r"^(?:chuyên\s+)?ngành\s+|^trường\s+", re.IGNORECASE)
WORKPLACE = re.compile(
    r"(?:cong an|ca|phong|doi|tram|ban|trai|benh xa|benh vien|trung tam|chi hoi|hoi|khoi)\b"
    r"(?! (?:truong|pho|chi huy|vien)\b)|p[a-z]\d{2}\b"
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
CHOOSE = "hãy chọn một giá trị trong danh mục."
LONGEST_TO_SUGGEST = 40
INVISIBLE_OK = frozenset("\t\n\r\u00a0\u200b\ufeff\u200c\u200d\u00ad")


@lru_cache(maxsize=50_000)
def _key_of(text: str) -> str:
    """The search key, remembered: one cell asks for it many times."""
    return search_key(text)


class Outcome(NamedTuple):
    values: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def cell_text(cell: Cell) -> str:
    """The cell as a person sees it: whole numbers without ".0", dates as dd/mm/yyyy, on one line."""
    if isinstance(cell, str):
        return _clean_text(cell) if cell else ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/}{cell.year:04}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


@lru_cache(maxsize=50_000)
def _clean_text(text: str) -> str:
    visible = clean(ESCAPED.sub(_unescape, text) if "_x" in text else text)
    # the apostrophe that keeps a spreadsheet from computing what follows is no part of it
    return visible[1:] if len(visible) > 1 and visible[0] == "'" and visible[1] in "=+-@" else visible


def _unescape(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return " " if unicodedata.category(letter).startswith("C") else letter


def read_cell(key: str, cell: Cell, *, formula: bool = False, suggesting: bool = True) -> Outcome:
    """What this cell of this column says: values by field, problems by column. Never raises.

    `suggesting=False` doesn't look for what an unknown word may have meant, which costs far more than reading it.
    """
    column = BY_KEY[key]
    text = cell_text(cell)
    if formula and (not text or (column.content is Content.NAME and not looks_like_a_name(text))):
        message = f"Ô “{column.heading}” chứa công thức, không có giá trị: hãy gõ trực tiếp nội dung vào ô."
        return Outcome(problems=(Problem(key, "formula", message),))
    if len(text) > column.longest:
        message = f"Ô “{column.heading}” dài {len(text)} ký tự, quá {column.longest}: hãy ghi ngắn lại."
        return Outcome(problems=(Problem(key, "too_long", message),))
    outcome = READERS[column.content](column, text, cell) if text else Outcome()
    if suggesting and outcome.problems:
        outcome = Outcome(outcome.values, tuple(_with_suggestion(problem, text) for problem in outcome.problems))
    notes = (*_formula_note(column, text, formula), *_strange_letters(column, cell))
    return Outcome(outcome.values, (*outcome.problems, *notes)) if notes else outcome


def _formula_note(column: Column, text: str, formula: bool) -> tuple[Problem, ...]:
    if not formula or column.content not in {Content.NAME, Content.DATE}:
        return ()
    message = f"Ô “{column.heading}” là công thức; đã lấy kết quả “{text}”. Hãy xem có đúng không."
    return (Problem(column.key, "formula_result", message, Severity.WARNING),)


def _strange_letters(column: Column, cell: Cell) -> tuple[Problem, ...]:
    if not isinstance(cell, str) or cell.isprintable():
        return ()
    if all(letter.isprintable() or letter in INVISIBLE_OK or letter.isspace() for letter in cell):
        return ()
    message = f"Ô “{column.heading}” có ký tự điều khiển không nhìn thấy; đã bỏ các ký tự đó. Hãy xem lại nội dung."
    return (Problem(column.key, "control_characters", message, Severity.WARNING),)


def _one(key: str, value: str) -> Outcome:
    return Outcome(((key, value),))


def _problem(column: Column, code: str, message: str, suggestion: str = "", severity: Severity = Severity.ERROR) -> Outcome:
    return Outcome(problems=(Problem(column.key, code, message, severity, suggestion),))


def _read_name(column: Column, text: str, cell: Cell) -> Outcome:
    name = NAME_PREFIX.sub("", text).strip(' .,;:*"“”')
    if problem := name_problem(name or text):
        code = "formula" if text[:1] in "=+@" else "not_a_name"
        letters = " ".join("".join(mark if mark.isalpha() or mark in "' -" else " " for mark in name.split("(")[0]).split())
        plausible = letters if len(letters.split()) > 1 and "<" not in text and looks_like_a_name(letters) else ""
        return _problem(column, code, problem, title_case_name(plausible))
    return _one(column.key, title_case_name(name))


def _read_date(column: Column, text: str, cell: Cell) -> Outcome:
    if text in NOTHING or (not text[0].isdigit() and _key_of(text) in NOTHING):
        return Outcome()
    try:
        return _one(column.key, read_date(cell if isinstance(cell, date | int | float) else text).iso())
    except DateProblem as problem:
        if column.key == "party_joined" and (pair := _two_dates(text)):
            return Outcome((("party_joined", pair[0].iso()), ("party_official", pair[1].iso())))
        return _problem(column, "bad_date", f"{column.heading}: {problem}", problem.suggestion)


def _two_dates(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Joined and official in one cell, as "03/02/2010 - 03/02/2011"."""
    found = DATE_IN_TEXT.findall(text)
    if len(found) != 2:
        return None
    try:
        first, second = sorted(read_date(part) for part in found)
    except DateProblem:
        return None
    return first, second


def _read_reference(column: Column, text: str, cell: Cell) -> Outcome:
    code = recognise(column.key, text)
    if code:
        return _one(column.key, code)
    if column.key == "party_stage" and _key_of(text) in YES_WORDS:
        # a cross under "Đảng viên"
        return _one(column.key, "full")
    if column.key != "religion" and (text in NOTHING or _key_of(text) in NOTHING):
        return Outcome()
    return _unknown_value(column, text)


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return _key_of(text).replace(" ", "").replace("y", "i")


# what a word must fold to, to have any chance: most words of a hostile file have none, and are told so at once
POSSIBLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        key: frozenset(_folded(spelling) for item in known.items for spelling in (item.label, *item.aliases))
        for key, known in LISTS.items()
    }
)


def _code_of(key: str, text: str) -> str:
    return (LISTS[key].recognise(text) or "") if _folded(text) in POSSIBLE[key] else ""


@lru_cache(maxsize=20_000)
def recognise(key: str, text: str) -> str:
    """The code of this word in the column's list, "" when it isn't there: the whole text, then its parts, then its beginning."""
    if found := _code_of(key, text):
        return found
    if key == "religion" and (text in NOTHING or _key_of(text) in NO_RELIGION):
        return "none"
    if key in {"union_position", "rank"}:
        for part in PARTS.split(text):
            if found := _code_of(key, part) or (_by_beginning(part) if key == "union_position" else ""):
                return found
    return ""


def _first_word(text: str) -> str:
    return _key_of(text).partition(" ")[0]


UNION_FIRST_WORDS = frozenset(
    _first_word(spelling) for item in LISTS["union_position"].items for spelling in (item.label, *item.aliases)
)


@lru_cache(maxsize=20_000)
def _by_beginning(text: str) -> str:
    """ "Chi hội trưởng Chi hội Phụ nữ Công an xã An Bình": the first words are the position in the union."""
    if _first_word(text) not in UNION_FIRST_WORDS:
        return ""
    words = text.split()
    for count in range(min(len(words), 8), 1, -1):
        if found := _code_of("union_position", " ".join(words[:count])):
            return found
    return _code_of("union_position", text)


def _unknown_value(column: Column, text: str) -> Outcome:
    return _problem(column, "unknown_value", f"{column.heading} “{text}” không có trong danh mục: {CHOOSE}")


def _with_suggestion(problem: Problem, text: str) -> Problem:
    """Put what she may have meant into the sentence about an unknown word."""
    if problem.code != "unknown_value" or problem.column not in LISTS:
        return problem
    meant = (LISTS[problem.column].suggest(text) or "") if len(text) <= LONGEST_TO_SUGGEST else ""
    message = problem.message.replace(CHOOSE, f"có phải “{meant}” không?") if meant else problem.message
    return replace(problem, message=message, suggestion=meant)


def _read_education(column: Column, text: str, cell: Cell) -> Outcome:
    """ "Đại học Luật" → the level and the field; of several degrees the highest."""
    if whole := _code_of("education", text):
        return _one("education", whole)
    if text in NOTHING or _key_of(text) in NOTHING:
        return Outcome()
    schooling = SCHOOLING.search(text)
    parts = [part for part in PARTS.split(SCHOOLING.sub("", text)) if part]
    found = [pair for part in parts if (pair := _level_and_field(part)) is not None]
    school = (("general_education", schooling.group()),) if schooling else ()
    if not found:
        return Outcome(school) if schooling and not parts else _unknown_value(column, text)
    # the list runs from the highest down
    level, named = min(found, key=lambda pair: LISTS["education"].order(pair[0]))
    # "Đại học, Luật": the other part is the field
    others = ", ".join(part for part in parts if _level_and_field(part) is None)
    subject = named or FIELD_WORDS.sub("", others.strip(FIELD_EDGES))
    values = (("education", level), ("education_field", subject[:150]), *school)
    return Outcome(tuple(pair for pair in values if pair[1]))


EDUCATION_FIRST_WORDS = frozenset(
    _first_word(spelling) for item in LISTS["education"].items for spelling in (item.label, *item.aliases)
)


@lru_cache(maxsize=20_000)
def _level_and_field(text: str) -> tuple[str, str] | None:
    if _first_word(text) not in EDUCATION_FIRST_WORDS:
        return None
    spaced = re.sub(r"[(),:.]", " ", text)
    words = spaced.split()
    for count in range(min(len(words), 5), 0, -1):
        if level := _code_of("education", " ".join(words[:count])):
            return level, FIELD_WORDS.sub("", " ".join(words[count:]).strip(FIELD_EDGES))
    return None


def _read_position(column: Column, text: str, cell: Cell) -> Outcome:
    """A common "Chức vụ, đơn vị": each part is a rank, a position in the union, a workplace or a police position."""
    values: dict[str, str] = {}
    police: list[str] = []
    for whole in PARTS.split(text):
        rank, part = _rank_and_rest(whole)
        if rank:
            values.setdefault("rank", rank)
        if not part:
            continue
        code = _by_beginning(part)
        if code and "union_position" not in values:
            values["union_position"] = code
        elif _is_workplace(part) and "workplace" not in values:
            values["workplace"] = part
        else:
            police.append(part)
    if police:
        values["police_position"] = ", ".join(police)[:150]
    return Outcome(tuple(values.items()))


def _rank_and_rest(text: str) -> tuple[str, str]:
    """ "Thiếu tá Đội trưởng" → the rank and what follows; "Công nhân" and the like are positions here."""
    words = text.split()
    rank = recognise("rank", " ".join(words[:2])) if words else ""
    if not rank or LISTS["rank"].group(rank) == "civilian":
        return "", text
    return rank, " ".join(words[2:])


def _is_workplace(part: str) -> bool:
    # "Đội trưởng" and "Trưởng Công an xã" are positions, "Đội 2" and "Công an xã An Bình" are places
    return WORKPLACE.match(_key_of(part)) is not None


def read_category(text: str) -> tuple[tuple[str, str], ...]:
    """What the words say of a delegate's kind: her category, and whether she is an alternate; () when nothing."""
    key = _key_of(text)
    named = reference.recognise_group_row(text) or next((code for words, code in CATEGORY_WORDS if words.search(key)), "")
    if named == "alternate" or ALTERNATE_WORDS.search(key):
        # an alternate was elected as one
        return ("category", "elected" if named in {"", "alternate"} else named), ("alternate", "yes")
    return (("category", named),) if named else ()


def _read_category(column: Column, text: str, cell: Cell) -> Outcome:
    if values := read_category(text):
        return Outcome(values)
    choices = ", ".join(CATEGORIES.values())
    return _problem(column, "unknown_value", f"{column.heading} “{text}” không nhận ra: hãy ghi một trong {choices}, Dự khuyết.")


def _read_yes_no(column: Column, text: str, cell: Cell) -> Outcome:
    key = _key_of(text)
    if key in YES_WORDS or text in "✓✔☑√":
        return _one(column.key, "yes")
    if key in NO_WORDS or not key:
        return Outcome()
    message = f"{column.heading} “{text}” không rõ: hãy ghi x nếu có, để trống nếu không."
    return _problem(column, "unknown_value", message, severity=Severity.WARNING)


def _read_phone(column: Column, text: str, cell: Cell) -> Outcome:
    digits = re.sub(r"\D", "", text)
    if not isinstance(cell, str) and len(digits) == 9:
        # the sheet kept it as a number and lost the zero
        text = digits = f"0{digits}"
    if 8 <= len(digits) <= 25:
        return _one(column.key, text[:30])
    if _key_of(text) in NOTHING:
        return Outcome()
    message = f"{column.heading} “{text}” không giống số điện thoại: hãy ghi đủ các chữ số, ví dụ 0912 345 678."
    return _problem(column, "bad_phone", message, severity=Severity.WARNING)


def _read_email(column: Column, text: str, cell: Cell) -> Outcome:
    if EMAIL.fullmatch(text):
        return _one(column.key, text)
    if _key_of(text) in NOTHING:
        return Outcome()
    message = f"{column.heading} “{text}” không phải địa chỉ thư: hãy ghi dạng ten@donvi.vn."
    return _problem(column, "bad_email", message, severity=Severity.WARNING)


def _read_number(column: Column, text: str, cell: Cell) -> Outcome:
    number = re.sub(r"[\s.\-']", "", text)
    if _key_of(text) in NOTHING or not number:
        return Outcome()
    if not re.fullmatch(r"[0-9A-Za-z]{4,20}", number):
        return _problem(column, "bad_number", f"{column.heading} “{text}” không đúng: hãy chỉ ghi chữ số.")
    if column.key == "identity_number" and not isinstance(cell, str) and 9 < len(number) < 12:
        number = number.zfill(12)
    if column.key == "identity_number" and len(number) not in {9, 12}:
        message = f"{column.heading} “{text}” có {len(number)} chữ số: căn cước có 12 chữ số, chứng minh cũ có 9. Hãy ghi lại."
        return _problem(column, "bad_number", message)
    return _one(column.key, number)


def _read_text(column: Column, text: str, cell: Cell) -> Outcome:
    if column.key == "general_education" and isinstance(cell, date):
        # "12/12" typed into a sheet becomes the twelfth of December
        text = f"{cell.day}/{cell.month}"
    if text[0] in "-+•*" and len(text) > 1:
        # a bullet typed before the words; a leading sign would also be a formula to the next spreadsheet
        text = text.lstrip("-+•* ")
    if not text or text in NOTHING:
        return Outcome()
    if text[0] in "=@":
        message = f"Ô “{column.heading}” bắt đầu bằng “{text[0]}” như một công thức: hãy bỏ ký tự đó."
        return _problem(column, "formula", message, text.lstrip("=@+- "))
    return _one(column.key, text)


READERS: Mapping[Content, Callable[[Column, str, Cell], Outcome]] = MappingProxyType(
    {
        Content.NAME: _read_name,
        Content.DATE: _read_date,
        Content.REFERENCE: _read_reference,
        Content.EDUCATION: _read_education,
        Content.POSITION: _read_position,
        Content.CATEGORY: _read_category,
        Content.YES_NO: _read_yes_no,
        Content.PHONE: _read_phone,
        Content.EMAIL: _read_email,
        Content.NUMBER: _read_number,
        Content.TEXT: _read_text,
    }
)


def shown(key: str, value: str) -> str:
    """A kept value as a person reads it: the label of a code, a date as dd/mm/yyyy."""
    if not value:
        return ""
    if key in LISTS:
        return LISTS[key].label(value)
    if key == "category":
        return CATEGORIES.get(value, value)
    if key == "alternate":
        return "x"
    if key in BY_KEY and BY_KEY[key].content is Content.DATE:
        return PartialDate.parse_iso(value).display()
    return value
