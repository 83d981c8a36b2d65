"""Between the HTML of an editor, of a paste or of Word, and the clean blocks of a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import nh3
from lxml import etree
from lxml import html as trees

from documents.drafting.rules.alignment import canonical, pair_up
from documents.drafting.rules.dropped import MOST_COLUMNS, Dropped
from documents.drafting.rules.runs import BREAK, PLAIN, SPACES, Runs, Style, html_of_line
from documents.drafting.rules.text import Block, Kind, new_key
from vietnamese.legacy import Encoding, detect, encoding_of_font, repair
from vietnamese.normalise import clean

# As HTML has it; beyond, a number in the attribute is an attack or a slip.
MOST_SPAN = 1000
# Deeper than this no list of an official paper goes; deeper items stay items, at this level.
DEEPEST_LEVEL = 8
# Deeper trees than this are not written by people: they are read without their boxes.
DEEPEST_TREE = 200
# The same threshold as for a comparison: from this share of common words on it is the same paragraph, reworded.
ALIKE = 0.5

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
BOXES = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "blockquote", "pre", "center"}
    | {"figure", "figcaption", "dl", "dt", "dd", "form", "fieldset", "details", "summary", "legend", "hr"}
    | {"caption", "li", "table", "tr", "thead", "tbody", "tfoot"}
)
BOLD, ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
STRUCK, UNDERLINED = frozenset({"s", "strike", "del"}), frozenset({"u", "ins"})
RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
PICTURES = frozenset({"img", "picture", "svg"})
EMBEDDED = frozenset({"iframe", "object", "embed", "video", "audio", "canvas", "input", "textarea", "select", "button"})
CODE = frozenset({"script", "style", "noscript", "template", "title", "xml"})
READ = frozenset(
    {"br", "span", "font", "a", "col", "body", *HEADINGS, *LISTS, *CELLS, *BOXES, *BOLD, *ITALIC, *STRUCK, *UNDERLINED, *RAISED}
    | {"img"}
)

SCRIPTS = re.compile(r"<script\b", re.IGNORECASE)
HANDLERS = re.compile(r"<[a-z][^<>]*?\son[a-z]+\s*=", re.IGNORECASE)
EMBEDDED_TAGS = re.compile(rf"<({'|'.join(sorted(EMBEDDED | {'svg'}))})\b", re.IGNORECASE)
WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
WORD_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
WEIGHT = re.compile(r"(?<![-\w])font-weight:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE)
SLANT = re.compile(r"(?<![-\w])font-style:\s*(italic|oblique|normal)", re.IGNORECASE)
FONT = re.compile(r"(?<![-\w])font-family:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
# Bullets that Word writes as letters of Symbol and Wingdings ("o" and "§" are two of them), and typed ones.
TYPED_BULLET = re.compile("^(?:[·•▪◦●○■□➢➤✓\uf000-\uf0ff]\\s*|[o§*+\u2013\u2014\\-]\\s+)")
NUMBER = re.compile(r"\(?([0-9]{1,3}|[a-zđ]|[ivxl]{1,5})[.)]", re.IGNORECASE)
FIRST_NUMBERS = frozenset({"1", "a", "i"})

# So many words that are not plain ASCII tell an old encoding; fewer could be a name from abroad.
ENOUGH_WORDS = 5


@dataclass
class _Cell:
    tag: str
    colspan: int
    rowspan: int
    runs: Runs = field(default_factory=Runs)

    def html(self) -> str:
        spans = "".join(
            f' {name}="{value}"' for name, value in (("colspan", self.colspan), ("rowspan", self.rowspan)) if value > 1
        )
        return f"<{self.tag}{spans}>{self.runs.html()}</{self.tag}>"


class _Reader:
    """Walks the tree once, without recursion: a paste can be nested as deep as it likes."""

    def __init__(self, dropped: Dropped) -> None:
        self.dropped = dropped
        self.blocks: list[Block] = []
        self.runs = Runs()
        self.kind, self.level, self.ordered = Kind.PARAGRAPH, 0, False
        self.styles: list[Style] = [PLAIN]
        self.encoding: Encoding = "unicode"  # of the whole page, as far as its letters tell
        self.fonts: list[Encoding | None] = [None]  # what the font of each open element says
        self.headings = 0
        self.lists: list[str] = []
        self.items: list[int] = []  # for each open item, how many blocks there were when it began
        self.word_level: int | None = None  # of a paragraph that Word shows as an item
        self.word_marker = ""
        self.rows: list[list[_Cell]] = []
        self.tables = 0
        self.skipping: list[str] = []  # open elements whose text is not taken over

    def read(self, root: etree._Element) -> list[Block]:
        words = [word for word in "".join(root.itertext()).split() if not word.isascii()]
        if len(words) >= ENOUGH_WORDS:
            self.encoding = detect(words[:1000])
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._start(tag, element)
                if tag:
                    self._text(element.text, tag)
            else:
                self._end(tag, element)
                if element is not root:
                    parent = element.getparent()
                    self._text(element.tail, parent.tag if parent is not None and isinstance(parent.tag, str) else "")
        self._flush()
        return self.blocks

    def _text(self, text: str | None, within: str) -> None:
        if not text or (text.isspace() and within in {*LISTS, "table", "tr", "tbody", "thead", "tfoot"}):
            return
        if self.skipping:
            return
        encoding = self.fonts[-1] or self.encoding
        if encoding != "unicode" and (repaired := repair(text, encoding=encoding).text) != text:
            text = repaired
            self.dropped.repaired += 1
        if within == "pre":
            for number, line in enumerate(text.strip("\n").split("\n")):
                if number:
                    self._break()
                self._target.add(line, self.styles[-1])
            return
        if (
            within in RAISED
            and (raised := text.strip().translate(RAISED[within])) != text.strip()
            and not any(map(str.isalpha, text))
        ):
            text = raised
        elif within in RAISED and text.strip():
            self.dropped.raised += 1
        self._target.add(SPACES.sub(" ", text), self.styles[-1])

    @property
    def _target(self) -> Runs:
        if self.tables and self.rows and self.rows[-1]:
            return self.rows[-1][-1].runs
        return self.runs

    def _break(self) -> None:
        self._target.add(BREAK, PLAIN)

    def _start(self, tag: str, element: etree._Element) -> None:
        style = element.get("style") or ""
        self.styles.append(self._style(tag, style))
        self.fonts.append(_font(element, style) or self.fonts[-1])
        if tag in HEADINGS:
            self.headings += 1
        if self.skipping:
            self.skipping.append(tag)
            return
        if WORD_MARKER.search(style):
            self.word_marker = _plain(element)
            self.skipping.append(tag)
        elif HIDDEN.search(style):
            if hidden := _plain(element):
                self.dropped.hidden.append(hidden)
            self.skipping.append(tag)
        elif tag == "br":
            self._break()
        elif tag == "img":
            self.dropped.pictures.append(clean(element.get("alt") or ""))
        elif tag == "a" and (element.get("href") or "").strip():
            address = clean(element.get("href") or "")
            if not address.startswith("#"):
                self.dropped.links.append(address)
        elif tag in UNDERLINED and _plain(element):
            self.dropped.underlined += 1
        elif tag in STRUCK and _plain(element):
            self.dropped.struck += 1
        elif self.tables:
            self._start_in_table(tag, element)
        elif tag == "table":
            self._flush()
            self.tables, self.rows = 1, []
        elif tag in LISTS:
            self._flush()
            self.lists.append("ol" if tag == "ol" else "ul")
            if tag == "ol" and (element.get("start") or "1").strip() != "1":
                self.dropped.restarted.append(clean(element.get("start") or ""))
        elif tag in HEADINGS or tag in BOXES:
            self._start_box(tag, element)

    def _start_box(self, tag: str, element: etree._Element) -> None:
        if tag == "li":
            self._flush()
            self.items.append(len(self.blocks))
        elif self.items:
            # paragraphs inside one item are its lines
            if self.runs.runs:
                self._break()
        else:
            self._flush()
            self.kind = Kind.HEADING if self.headings else Kind.PARAGRAPH
            if tag == "p" and (found := WORD_LEVEL.search(element.get("style") or "")):
                self.word_level = min(max(int(found[1]) - 1, 0), DEEPEST_LEVEL)
            elif tag == "p" and (element.get("class") or "").startswith("MsoList"):
                self.word_level = 0

    def _start_in_table(self, tag: str, element: etree._Element) -> None:
        if tag == "table":
            self.tables += 1
            self.dropped.inner_tables += 1
            self._break()
        elif self.tables > 1:
            if tag == "tr":
                self._break()
            elif tag in CELLS or tag in BOXES:
                self._target.add(" ", PLAIN)
        elif tag == "tr":
            self.rows.append([])
        elif tag in CELLS:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(_Cell(tag, _span(element, "colspan"), _span(element, "rowspan")))
        elif tag == "li":
            self._break()
            self._target.add("- ", PLAIN)
        elif (tag in BOXES or tag in HEADINGS) and tag != "caption" and self.rows and not _opens_an_item(element):
            self._break()

    def _end(self, tag: str, element: etree._Element) -> None:
        self.styles.pop()
        self.fonts.pop()
        if tag in HEADINGS:
            self.headings -= 1
        if self.skipping:
            self.skipping.pop()
            return
        if tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self._flush_table()
        elif self.tables:
            if tag == "caption":
                self._flush()
            elif tag in BOXES and tag not in {"tr", "tbody", "thead", "tfoot"} and self.tables == 1 and self.rows:
                self._break()
        elif tag in LISTS:
            self._flush()
            self.lists.pop()
        elif tag == "li":
            self._flush()
            self.items.pop()
        elif tag in HEADINGS or tag in BOXES:
            if self.items:
                self._break()
            else:
                self._flush()

    def _style(self, tag: str, style: str) -> Style:
        bold, italic = self.styles[-1]
        if tag in BOLD:
            bold = True
        if tag in ITALIC:
            italic = True
        if style and (weight := WEIGHT.search(style)):
            bold = weight[1].lower() in {"bold", "bolder"} or weight[1] in {"600", "700", "800", "900"}
        if style and (slant := SLANT.search(style)):
            italic = slant[1].lower() != "normal"
        return bold, italic

    def _flush(self) -> None:
        """End the block that is being read, if there is anything in it."""
        runs, self.runs = self.runs, Runs()
        kind, self.kind = self.kind, Kind.PARAGRAPH
        level, self.word_level = self.word_level, None
        marker, self.word_marker = self.word_marker, ""
        lines = runs.lines()
        if not any(lines):
            return
        if self.items:
            ordered = bool(self.lists) and self.lists[-1] == "ol"
            self._add(Kind.ITEM, lines, min(max(len(self.lists) - 1, 0), DEEPEST_LEVEL), ordered=ordered)
        elif level is not None and kind is Kind.PARAGRAPH and (marker or _take_typed_bullet(lines)):
            self._add_word_item(lines, level, marker)
        elif kind is Kind.PARAGRAPH:
            # two line breaks are how a paragraph is ended where Enter gives <br>
            paragraph: list[list[tuple[str, Style]]] = []
            for line in [*lines, []]:
                if line:
                    paragraph.append(line)
                elif paragraph:
                    self._add(kind, paragraph)
                    paragraph = []
        else:
            self._add(kind, lines)

    def _add(self, kind: Kind, lines: Iterable[list[tuple[str, Style]]], level: int = 0, *, ordered: bool = False) -> None:
        html = "<br>".join(html_of_line(line) for line in lines if line)
        self.blocks.append(Block("", kind, html, level, ordered))

    def _add_word_item(self, lines: list[list[tuple[str, Style]]], level: int, marker: str) -> None:
        number = NUMBER.fullmatch(marker)
        last = self.blocks[-1] if self.blocks else None
        goes_on = last is not None and last.kind is Kind.ITEM and (last.level > level or (last.level == level and last.ordered))
        if number and not goes_on and number[1].lower() not in FIRST_NUMBERS:
            self.dropped.restarted.append(number[1])
        self._add(Kind.ITEM, lines, level, ordered=number is not None)

    def _flush_table(self) -> None:
        rows = [row for row in self.rows if row]
        self.rows = []
        if not rows:
            return
        columns = _number_of_columns(rows)
        if columns > MOST_COLUMNS:
            self.dropped.wide_tables.append(columns)
        body = "".join(f"<tr>{''.join(cell.html() for cell in row)}</tr>" for row in rows)
        self.blocks.append(Block("", Kind.TABLE, f"<table>{body}</table>"))


def _take_typed_bullet(lines: list[list[tuple[str, Style]]]) -> bool:
    """Whether a bullet is typed before the first word; it is taken off. A typed number stays where it is: it may be cited."""
    first = next(line for line in lines if line)
    text, style = first[0]
    if (found := TYPED_BULLET.match(text if len(first) == 1 else f"{text} ")) is None:
        return False
    if rest := text[found.end() :]:
        first[0] = (rest, style)
    elif len(first) > 1:
        first[:2] = [(first[1][0].lstrip(), first[1][1])]
    else:
        return False
    return True


def _font(element: etree._Element, style: str) -> Encoding | None:
    """What the element's font says of its letters, None where it names none. A font of today says Unicode."""
    found = FONT.search(style)
    name = found[1] if found else (element.get("face") or "").split(",")[0].strip("'\" ")
    if not name:
        return None
    return encoding_of_font(name) or "unicode"


