"""Delegates by right and appointed: their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.actions.named import appoint_delegate, set_by_right
from congress.delegates.actions.review import approve_named
from members.access.models import Account
from members.people.models import Member, MemberState, Office
from tests.congress.delegates.made import make_lists
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def as_account(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("page", ["ex-officio", "appointed"])
def test_who_is_under_review_is_cleared_on_the_page_that_names_her(page: str) -> None:
    made = make_lists(ex_officio=1)
    member = made.members[0][0]
    if page == "appointed":
        row = appoint_delegate(congress=made.congress, member=member, by=made.staff)
    else:
        Office.objects.create(member=member, unit=made.unit, position="board_member", starts_on="2021-01-01")
        row = set_by_right(congress=made.congress, members=[member], by=made.staff)[0]
    Member.objects.filter(pk=member.pk).update(state=MemberState.UNDER_REVIEW)
    client, address = as_account(made.head), reverse("delegates:named-clear", args=[row.pk])
    back = reverse(f"delegates:{page}", args=[made.congress.pk])

    assert address in client.get(back).content.decode()
    empty = client.post(address, {"reason": ""})
    answer = client.post(address, {"reason": "Kết luận số 12"})

    assert "Hãy ghi căn cứ" in empty.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert "đã xác nhận đủ tư cách" in client.get(back).content.decode()
    assert approve_named(congress=made.congress, by=made.head) == 1


def test_figures_of_what_she_may_not_see_of_anybody_are_not_counted_for_her() -> None:
    made = make_lists()
    appoint_delegate(congress=made.congress, member=made.members[0][0], by=made.staff)
    address = reverse("delegates:credentials", args=[made.congress.pk]) + "?base=all"

    staff = as_account(made.staff).get(address).content.decode()
    leader = as_account(make_account("leadership", made.unit)).get(address).content.decode()

    for heading in ("Dân tộc", "Tôn giáo", "Kỷ luật"):
        assert heading in staff
        assert heading not in leader
