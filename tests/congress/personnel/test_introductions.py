"""Units introduce people: each sees only its own; the room takes them into its pool."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from congress.personnel.actions.introductions import (
    MeetingEntry,
    MeetingProblems,
    call_units,
    introduce,
    record_meeting,
    return_introduction,
    send_introduction,
    take_up,
)
from congress.personnel.models import Candidate, Introduction, IntroductionCall, Origin
from congress.personnel.queries.introductions import alike, call_board
from members.access.models import Entry
from members.access.refusal import Refusal
from members.people.actions import mark_different
from members.people.models import Member
from members.units.models import Unit
from tests.congress.personnel.people import Room, adopt, in_office, make_room
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def called(room: Room, *units: Unit, most: int | None = None) -> list[IntroductionCall]:
    today = timezone.localdate()
    call_units(
        congress=room.congress,
        units=units,
        due_on=today + timedelta(days=9),
        request="",
        most=most,
        today=today,
        by=room.committee,
    )
    return list(IntroductionCall.objects.select_related("congress", "unit").filter(congress=room.congress, unit__in=units))


def sent(room: Room, call: IntroductionCall, *members: Member) -> list[Introduction]:
    by = room.strangers["branch_committee"]
    introduce(call=call, members=members, by=by)
    call.refresh_from_db()
    entry = MeetingEntry(
        held_on=date(2026, 9, 15), summoned=20, present=18, valid=18, committee_agrees=True,
        votes=dict.fromkeys(call.introductions.values_list("pk", flat=True), 15),
    )  # fmt: skip
    record_meeting(call=call, entry=entry, revision=call.revision, today=timezone.localdate(), by=by)
    send_introduction(call=call, by=by)
    return list(call.introductions.all())


def opened() -> Room:
    room = make_room()
    adopt(room)
    return room


def test_units_are_called_once_and_only_after_the_adoption() -> None:
    room = make_room()
    with pytest.raises(Refusal, match="chưa được thông qua"):
        called(room, room.branch)
    adopt(room)

    called(room, room.branch)
    with pytest.raises(Refusal, match="chưa được đề nghị"):
        called(room, room.branch)
    called(room, room.branch, room.chapter)

    assert IntroductionCall.objects.count() == 2


def test_a_unit_introduces_its_own_members_and_no_more_than_asked() -> None:
    room = opened()
    (call,) = called(room, room.branch, most=1)
    by = room.strangers["branch_committee"]

    with pytest.raises(Refusal, match="hội viên đang sinh hoạt ở đơn vị mình"):
        introduce(call=call, members=[make_member(room.chapter)], by=by)
    with pytest.raises(Refusal, match="nhiều nhất 01 người, đang chọn 02"):
        introduce(call=call, members=[make_member(room.branch), make_member(room.branch)], by=by)


def test_figures_of_the_meeting_that_do_not_add_up_are_all_named() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    by = room.strangers["branch_committee"]
    introduce(call=call, members=[make_member(room.branch, full_name="Vũ Thị Yến")], by=by)
    call.refresh_from_db()
    row = call.introductions.get()

    with pytest.raises(MeetingProblems) as raised:
        record_meeting(
            call=call, entry=MeetingEntry(summoned=10, present=12, valid=13, votes={row.pk: 14}), revision=call.revision,
            today=timezone.localdate(), by=by,
        )  # fmt: skip

    assert raised.value.sentences == [
        "Có mặt 12, nhiều hơn triệu tập 10.",
        "Phiếu hợp lệ 13, nhiều hơn số có mặt 12.",
        "Vũ Thị Yến có 14 phiếu, nhiều hơn 13 phiếu hợp lệ (người có mặt).",
    ]


def test_what_is_missing_is_said_before_it_is_sent_and_what_is_sent_is_frozen() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    by = room.strangers["branch_committee"]
    with pytest.raises(Refusal, match="chưa chọn ai, chưa ghi ngày họp và số có mặt, chưa ghi cấp uỷ đơn vị nhất trí"):
        send_introduction(call=call, by=by)

    sent(room, call, make_member(room.branch))

    with pytest.raises(Refusal, match="không sửa được nữa"):
        introduce(call=call, members=[make_member(room.branch)], by=by)
    with pytest.raises(Refusal, match="cần sửa gì"):
        return_introduction(call=call, because=" ", today=date(2026, 9, 9), by=room.committee)
    returned = return_introduction(call=call, because="Thiếu biên bản", today=date(2026, 9, 9), by=room.committee)
    assert returned.request.startswith("Trả lại ngày 09/09/2026, đề nghị sửa: Thiếu biên bản")
    assert introduce(call=call, members=[make_member(room.branch)], by=by) == 2


def test_a_unit_reads_why_its_paper_came_back() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    sent(room, call, make_member(room.branch))
    give_back = reverse("personnel:introduction-return", args=[call.pk])
    client = room.sign_in(room.committee)

    assert "Đơn vị cần sửa gì" in client.get(reverse("personnel:introductions", args=[room.congress.pk])).content.decode()
    assert "Hãy ghi đơn vị cần sửa gì" in client.post(give_back, follow=True).content.decode()
    client.post(give_back, {"because": "Biên bản thiếu chữ ký của chủ trì"})

    unit_page = room.sign_in(room.strangers["branch_committee"]).get(reverse("personnel:introduce-call", args=[call.pk]))
    assert "đề nghị sửa: Biên bản thiếu chữ ký của chủ trì" in unit_page.content.decode()


def test_the_room_counts_nobody_before_the_unit_has_sent() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    introduce(call=call, members=[make_member(room.branch, full_name="Vũ Thị Yến")], by=room.strangers["branch_committee"])

    assert [(row.state, row.people) for row in call_board(room.congress, today=timezone.localdate())] == [("waiting", 0)]
    page = room.sign_in(room.committee).get(reverse("personnel:introductions-take", args=[room.congress.pk]))
    assert "Vũ Thị Yến" not in page.content.decode()


def test_she_whom_two_units_introduce_becomes_one_candidate() -> None:
    room = opened()
    first, second = called(room, room.branch, room.province.children.get(pk=room.chapter.pk))
    member = make_member(room.branch)
    (row,) = sent(room, next(one for one in (first, second) if one.unit_id == room.branch.pk), member)
    other = next(one for one in (first, second) if one.unit_id == room.chapter.pk)
    # she has moved since, and both papers name her
    again = Introduction.objects.create(call=other, member=member, votes=9)
    IntroductionCall.objects.filter(pk=other.pk).update(sent_at=timezone.now(), sent_by=room.committee, present=12)

    number = take_up(congress=room.congress, introduction_ids=[row.pk, again.pk], today=timezone.localdate(), by=room.committee)

    assert number == 1
    assert Candidate.objects.get().introductions.count() == 2
    with pytest.raises(Refusal, match="không trả lại được"):
        return_introduction(call=other, because="Sửa", today=date(2026, 9, 9), by=room.committee)


def test_an_incumbent_who_is_introduced_is_taken_up_as_one() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    (row,) = sent(room, call, *in_office(room))

    take_up(congress=room.congress, introduction_ids=[row.pk], today=timezone.localdate(), by=room.committee)

    found = Candidate.objects.get()
    assert (found.origin, found.is_incumbent) == (Origin.IN_OFFICE, True)


def test_a_second_record_of_the_same_woman_is_pointed_at_until_they_are_told_apart() -> None:
    room = opened()
    one = make_member(room.branch, full_name="Nguyễn Thị Hoà", birth_date="1985-02-03")
    other = make_member(room.chapter, full_name="NGUYỄN THỊ HÒA", birth_date="1985")
    make_member(room.chapter, full_name="Nguyễn Thị Hoà", birth_date="1990-02-03")
    (call,) = called(room, room.branch)
    sent(room, call, one)

    assert alike([one]) == {one.pk: [other]}
    page = room.sign_in(room.committee).get(reverse("personnel:introductions-take", args=[room.congress.pk]))
    assert "Có thể cùng một người" in page.content.decode()
    mark_different(one=one, other=other, by=room.strangers["head"])
    assert alike([one]) == {}


def test_two_records_of_one_woman_do_not_both_come_into_the_pool() -> None:
    room = opened()
    one = make_member(room.branch, full_name="Nguyễn Thị Hoà", birth_date="1985-02-03")
    other = make_member(room.branch, full_name="Nguyễn Thị Hòa", birth_date="1985-02-03")
    (call,) = called(room, room.branch)
    rows = sent(room, call, one, other)

    with pytest.raises(Refusal, match="có thể là một người"):
        take_up(congress=room.congress, introduction_ids=[row.pk for row in rows], today=timezone.localdate(), by=room.committee)
    mark_different(one=one, other=other, by=room.strangers["head"])
    number = take_up(
        congress=room.congress, introduction_ids=[row.pk for row in rows], today=timezone.localdate(), by=room.committee
    )

    assert number == 2


def test_a_unit_sees_its_own_call_and_nothing_of_anybody_elses() -> None:
    room = opened()
    own, other = sorted(called(room, room.branch, room.chapter), key=lambda call: call.unit_id != room.branch.pk)
    introduce(call=own, members=[make_member(room.branch, full_name="Vũ Thị Riêng")], by=room.strangers["branch_committee"])
    client = room.sign_in(room.strangers["branch_committee"])

    page = client.get(reverse("personnel:introduce-call", args=[own.pk])).content.decode()
    listed = client.get(reverse("personnel:introduce")).content.decode()

    assert "Vũ Thị Riêng" in page
    assert "Mật" in page
    assert room.branch.name in listed
    assert room.chapter.name not in listed
    for name in ("introduce-call", "introduce-choose"):
        assert client.get(reverse(f"personnel:{name}", args=[other.pk])).status_code == 404
    for role in ("head", "standing", "administrator", "committee_elsewhere", "leadership"):
        assert room.sign_in(room.strangers[role]).get(reverse("personnel:introduce-call", args=[own.pk])).status_code == 404
        assert room.sign_in(room.strangers[role]).get(reverse("personnel:introduce")).status_code == 404


def test_a_unit_goes_from_choosing_to_sending_on_its_page() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    member = make_member(room.branch, full_name="Vũ Thị Yến")
    client = room.sign_in(room.strangers["branch_committee"])
    address = reverse("personnel:introduce-call", args=[call.pk])

    assert "Vũ Thị Yến" in client.get(reverse("personnel:introduce-choose", args=[call.pk]), {"q": "vu yen"}).content.decode()
    client.post(reverse("personnel:introduce-choose", args=[call.pk]), {"members": [member.pk]})
    row = call.introductions.get()
    values = {
        "revision": "2",
        "held_on": "15/09/2026",
        "summoned": "20",
        "present": "18",
        "valid": "18",
        f"votes-{row.pk}": "19",
        "send": "1",
    }
    wrong = client.post(address, values | {"committee_agrees": "on"}).content.decode()
    assert "Vũ Thị Yến có 19 phiếu, nhiều hơn 18" in wrong
    assert 'value="19"' in wrong
    assert client.post(address, values | {"committee_agrees": "on", f"votes-{row.pk}": "17"}).status_code == 302

    call.refresh_from_db()
    assert call.sent_by == room.strangers["branch_committee"]


def test_the_trace_of_introductions_names_nobody() -> None:
    room = opened()
    (call,) = called(room, room.branch)
    sent(room, call, make_member(room.branch, full_name="Vũ Thị Riêng"))

    said = [f"{one.object_label} {one.details} {one.reason}" for one in Entry.objects.filter(action__startswith="personnel.")]
    assert said
    assert not [one for one in said if "Riêng" in one or room.branch.name in one]
