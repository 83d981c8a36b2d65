"""The personnel work of the world: everything of it that has an address, marked by words that stand nowhere else."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from congress.personnel.actions.candidates import add_candidate, describe_candidate, withdraw_candidate
from congress.personnel.actions.direction import adopt_direction, edit_direction
from congress.personnel.actions.documents import receive_document
from congress.personnel.actions.exports import ask_export
from congress.personnel.actions.floor import register_nomination, register_withdrawal
from congress.personnel.actions.introductions import (
    MeetingEntry,
    call_units,
    introduce,
    record_meeting,
    send_introduction,
    take_up,
)
from congress.personnel.actions.outcome import submit_list
from congress.personnel.actions.processes import choose_process
from congress.personnel.actions.reviews import make_reviews
from congress.personnel.actions.scans import seal_scan
from congress.personnel.actions.scenarios import make_scenario
from congress.personnel.actions.steps import StepEntry, close_step, open_step, record_step
from congress.personnel.actions.structure import move_candidate
from congress.personnel.actions.uploads import begin_upload
from congress.personnel.actions.vetting import ask_vetting
from congress.personnel.models import (
    BodyChange,
    BodyChangeKind,
    Candidate,
    DocumentFile,
    FinalList,
    FloorKind,
    IntroductionCall,
    Origin,
    Place,
    ProcessStep,
    SubmittedTo,
    Vetting,
)
from congress.personnel.rules.ballot import hash_of
from congress.personnel.rules.processes import takes_names
from documents.printing.models import Output, Rendering, RenderingState
from members.people.models import Member
from members.people.queries.offices import LEADING
from tests.congress.delegates.made import pdf

if TYPE_CHECKING:
    from tests.world import World

# those who were given the work, person by person; the Trưởng ban and the staff were not
WORKERS = {"personnel_committee", "personnel_head"}
MEETING, STANDARDS, POST, BLOCK = "Hội Nghị Kín Đầu Khoá", "Tiêu Chuẩn Kín Riêng", "Chức Danh Chưa Ai Hay", "Khối Riêng Kín"
BIOGRAPHY, WITHDRAWN, DROPPED, SCENARIO = "Tiểu Sử Chưa Ai Đọc", "Lý Do Rút Kín", "Lý Do Loại Kín", "Phương Án Kín"
CONCLUSION, PURPOSE, BODY, FILE = "Kết Luận Kín Của Bước", "Mục Đích Kín Khi Xuất", "Cơ Quan Kín Nhận Trình", "so-yeu-kin-dao"
FLOOR, PRINTED, DECISION = "Đoàn Kín Đề Cử", "Bản In Kín Nhân Sự", "Quyết Định Kín Giữa Khoá"
LEAVES = "Lý Do Kín Rút Tại Đại Hội"
QUESTION, OTHER_QUESTION = "Câu Hỏi Kín Về Một Người", "Câu Hỏi Kín Gửi Giấy"
REASONS = {"chapter": "Nhận Xét Kín Của Xã Ba", "branch": "Nhận Xét Kín Của Phòng Một"}
INTRODUCERS = {"chapter": "chapter_head", "branch": "branch_committee"}

WORDS = {
    MEETING, STANDARDS, POST, BLOCK, BIOGRAPHY, WITHDRAWN, DROPPED, SCENARIO, CONCLUSION, PURPOSE, BODY, FILE, FLOOR, PRINTED,
    QUESTION, OTHER_QUESTION, DECISION, LEAVES, *REASONS.values(),
}  # fmt: skip


def told_to(person: str) -> set[str]:
    """Those of the words that she may come across: all, what her unit wrote itself, or what she was asked."""
    if person in WORKERS:
        return WORDS
    if person == "vetting_body":
        return {QUESTION}
    return {REASONS[name] for name, who in INTRODUCERS.items() if who == person}


def make_personnel(world: "World") -> None:
    _direction(world)
    _introductions(world)
    _candidates(world)
    _process(world)
    _file(world)
    _vetting(world)
    _outcome(world)
    _of_the_branch(world)


def _worker(world: "World") -> dict[str, Any]:
    return {"by": world.people["personnel_committee"]}


def _adopt(world: "World", congress: Any) -> None:
    by, today = _worker(world), timezone.localdate()
    edit_direction(
        congress=congress, seats=21, requirements="", standards=STANDARDS, targets=[], keep_until=None, revision=None, **by
    )
    adopt_direction(
        congress=congress, adopted_on=today, meeting=MEETING, in_favour=37, present=38, minutes=None, revision=None, today=today,
        **by,
    )  # fmt: skip


def _direction(world: "World") -> None:
    _adopt(world, world.congress)
    make_reviews(congress=world.congress, on=timezone.localdate(), **_worker(world))


def call_of(world: "World", name: str) -> IntroductionCall:
    return IntroductionCall.objects.select_related("unit", "congress__unit").get(congress=world.congress, unit=world.units[name])


def _introductions(world: "World") -> None:
    """Two units are asked: the chapter has sent its paper, the branch still writes."""
    today = timezone.localdate()
    call_units(
        congress=world.congress, units=[world.units[name] for name in REASONS], due_on=today + timedelta(days=9), request="",
        most=None, today=today, **_worker(world),
    )  # fmt: skip
    for name, person in INTRODUCERS.items():
        call, by = call_of(world, name), world.people[person]
        introduce(call=call, members=[world.members[name][3]], by=by)
        row = call.introductions.get()
        entry = MeetingEntry(
            held_on=today, summoned=9, present=9, valid=9, committee_agrees=True, votes={row.pk: 9},
            reasons={row.pk: REASONS[name]},
        )  # fmt: skip
        call = record_meeting(call=call, entry=entry, revision=call_of(world, name).revision, today=today, by=by)
        if name == "chapter":
            send_introduction(call=call, by=by)
        world.found[f"{name}_call"], world.found[f"{name}_introduction"] = call_of(world, name), row


def _candidates(world: "World") -> None:
    by, today = _worker(world), timezone.localdate()
    take_up(congress=world.congress, introduction_ids=[world.found["chapter_introduction"].pk], today=today, **by)
    add = {"congress": world.congress, "origin": Origin.NAMED, "post": POST, "block": BLOCK, **by}
    asked = add_candidate(member=world.members["chapter_two"][3], **add)
    world.found["candidate"] = describe_candidate(
        candidate=asked, origin=Origin.NAMED, is_incumbent=False, post=POST, block=BLOCK, is_full_time=False,
        biography=BIOGRAPHY, revision=None, **by,
    )  # fmt: skip
    gone = add_candidate(member=world.members["branch_two"][2], **add)
    world.found["withdrawn"] = withdraw_candidate(candidate=gone, on=today, because=WITHDRAWN, today=today, **by)
    dropped = add_candidate(member=world.members["sub_chapter"][3], **add)
    world.found["dropped"] = move_candidate(candidate=dropped, place=Place.NOT, because=DROPPED, **by)
    move_candidate(candidate=world.found["candidate"], place=Place.PROPOSED, **by)
    world.found["scenario"] = make_scenario(congress=world.congress, name=SCENARIO, **by)


def step(world: "World", number: int) -> ProcessStep:
    return list(world.congress.personnel_process.steps.select_related("process__congress__unit").order_by("position"))[number]


def _process(world: "World") -> None:
    """The steps before the first one that takes names are closed; that one is open."""
    by, today = _worker(world), timezone.localdate()
    choose_process(congress=world.congress, branch="B", **by)
    number = 0
    figures: dict[str, int | None] = {"summoned": 40, "present": 38, "issued": 38, "collected": 38, "valid": 38, "invalid": 0}
    while not takes_names(open_step(step=step(world, number), **by).purpose):
        entry = StepEntry(held_on=today, figures=figures, names={}, paper="Số 5", conclusion=CONCLUSION)
        saved = record_step(step=step(world, number), entry=entry, revision=step(world, number).revision, today=today, **by)
        close_step(step=saved, revision=saved.revision, **by)
        number += 1
    world.found["closed_step"], world.found["open_step"] = step(world, number - 1), step(world, number)
    world.found["coming_step"] = step(world, number + 1)


def _file(world: "World") -> None:
    by, today = _worker(world), timezone.localdate()
    scan = SimpleUploadedFile(f"{FILE}.pdf", pdf("x.pdf").read())
    receive_document(
        candidate=world.found["candidate"], kind="so_yeu_ly_lich", dated_on=today, upload=scan, revision=None, today=today, **by
    )
    world.found["scan"] = DocumentFile.objects.select_related("file").get()
    world.found["sealed"] = world.found["scan"].file
    world.found["minutes"] = seal_scan(congress=world.congress, upload=pdf(f"{FILE}-2.pdf"), **by)
    world.found["incoming_piece"] = begin_upload(
        congress=world.congress, purpose=f"document:{world.found['candidate'].pk}:so_yeu_ly_lich", name=f"{FILE}-3.pdf", size=9,
        stamp="1", now=timezone.now(), **by,
    )  # fmt: skip


def _vetting(world: "World") -> None:
    """One question in the program, to the body; the same one about somebody else on paper."""
    today = timezone.localdate()
    ask: dict[str, Any] = {"congress": world.congress, "due_on": today + timedelta(days=5), "today": today, **_worker(world)}
    kind = "tieu_chuan_chinh_tri" if "tieu_chuan_chinh_tri" in kinds() else next(iter(kinds()))
    other = Candidate.objects.get(member=world.members["chapter"][3])
    ask_vetting(
        kind=kind, candidate_ids=[world.found["candidate"].pk], asked_of=world.people["vetting_body"], body="PX01",
        question=QUESTION, **ask,
    )  # fmt: skip
    ask_vetting(kind=kind, candidate_ids=[other.pk], asked_of=None, body="PX01", question=OTHER_QUESTION, **ask)
    world.found["vetting"] = Vetting.objects.get(candidate=world.found["candidate"])
    world.found["paper_vetting"] = Vetting.objects.get(candidate=other)


def kinds() -> dict[str, Any]:
    from congress.personnel.rules.vetting import questions

    return dict(questions())


def _outcome(world: "World") -> None:
    by, today = _worker(world), timezone.localdate()
    world.found["submission"] = submit_list(
        congress=world.congress, to=SubmittedTo.COMMITTEE, body=BODY, paper="Số 7", sent_on=today, today=today, **by
    )
    world.found["nomination"] = register_nomination(
        congress=world.congress, member=world.members["branch"][2], kind=FloorKind.NOMINATED, nominated_by=FLOOR, **by
    )
    world.found["floor_withdrawal"] = register_withdrawal(
        congress=world.congress, member=world.found["nomination"].member_id, reason=LEAVES, in_writing=True, **by
    )
    world.found["body_change"] = BodyChange.objects.create(
        congress=world.congress, member=world.members["branch_two"][1], kind=BodyChangeKind.ADDED, position=LEADING[0],
        on=today, decision=DECISION, recorded_by=by["by"],
    )  # fmt: skip
    world.found["export"] = ask_export(
        congress=world.congress, form=export_form(), title=PRINTED, parameters={}, purpose=PURPOSE, **by
    )


def export_form() -> str:
    from congress.personnel.exportable import exportable_forms

    return next((code for code, one in exportable_forms().items() if not one.of_candidate), "xlsx:danh-sach")


def _of_the_branch(world: "World") -> None:
    """The branch's own congress: nothing there is its head's, who was given no part in the work. Its list is locked and not
    announced; as rows, for the way there is long and is tested where it is gone."""
    by = _worker(world)
    _adopt(world, world.branch_congress)
    chosen = add_candidate(congress=world.branch_congress, member=world.members["branch"][1], post=POST, block=BLOCK, **by)
    content = [{"candidate": chosen.pk, "name": chosen.member.full_name, "post": POST}]
    world.found["final"] = FinalList.objects.create(
        congress=world.branch_congress, content=content, hash=hash_of(content), seats=1, accepted_warnings=[], locked_by=by["by"]
    )


def prints(world: "World") -> None:
    """A finished print of every form of the room, asked for by her who does the work."""
    from documents.printing.forms import REGISTRY

    output = Output.objects.get_or_create(key="2" * 64, defaults={"pdf": b"%PDF-1.7", "sha256": "1" * 64, "size": 8, "pages": 1})[
        0
    ]
    who = world.people["personnel_committee"]
    parameters = {"congress": world.congress.pk, "by": who.pk, "candidate": world.found["candidate"].pk, "title": PRINTED}
    made = [
        Rendering.objects.create(
            form=code, title=f"{PRINTED} {world.found['candidate'].member.full_name}", parameters=parameters,
            unit=world.province, requested_by=who, state=RenderingState.DONE, output=output,
            finished_at=timezone.now(), pages=1,
        )
        for code, form in REGISTRY.items()
        if form.confidential
    ]  # fmt: skip
    world.found["personnel_print"] = made[0]


__all__ = ["WORDS", "WORKERS", "Member", "date", "make_personnel", "prints", "told_to"]
