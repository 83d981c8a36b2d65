"""Word out: a text as .docx in the layout of an official paper, for Word and LibreOffice."""

import html as escaping
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from documents.drafting.rules.numbering import ANNEXES, ON_TWO_LINES, Numbered, item_labels, numbers_of
from documents.drafting.rules.text import Block, Kind, Section, Style, Text
from documents.drafting.word import around, xml
from documents.drafting.word.pieces import is_capital
from documents.drafting.word.styles import (
    BASIS,
    CENTRED,
    HEADINGS,
    PARAGRAPH,
    SIDEWAYS,
    UPRIGHT,
    Page,
    item_style,
    set_page,
    set_styles,
)
from documents.drafting.word.tables import table_of
from documents.layout.details import END_MARK, PARTY

TOKEN = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
ENDING = re.compile(r"[\s./;,]*((?:</(?:strong|em)>)*)$")
LEVELS = {Style.PART: 1, Style.CHAPTER: 1, Style.ANNEX: 1, Style.ANNEX_LANDSCAPE: 1, Style.ARABIC: 3}


@dataclass(frozen=True)
class WordLayout:
    """What stands around the text; whatever is left out isn't printed.

    head, signature: as `documents.layout.heading` gives them (head_of, signature_of). title: the type in capitals; subject: its
    lines. reference: "(Kèm theo …)" under the title, annex_reference: under the titles of annexes. addressees: after the
    greeting. issuing_authority: the line above the căn cứ of a decision; enacting: "QUYẾT ĐỊNH:" below them. end_mark: whether
    "./." ends the text and each annex. label: what every page says at its foot, such as "Dự thảo 2" or "HẾT HIỆU LỰC". figures:
    value by the name of a figure; one that isn't known stays as {{its name}}. circulation: in a frame above the heading; address:
    at the foot of the first page. profile: "dang" for the Party's layout; it follows `head` where that says one.
    """

    head: Mapping[str, Any] | None = None
    title: str = ""
    subject: Sequence[str] = ()
    reference: str = ""
    issuing_authority: str = ""
    enacting: str = ""
    greeting: str = "Kính gửi:"
    addressees: Sequence[str] = ()
    signature: Mapping[str, Any] | None = None
    annex_reference: str = ""
    end_mark: bool = False
    label: str = ""
    circulation: str = ""
    address: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""

    @property
    def is_party(self) -> bool:
        return (self.profile or (self.head or {}).get("profile")) == PARTY


