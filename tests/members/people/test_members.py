"""Members: what happens to them, and that nothing of it is lost."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from members.people.actions import (
    add_award,
    begin_office,
    change_member,
    change_state,
    end_office,
    freeze_member_counts,
    merge_members,
    move_members,
    seal_numbers,
)
from members.people.models import Member, MemberState
from members.people.queries import counts_on, duplicate_groups
from members.people.sealing import SERVICE, Unopenable, number_hash, open_sealed, seal
from tests.factories import STARTED, make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def test_a_change_leaves_sensitive_values_out_of_the_trace():
    member = make_member(make_province())

    change_member(member=member, revision=1, by=make_account(), changes={"ethnicity": "tay", "rank": "major"})

    entry = Entry.objects.get(action="member.change")
    assert (entry.details["changes"], entry.details["hidden"]) == ({"rank": ["", "major"]}, ["ethnicity"])


def test_a_change_on_an_old_revision_is_refused():
    member = make_member(make_province())
    change_member(member=member, revision=1, by=make_account(), changes={"rank": "major"})

    with pytest.raises(Changed):
        change_member(member=member, revision=1, by=make_account(), changes={"rank": "captain"})


def test_moving_closes_one_membership_and_opens_the_next():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province)
    member = make_member(old)

    move_members(members=[member], unit=new, on=DAY, by=make_account())

    assert [(row.unit, row.starts_on, row.ends_on) for row in member.memberships.all()] == [
        (old, None, date(2026, 6, 30)),
        (new, DAY, None),
    ]


def test_moving_twice_is_moving_once():
    province = make_province()
    member = make_member(make_unit(parent=province))
    new = make_unit(parent=province)

    moved = [move_members(members=[member], unit=new, on=DAY, by=make_account()) for _ in range(2)]

    assert [len(rows) for rows in moved] == [1, 0]
    assert Entry.objects.filter(action="member.move").count() == 1


def test_counts_of_a_past_day_follow_the_memberships():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province)
    move_members(members=[make_member(old)], unit=new, on=DAY, by=make_account())

    assert counts_on([old, new], day=date(2026, 6, 30)) == {old.pk: 1, new.pk: 0}
    assert counts_on([old, new], day=DAY) == {old.pk: 0, new.pk: 1}


def test_a_frozen_count_stays_when_members_move():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province)
    member = make_member(old)
    freeze_member_counts(units=[old], on=DAY, by=make_account())
    move_members(members=[member], unit=new, on=date(2026, 6, 1), by=make_account())

    assert [count.count for count in freeze_member_counts(units=[old], on=DAY, by=make_account())] == [1]


def test_retiring_ends_membership_and_offices_and_coming_back_begins_a_new_one():
    unit = make_province()
    member = make_member(unit)
    office = begin_office(member=member, unit=unit, position="president", starts_on=STARTED, by=make_account())

    change_state(member=member, state=MemberState.RETIRED, on=DAY, by=make_account())
    office.refresh_from_db()
    change_state(member=member, state=MemberState.ACTIVE, on=date(2026, 9, 1), by=make_account())

    assert office.ends_on == DAY
    assert [row.ends_on for row in member.memberships.all()] == [DAY, None]


def test_a_day_that_has_not_come_changes_no_state():
    member = make_member(make_province())

    with pytest.raises(Refusal, match="chưa đến"):
        change_state(member=member, state=MemberState.RETIRED, on=timezone.localdate() + timedelta(days=1), by=make_account())

    member.refresh_from_db()
    assert member.state == MemberState.ACTIVE


def test_maternity_leave_leaves_membership_and_offices_alone():
    member = make_member(make_province())

    change_state(member=member, state=MemberState.MATERNITY, on=DAY, by=make_account())

    assert [row.ends_on for row in member.memberships.all()] == [None]


def test_the_same_office_twice_is_refused_until_the_first_has_ended():
    unit = make_province()
    member, account = make_member(unit), make_account()
    office = begin_office(member=member, unit=unit, position="president", starts_on=STARTED, by=account)

    with pytest.raises(Refusal, match="đang giữ chức vụ đó"):
        begin_office(member=member, unit=unit, position="president", starts_on=DAY, by=account)

    end_office(office=office, ends_on=date(2026, 6, 30), by=account, reason="hết nhiệm kỳ")
    assert begin_office(member=member, unit=unit, position="president", starts_on=DAY, by=account).pk


def test_merging_keeps_everything_and_takes_what_was_missing():
    province = make_province()
    account = make_account("standing", province)
    kept, merged = make_member(province, rank="major"), make_member(make_unit(parent=province), rank="captain", phone="0912")
    add_award(member=merged, title="Bằng khen", by=account)
    begin_office(member=merged, unit=province, position="board_member", starts_on=STARTED, by=account)
    account.member = merged
    account.save()

    merge_members(kept=kept, merged=merged, by=account)

    kept.refresh_from_db()
    merged.refresh_from_db()
    account.refresh_from_db()
    assert (kept.rank, kept.phone, merged.merged_into, account.member) == ("major", "0912", kept, kept)
    assert (kept.awards.count(), kept.offices.count(), kept.memberships.filter(ends_on=None).count()) == (1, 1, 1)


def test_merging_twice_is_merging_once():
    province = make_province()
    kept, merged = make_member(province), make_member(province)

    for _ in range(2):
        merge_members(kept=kept, merged=merged, by=make_account())

    assert Entry.objects.filter(action="member.merge").count() == 1


def test_duplicates_are_alike_in_name_without_accents_and_birth_date_or_in_a_number():
    province = make_province()
    account = make_account("standing", province)
    same = [make_member(province, full_name="Lê Thị Hoà"), make_member(province, full_name="Lê Thị Hòa")]
    numbered = [make_member(province, full_name=name, birth_date="") for name in ("Trần Thị An", "Trần Thị Ân")]
    for member in numbered:
        seal_numbers(member=member, service_number="123-456", by=account)

    groups = duplicate_groups(account)

    assert [(group.why, set(group.members)) for group in groups] == [
        ("Cùng họ tên và ngày sinh", set(same)),
        ("Cùng số hiệu CAND", set(numbered)),
    ]


def test_duplicates_outside_her_units_are_not_told():
    province = make_province()
    own, other = make_unit(parent=province), make_unit(parent=province)
    make_member(own)
    make_member(other)

    assert duplicate_groups(make_account("chapter_head", own)) == []


def test_a_sealed_number_is_not_in_the_row_and_opens_again():
    sealed = seal("123-456")

    assert b"123456" not in sealed
    assert open_sealed(sealed) == "123456"


def test_the_hash_is_the_same_for_the_same_number_of_the_same_kind_only():
    assert number_hash(SERVICE, "123-456") == number_hash(SERVICE, "123 456")
    assert number_hash(SERVICE, "123456") != number_hash("identity_number", "123456")


@override_settings(FIELD_KEY="another")
def test_another_key_opens_nothing():
    with override_settings(FIELD_KEY="first"):
        sealed = seal("123456")

    with pytest.raises(Unopenable):
        open_sealed(sealed)


def test_rotation_seals_everything_with_the_present_key():
    account = make_account()
    with override_settings(FIELD_KEY="first"):
        member = seal_numbers(member=make_member(make_province()), service_number="123456", by=account)

    with override_settings(FIELD_KEY="second", FIELD_KEYS_BEFORE=["first"]):
        call_command("rotate_field_key")

    with override_settings(FIELD_KEY="second", FIELD_KEYS_BEFORE=[]):
        rotated = Member.objects.get(pk=member.pk)
        assert open_sealed(rotated.service_number_sealed) == "123456"
        assert rotated.service_number_hash == number_hash(SERVICE, "123456")
