"""What is asked of the figures in a text: `{{Tên số liệu}}` and the values that stand for them."""

import re
from collections.abc import Iterable

from documents.drafting.models import Document
from documents.drafting.rules.text import Text

TOKEN = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


def names_in(text: Text) -> list[str]:
    """The names of the figures in a text, each once, in the order of their first place."""
    places: Iterable[str] = (
        words for section in text.sections for words in (section.heading, *(block.plain for block in section.blocks))
    )
    return list(dict.fromkeys(" ".join(name.split()) for words in places for name in TOKEN.findall(words)))


def figures_of(document: Document) -> dict[str, dict[str, str]]:
    """Name → value and source, as they stand in this document now."""
    return {one.name: {"value": one.value, "source": one.source} for one in document.figures.all()}
