"""Differences of two texts as HTML: words inserted and deleted, paragraphs moved, tables cell by cell."""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from documents.drafting.rules.differences import BlockDifference, Cell, Change, Differences, Row, html_of_segments
from documents.drafting.rules.text import Kind

NOTES = {
    Change.ADDED: "Thêm",
    Change.REMOVED: "Bỏ",
    Change.MOVED: "Chuyển chỗ",
    Change.MOVED_AND_CHANGED: "Chuyển chỗ, có sửa",
    Change.CHANGED: "Sửa",
}
RESTYLED = "Đổi cách trình bày"


def note_of(block: BlockDifference) -> str:
    """What became of it in a word, "" of what stayed as it was."""
    return NOTES.get(block.change, RESTYLED if block.restyled else "")


def is_changed(block: BlockDifference) -> bool:
    return block.change is not Change.SAME or block.restyled


def marked_block(block: BlockDifference) -> str:
    """The words of a block with <ins> and <del>, a table with what changed in its cells."""
    if block.rows:
        return f'<div class="table-wrap wide"><table class="paper-table">{"".join(_row(row) for row in block.rows)}</table></div>'
    words = html_of_segments(block.segments)
    one = block.after or block.before
    if one is not None and one.kind is Kind.HEADING:
        return f'<p class="text-heading">{words}</p>'
    if one is not None and one.kind is Kind.ITEM:
        return f'<p class="text-item level-{min(one.level, 4)}">{"1." if one.ordered else "–"} {words}</p>'
    return f"<p>{words}</p>"


def _row(row: Row) -> str:
    return f'<tr class="row-{row.change}">{"".join(_cell(cell) for cell in row.cells)}</tr>'


def _cell(cell: Cell) -> str:
    spans = f" {cell.spans}" if cell.spans else ""
    return f"<{cell.tag}{spans}>{html_of_segments(cell.segments)}</{cell.tag}>"


def marked_blocks(differences: Differences, *, only_new: bool = False, with_headings: bool = False) -> SafeString:
    """All blocks one after the other; `only_new`: without what was removed."""
    pieces: list[str] = []
    for section in differences.sections:
        if with_headings and section.heading:
            pieces.append(f'<p class="text-heading">{html_of_segments(section.heading)}</p>')
        pieces += _blocks(section.blocks, only_new=only_new)
    return mark_safe("".join(pieces))  # noqa: S308 -- escaped segments in tags of our own


def _blocks(blocks: Iterable[BlockDifference], *, only_new: bool) -> Iterable[str]:
    for block in blocks:
        if only_new and block.change is Change.REMOVED:
            continue
        note = note_of(block)
        tag = f'<span class="change-note">{note}</span>' if block.change.moved or block.restyled else ""
        yield f'<div class="change change-{block.change}">{tag}{marked_block(block)}</div>'
