"""Two records alike that are two women: said once, never offered again."""

import pytest
from django.test import Client
from django.urls import reverse

from members.access.models import Entry
from members.people.actions import mark_different, merge_members, unmark_different
from members.people.models import DifferentPeople
from members.people.queries import are_different, duplicate_groups, possible_duplicates_of
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_pair_told_apart_is_not_offered_again_until_it_is_taken_back():
    province = make_province()
    account = make_account("standing", province)
    one, other = make_member(province), make_member(make_unit(parent=province))
    assert [group.members for group in duplicate_groups(account)] == [[one, other]]

    mark_different(one=other, other=one, by=account)
    mark_different(one=one, other=other, by=account)

    assert duplicate_groups(account) == []
    assert list(possible_duplicates_of(one, account)) == list(possible_duplicates_of(other, account)) == []
    assert (DifferentPeople.objects.get().by, Entry.objects.filter(action="member.different").count()) == (account, 1)
    unmark_different(one=one, other=other, by=account)
    assert [group.members for group in duplicate_groups(account)] == [[one, other]]


def test_third_record_is_still_offered_with_both():
    province = make_province()
    account = make_account("standing", province)
    one, other, third = (make_member(province) for _ in range(3))
    mark_different(one=one, other=other, by=account)

    (group,) = duplicate_groups(account)

    assert group.rows == [(one, None), (other, None), (third, one)]
    mark_different(one=one, other=third, by=account)
    assert duplicate_groups(account)[0].rows == [(other, None), (third, other)]


def test_groups_told_apart_take_no_place_from_others():
    province = make_province()
    account = make_account("standing", province)
    for name in ("Bùi Thị An", "Bùi Thị Bình"):
        mark_different(one=make_member(province, full_name=name), other=make_member(province, full_name=name), by=account)
    left = [make_member(province, full_name="Vũ Thị Yến") for _ in range(2)]

    assert [group.members for group in duplicate_groups(account, limit=1)] == [left]


def test_merged_record_hands_on_whom_it_is_not():
    province = make_province()
    account = make_account("standing", province)
    kept, merged, other = (make_member(province) for _ in range(3))
    mark_different(one=merged, other=other, by=account)
    mark_different(one=merged, other=kept, by=account)

    merge_members(kept=kept, merged=merged, by=account)

    assert are_different(kept, other)
    assert DifferentPeople.objects.count() == 1


def test_page_offers_to_tell_two_apart_to_those_who_keep_both_records():
    province = make_province()
    unit = make_unit(parent=province)
    one, other = make_member(unit), make_member(province)
    address = reverse("people:members-different", args=[one.pk, other.pk])
    staff = signed_in(make_account("standing", province))

    assert signed_in(make_account("chapter_head", unit)).post(address).status_code == 404
    assert staff.get(address).status_code == 405
    assert "Đây là hai người khác nhau" in staff.get(reverse("people:duplicate-list")).content.decode()
    staff.post(address)
    assert "Không thấy hồ sơ nào trùng" in staff.get(reverse("people:duplicate-list")).content.decode()
    compared = staff.get(reverse("people:member-merge", args=[one.pk, other.pk])).content.decode()
    assert "Đã ghi đây là hai người khác nhau." in compared
    staff.post(address, {"again": "1"})
    assert not are_different(one, other)


@pytest.mark.parametrize("number", [1, 3])
def test_duplicates_take_as_many_queries_for_three_groups_as_for_one(number: int, django_assert_num_queries):
    province = make_province()
    for place in range(number):
        for _ in range(2):
            make_member(province, full_name=f"Nguyễn Thị {'ABC'[place]}")
    client = signed_in(make_account("standing", province))

    with django_assert_num_queries(9):
        client.get(reverse("people:duplicate-list"))
