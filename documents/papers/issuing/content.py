"""What an issued paper says, kept as it was laid out: to JSON and back, and what is looked for in it before it is issued."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.utils.html import strip_tags

from documents.papers.paper import FIELD_MARKS, without_fields
from documents.printing.forms import Piece
from documents.printing.metrics import letters_we_lack
from documents.printing.tables import Column, Row, Table

# dots to be filled in by hand, as the forms print them and as people type them
BLANK = re.compile(r"…{2,}|\.{4,}")
SHOWN = 10
AROUND = 40


def pieces_to_keep(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """The pieces as JSON. A batch (a letter for each delegate) is signed letter by letter, so that it has no signature fields."""
    signed = sum(any(mark in piece.html + piece.after for mark in FIELD_MARKS) for piece in pieces)
    if signed > 1:
        pieces = [replace(piece, html=without_fields(piece.html), after=without_fields(piece.after)) for piece in pieces]
    return [_kept(piece) for piece in pieces]


def _kept(piece: Piece) -> dict[str, Any]:
    if piece.cards is not None:
        raise TypeError("Cards bear no number: they are never issued.")
    kept = {"html": str(piece.html), "after": str(piece.after), "style": piece.style, "numbered": piece.numbered}
    return kept | ({"table": asdict(piece.table)} if piece.table is not None else {})


def kept_pieces(kept: Iterable[Mapping[str, Any]]) -> list[Piece]:
    return [Piece(**{**one, "table": _table(one["table"]) if "table" in one else None}) for one in kept]


def _table(kept: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in kept["columns"])
    rows = tuple(Row(tuple(row["cells"]), row["kind"]) for row in kept["rows"])
    return Table(**{**kept, "columns": columns, "rows": rows})


def why_not(pieces: Sequence[Piece]) -> str:
    """Why this text can't be issued: letters that the font of official papers hasn't, a place left blank; "": it can."""
    for piece in pieces:
        texts = [strip_tags(piece.html), *_cells(piece.table), strip_tags(piece.after)]
        if letters := letters_we_lack("".join(texts)):
            shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:SHOWN])
            return f"Phông chữ văn bản không có ký tự {shown}. Hãy sửa các ký tự này."
        if blank := next((found for text in texts if (found := BLANK.search(text))), None):
            return f"Văn bản còn chỗ để trống: “{_around(blank)}”. Hãy ghi đủ rồi ban hành."
    return ""


def _cells(table: Table | None) -> Iterable[str]:
    return () if table is None else (cell for row in table.rows for cell in row.cells)


def _around(blank: re.Match[str]) -> str:
    return " ".join(blank.string[max(0, blank.start() - AROUND) : blank.start() + AROUND].split())
