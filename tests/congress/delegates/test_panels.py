"""What a unit's page and a member's page show of delegate lists."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.delegates.models import DelegateList
from congress.delegates.panels import delegations_panel, lists_panel
from tests.congress.delegates.made import approved, fill, fresh, make_lists
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def page_of(account, name: str, pk: int) -> str:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse(name, args=[pk])).content.decode()


def test_units_page_leads_to_its_list_and_says_that_it_is_late():
    made = make_lists()
    DelegateList.objects.filter(pk=made.lists[0].pk).update(due_on=timezone.localdate() - timedelta(days=1))

    page = page_of(made.chiefs[0], "units:unit-detail", made.units[0].pk)

    assert reverse("delegates:list-detail", args=[made.lists[0].pk]) in page
    assert "Đang nhập" in page
    assert "Quá hạn" in page
    assert lists_panel(made.chiefs[0], made.units[1]) is None


def test_page_of_the_unit_that_convenes_counts_the_lists_for_the_staff():
    made = make_lists()
    approved(made)

    assert "1/2 danh sách đã duyệt" in page_of(made.staff, "units:unit-detail", made.unit.pk)
    assert lists_panel(make_account("leadership", made.unit), made.unit) is None


def test_members_page_shows_her_delegations_to_those_who_see_the_list():
    made = make_lists()
    row = fill(made)[3]

    page = page_of(made.chiefs[0], "people:member-detail", row.member_id)

    assert "Đại biểu dự đại hội" in page
    assert "Dự khuyết" in page
    assert reverse("delegates:list-detail", args=[made.lists[0].pk]) in page
    assert delegations_panel(made.chiefs[1], row.member) is None
    assert delegations_panel(make_account("administrator", made.unit), row.member) is None
    assert fresh(made.lists[0]).state == "entering"


@pytest.mark.parametrize("number", [1, 3])
def test_delegations_take_as_many_queries_for_three_congresses_as_for_one(number: int, django_assert_num_queries):
    made = make_lists()
    row = fill(made)[0]
    for _ in range(number - 1):
        other = make_lists(units=1)
        again = fill(other)[0]
        again.member = row.member
        again.save(update_fields=["member"])
    account = made.chiefs[0]
    delegations_panel(account, row.member)

    with django_assert_num_queries(1):
        delegations_panel(account, row.member)
