"""How wide the columns of a table in a text are: as its form says, else by what stands in them."""

import math
import re
from collections.abc import Sequence

from documents.printing.metrics import BOLD, REGULAR, width_in_em
from vietnamese.search import search_key

MM_IN_POINTS = 72 / 25.4
PADDING = 2.4  # mm, both sides of a cell with its line
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)  # points, the largest in which every word fits
FIGURES = re.compile(r"[\d\s.,%+-]*\d[\d\s.,%+-]*")
# formats.md §3, F1, F10, F13, F17, F18, F19: widths in mm by the headings of the form
FORMS = {
    ("stt", "noi dung cong viec", "don vi nguoi chu tri", "phoi hop", "thoi han", "ghi chu"): (10, 65, 30, 25, 20, 15),
    ("stt", "noi dung cong viec", "chu tri", "phoi hop", "thoi han", "ghi chu"): (10, 65, 30, 25, 20, 15),
    ("stt", "thoi gian", "noi dung", "nguoi thuc hien"): (10, 28, 85, 42),
    ("stt", "thoi gian", "noi dung", "loi dan", "nguoi thuc hien"): (10, 22, 30, 78, 25),
    ("stt", "thoi gian", "noi dung", "loi dan", "nguoi thuc hien tai lieu ky thuat"): (10, 22, 30, 78, 25),
    ("stt", "tieu chi", "so luong", "ty le", "ghi chu"): (10, 75, 25, 25, 30),
    ("stt", "muc trang cua du thao", "noi dung gop y", "don vi ca nhan gop y", "so y kien", "tiep thu giai trinh"): (
        10, 35, 80, 40, 15, 72,
    ),
}  # fmt: skip
NUMBERS = frozenset({"stt", "tt", "so tt"})


def _key(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", search_key(heading)).split())


def is_number_column(heading: str) -> bool:
    """Whether a column counts the rows."""
    return _key(heading) in NUMBERS


def is_figures(cells: Sequence[str]) -> bool:
    """Whether a column has nothing but figures, which stand at its right."""
    said = [cell for cell in cells if cell.strip()]
    return bool(said) and all(FIGURES.fullmatch(cell.strip()) for cell in said)


def table_layout(headings: Sequence[str], rows: Sequence[Sequence[str]], *, room: float) -> tuple[list[float], float]:
    """Widths in mm of the columns, which together are `room` (mm), and the size of the letters in points.

    rows: the cells that take one column; "" where a cell spans several. Of a form that is known the widths are the form's, in
    proportion; of any other no word is broken as long as letters of 8 points allow it, and long texts get more room.
    """
    if known := FORMS.get(tuple(_key(heading) for heading in headings)):
        return [width * room / sum(known) for width in known], SIZES[0]
    columns = max([len(headings), *(len(row) for row in rows)], default=1)
    every = [[row[place] if place < len(row) else "" for row in rows] for place in range(columns)]
    tops = [headings[place] if place < len(headings) else "" for place in range(columns)]
    for size in SIZES:
        narrow = [_longest_word(top, cells) * size / MM_IN_POINTS + PADDING for top, cells in zip(tops, every, strict=True)]
        if sum(narrow) <= room:
            break
    else:
        return [width * room / sum(narrow) for width in narrow], SIZES[-1]
    wanted = [math.sqrt(_longest_text(top, cells)) for top, cells in zip(tops, every, strict=True)]
    return _shared(narrow, wanted, room), size


def _longest_word(heading: str, cells: Sequence[str]) -> float:
    words = max((width_in_em(word, REGULAR) for cell in cells for word in cell.split()), default=0.0)
    return max(words, max((width_in_em(word, BOLD) for word in heading.split()), default=0.0), 0.5)


def _longest_text(heading: str, cells: Sequence[str]) -> float:
    return max([width_in_em(heading, BOLD) / 2, *(width_in_em(cell, REGULAR) for cell in cells), 0.5])


def _shared(narrow: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """The room shared as wanted, but nobody gets less than the narrowest."""
    fixed: set[int] = set()
    while True:
        left = room - sum(narrow[place] for place in fixed)
        share = left / sum(want for place, want in enumerate(wanted) if place not in fixed) if len(fixed) < len(narrow) else 0.0
        short = {place for place, want in enumerate(wanted) if place not in fixed and want * share < narrow[place]}
        if not short:
            return [narrow[place] if place in fixed else want * share for place, want in enumerate(wanted)]
        fixed |= short
        if len(fixed) == len(narrow):
            return [width * room / sum(narrow) for width in narrow]
