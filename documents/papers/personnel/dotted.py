"""Lines of a form that is partly known: what is known stands there, what isn't is dots to the end of the line.

The dots are counted by the measure of the font, so that a form of eighty such lines costs no layout of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.printing.metrics import BOLD, REGULAR, width_in_em

MM_IN_POINTS = 72 / 25.4
SIZE = 13.0
FEWEST = 6  # dots of a blank, however full the line is
SPARE = 1.5  # em kept free, so that no line runs over by a dot


@dataclass(frozen=True)
class Field:
    """A label and what is written behind it; "" is not known."""

    label: str
    value: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Shown:
    label: str
    value: str
    bold: bool


def dotted(*fields: Field, width: float = 165.0, size: float = SIZE) -> list[Shown]:
    """The fields of one line, `width` in mm: blanks share what the known ones leave; a line that is full runs on below."""
    room = width * MM_IN_POINTS / size - SPARE
    space = width_in_em(" ", REGULAR)
    taken = sum(
        width_in_em(one.label, REGULAR) + width_in_em(one.value, BOLD if one.bold else REGULAR) + 2 * space for one in fields
    )
    blanks = sum(not one.value for one in fields)
    lines = int(taken // room)
    free = room * (lines + 1) - taken
    dot = width_in_em(".", REGULAR)
    number = max(FEWEST, int(free / blanks / dot)) if blanks else 0
    return [Shown(one.label, one.value or "." * number, one.bold) for one in fields]


def blank_line(width: float = 165.0, size: float = SIZE) -> list[Shown]:
    return dotted(Field(""), width=width, size=size)


def with_room(rows: Sequence[Sequence[str]], *, columns: int) -> list[list[str]]:
    """The rows that are known, and one that the stylesheet makes high: the form has columns there, but no lines to write on."""
    return [*(list(row) for row in rows), [""] * columns]
