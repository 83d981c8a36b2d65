"""Where things stand on a page, in mm from its upper left corner, and in which face (formats.md §7)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pdfplumber

MM = 72 / 25.4
MIDDLE = 112.5  # of a text 165 mm wide that begins 30 mm from the left


@contextmanager
def pages_of(pdf: bytes) -> Iterator[Sequence[Any]]:
    with pdfplumber.open(BytesIO(pdf)) as document:
        yield document.pages


def is_turned(letter: Any) -> bool:
    """Of the words behind the text."""
    return bool(letter.get("matrix") and letter["matrix"][1])


def said(page: Any) -> str:
    """The text of a page without the words behind it, line by line."""
    return str(page.filter(lambda one: not is_turned(one)).extract_text())


def letters(page: Any, text: str) -> list[Any]:
    """The letters of the first place where this text stands, as they were written one after the other."""
    upright = [letter for letter in page.chars if not is_turned(letter)]
    whole = "".join(letter["text"] for letter in upright)
    assert text in whole, f"{text!r} is not on the page: {whole}"
    start = whole.index(text)
    return upright[start : start + len(text)]


def left(page: Any, text: str) -> float:
    return float(min(letter["x0"] for letter in letters(page, text) if letter["text"].strip()) / MM)


def right(page: Any, text: str) -> float:
    return float(max(letter["x1"] for letter in letters(page, text) if letter["text"].strip()) / MM)


def middle(page: Any, text: str) -> float:
    return (left(page, text) + right(page, text)) / 2


def top(page: Any, text: str) -> float:
    return float(min(letter["top"] for letter in letters(page, text)) / MM)


def bottom(page: Any, text: str) -> float:
    return float(max(letter["bottom"] for letter in letters(page, text)) / MM)


def face(page: Any, text: str) -> tuple[float, str]:
    """Size in points and "Regular", "Bold", "Italic" or "BoldItalic"; fails where a text is set in two of them."""
    inked = [letter for letter in letters(page, text) if letter["text"].strip()]
    found = {(round(float(letter["size"]), 1), letter["fontname"]) for letter in inked}
    assert len(found) == 1, found
    size, name = found.pop()
    style = "".join(part for part in ("Bold", "Italic") if part in name)
    return size, style or "Regular"


def rules(page: Any) -> list[Any]:
    """Horizontal lines, which are drawn as thin boxes."""
    return [box for box in page.rects + page.curves if box["height"] < 2 and box["width"] > 5]


def rule_below(page: Any, text: str) -> float:
    """The length in mm of the line right below a text."""
    low, start, end = bottom(page, text) * MM, left(page, text) * MM, right(page, text) * MM
    near = [
        box
        for box in page.rects + page.curves
        if -3 < box["bottom"] - low < 8 and start - 3 <= box["x0"] and box["x1"] <= end + 3
    ]
    return float(max(near, key=lambda box: box["bottom"])["width"] / MM)


def inked(page: Any) -> tuple[float, float]:
    """The leftmost and the rightmost letter of what is no watermark."""
    drawn = [letter for letter in page.chars if not is_turned(letter) and letter["text"].strip()]
    return min(letter["x0"] for letter in drawn) / MM, max(letter["x1"] for letter in drawn) / MM


def turned(page: Any) -> str:
    """The words behind the text, which are turned."""
    return "".join(letter["text"] for letter in page.chars if is_turned(letter))
