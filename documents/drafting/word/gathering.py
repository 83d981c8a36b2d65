"""The inlines of pandoc's document on their way into pieces, with the comments and tracked changes on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from documents.drafting.word.pieces import Piece, plain_of
from vietnamese.normalise import clean

Tracked = Literal["accept", "reject", "comments"]

RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
NOBODY = "Không rõ tên"


@dataclass(frozen=True)
class Change:
    """A tracked change: inserted or deleted words."""

    inserted: bool
    author: str
    text: str


@dataclass
class Told:
    """What is learnt on the way."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    notes: int = 0
    wide: list[tuple[int, int, str, str]] = field(default_factory=list)


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
            kind: str = inline["t"]
            content: Any = inline.get("c")
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
        text = " ".join(plain_of(self.apart(inlines)) for inlines in inlines_of(blocks)).strip()
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


def inlines_of(blocks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The inlines of every paragraph, whatever pandoc wrapped it in."""
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in {"Para", "Plain"}:
            yield content
        elif kind == "Header":
            yield content[2]
        elif kind == "LineBlock":
            yield from content
        elif kind == "BlockQuote":
            yield from inlines_of(content)
        elif kind == "Div":
            yield from inlines_of(content[1])
        elif kind == "BulletList":
            for item in content:
                yield from inlines_of(item)
        elif kind == "OrderedList":
            for item in content[1]:
                yield from inlines_of(item)
        elif kind == "CodeBlock":
            yield [{"t": "Str", "c": content[1]}]
