"""A paper's pieces cut into parts: each rendered by itself, known by the hash of everything that makes it look as it does."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypedDict

from django.utils.html import escape

from documents.printing import engine, metrics
from documents.printing.cards import CardSheet, sheets_of
from documents.printing.forms import Piece
from documents.printing.tables import MM_IN_POINTS, TablePage, pages_of

PAGES_IN_A_PART = 4
PAPERS_IN_A_PART = 6
# letters of HTML: what is longer than a few short papers together is a part by itself, so that annexes go side by side
LETTERS_IN_A_PART = 24_000
SHEETS_IN_A_PART = 8
BREAK = '<div class="sang-trang"></div>'
# height of the text area in mm; anything not named here is upright
TEXT_HEIGHT = {"landscape": 175.0, "annex-landscape": 175.0}
UPRIGHT_TEXT_HEIGHT = 257.0
DRAFT = "DỰ THẢO"
# how the words behind the text are coloured; what isn't named here is grey
WATERMARKS = {"HẾT HIỆU LỰC": "het-hieu-luc"}
LARGEST_WATERMARK = 90.0  # points
WATERMARK_WIDTH = 560.0  # points that its words may take across an upright sheet
# one place to sign in a document: templates/print/_signature.html names both boxes
PLACES_TO_SIGN = re.compile(r' id="ky-(?:nguoi-ky|co-quan)"')
ROUNDING = 2.0  # points kept free below a list, so that no rounding pushes a row to a page of its own


class Source(TypedDict):
    """What one part is made of."""

    body: str
    style: str
    tables: list[TablePage]
    sheets: list[CardSheet]
    start: int
    papers: int
    numbered: bool
    note: str


@dataclass(frozen=True)
class Marks:
    """What stands on every page beside the text: words behind it, a small line below it. Empty: nothing."""

    watermark: str = ""
    note: str = ""

    @property
    def behind(self) -> str:
        """The words behind the text as HTML. Not through opacity: PDF/A wants plain colour."""
        if not self.watermark:
            return ""
        width = metrics.width_in_em(self.watermark, metrics.REGULAR)
        size = min(LARGEST_WATERMARK, WATERMARK_WIDTH / width)
        kind = WATERMARKS.get(self.watermark, "")
        return f'<div class="du-thao {kind}" style="font-size: {size:.1f}pt">{escape(self.watermark)}</div>'


def parts_of(pieces: Sequence[Piece], *, marks: Marks | None = None, fields: bool = False) -> list[Source]:
    """The parts of a paper in their order. Raises `LettersMissing` for what our font can't show.

    fields: its first signature block keeps the places where signature fields go; all others never do.
    """
    marks = marks or Marks()
    pieces = _with_one_place_to_sign(pieces, fields=fields)
    sources: list[Source] = []
    waiting: list[Piece] = []
    for n, piece in enumerate(pieces):
        if waiting and not _joins(piece, waiting):
            sources.append(_papers(waiting, marks=marks))
            waiting = []
        if piece.table:
            sources += _list(replace(piece, table=replace(piece.table, name=f"{piece.table.name}-{n}")), marks=marks)
        elif piece.cards:
            sources += _cards(piece, marks=marks)
        else:
            waiting.append(piece)
    if waiting:
        sources.append(_papers(waiting, marks=marks))
    _refuse_unknown_letters(sources)
    return sources


def key_of(source: Source, *, salt: str = "") -> str:
    """The part's place in the cache. With a `salt` that is used once, no other print finds it and nobody can tell from the key
    what it says."""
    text = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{engine.styles_digest()}{text}".encode()).hexdigest()


def _with_one_place_to_sign(pieces: Sequence[Piece], *, fields: bool) -> list[Piece]:
    """All ids of places to sign taken out, but for those of the first block where fields are asked for."""
    seen = set() if fields else {' id="ky-nguoi-ky"', ' id="ky-co-quan"'}

    def first_only(match: re.Match[str]) -> str:
        if match[0] in seen:
            return ""
        seen.add(match[0])
        return match[0]

    def kept(html: str) -> str:
        return PLACES_TO_SIGN.sub(first_only, html)

    return [replace(piece, html=kept(piece.html), after=kept(piece.after)) for piece in pieces]


def _joins(piece: Piece, waiting: Sequence[Piece]) -> bool:
    """Whether a piece is rendered together with those before it."""
    if piece.table or piece.cards or len(waiting) == PAPERS_IN_A_PART:
        return False
    if (piece.style, piece.numbered) != (waiting[0].style, waiting[0].numbered):
        return False
    return sum(len(one.html) + len(one.after) for one in (*waiting, piece)) <= LETTERS_IN_A_PART


def _papers(pieces: Sequence[Piece], *, marks: Marks) -> Source:
    body = "".join(f'<div class="to{n}">{piece.html}{piece.after}</div>' for n, piece in enumerate(pieces))
    return {
        "body": marks.behind + body,
        "style": pieces[0].style,
        "tables": [],
        "sheets": [],
        "start": 1,
        "papers": len(pieces),
        "numbered": pieces[0].numbered,
        "note": marks.note,
    }


def _list(piece: Piece, *, marks: Marks) -> Iterator[Source]:
    if piece.table is None:
        return
    room = TEXT_HEIGHT.get(piece.style, UPRIGHT_TEXT_HEIGHT) * MM_IN_POINTS - ROUNDING
    above = _height(piece.html, piece.style)
    below = _height(piece.after, piece.style)
    pages = pages_of(piece.table, first_room=room - above, room=room, last_room=room - below)
    for start in range(0, len(pages), PAGES_IN_A_PART):
        some = pages[start : start + PAGES_IN_A_PART]
        images = [f'<img class="bang-ve" src="table:{n}" alt="table:{n}">' for n in range(len(some))]
        if start == 0:
            images[0] = piece.html + images[0]
        ends = start + len(some) == len(pages)
        body = BREAK.join(images) + (piece.after if ends else "")
        yield {
            "body": marks.behind + body,
            "style": piece.style,
            "tables": some,
            "sheets": [],
            "start": start + 1,
            "papers": 1,
            "numbered": piece.numbered,
            "note": marks.note,
        }


def _cards(piece: Piece, *, marks: Marks) -> Iterator[Source]:
    sheets = sheets_of(piece.cards) if piece.cards else []
    for start in range(0, len(sheets), SHEETS_IN_A_PART):
        some = sheets[start : start + SHEETS_IN_A_PART]
        images = [f'<img src="cards:{n}" alt="cards:{n}">' for n in range(len(some))]
        yield {
            "body": marks.behind + BREAK.join(images),
            "style": piece.style,
            "tables": [],
            "sheets": some,
            "start": 1,
            "papers": 1,
            "numbered": False,
            "note": marks.note,
        }


@lru_cache(maxsize=256)
def _height(html: str, style: str) -> float:
    return engine.height_of(html, style=style) if html else 0.0


def _refuse_unknown_letters(sources: Sequence[Source]) -> None:
    letters: dict[str, Any] = {}
    for source in sources:
        text = source["body"] + source["note"]
        letters |= dict.fromkeys(engine.letters_missing_in(text, source["tables"], source["sheets"]))
    if letters:
        raise engine.LettersMissing(list(letters))
