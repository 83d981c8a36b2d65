"""What a clumsy or an ill-meaning person does in the room."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.supervisor import ACCESS_LOG, children
from congress.personnel.actions.candidates import add_candidate
from congress.personnel.actions.files import LIMIT, megabytes, seal_upload
from congress.personnel.actions.keeping import agree_to_destroy, destroy_due_files
from congress.personnel.actions.processes import StepLine, adapt_process
from congress.personnel.actions.steps import reopen_step
from congress.personnel.actions.vetting import ask_vetting
from congress.personnel.models import Direction, FinalList, Incoming, SealedFile, StepState, Vetting
from congress.personnel.queries.outcome import gate_of
from congress.personnel.rules.purposes import PURPOSES
from congress.terms.models import Congress, CongressState
from members.access.refusal import Refusal
from members.people.actions import mark_different
from tests.congress.personnel.papers import pdf_bytes, upload
from tests.congress.personnel.people import Room, adopt, candidates, finish, make_room, process, step_of, walk_to
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    made = make_room()
    adopt(made)
    return made


# ---- files -----------------------------------------------------------------------------------------------------------


def test_a_scan_of_a_sensitive_paper_is_not_kept_by_the_ordinary_form_either(room: Room) -> None:
    one = candidates(room, 1)[0]
    client = room.sign_in(room.committee)

    client.post(reverse("personnel:document-scan", args=[one.pk, "ke_khai_tai_san"]), {"file": upload(pdf_bytes())})

    assert not SealedFile.objects.exists()


@pytest.mark.parametrize("kind", ["ke_khai_tai_san", "bien_ban_gioi_thieu", "khong_co"])
def test_not_a_byte_is_taken_of_a_paper_that_keeps_no_scans(room: Room, kind: str) -> None:
    one = candidates(room, 1)[0]
    client = room.sign_in(room.committee)

    answer = client.post(
        reverse("personnel:upload-begin", args=[room.congress.pk]),
        {"purpose": f"document:{one.pk}:{kind}", "name": "a.pdf", "size": 1000},
    )

    assert answer.status_code == 400
    assert "cũ" not in answer.json()["error"]
    assert not Incoming.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"size": 99_999_999_999}, "Tệp nặng 95367,5 MB, quá mức 20 MB"),
        ({"size": LIMIT + 1}, "Tệp nặng 20,1 MB, quá mức 20 MB"),
        ({"size": 0}, "Tệp rỗng"),
    ],
)
def test_whatever_is_announced_the_refusal_speaks_of_the_file(room: Room, fields: dict[str, Any], sentence: str) -> None:
    one = candidates(room, 1)[0]
    values = {"purpose": f"document:{one.pk}:tieu_su", "name": "a.pdf", "size": 1000} | fields

    answer = room.sign_in(room.committee).post(reverse("personnel:upload-begin", args=[room.congress.pk]), values)

    assert answer.json()["error"].startswith(sentence)


def test_a_file_with_a_very_long_name_is_taken(room: Room) -> None:
    one = candidates(room, 1)[0]
    name = f"{'Sơ yếu lý lịch đồng chí Nguyễn Thị Thuý Hằng ' * 12}.pdf"
    values = {"purpose": f"document:{one.pk}:tieu_su", "name": name, "size": 1000}

    answer = room.sign_in(room.committee).post(reverse("personnel:upload-begin", args=[room.congress.pk]), values)

    assert answer.status_code == 200


def test_a_file_whose_key_the_server_does_not_have_says_whom_to_tell(room: Room, settings: Any) -> None:
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá mới", []
    file = seal_upload(congress=room.congress, upload=SimpleUploadedFile("a.pdf", pdf_bytes()), by=room.committee)
    client = room.sign_in(room.committee)
    client.post(reverse("personnel:purpose", args=[room.congress.pk]), {"purpose": next(iter(PURPOSES))})
    settings.PERSONNEL_KEY = "khoá cũ"

    page = client.get(reverse("personnel:file-open", args=[file.pk]), follow=True)

    assert page.status_code == 200
    assert "Hãy báo người quản trị kiểm tra khoá PERSONNEL_KEY" in page.content.decode()


def test_what_is_over_the_limit_never_looks_like_the_limit() -> None:
    assert [megabytes(size) for size in (LIMIT, LIMIT + 1, LIMIT + LIMIT // 20)] == ["20", "20,1", "21"]


# ---- steps and the list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", ["1e-9999999", "0.5", "½", "1/0", "-1/2", "2/2", "3/2", "1/2/3", "٣/٤", "1_0/20"])
def test_a_threshold_is_a_fraction_of_two_numbers_and_nothing_else(room: Room, threshold: str) -> None:
    found = process(room)
    line = StepLine(
        pk=None, code="X1", name="Hội nghị", meeting="", product="", method="ballot", threshold=threshold, base="CO_MAT",
        most=None, purpose="naming",
    )  # fmt: skip

    with pytest.raises(Refusal, match="ngưỡng"):
        adapt_process(process=found, lines=[line], reason="Thử", revision=found.revision, by=room.committee)


def test_a_step_is_not_reopened_under_a_list_that_is_locked(room: Room) -> None:
    candidates(room, 1)
    process(room)
    walk_to(room, "B3")
    finish(room, "B3")
    FinalList.objects.create(congress=room.congress, content=[], hash="0" * 64, seats=1, locked_by=room.leader)

    with pytest.raises(Refusal, match="Hãy mở khoá danh sách trước"):
        reopen_step(step=step_of(room, "B3"), reason="Đếm lại phiếu", by=room.leader)

    assert step_of(room, "B3").state == StepState.CLOSED


def test_whoever_comes_to_the_list_past_the_ballot_is_named_before_it_is_locked(room: Room) -> None:
    candidates(room, 2)
    process(room)
    walk_to(room, "B3")
    finish(room, "B3")
    late = make_member(room.branch, full_name="Đỗ Thị Vào Sau", birth_date="1980-02-02")
    add_candidate(congress=room.congress, member=late, by=room.committee)

    sentences = [one.sentence for one in gate_of(room.congress).warnings if one.code.startswith("step:")]

    assert len(sentences) == 1
    assert sentences[0].startswith("Đỗ Thị Vào Sau chưa được thông qua ở bước B3")


@pytest.mark.parametrize(("first", "second"), [("1975-03-04", "1975"), ("1975", "1975-03-04"), ("1975-03", "1975-03-04")])
def test_a_second_record_with_half_of_the_birth_date_is_pointed_at_and_can_be_told_apart(
    room: Room, first: str, second: str
) -> None:
    one = make_member(room.branch, full_name="Lê Thị Hoà", birth_date=first)
    other = make_member(room.chapter, full_name="Lê Thị Hòa", birth_date=second)
    add_candidate(congress=room.congress, member=one, by=room.committee)

    with pytest.raises(Refusal, match="Có thể trùng"):
        add_candidate(congress=room.congress, member=other, by=room.committee)

    head = room.sign_in(room.strangers["head"])
    page = head.get(reverse("people:member-detail", args=[other.pk])).content.decode()
    assert reverse("people:member-merge", args=[other.pk, one.pk]) in page
    mark_different(one=one, other=other, by=room.strangers["head"])
    assert add_candidate(congress=room.congress, member=other, by=room.committee).pk


NULL = "chữ\x00rỗng"


def test_a_null_character_in_a_cell_of_a_table_harms_nothing(room: Room) -> None:
    one = candidates(room, 1)[0]
    found = process(room)
    client = room.sign_in(room.committee)
    steps = list(found.steps.order_by("position"))
    typed: dict[str, Any] = {"revision": found.revision, "reason": NULL}
    for place, each in enumerate(steps):
        typed |= {f"{name}-{each.pk}": getattr(each, name) or "" for name in ("code", "method", "threshold", "base", "purpose")}
        typed |= {f"name-{each.pk}": NULL, f"order-{each.pk}": place}
    assert client.post(reverse("personnel:process-adapt", args=[room.congress.pk]), typed).status_code == 302

    step = walk_to(room, "B2")
    name = step.names.get(candidate=one)
    values = {"revision": step.revision, f"decision-{name.pk}": "failed", f"because-{name.pk}": NULL}
    assert client.post(reverse("personnel:step", args=[step.pk]), values).status_code == 302

    name.refresh_from_db()
    assert (name.decided_because, step_of(room, "B2").name) == ("chữrỗng", "chữrỗng")


# ---- the body that vets ----------------------------------------------------------------------------------------------


def test_a_second_answer_is_not_taken_and_says_so(room: Room) -> None:
    one = candidates(room, 1)[0]
    body = room.strangers["vetting_body"]
    ask_vetting(
        congress=room.congress, kind="tieu_chuan_chinh_tri", candidate_ids=[one.pk], asked_of=body, body="", question="",
        due_on=None, today=timezone.localdate(), by=room.committee,
    )  # fmt: skip
    vetting = Vetting.objects.get()
    client, url = room.sign_in(body), reverse("personnel:vetting-answer", args=[vetting.pk])
    client.post(url, {"state": "passed", "paper": "1/PX01", "paper_on": "01/10/2026", "revision": vetting.revision})

    values = {"state": "failed", "paper": "2/PX01", "paper_on": "01/10/2026", "revision": vetting.revision + 1}
    page = client.post(url, values, follow=True)

    assert "lần gửi này không được ghi" in page.content.decode()
    assert (Vetting.objects.get().state, Vetting.objects.get().paper) == ("passed", "1/PX01")


# ---- what is kept, and what is written down --------------------------------------------------------------------------


def test_files_of_a_congress_that_was_put_off_are_not_destroyed_on_the_day_that_was_meant_before(room: Room) -> None:
    today = timezone.localdate()
    seal_upload(congress=room.congress, upload=SimpleUploadedFile("a.pdf", pdf_bytes()), by=room.committee)
    Direction.objects.update(keep_until=today - timedelta(days=30))
    Congress.objects.filter(pk=room.congress.pk).update(held_on=today + timedelta(days=90))
    direction = Direction.objects.select_related("congress").get(congress=room.congress)

    assert destroy_due_files(today=today) == 0
    with pytest.raises(Refusal, match="Đại hội đã dời đến ngày"):
        agree_to_destroy(direction=direction, today=today, by=room.leader)

    Congress.objects.filter(pk=room.congress.pk).update(state=CongressState.CANCELLED)
    assert destroy_due_files(today=today) == 1


def test_what_is_searched_for_stands_in_no_log(tmp_path: Any) -> None:
    web = next(child for child in children(8000, tmp_path) if child.name == "web")

    assert f"--access-logformat={ACCESS_LOG}" in web.command
    assert not {"%(r)s", "%(q)s", "%(f)s"} & set(ACCESS_LOG.replace('"', " ").split())


@pytest.mark.parametrize("address", ["home:home", "printing:list", "accounts:trace"])
def test_pages_that_speak_of_the_work_are_not_kept_by_the_browser_for_whoever_comes_next(room: Room, address: str) -> None:
    reader = room.strangers["administrator"] if address == "accounts:trace" else room.leader
    answer = room.sign_in(reader).get(reverse(address))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
