"""A section as simple lines, for a browser without scripts: read and written back without losing what lines can't say.

A line is a paragraph. "# " begins a heading, "- " an item, "1. " a numbered one, two spaces before them a level more. **bold**,
*italic*, ⏎ for a line break inside a paragraph. A table stands as [[Bảng 1]] and is kept as it is where that line stands.
A backslash before a sign takes its meaning away.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from documents.drafting.rules.blocks import with_keys
from documents.drafting.rules.text import Block, Kind, new_key

BREAK_SIGN = "⏎"
TABLE_LINE = re.compile(r"^\[\[\s*Bảng\s+(\d+)\s*\]\]$", re.IGNORECASE)
MARKED = re.compile(r"^(#|-|\d{1,3}\.)\s")
ITEM = re.compile(r"^( *)(-|\d{1,3}\.)\s+(.*)$")
TAG = re.compile(r"<(/?)(strong|em|br)\s*/?>")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)")
ITALIC = re.compile(r"\*(?=\S)(.+?)(?<=\S)\*")
# stands for an escaped sign while the others are read; belongs to no letter
KEPT = {"*": "\ue000", "\\": "\ue001", BREAK_SIGN: "\ue002"}
DEEPEST = 8


def plain_of_blocks(blocks: Iterable[Block]) -> str:
    lines: list[str] = []
    tables = 0
    for block in blocks:
        if block.kind is Kind.TABLE:
            tables += 1
            lines.append(f"[[Bảng {tables}]]")
            continue
        words = _marked(block.html)
        if block.kind is Kind.HEADING:
            lines.append(f"# {words}")
        elif block.kind is Kind.ITEM:
            lines.append(f"{'  ' * block.level}{'1.' if block.ordered else '-'} {words}")
        else:
            lines.append(f"\\{words}" if MARKED.match(words) or TABLE_LINE.match(words) else words)
    return "\n".join(lines)


def blocks_of_plain(text: str, *, before: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that the lines say, with the keys of what they were in `before`; its tables are kept by their number."""
    tables = [block for block in before if block.kind is Kind.TABLE]
    blocks = [block for line in text.splitlines() if (block := _block(line.rstrip(), tables)) is not None]
    return with_keys(blocks, before=before)


def _block(line: str, tables: Sequence[Block]) -> Block | None:
    words = line.strip()
    if not words:
        return None
    if (found := TABLE_LINE.match(words)) and 0 < int(found[1]) <= len(tables):
        return replace(tables[int(found[1]) - 1], key=new_key())
    if words.startswith("# "):
        return Block(new_key(), Kind.HEADING, _html(words[2:]))
    if item := ITEM.match(line.replace("\t", "  ")):
        return Block(new_key(), Kind.ITEM, _html(item[3]), level=min(len(item[1]) // 2, DEEPEST), ordered=item[2] != "-")
    if words.startswith("\\") and (MARKED.match(words[1:]) or TABLE_LINE.match(words[1:])):
        words = words[1:]
    return Block(new_key(), Kind.PARAGRAPH, _html(words))


def _marked(source: str) -> str:
    """The inline HTML as marked words."""
    pieces: list[str] = []
    place = 0
    for tag in TAG.finditer(source):
        pieces += [_escaped(source[place : tag.start()]), {"strong": "**", "em": "*", "br": f" {BREAK_SIGN} "}[tag[2]]]
        place = tag.end()
    pieces.append(_escaped(source[place:]))
    return " ".join("".join(pieces).split())


def _escaped(words: str) -> str:
    plain = html.unescape(words)
    for sign in ("\\", "*", BREAK_SIGN):
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def _html(words: str) -> str:
    for sign, kept in KEPT.items():
        words = words.replace(f"\\{sign}", kept)
    unmarked = html.escape(words.strip(), quote=False)
    made = ITALIC.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", unmarked))
    made = made if _is_nested(made) else unmarked
    made = re.sub(rf"\s*{BREAK_SIGN}\s*", "<br>", made)
    for sign, kept in KEPT.items():
        made = made.replace(kept, sign)
    return made


def _is_nested(source: str) -> bool:
    """Whether every mark ends inside the mark it began in: people also type stars that are none."""
    open_tags: list[str] = []
    for tag in TAG.finditer(source):
        if not tag[1]:
            open_tags.append(tag[2])
        elif not open_tags or open_tags.pop() != tag[2]:
            return False
    return not open_tags
