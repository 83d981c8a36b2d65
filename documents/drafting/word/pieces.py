"""Words that look alike, in Unicode, and their HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from vietnamese.legacy import Encoding, repair
from vietnamese.normalise import clean

# as isolated.py writes them: a run in a font of before Unicode
LEGACY = re.compile("(\ue002[tTv]|\ue003)")
PRIVATE = re.compile("[\ue000-\ue00f]")
LEGACY_KINDS: dict[str, Encoding] = {"t": "tcvn3", "T": "tcvn3", "v": "vni"}


@dataclass(frozen=True)
class Piece:
    """Words that look alike; "\\n" is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


def all_look(pieces: Iterable[Piece], look: str) -> bool:
    worded = [piece for piece in pieces if any(letter.isalpha() for letter in piece.text)]
    return bool(worded) and all(getattr(piece, look) for piece in worded)


def is_capital(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter == letter.upper() for letter in letters)


def html_of(pieces: Iterable[Piece]) -> str:
    """The inline text with strong, em and br, written as the editor writes it: each line by itself, spaces outside the tags."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text))
    return "<br>".join(html for line in lines if (html := _html_of_line(trimmed(tuple(line)))))


def _html_of_line(pieces: tuple[Piece, ...]) -> str:
    made = []
    for piece in pieces:
        words = piece.text.strip()
        if not words:
            made.append(" ")
            continue
        text = escape(words, quote=False)
        text = f"<em>{text}</em>" if piece.italic else text
        text = f"<strong>{text}</strong>" if piece.bold else text
        made.append(f"{' ' if piece.text[0].isspace() else ''}{text}{' ' if piece.text[-1].isspace() else ''}")
    return "".join(made)


def trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    kept = list(pieces)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def cut(pieces: tuple[Piece, ...], characters: int) -> tuple[Piece, ...]:
    """The pieces without their first `characters`."""
    kept = []
    for piece in pieces:
        if characters >= len(piece.text):
            characters -= len(piece.text)
            continue
        kept.append(replace(piece, text=piece.text[characters:]))
        characters = 0
    return trimmed(tuple(kept))


def plain_of(pieces: Iterable[Piece]) -> str:
    return " ".join("".join(piece.text for piece in in_unicode(pieces)).split())


def in_unicode(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of like look joined, in Unicode NFC, without notes and private characters; spaces folded."""
    # words are collected in lists: a paragraph may have a hundred thousand of them
    runs: list[tuple[list[str], tuple[bool, bool, str]]] = []
    legacy = ""
    for piece in pieces:
        for text in LEGACY.split(piece.text) if PRIVATE.search(piece.text) else (piece.text,):
            if text[:1] == "\ue002":
                legacy = text[1]
            elif text == "\ue003":
                legacy = ""
            elif text:
                look = (piece.bold, piece.italic, legacy)
                if not runs or runs[-1][1] != look:
                    runs.append(([], look))
                runs[-1][0].append(text)
    made: list[Piece] = []
    for texts, (bold, italic, how) in runs:
        read = _cleaned(_repaired("".join(texts), how))
        if made and made[-1].text[-1:] in {"", " ", "\n"}:
            read = read.lstrip(" ")
        if read and made and (made[-1].bold, made[-1].italic) == (bold, italic):
            made[-1] = replace(made[-1], text=made[-1].text + read)
        elif read:
            made.append(Piece(read, bold, italic))
    return made


def _repaired(text: str, how: str) -> str:
    if not how:
        return text
    read = repair(text, encoding=LEGACY_KINDS[how]).text
    return read.upper() if how == "T" else read


def _cleaned(text: str) -> str:
    """In NFC, spaces folded but kept at either end, line breaks kept."""
    lines = []
    for line in PRIVATE.sub("", text).split("\n"):
        inside = clean(line)
        before, after = " " if line[:1].isspace() else "", " " if line[-1:].isspace() else ""
        lines.append(f"{before}{inside}{after}" if inside else before)
    return "\n".join(lines)


def without_notes(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what isolated.py noted in front of the paragraph, over however many pieces it lies."""
    kept: list[Piece] = []
    inside = False
    for piece in pieces:
        text = ""
        for letter in piece.text:
            if letter == "\ue000":
                inside = True
            elif letter == "\ue001":
                inside = False
            elif not inside:
                text += letter
        if text:
            kept.append(replace(piece, text=text))
    return kept
