"""Two people do the same thing at once: it is done once, or one of them is told."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from members.access.actions import first_password_of, issue_first_password
from members.access.models import Account, Entry
from members.access.refusal import Refusal
from members.access.trace import broken_links
from members.people.actions import mark_different, merge_members, set_photo
from members.people.models import DifferentPeople, Member
from members.units.actions import move_unit
from members.units.models import Unit, UnitPlacement
from tests.factories import make_account, make_member, make_province, make_unit
from tests.members.people.test_member_photos import picture

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 7, 1)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds side by side; what each gave, or the refusal that it met. Any other error fails the test."""
    gate, results, errors = Barrier(len(deeds)), [None] * len(deeds), []

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = deeds[place]()
        except Refusal as refusal:
            results[place] = refusal  # type: ignore[call-overload]
        except BaseException as error:  # noqa: BLE001 -- told in the test's own thread, below
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    return results


def refusals(results: list[Any]) -> list[str]:
    return [str(result) for result in results if isinstance(result, Refusal)]


def test_unit_moved_by_two_at_once_to_two_places_is_moved_once() -> None:
    province = make_province()
    unit, places, account = make_unit(parent=province), [make_unit(parent=province) for _ in range(2)], make_account()
    below = make_unit(parent=unit)

    results = at_once(*(lambda place=place: move_unit(unit=unit, parent=place, on=DAY, by=account) for place in places))

    moved = Unit.objects.get(pk=unit.pk)
    assert len(refusals(results)) == 1
    assert "Hãy chọn ngày sau đó" in refusals(results)[0]
    assert moved.parent in places
    assert Unit.objects.get(pk=below.pk).path == f"{moved.parent.path}{unit.pk}/{below.pk}/"  # type: ignore[union-attr]
    assert UnitPlacement.objects.filter(unit=unit, ends_on=None).count() == 1


def test_two_units_moved_under_each_other_at_once_make_no_ring() -> None:
    province = make_province()
    one, other, account = make_unit(parent=province), make_unit(parent=province), make_account()

    results = at_once(
        lambda: move_unit(unit=one, parent=other, on=DAY, by=account),
        lambda: move_unit(unit=other, parent=one, on=DAY, by=account),
    )

    assert len(refusals(results)) == 1
    parents = {Unit.objects.get(pk=unit.pk).parent_id for unit in (one, other)}
    assert province.pk in parents


def test_same_two_members_merged_by_two_at_once_are_merged_once() -> None:
    province = make_province()
    kept, merged, account = make_member(province), make_member(province), make_account()

    results = at_once(*(lambda: merge_members(kept=kept, merged=merged, by=account) for _ in range(2)))

    assert refusals(results) == []
    assert Entry.objects.filter(action="member.merge").count() == 1
    assert Member.objects.get(pk=merged.pk).merged_into == kept


def test_members_merged_into_each_other_at_once_are_not_both_gone() -> None:
    province = make_province()
    one, other, account = make_member(province), make_member(province), make_account()

    results = at_once(
        lambda: merge_members(kept=one, merged=other, by=account), lambda: merge_members(kept=other, merged=one, by=account)
    )

    assert len(refusals(results)) == 1
    assert Member.objects.filter(merged_into=None).count() == 1


def test_first_passwords_issued_by_two_at_once_leave_one_that_opens() -> None:
    account, staff = make_account(), [make_account(), make_account()]

    at_once(*(lambda by=by: issue_first_password(account=account, by=by) for by in staff))

    left = Account.objects.get(pk=account.pk)
    assert left.invitation == account.invitation + 2
    assert check_password(first_password_of(left), left.password)
    assert Entry.objects.filter(action="account.invite").count() == 2
    assert list(broken_links(Entry.objects.order_by("id"))) == []


def test_two_told_apart_by_two_at_once_are_one_pair() -> None:
    province = make_province()
    one, other, account = make_member(province), make_member(province), make_account()

    at_once(lambda: mark_different(one=one, other=other, by=account), lambda: mark_different(one=other, other=one, by=account))

    assert DifferentPeople.objects.count() == 1


def test_two_pictures_given_at_once_leave_the_one_that_is_shown() -> None:
    member, account = make_member(make_province()), make_account()

    at_once(*(lambda width=width: set_photo(member=member, upload=picture(width, 500), by=account) for width in (301, 302)))

    left = Member.objects.select_related("photo").get(pk=member.pk)
    assert left.photo is not None
    assert type(left.photo).objects.count() == 1
