"""Two records that are one woman, both at one congress."""

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.actions.lists import put_on_list
from congress.delegates.models import Delegate, DelegateState
from congress.terms.models import Congress, CongressState
from members.access.refusal import Refusal
from members.people.actions import merge_members
from tests.congress.delegates.made import Province, approved, fill, fresh, make_lists
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def one_approved(made: Province) -> tuple[Delegate, Delegate]:
    """The first of the first list, which is approved, and the first of the second, which is being entered."""
    approved(made)
    return made.lists[0].delegates.order_by("position").first(), fill(made, 1)[0]


def test_approved_row_stays_and_the_other_leaves_its_open_list():
    made = make_lists()
    first, second = one_approved(made)
    before = fresh(made.lists[1]).revision

    merge_members(kept=second.member, merged=first.member, by=made.head)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.member) == (DelegateState.APPROVED, second.member)
    assert second.state == DelegateState.WITHDRAWN
    assert fresh(made.lists[1]).revision == before + 1


def test_two_rows_that_wait_are_named_and_one_must_be_taken_off():
    made = make_lists()
    first, second = fill(made)[1], fill(made, 1)[2]

    with pytest.raises(Refusal) as told:
        merge_members(kept=first.member, merged=second.member, by=made.head)

    assert f"dòng 2 trong danh sách của {made.units[0].name} và dòng 3 trong danh sách của {made.units[1].name}" in str(
        told.value
    )
    assert "Hãy bỏ một dòng rồi gộp lại." in str(told.value)
    first.member.refresh_from_db()
    assert second.member.merged_into is None


def test_two_approved_rows_ask_for_a_change_first():
    made = make_lists()
    approved(made)
    approved(made, 1)
    first, second = (one.delegates.order_by("position").first() for one in made.lists)

    with pytest.raises(Refusal, match="ghi biến động rút một người ra rồi gộp lại"):
        merge_members(kept=first.member, merged=second.member, by=made.head)


def test_who_may_not_see_the_other_list_is_not_told_whose_it_is():
    made = make_lists()
    first, second = fill(made)[0], fill(made, 1)[0]

    with pytest.raises(Refusal) as told:
        merge_members(kept=first.member, merged=second.member, by=made.chiefs[0])

    assert "danh sách của đơn vị khác" in str(told.value)
    assert made.units[1].name not in str(told.value)


def test_rows_of_a_congress_that_is_over_stay_on_their_records():
    made = make_lists()
    first, second = fill(made)[0], fill(made, 1)[0]
    Congress.objects.update(state=CongressState.CLOSED)

    merge_members(kept=first.member, merged=second.member, by=made.head)

    second.refresh_from_db()
    second.member.refresh_from_db()
    assert second.member.merged_into == first.member


def test_single_row_goes_over_to_the_kept_record():
    made = make_lists()
    row = put_on_list(delegate_list=made.lists[0], member=made.members[0][0], is_alternate=False, by=made.chiefs[0])

    merge_members(kept=made.members[0][1], merged=made.members[0][0], by=made.head)

    row.refresh_from_db()
    assert (row.member, row.state) == (made.members[0][1], DelegateState.LISTED)


def test_page_of_the_merge_stays_and_says_which_rows_there_are():
    made = make_lists()
    first, second = fill(made)[0], fill(made, 1)[0]
    client = Client()
    client.force_login(make_account("standing", made.unit), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("people:member-merge", args=[first.member_id, second.member_id]))

    assert answer.status_code == 200
    assert f"dòng 1 trong danh sách của {made.units[0].name}" in answer.content.decode()
