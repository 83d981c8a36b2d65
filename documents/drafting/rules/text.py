"""The text of a document as plain values: sections in their order, each of blocks that keep their key from version to version.

A block is what one comments on, compares and takes over: a paragraph, a heading inside a section, one item of a list, a table.
"""

import hashlib
import html
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

TAG = re.compile(r"<[^>]*>")
BREAKING = re.compile(r"<br\s*/?>|</(?:td|th|tr|li|p)>", re.IGNORECASE)


class Style(StrEnum):
    """How a section's heading is written and numbered (Decree 30/2020/NĐ-CP, appendix I, II.6); its text hangs below it."""

    LEAD = "lead"  # no heading: what stands before the first one
    BASIS = "basis"  # căn cứ: italic, a paragraph each, ";" and at last "."
    PART = "part"  # "Phần I" on its own line, the title in capitals under it
    CHAPTER = "chapter"  # "Chương I", as above
    ROMAN = "roman"  # "I. TIÊU ĐỀ"
    ARABIC = "arabic"  # "1. Tiêu đề", counted anew in each section of a higher style
    ARTICLE = "article"  # "Điều 1. Tiêu đề", counted through
    UNNUMBERED = "unnumbered"  # a bold heading without a number
    ANNEX = "annex"  # "Phụ lục I", a page and page numbers of its own, upright
    ANNEX_LANDSCAPE = "annex_landscape"


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"  # a bold line inside a section
    ITEM = "item"  # one item of a list; items that follow each other are one list
    TABLE = "table"


class Html(str):
    """Markup that is safe as it stands: a page shows it without escaping it, and needs no word of its own to say so."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def new_key() -> str:
    """A key for a section or block that is new; 60 bits, so that no two of a document are ever alike."""
    return secrets.token_urlsafe(9)[:10]


@dataclass(frozen=True)
class Block:
    """html: of a paragraph, heading or item the inline text (strong, em, br); of a table the whole <table>.

    level: of an item its depth, 0 the outermost. ordered: of an item, whether its list is numbered.
    """

    key: str
    kind: Kind
    html: str
    level: int = 0
    ordered: bool = False

    @property
    def plain(self) -> str:
        """The words alone, cells and lines parted by spaces."""
        return " ".join(html.unescape(TAG.sub("", BREAKING.sub(" ", self.html))).split())

    @property
    def shown(self) -> Html:
        """As it stands in a page; a block is clean from the day it is written."""
        return Html(self.html)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            key=str(values["key"]),
            kind=Kind(values["kind"]),
            html=str(values["html"]),
            level=int(values.get("level", 0)),
            ordered=bool(values.get("ordered", False)),
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Section:
    key: str
    style: Style
    heading: str
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            key=str(values["key"]),
            style=Style(values["style"]),
            heading=str(values["heading"]),
            blocks=tuple(Block.of(block) for block in values.get("blocks", ())),
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "style": str(self.style),
            "heading": self.heading,
            "blocks": [block.as_dict() for block in self.blocks],
        }

    def with_blocks(self, blocks: Iterable[Block]) -> "Section":
        return replace(self, blocks=tuple(blocks))


@dataclass(frozen=True)
class Text:
    """A whole text: what a version freezes."""

    sections: tuple[Section, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        return cls(tuple(Section.of(section) for section in values.get("sections", ())))

    def as_dict(self) -> dict[str, Any]:
        return {"sections": [section.as_dict() for section in self.sections]}

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        for section in self.sections:
            for block in section.blocks:
                yield section, block

    @property
    def digest(self) -> str:
        """SHA-256 of everything that is said and how it is ordered; keys are no part of what is said."""
        said = [
            [str(section.style), section.heading, [[str(one.kind), one.html, one.level, one.ordered] for one in section.blocks]]
            for section in self.sections
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @property
    def words(self) -> int:
        return sum(len(block.plain.split()) for _section, block in self.blocks())
