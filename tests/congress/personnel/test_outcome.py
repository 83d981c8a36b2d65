"""To the ballot or to the decision: submissions, the locked list, the decision to appoint."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from congress.personnel.actions.floor import register_nomination
from congress.personnel.actions.outcome import (
    announce_list,
    lock_final_list,
    record_decision,
    record_submission_answer,
    submit_list,
    unlock_final_list,
)
from congress.personnel.actions.processes import choose_process
from congress.personnel.actions.structure import move_candidate
from congress.personnel.actions.vetting import decide_exception
from congress.personnel.models import Candidate, FinalList, FloorNomination, Origin, Place, ProcessStep, StepState, Submission
from congress.personnel.queries.outcome import gate_of
from congress.personnel.queries.tasks import personnel_tasks_for
from congress.personnel.rules.ballot import ballot_order, hash_of, may_be_considered, shown_hash
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.congress.personnel.funnel import ELECTED, make_funnel, pass_vetting
from tests.congress.personnel.people import TODAY, Room
from tests.factories import make_member

Funnel = tuple[Room, list[Candidate]]


def url(room: Room, name: str, *args: object) -> str:
    return reverse(f"personnel:{name}", args=args or [room.congress.pk])


@pytest.fixture
def funnel(db: None) -> Funnel:
    return make_funnel()


def submit(room: Room, to: str = "cap_uy", **fields: Any) -> Submission:
    values: dict[str, Any] = {
        "body": "Đảng uỷ", "paper": "12/TTr", "sent_on": date(2025, 10, 2), "today": TODAY, "by": room.committee,
    } | fields  # fmt: skip
    return submit_list(congress=room.congress, to=to, **values)


def answer(submission: Submission, room: Room, **fields: Any) -> Submission:
    values: dict[str, Any] = {
        "answer": "agreed", "paper": "45-TB/ĐU", "answered_on": date(2025, 10, 10), "opinion": "", "scan": None,
        "revision": submission.revision, "today": TODAY, "by": room.committee,
    } | fields  # fmt: skip
    return record_submission_answer(submission=submission, **values)


def make_ready(funnel: Funnel, branch: str = "B") -> None:
    """Everything before the lock is done: steps closed, answers good, both bodies have agreed."""
    room, people = funnel
    pass_vetting(people)
    process = choose_process(congress=room.congress, branch=branch, by=room.committee)
    ProcessStep.objects.filter(process=process).exclude(purpose__in=["list", "decision"]).update(
        state=StepState.CLOSED, closed_by=room.committee, closed_at="2025-10-20T00:00Z"
    )
    for to in ("cap_uy", "hoi_cap_tren"):
        answer(submit(room, to), room)


def lock(room: Room, **fields: Any) -> FinalList:
    gate = gate_of(room.congress)
    values: dict[str, Any] = {"accepted": [one.code for one in gate.warnings], "seen_hash": gate.hash} | fields
    return lock_final_list(congress=room.congress, by=room.leader, **values)


# ---- rules ----------------------------------------------------------------------------------------------------------


def test_the_ballot_is_in_the_order_of_given_names() -> None:
    names = ["Trần Thị Ánh", "Bùi Thị Yến", "Nguyễn Thị An", "Lê Thị Ân", "H'Hen Niê"]
    rows = [{"candidate": place, "name": name, "birth": "", "sort_name": ""} for place, name in enumerate(names)]
    rows[-1]["sort_name"] = "Hen"

    assert [row["name"] for row in ballot_order(rows)] == [
        "Nguyễn Thị An", "Trần Thị Ánh", "Lê Thị Ân", "H'Hen Niê", "Bùi Thị Yến",
    ]  # fmt: skip


def test_the_hash_is_of_the_content_and_not_of_how_it_is_written() -> None:
    assert hash_of({"a": 1, "b": [2]}) == hash_of({"b": [2], "a": 1})
    assert hash_of([1, 2]) != hash_of([2, 1])
    assert shown_hash("3fa109bc77d2e05a" + "0" * 48) == "3FA1 09BC 77D2 E05A"


def test_a_name_from_outside_needs_more_than_the_threshold() -> None:
    assert not may_be_considered(agreeing=30, voting=100, threshold=30)  # type: ignore[arg-type]
    assert may_be_considered(agreeing=31, voting=100, threshold=30)  # type: ignore[arg-type]
    assert not may_be_considered(agreeing=None, voting=None, threshold=30)  # type: ignore[arg-type]
    assert may_be_considered(agreeing=None, voting=None, threshold=None)


# ---- submissions ----------------------------------------------------------------------------------------------------


def test_what_was_put_stays_as_it_was_put(funnel: Funnel) -> None:
    room, people = funnel
    move_candidate(candidate=people[0], place=Place.RESERVE, by=room.committee)

    made = submit(room)
    move_candidate(candidate=people[1], place=Place.NOT, by=room.committee)

    made.refresh_from_db()
    assert (len(made.content["proposed"]), len(made.content["reserve"])) == (23, 1)
    assert made.hash == hash_of(made.content)


def test_the_same_list_put_twice_is_put_once_and_a_changed_one_anew(funnel: Funnel) -> None:
    room, people = funnel

    first = submit(room)
    assert submit(room) == first
    move_candidate(candidate=people[0], place=Place.RESERVE, by=room.committee)
    assert submit(room) != first


def test_the_committee_comes_before_the_upper_level(funnel: Funnel) -> None:
    room, _ = funnel

    with pytest.raises(Refusal, match="Cấp uỷ cùng cấp chưa đồng ý"):
        submit(room, "hoi_cap_tren")
    answer(submit(room), room)
    assert submit(room, "hoi_cap_tren").to == "hoi_cap_tren"


def test_an_answer_needs_its_paper_its_day_and_what_it_asks_for(funnel: Funnel) -> None:
    room, _ = funnel
    made = submit(room)

    for fields, words in (
        ({"paper": ""}, "số và ngày"),
        ({"answered_on": None}, "ngày trả lời"),
        ({"answered_on": date(2025, 10, 1)}, "trước ngày trình"),
        ({"answer": "returned"}, "nội dung ý kiến"),
        ({"answer": "waiting"}, "chọn ý kiến"),
    ):
        with pytest.raises(Refusal, match=words):
            answer(made, room, **fields)
    answer(made, room)
    with pytest.raises(Changed):
        answer(made, room)


# ---- the locked list ------------------------------------------------------------------------------------------------


def test_nothing_done_everything_is_named(funnel: Funnel) -> None:
    room, people = funnel

    blocks = " ".join(gate_of(room.congress).blocks)

    assert "Chưa chọn quy trình nhân sự." in blocks
    assert "Chưa ghi ý kiến đồng ý của cấp uỷ cùng cấp." in blocks
    assert f"{people[0].member.full_name}: Tiêu chuẩn chính trị: chưa gửi đề nghị." in blocks
    with pytest.raises(Refusal, match="Chưa khoá được danh sách"):
        lock(room)


def test_a_list_in_order_is_locked_once_with_people_as_they_are_printed(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel

    locked = lock(room)
    people[0].member.full_name = "Đã Đổi Tên"
    people[0].member.save()

    locked.refresh_from_db()
    assert lock_final_list(congress=room.congress, accepted=[], seen_hash="", by=room.leader) == locked
    assert [row["name"] for row in locked.content][:2] == ["Phạm Thị A", "Phạm Thị B"]
    assert (len(locked.content), locked.seats, locked.hash) == (24, 21, hash_of(locked.content))
    entry = Entry.objects.get(action="personnel.list_lock")
    assert "Phạm" not in f"{entry.details}{entry.object_label}{entry.reason}"


def test_warnings_are_accepted_one_by_one(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    codes = [one.code for one in gate_of(room.congress).warnings]
    assert "target:7" in codes

    with pytest.raises(Refusal, match="01 cảnh báo chưa xác nhận"):
        lock(room, accepted=codes[1:])
    assert len(lock(room).accepted_warnings) == len(codes)


def test_a_list_that_changed_since_the_page_is_not_locked(funnel: Funnel) -> None:
    make_ready(funnel)

    with pytest.raises(Changed, match="vừa thay đổi"):
        lock(funnel[0], seen_hash="0" * 64)


def test_who_came_or_went_since_the_agreement_is_a_warning(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    move_candidate(candidate=people[0], place=Place.RESERVE, by=room.committee)

    said = " ".join(one.sentence for one in gate_of(room.congress).warnings)

    assert f"bớt {people[0].member.full_name}" in said


def test_an_exception_opens_the_gate_and_is_shown(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    people[0].vettings.filter(kind="ky_luat").update(state="more", note="x")
    assert gate_of(room.congress).blocks == (
        f"{people[0].member.full_name}: Kỷ luật: đang xem xét (theo văn bản 125/PX01 ngày 20/09/2025).",
    )

    decide_exception(candidate=people[0], reason="Đã báo cáo cấp uỷ", by=room.leader)

    assert lock(room).content[0]["exception"] == "Đã báo cáo cấp uỷ"


def test_too_many_for_the_seats_block(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    for place in range(4):
        member = make_member(room.branch, full_name=f"Lê Thị Thêm {chr(65 + place)}", birth_date="1980-01-01")
        Candidate.objects.create(
            congress=room.congress, member=member, origin=Origin.NAMED, sort_key=member.sort_key, added_by=room.committee
        )

    assert any("28 người cho 21 chỗ" in one and "Quá mức tối đa" in one for one in gate_of(room.congress).blocks)


def test_an_earlier_agreement_counts_no_more_once_the_body_sent_the_list_back(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    ProcessStep.objects.filter(process__congress=room.congress, state=StepState.CLOSED).update(closed_at="2025-09-20T00:00Z")
    assert gate_of(room.congress).is_open

    again = submit(room, "hoi_cap_tren", sent_on=date(2025, 10, 21))
    answer(again, room, answer="returned", opinion="Bổ sung cơ cấu trẻ", answered_on=date(2025, 10, 22))

    assert gate_of(room.congress).blocks == (
        "Hội cấp trên yêu cầu bổ sung ngày 22/10/2025: hãy bổ sung, trình lại rồi ghi ý kiến đồng ý.",
    )
    with pytest.raises(Refusal, match="Hội cấp trên yêu cầu bổ sung"):
        lock(room)

    answer(submit(room, "hoi_cap_tren", sent_on=date(2025, 10, 23)), room, answered_on=date(2025, 10, 24))
    assert gate_of(room.congress).is_open


def test_the_upper_level_is_not_asked_when_the_committee_sent_a_later_list_back(funnel: Funnel) -> None:
    room, _ = funnel
    answer(submit(room), room)
    again = submit(room, sent_on=date(2025, 10, 11))
    answer(again, room, answer="returned", opinion="Xem lại", answered_on=date(2025, 10, 12))

    with pytest.raises(Refusal, match="Cấp uỷ cùng cấp chưa đồng ý"):
        submit(room, "hoi_cap_tren", sent_on=date(2025, 10, 13))


def test_what_a_body_said_in_its_step_after_it_had_sent_the_list_back_counts(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    steps = ProcessStep.objects.filter(process__congress=room.congress, purpose="upper")
    again = submit(room, "hoi_cap_tren", sent_on=date(2025, 10, 21))
    answer(again, room, answer="returned", opinion="Bổ sung", answered_on=date(2025, 10, 22))

    steps.update(held_on=date(2025, 10, 22))
    assert not gate_of(room.congress).is_open

    steps.update(held_on=date(2025, 10, 23))
    assert gate_of(room.congress).is_open


def test_a_list_that_was_put_again_and_waits_is_a_warning(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel

    submit(room, sent_on=date(2025, 11, 1))

    gate = gate_of(room.congress)
    assert gate.is_open
    assert "Bản trình Cấp uỷ cùng cấp ngày 01/11/2025 còn chờ ý kiến; đang dựa vào lần đồng ý trước." in [
        one.sentence for one in gate.warnings
    ]


def test_unlocking_needs_a_reason_and_leaves_a_trace_of_the_old_hash(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    locked = lock(room)

    with pytest.raises(Refusal, match="lý do"):
        unlock_final_list(congress=room.congress, reason=" ", by=room.leader)
    unlock_final_list(congress=room.congress, reason="Bổ sung tại đại hội", by=room.leader)

    assert Entry.objects.get(action="personnel.list_unlock").details["hash"] == locked.hash
    move_candidate(candidate=people[0], place=Place.RESERVE, by=room.committee)


def test_a_delegate_sees_it_once_it_is_announced(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    account = room.strangers["chapter_head"]
    account.member = make_member(room.chapter, full_name="Vũ Thị Đại Biểu")
    account.save()
    room.congress.delegates.create(member=account.member, category="elected", state="approved")
    client = room.sign_in(account)
    lock(room)
    assert client.get(url(room, "announced")).status_code == 404
    assert not personnel_tasks_for(account, TODAY)

    announce_list(congress=room.congress, by=room.leader)

    assert [task.url for task in personnel_tasks_for(account, TODAY)] == [url(room, "announced")]
    assert not personnel_tasks_for(room.strangers["head"], TODAY)
    page = client.get(url(room, "announced")).content.decode()
    assert page.count("Phạm Thị") == 24
    assert room.sign_in(room.strangers["head"]).get(url(room, "announced")).status_code == 404


# ---- the decision ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_congress_that_appoints_ends_with_a_decision() -> None:
    room, people = made = make_funnel(personnel_mode="CHI_DINH")
    for spare in people[ELECTED:]:
        move_candidate(candidate=spare, place=Place.NOT, by=room.committee)
    make_ready(made, branch="C")
    gate = gate_of(room.congress)
    values: dict[str, Any] = {
        "congress": room.congress, "number": "1204/QĐ", "dated_on": date(2025, 11, 5), "issuer": "Ban Phụ nữ Công an nhân dân",
        "posts": {people[0].pk: "Trưởng ban"}, "accepted": [one.code for one in gate.warnings], "seen_hash": gate.hash,
        "scan": None, "today": TODAY, "by": room.leader,
    }  # fmt: skip

    with pytest.raises(Refusal, match="chỉ định nhân sự, không bầu"):
        lock(room)
    found = record_decision(**values)

    assert (len(found.people), found.people[0]["post"], found.people[1]["post"]) == (21, "Trưởng ban", "Uỷ viên Ban Phụ nữ")
    assert record_decision(**values | {"number": "1205/QĐ"}).pk == found.pk


def test_where_people_are_elected_there_is_no_decision(funnel: Funnel) -> None:
    room, _ = funnel
    with pytest.raises(Refusal, match="bầu nhân sự"):
        record_decision(
            congress=room.congress, number="1", dated_on=TODAY, issuer="x", posts={}, accepted=[], seen_hash="", scan=None,
            today=TODAY, by=room.leader,
        )  # fmt: skip


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_pages_lead_from_submission_to_the_announced_list(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    client = room.sign_in(room.leader)
    submission = Submission.objects.latest("id")

    assert client.get(url(room, "outcome-submit")).status_code == 200
    assert "45-TB/ĐU" in client.get(url(room, "submission", submission.pk)).content.decode()
    assert "Đủ điều kiện: 24 người." in client.get(url(room, "outcome")).content.decode()
    gate = gate_of(room.congress)
    refused = client.post(url(room, "final-lock"), {"hash": gate.hash}).content.decode()
    assert "cảnh báo chưa xác nhận" in refused
    data = {"hash": gate.hash, "accepted": [one.code for one in gate.warnings]}
    assert client.post(url(room, "final-lock"), data).status_code == 302
    assert shown_hash(gate.hash) in client.get(url(room, "final")).content.decode()
    assert client.post(url(room, "final-announce")).status_code == 302
    assert client.get(url(room, "final-unlock")).status_code == 200
    assert client.post(url(room, "final-unlock"), {"reason": "Bổ sung"}).status_code == 302
    assert not FinalList.objects.exists()


def test_the_committee_sees_the_lock_and_may_not_turn_it(funnel: Funnel) -> None:
    room, _ = funnel
    client = room.sign_in(room.committee)

    assert client.get(url(room, "outcome")).status_code == 200
    for name in ("final-lock", "decision"):
        assert client.get(url(room, name)).status_code == 403
    assert client.post(url(room, "final-announce")).status_code == 403


def test_the_decision_page_shows_everybody_with_a_post(funnel: Funnel) -> None:
    room, _ = funnel
    room.congress.personnel_mode = "CHI_DINH"
    room.congress.save()

    page = room.sign_in(room.leader).get(url(room, "decision")).content.decode()

    assert page.count("Uỷ viên Ban Phụ nữ") == 24


def nominate(room: Room) -> FloorNomination:
    member = make_member(room.branch, full_name="Đỗ Thị Ngoài", birth_date="1985-01-01")
    return register_nomination(
        congress=room.congress, member=member, kind="de_cu", nominated_by="Đoàn Phòng Tham mưu", by=room.committee
    )


def test_outcome_is_nowhere_for_those_who_must_not_know_of_it(funnel: Funnel) -> None:
    make_ready(funnel)
    room, _ = funnel
    nomination, submission = nominate(room), Submission.objects.latest("id")
    lock(room)
    pages = [
        *(url(room, name) for name in ("outcome", "outcome-submit", "final", "final-lock", "final-unlock", "announced")),
        *(url(room, name) for name in ("decision", "floor")),
        url(room, "floor-edit", nomination.pk),
        url(room, "floor-withdraw"),
        url(room, "submission", submission.pk),
    ]
    for role, account in room.strangers.items():
        client = room.sign_in(account)
        assert [client.get(page).status_code for page in pages] == [404] * len(pages), role
