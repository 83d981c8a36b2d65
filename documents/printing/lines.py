"""Lines of plain text, broken and drawn from the font's own tables.

Pango shapes every line of a text three times, and WeasyPrint walks over its glyphs one by one: together more than half of
what a page of text costs. Ours is one family, four faces, no kerning and no ligatures (styles/base.css says so to both), so a
line's letters stand where their advances put them, and breaking a line is adding numbers.

`take_over` puts ours where WeasyPrint asks Pango. Whatever isn't plain - another family, spaced or underlined letters, a word
longer than its line, letters that combine - is left to Pango, line by line.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from weasyprint.draw import text as drawing
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from documents.printing import metrics

FAMILY: Final = "VB Serif"
FACES: Final = {
    (400, "normal"): metrics.REGULAR,
    (700, "normal"): metrics.BOLD,
    (400, "italic"): metrics.ITALIC,
    (700, "italic"): metrics.BOLD_ITALIC,
}
# what a style must say so that its letters stand by their advances alone
PLAIN: Final = {
    "font_family": (FAMILY,),
    "letter_spacing": "normal",
    "word_spacing": 0,
    "hyphens": "manual",
    "text_decoration_line": "none",
    "direction": "ltr",
    "word_break": "normal",
    "font_kerning": "none",
    "font_variant_ligatures": "none",
    "font_variant_caps": "normal",
    "font_variant_position": "normal",
    "font_variant_numeric": "normal",
    "font_feature_settings": "normal",
}
NARROW: Final = 0.2  # em
ROUNDING: Final = 0.01  # px: what adding many numbers may be out by
# letters that change how others stand or where lines break
SHIFTING: Final = frozenset({"Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"})

# (layout, bytes on the line, bytes to skip or None, width, height, baseline): what WeasyPrint wants to know of a line
Split = tuple[Any, int, int | None, float, float, float]


class Hand(NamedTuple):
    """A face at a size, with the measures that Pango gives its lines; `font` lives as long as `kept`."""

    face: str
    size: float
    height: float
    baseline: float
    font: Any
    kept: Any


class Line:
    """Stands where WeasyPrint expects a Pango layout."""

    first_line_direction = 0
    max_width = None

    def __init__(self, text: str, hand: Hand, spacing: float = 0.0) -> None:
        self.text, self.hand, self.spacing = text, hand, spacing

    def deactivate(self) -> None:
        """Pango's layouts are put aside between layout and drawing; ours are small."""

    def reactivate(self, style: Any) -> None:
        """See deactivate."""


@cache
def letters(face: str) -> frozenset[str]:
    return frozenset(letter for letter in metrics.face(face).glyphs if unicodedata.category(letter) not in SHIFTING)


@cache
def _codes(face: str) -> dict[str, str]:
    return {letter: f"{glyph:04x}" for letter, glyph in metrics.face(face).glyphs.items()}


def hand_of(style: Any) -> Hand | None:
    """How the text of a style is written by us; None: not by us. Kept on the style, which many lines share."""
    try:
        return style.hand  # type: ignore[no-any-return]
    except AttributeError:
        hand = _hand_of(style)
        style.hand = hand
        return hand


def _hand_of(style: Any) -> Hand | None:
    if any(style[name] != value for name, value in PLAIN.items()) or style["white_space"] not in {"normal", "nowrap"}:
        return None
    face = FACES.get((style["font_weight"], style["font_style"]))
    if face is None or not style["font_size"]:
        return None
    key = (face, style["font_size"], style["lang"])
    known: dict[Any, Hand] = style.font_config.__dict__.setdefault("hands", {})
    if key not in known:
        known[key] = _measured(style, face)
    return known[key]


def _measured(style: Any, face: str) -> Hand:
    layout = line_break.create_layout("x", style, None, None, 0)
    line, _index = layout.get_first_line()
    font = line.runs[0].data.item.analysis.font
    _layout, _length, _resume, _width, height, baseline = line_break.split_first_line("x", style, None, None, 0)
    return Hand(face, style["font_size"], height, baseline, font, layout)


