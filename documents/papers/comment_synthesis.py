"""F19: bảng tổng hợp ý kiến góp ý, every comment once with its answer (formats.md §3; procedure.md §6.2)."""

from itertools import groupby
from typing import Any

from django.utils import timezone

from documents.drafting.access import may_see_document
from documents.drafting.models import Document, Origin, RoundState
from documents.drafting.queries.synthesis import Head, Places, head_of, rounds_of, synthesis_rows
from documents.drafting.rules.types import type_or_plain
from documents.layout.details import Details, with_end_mark
from documents.layout.heading import head_of as heading_of
from documents.layout.heading import signature_of, subject_of
from documents.papers.outgoing_book import details_of as unit_details
from documents.papers.paper import paper_html
from documents.papers.sources import document_named
from documents.printing.forms import PaperForm, Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import count_phrase, format_number

STYLE = "landscape"
COLUMNS = (
    Column("STT", 10, "center"),
    Column("Mục, trang của dự thảo", 35),
    Column("Nội dung góp ý", 80),
    Column("Đơn vị/cá nhân góp ý", 40),
    Column("Số ý kiến", 15, "center"),
    Column("Tiếp thu, giải trình", 72),
)
GONE = "Văn kiện này không còn. Hãy mở lại danh sách văn kiện rồi in lại."
NOTHING = "Chưa có ý kiến nào của vòng góp ý đã kết thúc. Hãy kết thúc vòng góp ý rồi in."


def document_in(parameters: Parameters, account: Account) -> Document:
    document = document_named(account, parameters.get("document"))
    if document is None:
        raise Refusal(GONE)
    return document


def details_of(document: Document) -> Details:
    """Heading and signature of the unit that collected the comments: what the document itself has may be a congress's."""
    return unit_details(document.unit, timezone.localdate().year)


def named(document: Document) -> str:
    """ "Dự thảo Báo cáo chính trị trình Đại hội", of whom it is when it came from above."""
    of = f" của {document.sender}" if document.origin == Origin.FROM_ABOVE else ""
    title = document.title.strip()
    kind = type_or_plain(document.type).name
    said = title if title.casefold().startswith(kind.casefold()) else f"{kind}: {title}"
    return f"dự thảo {said}{of}"


def places_of(document: Document) -> Places:
    return Places.of([one for one in rounds_of(document) if one.state == RoundState.CLOSED])


def figures_of(head: Head) -> list[str]:
    """The head figures, a line each."""
    return [
        f"Số hội nghị: {format_number(head.meetings)}; số lượt người dự: {format_number(head.people)}",
        f"Số ý kiến phát biểu: {format_number(head.spoken)}; số ý kiến góp ý: {format_number(head.progress.total)}; "
        f"số ý kiến tiếp thu toàn bộ hoặc một phần: {format_number(head.progress.taken)}",
    ]


@register
class CommentSynthesis(PaperForm):
    """parameters: {"document": id}. A draft as long as a comment has no answer."""

    code = "tong-hop-gop-y"
    title = "Bảng tổng hợp ý kiến góp ý"

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        document = document_named(account, parameters.get("document"))
        return document is not None and may_see_document(account, document)

    def title_of(self, parameters: Parameters) -> str:
        document = Document.objects.filter(pk=_number(parameters)).only("title").first()
        return f"{self.title}: {document.title}" if document else self.title

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        return not head_of(document_in(parameters, account)).progress.is_complete

    def collect(self, parameters: Parameters, account: Account) -> Any:
        document = document_in(parameters, account)
        rows = synthesis_rows(document, places_of(document))
        if not rows:
            raise Refusal(NOTHING)
        head, details = head_of(document), details_of(document)
        printed: list[Row] = []
        number = 0
        for section, its in groupby(rows, key=lambda row: row.section):
            printed.append(Row((section,), "group"))
            for row in its:
                number += 1
                cells = (str(number), row.place, row.words, "; ".join(row.units), format_number(row.count), row.answer)
                printed.append(Row(cells))
        said = f"Tổng số: {count_phrase(sum(row.count for row in rows), 'ý kiến')}"
        return {
            "head": heading_of(details, style=STYLE),
            "type": "BẢNG TỔNG HỢP",
            "subject": subject_of(f"Ý kiến góp ý {named(document)}", style=STYLE),
            "reference": "",
            "figures": figures_of(head),
            "table": Table(COLUMNS, tuple(printed), size=11, name=self.code, caption=self.title),
            "summary": [with_end_mark(f"{said}, tổng hợp thành {count_phrase(len(rows), 'nội dung')}")],
            "signature": signature_of(details, style=STYLE, left="NGƯỜI TỔNG HỢP"),
            "landscape": True,
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = paper_html("comment_synthesis_above", content), paper_html("list_below", content)
        return [Piece(html=above, table=content["table"], after=below, style=STYLE)]


def _number(parameters: Parameters) -> int:
    given = parameters.get("document")
    return given if isinstance(given, int) else 0
