"""People's names: their parts, their order, their capitals."""

import re
import unicodedata
from typing import NamedTuple

from vietnamese.letters import order_key
from vietnamese.normalise import clean

LONGEST_NAME = 80
APOSTROPHES = "'\u2019\u02bc`\u00b4"
BETWEEN_NAME_PARTS = re.compile(rf"([\s\-{APOSTROPHES}.]+)")


class NameParts(NamedTuple):
    """Họ, đệm and tên. A single word is a tên."""

    family: str
    middle: str
    given: str


def split_name(full: str) -> NameParts:
    """Split at the spaces: the last word is the tên, the first the họ, what lies between the đệm.

    That is wrong for "H'Hen Niê", whose họ comes last; there the person's own `override` of `sort_key` helps.
    """
    words = clean(full).split()
    if not words:
        return NameParts("", "", "")
    if len(words) == 1:
        return NameParts("", "", words[0])
    return NameParts(words[0], " ".join(words[1:-1]), words[-1])


def sort_key(full: str, override: str = "") -> str:
    """Return ASCII whose byte order is the order of people: by tên, then họ, then đệm.

    `override` is the name by which she wants to be sorted, where it is not the last word ("Hen" for "H'Hen Niê").
    In PostgreSQL compare it with COLLATE "C".
    """
    name = split_name(full)
    if clean(override):
        name = NameParts(name.family, f"{name.middle} {name.given}", override)
    # A comma sorts before every letter and figure, so a shorter tên stands before one that goes on.
    return f"{order_key(name.given)},{order_key(name.family)},{order_key(name.middle)}"


def text_sort_key(text: str) -> str:
    """Return ASCII whose byte order is the order of names that are not people's: "Đội 2" before "Đội 10"."""
    return order_key(text)


def title_case_name(text: str) -> str:
    """Give a name typed in capitals (or all small) its ordinary capitals; a word in mixed case stays as it is.

    "NGUYỄN THỊ HƯƠNG" → "Nguyễn Thị Hương", "H'HEN NIÊ" → "H'Hen Niê", "Lê Thị HOA" → "Lê Thị Hoa".
    """
    return "".join(
        part.capitalize() if part.isupper() or part.islower() else part for part in BETWEEN_NAME_PARTS.split(clean(text))
    )


def name_problem(text: str) -> str:
    """Return what keeps this from being a person's name, as a sentence for her who typed it; "" for a good name."""
    name = clean(text)
    if not name:
        return "Thiếu họ và tên: hãy ghi đầy đủ họ, chữ đệm và tên."
    if name[0] in "=+@":
        return "Ô này chứa công thức, không phải họ tên: hãy gõ trực tiếp họ và tên."
    if len(name) > LONGEST_NAME:
        return f"Họ tên dài quá {LONGEST_NAME} ký tự: ô này chỉ ghi họ và tên của một người."
    strange = next((character for character in name if not _may_stand_in_a_name(character)), None)
    if strange is not None:
        return f"“{name}” không phải họ tên vì có ký tự “{strange}”: hãy chỉ ghi chữ cái."
    if sum(character.isalpha() for character in name) < 2:
        return f"“{name}” quá ngắn, không phải họ tên: hãy ghi đầy đủ họ, chữ đệm và tên."
    return ""


def looks_like_a_name(text: str) -> bool:
    """Whether this can be the name of a person (one word is allowed: some people have but one)."""
    return not name_problem(text)


def _may_stand_in_a_name(character: str) -> bool:
    if character in f" -.{APOSTROPHES}":
        return True
    if unicodedata.combining(character):
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")
