from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.access.access import has, has_anywhere
from members.access.actions import end_grant, give_grant
from members.access.models import Account, Grant
from members.access.refusal import Refusal
from members.access.roles import ROLES, Permission
from members.units.actions import move_unit
from members.units.queries import units_for
from tests.factories import STARTED, make_account, make_province, make_unit

pytestmark = pytest.mark.django_db


def fresh(account: Account) -> Account:
    """As the next request finds her: grants are remembered for as long as the object lives."""
    return Account.objects.get(pk=account.pk)


def test_grant_covers_the_unit_and_all_units_below_it():
    province = make_province()
    branch = make_unit(parent=province)
    chapter = make_unit(parent=branch)

    head = make_account("branch_committee", branch)

    assert has(head, Permission.LIST_ENTER, branch)
    assert has(head, Permission.LIST_ENTER, chapter)


def test_grant_covers_neither_the_unit_above_nor_the_one_beside():
    province = make_province()
    branch, other = make_unit(parent=province), make_unit(parent=province)

    head = make_account("branch_committee", branch)

    assert not has(head, Permission.UNIT_VIEW, province)
    assert not has(head, Permission.UNIT_VIEW, other)
    assert set(units_for(head)) == {branch}


def test_unit_with_an_id_that_begins_alike_is_not_covered():
    province = make_province()
    units = [make_unit(parent=province) for _ in range(12)]
    head = make_account("chapter_head", units[0])

    assert [unit for unit in units if has(head, Permission.UNIT_VIEW, unit)] == [units[0]]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [(-10, None, True), (1, None, False), (-10, -1, False), (-10, 0, True), (0, 0, True)],
)
def test_grant_is_in_force_from_its_first_to_its_last_day(starts: int, ends: int | None, expected: bool):
    unit = make_province()
    account = make_account()
    today = timezone.localdate()
    last = None if ends is None else today + timedelta(days=ends)

    give_grant(account=account, role="head", unit=unit, starts_on=today + timedelta(days=starts), ends_on=last, by=None)

    assert has_anywhere(account, Permission.LIST_APPROVE) is expected


def test_closed_account_may_do_nothing():
    account = make_account("head", make_province())
    account.is_active = False
    account.save()

    assert not has_anywhere(fresh(account), Permission.UNIT_VIEW)


def test_rights_follow_a_unit_that_moves():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province)
    chapter = make_unit(parent=old)
    before, after = make_account("branch_committee", old), make_account("branch_committee", new)

    move_unit(unit=chapter, parent=new, on=timezone.localdate(), by=before)
    chapter.refresh_from_db()

    assert not has(fresh(before), Permission.LIST_ENTER, chapter)
    assert has(fresh(after), Permission.LIST_ENTER, chapter)


def test_give_grant_twice_is_one_grant():
    province = make_province()
    account = make_account()

    first = give_grant(account=account, role="head", unit=province, starts_on=STARTED, by=None)
    second = give_grant(account=account, role="head", unit=province, starts_on=STARTED, by=None)

    assert first == second


def test_give_grant_refuses_to_herself():
    province = make_province()
    administrator = make_account("administrator", province)

    with pytest.raises(Refusal, match="tự giao vai trò cho mình"):
        give_grant(account=administrator, role="head", unit=province, starts_on=STARTED, by=administrator)


def test_give_grant_refuses_a_role_that_holds_more_than_the_giver():
    province = make_province()
    standing, other = make_account("standing", province), make_account()

    with pytest.raises(Refusal, match="không được giao vai trò"):
        give_grant(account=other, role="head", unit=province, starts_on=STARTED, by=standing)


def test_give_grant_refuses_a_unit_outside_the_givers():
    province, other_province = make_province(), make_province()
    standing, other = make_account("standing", province), make_account()

    with pytest.raises(Refusal, match="không được giao vai trò"):
        give_grant(account=other, role="chapter_head", unit=other_province, starts_on=STARTED, by=standing)


def test_end_grant_leaves_the_days_before():
    province = make_province()
    administrator, head = make_account("administrator", province), make_account("head", province)
    grant = head.grants.get()

    end_grant(grant=grant, on=date(2026, 6, 1), by=administrator, reason="Chuyển công tác")

    assert Grant.objects.get(pk=grant.pk).ends_on == date(2026, 5, 31)


def test_system_administrator_reads_no_list_and_no_member():
    permissions = ROLES["administrator"].permissions

    assert not permissions & {Permission.MEMBER_VIEW, Permission.LIST_VIEW, Permission.FULL_LIST_EXPORT}
