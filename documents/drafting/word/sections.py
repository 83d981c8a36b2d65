"""Lines → sections and blocks, each with a key of its own; comments find theirs."""

import re
from dataclasses import dataclass, field, replace

from documents.drafting.rules.text import Block, Kind, Section, Style, Text, new_key
from documents.drafting.word.headings import Heading, heading_of, is_title_below
from documents.drafting.word.lines import Line
from documents.drafting.word.official import is_basis
from documents.drafting.word.pieces import Piece, cut, html_of

DASHES = re.compile(r"\s*([-–•+*])\s+(?=\S)")
SENTENCE = re.compile(r"(?<=[.;!?])\s+")
TITLE_LINES = 4


@dataclass(frozen=True)
class Remark:
    """A comment from the file. block: "" where it stands on a heading or on what was taken off."""

    section: str
    block: str
    author: str
    text: str


@dataclass
class Building:
    """The sections so far; the last one is open."""

    paragraph: int
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    last_article: int = 0
    parted: int = 0

    @property
    def section(self) -> Section:
        if not self.sections:
            self.sections.append(Section(new_key(), Style.LEAD, ""))
        return self.sections[-1]

    def begin(self, style: Style, heading: str) -> None:
        self.close()
        self.sections.append(Section(new_key(), style, heading))
        if style is Style.ARTICLE:
            self.last_article += 1

    def close(self) -> None:
        if self.sections:
            self.sections[-1] = self.sections[-1].with_blocks(_with_levels(self.blocks))
        self.blocks = []

    def retitle(self, more: str) -> None:
        self.sections[-1] = replace(self.section, heading=f"{self.section.heading} {more}".strip())

    def put(self, kind: Kind, html: str, line: Line, *, level: int = 0, ordered: bool = False) -> None:
        section = self.section
        block = Block(new_key(), kind, html, level, ordered)
        self.blocks.append(block)
        self.remark(line, section.key, block.key)

    def remark(self, line: Line, section: str, block: str = "") -> None:
        self.remarks += [Remark(section, block, author, text) for author, text in line.remarks]


def _with_levels(blocks: list[Block]) -> list[Block]:
    """Of items that follow each other the outermost has depth 0."""
    made: list[Block] = []
    group: list[Block] = []
    for block in [*blocks, None]:
        if block and block.kind is Kind.ITEM:
            group.append(block)
            continue
        least = min((one.level for one in group), default=0)
        made += [replace(one, level=one.level - least) for one in group]
        group = []
        if block:
            made.append(block)
    return made


def sections_of(lines: list[Line], *, paragraph: int) -> Building:
    """All lines as sections. paragraph: letters after which a paragraph is parted."""
    building = Building(paragraph)
    waiting = 0
    for line in lines:
        if waiting and not line.remarks and is_title_below(line):
            building.retitle(line.plain)
            waiting -= 1
            continue
        waiting = 0
        if not building.sections and is_basis(line):
            building.begin(Style.BASIS, "")
        heading = heading_of(line, last_article=building.last_article)
        if building.sections and building.section.style is Style.BASIS:
            if is_basis(line):
                _basis(building, line)
                continue
            if heading is None or heading.style is None:
                building.begin(Style.LEAD, "")
        if heading is None:
            _line(building, line)
            continue
        waiting = _heading(building, line, heading)
    building.close()
    return building


def _basis(building: Building, line: Line) -> None:
    pieces = line.pieces
    if match := re.match(r"\s*[-–]\s*", "".join(piece.text for piece in pieces)):
        pieces = cut(pieces, match.end())
    upright = tuple(replace(piece, italic=False) for piece in pieces) if line.is_italic else pieces
    building.put(Kind.PARAGRAPH, html_of(upright), line)


def _heading(building: Building, line: Line, heading: Heading) -> int:
    """Begin a section, or put a bold line; how many lines below may say its title."""
    if heading.style is None:
        # its look as a whole is its style's
        pieces = tuple(replace(piece, bold=False, italic=piece.italic and not line.is_italic) for piece in line.pieces)
        building.put(Kind.HEADING, html_of(pieces), line)
        return 0
    building.begin(heading.style, heading.text)
    if heading.rest:
        _line(building, replace(line, pieces=heading.rest))
    else:
        building.remark(line, building.section.key)
    return TITLE_LINES if heading.takes_title else 0


def _line(building: Building, line: Line) -> None:
    if line.is_table:
        building.put(Kind.TABLE, line.table, line)
        return
    if not line.pieces:
        # nothing is left of it but what was said of it
        block = building.blocks[-1].key if building.blocks else ""
        building.remark(line, building.section.key, block)
        return
    if line.own:
        kind, depth = line.own
        _put(building, Kind.ITEM, cut(line.pieces, _label(line)), line, level=depth, ordered=kind == "số")
    elif line.item:
        _put(building, Kind.ITEM, line.pieces, line, level=line.item[0], ordered=line.item[1])
    elif match := DASHES.match("".join(piece.text for piece in line.pieces)):
        _put(building, Kind.ITEM, cut(line.pieces, match.end()), line, level=1 if match[1] == "+" else 0)
    else:
        _put(building, Kind.PARAGRAPH, line.pieces, line)


def _label(line: Line) -> int:
    """How long the number or dash is that our own file has in front of an item."""
    match = re.match(r"\s*(?:[-+•]|\w{1,4}[.)])\s+", "".join(piece.text for piece in line.pieces))
    return match.end() if match else 0


def _put(building: Building, kind: Kind, pieces: tuple[Piece, ...], line: Line, *, level: int = 0, ordered: bool = False) -> None:
    parts = _parted(pieces, building.paragraph)
    building.parted += len(parts) > 1
    for number, part in enumerate(parts):
        building.put(kind, html_of(part), line if number == 0 else replace(line, remarks=()), level=level, ordered=ordered)


def _parted(pieces: tuple[Piece, ...], at_most: int) -> list[tuple[Piece, ...]]:
    """The pieces in parts of at most so many letters, parted at the end of a sentence, else at a space, else anywhere."""
    if sum(len(piece.text) for piece in pieces) <= at_most:
        return [pieces]
    parts: list[list[Piece]] = [[]]
    room = at_most
    for piece in pieces:
        text = piece.text
        while len(text) > room:
            window = text[:room]
            ends = [match.end() for match in SENTENCE.finditer(window)]
            at = ends[-1] if ends else window.rfind(" ") + 1 or (room if not parts[-1] else 0)
            if at:
                parts[-1].append(replace(piece, text=text[:at]))
            parts.append([])
            text, room = text[at:], at_most
        if text:
            parts[-1].append(replace(piece, text=text))
            room -= len(text)
    return [tuple(part) for part in parts if part]


def text_of(building: Building) -> Text:
    return Text(tuple(building.sections))