def _plain(element: etree._Element) -> str:
    return clean("".join(element.itertext()))


def _opens_an_item(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "li" and parent.index(element) == 0 and not (parent.text or "").strip()


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), MOST_SPAN) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _number_of_columns(rows: Sequence[Sequence[_Cell]]) -> int:
    """The most columns that a row takes, with what reaches down into it; rowspans are cut at the end of the table."""
    widest = 0
    reaching: list[tuple[int, int]] = []  # (rows that it still reaches into, columns)
    for number, row in enumerate(rows):
        widest = max(widest, sum(cell.colspan for cell in row) + sum(columns for _left, columns in reaching))
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        for cell in row:
            cell.rowspan = min(cell.rowspan, len(rows) - number)
            if cell.rowspan > 1:
                reaching.append((cell.rowspan - 1, cell.colspan))
    return widest


def _tree(html: str, dropped: Dropped) -> etree._Element:
    # unclosed boxes in boxes cost a reader the square of their depth
    if _depth(html) > 5 * DEEPEST_TREE or _depth(safe := _safe(html, READ)) > DEEPEST_TREE:
        dropped.flattened = True
        safe = _safe(TAGS.sub(_without_boxes, html), frozenset({"p", "br", *HEADINGS}))
    parser = trees.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    return trees.document_fromstring(f"<html><body>{safe}</body></html>".encode(), parser=parser)


