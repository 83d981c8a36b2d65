"""What became of the comments of one unit: for her alone, from the day the answers of the round are published."""

from typing import Any

from documents.drafting.access import may_comment, may_see_document
from documents.drafting.models import AnswerKind, Participation
from documents.drafting.queries.synthesis import Outcome, outcomes_of
from documents.layout.details import with_end_mark
from documents.layout.heading import head_of as heading_of
from documents.layout.heading import signature_of, subject_of
from documents.papers.comment_synthesis import details_of, named
from documents.papers.paper import list_html
from documents.printing.forms import PaperForm, Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import count_phrase

STYLE = "landscape"
COLUMNS = (
    Column("Số", 10, "center"),
    Column("Mục của dự thảo", 40),
    Column("Ý kiến của đơn vị", 78),
    Column("Kết quả", 28),
    Column("Nội dung tiếp thu, giải trình", 96),
)
NOTHING = "Đơn vị không có ý kiến nào trong vòng góp ý này."


def participation_named(account: Account, number: object) -> Participation | None:
    """Read once per account object, for the list of prints asks for every one."""
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    read: dict[int, Participation | None] = account.__dict__.setdefault("_participations_read", {})
    if number not in read:
        related = ("unit", "round__document__unit__parent", "round__document__congress", "round__version")
        read[number] = Participation.objects.select_related(*related).filter(pk=number).first()
    return read[number]


@register
class CommentOutcome(PaperForm):
    """parameters: {"participation": id}. The staff print it at any time, the unit once it is published."""

    code = "ket-qua-gop-y"
    title = "Kết quả tiếp thu, giải trình ý kiến của đơn vị"

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        found = participation_named(account, parameters.get("participation"))
        if found is None:
            return False
        if may_see_document(account, found.round.document):
            return True
        return found.round.published_at is not None and may_comment(account, found)

    def title_of(self, parameters: Parameters) -> str:
        given = parameters.get("participation")
        found = Participation.objects.select_related("unit").filter(pk=given if isinstance(given, int) else 0).first()
        return f"{self.title}: {found.unit.name}" if found else self.title

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        found = participation_named(account, parameters.get("participation"))
        return found is None or found.round.published_at is None

    def collect(self, parameters: Parameters, account: Account) -> Any:
        found = participation_named(account, parameters.get("participation"))
        if found is None:
            raise Refusal("Vòng góp ý này không còn. Hãy mở lại danh sách rồi in lại.")
        outcomes = outcomes_of(found)
        if not outcomes:
            raise Refusal(NOTHING)
        details = details_of(found.round.document)
        counts = [
            f"{str(label).lower()} {sum(one.answer is not None and one.answer.kind == kind for one in outcomes)}"
            for kind, label in AnswerKind.choices
            if any(one.answer is not None and one.answer.kind == kind for one in outcomes)
        ]
        return {
            "head": heading_of(details, style=STYLE),
            "type": "KẾT QUẢ TIẾP THU, GIẢI TRÌNH Ý KIẾN",
            "subject": subject_of(f"Của {found.unit.name} vào {named(found.round.document)}", style=STYLE),
            "reference": "",
            "table": Table(COLUMNS, tuple(_row(one) for one in outcomes), size=11, name=self.code, caption=self.title),
            "summary": [with_end_mark(f"Tổng số {count_phrase(len(outcomes), 'ý kiến')}: {', '.join(counts)}")],
            "signature": signature_of(details, style=STYLE),
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = list_html(content, style=STYLE)
        return [Piece(html=above, table=content["table"], after=below, style=STYLE)]


def _row(one: Outcome) -> Row:
    comment, answer = one.comment, one.answer
    said = [comment.body.strip(), f"Đề xuất: {comment.proposal.strip()}" if comment.proposal.strip() else ""]
    told = [answer.wording.strip() if answer else ""]
    if one.shared is not None:
        told.append(f"Trả lời chung: {one.shared.get_kind_display()}. {one.shared.wording.strip()}")
    told += [f"Lời văn mới: {change.after.strip()}" for change in one.changes if change.after.strip()]
    return Row(
        (
            str(comment.number),
            one.place,
            "\n".join(filter(None, said)),
            answer.get_kind_display() if answer else "(chưa trả lời)",
            "\n".join(filter(None, told)),
        )
    )
