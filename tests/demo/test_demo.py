"""The invented province has the figures of the worked example (procedure.md §10)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from congress.delegates.models import DelegateList
from congress.delegates.queries.credentials import Credentials, credentials_of
from demo.making import PASSWORD, Made, make_demo
from members.access.models import Account, Entry
from members.access.roles import ROLES
from members.access.trace import broken_links
from members.people.models import Member, Office
from members.units.models import UnitKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    """Made once for all these tests, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demo(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def last(made: Made) -> Credentials:
    assert made.last is not None
    return credentials_of(made.last, approved_only=True)


def counts(found: Credentials, code: str) -> dict[str, int]:
    return {row.label: row.count for row in found.table(code).rows}


def test_province_has_the_units_and_members_of_the_example(made: Made):
    assert Counter(unit.kind for unit in made.sizes) == {UnitKind.BRANCH: 30, UnitKind.COMMUNE_CHAPTER: 120}
    assert Member.objects.count() == 1500
    assert Member.objects.filter(unit__kind=UnitKind.BRANCH).count() == 960
    assert Member.objects.filter(party_stage="full").count() == 1268


def test_next_congress_is_on_a_friday_some_six_weeks_ahead(made: Made):
    assert made.next is not None
    assert made.next.held_on == date(2027, 1, 8)


def test_seats_are_allotted_as_in_the_example(made: Made):
    assert made.next is not None
    allocation = made.next.allocations.get()
    rows = list(allocation.rows.select_related("electing_unit"))

    assert allocation.frozen_at is not None
    assert sum(row.seats for row in rows if not row.electing_unit.is_group) == 78
    assert sum(row.seats for row in rows if row.electing_unit.is_group) == 46
    assert sum(row.alternates for row in rows) == 20
    assert {row.electing_unit.code: row.seats for row in rows if row.member_count == 30} == {"CS14": 3, "CUM07": 2}


def test_lists_of_the_next_congress_stand_in_every_state(made: Made):
    states = Counter(DelegateList.objects.filter(congress=made.next).values_list("state", flat=True))

    assert states == {"locked": 6, "approved": 19, "sent": 10, "returned": 3, "entering": 12}


def test_board_of_19_is_in_office_of_21_that_were_elected_and_one_who_was_added(made: Made):
    offices = Office.objects.filter(unit=made.province)

    assert offices.filter(ends_on=None).count() == 19
    assert offices.exclude(ends_on=None).count() == 3


def test_last_congress_called_150_by_the_kinds_of_the_example(last: Credentials):
    assert last.base == 150
    assert counts(last, "category") == {"Đương nhiên": 19, "Được bầu": 124, "Chỉ định": 7}
    assert [str(row.percent) for row in last.table("category").rows] == ["12.7", "82.7", "4.7"]
    assert last.table("category").note == "Tổng tỷ lệ là 100,1% do làm tròn."


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("party_stage", [131, 19]),
        ("ethnicity_group", [138, 12]),
        ("religion_group", [145, 5]),
        ("age", [21, 38, 42, 27, 15, 7]),
        ("education", [1, 34, 103, 7, 5]),
        ("political_theory", [14, 71, 52, 13]),
        ("rank", [1, 9, 31, 44, 39, 17, 6, 2, 1]),
        ("position_group", [18, 47, 85]),
        ("awards", [2, 5, 38, 4, 66, 121]),
    ],
)
def test_credentials_of_the_last_congress_are_those_of_the_example(last: Credentials, code: str, expected: list[int]):
    assert [row.count for row in last.table(code).rows] == expected


def test_delegates_of_both_congresses_are_different_people(made: Made):
    assert made.last is not None
    assert made.next is not None
    earlier = set(made.last.delegates.values_list("member", flat=True))

    assert not earlier & set(made.next.delegates.values_list("member", flat=True))


def test_every_role_has_an_account_that_signs_in(made: Made):
    held = {grant.role for account in made.accounts.values() for grant in account.grants.all()}

    assert held == set(ROLES)
    assert all(Account.objects.get(pk=account.pk).check_password(PASSWORD) for account in made.accounts.values())


def test_trace_of_the_demo_is_one_chain(made: Made):
    assert list(broken_links(Entry.objects.order_by("id"))) == []


def test_make_demo_refuses_in_production():
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="not for production"):
        call_command("make_demo")
