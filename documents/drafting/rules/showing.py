"""A text as it is read on the screen: numbered headings, labels of items, figures as their values with where they came from."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.drafting.rules.numbering import Numbered, item_labels, numbers_of
from documents.drafting.rules.order import depth
from documents.drafting.rules.text import Block, Html, Kind, Section, Text

TOKEN = re.compile(r"\{\{\s*([^{}<>]+?)\s*\}\}")
# an A4 page of 14 point Times with the decree's margins, as our own reports come out
WORDS_A_PAGE = 470

Figures = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class ShownSection:
    """html is safe: its blocks with their labels; "" while nothing is written. depth: how far it hangs below others."""

    key: str
    heading: str
    heading_html: Html
    label: str
    depth: int
    html: Html
    words: int
    unknown: tuple[str, ...] = ()


def shown_sections(text: Text, figures: Figures) -> list[ShownSection]:
    """All sections in their order; `figures`: name → value and source. A name without a value stays as it was written, marked."""
    styles = [section.style for section in text.sections]
    return [
        _shown(section, numbered, depth(styles, place), figures)
        for place, (section, numbered) in enumerate(zip(text.sections, numbers_of(text.sections), strict=True))
    ]


def _shown(section: Section, numbered: Numbered, deep: int, figures: Figures) -> ShownSection:
    said = [section.heading, *(block.plain for block in section.blocks)]
    names = dict.fromkeys(" ".join(name.split()) for words in said for name in TOKEN.findall(words))
    return ShownSection(
        key=section.key,
        heading=plain_words(numbered.line, figures),
        heading_html=Html("<br>".join(with_figures(html.escape(line, quote=False), figures) for line in numbered.lines)),
        label=numbered.label,
        depth=deep,
        html=blocks_html(section.blocks, item_labels(section), figures),
        words=sum(len(block.plain.split()) for block in section.blocks),
        unknown=tuple(name for name in names if name not in figures),
    )


def blocks_html(blocks: Sequence[Block], labels: Mapping[str, str], figures: Figures) -> Html:
    """Safe HTML of clean blocks, each with the id "b-<key>"; items that follow each other are one list."""
    pieces: list[str] = []
    in_list = False
    for block in blocks:
        is_item = block.kind is Kind.ITEM
        if is_item != in_list:
            pieces.append('<ul class="text-items">' if is_item else "</ul>")
            in_list = is_item
        pieces.append(block_html(block, labels.get(block.key, ""), figures))
    if in_list:
        pieces.append("</ul>")
    return Html("".join(pieces))


def block_html(block: Block, label: str, figures: Figures) -> str:
    words, name = with_figures(block.html, figures), f'id="b-{html.escape(block.key)}"'
    if block.kind is Kind.TABLE:
        table = words.replace("<table", '<table class="paper-table"', 1)
        return f'<div class="table-wrap wide" {name}>{table}</div>'
    if block.kind is Kind.ITEM:
        return f'<li {name} class="level-{min(block.level, 4)}"><span class="item-label">{html.escape(label)}</span> {words}</li>'
    if block.kind is Kind.HEADING:
        return f'<p {name} class="text-heading">{words}</p>'
    return f"<p {name}>{words}</p>"


def with_figures(source: str, figures: Figures) -> str:
    """The HTML with each {{name}} as its value, dotted, its source in reach of pointer and keyboard."""
    return TOKEN.sub(lambda found: _figure(found, figures), source) if "{{" in source else source


def _figure(found: re.Match[str], figures: Figures) -> str:
    name = " ".join(html.unescape(found[1]).split())
    figure = figures.get(name)
    if figure is None:
        tip = html.escape(f"Chưa có số liệu tên “{name}”.")
        return f'<span class="figure figure-unknown" tabindex="0" data-tip="{tip}">{found[0]}</span>'
    tip = html.escape(" · ".join(part for part in (name, figure.get("source", "")) if part))
    return f'<span class="figure" tabindex="0" data-tip="{tip}">{html.escape(str(figure["value"]))}</span>'


def plain_words(words: str, figures: Figures) -> str:
    """Plain text with the values of its figures."""
    return TOKEN.sub(
        lambda found: str(figures[name]["value"]) if (name := " ".join(found[1].split())) in figures else found[0], words
    )


def pages_of(words: int) -> int:
    """About how many pages so many words make."""
    return -(-words // WORDS_A_PAGE)