def word_of(text: Text, *, layout: WordLayout | None = None) -> bytes:
    """The .docx of a text: heading, title, text, signature, then each annex on pages of its own numbers."""
    layout = layout or WordLayout()
    text = _with_figures(text, layout.figures)
    document = docx.Document()
    set_styles(document, is_party=layout.is_party)
    document.core_properties.title = " ".join([layout.title, *layout.subject]).strip() or "Văn bản"
    document.core_properties.author, document.core_properties.comments = "", ""
    document.core_properties.language = "vi-VN"
    writer = Writer(document, layout)
    writer.write(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _with_figures(text: Text, figures: Mapping[str, str]) -> Text:
    values = {_name(name): value for name, value in figures.items()}

    def shown(match: re.Match[str]) -> str:
        return values.get(_name(match[1])) or match[0]

    def shown_in_html(match: re.Match[str]) -> str:
        value = values.get(_name(escaping.unescape(match[1])))
        return escaping.escape(value, quote=False) if value else match[0]

    return Text(
        tuple(
            replace(
                section,
                heading=TOKEN.sub(shown, section.heading),
                blocks=tuple(replace(block, html=TOKEN.sub(shown_in_html, block.html)) for block in section.blocks),
            )
            for section in text.sections
        )
    )


def _name(figure: str) -> str:
    return " ".join(figure.split()).casefold()


class Writer:
    """Writes into one document, from top to bottom."""

    def __init__(self, document: WordDocument, layout: WordLayout) -> None:
        self.document, self.layout = document, layout
        self.page = UPRIGHT
        self.body = document.element.body
        self.last: Any = None

    def write(self, text: Text) -> None:
        numbered = {one.key: one for one in numbers_of(text.sections)}
        first_annex = next((n for n, section in enumerate(text.sections) if section.style in ANNEXES), len(text.sections))
        self.open_page(self.document.sections[0], UPRIGHT, first=True)
        self.above()
        main, annexes = text.sections[:first_annex], text.sections[first_annex:]
        begins = next((n for n, section in enumerate(main) if section.style not in {Style.BASIS, Style.LEAD}), len(main))
        self.sections(main[:begins], numbered, ends=begins == len(main))
        for made in around.authority_line(self.layout.enacting):
            self.add(made)
        self.sections(main[begins:], numbered)
        self.below()
        for number, section in enumerate(annexes):
            if section.style in ANNEXES:
                self.begin_annex(section)
            self.sections([section], numbered, ends=number + 1 == len(annexes) or annexes[number + 1].style in ANNEXES)

    def add(self, made: Any) -> None:
        """Put an element at the end, before what says how the page is."""
        self.body.insert(len(self.body) - 1, made)
        self.last = made

    def open_page(self, section: Any, page: Page, *, first: bool) -> None:
        """A page's size, its number in the middle of the top margin but on the first one, and the label at its foot."""
        set_page(section, page)
        self.page = page
        section.different_first_page_header_footer = True
        numbering = xml.element("pgNumType", start="1")
        properties = section._sectPr
        for old in properties.findall(qn("w:pgNumType")):
            properties.remove(old)
        properties.insert_element_before(numbering, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid")
        if not first:
            # all pages have the header and the footer of the first ones
            return
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            part.is_linked_to_previous = False
        self.fill(section.header, xml.paragraph(xml.field_run("PAGE"), align="center"))
        corner = self.layout.circulation
        self.fill(section.first_page_header, around.circulation(corner) if corner else xml.paragraph())
        for foot in (section.footer, section.first_page_footer):
            runs = [xml.run_of(self.layout.label, italic=True, size=10)] if self.layout.label else []
            self.fill(foot, xml.paragraph(runs, align="center"))
        if self.layout.address:
            section.first_page_footer._element.append(around.address_line(self.layout.address))

    @staticmethod
    def fill(part: Any, made: Any) -> None:
        root = part._element
        for old in list(root):
            root.remove(old)
        root.append(made)

    def above(self) -> None:
        layout = self.layout
        if layout.head:
            self.add(around.head(layout.head, measure=self.page.measure))
        title = around.title(layout.title, layout.subject, layout.reference, measure=self.page.measure, is_party=layout.is_party)
        if layout.head and not title:
            self.add(xml.paragraph(line=12))
        for made in [
            *title,
            *around.authority_line(layout.issuing_authority),
            *around.greeting(layout.addressees, is_party=layout.is_party, word=layout.greeting),
        ]:
            self.add(made)

    def below(self) -> None:
        if not self.layout.signature:
            return
        self.keep_last_together()
        self.add(xml.paragraph(line=6, keep_next=True))
        self.add(around.signature(self.layout.signature, measure=self.page.measure, is_party=self.layout.is_party))
        # no part of a file of Word ends with a table
        self.add(xml.paragraph(line=1))

    def keep_last_together(self) -> None:
        """The last paragraph stays with the signature, so that no page has a signature alone."""
        if self.last is None or self.last.tag != qn("w:p"):
            return
        properties = self.last.get_or_add_pPr()
        if properties.find(qn("w:keepNext")) is None:
            properties.insert_element_before(xml.element("keepNext"), *AFTER_KEEP_NEXT)

    def begin_annex(self, section: Section) -> None:
        page = SIDEWAYS if section.style is Style.ANNEX_LANDSCAPE else UPRIGHT
        self.open_page(self.document.add_section(WD_SECTION.NEW_PAGE), page, first=False)
        # the page's end is told in a paragraph of its own: as small as can be, or a full page has an empty one behind it
        told = self.body[-2].get_or_add_pPr()
        told.insert(0, xml.element("spacing", before="0", after="0", line="20", lineRule="exact"))

    def sections(self, sections: Sequence[Section], numbered: Mapping[str, Numbered], *, ends: bool = True) -> None:
        last = next((section.key for section in reversed(sections) if section.blocks), "")
        for section in sections:
            blocks = list(section.blocks)
            if self.layout.end_mark and ends and section.key == last:
                blocks = [*blocks[:-1], *_ended(blocks[-1])]
            self.section(section.with_blocks(blocks), numbered[section.key])

    def section(self, section: Section, numbered: Numbered) -> None:
        if section.style is Style.BASIS:
            self.basis(section)
            return
        label = self.heading(section, numbered)
        labels = item_labels(section)
        for block in section.blocks:
            self.block(block, labels.get(block.key, ""), lead=label)
            label = ""

    def basis(self, section: Section) -> None:
        """Each căn cứ a paragraph in italics, ";" after it and at last "."; the Party's begin with a dash."""
        for number, block in enumerate(section.blocks, start=1):
            end = "." if number == len(section.blocks) else ";"
            html = ended_with(end, block.html)
            lead = [xml.run_of("- ")] if self.layout.is_party else []
            self.add(xml.paragraph([*lead, *xml.runs_of(html)], style=BASIS))

    def heading(self, section: Section, numbered: Numbered) -> str:
        """Write the heading; where a numbered section has none, give its number back: it stands before the first paragraph."""
        if section.style in ON_TWO_LINES:
            self.two_lines(section, numbered)
            return ""
        if not section.heading.strip():
            if numbered.label and section.blocks and section.blocks[0].kind is Kind.PARAGRAPH:
                return f"{numbered.label} "
            if numbered.label:
                self.add(xml.paragraph([xml.run_of(numbered.label)], style=HEADINGS[LEVELS.get(section.style, 2)]))
            return ""
        level = LEVELS.get(section.style, 2)
        line = self.party_label(numbered.line, numbered.label)
        centred = section.style is Style.UNNUMBERED and is_capital(section.heading)
        made = xml.paragraph(
            [xml.run_of(line)], style=HEADINGS[level], align="center" if centred else "", first=0.0 if centred else None
        )
        self.add(made)
        return ""

    def party_label(self, line: str, label: str) -> str:
        """The Party writes "I- " and "1- " (formats.md §2.1)."""
        if self.layout.is_party and label.endswith(".") and not label.startswith("Điều"):
            return f"{label[:-1]}-{line[len(label) :]}"
        return line

    def two_lines(self, section: Section, numbered: Numbered) -> None:
        lines = [numbered.label, *([numbered.title] if numbered.title.strip() else [])]
        reference = self.layout.annex_reference if section.style in ANNEXES else ""
        for number, line in enumerate(lines, start=1):
            is_last = number == len(lines)
            after = 6.0 if is_last and not reference else 0.0
            before = 6.0 if number == 1 and section.style not in ANNEXES else 0.0
            self.add(xml.paragraph([xml.run_of(line)], style=HEADINGS[1], before=before, after=after))
        if reference:
            self.add(xml.paragraph([xml.run_of(around.in_brackets(reference), italic=True)], style=CENTRED))
            self.add(around.rule(self.page.measure / 4, self.page.measure, after=8))

    def block(self, block: Block, label: str, *, lead: str = "") -> None:
        before = [xml.run_of(lead, bold=True)] if lead else []
        if block.kind is Kind.TABLE:
            self.table(block)
        elif block.kind is Kind.HEADING:
            runs = [xml.run_of(text, italic=italic or None) for text, _bold, italic in xml.inline(block.html)]
            self.add(xml.paragraph([*before, *runs], style=HEADINGS[4]))
        elif block.kind is Kind.ITEM:
            runs = [xml.run_of(f"{label} "), *xml.runs_of(block.html)]
            self.add(xml.paragraph([*before, *runs], style=item_style(block.level, ordered=block.ordered)))
        else:
            self.add(xml.paragraph([*before, *xml.runs_of(block.html)], style=PARAGRAPH))

    def table(self, block: Block) -> None:
        made = table_of(block.html, measure=self.page.measure)
        if made is None:
            return
        if self.last is not None and self.last.tag == qn("w:tbl"):
            # two tables without anything between them are one to Word
            self.add(xml.paragraph(line=6))
        self.add(made)
        self.add(xml.paragraph(line=6))


AFTER_KEEP_NEXT = ("w:keepLines", "w:pageBreakBefore", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def _ended(block: Block) -> list[Block]:
    """The last block with "./." at its end; below a table, which has no last sentence, the mark stands alone."""
    if block.kind is Kind.TABLE:
        return [block, Block(f"{block.key}-het", Kind.PARAGRAPH, END_MARK)]
    return [replace(block, html=ended_with(END_MARK, block.html))]


def ended_with(mark: str, html: str) -> str:
    """The inline html with this mark at its end, once, whatever stood there."""
    return ENDING.sub(lambda match: mark + match[1], html, count=1)