def _without_boxes(found: re.Match[str]) -> str:
    tag = found[2].lower()
    if tag in CODE or tag in HEADINGS or tag == "br":
        return found[0]
    return "<p>" if tag in BOXES or tag in LISTS or tag in CELLS else ""


def _safe(html: str, tags: Iterable[str]) -> str:
    """Without scripts, handlers and unknown elements; nothing of this is stored, it is only read."""
    kept = set(tags)
    cells = {"colspan", "rowspan", "style"}
    return str(
        nh3.clean(
            html,
            tags=kept,
            clean_content_tags=set(CODE) - kept,
            attributes={
                tag: attributes
                for tag, attributes in {
                    **{tag: {"style"} for tag in kept},
                    "p": {"style", "class"},
                    "td": cells,
                    "th": cells,
                    "ol": {"style", "start"},
                    "a": {"style", "href"},
                    "font": {"style", "face"},
                    "img": {"alt"},
                }.items()
                if tag in kept
            },
            link_rel=None,
            strip_comments=True,
        )
    )


TAGS = re.compile(r"<(/?)([a-z][a-z0-9:]*)[^<>]*>", re.IGNORECASE)
# Tags without an end, and those whose end nobody writes.
ENDLESS = frozenset(
    {"br", "img", "col", "hr", "meta", "link", "input", "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd"}
)


