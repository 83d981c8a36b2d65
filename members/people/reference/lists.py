"""A list of words that papers print and people spell in many ways."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vietnamese.search import search_key, tone_key
from vietnamese.suggestions import nearest

# kỹ/kĩ, lý/lí, sỹ/sĩ: after these consonants both letters are one sound.
Y_FOR_I = re.compile(r"(?<=[bcdđghklmnpqrstvx])[yỳỷỹýỵ]\b")
I_OF_Y = dict(zip("yỳỷỹýỵ", "iìỉĩíị", strict=True))

# Abbreviations are too short to be near to anything but by chance.
SHORTEST_TO_SUGGEST = 4


@dataclass(frozen=True)
class ReferenceItem:
    """One entry: our code, what is printed, how else it is written.

    `group` is what statistics count it under; `official` holds the codes that others give it, by the list's name.
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    official: Mapping[str, str] = field(default_factory=dict)


class ReferenceList:
    """The entries in the order in which they are offered and printed."""

    def __init__(self, *items: ReferenceItem) -> None:
        """Refuse two entries that could be written the same."""
        self.items = items
        self._by_code = {item.code: item for item in items}
        self._positions = {item.code: position for position, item in enumerate(items)}
        self._by_spelling: dict[str, str] = {}
        for item in items:
            for spelling in (item.label, *item.aliases):
                if self._by_spelling.setdefault(_spelled(spelling), item.code) != item.code:
                    raise ValueError(f"{spelling!r} is written for two entries.")
        self._without_accents = {spelling: search_key(spelling) for spelling in self._by_spelling}
        self._suggested_for = {
            tone_key(spelling): item.label
            for item in items
            for spelling in (item.label, *item.aliases)
            if len(spelling) >= SHORTEST_TO_SUGGEST or spelling == item.label
        }

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return (code, label), as Django's fields take them."""
        return [(item.code, item.label) for item in self.items]

    def get(self, code: str) -> ReferenceItem | None:
        """Return the entry of the code."""
        return self._by_code.get(code)

    def label(self, code: str) -> str:
        """Return what is printed for the code, "" for none; an unknown code shows as itself."""
        item = self.get(code)
        return item.label if item else code

    def group(self, code: str) -> str:
        """Return what statistics count the code under, "" where nothing is said."""
        item = self.get(code)
        return item.group if item else ""

    def order(self, code: str) -> int:
        """Return where the code stands in the list, from 0; unknown codes come last."""
        return self._positions.get(code, len(self.items))

    def recognise(self, text: str) -> str | None:
        """Return the code of what is written, however it is spelled; None where that would be a guess.

        Capitals, spaces, hyphens and tone placement don't count. An accent may be missing where the rest fits one entry
        only; a wrong accent is no match ("Thiếu tã"), for nobody can say which letter was meant.
        """
        spelled = _spelled(text)
        if not spelled:
            return None
        if spelled in self._by_spelling:
            return self._by_spelling[spelled]
        found = {
            code
            for spelling, code in self._by_spelling.items()
            if _lacks_only_accents(spelled, spelling, self._without_accents[spelling])
        }
        return found.pop() if len(found) == 1 else None

    def suggest(self, text: str) -> str | None:
        """Return the label of what she may have meant, None where nothing is near."""
        if code := self.recognise(text):
            return self.label(code)
        spelling = nearest(text, self._suggested_for)
        return self._suggested_for[spelling] if spelling else None


def _spelled(text: str) -> str:
    one_i = Y_FOR_I.sub(lambda match: I_OF_Y[match.group()], tone_key(text))
    return one_i.replace(" ", "")


def _lacks_only_accents(written: str, meant: str, without_accents: str) -> bool:
    if len(written) != len(meant):
        return False
    return all(letter in pair for letter, *pair in zip(written, meant, without_accents, strict=True))