@lru_cache(maxsize=50_000)
def _width(word: str, face: str) -> float:
    return metrics.width_in_em(word, face)


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Split:
    """As much of the text as fits on one line, in place of WeasyPrint's function of this name."""
    hand = hand_of(style)
    if hand is not None and letters(hand.face).issuperset(text):
        found = _split(text, hand, None if style["white_space"] == "nowrap" else max_width)
        if found is not None:
            return found
    return line_break.split_first_line(  # type: ignore[no-any-return]
        text, style, context, max_width, justification_spacing, is_line_start=is_line_start, minimum=minimum
    )


def _split(text: str, hand: Hand, max_width: float | None) -> Split | None:
    """Broken at its last space within `max_width`; None where not even the first word fits, which is Pango's to decide."""
    if max_width is None:
        return _whole(text, hand)
    room = (max_width + ROUNDING) / hand.size
    # a look at the beginning is enough, unless its letters are narrower than any that stand in a row
    window = text[: int(room / NARROW) + 2]
    position = _fitting(window, hand.face, room)
    if position == len(window) < len(text):
        position = _fitting(text, hand.face, room)
    if position == len(text):
        return _whole(text, hand)
    kept, rest = text[:position].rstrip(" "), text[position:].lstrip(" ")
    if not rest:  # spaces hang over the end of a line
        return _whole(kept, hand)
    if not kept and not text.startswith(" "):
        return None
    skipped = len(text) - len(rest)
    width = _width_of(kept, hand.face) * hand.size
    return Line(kept, hand), len(kept.encode()), len(text[:skipped].encode()), width, hand.height, hand.baseline


def _fitting(text: str, face: str, room: float) -> int:
    """How many letters of a text, whole words, are no wider than `room` em."""
    space = _width(" ", face)
    used, position = -space, -1
    for word in text.split(" "):
        used += space + _width(word, face)
        if used > room:
            break
        position += len(word) + 1
    return max(position, 0)


def _width_of(text: str, face: str) -> float:
    words = text.split(" ")
    return sum(_width(word, face) for word in words) + (len(words) - 1) * _width(" ", face)


def _whole(text: str, hand: Hand) -> Split:
    return Line(text, hand), len(text.encode()), None, _width_of(text, hand.face) * hand.size, hand.height, hand.baseline


def create_layout(text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float) -> Any:
    """A line that is wide enough for its text, with more space between its words: WeasyPrint justifies with it."""
    hand = hand_of(style)
    if hand is None or max_width is not None or not letters(hand.face).issuperset(text):
        return line_break.create_layout(text, style, context, max_width, justification_spacing)
    return Line(text, hand, justification_spacing)


def drawn_by_us_or(theirs: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
        line = textbox.pango_layout
        if not isinstance(line, Line):
            return theirs(stream, textbox, text_overflow, block_ellipsis, matrix)
        if line.text.strip():
            _draw(stream, line, matrix)
        return []

    return draw_first_line


def _draw(stream: Any, line: Line, matrix: Any) -> None:
    hand = line.hand
    font, _size = stream.add_font(hand.font)
    face = metrics.face(hand.face)
    to_unicode, widths = font.to_unicode, font.widths
    for letter in set(line.text):
        glyph = face.glyphs[letter]
        if glyph not in to_unicode:
            to_unicode[glyph] = letter
            widths[glyph] = round(face.advances[letter] * 1000)
    codes = _codes(hand.face)
    shift = round(-line.spacing * 1000 / hand.size, 2)
    text = "".join([codes[letter] for letter in line.text])
    if shift:
        text = "".join([codes[letter] if letter not in " \u00a0" else f"{codes[letter]}>{shift:g}<" for letter in line.text])
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(font.hash, hand.size)
    stream.show_text(f"<{text}>".replace("<>", ""))


def take_over() -> None:
    """Put our lines where WeasyPrint asks Pango; twice is the same as once."""
    if inline.split_first_line is split_first_line:
        return
    if inline.split_first_line is not line_break.split_first_line or preferred.split_first_line is not inline.split_first_line:
        raise ImportError("WeasyPrint breaks its lines elsewhere now: see documents/printing/lines.py.")
    inline.split_first_line = preferred.split_first_line = split_first_line
    inline.create_layout = create_layout
    drawing.draw_first_line = drawn_by_us_or(drawing.draw_first_line)
