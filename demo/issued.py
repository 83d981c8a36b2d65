"""What the demo's office has issued and received, and the last congress's report with everything that was said of it."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from congress.terms.models import Congress
from demo.texts import COMMENTS, PLAN, REPORT
from documents.drafting.actions.adoption import prepare_congress_text, record_adoption
from documents.drafting.actions.approval import decide_step, send_for_approval
from documents.drafting.actions.documents import create_document
from documents.drafting.actions.issue import issue_document
from documents.drafting.actions.sections import replace_text
from documents.drafting.actions.states import move_document
from documents.drafting.actions.versions import make_version
from documents.drafting.models import (
    Answer,
    AnswerKind,
    Comment,
    CommentKind,
    Document,
    DocumentState,
    Outcome,
    Participation,
    Round,
    RoundState,
    StepState,
    VersionKind,
)
from documents.drafting.queries.figures import proposed_title
from documents.drafting.rules.plain import blocks_of_plain
from documents.drafting.rules.text import Section, Style, Text, new_key
from documents.drafting.rules.types import type_named
from documents.register.actions import enter_incoming, finish_incoming, issue_outside, reserve_number
from members.access.models import Account
from members.units.models import Unit

ADDRESS = "http://127.0.0.1:8000"
SIGNER = "Thượng tá Trương Thị Bích Đào"
# procedure.md §10.8: three rounds, 412 comments; 104 of the 120 chapters took part
ROUNDS = (96, 214, 102)
ANSWERS = ((AnswerKind.FULL, 268), (AnswerKind.PARTLY, 61), (AnswerKind.EXPLAINED, 83))
CHAPTERS_SILENT = 16


def issue_papers(*, province: Unit, congress: Congress, accounts: dict[str, Account], today: date) -> Document:
    """The plan of the next congress, approved and issued by the program; a decision made outside; a number kept; arrivals."""
    standing = accounts["thuongtruc"]
    days = [today - timedelta(days=number) for number in (40, 33, 30, 12, 9)]
    first = enter_incoming(
        unit=province,
        arrived_on=days[0],
        sender="Ban Phụ nữ Công an nhân dân",
        symbol="18/HD-BPN",
        dated_on=days[0] - timedelta(days=4),
        kind_name="Hướng dẫn",
        abstract="Tổ chức đại hội phụ nữ các cấp trong Công an nhân dân",
        handled_by=standing.full_name,
        due_on=days[2],
        congress=congress,
        uploads=[],
        by=standing,
    )
    finish_incoming(paper=first, done_on=days[1], outcome="Đã ban hành kế hoạch tổ chức đại hội", by=standing)
    enter_incoming(
        unit=province,
        arrived_on=days[3],
        sender="Đảng uỷ Công an tỉnh Hà Sơn",
        symbol="215-CV/ĐU",
        dated_on=days[3] - timedelta(days=1),
        kind_name="Công văn",
        abstract="Về việc chuẩn bị văn kiện, nhân sự Đại hội đại biểu Phụ nữ Công an tỉnh",
        handled_by=accounts["noidung"].full_name,
        due_on=today + timedelta(days=5),
        congress=congress,
        uploads=[],
        by=standing,
    )
    plan = _plan(province, congress, accounts, today, issued_on=days[2])
    issue_outside(
        unit=province,
        kind="QĐ",
        kind_name="Quyết định",
        abstract=f"Về việc thành lập Ban Tổ chức và các tiểu ban giúp việc {congress.name}",
        symbol="QĐ-BPN",
        dated_on=days[2],
        profile="nd30",
        authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        signer=SIGNER,
        recipients="Như Điều 3\nLưu: VT, BPN",
        congress=congress,
        address=ADDRESS,
        by=standing,
        note="Làm trên giấy; bản quét sẽ bổ sung",
    )
    reserve_number(
        unit=province,
        kind="TB",
        kind_name="Thông báo",
        symbol="TB-BPN",
        profile="hoi",
        reserved_for="Thông báo triệu tập đại biểu",
        reason="Chờ chốt danh sách đại biểu",
        until=today + timedelta(days=20),
        by=standing,
    )
    return plan


def _plan(province: Unit, congress: Congress, accounts: dict[str, Account], today: date, *, issued_on: date) -> Document:
    standing = accounts["thuongtruc"]
    kind = type_named("ke-hoach-dai-hoi")
    document = create_document(
        unit=province,
        type=kind.code,
        title=proposed_title(kind, unit=province, congress=congress),
        by=standing,
        congress=congress,
        due_on=issued_on,
    )
    replace_text(document=document, text=_text(PLAN), cause="sửa", by=standing)
    approve(document, accounts, today)
    issue_document(document=_again(document), details={"signer": SIGNER}, dated_on=issued_on, address=ADDRESS, by=standing)
    return document


def _text(sections: Sequence[tuple[str, str, Sequence[str]]]) -> Text:
    return Text(
        tuple(
            Section(new_key(), Style(style), heading, blocks_of_plain("\n".join(lines), before=()))
            for style, heading, lines in sections
        )
    )


def _again(document: Document) -> Document:
    return Document.objects.select_related("unit", "congress", "lead").get(pk=document.pk)


def approve(document: Document, accounts: dict[str, Account], today: date) -> None:
    """Send it up and let every body of its chain agree: who has an account by herself, the others as the staff record it."""
    standing = accounts["thuongtruc"]
    send_for_approval(document=_again(document), by=standing, today=today)
    deciders = {"head": accounts["truongban"], "leadership": accounts["lanhdao"]}
    while step := document.steps.filter(state=StepState.CURRENT).exclude(kind__in=["trinh_dai_hoi", "thong_qua"]).first():
        decider = deciders.get(step.role)
        decide_step(
            step=step,
            outcome=Outcome.AGREED,
            opinion="",
            by=decider or standing,
            today=today,
            decided_by="" if decider else step.body,
            decided_on=None if decider else today,
            paper="" if decider else "Văn bản đồng ý của cơ quan",
        )


def remember_last_report(
    chance: random.Random, *, province: Unit, units: Sequence[Unit], congress: Congress, accounts: dict[str, Account], today: date
) -> Document:
    """The report of the congress before: three rounds with their 412 comments, all answered; adopted by the congress."""
    standing = accounts["thuongtruc"]
    report = create_document(
        unit=province,
        type="bao-cao-chinh-tri",
        title=f"Tổng kết công tác Hội và phong trào phụ nữ nhiệm kỳ trước; phương hướng, nhiệm vụ nhiệm kỳ {congress.term}",
        by=standing,
        congress=congress,
        due_on=congress.held_on - timedelta(days=20),
    )
    lines = [("roman" if heading.isupper() else "arabic", heading, words) for heading, words in REPORT.items()]
    # what was counted then is not in the rows of today
    plain = [(style, heading, [line for line in words if "{{" not in line]) for style, heading, words in lines]
    replace_text(document=report, text=_text(plain), cause="nhập từ hồ sơ nhiệm kỳ trước", by=standing)
    move_document(document=_again(report), to=DocumentState.DRAFTING, by=standing)
    for number, comments in enumerate(ROUNDS, start=1):
        _round(chance, report, units, number, comments, congress.held_on - timedelta(days=75 - 20 * number), standing)
    _answer_all(report, congress.held_on - timedelta(days=12), standing)
    approve(report, accounts, today)
    prepare_congress_text(document=_again(report), by=standing, today=today)
    record_adoption(
        document=_again(report),
        adopted_on=congress.held_on,
        present=148,
        in_favour=147,
        against=0,
        other=1,
        by=standing,
        today=today,
    )
    return report


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_current_timezone())


def _round(
    chance: random.Random, report: Document, units: Sequence[Unit], number: int, comments: int, closed_on: date, by: Account
) -> None:
    """A round of years ago, written down as it was: its rows are made in one go."""
    version = make_version(
        document=_again(report), kind=VersionKind.DRAFT, by=by, name=f"Dự thảo {number}", summary=f"Lần {number}"
    )
    held = Round.objects.create(
        document=report,
        version=version,
        number=number,
        request="Góp ý vào dự thảo.",
        closes_on=closed_on,
        state=RoundState.CLOSED,
        opened_by=by,
        opened_at=_at(closed_on - timedelta(days=12)),
        closed_by=by,
        closed_at=_at(closed_on),
        published_by=by,
        published_at=_at(closed_on + timedelta(days=3)),
        last_comment=comments,
    )
    answering = [unit for unit in units if unit.kind == "HOI_CO_SO"]
    answering += [unit for unit in units if unit.kind != "HOI_CO_SO"][CHAPTERS_SILENT:]
    silent = {unit.pk for unit in units} - {unit.pk for unit in answering}
    asked = Participation.objects.bulk_create(
        Participation(
            round=held,
            unit=unit,
            answered_at=None if unit.pk in silent else _at(closed_on - timedelta(days=1)),
            answered_by=None if unit.pk in silent else by,
            meetings=0 if unit.pk in silent else 1,
            people=0 if unit.pk in silent else chance.randint(3, 40),
        )
        for unit in units
    )
    speaking = [one for one in asked if one.unit_id not in silent]
    places = [(section, block) for section, block in version.text.blocks()]
    rows = []
    for place in range(comments):
        section, block = chance.choice(places)
        _, kind, body, proposal = COMMENTS[place % len(COMMENTS)]
        rows.append(
            Comment(
                round=held,
                participation=chance.choice(speaking),
                number=place + 1,
                section_key=section.key,
                block_key=block.key,
                quoted=block.plain[:120],
                kind=CommentKind(kind),
                body=body,
                proposal=proposal,
                written_by=by,
                written_at=_at(closed_on - timedelta(days=2)),
            )
        )
    Comment.objects.bulk_create(rows)


def _answer_all(report: Document, on: date, by: Account) -> None:
    kinds = [kind for kind, number in ANSWERS for _ in range(number)]
    comments = Comment.objects.filter(round__document=report).order_by("round__number", "number")
    wording = {
        AnswerKind.FULL: "",
        AnswerKind.PARTLY: "Tiếp thu phần lời văn; số liệu giữ theo báo cáo đã đối chiếu.",
        AnswerKind.EXPLAINED: "Nội dung này thuộc chương trình hành động, sẽ cụ thể hoá sau đại hội.",
    }
    Answer.objects.bulk_create(
        Answer(comment=comment, kind=kind, wording=wording[kind], answered_by=by, answered_at=_at(on))
        for comment, kind in zip(comments, kinds, strict=True)
    )
