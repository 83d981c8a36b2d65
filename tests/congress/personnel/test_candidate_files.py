"""People in the pool and the papers of their files: what may happen, and what is refused."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from congress.personnel.actions.candidates import (
    add_candidate,
    describe_candidate,
    reinstate_candidate,
    remove_candidate,
    withdraw_candidate,
)
from congress.personnel.actions.documents import (
    accept_document,
    mark_not_needed,
    receive_document,
    remove_scan,
    reset_document,
    return_document,
)
from congress.personnel.actions.files import opened, seal_upload
from congress.personnel.actions.keeping import agree_to_destroy, destroy_due_files, keep_longer
from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    Direction,
    DocumentFile,
    DocumentState,
    OfficeReview,
    Origin,
    Place,
    SealedFile,
)
from congress.terms.models import Congress
from members.access.models import Account, Entry
from members.access.refusal import Changed, Refusal
from members.people.actions import mark_different, merge_members
from members.people.models import Member
from tests.congress.personnel.papers import upload
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, in_office, make_room
from tests.factories import make_account, make_member

HEALTH, RESUME, ASSETS, POLITICS = "giay_kham_suc_khoe", "so_yeu_ly_lich", "ke_khai_tai_san", "tieu_chuan_chinh_tri"


@pytest.fixture
def room(db: None) -> Room:
    made = make_room()
    adopt(made)
    return made


@pytest.fixture
def candidate(room: Room) -> Candidate:
    return candidates(room, 1)[0]


def receive(room: Room, candidate: Candidate, kind: str = RESUME, **fields: object) -> CandidateDocument:
    values = {"dated_on": date(2026, 9, 1), "today": TODAY, "by": room.committee} | fields
    return receive_document(candidate=candidate, kind=kind, **values)  # type: ignore[arg-type]


# ---- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nobody_is_entered_before_the_direction_is_adopted() -> None:
    room = make_room()

    with pytest.raises(Refusal, match="Phương hướng nhân sự chưa được thông qua"):
        add_candidate(congress=room.congress, member=make_member(room.branch), by=room.committee)


def test_a_member_is_taken_in_once(room: Room) -> None:
    member = make_member(room.branch, full_name="Lê Thị Hai Lần")
    add_candidate(congress=room.congress, member=member, by=room.committee)

    with pytest.raises(Refusal, match="Lê Thị Hai Lần đã có trong danh sách nhân sự"):
        add_candidate(congress=room.congress, member=member, by=room.committee)


def test_a_person_under_two_spellings_is_pointed_at_until_somebody_says_they_are_two(room: Room) -> None:
    first = make_member(room.branch, full_name="Nguyễn Thị Hòa", birth_date="1985-02-03")
    second = make_member(room.chapter, full_name="Nguyễn Thị Hoà", birth_date="1985-02-03")
    add_candidate(congress=room.congress, member=first, by=room.committee)

    with pytest.raises(Refusal, match="cùng tên và ngày sinh"):
        add_candidate(congress=room.congress, member=second, by=room.committee)
    mark_different(one=first, other=second, by=room.leader)

    assert add_candidate(congress=room.congress, member=second, by=room.committee).pk


def test_a_member_of_another_province_or_who_has_left_is_not_taken_in(room: Room) -> None:
    foreign, gone = make_member(make_room().branch), make_member(room.branch)
    Member.objects.filter(pk=gone.pk).update(state="retired")

    for member in (foreign, gone):
        with pytest.raises(Refusal, match="Chỉ đưa vào được hội viên đang sinh hoạt"):
            add_candidate(congress=room.congress, member=member, by=room.committee)


def test_whoever_is_in_office_is_an_incumbent(room: Room) -> None:
    found = add_candidate(congress=room.congress, member=in_office(room)[0], by=room.committee)

    assert (found.is_incumbent, found.origin) == (True, Origin.IN_OFFICE)


def test_a_withdrawal_keeps_day_and_reason_and_can_be_taken_back(room: Room, candidate: Candidate) -> None:
    gone = withdraw_candidate(
        candidate=candidate, on=date(2026, 11, 5), because="chuyển công tác", today=TODAY, by=room.committee
    )
    assert (gone.place, gone.withdrawn_on, gone.withdrawn_because) == (Place.NOT, date(2026, 11, 5), "chuyển công tác")

    back = reinstate_candidate(candidate=candidate, by=room.committee)
    assert (back.place, back.withdrawn_on) == (Place.RESERVE, None)


def test_a_withdrawal_needs_a_reason_and_a_day_that_has_come(room: Room, candidate: Candidate) -> None:
    with pytest.raises(Refusal, match="lý do xin rút"):
        withdraw_candidate(candidate=candidate, on=TODAY, because="", today=TODAY, by=room.committee)
    with pytest.raises(Refusal, match="không thể ở tương lai"):
        withdraw_candidate(candidate=candidate, on=TODAY + timedelta(1), because="x", today=TODAY, by=room.committee)


def test_a_description_saved_over_a_newer_one_is_refused(room: Room, candidate: Candidate) -> None:
    values = {"origin": Origin.NAMED, "is_incumbent": False, "block": "", "is_full_time": True, "biography": "Sinh năm 1970."}
    describe_candidate(candidate=candidate, post="Phó Trưởng ban", revision=candidate.revision, by=room.committee, **values)

    with pytest.raises(Changed):
        describe_candidate(candidate=candidate, post="", revision=candidate.revision, by=room.leader, **values)


def test_an_entry_made_by_mistake_goes_and_one_with_papers_stays(room: Room) -> None:
    bare, known = candidates(room, 2)
    receive(room, known)

    remove_candidate(candidate=bare, by=room.committee)
    with pytest.raises(Refusal, match="hãy ghi xin rút"):
        remove_candidate(candidate=known, by=room.committee)

    assert list(Candidate.objects.filter(congress=room.congress)) == [known]


# ---- papers ----------------------------------------------------------------------------------------------------------


def test_a_paper_is_received_then_checked_by_name(room: Room, candidate: Candidate) -> None:
    document = receive(room, candidate, upload=upload())
    assert (document.state, document.reviewed_by) == (DocumentState.RECEIVED, None)

    accepted = accept_document(candidate=candidate, kind=RESUME, revision=document.revision, by=room.leader)

    assert (accepted.state, accepted.reviewed_by) == (DocumentState.ACCEPTED, room.leader)


def test_a_health_certificate_is_good_for_six_months(room: Room, candidate: Candidate) -> None:
    assert receive(room, candidate, HEALTH, dated_on=date(2026, 8, 31)).expires_on == date(2027, 2, 28)
    own = receive(room, candidate, HEALTH, dated_on=date(2026, 8, 31), expires_on=date(2026, 10, 1))
    assert own.expires_on == date(2026, 10, 1)


def test_a_paper_that_ages_is_not_accepted_without_its_day(room: Room, candidate: Candidate) -> None:
    with pytest.raises(Refusal, match="Hãy ghi ngày của giấy tờ"):
        receive(room, candidate, HEALTH, dated_on=None)


@pytest.mark.parametrize("kind", [ASSETS, POLITICS])
def test_of_a_sensitive_paper_no_file_is_taken(room: Room, candidate: Candidate, kind: str) -> None:
    with pytest.raises(Refusal, match="chỉ ghi trạng thái và ngày, không tải tệp lên"):
        receive(room, candidate, kind, upload=upload())

    assert not SealedFile.objects.exists()
    assert receive(room, candidate, kind).state == DocumentState.RECEIVED


@pytest.mark.parametrize(("field", "values"), [
    ("dated_on", {"dated_on": TODAY + timedelta(days=1)}),
    ("expires_on", {"dated_on": TODAY, "expires_on": TODAY - timedelta(days=1)}),
])  # fmt: skip
def test_impossible_dates_are_refused(room: Room, candidate: Candidate, field: str, values: dict[str, date]) -> None:
    with pytest.raises(Refusal) as refused:
        receive(room, candidate, **values)

    assert refused.value.field == field


def test_a_returned_paper_says_what_is_missing(room: Room, candidate: Candidate) -> None:
    receive(room, candidate)
    with pytest.raises(Refusal, match="cần bổ sung gì"):
        return_document(candidate=candidate, kind=RESUME, note="", revision=None, by=room.committee)

    found = return_document(candidate=candidate, kind=RESUME, note="thiếu ảnh", revision=None, by=room.committee)

    assert (found.state, found.note) == (DocumentState.RETURNED, "thiếu ảnh")


def test_what_is_not_there_is_not_accepted(room: Room, candidate: Candidate) -> None:
    with pytest.raises(Refusal, match="chưa nhận nên chưa xác nhận đạt được"):
        accept_document(candidate=candidate, kind=RESUME, revision=None, by=room.committee)


def test_the_minutes_are_not_changed_by_hand(room: Room, candidate: Candidate) -> None:
    with pytest.raises(Refusal, match="chương trình tự lấy"):
        receive(room, candidate, "bien_ban_gioi_thieu")


def test_a_tick_on_an_older_page_is_refused(room: Room, candidate: Candidate) -> None:
    document = receive(room, candidate)
    receive(room, candidate, dated_on=date(2026, 9, 2))

    with pytest.raises(Changed):
        accept_document(candidate=candidate, kind=RESUME, revision=document.revision, by=room.leader)


def test_a_scan_put_aside_stays_sealed_until_the_day_of_retention(room: Room, candidate: Candidate) -> None:
    receive(room, candidate, upload=upload())
    scan = DocumentFile.objects.get()

    remove_scan(scan=scan, by=room.committee)
    remove_scan(scan=scan, by=room.committee)

    scan.refresh_from_db()
    assert scan.removed_at is not None
    assert opened(scan.file)


def test_a_paper_reset_is_missing_again(room: Room, candidate: Candidate) -> None:
    mark_not_needed(candidate=candidate, kind=RESUME, note="đã có ở hồ sơ gốc", revision=None, by=room.committee)

    assert reset_document(candidate=candidate, kind=RESUME, revision=None, by=room.committee).state == DocumentState.MISSING


@pytest.mark.django_db(transaction=True)
def test_two_people_who_receive_the_same_paper_at_once_make_one_row() -> None:
    room = make_room()
    adopt(room)
    candidate = candidates(room, 1)[0]
    gate, found = Barrier(2), []

    def one() -> None:
        gate.wait()
        try:
            found.append(receive(room, Candidate.objects.get(pk=candidate.pk)).pk)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert CandidateDocument.objects.count() == 1


def test_the_trace_holds_numbers_and_no_names(room: Room, candidate: Candidate) -> None:
    receive(room, candidate, upload=upload())
    return_document(candidate=candidate, kind=RESUME, note="thiếu ảnh của Nguồn", revision=None, by=room.committee)
    withdraw_candidate(candidate=candidate, on=TODAY, because="Nguồn xin rút", today=TODAY, by=room.committee)

    entries = Entry.objects.filter(action__startswith="personnel.")
    assert entries.filter(details__candidate=candidate.pk).count() >= 3
    said = " ".join(f"{one.object_label} {one.details} {one.reason}" for one in entries)
    assert "Nguồn" not in said
    assert "Giấy khám" not in said


# ---- merging ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(room: Room) -> Account:
    """She may merge members and must not know of the room."""
    return make_account("standing", room.province)


def test_a_candidate_goes_with_the_record_that_is_kept(room: Room, candidate: Candidate, clerk: Account) -> None:
    kept = make_member(room.branch, full_name="Trần Thị Giữ")
    OfficeReview.objects.create(congress=room.congress, member=candidate.member)

    merge_members(kept=kept, merged=candidate.member, by=clerk)

    candidate.refresh_from_db()
    assert (candidate.member, candidate.sort_key) == (kept, kept.sort_key)
    assert OfficeReview.objects.get().member == kept


def test_an_entry_of_which_nothing_is_known_gives_way(room: Room, clerk: Account) -> None:
    first, second = candidates(room, 2)
    receive(room, second)

    merge_members(kept=first.member, merged=second.member, by=clerk)

    assert [one.pk for one in Candidate.objects.filter(congress=room.congress)] == [second.pk]
    assert Candidate.objects.get().member == first.member


def test_a_merge_that_somebody_must_decide_tells_a_stranger_nothing(room: Room, clerk: Account) -> None:
    first, second = candidates(room, 2)
    receive(room, first)
    receive(room, second)

    with pytest.raises(Refusal) as told_stranger:
        merge_members(kept=first.member, merged=second.member, by=clerk)
    with pytest.raises(Refusal) as told_leader:
        merge_members(kept=first.member, merged=second.member, by=room.leader)

    words = str(told_stranger.value).lower()
    assert not any(word in words for word in ("nhân sự", "đại hội", "danh sách", "giấy tờ", "thẩm định"))
    assert "danh sách nhân sự" in str(told_leader.value)


# ---- retention -------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(room: Room, candidate: Candidate) -> Direction:
    """Files that were to be kept until yesterday."""
    receive(room, candidate, upload=upload())
    seal_upload(congress=room.congress, upload=upload(), by=room.committee)
    Candidate.objects.update(biography="Sinh năm 1970.")
    Direction.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    Congress.objects.filter(pk=room.congress.pk).update(held_on=timezone.localdate() - timedelta(days=60))
    return Direction.objects.get(congress=room.congress)


def test_files_are_destroyed_by_the_head_after_their_day_and_the_states_stay(room: Room, kept: Direction) -> None:
    assert agree_to_destroy(direction=kept, today=timezone.localdate(), by=room.leader) == 2
    assert agree_to_destroy(direction=kept, today=timezone.localdate(), by=room.leader) == 0

    assert not SealedFile.objects.filter(destroyed_at=None).exists()
    assert Candidate.objects.get().biography == ""
    assert CandidateDocument.objects.get().state == DocumentState.RECEIVED
    assert Entry.objects.filter(action="personnel.files_destroy").get().details == {"files": 2}


def test_files_are_not_destroyed_before_their_day(room: Room, kept: Direction) -> None:
    Direction.objects.update(keep_until=timezone.localdate())

    with pytest.raises(Refusal, match="còn phải lưu đến hết ngày"):
        agree_to_destroy(direction=kept, today=timezone.localdate(), by=room.leader)


def test_beat_destroys_only_after_the_days_of_grace_and_the_command_at_once_if_told(
    kept: Direction, capsys: pytest.CaptureFixture[str]
) -> None:
    assert destroy_due_files(today=timezone.localdate()) == 0
    call_command("destroy_personnel_files")
    call_command("destroy_personnel_files", "--at-once")

    assert capsys.readouterr().out.splitlines() == ["0 files were destroyed.", "2 files were destroyed."]


def test_files_are_kept_longer_with_a_reason(room: Room, kept: Direction) -> None:
    today = timezone.localdate()
    with pytest.raises(Refusal, match="lý do"):
        keep_longer(direction=kept, until=today + timedelta(30), reason="", today=today, by=room.leader)

    keep_longer(direction=kept, until=today + timedelta(30), reason="đang giải quyết đơn", today=today, by=room.leader)

    assert destroy_due_files(today=today + timedelta(days=20)) == 0
    assert destroy_due_files(today=today + timedelta(days=60)) == 2
