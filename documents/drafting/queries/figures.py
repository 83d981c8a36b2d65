"""What is asked of the figures in a text: `{{Tên số liệu}}` and the values that stand for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from congress.terms.models import Congress
from documents.drafting.figures import UNKNOWN, Figure, compute, figures_for, unknown_names, unknown_sentence
from documents.drafting.models import Document, FigureValue
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import DocumentType
from members.units.models import Unit

TOKEN = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


def names_in(text: Text) -> list[str]:
    """The names of the figures in a text, each once, in the order of their first place."""
    places: Iterable[str] = (
        words for section in text.sections for words in (section.heading, *(block.plain for block in section.blocks))
    )
    return list(dict.fromkeys(name for words in places for name in names_in_words(words)))


def names_in_words(words: str) -> list[str]:
    return [" ".join(name.split()) for name in TOKEN.findall(words)] if "{{" in words else []


def figures_of(document: Document) -> dict[str, dict[str, str]]:
    """Name → value and source, as they stand in this document now."""
    return {one.name: {"value": one.value, "source": one.source} for one in document.figures.all()}


def without_value(names: Iterable[str], figures: dict[str, dict[str, str]]) -> list[str]:
    """Those that would stand on paper as a name in brackets or as dots."""
    return [name for name in names if name not in figures or figures[name]["value"] == UNKNOWN]


def proposed_title(type: DocumentType, *, unit: Unit, congress: Congress | None) -> str:  # noqa: A002 -- its name
    """Trích yếu to begin with: the type's own, with the values of its figures, or its name with the congress's."""
    words = type.subject or (f"{type.name} {congress.name}" if congress else type.name)
    known = compute(names_in_words(words), unit, congress)
    return " ".join(TOKEN.sub(lambda found: _value(" ".join(found[1].split()), known), words).split())


def _value(name: str, known: Mapping[str, Figure]) -> str:
    return known[name].value if name in known else UNKNOWN


def figure_choices(document: Document) -> list[tuple[str, str]]:
    """Name and description of what she may put in."""
    return figures_for(document.unit, document.congress)


@dataclass(frozen=True)
class FigureRow:
    """A name in the text: its row (None for a name that is no figure), what it would be now, where its rows are."""

    name: str
    row: FigureValue | None
    now: str
    url: str
    sentence: str = ""

    @property
    def has_changed(self) -> bool:
        return self.row is not None and bool(self.now) and self.now != self.row.value

    @property
    def is_unknown(self) -> bool:
        return self.row is not None and self.row.value == UNKNOWN


def figure_rows(document: Document, text: Text) -> list[FigureRow]:
    """All figures of a text in the order in which they stand there, with what they are today."""
    names = list(dict.fromkeys([*names_in_words(document.title), *names_in(text)]))
    rows = {row.name: row for row in document.figures.select_related("taken_by", "frozen_by")}
    now = compute(names, document.unit, document.congress)
    wrong = unknown_names(names)
    return [
        FigureRow(
            name,
            rows.get(name),
            now[name].value if name in now else "",
            now[name].url if name in now else "",
            unknown_sentence(name, wrong[name]) if name in wrong else "",
        )
        for name in names
    ]
