"""Báo cáo tổng hợp, tiếp thu, giải trình ý kiến góp ý: the counts in words, the tables as its annex (procedure.md §6.2)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from congress.terms.rules.names import UNION_WORDS
from documents.drafting.access import may_see_document
from documents.drafting.models import AnswerKind, Document, Origin
from documents.drafting.queries.synthesis import Counted, Report, report_of
from documents.drafting.rules.synthesis import Progress
from documents.layout.details import Details, joined, with_end_mark
from documents.layout.heading import head_of as heading_of
from documents.layout.heading import reference_to, spoken_issuer, subject_of
from documents.layout.lines import balanced, broken
from documents.layout.symbols import issuer_in_symbol, symbol_of
from documents.papers.comment_synthesis import NOTHING, details_of, document_in, named, places_of
from documents.papers.paper import Numbered, details_in, paper_html, signed
from documents.papers.sources import document_named
from documents.printing.forms import Parameters, Piece, register
from documents.printing.metrics import ITALIC
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import count_phrase, format_number, percent

COLUMNS = (
    Column("Nội dung", 61),
    Column("Tổng số", 16, "right"),
    Column("Tiếp thu toàn bộ", 18, "right"),
    Column("Tiếp thu một phần", 18, "right"),
    Column("Giải trình", 17, "right"),
    Column("Trùng lặp", 17, "right"),
    Column("Ngoài phạm vi", 18, "right"),
)
SILENT_NAMED = 40


@register
class CommentReport(Numbered):
    """parameters: {"document": id}, issued with details and proof. A draft as long as a comment has no answer."""

    code = "bao-cao-tong-hop-gop-y"
    title = "Báo cáo tổng hợp ý kiến góp ý"
    kind_name = "Báo cáo"
    symbol = "BC"

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        document = document_named(account, parameters.get("document"))
        return document is not None and may_see_document(account, document)

    def title_of(self, parameters: Parameters) -> str:
        given = parameters.get("document")
        document = Document.objects.filter(pk=given if isinstance(given, int) else 0).only("title").first()
        return f"{self.title}: {document.title}" if document else self.title

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        document = document_in(parameters, account)
        return not report_of(document, places_of(document)).head.progress.is_complete

    def proposed(self, document: Document) -> Details:
        """Heading, signature and recipients as they are printed unless the register says otherwise."""
        details = details_of(document)
        above = document.origin == Origin.FROM_ABOVE
        return replace(
            details,
            symbol=symbol_of(self.symbol, issuer=issuer_in_symbol(body_of(document)), profile=details.profile),
            recipients="\n".join(filter(None, ["Như trên" if above else "", "Các đơn vị đã góp ý", "Lưu: VT, BPN"])),
        )

    def abstract(self, document: Document) -> str:
        return f"Tổng hợp, tiếp thu, giải trình ý kiến góp ý {named(document)}"

    def collect(self, parameters: Parameters, account: Account) -> Any:
        document = document_in(parameters, account)
        report = report_of(document, places_of(document))
        if not report.rounds:
            raise Refusal(NOTHING)
        details = details_in(parameters) if "details" in parameters else self.proposed(document)
        above = document.origin == Origin.FROM_ABOVE
        return {
            "head": heading_of(details),
            "type": "BÁO CÁO",
            "subject": subject_of(self.abstract(document)),
            "addressee": document.sender if above else "",
            "rounds": list(_rounds(report)),
            "participation": _participation(report),
            "results": list(_results(report)),
            "silent": _silent(report),
            "closing": with_end_mark("Trên đây là báo cáo tổng hợp ý kiến góp ý; nội dung từng ý kiến ở bảng tổng hợp kèm theo"),
            "signature": signed(details, parameters),
            "annex_title": subject_of("Số liệu tổng hợp ý kiến góp ý".upper()),
            "annex_reference": broken(balanced(f"({_reference(document, details)})", width=150, size=14, name=ITALIC)),
            "annex_end": with_end_mark(f"Tổng số: {count_phrase(report.head.progress.total, 'ý kiến')}"),
            "table": _table(report),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [
            Piece(html=paper_html("comment_report", content)),
            Piece(
                html=paper_html("comment_report_annex", content), table=content["table"], after=paper_html("annex_end", content)
            ),
        ]


def body_of(document: Document) -> str:
    """Who collected the comments: "Ban Phụ nữ"."""
    return document.congress.body_name if document.congress else "Ban Phụ nữ"


def _reference(document: Document, details: Details) -> str:
    above = UNION_WORDS.sub("", document.unit.name)
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    return reference_to("Báo cáo", details, day=day, issuer=spoken_issuer(details, "Ban Phụ nữ", above))


def _rounds(report: Report) -> Iterable[str]:
    for one, asked, answered, said in report.rounds:
        yield (
            f"Vòng {one.number} ({one.version.name}): lấy ý kiến {count_phrase(asked, 'đơn vị')}, "
            f"{format_number(answered)}/{format_number(asked)} đơn vị trả lời"
            f"{f' ({percent(answered, asked)}%)' if asked else ''}, {count_phrase(said, 'ý kiến')}."
        )


def _participation(report: Report) -> str:
    head = report.head
    return (
        f"Các đơn vị tổ chức {count_phrase(head.meetings, 'hội nghị')}, {format_number(head.people)} lượt người dự, "
        f"{count_phrase(head.spoken, 'ý kiến phát biểu') if head.spoken else 'không có ý kiến phát biểu tại hội nghị'}."
    )


def _results(report: Report) -> Iterable[str]:
    progress = report.head.progress
    parts = [
        f"{str(label).lower()} {count_phrase(progress.by_kind.get(kind, 0), 'ý kiến')} "
        f"({percent(progress.by_kind.get(kind, 0), progress.total)}%)"
        for kind, label in AnswerKind.choices
        if progress.by_kind.get(kind)
    ]
    if progress.missing:
        parts.append(f"chưa trả lời {count_phrase(progress.missing, 'ý kiến')}")
    yield f"Tổng số {count_phrase(progress.total, 'ý kiến')}: {joined(parts)}."
    kinds = [f"{one.label.lower()} {format_number(one.progress.total)}" for one in report.by_kind]
    if kinds:
        yield f"Theo loại ý kiến: {joined(kinds)}."


def _silent(report: Report) -> str:
    if not report.silent:
        return "Tất cả các đơn vị được lấy ý kiến đã tham gia."
    shown = "; ".join(report.silent[:SILENT_NAMED])
    more = f"; và {len(report.silent) - SILENT_NAMED} đơn vị khác" if len(report.silent) > SILENT_NAMED else ""
    return f"Chưa tham gia góp ý ({count_phrase(len(report.silent), 'đơn vị')}): {shown}{more}."


def _table(report: Report) -> Table:
    rows = [
        *_group("Theo loại ý kiến", report.by_kind),
        *_group("Theo mục của dự thảo", report.by_section),
        *_group("Theo đơn vị", report.by_unit),
        Row(_cells("Tổng số", report.head.progress), "sum"),
    ]
    return Table(COLUMNS, tuple(rows), size=12, name=CommentReport.code, caption="Số liệu tổng hợp ý kiến góp ý")


def _group(title: str, counted: list[Counted]) -> Iterable[Row]:
    if counted:
        yield Row((title,), "group")
        for one in counted:
            yield Row(_cells(one.label, one.progress))


def _cells(label: str, progress: Progress) -> tuple[str, ...]:
    return (
        label,
        format_number(progress.total),
        *(format_number(progress.by_kind.get(kind, 0)) for kind in AnswerKind.values),
    )
