"""A version as a unit reads it: sections that fold, and at every paragraph a quiet way to comment on it."""

import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from documents.drafting.rules.numbering import item_labels, numbers_of
from documents.drafting.rules.order import depth
from documents.drafting.rules.showing import Figures, with_figures
from documents.drafting.rules.text import Block, Kind, Section, Text

# a text of more blocks than this begins folded, so that a phone shows what there is before it shows it all
FOLDED_FROM = 40
At = tuple[str, str]  # section's key, block's key; both empty: the whole document


@dataclass(frozen=True)
class Reading:
    """How a text is shown: `counts` how many comments of one's own stand where, `typed` where something is being typed.

    `may_say`: whether something can still be said; where not, only places at which something was said are links.
    `at`: the place that is open, with `panel` (safe HTML) in it.
    """

    figures: Figures
    counts: Mapping[At, int]
    typed: Collection[At] = ()
    may_say: bool = True
    at: At | None = None
    panel: str = ""


def reading_html(text: Text, reading: Reading) -> str:
    """Safe HTML of the whole text. Sections hang in those above them; the outermost fold when the text is long."""
    styles = [section.style for section in text.sections]
    folded = sum(len(section.blocks) for section in text.sections) > FOLDED_FROM
    opened = _opened(text, reading, [depth(styles, place) for place in range(len(styles))])
    pieces: list[str] = []
    open_depths: list[int] = []
    for place, (section, numbered) in enumerate(zip(text.sections, numbers_of(text.sections), strict=True)):
        deep = depth(styles, place)
        while open_depths and open_depths[-1] >= deep:
            open_depths.pop()
            pieces.append("</details>")
        lines = "<br>".join(with_figures(html.escape(line, quote=False), reading.figures) for line in numbered.lines)
        if lines:
            shown = not folded or deep > 0 or section.key in opened
            pieces.append(
                f'<details class="read-section depth-{min(deep, 4)}" id="s-{section.key}"{" open" if shown else ""}>'
                f'<summary><span class="read-heading">{lines}</span>{_inside(section, reading)}</summary>'
            )
            pieces.append(_say_at((section.key, ""), reading, "Góp ý cả mục này", "p"))
            open_depths.append(deep)
        pieces.append(_blocks(section, reading))
    pieces.append("</details>" * len(open_depths))
    return "".join(pieces)


def _opened(text: Text, reading: Reading, depths: list[int]) -> set[str]:
    """The outermost sections that stand open at first: the first one with a heading, and the one with the open place."""
    opened: set[str] = set()
    outermost = ""
    for section, deep in zip(text.sections, depths, strict=True):
        if deep == 0:
            outermost = section.key
            if not opened and section.heading:
                opened.add(section.key)
        if reading.at is not None and reading.at[0] == section.key:
            opened.add(outermost)
    return opened


def _inside(section: Section, reading: Reading) -> str:
    number = sum(count for (key, _), count in reading.counts.items() if key == section.key)
    return f'<span class="read-said">{number} ý kiến</span>' if number else ""


def _blocks(section: Section, reading: Reading) -> str:
    labels = item_labels(section)
    return "".join(_block(section, block, labels.get(block.key, ""), reading) for block in section.blocks)


def _block(section: Section, block: Block, label: str, reading: Reading) -> str:
    at = (section.key, block.key)
    words = with_figures(block.html, reading.figures)
    say = say_link(at, reading, "Góp ý")
    if block.kind is Kind.TABLE:
        table = words.replace("<table", '<table class="paper-table"', 1)
        shown = f'<div class="table-wrap wide">{table}</div>' + (f"<p>{say}</p>" if say else "")
    elif block.kind is Kind.ITEM:
        marked = f'<span class="item-label">{html.escape(label)}</span> {words}'
        shown = f'<p class="read-item level-{min(block.level, 4)}">{marked} {say}</p>'
    elif block.kind is Kind.HEADING:
        shown = f'<p class="text-heading">{words} {say}</p>'
    else:
        shown = f"<p>{words} {say}</p>"
    return f'<div class="par" id="b-{block.key}">{shown}{_place(at, reading)}</div>'


def _say_at(at: At, reading: Reading, words: str, tag: str) -> str:
    say = say_link(at, reading, words)
    return f'<{tag} class="say-section">{say}</{tag}>{_place(at, reading)}' if say else ""


def say_link(at: At, reading: Reading, words: str) -> str:
    """The link that opens a place, with the number of one's own comments on it."""
    number = reading.counts.get(at, 0)
    if not reading.may_say and not number:
        return ""
    typing = '<span class="say-typed">đang viết dở</span>' if at in reading.typed else ""
    return (
        f'<a class="say" href="?at={at[0]}.{at[1]}#{anchor(at)}">{words}'
        f'<span class="say-count" id="n-{at[0]}.{at[1]}">{number or ""}</span>{typing}</a>'
    )


def anchor(at: At) -> str:
    """The id of the place on the page."""
    return f"b-{at[1]}" if at[1] else f"s-{at[0]}" if at[0] else "toan-van"


def _place(at: At, reading: Reading) -> str:
    return f'<div class="place">{reading.panel if reading.at == at else ""}</div>'


def at_of(words: str) -> At | None:
    """ "section.block" of an address as a place; None for what is none."""
    section, point, block = words.partition(".")
    return (section, block) if point and len(words) < 30 and (section or not block) else None
