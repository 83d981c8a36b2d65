"""What pandoc tells, as lines: paragraphs with their look, tables as HTML, with the comments and tracked changes on them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Literal

from vietnamese.legacy import Encoding, repair
from vietnamese.normalise import clean

Tracked = Literal["accept", "reject", "comments"]

# as isolated.py writes them
NOTE = re.compile("\ue000([^\ue001]*)\ue001")
LEGACY = re.compile("(\ue002[tTv]|\ue003)")
PRIVATE = re.compile("[\ue000-\ue00f]")
LEGACY_KINDS: dict[str, Encoding] = {"t": "tcvn3", "T": "tcvn3", "v": "vni"}
RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
BOLD = re.compile("</?strong>")
BOLD_ALONE = re.compile(r"(?:<strong>[^<]*(?:<br>[^<]*)*</strong>(?:<br>| )?)+")
NOBODY = "Không rõ tên"


@dataclass(frozen=True)
class Piece:
    """Words that look alike; "\\n" is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Change:
    """A tracked change: inserted or deleted words."""

    inserted: bool
    author: str
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph or a table, in the order of the file.

    level: of a Word heading, else 0. item: depth and whether it is counted, of a list Word makes. number: as Word counts it.
    rows: of a table, its cells as words.
    """

    pieces: tuple[Piece, ...] = ()
    align: str = ""
    level: int = 0
    own: tuple[str, int] | None = None
    item: tuple[int, bool] | None = None
    number: str = ""
    landscape: bool = False
    table: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def html(self) -> str:
        return html_of(self.pieces)

    @property
    def is_bold(self) -> bool:
        return _all(self.pieces, "bold")

    @property
    def is_italic(self) -> bool:
        return _all(self.pieces, "italic")

    @property
    def is_centred(self) -> bool:
        return self.align == "center"

    @property
    def is_capital(self) -> bool:
        return is_capital(self.plain)

    @property
    def is_table(self) -> bool:
        return bool(self.table)


def is_capital(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter == letter.upper() for letter in letters)


def _all(pieces: Iterable[Piece], look: str) -> bool:
    worded = [piece for piece in pieces if any(letter.isalpha() for letter in piece.text)]
    return bool(worded) and all(getattr(piece, look) for piece in worded)


def html_of(pieces: Iterable[Piece]) -> str:
    """The inline text with strong, em and br, written as the editor writes it: each line by itself, spaces outside the tags."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text))
    return "<br>".join(html for line in lines if (html := _html_of_line(trimmed(tuple(line)))))


def _html_of_line(pieces: tuple[Piece, ...]) -> str:
    made = []
    for piece in pieces:
        words = piece.text.strip()
        if not words:
            made.append(" ")
            continue
        text = escape(words, quote=False)
        text = f"<em>{text}</em>" if piece.italic else text
        text = f"<strong>{text}</strong>" if piece.bold else text
        made.append(f"{' ' if piece.text[0].isspace() else ''}{text}{' ' if piece.text[-1].isspace() else ''}")
    return "".join(made)


def trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    kept = list(pieces)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def cut(pieces: tuple[Piece, ...], characters: int) -> tuple[Piece, ...]:
    """The pieces without their first `characters`."""
    kept = []
    for piece in pieces:
        if characters >= len(piece.text):
            characters -= len(piece.text)
            continue
        kept.append(replace(piece, text=piece.text[characters:]))
        characters = 0
    return trimmed(tuple(kept))


