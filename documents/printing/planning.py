"""A paper's pieces cut into parts: each rendered by itself, known by the hash of everything that makes it look as it does."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypedDict

from documents.printing import engine
from documents.printing.cards import CardSheet, sheets_of
from documents.printing.forms import Piece
from documents.printing.tables import MM_IN_POINTS, TablePage, pages_of

PAGES_IN_A_PART = 4
PAPERS_IN_A_PART = 6
SHEETS_IN_A_PART = 8
BREAK = '<div class="sang-trang"></div>'
# height of the text area in mm; anything not named here is upright
TEXT_HEIGHT = {"landscape": 175.0}
UPRIGHT_TEXT_HEIGHT = 257.0
DRAFT = '<div class="du-thao">DỰ THẢO</div>'
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


def parts_of(pieces: Sequence[Piece], *, draft: bool) -> list[Source]:
    """The parts of a paper in their order. Raises `LettersMissing` for what our font can't show."""
    sources: list[Source] = []
    waiting: list[Piece] = []
    for n, piece in enumerate(pieces):
        if waiting and (piece.table or piece.cards or not _alike(piece, waiting[0]) or len(waiting) == PAPERS_IN_A_PART):
            sources.append(_papers(waiting, draft=draft))
            waiting = []
        if piece.table:
            sources += _list(replace(piece, table=replace(piece.table, name=f"{piece.table.name}-{n}")), draft=draft)
        elif piece.cards:
            sources += _cards(piece, draft=draft)
        else:
            waiting.append(piece)
    if waiting:
        sources.append(_papers(waiting, draft=draft))
    _refuse_unknown_letters(sources)
    return sources


def key_of(source: Source) -> str:
    text = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{engine.styles_digest()}{text}".encode()).hexdigest()


def _alike(piece: Piece, other: Piece) -> bool:
    return (piece.style, piece.numbered) == (other.style, other.numbered)


def _papers(pieces: Sequence[Piece], *, draft: bool) -> Source:
    body = "".join(f'<div class="to{n}">{piece.html}{piece.after}</div>' for n, piece in enumerate(pieces))
    return {
        "body": (DRAFT if draft else "") + body,
        "style": pieces[0].style,
        "tables": [],
        "sheets": [],
        "start": 1,
        "papers": len(pieces),
        "numbered": pieces[0].numbered,
    }


def _list(piece: Piece, *, draft: bool) -> Iterator[Source]:
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
            "body": (DRAFT if draft else "") + body,
            "style": piece.style,
            "tables": some,
            "sheets": [],
            "start": start + 1,
            "papers": 1,
            "numbered": piece.numbered,
        }


def _cards(piece: Piece, *, draft: bool) -> Iterator[Source]:
    sheets = sheets_of(piece.cards) if piece.cards else []
    for start in range(0, len(sheets), SHEETS_IN_A_PART):
        some = sheets[start : start + SHEETS_IN_A_PART]
        images = [f'<img src="cards:{n}" alt="cards:{n}">' for n in range(len(some))]
        yield {
            "body": (DRAFT if draft else "") + BREAK.join(images),
            "style": piece.style,
            "tables": [],
            "sheets": some,
            "start": 1,
            "papers": 1,
            "numbered": False,
        }


@lru_cache(maxsize=256)
def _height(html: str, style: str) -> float:
    return engine.height_of(html, style=style) if html else 0.0


def _refuse_unknown_letters(sources: Sequence[Source]) -> None:
    letters: dict[str, Any] = {}
    for source in sources:
        letters |= dict.fromkeys(engine.letters_missing_in(source["body"], source["tables"], source["sheets"]))
    if letters:
        raise engine.LettersMissing(list(letters))
