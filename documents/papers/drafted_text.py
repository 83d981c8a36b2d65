"""The text of a drafted document as the HTML of its paper: headings, paragraphs, lists and tables, figures filled in."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import etree
from lxml import html as trees

from documents.drafting.queries.figures import TOKEN
from documents.drafting.rules.numbering import ANNEXES, ON_TWO_LINES, Numbered, item_labels, numbers_of
from documents.drafting.rules.text import Block, Kind, Section, Style
from documents.layout.columns import is_figures, is_number_column, table_layout
from documents.layout.details import END_MARK, PARTY
from documents.layout.lines import MM_IN_POINTS

# what the text is wide, in mm (styles/base.css, styles/landscape.css)
ROOM = {"portrait": 165.0, "landscape": 252.0}
SALUTATION = re.compile(r"^(?:Kính thưa|Thưa)\b")
LAST_SIGN = re.compile(r"[\s;.,:]*((?:</\w+>)*)$")
# of tables: (left to the stylesheet) everything but how far a cell reaches
MOST_SPAN = 100


@dataclass(frozen=True)
class Annex:
    """An annex with everything that hangs below it. style: a page style of the printing room."""

    label: str
    title: str
    style: str
    chunks: tuple[SafeString, ...]


@dataclass(frozen=True)
class Body:
    """lead: what stands before the first heading; basis: the căn cứ; chunks: the rest of the main text, block by block."""

    basis: tuple[SafeString, ...]
    lead: tuple[SafeString, ...]
    chunks: tuple[SafeString, ...]
    annexes: tuple[Annex, ...]

    @property
    def whole(self) -> tuple[SafeString, ...]:
        """The main text without what is parted from it by "QUYẾT ĐỊNH:"."""
        return self.lead + self.chunks


class Writer:
    """Writes the sections of one text. values: the figures by their names; profile: how sections are numbered.

    end_mark: "./." is put at the end of the main text and of each annex that has none yet.
    """

    def __init__(self, values: Mapping[str, str], *, profile: str, end_mark: bool = False) -> None:
        self.values = {name.casefold(): value for name, value in values.items()}
        self.is_party = profile == PARTY
        self.end_mark = end_mark

    def body(self, sections: Sequence[Section]) -> Body:
        if self.end_mark:
            sections = with_end_marks(sections)
        numbered = numbers_of(sections)
        basis: list[SafeString] = []
        lead: list[SafeString] = []
        chunks: list[SafeString] = []
        annexes: list[tuple[str, str, str, list[SafeString]]] = []
        for section, number in zip(sections, numbered, strict=True):
            if section.style in ANNEXES:
                style = "landscape" if section.style == Style.ANNEX_LANDSCAPE else "portrait"
                annexes.append((number.label, self.plain(number.title), style, []))
            style = annexes[-1][2] if annexes else "portrait"
            target = annexes[-1][3] if annexes else chunks
            if section.style == Style.BASIS and not annexes:
                basis += self._basis(section)
            elif section.style == Style.LEAD and not annexes and not chunks:
                lead += self._blocks(section, "", style)
            else:
                target += self._section(section, number, style)
        return Body(tuple(basis), tuple(lead), tuple(chunks), tuple(Annex(*one[:3], tuple(one[3])) for one in annexes))

    def plain(self, text: str) -> str:
        """A heading or a title with its figures, still to be escaped."""
        return _nfc(TOKEN.sub(lambda match: self._value(match[1]), text))

    def inline(self, markup: str) -> str:
        """The markup of a block with its figures."""
        return _nfc(TOKEN.sub(lambda match: escape(self._value(html.unescape(match[1]))), markup))

    def _value(self, name: str) -> str:
        called = " ".join(name.split())
        # a figure without a value is seen as such, and not passed over
        return self.values.get(called.casefold()) or f"[{called}]"

    def _section(self, section: Section, number: Numbered, style: str) -> list[SafeString]:
        title = self.plain(number.title).strip()
        label = f"{number.label[:-1]}-" if self.is_party and number.style in {Style.ROMAN, Style.ARABIC} else number.label
        if section.style in ANNEXES:
            return self._blocks(section, "", style)
        if not title:
            return self._blocks(section, label, style)
        if section.style in ON_TWO_LINES:
            heading = f'<h2 class="giua">{escape(label)}<br>{escape(title)}</h2>'
        else:
            tag = "h3" if section.style == Style.ARABIC else "h2"
            heading = f"<{tag}>{escape(f'{label} {title}'.strip())}</{tag}>"
        return [mark_safe(heading), *self._blocks(section, "", style)]  # noqa: S308 -- escaped right above

    def _basis(self, section: Section) -> list[SafeString]:
        """Căn cứ: each ends with a semicolon, the last with a full stop; the Party begins each with a hyphen."""
        said = [block for block in section.blocks if block.kind == Kind.TABLE or block.plain]
        written = []
        for n, block in enumerate(said, start=1):
            end = "." if n == len(said) else ";"
            words = LAST_SIGN.sub(rf"{end}\1", self.inline(block.html), count=1)
            written.append(_p(f"{'- ' if self.is_party else ''}{words}", "cc"))
        return written

    def _blocks(self, section: Section, label: str, style: str) -> list[SafeString]:
        """The blocks of a section; a label without a heading stands before its first words."""
        labels = item_labels(section)
        written = []
        for block in section.blocks:
            if block.kind != Kind.TABLE and not block.plain:
                continue
            before = ""
            if label and block.kind != Kind.TABLE:
                before = f"<strong>{escape(label)}</strong> " if section.style == Style.ARTICLE else f"{escape(label)} "
                label = ""
            written.append(self._block(block, before, labels.get(block.key, ""), style))
        return written

    def _block(self, block: Block, before: str, label: str, style: str) -> SafeString:
        if block.kind == Kind.TABLE:
            return self._table(block, room=ROOM[style])
        words = self.inline(block.html)
        if block.kind == Kind.HEADING:
            return mark_safe(f"<h3>{before}{words}</h3>")  # noqa: S308 -- cleaned when it was taken in
        if block.kind == Kind.ITEM:
            return _p(f"{before}{escape(label)} {words}")
        return _p(before + words, "thua" if SALUTATION.match(block.plain) else "")

    def _table(self, block: Block, *, room: float) -> SafeString:
        rows = [_row(tr) for tr in trees.fragment_fromstring(block.html, create_parent="div").iter("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return SafeString("")
        heads = sum(1 for _row in _leading_heads(rows))
        single = [_placed(row) for row in rows]
        headings = single[heads - 1] if heads == 1 else [""] * max(map(len, single))
        filled = [[self.plain(cell) for cell in row] for row in single]
        widths, size = table_layout(headings, filled[heads:] if heads == 1 else filled, room=room)
        columns = [[row[place] if place < len(row) else "" for row in filled[heads:]] for place in range(len(widths))]
        kinds = [
            "giua" if place < len(headings) and is_number_column(headings[place]) else "so-lieu" if is_figures(cells) else ""
            for place, cells in enumerate(columns)
        ]
        cols = "".join(f'<col style="width: {width * MM_IN_POINTS:.2f}pt">' for width in widths)
        head = "".join(self._tr(row, kinds, head=True) for row in rows[:heads])
        body = "".join(self._tr(row, kinds, head=False) for row in rows[heads:])
        smaller = "" if size == 12 else f' style="font-size: {size:g}pt"'
        thead = f"<thead>{head}</thead>" if head else ""
        return mark_safe(  # noqa: S308 -- cleaned when it was taken in
            f'<table class="bang trong-bai"{smaller}><colgroup>{cols}</colgroup>{thead}<tbody>{body}</tbody></table>'
        )

    def _tr(self, row: "Sequence[_Cell]", kinds: Sequence[str], *, head: bool) -> str:
        cells, place = [], 0
        for cell in row:
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            if head:
                cells.append(f'<th scope="col"{spans}>{self.inline(cell.markup)}</th>')
            else:
                kind = kinds[place] if cell.columns == 1 and place < len(kinds) else ""
                named = f' class="{kind}"' if kind else ""
                cells.append(f"<td{named}{spans}>{self.inline(cell.markup)}</td>")
            place += cell.columns
        return f"<tr>{''.join(cells)}</tr>"


@dataclass(frozen=True)
class _Cell:
    markup: str
    plain: str
    columns: int
    rows: int
    head: bool


def with_end_marks(sections: Sequence[Section]) -> list[Section]:
    """The text with "./." at the end of its main part and of each annex, where nobody wrote it (formats.md §1.3).

    A part that has the mark somewhere stays as it is; below a table, which has no last sentence, it stands alone.
    """
    marked: list[Section] = []
    for part in _parts(sections):
        said = [(place, block) for place, section in enumerate(part) for block in section.blocks if block.plain]
        if said and not any(END_MARK in block.plain for _place, block in said):
            place, last = said[-1]
            if last.kind == Kind.TABLE:
                part[place] = part[place].with_blocks([*part[place].blocks, Block(f"{last.key}-het", Kind.PARAGRAPH, END_MARK)])
            elif last.kind in {Kind.PARAGRAPH, Kind.ITEM} and part[place].style != Style.BASIS:
                ended = replace(last, html=LAST_SIGN.sub(rf"{END_MARK}\1", last.html, count=1))
                part[place] = part[place].with_blocks([ended if one is last else one for one in part[place].blocks])
        marked += part
    return marked


def _parts(sections: Sequence[Section]) -> list[list[Section]]:
    """The main text and each annex with what hangs below it."""
    parts: list[list[Section]] = [[]]
    for section in sections:
        if section.style in ANNEXES:
            parts.append([])
        parts[-1].append(section)
    return parts


def _row(tr: etree._Element) -> list[_Cell]:
    return [_cell(td) for td in tr.iterchildren("td", "th")]


def _cell(td: etree._Element) -> _Cell:
    inner = escape(td.text or "") + "".join(etree.tostring(kid, encoding="unicode", method="html") for kid in td)
    words = " ".join(" ".join(td.itertext()).split())
    return _Cell(inner.strip(), words, _span(td, "colspan"), _span(td, "rowspan"), td.tag == "th")


def _span(td: etree._Element, name: str) -> int:
    given = str(td.get(name) or "1")
    return min(max(int(given), 1), MOST_SPAN) if given.isdecimal() else 1


def _leading_heads(rows: Iterable[Sequence[_Cell]]) -> Iterable[Sequence[_Cell]]:
    for row in rows:
        if not all(cell.head for cell in row):
            return
        yield row


def _placed(row: Sequence[_Cell]) -> list[str]:
    """The words of a row by column; a cell that spans several says nothing about the width of one."""
    return [words for cell in row for words in ([cell.plain] if cell.columns == 1 else [""] * cell.columns)]


def _p(markup: str, kind: str = "") -> SafeString:
    named = f' class="{kind}"' if kind else ""
    return mark_safe(f"<p{named}>{markup}</p>")  # noqa: S308 -- cleaned when it was taken in, labels are escaped


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