def _depth(html: str) -> int:
    depth = deepest = 0
    for end, tag in TAGS.findall(html):
        if tag.lower() not in ENDLESS:
            depth = max(0, depth + (-1 if end else 1))
            deepest = max(deepest, depth)
    return deepest


def blocks_of_html(html: str, *, before: Sequence[Block]) -> tuple[tuple[Block, ...], list[str]]:
    """Read what an editor or a paste gives; return clean blocks, and in Vietnamese sentences what was left out or changed.

    A block that is the same as one of `before`, or nearly so, keeps its key, wherever it stands now; of a paragraph that was
    split the larger part does. No key is given twice. All words that can be seen are kept; of tables all cells, however wide.
    """
    dropped = Dropped(
        scripts=len(SCRIPTS.findall(html)), handlers=len(HANDLERS.findall(html)), embedded=len(EMBEDDED_TAGS.findall(html))
    )
    if not html.strip():
        return (), []
    blocks = _Reader(dropped).read(_tree(html, dropped))
    return with_keys(blocks, before=before), dropped.sentences()


def with_keys(blocks: Sequence[Block], *, before: Sequence[Block]) -> tuple[Block, ...]:
    """Give each block the key of what it was in `before`, and a new one to what is new.

    Blocks that are the same in all are paired first, then the same words in another style, then like words.
    """
    exact = pair_up([_identity(one) for one in before], [_identity(one) for one in blocks], at_least=2)
    taken = set(exact.values())
    olds = [place for place in range(len(before)) if place not in taken]
    news = [place for place in range(len(blocks)) if place not in exact]
    alike = pair_up(
        [canonical(before[place].plain) for place in olds], [canonical(blocks[place].plain) for place in news], at_least=ALIKE
    )
    pairs = exact | {news[after]: olds[number] for after, number in alike.items()}
    given: set[str] = set()
    keyed = []
    for place, block in enumerate(blocks):
        key = before[pairs[place]].key if place in pairs else new_key()
        keyed.append(replace(block, key=key if key and key not in given else new_key()))
        given.add(keyed[-1].key)
    return tuple(keyed)