@dataclass
class Told:
    """What is learnt on the way."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    notes: int = 0
    wide: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Gathering:
    """The inlines of one paragraph on their way into pieces."""

    tracked: Tracked
    told: Told
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    mark: str = ""

    def add(self, text: str, bold: bool, italic: bool) -> None:
        self.pieces.append(Piece(text, bold, italic))

    def read(self, inlines: list[dict[str, Any]], *, bold: bool = False, italic: bool = False) -> None:
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                self.add(str(content), bold, italic)
            elif kind in {"Space", "SoftBreak"}:
                self.add(" ", bold, italic)
            elif kind == "LineBreak":
                self.add("\n", bold, italic)
            elif kind == "Strong":
                self.read(content, bold=True, italic=italic)
            elif kind == "Emph":
                self.read(content, bold=bold, italic=True)
            elif kind in {"Underline", "Strikeout", "SmallCaps"}:
                self.read(content, bold=bold, italic=italic)
            elif kind in {"Superscript", "Subscript"}:
                table = RAISED if kind == "Superscript" else LOWERED
                self.add("".join(piece.text for piece in self.apart(content)).translate(table), bold, italic)
            elif kind == "Quoted":
                self.read(content[1], bold=bold, italic=italic)
            elif kind == "Span":
                self.span(content, bold=bold, italic=italic)
            elif kind == "Note":
                self.note(content, bold=bold, italic=italic)
            elif kind in {"Link", "Image"}:
                self.read(content[1], bold=bold, italic=italic)
            elif kind in {"Code", "Math"}:
                self.add(str(content[1]), bold, italic)

    def apart(self, inlines: list[dict[str, Any]]) -> list[Piece]:
        """Inlines read by themselves; what is said beside them stays with the paragraph."""
        other = Gathering(self.tracked, self.told, [], self.remarks, self.changes)
        other.read(inlines)
        return other.pieces

    def span(self, content: Any, *, bold: bool, italic: bool) -> None:
        (_id, classes, pairs), inlines = content
        author = clean(dict(pairs).get("author", "")) or NOBODY
        if "comment-start" in classes:
            self.told.comments += 1
            text = plain_of(self.apart(inlines))
            if text:
                self.remarks.append((author, text))
        elif "insertion" in classes or "deletion" in classes:
            self.change(inlines, author, inserted="insertion" in classes, bold=bold, italic=italic)
        elif "paragraph-insertion" in classes or "paragraph-deletion" in classes:
            inserted = "paragraph-insertion" in classes
            if inserted != (self.tracked == "accept"):
                self.mark = "joined"
        elif "comment-end" not in classes:
            self.read(inlines, bold=bold, italic=italic)

    def change(self, inlines: list[dict[str, Any]], author: str, *, inserted: bool, bold: bool, italic: bool) -> None:
        if inserted:
            self.told.insertions += 1
        else:
            self.told.deletions += 1
        if self.tracked == "comments":
            self.changes.append(Change(inserted, author, plain_of(self.apart(inlines))))
        if inserted == (self.tracked == "accept"):
            self.read(inlines, bold=bold, italic=italic)

    def note(self, blocks: list[dict[str, Any]], *, bold: bool, italic: bool) -> None:
        """A footnote, in brackets where its mark stands."""
        text = " ".join(plain_of(self.apart(inlines)) for inlines in _inlines_of(blocks)).strip()
        if text:
            self.told.notes += 1
            self.add(f" (Chú thích: {text})", bold, italic)

    def remarks_of_changes(self) -> list[tuple[str, str]]:
        """Each change as a proposal; a deletion and an insertion of one hand beside each other are one."""
        made: list[tuple[str, str]] = []
        waiting: Change | None = None
        for change in [*self.changes, None]:
            if waiting and change and change.author == waiting.author and change.inserted != waiting.inserted:
                old, new = (change, waiting) if waiting.inserted else (waiting, change)
                made.append((change.author, f"Đề nghị sửa “{old.text}” thành “{new.text}”."))
                waiting = None
                continue
            if waiting and waiting.text:
                made.append((waiting.author, f"Đề nghị {'thêm' if waiting.inserted else 'bỏ'} “{waiting.text}”."))
            waiting = change
        return made


def plain_of(pieces: Iterable[Piece]) -> str:
    return " ".join("".join(piece.text for piece in in_unicode(pieces)).split())


def in_unicode(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of like look joined, in Unicode NFC, without notes and private characters; spaces folded."""
    runs: list[tuple[str, bool, bool, str]] = []
    legacy = ""
    for piece in pieces:
        for text in LEGACY.split(piece.text):
            if text[:1] == "\ue002":
                legacy = text[1]
            elif text == "\ue003":
                legacy = ""
            elif text:
                looks = (piece.bold, piece.italic, legacy)
                if runs and runs[-1][1:] == looks:
                    runs[-1] = (runs[-1][0] + text, *looks)
                else:
                    runs.append((text, *looks))
    made: list[Piece] = []
    for text, bold, italic, how in runs:
        read = _cleaned(_repaired(text, how))
        if made and made[-1].text[-1:] in {"", " ", "\n"}:
            read = read.lstrip(" ")
        if read and made and (made[-1].bold, made[-1].italic) == (bold, italic):
            made[-1] = replace(made[-1], text=made[-1].text + read)
        elif read:
            made.append(Piece(read, bold, italic))
    return made


