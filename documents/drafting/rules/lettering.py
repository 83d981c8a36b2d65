"""Bold and italics in a comparison: every word as it looks, and marked where its look is all that changed."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.drafting.rules.differences import Change, Segment, html_of_segments
from documents.drafting.rules.text import BREAKING

TOKENS = re.compile(r"<[^>]*>|[^<]+")
OPENS = {"<strong>": (1, 0), "</strong>": (-1, 0), "<em>": (0, 1), "</em>": (0, -1)}
MARKS = {Change.ADDED: ("<ins>", "</ins>"), Change.REMOVED: ("<del>", "</del>")}
RELETTERED = ('<span class="restyled">', "</span>")
NO_MARK = ("", "")

Look = tuple[bool, bool]  # bold, italic


@dataclass(frozen=True)
class Word:
    """One word and how its letters look; nearly always all of them alike."""

    pieces: tuple[tuple[str, Look], ...]


def words_of(source: str) -> list[Word]:
    """The words of clean inline markup, parted where `Block.plain` parts them."""
    words: list[Word] = []
    pieces: list[tuple[str, Look]] = []
    bold = italic = 0

    def finish() -> None:
        if pieces:
            words.append(Word(tuple(pieces)))
            pieces.clear()

    for token in TOKENS.findall(BREAKING.sub(" ", source)):
        if token.startswith("<"):
            more_bold, more_italic = OPENS.get(token, (0, 0))
            bold, italic = bold + more_bold, italic + more_italic
            continue
        text = html.unescape(token)
        if text[0].isspace():
            finish()
        parts = text.split()
        for number, part in enumerate(parts):
            if number:
                finish()
            pieces.append((part, (bold > 0, italic > 0)))
        if parts and text[-1].isspace():
            finish()
    finish()
    return words


def html_with_looks(segments: Iterable[Segment], before: str, after: str) -> str:
    """Escaped words with <ins>, <del>, <strong>, <em>, and a span of the class "restyled" around those that only look otherwise.

    before, after: the markup that the segments were made of; "" of what was added or removed.
    """
    told = list(segments)
    old, new = words_of(before), words_of(after)
    groups: list[str] = []
    left = right = 0
    for segment in told:
        count = len(segment.text.split())
        if segment.change is Change.REMOVED:
            groups.append(_marked(old[left : left + count], MARKS[segment.change]))
            left += count
        elif segment.change is Change.ADDED:
            groups.append(_marked(new[right : right + count], MARKS[segment.change]))
            right += count
        else:
            both = list(zip(old[left : left + count], new[right : right + count], strict=False))
            for is_alike, run in groupby(both, key=lambda pair: _looks(pair[0]) == _looks(pair[1])):
                groups.append(_marked([word for _old, word in run], NO_MARK if is_alike else RELETTERED))
            left, right = left + count, right + count
    if (left, right) != (len(old), len(new)):
        # markup that parts its words otherwise than its plain text: nothing is lost but the look
        return html_of_segments(told)
    return " ".join(groups)


def _looks(word: Word) -> list[Look]:
    return [look for look, _run in groupby(look for _text, look in word.pieces)]


def _marked(words: Sequence[Word], mark: tuple[str, str]) -> str:
    return f"{mark[0]}{_lettered(words)}{mark[1]}"


def _lettered(words: Sequence[Word]) -> str:
    """Words of one look go on in one tag, so that the name of a figure stays in one piece."""
    runs: list[tuple[str, Look]] = []
    for number, word in enumerate(words):
        for place, (text, look) in enumerate(word.pieces):
            space = " " if number and not place else ""
            if runs and runs[-1][1] == look:
                runs[-1] = (f"{runs[-1][0]}{space}{text}", look)
            else:
                runs += [(space, (False, False))] if space else []
                runs.append((text, look))
    return "".join(_run(text, look) for text, look in runs)


def _run(text: str, look: Look) -> str:
    bold, italic = look
    words = html.escape(text)
    words = f"<em>{words}</em>" if italic else words
    return f"<strong>{words}</strong>" if bold else words
