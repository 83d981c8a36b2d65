"""Two versions of a document compared, on paper: for the editing team and for whoever has to agree to the changes."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from documents.drafting.access import may_see_document
from documents.drafting.models import Version
from documents.drafting.rules.differences import BlockDifference, Change, SectionDifference, Totals, compare
from documents.drafting.rules.marking import is_changed, labels_of, marked_block, marked_heading, note_of, section_note
from documents.drafting.rules.numbering import numbers_of
from documents.drafting.rules.showing import plain_words
from documents.layout.details import joined
from documents.layout.heading import subject_of
from documents.papers.paper import paper_html
from documents.papers.sources import version_named
from documents.printing.forms import PaperForm, Parameters, Piece, register
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import format_number

MARKS = {
    Change.ADDED: "them", Change.REMOVED: "bo", Change.MOVED: "chuyen", Change.MOVED_AND_CHANGED: "chuyen",
}  # fmt: skip
GONE = "Một trong hai bản không còn. Hãy mở lại trang so sánh và chọn bản khác."


@dataclass(frozen=True)
class Pair:
    """The two versions and whether only what changed is printed."""

    old: Version
    new: Version
    only_changes: bool


@register
class Comparison(PaperForm):
    """parameters: {"old": id, "new": id} of versions of one document, {"only_changes": bool}."""

    code = "so-sanh"
    title = "Bản so sánh"

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        old, new = (version_named(account, parameters.get(name)) for name in ("old", "new"))
        if old is None or new is None or old.document_id != new.document_id:
            return False
        return may_see_document(account, old.document)

    def title_of(self, parameters: Parameters) -> str:
        return str(parameters.get("title") or self.title)

    def collect(self, parameters: Parameters, account: Account) -> dict[str, Any]:
        old, new = (version_named(account, parameters.get(name)) for name in ("old", "new"))
        if old is None or new is None:
            raise Refusal(GONE)
        return _content(Pair(old, new, bool(parameters.get("only_changes"))))

    def pieces(self, content: dict[str, Any]) -> list[Piece]:
        return [Piece(html=paper_html("comparison", content), style="comparison")]


def _content(pair: Pair) -> dict[str, Any]:
    old_figures, new_figures = pair.old.content.get("figures", {}), pair.new.content.get("figures", {})
    differences = compare(pair.old.text, pair.new.text)
    numbers = {one.key: one for one in numbers_of(pair.new.text.sections)}
    figures = old_figures | new_figures
    sections = [
        {
            "heading": marked_heading(section, numbers, figures),
            "note": section_note(section),
            "blocks": _blocks(section, figures, only=pair.only_changes),
        }
        for section in differences.sections
        if not (pair.only_changes and section.is_untouched)
    ]
    names = list(dict.fromkeys([*old_figures, *new_figures]))
    values = [(one, old_figures.get(one, {}).get("value", ""), new_figures.get(one, {}).get("value", "")) for one in names]
    return {
        "subject": subject_of(plain_words(str(pair.new.heading.get("title", "")), figures)),
        "old": _named(pair.old),
        "new": _named(pair.new),
        "only_changes": pair.only_changes,
        "counts": counted(differences.totals),
        "figures": [one for one in values if one[1] != one[2]],
        "sections": sections,
    }


def _named(version: Version) -> dict[str, str]:
    return {"name": version.name, "made": f"{timezone.localtime(version.made_at):%H:%M ngày %d/%m/%Y}"}


def _blocks(section: SectionDifference, figures: dict[str, Any], *, only: bool) -> list[dict[str, str]]:
    labels = labels_of(section)
    return [_block(one, figures, labels) for one in section.blocks if is_changed(one) or not only]


def _block(block: BlockDifference, figures: dict[str, Any], labels: dict[str, str]) -> dict[str, str]:
    return {"html": marked_block(block, figures, labels), "note": note_of(block, figures), "mark": MARKS.get(block.change, "")}


def counted(totals: Totals) -> str:
    """ "2 đoạn sửa, 1 đoạn thêm và 1 đoạn chuyển chỗ"."""
    said = [
        (totals.changed, "đoạn sửa"),
        (totals.added, "đoạn thêm"),
        (totals.removed, "đoạn bỏ"),
        (totals.moved, "đoạn chuyển chỗ"),
        (totals.restyled, "đoạn đổi cách trình bày"),
        (totals.headings, "mục đổi tiêu đề hoặc vị trí"),
    ]
    parts = [f"{format_number(number)} {words}" for number, words in said if number]
    return joined(parts) if parts else "Hai bản giống nhau từng chữ"
