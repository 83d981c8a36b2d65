"""A document whose rounds are over: comments made as rows, for what is tested is what comes after them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from documents.drafting.actions.states import move_document
from documents.drafting.models import (
    Answer,
    Channel,
    Comment,
    CommentKind,
    Document,
    DocumentState,
    Participation,
    Round,
    RoundState,
    VersionKind,
)
from documents.drafting.rules.text import Text
from members.access.models import Account
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_congress, make_document, make_province, make_text, make_unit, make_version

PARAGRAPHS = (
    "Toàn tỉnh có một nghìn năm trăm hội viên sinh hoạt ở ba mươi hội cơ sở.",
    "Phong trào thi đua phụ nữ được cán bộ, hội viên hưởng ứng rộng rãi.",
    "Một số chỉ tiêu của nhiệm kỳ đạt thấp so với Nghị quyết đề ra.",
    "Phấn đấu đến cuối nhiệm kỳ có chín mươi phần trăm hội cơ sở xếp loại tốt./.",
)


@dataclass
class Work:
    """A province, its people, a document in SYNTHESIS with one closed round and its units."""

    province: Unit
    staff: Account
    head: Account
    leader: Account
    document: Document
    round: Round
    units: list[Unit] = field(default_factory=list)
    asked: list[Participation] = field(default_factory=list)


def make_work(*, units: int = 2, with_congress: bool = True, text: Text | None = None, **fields: Any) -> Work:
    province = make_province()
    staff = make_account("standing", province, full_name="Lê Thị Thường Trực")
    head = make_account("head", province, full_name="Nguyễn Thị Trưởng Ban")
    leader = make_account("leadership", province, full_name="Trần Văn Lãnh Đạo")
    congress = make_congress(province) if with_congress and "congress" not in fields else fields.pop("congress", None)
    document = make_document(province, by=staff, text=text or make_text(*PARAGRAPHS, headings=2), congress=congress, **fields)
    round_ = close_directly(document, number=1, by=staff)
    made = [make_unit(parent=province, kind=UnitKind.BRANCH) for _ in range(units)]
    asked = [ask(round_, unit, answered_by=staff) for unit in made]
    for to in (DocumentState.DRAFTING, DocumentState.COMMENTING, DocumentState.SYNTHESIS):
        document = move_document(document=document, to=to, by=staff)
    return Work(province, staff, head, leader, document, round_, made, asked)


def close_directly(document: Document, *, number: int, by: Account) -> Round:
    version = make_version(document, kind=VersionKind.DRAFT, name=f"Dự thảo {number}")
    return Round.objects.create(
        document=document,
        version=version,
        number=number,
        closes_on=timezone.localdate() - timedelta(days=1),
        state=RoundState.CLOSED,
        opened_by=by,
        closed_at=timezone.now(),
    )


def ask(round_: Round, unit: Unit, *, answered_by: Account | None) -> Participation:
    answered = {"answered_by": answered_by, "answered_at": timezone.now()} if answered_by else {}
    return Participation.objects.create(round=round_, unit=unit, meetings=1, people=20, spoken=3, **answered)


def say(work: Work, body: str = "Bổ sung số liệu hội viên mới.", *, unit: int = 0, **fields: Any) -> Comment:
    round_ = fields.pop("round", work.round)
    number = fields.pop("number", None) or round_.comments.count() + 1
    values: dict[str, Any] = {
        "section_key": "m1",
        "block_key": "k1",
        "kind": CommentKind.CONTENT,
        "channel": Channel.ONLINE,
        "quoted": PARAGRAPHS[0],
        "written_by": work.staff,
    } | fields
    return Comment.objects.create(round=round_, participation=work.asked[unit], number=number, body=body, **values)


def answered(work: Work, comment: Comment, kind: str = "full", wording: str = "Tiếp thu.") -> Answer:
    return Answer.objects.create(comment=comment, kind=kind, wording=wording, answered_by=work.staff)


def fill(work: Work, counts: dict[str | None, int], *, rounds: int = 1) -> None:
    """So many comments with each answer (None: none), dealt out to rounds, units, places and kinds; quickly."""
    all_rounds = [work.round, *(close_directly(work.document, number=number, by=work.staff) for number in range(2, rounds + 1))]
    asked = {
        one.pk: [*Participation.objects.filter(round=one).order_by("pk")]
        or [ask(one, unit, answered_by=work.staff) for unit in work.units]
        for one in all_rounds
    }
    kinds = list(CommentKind.values)
    wanted = [kind for kind, number in counts.items() for _ in range(number)]
    numbers = dict.fromkeys(asked, 0)
    comments = []
    for place in range(len(wanted)):
        one = all_rounds[place % rounds]
        numbers[one.pk] += 1
        block = place % len(PARAGRAPHS) + 1
        comments.append(
            Comment(
                round=one,
                participation=asked[one.pk][place % len(asked[one.pk])],
                number=numbers[one.pk],
                section_key="m1" if block < 3 else "m2",
                block_key=f"k{block}",
                kind=kinds[place % len(kinds)],
                body=f"Ý kiến thứ {place} về đoạn {block}: đề nghị xem lại cách viết số {place * 7}.",
                written_by=work.staff,
            )
        )
    made = Comment.objects.bulk_create(comments)
    Answer.objects.bulk_create(
        Answer(comment=comment, kind=kind, wording="Lý do đã nêu.", answered_by=work.staff)
        for comment, kind in zip(made, wanted, strict=True)
        if kind
    )


TODAY = date(2026, 11, 21)
