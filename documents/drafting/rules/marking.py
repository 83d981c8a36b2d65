"""Differences of two texts as HTML: words inserted and deleted or only set otherwise, paragraphs moved, tables cell by cell."""

from collections.abc import Iterable, Mapping

from documents.drafting.rules.differences import (
    BlockDifference,
    Cell,
    Change,
    Differences,
    Row,
    SectionDifference,
    html_of_segments,
)
from documents.drafting.rules.lettering import html_with_looks
from documents.drafting.rules.numbering import ON_TWO_LINES, Numbered, item_labels
from documents.drafting.rules.showing import Figures, plain_words, with_figures
from documents.drafting.rules.text import Kind

NOTES = {
    Change.ADDED: "Thêm",
    Change.REMOVED: "Bỏ",
    Change.MOVED: "Chuyển chỗ",
    Change.MOVED_AND_CHANGED: "Chuyển chỗ, có sửa",
    Change.CHANGED: "Sửa",
}
RESTYLED = "Đổi cách trình bày"


def note_of(block: BlockDifference, figures: Figures | None = None) -> str:
    """What became of it in a word, and of what came from another section from which; "" of what stayed as it was."""
    note = NOTES.get(block.change, RESTYLED if block.restyled else "")
    if not block.moved_from:
        return note
    return note.replace(NOTES[Change.MOVED], f"{NOTES[Change.MOVED]} từ mục “{plain_words(block.moved_from, figures or {})}”", 1)


def section_note(section: SectionDifference) -> str:
    """The same of a whole section."""
    if section.after is None:
        return "Bỏ mục này"
    if section.before is None:
        return "Mục mới"
    return "Chuyển chỗ cả mục" if section.change.moved else ""


def state_of(block: BlockDifference) -> str:
    """The name of its state in the stylesheet."""
    return "restyled" if block.restyled and block.change is Change.SAME else str(block.change)


def is_changed(block: BlockDifference) -> bool:
    return block.change is not Change.SAME or block.restyled


def labels_of(section: SectionDifference) -> dict[str, str]:
    """What stands before each numbered item, by its key: in the newer text, of what was taken out in the older one."""
    older = item_labels(section.before) if section.before else {}
    return older | (item_labels(section.after) if section.after else {})


def marked_block(block: BlockDifference, figures: Figures | None = None, labels: Mapping[str, str] | None = None) -> str:
    """The words of a block, escaped, with <ins> and <del>, bold and italic as they are, marked where only that changed.

    figures: shown by value. labels: what stands before items (`labels_of`).
    """
    html = _block(block, labels or {})
    return with_figures(html, figures) if figures else html


def _block(block: BlockDifference, labels: Mapping[str, str]) -> str:
    if block.rows:
        return f'<div class="table-wrap wide"><table class="paper-table">{"".join(_row(row) for row in block.rows)}</table></div>'
    words = html_with_looks(block.segments, block.before.html if block.before else "", block.after.html if block.after else "")
    one = block.after or block.before
    if one is not None and one.kind is Kind.HEADING:
        return f'<p class="text-heading">{words}</p>'
    if one is not None and one.kind is Kind.ITEM:
        label = labels.get(one.key, "1.") if one.ordered else "–"
        return f'<p class="text-item level-{min(one.level, 4)}">{label} {words}</p>'
    return f"<p>{words}</p>"


def _row(row: Row) -> str:
    return f'<tr class="row-{row.change}">{"".join(_cell(cell) for cell in row.cells)}</tr>'


def _cell(cell: Cell) -> str:
    spans = f" {cell.spans}" if cell.spans else ""
    return f"<{cell.tag}{spans}>{html_with_looks(cell.segments, cell.before, cell.after)}</{cell.tag}>"


def marked_heading(section: SectionDifference, numbers: Mapping[str, Numbered], figures: Figures | None = None) -> str:
    """The number that it has in the newer text, and its words with <ins> and <del>."""
    number = numbers.get(section.after.key) if section.after else None
    label = number.label if number else ""
    parting = "." if number and number.style in ON_TWO_LINES and section.heading else ""
    words = html_of_segments(section.heading)
    return f"{label}{parting} {with_figures(words, figures) if figures else words}".strip()


def marked_blocks(differences: Differences, *, with_headings: bool = False, figures: Figures | None = None) -> str:
    """All blocks one after the other."""
    pieces: list[str] = []
    for section in differences.sections:
        if with_headings and section.heading:
            pieces.append(f'<p class="text-heading">{html_of_segments(section.heading)}</p>')
        pieces += _blocks(section.blocks, figures)
    return "".join(pieces)


def _blocks(blocks: Iterable[BlockDifference], figures: Figures | None) -> Iterable[str]:
    for block in blocks:
        note = note_of(block)
        tag = f'<span class="change-note">{note}</span>' if block.change.moved or block.restyled else ""
        yield f'<div class="change change-{state_of(block)}">{tag}{marked_block(block, figures)}</div>'