def _identity(block: Block) -> str:
    return f"{block.kind} {block.level} {block.ordered} {block.html}"


def html_of_blocks(blocks: Iterable[Block]) -> str:
    """Give the blocks to the editor: items as nested lists, headings as h3. `blocks_of_html` reads it back as it was."""
    pieces: list[str] = []
    lists: list[str] = []
    for block in blocks:
        if block.kind is Kind.ITEM:
            _open_item(pieces, lists, block)
            continue
        _close_lists(pieces, lists, 0)
        tag = "h3" if block.kind is Kind.HEADING else "p"
        pieces.append(block.html if block.kind is Kind.TABLE else f"<{tag}>{block.html}</{tag}>")
    _close_lists(pieces, lists, 0)
    return "".join(pieces)


def _open_item(pieces: list[str], lists: list[str], block: Block) -> None:
    """Write an item and leave it open, for the next one may hang below it."""
    tag = "ol" if block.ordered else "ul"
    depth = block.level + 1
    _close_lists(pieces, lists, depth)
    if len(lists) == depth and lists[-1] != tag:
        _close_lists(pieces, lists, depth - 1)
    if len(lists) == depth:
        pieces.append("</li><li>")
    while len(lists) < depth:
        lists.append(tag)
        pieces.append(f"<{tag}><li>")
    pieces.append(block.html)


def _close_lists(pieces: list[str], lists: list[str], depth: int) -> None:
    while len(lists) > depth:
        pieces.append(f"</li></{lists.pop()}>")
