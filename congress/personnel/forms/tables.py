"""Tables that are typed in one go: cells of a POST as values, with the sentence for a cell that is no number."""

import unicodedata
from collections.abc import Mapping

MOST = 30000
SHOWN = 20


def whole(data: Mapping[str, str], name: str, label: str, errors: dict[str, str]) -> int | None:
    """The cell as a whole number, None when empty; a cell that is none is named in `errors` under its own name."""
    text = str(data.get(name, "")).strip()
    if not text:
        return None
    if not text.isdecimal():
        errors[name] = f"{label}: “{text[:SHOWN]}” không phải số nguyên từ 0 trở lên."
        return None
    if len(text) > SHOWN or int(text) > MOST:
        errors[name] = f"{label}: “{text[:SHOWN]}” lớn quá, nhiều nhất là {MOST}. Hãy xem lại số."
        return None
    return int(text)


def words(data: Mapping[str, str], name: str, longest: int) -> str:
    """The cell as text, in composed letters; a null character, which the database takes from nobody, is left out."""
    return unicodedata.normalize("NFC", str(data.get(name, "")).replace("\x00", "")).strip()[:longest]


def key(text: str) -> int:
    """An id of a form, 0 when it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
