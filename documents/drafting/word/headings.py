"""Which line is a heading, and of what style: by Word's own styles, and by the numbers and bold lines people type."""

import re
from dataclasses import dataclass, replace

from documents.drafting.rules.text import Style
from documents.drafting.word.lines import Line
from documents.drafting.word.pieces import Piece, cut, is_capital

LONGEST_HEADING = 300
# a bold line that ends as a sentence does is a sentence that was stressed
SENTENCE_END = re.compile(r"[.;,]$")
PART = re.compile(
    r"phần\s+(?:thứ\s+\w+(?:\s+(?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín))?|[ivxlc]+|\d{1,2})\s*(?:[.:–-]\s*|$|\s(?=[^a-zà-ỹ]))",
    re.IGNORECASE,
)
CHAPTER = re.compile(r"chương\s+(?:thứ\s+\w+|[ivxlc]+|\d{1,2})\s*(?:[.:–-]\s*|$|\s(?=[^a-zà-ỹ]))", re.IGNORECASE)
ANNEX = re.compile(r"phụ\s+lục(?:\s+(?:số\s+)?(?:[ivxlc]+|\d{1,2}|[a-h]))?\s*(?:[.:–-]\s*|$)", re.IGNORECASE)
ARTICLE = re.compile(r"điều\s+(\d{1,3})\s*[.:]\s*", re.IGNORECASE)
ROMAN = re.compile(r"(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))\s*(?:[./)]|\s?[-–])\s*(?=\S)")
ARABIC = re.compile(r"\d{1,2}\s*(?:[./)]|\s?[-–])(?!\d)\s*(?=\S)")
DEEPER = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?\s|[a-zđ][)]\s|[a-zđ][.]\s")


@dataclass(frozen=True)
class Heading:
    """style: of the section that begins; None: a bold line inside a section. rest: what stands in the same line after it."""

    style: Style | None
    text: str
    rest: tuple[Piece, ...] = ()
    takes_title: bool = False


def heading_of(line: Line, *, last_article: int = 0) -> Heading | None:
    """The heading that this line is; None: it is none. last_article: number of the article before."""
    text = line.plain
    if line.is_table or line.item or line.own or not text:
        return None
    return _article(line, text, last_article) or _titled(line, text) or _numbered(line, text) or _unnumbered(line, text)


def _article(line: Line, text: str, last_article: int) -> Heading | None:
    match = ARTICLE.match(text)
    if not match:
        return None
    is_marked = line.level > 0 or _begins_bold(line, match.end())
    if not is_marked and int(match[1]) != last_article + 1:
        return None
    rest = text[match.end() :].strip()
    if (line.level or line.is_bold) and len(rest) <= LONGEST_HEADING:
        return Heading(Style.ARTICLE, rest)
    return Heading(Style.ARTICLE, "", _after(line, ARTICLE))


def _begins_bold(line: Line, length: int) -> bool:
    return bool(line.pieces) and line.pieces[0].bold and len(line.pieces[0].text.strip()) >= min(length, 5)


def _after(line: Line, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """The pieces after the label, which may lie over several of them."""
    whole = "".join(piece.text for piece in line.pieces)
    match = re.match(r"\s*" + pattern.pattern, re.sub(r"\s", " ", whole), pattern.flags)
    return cut(line.pieces, match.end()) if match else line.pieces


def _titled(line: Line, text: str) -> Heading | None:
    """A part, a chapter or an annex, whose title mostly stands on the lines below."""
    if len(text) > LONGEST_HEADING or SENTENCE_END.search(text):
        return None
    for pattern, style in ((PART, Style.PART), (CHAPTER, Style.CHAPTER), (ANNEX, Style.ANNEX)):
        match = pattern.match(text)
        if not match or not (line.is_bold or line.level or line.is_centred or line.is_capital):
            continue
        title = text[match.end() :].strip()
        if style is Style.ANNEX and line.landscape:
            style = Style.ANNEX_LANDSCAPE
        return Heading(style, title, takes_title=not title)
    return None


def _numbered(line: Line, text: str) -> Heading | None:
    if len(text) > LONGEST_HEADING:
        return None
    if match := ROMAN.match(text):
        rest = text[match.end() :].strip()
        if line.is_bold or line.level or is_capital(rest):
            return Heading(Style.ROMAN, rest)
    if (match := ARABIC.match(text)) and not DEEPER.match(text) and (line.is_bold or line.level) and not text.endswith(";"):
        return Heading(Style.ARABIC, text[match.end() :].strip())
    return None


def _unnumbered(line: Line, text: str) -> Heading | None:
    if len(text) > LONGEST_HEADING:
        return None
    if line.level:
        return Heading(Style.UNNUMBERED if line.level <= 2 and not DEEPER.match(text) else None, text)
    if not line.is_bold or not any(letter.isalpha() for letter in text):
        return None
    if DEEPER.match(text):
        return None if SENTENCE_END.search(text) else Heading(None, text)
    if is_capital(text):
        return Heading(Style.UNNUMBERED, text)
    if SENTENCE_END.search(text) or text.startswith(("-", "+", "*", "•", "“", '"', "(")):
        return None
    return Heading(None, text)


def is_title_below(line: Line) -> bool:
    """Whether this line, below "Phần I" or "Phụ lục I", says its title."""
    text = line.plain
    if line.is_table or line.item or not text or len(text) > LONGEST_HEADING or text.startswith("("):
        return False
    if (
        ROMAN.match(text)
        or ARABIC.match(text)
        or ARTICLE.match(text)
        or PART.match(text)
        or CHAPTER.match(text)
        or ANNEX.match(text)
    ):
        return False
    return (line.is_bold or line.is_capital) and (line.is_centred or line.is_capital) and not SENTENCE_END.search(text)


def split_at_breaks(line: Line) -> list[Line]:
    """A bold line that was broken by hand, as "PHẦN I" over its title, is a line for each; all else stays as it is."""
    if not (line.is_bold and (line.is_centred or line.is_capital)) or not any("\n" in piece.text for piece in line.pieces):
        return [line]
    lines: list[list[Piece]] = [[]]
    for piece in line.pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text.strip():
                lines[-1].append(replace(piece, text=text.strip() if not lines[-1] else text))
    made = [replace(line, pieces=tuple(pieces), remarks=()) for pieces in lines if pieces]
    return [replace(made[0], remarks=line.remarks), *made[1:]] if made else [line]
