"""The direction before any name; the review of those in office; changes in mid-term."""

from datetime import date

import pytest
from django.urls import reverse

from congress.personnel.actions.body_changes import change_body
from congress.personnel.actions.direction import adopt_direction, edit_direction, reopen_direction
from congress.personnel.actions.introductions import take_re_elected
from congress.personnel.actions.reviews import Decision, RowProblems, make_reviews, save_reviews
from congress.personnel.models import BodyChange, OfficeReview
from congress.personnel.queries.reviews import reviewed, turnover_of
from congress.personnel.rules.service_age import Standing
from congress.personnel.rules.targets import seats_outside
from congress.terms.actions import set_rule
from congress.terms.queries import rule_set_of
from members.access.models import Entry
from members.access.refusal import Refusal
from members.people.actions import end_office
from members.people.models import Member, Office
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, in_office, make_room
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def write(room: Room, **fields: object) -> None:
    values = {"seats": 21, "requirements": "", "standards": "", "targets": [], "keep_until": None, "revision": None} | fields
    edit_direction(congress=room.congress, by=room.committee, **values)  # type: ignore[arg-type]


def test_nobody_is_taken_in_before_the_direction_is_adopted() -> None:
    room = make_room()
    write(room)

    with pytest.raises(Refusal, match="chưa nhập được người nào"):
        take_re_elected(congress=room.congress, members=in_office(room), today=TODAY, by=room.committee)


def test_an_adopted_direction_is_frozen_with_the_rules_of_that_day() -> None:
    room = make_room()
    direction = adopt(room)
    set_rule(congress=room.congress, key="so_du_max", value_text="20", basis="Hướng dẫn 9", by=room.strangers["head"])

    with pytest.raises(Refusal, match="không sửa được nữa"):
        write(room, seats=19)
    assert direction.rules["so_du_max"] == "30"
    assert "lo_trinh_tuoi_nu_dai_ta" in direction.rules


def test_a_direction_is_adopted_by_more_than_half() -> None:
    room = make_room()
    write(room)

    with pytest.raises(Refusal, match="Mới có 9/18 đồng ý; cần ít nhất 10"):
        adopt_direction(
            congress=room.congress, adopted_on=date(2026, 9, 3), meeting="Hội nghị", in_favour=9, present=18, minutes=None,
            revision=None, today=TODAY, by=room.committee,
        )  # fmt: skip


@pytest.mark.parametrize(("seats", "said"), [(14, True), (15, False), (23, False), (24, True), (None, False)])
def test_a_number_outside_the_rule_set_is_told(seats: int | None, said: bool) -> None:
    assert bool(seats_outside(seats, (15, 23))) is said
    assert seats_outside(seats, None) == ""


def test_the_page_of_the_direction_tells_a_number_outside_the_rule_set() -> None:
    room = make_room()
    write(room, seats=25)

    page = room.sign_in(room.committee).get(reverse("personnel:direction", args=[room.congress.pk])).content.decode()
    assert "Số lượng 25 người nằm ngoài khoảng 15–23 người của bộ quy tắc" in page


def test_a_target_that_contradicts_itself_or_the_calendar_is_refused() -> None:
    room = make_room()

    with pytest.raises(Refusal, match="Tái cử: Ít nhất 9 mà nhiều nhất 7"):
        write(room, targets=[{"key": "re_elected", "label": "Tái cử", "minimum": "9", "maximum": "1/3"}])
    with pytest.raises(Refusal, match="sau ngày đại hội"):
        write(room, keep_until=date(2026, 12, 1))


def test_the_direction_reopens_only_while_nobody_was_entered() -> None:
    room = make_room()
    adopt(room)
    with pytest.raises(Refusal, match="lý do"):
        reopen_direction(congress=room.congress, reason=" ", by=room.leader)
    reopen_direction(congress=room.congress, reason="Sửa số lượng", by=room.leader)
    adopt(room)
    candidates(room, 1)

    with pytest.raises(Refusal, match="không mở lại được"):
        reopen_direction(congress=room.congress, reason="Sửa số lượng", by=room.leader)


def test_rows_follow_the_offices_and_keep_what_was_decided() -> None:
    room = make_room()
    first, second, third = in_office(room, 3)
    rows = {row.member_id: row for row in make_reviews(congress=room.congress, on=TODAY, by=room.committee)}
    save_reviews(congress=room.congress, decisions={rows[first.pk].pk: Decision("goes", "moved", "", 1)}, by=room.committee)
    for member in (first, second):
        end_office(office=member.offices.get(), ends_on=date(2026, 11, 1), reason="Chuyển", by=room.committee)

    make_reviews(congress=room.congress, on=TODAY, by=room.committee)

    assert set(OfficeReview.objects.values_list("member_id", flat=True)) == {first.pk, third.pk}


def test_too_few_months_warn_and_block_only_where_the_rule_set_says_so() -> None:
    room = make_room(held_on=date(2026, 12, 30))
    (member,) = in_office(room, birth_date="1972-08-01")
    (row,) = make_reviews(congress=room.congress, on=TODAY, by=room.committee)
    stays = {row.pk: Decision("stays", "", "", 1)}

    assert reviewed(room.congress, rule_set_of(room.congress))[0].standing is Standing.SHORT
    set_rule(congress=room.congress, key="kiem_tra", value_text="block", basis="Hướng dẫn 9", by=room.strangers["head"])
    with pytest.raises(RowProblems) as raised:
        save_reviews(congress=room.congress, decisions=stays, by=room.committee)
    assert "không cho tái cử" in raised.value.rows[row.pk]
    set_rule(congress=room.congress, key="kiem_tra", value_text="warn", basis="Hướng dẫn 9", by=room.strangers["head"])
    assert save_reviews(congress=room.congress, decisions=stays, by=room.committee) == 1
    assert member.pk == row.member_id


def change(room: Room, member: Member, kind: str, **fields: object) -> BodyChange:
    values = {"position": "board_member", "because": "moved", "on": date(2026, 3, 1), "decision": "Số 15/QĐ-BPN ngày 27/02/2026"}
    return change_body(congress=room.congress, member=member, kind=kind, today=TODAY, by=room.committee, **values | fields)  # type: ignore[arg-type]


def test_a_change_moves_the_office_with_it_and_is_counted() -> None:
    room = make_room()
    going, _ = in_office(room, 2)
    coming = make_member(room.chapter)

    change(room, going, "thoi_tham_gia", because="age")
    change(room, coming, "bo_sung")
    change(room, coming, "bo_sung")

    assert Office.objects.get(member=going).ends_on == date(2026, 2, 28)
    assert Office.objects.get(member=coming).starts_on == date(2026, 3, 1)
    found = turnover_of(room.congress, on=TODAY)
    assert (found.now, dict(found.left)) == (2, {"age": 1})
    assert BodyChange.objects.count() == 2
    entry = Entry.objects.filter(action="personnel.body_change").last()
    assert entry is not None
    assert going.full_name not in entry.object_label


def test_a_change_that_cannot_be_leaves_nothing_behind() -> None:
    room = make_room()
    stranger = make_member(room.chapter)

    with pytest.raises(Refusal, match="hiện không giữ chức vụ"):
        change(room, stranger, "cho_thoi")
    with pytest.raises(Refusal, match="Hãy chọn lý do"):
        change(room, stranger, "thoi_tham_gia", because="")
    with pytest.raises(Refusal, match="ở tương lai"):
        change(room, stranger, "bo_sung", on=date(2027, 1, 1))

    assert BodyChange.objects.count() == 0
