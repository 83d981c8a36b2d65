"""How wide is a word, and has our font every letter of it: read from the font files themselves, without an engine."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from fontTools.ttLib import TTFont

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Regular", "Bold", "Italic", "BoldItalic"
FACES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)

# white space of HTML source, which is laid out and never drawn
NEVER_DRAWN = frozenset("\n\r\t")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Face:
    """One of the four faces: letter → glyph, letter → advance in em, and how high the letters stand."""

    glyphs: dict[str, int]
    advances: dict[str, float]
    ascent: float
    descent: float


@cache
def face(name: str) -> Face:
    with TTFont(settings.FONT_DIR / f"LiberationSerif-{name}.ttf", lazy=True) as font:
        per_em = font["head"].unitsPerEm
        letters = {chr(code): glyph for code, glyph in font.getBestCmap().items()}
        widths = font["hmtx"].metrics
        return Face(
            glyphs={letter: font.getGlyphID(glyph) for letter, glyph in letters.items()},
            advances={letter: widths[glyph][0] / per_em for letter, glyph in letters.items()},
            ascent=font["hhea"].ascent / per_em,
            descent=-font["hhea"].descent / per_em,
        )


@lru_cache(maxsize=50_000)
def width_in_em(text: str, name: str) -> float:
    advances = face(name).advances
    # a letter that the font lacks is refused by name later (engine.LettersMissing); until then it has a width like others
    return sum(advances.get(letter, 0.5) for letter in text)


@lru_cache(maxsize=50_000)
def lines_of(text: str, *, name: str, size: float, width: float) -> tuple[str, ...]:
    """The text broken greedily at its spaces into lines of at most `width` (same unit as `size`).

    A word longer than a line is broken where it must be; "2025-2030" is never broken at its hyphen.
    """
    room = width / size
    space = face(name).advances[" "]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for whole in paragraph.split():
            word = whole
            wide = width_in_em(word, name)
            if line and used + space + wide <= room:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            while wide > room and len(word) > 1:
                head = _fitting(word, name=name, room=room)
                lines.append(head)
                word = word[len(head) :]
                wide = width_in_em(word, name)
            line, used = word, wide
        lines.append(line)
    return tuple(lines)


def _fitting(word: str, *, name: str, room: float) -> str:
    for length in range(len(word) - 1, 1, -1):
        if width_in_em(word[:length], name) <= room:
            return word[:length]
    return word[0]


def letters_we_lack(text: str) -> list[str]:
    """The letters of a text (without its tags) that our font can't show, each once, in order of appearance."""
    known = face(REGULAR).glyphs
    unknown = set(text) - known.keys() - NEVER_DRAWN
    if not unknown:
        return []
    return [letter for letter in dict.fromkeys(TAG.sub("", text)) if letter in unknown]
