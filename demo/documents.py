"""The demo's documents: a political report between its second and third draft, others before and behind it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from congress.terms.models import Congress
from demo.issued import issue_papers, remember_last_report
from demo.texts import COMMENTS, REPORT, RESOLUTION, RESOLUTION_COMMENTS
from documents.drafting.actions.comments import Words, agree, finish_answer, send_comment
from documents.drafting.actions.documents import create_document
from documents.drafting.actions.rounds import close_round, open_round
from documents.drafting.actions.sections import replace_text, write_section
from documents.drafting.actions.states import move_document
from documents.drafting.actions.versions import make_version
from documents.drafting.models import Document, DocumentState, Origin, Participation, Round, VersionKind
from documents.drafting.queries.documents import sections_of
from documents.drafting.queries.figures import proposed_title
from documents.drafting.rules.plain import blocks_of_plain, plain_of_blocks
from documents.drafting.rules.text import Section, Style, Text
from documents.drafting.rules.types import type_named
from members.access.models import Account
from members.units.models import Unit, UnitKind

# of 150 units asked, how many have answered on the day of the demo, and how many of them agree without a comment
ANSWERED, AGREED = 61, 40
DAYS_TO_COMMENT = 9
SENT_FROM_ABOVE = "Ban Phụ nữ Công an nhân dân"


@dataclass
class Written:
    """What the demo wrote, for tests."""

    documents: dict[str, Document] = field(default_factory=dict)
    open_round: Round | None = None


def write_documents(
    chance: random.Random,
    *,
    province: Unit,
    units: Sequence[Unit],
    congress: Congress,
    last: Congress,
    accounts: dict[str, Account],
    today: date,
) -> Written:
    """Documents of the next congress, in every state that a person may want to try."""
    written = Written()
    standing, content = accounts["thuongtruc"], accounts["noidung"]
    report = _report(province, congress, standing, content, today)
    written.documents["report"] = report
    written.open_round = _second_round(chance, report, units, standing, today)
    written.documents["review"] = _begun(province, congress, "bao-cao-kiem-diem", standing, content, today, days=20)
    written.documents["resolution"] = _to_answer(
        _begun(province, congress, "du-thao-nghi-quyet", standing, content, today, days=25), units, standing, content, today
    )
    written.documents["rules"] = _begun(province, congress, "quy-che-lam-viec", standing, content, today, days=14)
    written.documents["plan"] = issue_papers(province=province, congress=congress, accounts=accounts, today=today)
    written.documents["training"] = _begun(province, congress, "ke-hoach-tap-huan", standing, content, today, days=-3)
    written.documents["last_report"] = remember_last_report(
        chance, province=province, units=units, congress=last, accounts=accounts, today=today
    )
    written.documents["from_above"] = _from_above(province, congress, units, standing, today)
    return written


def _begun(province: Unit, congress: Congress, kind: str, by: Account, editor: Account, today: date, *, days: int) -> Document:
    return create_document(
        unit=province,
        type=kind,
        title=proposed_title(type_named(kind), unit=province, congress=congress),
        by=by,
        team=[editor],
        congress=congress,
        due_on=today + timedelta(days=days),
    )


def _report(province: Unit, congress: Congress, standing: Account, content: Account, today: date) -> Document:
    """The political report: outline, first draft in the team, second draft with the units."""
    report = create_document(
        unit=province,
        type="bao-cao-chinh-tri",
        title=f"Tổng kết công tác Hội và phong trào phụ nữ nhiệm kỳ trước; phương hướng, nhiệm vụ nhiệm kỳ {congress.term}",
        by=standing,
        team=[content],
        congress=congress,
        due_on=today + timedelta(days=18),
    )
    make_version(document=report, kind=VersionKind.OUTLINE, by=standing)
    move_document(document=report, to=DocumentState.DRAFTING, by=standing)
    _write(report, REPORT, content)
    make_version(document=report, kind=VersionKind.DRAFT, by=content, summary="Bản đầu của tổ biên tập")
    section = next(one for one in sections_of(report) if one.heading == "DỰ BÁO TÌNH HÌNH")
    lines = plain_of_blocks(section.as_section().blocks)
    more = (
        "Số vụ việc liên quan đến phụ nữ, trẻ em trên không gian mạng còn diễn biến phức tạp, cần nữ cán bộ tham gia giải quyết."
    )
    write_section(
        section=section,
        heading=section.heading,
        style=None,
        blocks=blocks_of_plain(f"{lines}\n{more}", before=section.as_section().blocks),
        based_on=section.revision,
        cause="sửa",
        by=standing,
    )
    return report


def _write(document: Document, words: Mapping[str, Sequence[str]], by: Account) -> None:
    for section in sections_of(document):
        if section.heading not in words:
            continue
        before = section.as_section().blocks
        write_section(
            section=section,
            heading=section.heading,
            style=None,
            blocks=blocks_of_plain("\n".join(words[section.heading]), before=before),
            based_on=section.revision,
            cause="sửa",
            by=by,
        )


def _second_round(chance: random.Random, report: Document, units: Sequence[Unit], by: Account, today: date) -> Round:
    """The units are asked; some have answered, two say nearly the same, one only agrees."""
    opened = open_round(
        document=report,
        units=units,
        closes_on=today + timedelta(days=DAYS_TO_COMMENT),
        by=by,
        today=today,
        request=(
            "Đề nghị các đơn vị tập trung góp ý về kết quả thực hiện chỉ tiêu, ba khâu đột phá và các chỉ tiêu nhiệm kỳ mới; "
            "mỗi ý kiến ghi rõ đoạn cần sửa và lời văn đề xuất."
        ),
    )
    answering = list(Participation.objects.filter(round=opened).select_related("unit", "round__document", "round__version"))
    chance.shuffle(answering)
    for participation in answering[:AGREED]:
        agree(participation=participation, by=_writer(participation, by))
    for said, participation in zip(COMMENTS, answering[AGREED : ANSWERED + 1], strict=False):
        send_comment(participation=participation, words=_words(opened, *said), by=_writer(participation, by))
    for participation in answering[AGREED:ANSWERED]:
        finish_answer(
            participation=participation,
            meetings=1,
            people=chance.randint(3, 40),
            spoken=chance.randint(1, 6),
            by=_writer(participation, by),
        )
    return opened


def _to_answer(document: Document, units: Sequence[Unit], by: Account, editor: Account, today: date) -> Document:
    """A draft on which the hội cơ sở have commented; the round is closed, nobody has answered, one comment came late."""
    move_document(document=document, to=DocumentState.DRAFTING, by=by)
    _write(document, RESOLUTION, editor)
    asked = [unit for unit in units if unit.kind == UnitKind.BRANCH][: len(RESOLUTION_COMMENTS)]
    opened = open_round(document=document, units=asked, closes_on=today, by=by, today=today)
    answering = list(opened.participations.select_related("unit", "round__document", "round__version").order_by("id"))
    *in_time, late = zip(answering, RESOLUTION_COMMENTS, strict=True)
    for participation, said in in_time:
        send_comment(participation=participation, words=_words(opened, *said), by=_writer(participation, by))
    close_round(round=opened, by=by)
    participation = Participation.objects.select_related("unit", "round__document", "round__version").get(pk=late[0].pk)
    send_comment(participation=participation, words=_words(opened, *late[1]), by=_writer(participation, by))
    document.refresh_from_db()
    return document


def _words(opened: Round, place: str, kind: str, body: str, proposal: str) -> Words:
    """On the first paragraph of the section that begins so; a comment on the structure stands on the whole section."""
    sections = opened.version.text.sections
    section = next((one for one in sections if place and one.heading.startswith(place)), None)
    block = section.blocks[0].key if section is not None and section.blocks and kind != "structure" else ""
    key = section.key if section is not None else ""
    return Words(section_key=key, block_key=block, kind=kind, body=body, proposal=proposal)


def _writer(participation: Participation, otherwise: Account) -> Account:
    """Who signs in for the unit."""
    grant = participation.unit.grants.select_related("account").filter(role__in=["branch_committee", "chapter_head"]).first()
    return grant.account if grant is not None else otherwise


def _from_above(province: Unit, congress: Congress, units: Sequence[Unit], by: Account, today: date) -> Document:
    """A draft of the ministry's union on which the province collects comments."""
    document = create_document(
        unit=province,
        type="bao-cao",
        title="Dự thảo Báo cáo chính trị trình Đại hội đại biểu Phụ nữ Công an nhân dân",
        by=by,
        congress=None,
        due_on=today + timedelta(days=30),
        origin=Origin.FROM_ABOVE,
        sender=SENT_FROM_ABOVE,
    )
    text = Text(
        (
            Section(
                key="tren-1",
                style=Style.ROMAN,
                heading="KẾT QUẢ NỔI BẬT",
                blocks=blocks_of_plain(
                    "Phong trào phụ nữ trong lực lượng tiếp tục phát triển, gắn với nhiệm vụ của từng đơn vị.\n"
                    "Tổ chức Hội các cấp được củng cố sau sắp xếp; cán bộ Hội được bồi dưỡng theo nhóm nhiệm vụ.",
                    before=(),
                ),
            ),
            Section(
                key="tren-2",
                style=Style.ROMAN,
                heading="NHIỆM VỤ NHIỆM KỲ TỚI",
                blocks=blocks_of_plain(
                    "Nâng chất lượng tổ chức Hội ở công an xã, phường.\nĐẩy mạnh chuyển đổi số trong công tác Hội.", before=()
                ),
            ),
        )
    )
    replace_text(document=document, text=text, cause="nhập từ tệp của cấp trên", by=by)
    move_document(document=document, to=DocumentState.DRAFTING, by=by)
    opened = open_round(
        document=document,
        units=[unit for unit in units if unit.kind == "HOI_CO_SO"],
        closes_on=today + timedelta(days=15),
        by=by,
        today=today,
        request="Góp ý vào dự thảo của cấp trên; Ban Phụ nữ Công an tỉnh tổng hợp thành một văn bản gửi đi.",
    )
    first = opened.participations.select_related("unit", "round__document", "round__version").first()
    if first is not None:
        words = Words(
            section_key="tren-2", kind="content", body="Đề nghị nêu rõ nguồn lực cho chuyển đổi số ở công an xã, phường."
        )
        send_comment(participation=first, words=words, by=_writer(first, by))
    return document