def _repaired(text: str, how: str) -> str:
    if not how:
        return text
    read = repair(text, encoding=LEGACY_KINDS[how]).text
    return read.upper() if how == "T" else read


def _cleaned(text: str) -> str:
    """In NFC, spaces folded but kept at either end, line breaks kept."""
    lines = []
    for line in PRIVATE.sub("", text).split("\n"):
        inside = clean(line)
        before, after = " " if line[:1].isspace() else "", " " if line[-1:].isspace() else ""
        lines.append(f"{before}{inside}{after}" if inside else before)
    return "\n".join(lines)


def _inlines_of(blocks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The inlines of every paragraph, whatever pandoc wrapped it in."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            yield content
        elif kind == "Header":
            yield content[2]
        elif kind == "LineBlock":
            yield from content
        elif kind == "BlockQuote":
            yield from _inlines_of(content)
        elif kind == "Div":
            yield from _inlines_of(content[1])
        elif kind == "BulletList":
            for item in content:
                yield from _inlines_of(item)
        elif kind == "OrderedList":
            for item in content[1]:
                yield from _inlines_of(item)
        elif kind == "CodeBlock":
            yield [{"t": "Str", "c": content[1]}]


def lines_of(blocks: list[dict[str, Any]], tracked: Tracked) -> tuple[list[Line], Told]:
    """All lines of a file, empty ones left out."""
    told = Told()
    lines: list[Line] = []
    joined: Gathering | None = None
    for block in blocks:
        if block["t"] == "Table":
            lines.append(_table(block["c"], tracked, told))
            continue
        for inlines in _inlines_of([block]):
            gathering = joined or Gathering(tracked, told)
            joined, gathering.mark = None, ""
            gathering.read(inlines)
            if gathering.mark:
                joined = gathering
                continue
            lines += _lines(gathering)
    if joined:
        lines += _lines(joined)
    return lines, told


def _lines(gathering: Gathering) -> list[Line]:
    said: dict[str, Any] = {}
    whole = "".join(piece.text for piece in gathering.pieces)
    if note := NOTE.search(whole):
        said = json.loads(note[1])
        gathering.pieces = without_notes(gathering.pieces)
    if wide := said.get("wide"):
        gathering.told.wide.append((wide[0], wide[1], clean(wide[2])))
        return []
    pieces = trimmed(tuple(in_unicode(gathering.pieces)))
    remarks = tuple([*gathering.remarks, *gathering.remarks_of_changes()])
    if not pieces and not remarks:
        return []
    level, listed = int(said.get("level", 0)), said.get("list")
    line = Line(
        pieces,
        align=said.get("align", ""),
        level=level,
        own=tuple(said["own"]) if "own" in said else None,
        landscape=bool(said.get("landscape")),
        remarks=remarks,
    )
    if listed:
        line = _listed(line, *listed)
    return [line]


def _listed(line: Line, depth: int, how: str, number: str) -> Line:
    """A paragraph that Word numbers: a heading keeps its number as if typed, all else is an item of a list."""
    named = re.match(r"(phần|chương|điều|mục|phụ lục)\b", number, re.IGNORECASE)
    if number and (named or line.level or line.is_bold):
        return replace(line, pieces=(Piece(f"{number} ", bold=True), *line.pieces), number=number)
    if how == "none" or line.level:
        return line
    return replace(line, item=(min(depth, 8), how != "bullet"))


def without_notes(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what isolated.py noted in front of the paragraph, over however many pieces it lies."""
    kept: list[Piece] = []
    inside = False
    for piece in pieces:
        text = ""
        for letter in piece.text:
            if letter == "\ue000":
                inside = True
            elif letter == "\ue001":
                inside = False
            elif not inside:
                text += letter
        if text:
            kept.append(replace(piece, text=text))
    return kept


@dataclass
class Cell:
    html: str
    text: str
    rows: int
    columns: int


def _table(content: Any, tracked: Tracked, told: Told) -> Line:
    _attributes, _caption, _columns, head, bodies, foot = content
    remarks: list[tuple[str, str]] = []

    def cells(row: Any) -> list[Cell]:
        return [_cell(cell, tracked, told, remarks) for cell in row[1]]

    heads = [cells(row) for row in head[1]]
    rows = [cells(row) for body in bodies for part in (body[2], body[3]) for row in part] + [cells(row) for row in foot[1]]
    while not heads or any(cell.rows > 1 for cell in heads[0][:1]) and len(heads) < heads[0][0].rows:
        # a table typed by hand has no heading row but for its bold words
        if len(rows) < 2 or not _is_bold(rows[0]):
            break
        heads.append(rows.pop(0))
    made = "".join(_row(row, "th") for row in heads)
    made += "".join(_row(row, "td") for row in rows)
    return Line(table=f"<table>{made}</table>", rows=_grid([*heads, *rows]), remarks=tuple(remarks))


def _is_bold(cells: list[Cell]) -> bool:
    worded = [cell.html for cell in cells if cell.html]
    return len(worded) > 1 and all(BOLD_ALONE.fullmatch(html) for html in worded)


def _cell(cell: Any, tracked: Tracked, told: Told, remarks: list[tuple[str, str]]) -> Cell:
    _attributes, _align, rows, columns, blocks = cell
    htmls, texts = [], []
    lines, number = [], 0
    for inlines in _inlines_of(blocks):
        gathering = Gathering(tracked, told)
        gathering.read(inlines)
        lines += _lines(gathering)
    for line in lines:
        remarks += line.remarks
        number += 1
        before = "" if line.item is None else f"{number}. " if line.item[1] else "- "
        if line.pieces:
            htmls.append(before + line.html)
            texts.append(before + "".join(piece.text for piece in line.pieces))
    return Cell("<br>".join(htmls), "\n".join(texts), int(rows), int(columns))


def _row(cells: list[Cell], tag: str) -> str:
    made = []
    for cell in cells:
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
        # words of a heading row are bold anyway
        html = BOLD.sub("", cell.html) if tag == "th" else cell.html
        made.append(f"<{tag}{spans}>{html}</{tag}>")
    return f"<tr>{''.join(made)}</tr>"


def _grid(rows: list[list[Cell]]) -> tuple[tuple[str, ...], ...]:
    """Every row with as many cells as the table has columns: a cell over rows says its words in each, one over columns once."""
    from_above: dict[int, tuple[int, str]] = {}
    made = []
    for cells in rows:
        row: list[str] = []
        waiting = list(cells)
        while waiting or len(row) in from_above:
            if len(row) in from_above:
                left, text = from_above.pop(len(row))
                if left > 1:
                    from_above[len(row)] = (left - 1, text)
                row.append(text)
                continue
            cell = waiting.pop(0)
            for number in range(cell.columns):
                text = cell.text if number == 0 else ""
                if cell.rows > 1:
                    from_above[len(row)] = (cell.rows - 1, text)
                row.append(text)
        made.append(tuple(row))
    width = max((len(row) for row in made), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in made)
