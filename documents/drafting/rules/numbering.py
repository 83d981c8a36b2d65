"""The numbers of sections and items, one rule for screen, PDF and Word (Decree 30/2020/NĐ-CP, appendix I, II.6)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.drafting.rules.text import Block, Kind, Section, Style
from vietnamese.numbers import roman

ANNEXES = frozenset({Style.ANNEX, Style.ANNEX_LANDSCAPE})
# Label and title stand each on a line of their own, the title in capitals.
ON_TWO_LINES = frozenset({Style.PART, Style.CHAPTER, *ANNEXES})
IN_CAPITALS = ON_TWO_LINES | {Style.ROMAN}
COUNTED = frozenset({Style.PART, Style.CHAPTER, Style.ROMAN, Style.ARABIC, Style.ARTICLE, *ANNEXES})
# What begins anew below each style. Chapters and articles are counted through a text; a text in an annex is one of its own.
BEGIN_ANEW = {
    Style.PART: (Style.ROMAN, Style.ARABIC),
    Style.CHAPTER: (Style.ROMAN, Style.ARABIC),
    Style.ROMAN: (Style.ARABIC,),
    Style.ARTICLE: (Style.ARABIC,),
    Style.UNNUMBERED: (Style.ARABIC,),
    Style.ANNEX: (Style.PART, Style.CHAPTER, Style.ROMAN, Style.ARABIC, Style.ARTICLE),
    Style.ANNEX_LANDSCAPE: (Style.PART, Style.CHAPTER, Style.ROMAN, Style.ARABIC, Style.ARTICLE),
}
# The letters of points, as laws count them: with đ, without ă â ê ô ơ ư, f j w z.
POINTS = "abcdđeghiklmnopqrstuvxy"
BULLETS = ("-", "+", "•")
FIGURE = re.compile(r"(\{\{.*?\}\})")


@dataclass(frozen=True)
class Numbered:
    """A section's heading as it is written.

    label: "Phần I", "II.", "1.", "Điều 3.", "Phụ lục I", "" of what has none. title: in capitals where the style asks for it.
    lines: as they stand on paper, one or two. line: all in one, for a table of contents, a comment, a bookmark.
    """

    key: str
    style: Style
    label: str
    title: str

    @property
    def lines(self) -> tuple[str, ...]:
        if self.style in ON_TWO_LINES:
            return tuple(line for line in (self.label, self.title) if line)
        return (self.line,) if self.line else ()

    @property
    def line(self) -> str:
        parting = ". " if self.style in ON_TWO_LINES else " "
        return parting.join(part for part in (self.label, self.title) if part)


def numbers_of(sections: Iterable[Section]) -> tuple[Numbered, ...]:
    """Give each section, in their order, its label and heading. A single annex is only "Phụ lục", without a number."""
    sections = tuple(sections)
    annexes = sum(section.style in ANNEXES for section in sections)
    counts: Counter[Style] = Counter()
    numbered = []
    for section in sections:
        style = Style.ANNEX if section.style in ANNEXES else section.style
        counts[style] += 1
        for lower in BEGIN_ANEW.get(style, ()):
            counts[lower] = 0
        label = _label(style, counts[style], alone=annexes == 1)
        title = capitals(section.heading) if section.style in IN_CAPITALS else section.heading
        numbered.append(Numbered(section.key, section.style, label, title))
    return tuple(numbered)


def _label(style: Style, number: int, *, alone: bool) -> str:
    match style:
        case Style.PART:
            return f"Phần {roman(number)}"
        case Style.CHAPTER:
            return f"Chương {roman(number)}"
        case Style.ROMAN:
            return f"{roman(number)}."
        case Style.ARABIC:
            return f"{number}."
        case Style.ARTICLE:
            return f"Điều {number}."
        case Style.ANNEX:
            return "Phụ lục" if alone else f"Phụ lục {roman(number)}"
        case _:
            return ""


def capitals(heading: str) -> str:
    """The heading in capitals; the name of a figure between {{ and }} stays, it is still to be found by it."""
    return "".join(piece if piece.startswith("{{") else piece.upper() for piece in FIGURE.split(heading))


def point(number: int) -> str:
    """The letter of the n-th point: a, b, c, d, đ, e, g …; after y it goes on with aa, ab.

    Raises ValueError below 1.
    """
    if number < 1:
        raise ValueError(f"There is no point number {number}.")
    letters = ""
    while number:
        number, place = divmod(number - 1, len(POINTS))
        letters = POINTS[place] + letters
    return letters


def item_labels(section: Section) -> dict[str, str]:
    """Give each item of the section's lists, by its key, what stands before it.

    Numbered ones: under "1." the points a) b) c) d) đ), below them 1) 2); everywhere else clauses 1. 2., below them a) b), then
    1). Others: "-", below "+", then "•". What stands between two items, and another kind of item, begins a new list.
    """
    return item_labels_of(section.blocks, style=section.style)


def item_labels_of(blocks: Sequence[Block], *, style: Style) -> dict[str, str]:
    """The same of blocks that hang below a section of this style."""
    labels: dict[str, str] = {}
    open_lists: list[tuple[bool, int]] = []  # for each level whether it is numbered, and its last number
    for block in blocks:
        if block.kind is not Kind.ITEM:
            open_lists = []
            continue
        del open_lists[block.level + 1 :]
        while len(open_lists) <= block.level:
            open_lists.append((block.ordered, 0))
        ordered, number = open_lists[block.level]
        number = number + 1 if ordered == block.ordered else 1
        open_lists[block.level] = (block.ordered, number)
        labels[block.key] = _item_label(block, number, depth=block.level + (style is Style.ARABIC))
    return labels


def _item_label(block: Block, number: int, *, depth: int) -> str:
    if not block.ordered:
        return BULLETS[min(block.level, len(BULLETS) - 1)]
    if depth == 0:
        return f"{number}."
    return f"{point(number)})" if depth % 2 else f"{number})"
