"""The inline text of a block: its letters with bold and italics, line by line, tidied and as markup."""

import html as escaping
import re
import unicodedata

from vietnamese.normalise import INVISIBLE_CATEGORIES, clean

SPACES = re.compile(r"\s+")

Style = tuple[bool, bool]  # bold, italic
PLAIN: Style = (False, False)
BREAK = "\n"  # among runs, a line break; no other run can hold one, for spaces are single


class Runs:
    """The inline text of one block as it is read: pieces of text with their style, and line breaks."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, Style]] = []

    def add(self, text: str | None, style: Style) -> None:
        if text:
            self.runs.append((text, style))

    def lines(self) -> list[list[tuple[str, Style]]]:
        """The lines without what cannot be seen, spaces single and none at either end. Empty lines stay, as []."""
        lines: list[list[tuple[str, Style]]] = [[]]
        for text, style in self.runs:
            if text == BREAK:
                lines.append([])
            elif visible := _visible(text):
                if lines[-1] and lines[-1][-1][1] == style:
                    lines[-1][-1] = (lines[-1][-1][0] + visible, style)
                else:
                    lines[-1].append((visible, style))
        return [_tidy(line) for line in lines]

    def html(self) -> str:
        return "<br>".join(html_of_line(line) for line in self.lines() if line)


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    # categories are those that `clean` drops; spaces of all kinds go first, for some of them are controls
    return "".join(
        one for one in SPACES.sub(" ", text) if one.isprintable() or unicodedata.category(one) not in INVISIBLE_CATEGORIES
    )


def _tidy(line: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    tidy: list[tuple[str, Style]] = []
    space = False
    for text, style in line:
        words = clean(text)
        if not words:
            space = True
            continue
        before = " " if tidy and (space or text[0].isspace()) else ""
        space = text[-1].isspace()
        if tidy and tidy[-1][1] == style:
            tidy[-1] = (tidy[-1][0] + before + words, style)
        elif before and tidy[-1][1] == PLAIN:
            # a space between two styles has none of its own: it stands with the plain one, else before the second
            tidy[-1] = (tidy[-1][0] + before, PLAIN)
            tidy.append((words, style))
        else:
            tidy.append((before + words, style))
    return tidy


def html_of_line(line: list[tuple[str, Style]]) -> str:
    pieces = []
    for text, (bold, italic) in line:
        space = " " if text[0] == " " else ""
        piece = escaping.escape(text[len(space) :], quote=False)
        piece = f"<em>{piece}</em>" if italic else piece
        pieces.append(space + (f"<strong>{piece}</strong>" if bold else piece))
    return "".join(pieces)
