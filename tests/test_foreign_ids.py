"""Pages that take many ids take only those that are hers; what is counted and traced says nothing of others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.delegates.models import Delegate, DelegateList
from documents.printing.models import Rendering
from members.access.actions import close_account, give_grant
from members.access.models import Account, Entry
from members.access.refusal import Refusal
from members.accounts.access import may_manage_account
from members.accounts.queries import accounts_for, entries_for
from members.people.actions import change_member
from members.people.models import Member
from tests.factories import STARTED, make_account
from tests.world import SENSITIVE_WORDS, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def client_of(world: World, person: str) -> Client:
    client = Client()
    client.force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    return client


# ---- ids of others ------------------------------------------------------------------------------------------------------


def test_approving_many_passes_over_lists_of_another_congress(world: World) -> None:
    other = world.branch_congress
    sent = world.lists["chapter"]

    answer = client_of(world, "branch_committee").post(
        reverse("delegates:list-approve-many", args=[other.pk]), {"lists": [sent.pk], "sure": "yes"}
    )

    assert answer.status_code == 404
    assert DelegateList.objects.get(pk=sent.pk).state == "sent"


def test_approving_many_passes_over_lists_that_are_not_of_the_congress_in_the_address(world: World) -> None:
    sent = world.lists["chapter"]

    answer = client_of(world, "standing").post(
        reverse("delegates:list-approve-many", args=[world.branch_congress.pk]), {"lists": [sent.pk], "sure": "yes"}
    )

    assert answer.status_code == 200
    assert DelegateList.objects.get(pk=sent.pk).state == "sent"


@pytest.mark.parametrize("unit", ["branch_two", "chapter", "foreign"])
def test_picking_for_a_list_takes_no_members_of_another_unit(world: World, unit: str) -> None:
    strange, mine = world.members[unit][0 if unit == "foreign" else 3], world.lists["branch"]
    before = Delegate.objects.filter(delegate_list=mine).count()

    answer = client_of(world, "branch_committee").post(
        reverse("delegates:list-pick", args=[mine.pk]), {"people": [strange.pk], "revision": mine.revision}
    )

    assert answer.status_code == 200
    assert strange.full_name not in answer.content.decode()
    assert Delegate.objects.filter(delegate_list=mine).count() == before


@pytest.mark.parametrize("person", ["branch_committee", "standing"])
def test_moving_many_takes_no_members_of_another_unit(world: World, person: str) -> None:
    strange = world.members["foreign"][0]

    client_of(world, person).post(
        reverse("people:members-move", args=[world.units["branch"].pk]),
        {"members": [strange.pk], "unit": world.units["sub_chapter"].code, "on": "01/11/2026"},
    )

    assert Member.objects.get(pk=strange.pk).unit_id == world.units["foreign_branch"].pk


def test_moving_takes_no_members_to_a_unit_that_is_not_hers(world: World) -> None:
    mine = world.members["branch"][3]

    answer = client_of(world, "branch_committee").post(
        reverse("people:members-move", args=[world.units["branch"].pk]),
        {"members": [mine.pk], "unit": world.units["branch_two"].code, "on": "01/11/2026"},
    )

    assert answer.status_code == 200
    assert Member.objects.get(pk=mine.pk).unit_id == world.units["branch"].pk


def test_slips_are_printed_for_her_own_accounts_only(world: World) -> None:
    strange = world.people["chapter_head"]
    before = strange.invitation

    client_of(world, "foreign_administrator").post(reverse("papers:account-slips"), {"account": [strange.pk]})

    assert Account.objects.get(pk=strange.pk).invitation == before
    assert not Rendering.objects.filter(requested_by=world.people["foreign_administrator"]).exists()


def test_slips_of_the_head_are_not_printed_by_the_staff(world: World) -> None:
    head = world.people["head"]

    client_of(world, "standing").post(reverse("papers:account-slips"), {"account": [head.pk]})

    assert Account.objects.get(pk=head.pk).invitation == head.invitation


def test_delegates_by_right_are_chosen_among_those_who_hold_office(world: World) -> None:
    strange = world.members["foreign"][0]

    client_of(world, "standing").post(reverse("delegates:ex-officio", args=[world.congress.pk]), {"members": [strange.pk]})

    assert not Delegate.objects.filter(member=strange).exists()


def test_accounts_are_opened_for_units_of_hers_only(world: World) -> None:
    strange = world.units["foreign_branch"]

    client_of(world, "standing").post(reverse("accounts:accounts-for-units"), {"unit": [strange.pk]})

    assert not strange.grants.exists()


# ---- accounts ---------------------------------------------------------------------------------------------------------


def test_whoever_may_not_close_an_account_may_not_open_it_again(world: World) -> None:
    head = make_account("head", world.province)
    close_account(account=head, by=world.people["administrator"], reason="thử")

    assert not may_manage_account(world.account("standing"), Account.objects.get(pk=head.pk))
    assert may_manage_account(world.account("administrator"), Account.objects.get(pk=head.pk))


def test_role_that_begins_tomorrow_is_asked_for_as_well(world: World) -> None:
    coming = make_account()
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    give_grant(account=coming, role="head", unit=world.province, starts_on=tomorrow, by=None)

    assert not may_manage_account(world.account("standing"), coming)


def test_account_without_a_role_is_seen_by_her_who_opened_it(world: World) -> None:
    client_of(world, "standing").post(reverse("accounts:account-new"), {"full_name": "Đào Thị Mới", "username": "dao.moi"})
    opened = Account.objects.get(username="dao.moi")

    assert accounts_for(world.account("standing")).filter(pk=opened.pk).exists()
    assert not accounts_for(world.account("foreign_standing")).filter(pk=opened.pk).exists()


def test_administrator_of_one_branch_hands_out_nothing_elsewhere(world: World) -> None:
    mixed = make_account("administrator", world.units["branch"])
    give_grant(account=mixed, role="standing", unit=world.province, starts_on=STARTED, by=None)

    with pytest.raises(Refusal, match="không được giao vai trò"):
        give_grant(account=make_account(), role="head", unit=world.province, starts_on=STARTED, by=mixed)


def test_head_gives_the_roles_that_enter_lists_and_not_the_administrators(world: World) -> None:
    head = world.account("head")
    give_grant(account=make_account(), role="chapter_head", unit=world.units["chapter"], starts_on=STARTED, by=head)

    with pytest.raises(Refusal, match="không được giao vai trò"):
        give_grant(account=make_account(), role="administrator", unit=world.province, starts_on=STARTED, by=head)


# ---- the trace ----------------------------------------------------------------------------------------------------------


def test_trace_of_everything_that_was_done_holds_no_sensitive_value(world: World) -> None:
    entries = Entry.objects.values("object_label", "details", "reason")
    said = json.dumps(list(entries), ensure_ascii=False)

    assert [word for word in (*SENSITIVE_WORDS, "la_chi", "cao_dai") if word in said] == []


def test_changing_sensitive_facts_leaves_their_names_in_the_trace_and_no_value(world: World) -> None:
    member = world.members["chapter"][3]
    member.refresh_from_db()
    changes = {"ethnicity": "tay", "religion": "buddhism"}
    change_member(member=member, revision=member.revision, by=world.people["standing"], changes=changes)
    said = json.dumps(Entry.objects.order_by("-pk").values_list("details", flat=True)[0], ensure_ascii=False)

    assert [word for word in ("la_chi", "cao_dai", 'tay"', "buddhism", *SENSITIVE_WORDS) if word in said] == []


def test_trace_of_one_province_is_not_read_by_another(world: World) -> None:
    foreign = entries_for(world.account("foreign_head"))

    assert not foreign.filter(unit__path__startswith=world.province.path).exists()
    assert not foreign.filter(account__in=[world.people["standing"], world.people["branch_committee"]]).exists()


def test_wrong_password_is_traced_and_what_was_typed_is_not(world: World) -> None:
    Client().post(reverse("access:sign-in"), {"username": "standing", "password": "sai-mật-khẩu-này"})
    entry = Entry.objects.order_by("-pk")[0]

    assert (entry.action, entry.object_id) == ("account.sign_in_failed", str(world.people["standing"].pk))
    assert "sai-mật" not in json.dumps([entry.details, entry.reason, entry.object_label])


# ---- counts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "number"),
    [("head", 21), ("in_charge", 9), ("branch_committee", 9), ("sub_chapter_head", 5), ("chapter_head", 4), ("foreign_head", 1)],
)
def test_members_are_counted_as_far_as_she_sees(world: World, person: str, number: int) -> None:
    answer = client_of(world, person).get(reverse("people:member-list"))

    assert answer.context["number"] == number


@pytest.mark.parametrize(("person", "number"), [("head", 6), ("branch_committee", 2), ("chapter_head", 1), ("foreign_head", 2)])
def test_units_are_counted_as_far_as_she_sees(world: World, person: str, number: int) -> None:
    answer = client_of(world, person).get(reverse("units:unit-list"))

    assert answer.context["page"].paginator.count == number


@pytest.mark.parametrize("person", ["in_charge", "leadership"])
def test_missing_sensitive_facts_are_no_filter_for_whom_they_are_not(world: World, person: str) -> None:
    answer = client_of(world, person).get(reverse("people:member-list"), {"missing": "ethnicity"})

    assert answer.status_code in {200, 404}
    if answer.status_code == 200:
        assert answer.context["number"] == 9


@pytest.mark.parametrize("person", ["leadership", "foreign_head", "chapter_head"])
def test_rows_behind_a_sensitive_figure_are_shown_to_those_who_may(world: World, person: str) -> None:
    from congress.delegates.queries.credentials import SENSITIVE_TABLES, credentials_of

    found = credentials_of(world.congress, approved_only=False)
    filters = [row.filter for table in found.tables if table.code in SENSITIVE_TABLES for row in table.rows]
    address = reverse("delegates:credentials-people", args=[world.congress.pk])
    client = client_of(world, person)

    assert filters
    assert {client.get(address, {"row": one, "base": "all"}).status_code for one in filters} <= {403, 404}
