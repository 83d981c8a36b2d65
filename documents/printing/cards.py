"""Small things that come in hundreds - badges, slips - set out on sheets: like lists, their measures are known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from documents.printing.metrics import BOLD, REGULAR, lines_of
from documents.printing.tables import LINE_HEIGHT, MM_IN_POINTS

MARGIN = 3.0  # mm inside a card
BLACK = "#000000"


@dataclass(frozen=True)
class Line:
    """A line of a card; a long text takes as many as it needs. `space`: points kept free above it."""

    text: str
    size: float = 11
    bold: bool = False
    colour: str = BLACK
    space: float = 0


@dataclass(frozen=True)
class Card:
    """lines: centred, from the top. foot: at the bottom on the left. code: what the QR code on the bottom right holds."""

    lines: tuple[Line, ...]
    foot: tuple[Line, ...] = ()
    code: str = ""
    code_label: str = "Mã QR"


@dataclass(frozen=True)
class Cards:
    """Cards on sheets of A4, with their cut lines. Measures in mm; the default is the badge of 90 × 65 mm, eight a sheet."""

    cards: tuple[Card, ...]
    width: float = 90
    height: float = 65
    columns: int = 2
    rows: int = 4
    gap_across: float = 2
    gap_down: float = 2
    code_size: float = 18

    @property
    def on_a_sheet(self) -> int:
        return self.columns * self.rows


class PaintedText(TypedDict):
    """Lines that stand one under the other (points from the sheet's top left)."""

    x: float
    y: float
    width: float
    size: float
    bold: bool
    colour: str
    align: Literal["left", "center"]
    lines: Sequence[str]


class PaintedCard(TypedDict):
    x: float
    y: float
    texts: list[PaintedText]
    code: str
    code_label: str


class CardSheet(TypedDict):
    """All that painting one sheet needs."""

    width: float
    height: float
    card_width: float
    card_height: float
    code_size: float
    cards: list[PaintedCard]


def sheets_of(cards: Cards) -> list[CardSheet]:
    across = (cards.width + cards.gap_across) * MM_IN_POINTS
    down = (cards.height + cards.gap_down) * MM_IN_POINTS
    sheets: list[CardSheet] = []
    for start in range(0, len(cards.cards), cards.on_a_sheet):
        some = cards.cards[start : start + cards.on_a_sheet]
        sheets.append(
            {
                "width": round(cards.columns * across - cards.gap_across * MM_IN_POINTS, 3),
                "height": round(cards.rows * down - cards.gap_down * MM_IN_POINTS, 3),
                "card_width": round(cards.width * MM_IN_POINTS, 3),
                "card_height": round(cards.height * MM_IN_POINTS, 3),
                "code_size": round(cards.code_size * MM_IN_POINTS, 3),
                "cards": [
                    _placed(cards, card, x=n % cards.columns * across, y=n // cards.columns * down) for n, card in enumerate(some)
                ],
            }
        )
    return sheets


def _placed(cards: Cards, card: Card, *, x: float, y: float) -> PaintedCard:
    margin = MARGIN * MM_IN_POINTS
    width = cards.width * MM_IN_POINTS - 2 * margin
    texts, at = [], y + margin
    for line in card.lines:
        text = _text(line, x=x + margin, y=at + line.space, width=width, align="center")
        texts.append(text)
        at = text["y"] + len(text["lines"]) * line.size * LINE_HEIGHT
    beside = width - (cards.code_size * MM_IN_POINTS if card.code else 0)
    foot = [_text(line, x=x + margin, y=0, width=beside, align="left") for line in card.foot]
    at = y + cards.height * MM_IN_POINTS - margin
    for text in reversed(foot):
        at -= len(text["lines"]) * text["size"] * LINE_HEIGHT
        text["y"] = at
    return {"x": round(x, 3), "y": round(y, 3), "texts": texts + foot, "code": card.code, "code_label": card.code_label}


def _text(line: Line, *, x: float, y: float, width: float, align: Literal["left", "center"]) -> PaintedText:
    return {
        "x": x,
        "y": y,
        "width": width,
        "size": line.size,
        "bold": line.bold,
        "colour": line.colour,
        "align": align,
        "lines": lines_of(line.text, name=BOLD if line.bold else REGULAR, size=line.size, width=width),
    }
