"""The documents of the world: one in every state that has addresses of its own, made by the actions."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.congress_file.actions import request_bundle
from documents.congress_file.models import Bundle, BundleState
from documents.drafting.actions.adoption import correct_text, prepare_congress_text, record_adoption
from documents.drafting.actions.answers import answer_comment
from documents.drafting.actions.approval import decide_step, send_for_approval
from documents.drafting.actions.comment_tables import perform_reading as read_table
from documents.drafting.actions.comment_tables import upload_table
from documents.drafting.actions.comments import Words, finish_answer, send_comment
from documents.drafting.actions.documents import create_document
from documents.drafting.actions.figures import refresh_figures
from documents.drafting.actions.rounds import close_round, open_round
from documents.drafting.actions.sections import add_section, remove_section, replace_text
from documents.drafting.actions.states import move_document
from documents.drafting.actions.synthesis import publish_answers
from documents.drafting.actions.versions import make_version
from documents.drafting.actions.word_uploads import perform_word_reading, upload_word
from documents.drafting.models import (
    CommentTable,
    Decision,
    Document,
    DocumentState,
    Participation,
    StepState,
    VersionKind,
    WordRemark,
    WordUpload,
)
from documents.drafting.rules.text import Block, Kind
from members.files.models import StoredFile
from tests.congress.delegates.made import pdf
from tests.documents.drafting.rounds_made import sample_text, workbook

if TYPE_CHECKING:
    from tests.world import World

# what a unit said of a draft: hers, and those who collect it
SAID_BY = {"branch": "Góp ý Thầm Của Phòng Một", "chapter": "Góp ý Thầm Của Xã Ba"}
TYPED_LATE = "Góp ý Gửi Muộn Xã Ba"
# what stands in a working text and in no version that units were asked about
UNSHOWN = "Câu Chưa Cho Ai Xem"
COLLECTORS = {"head", "standing", "leadership", "content_committee"}
COMMENTERS = {"branch": "branch_committee", "chapter": "chapter_head"}


def said_to(person: str) -> set[str]:
    """Those of the words above that she may come across."""
    if person in COLLECTORS:
        return {*SAID_BY.values(), TYPED_LATE, UNSHOWN}
    mine = {SAID_BY[name] for name, who in COMMENTERS.items() if who == person}
    return mine | ({TYPED_LATE} if person == COMMENTERS["chapter"] else set())


def words() -> set[str]:
    return {*SAID_BY.values(), TYPED_LATE, UNSHOWN}


def make_documents(world: "World") -> None:
    _draft(world)
    _in_round(world)
    _answered(world)
    _in_approval(world)
    _at_congress(world)
    _adopted(world)
    _of_the_branch(world)
    _bundle(world)


def _begin(
    world: "World", title: str, *, kind: str = "bao-cao-chinh-tri", unit: str = "province", by: str = "standing"
) -> Document:
    """Begun by the staff, lead by them, with a writer of the content committee in the team."""
    team = [world.people["content_committee"]] if unit == "province" else []
    congress = world.congress if unit == "province" else world.branch_congress
    document = create_document(
        unit=world.units[unit], type="bao-cao-chinh-tri", title=title, by=world.people[by], team=team, congress=congress
    )
    replace_text(document=document, text=sample_text(), cause="soạn", by=world.people[by])
    return move_document(document=document, to=DocumentState.DRAFTING, by=world.people[by])


def word_file(name: str = "bao-cao.docx") -> SimpleUploadedFile:
    made = docx.Document()
    made.add_paragraph("I. TÌNH HÌNH CHUNG").runs[0].bold = True
    made.add_paragraph("Toàn tỉnh có nhiều hội viên.")
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def _draft(world: "World") -> None:
    """Being written: two versions, a figure, a section taken out, a Word file that was read."""
    staff = world.people["standing"]
    document = _begin(world, "Văn kiện đang soạn")
    world.found["document"] = document
    world.found["version"] = make_version(document=document, kind=VersionKind.DRAFT, by=staff)
    words_kept = (Block("doan-moi", Kind.PARAGRAPH, f"{UNSHOWN}: {{{{Số hội viên}}}}."),)
    added = add_section(document=document, heading="Mục thêm", style="roman", blocks=words_kept, by=staff)
    world.found["section"] = added
    world.found["second_version"] = make_version(document=document, kind=VersionKind.DRAFT, by=staff)
    removed = add_section(document=document, heading="Mục bỏ", style="roman", by=staff)
    world.found["removed_section"] = remove_section(section=removed, by=staff)
    refresh_figures(document=document, by=staff)
    world.found["figure"] = document.figures.get(name="Số hội viên")
    upload = upload_word(document=document, upload=word_file(), by=staff)
    perform_word_reading(upload.pk)
    world.found["word_upload"] = WordUpload.objects.get(pk=upload.pk)
    words = f"{UNSHOWN}: ghi chú từ tệp Word"
    world.found["word_remark"] = WordRemark.objects.create(document=document, upload=upload, words=words)


def _asked(world: "World", document: Document, name: str) -> Participation:
    return Participation.objects.select_related("unit", "round__document__unit", "round__version").get(
        round__document=document, unit=world.units[name]
    )


def _round(world: "World", title: str) -> Document:
    """Two units were asked; each has said something, and the first has a table of comments to look through."""
    staff, today = world.people["standing"], timezone.localdate()
    document = _begin(world, title)
    chosen = [world.units[name] for name in SAID_BY]
    open_round(document=document, units=chosen, closes_on=today + timedelta(days=7), by=staff, today=today)
    return Document.objects.select_related("unit").get(pk=document.pk)


def _say(world: "World", document: Document, name: str, body: str = "") -> Any:
    return send_comment(
        participation=_asked(world, document, name),
        words=Words(body=body or SAID_BY[name], section_key="muc-kq", block_key="doan-mot"),
        by=world.people[COMMENTERS[name]],
    )


def _in_round(world: "World") -> None:
    document = _round(world, "Văn kiện đang xin ý kiến")
    world.found["asked_document"], world.found["round"] = document, document.rounds.get()
    for name, person in COMMENTERS.items():
        world.found[f"{name}_comment"] = _say(world, document, name)
        world.found[f"{name}_asked"] = _asked(world, document, name)
        by = world.people[person]
        if name == "branch":
            header = ("STT", "Mục, trang của dự thảo", "Nội dung góp ý", "Đề xuất sửa", "Lý do")
            content = workbook(header, (1, "Phần I, mục 1", SAID_BY[name], "", ""), (2, "Mục lạ", SAID_BY[name], "", ""))
            table = upload_table(participation=_asked(world, document, name), upload=SimpleUploadedFile("y.xlsx", content), by=by)
            read_table(table.pk)
            world.found["comment_table"] = CommentTable.objects.get(pk=table.pk)
        else:
            finish_answer(participation=_asked(world, document, name), by=by, meetings=1, people=9, upload=pdf("bien-ban.pdf"))


def _answered(world: "World") -> None:
    """The round is over, one comment came late, both are answered and the answers are told."""
    staff = world.people["standing"]
    document = _round(world, "Văn kiện đang tổng hợp ý kiến")
    for name in SAID_BY:
        world.found[f"closed_{name}_comment"] = _say(world, document, name)
        world.found[f"closed_{name}_asked"] = _asked(world, document, name)
    world.found["closed_round"] = close_round(round=document.rounds.get(), by=staff)
    world.found["late_comment"] = _say(world, document, "chapter", TYPED_LATE)
    answer_comment(comment=world.found["closed_branch_comment"], kind="full", wording="Tiếp thu.", revision=0, by=staff)
    world.found["synthesis"] = Document.objects.select_related("unit").get(pk=document.pk)
    published = _round(world, "Văn kiện đã trả lời ý kiến")
    for name in SAID_BY:
        comment = _say(world, published, name)
        world.found[f"told_{name}_asked"] = _asked(world, published, name)
        world.found[f"told_{name}_comment"] = comment
    over = close_round(round=published.rounds.get(), by=staff)
    for name in SAID_BY:
        answer_comment(comment=world.found[f"told_{name}_comment"], kind="full", wording="Tiếp thu.", revision=0, by=staff)
    world.found["told_round"] = publish_answers(round=over, by=staff)


def _sent_up(world: "World", title: str) -> Document:
    document = _begin(world, title)
    send_for_approval(document=document, by=world.people["standing"], today=timezone.localdate(), skipped=_skipped(document))
    return Document.objects.select_related("unit").get(pk=document.pk)


def _skipped(document: Document) -> dict[int, str]:
    """The units were not asked about this one."""
    from documents.drafting.views.approval import proposed_chain

    return {place: "Không xin ý kiến" for place, kind, *_ in proposed_chain(document) if kind == "xin_y_kien"}


def _current(document: Document) -> Any:
    return document.steps.select_related("document__unit").get(state=StepState.CURRENT)


def _decide(world: "World", document: Document, **more: Any) -> Decision:
    step = _current(document)
    by = world.people[step.role if step.role in {"head", "leadership"} else "standing"]
    values: dict[str, Any] = {"outcome": "agreed", "opinion": "Nhất trí.", "decided_by": "Đại tá Trần Văn Minh"}
    today = timezone.localdate()
    return decide_step(step=step, by=by, today=today, decided_on=today, **values | more)


def _in_approval(world: "World") -> None:
    """It is the turn of the Trưởng ban; and another one, where it is the turn of the leadership."""
    world.found["at_head"] = _sent_up(world, "Văn kiện chờ Trưởng ban duyệt")
    world.found["step_of_head"] = _current(world.found["at_head"])
    document = _sent_up(world, "Văn kiện chờ Lãnh đạo duyệt")
    world.found["decision"] = _decide(world, document, upload=pdf("y-kien.pdf"))
    world.found["at_leadership"], world.found["step_of_leadership"] = document, _current(document)


def _walk_up(world: "World", title: str) -> Document:
    document = _sent_up(world, title)
    while _current(document).kind not in {"trinh_dai_hoi", "thong_qua"}:
        _decide(world, document)
        document.refresh_from_db()
    return document


def _at_congress(world: "World") -> None:
    staff, today = world.people["standing"], timezone.localdate()
    world.found["agreed"] = _walk_up(world, "Văn kiện đã qua các bước duyệt")
    document = _walk_up(world, "Văn kiện trình đại hội")
    prepare_congress_text(document=document, by=staff, today=today)
    world.found["at_congress"] = Document.objects.select_related("unit").get(pk=document.pk)
    world.found["congress_section"] = document.sections.filter(removed_at=None).order_by("position")[2]


def _adopted(world: "World") -> None:
    """Adopted with its scan, and corrected once."""
    staff, today = world.people["standing"], timezone.localdate()
    document = _walk_up(world, "Văn kiện đã thông qua")
    prepare_congress_text(document=document, by=staff, today=today)
    document.refresh_from_db()
    world.found["adoption"] = record_adoption(
        document=document, adopted_on=today, present=100, in_favour=98, against=1, other=1, by=staff, today=today,
        upload=pdf("bieu-quyet.pdf"),
    )  # fmt: skip
    document = Document.objects.select_related("unit").get(pk=document.pk)
    world.found["adopted"] = document
    section = document.sections.filter(removed_at=None, heading="Kết quả thực hiện").get()
    world.found["adopted_section"] = section
    blocks = [*section.as_section().blocks[:-1], Block("doan-ba", Kind.ITEM, "Công trình, phần việc thanh niên", ordered=True)]
    correct_text(
        section=section, heading=section.heading, style=section.style, blocks=blocks, based_on=section.revision,
        reason="Sai một chữ", agreed_by="Đoàn Chủ tịch", by=staff,
    )  # fmt: skip


def _of_the_branch(world: "World") -> None:
    document = _begin(world, "Báo cáo của Phòng Một", unit="branch", by="branch_committee")
    world.found["branch_document"] = document
    world.found["branch_section"] = document.sections.order_by("position")[2]
    world.found["branch_version"] = make_version(document=document, kind=VersionKind.DRAFT, by=world.people["branch_committee"])


def _bundle(world: "World") -> None:
    bundle = request_bundle(congress=world.congress, by=world.people["standing"])
    kept = [
        StoredFile.objects.create(
            name=name, content=b"%PDF-1.7", content_type="application/pdf", size=8, sha256=name[0] * 64,
            uploaded_by=world.people["standing"],
        )
        for name in ("a.pdf", "b.zip")
    ]  # fmt: skip
    Bundle.objects.filter(pk=bundle.pk).update(
        state=BundleState.DONE, pdf=kept[0], archive=kept[1], finished_at=timezone.now(), pages=1, manifest={"documents": []}
    )
    world.found["bundle"] = Bundle.objects.get(pk=bundle.pk)
