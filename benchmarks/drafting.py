"""Reading a draft of 200 paragraphs with 400 comments: the unit's page, the staff's pages of the round, and its synthesis."""

from functools import cache
from typing import TYPE_CHECKING

from benchmarks.lists import median_milliseconds
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from django.test import Client

    from documents.drafting.models import Round
    from documents.drafting.rules.text import Text
    from members.access.models import Account

PARAGRAPHS, COMMENTS, SECTIONS = 200, 400, 20
WORDS = (
    "Ban Phụ nữ đã chỉ đạo các hội cơ sở, chi hội tổ chức thực hiện nghiêm túc, có hiệu quả các phong trào thi đua, các cuộc vận "
    "động; đời sống vật chất, tinh thần của hội viên được quan tâm chăm lo; tổ chức Hội được củng cố, kiện toàn; nhiều "
    "công trình, phần việc được đăng ký và hoàn thành đúng tiến độ, góp phần hoàn thành tốt nhiệm vụ chính trị của đơn vị."
)


def long_text() -> "Text":
    """Twenty sections in four parts, ten paragraphs each, every third one an item of a list."""
    from documents.drafting.rules.text import Block, Kind, Section, Style, Text

    sections = []
    for number in range(SECTIONS):
        if number % 5 == 0:
            sections.append(Section(f"p{number}", Style.PART, f"Phần nội dung số {number // 5 + 1}"))
        blocks = tuple(
            Block(f"k{number}-{place}", Kind.ITEM if place % 3 == 2 else Kind.PARAGRAPH, f"{place + 1}) {WORDS}")
            for place in range(PARAGRAPHS // SECTIONS)
        )
        sections.append(Section(f"s{number}", Style.ROMAN, f"Kết quả công tác mặt {number + 1}", blocks))
    return Text(tuple(sections))


@cache
def opened_round() -> "tuple[Round, Account, Account]":
    """The round with its comments: half of them from the unit whose page is read; its staff and that unit's head."""
    from datetime import timedelta

    from django.test import override_settings
    from django.utils import timezone

    from benchmarks.people import STARTED
    from documents.drafting.actions.documents import create_document
    from documents.drafting.actions.rounds import open_round
    from documents.drafting.actions.sections import replace_text
    from documents.drafting.models import Comment, CommentKind
    from documents.drafting.rules.text import Block, Section
    from members.access.actions import give_grant, open_account
    from members.units.actions import found_unit
    from members.units.models import UnitKind

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES={"default": plain, "staticfiles": plain}).enable()
    province = found_unit(
        code="BVK", kind=UnitKind.PROVINCE, name="Hội Phụ nữ Công an tỉnh Bình Văn", parent=None, starts_on=STARTED, by=None
    )
    units = [
        found_unit(
            code=f"BVK{number:02}",
            kind=UnitKind.BRANCH,
            name=f"Hội phụ nữ Phòng {number}",
            parent=province,
            starts_on=STARTED,
            by=None,
        )
        for number in range(1, 21)
    ]
    staff = open_account(username="bench-staff", full_name="Nguyễn Thị Soạn", by=None)
    give_grant(account=staff, role="standing", unit=province, starts_on=STARTED, by=None)
    head = open_account(username="bench-head", full_name="Trần Thị Góp", by=None)
    give_grant(account=head, role="branch_committee", unit=units[0], starts_on=STARTED, by=None)
    document = create_document(unit=province, type="bao-cao-chinh-tri", title="Báo cáo chính trị", by=staff)
    replace_text(document=document, text=long_text(), cause="đo", by=staff)
    today = timezone.localdate()
    opened = open_round(document=document, units=units, closes_on=today + timedelta(days=7), by=staff, today=today)
    asked = list(opened.participations.order_by("unit__code"))
    places: list[tuple[Section, Block]] = list(opened.version.text.blocks())
    Comment.objects.bulk_create(
        Comment(
            round=opened,
            participation=asked[0 if number % 2 else number % len(asked)],
            number=number + 1,
            section_key=places[number % PARAGRAPHS][0].key,
            block_key=places[number % PARAGRAPHS][1].key,
            quoted=places[number % PARAGRAPHS][1].plain[:500],
            kind=CommentKind.values[number % 5],
            body=f"Ý kiến {number}: {WORDS[:160]}",
            proposal=WORDS[:120] if number % 3 == 0 else "",
            written_by=head,
        )
        for number in range(COMMENTS)
    )
    return opened, staff, head


def closed(opened: "Round", staff: "Account") -> None:
    from documents.drafting.actions.rounds import close_round
    from documents.drafting.models import RoundState

    opened.refresh_from_db()
    if opened.state == RoundState.OPEN:
        close_round(round=opened, by=staff)


def signed_in(account: "Account") -> "Client":
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    return client


@bench("draft_page_200_paragraphs", unit="ms", goal=80)
def draft_page_200_paragraphs(stage: Stage) -> float:
    """The slowest of: the unit reading the draft, the unit with a paragraph open, the staff's page of the round, the version."""
    from django.db import connection
    from django.urls import reverse

    opened, staff, head = opened_round()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    mine = opened.participations.order_by("unit__code")[0]
    reading = reverse("drafting:reading", args=[mine.pk])
    medians = [median_milliseconds(signed_in(head), [reading, f"{reading}?at=s7.k7-3"])]
    pages = [reverse("drafting:round-detail", args=[opened.pk]), reverse("drafting:version-detail", args=[opened.version_id])]
    closed(opened, staff)
    medians.append(median_milliseconds(signed_in(staff), pages))
    return max(medians)


@bench("synthesis_page_400_comments", unit="ms", goal=150)
def synthesis_page_400_comments(stage: Stage) -> float:
    """The slowest of: the first page of all comments, the last one, and those of one unit; a third has its answer."""
    from django.db import connection
    from django.urls import reverse

    from documents.drafting.models import Answer, AnswerKind, Comment

    opened, staff, _head = opened_round()
    closed(opened, staff)
    Answer.objects.bulk_create(
        Answer(comment=one, kind=AnswerKind.EXPLAINED, wording=WORDS[:200], answered_by=staff)
        for one in Comment.objects.filter(round=opened, number__in=range(1, COMMENTS + 1, 3))
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    page = reverse("drafting:synthesis", args=[opened.document_id])
    unit = opened.participations.order_by("unit__code")[0].unit_id
    return median_milliseconds(signed_in(staff), [page, f"{page}?page=14", f"{page}?unit={unit}&q=noi dung"])
