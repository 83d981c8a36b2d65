"""The personnel work leaves its trace; nobody without a right to that work finds it (procedure.md §4.7)."""

import pytest
from django.test import Client
from django.urls import reverse

from members.access.actions import give_grant
from members.access.models import Account
from members.access.trace import record
from members.accounts.queries import entries_for
from members.units.models import Unit
from tests.factories import STARTED, make_account, make_province, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make_province()


@pytest.fixture
def worker(province: Unit) -> Account:
    worker = make_account("personnel_committee", province)
    record("personnel.step_open", province, by=worker, unit=province)
    record("personnel.print", by=worker)
    record("member.export", province, by=worker, unit=province)
    return worker


def deeds_for(reader: Account, worker: Account) -> list[str]:
    return list(entries_for(Account.objects.get(pk=reader.pk)).filter(account=worker).values_list("action", flat=True))


@pytest.mark.parametrize("role", ["head", "administrator"])
def test_reader_of_the_trace_without_a_grant_of_the_personnel_work_finds_none_of_it(
    role: str, province: Unit, worker: Account
) -> None:
    assert deeds_for(make_account(role, province), worker) == ["member.export"]


@pytest.mark.parametrize("role", ["personnel_committee", "personnel_head"])
def test_head_with_a_grant_of_the_personnel_work_finds_all_that_was_done_on_her_unit(
    role: str, province: Unit, worker: Account
) -> None:
    head = make_account("head", province)
    give_grant(account=head, role=role, unit=province, starts_on=STARTED, by=None)

    assert deeds_for(head, worker) == ["member.export", "personnel.step_open"]


def test_grant_on_a_unit_below_shows_nothing_of_the_province(province: Unit, worker: Account) -> None:
    head = make_account("head", province)
    give_grant(account=head, role="personnel_head", unit=make_unit(parent=province), starts_on=STARTED, by=None)

    assert deeds_for(head, worker) == ["member.export"]


def test_head_who_reads_the_trace_of_every_tree_finds_none_of_it_either(province: Unit, worker: Account) -> None:
    reader = make_account("head", province)
    for root in Unit.objects.filter(parent=None):
        give_grant(account=reader, role="administrator", unit=root, starts_on=STARTED, by=None)

    assert deeds_for(reader, worker) == ["member.export"]


@pytest.mark.parametrize("granted", [False, True])
def test_deeds_of_the_personnel_work_are_offered_to_be_looked_for_to_those_who_may_see_it(granted: bool, province: Unit) -> None:
    head = make_account("head", province)
    if granted:
        give_grant(account=head, role="personnel_head", unit=province, starts_on=STARTED, by=None)
    client = Client()
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("accounts:trace")).content.decode()

    assert ('value="personnel.' in page) is granted


def test_looking_for_such_a_deed_by_its_name_finds_nothing(province: Unit, worker: Account) -> None:
    client = Client()
    client.force_login(make_account("head", province), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(reverse("accounts:trace"), {"action": "personnel.step_open", "q": province.name})

    assert "Bắt đầu một bước nhân sự" not in answer.content.decode()
