"""Two people at once: one wins, the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from congress.delegates.actions.lists import put_on_list
from congress.delegates.actions.review import approve_list, return_list, send_list
from congress.delegates.actions.rows import change_row
from congress.delegates.models import Delegate, DelegateList
from congress.delegates.queries.lists import rows_of
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.congress.delegates.made import attach_all, fill, fresh, make_lists, sent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds side by side; what each gave, or the refusal that it met."""
    gate, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = deeds[place]()
        except Refusal as refusal:
            results[place] = refusal  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_two_approvals_at_once_are_one_and_the_other_is_told_who() -> None:
    made = make_lists(units=1)
    delegate_list = sent(made)
    on, revision = timezone.localdate(), delegate_list.revision

    results = at_once(
        *(
            lambda who=who: approve_list(delegate_list=delegate_list, by=who, on=on, revision=revision)
            for who in (made.staff, made.other_staff)
        )
    )

    told = [str(result) for result in results if isinstance(result, Refusal)]
    assert len(told) == 1
    assert "duyệt lúc" in told[0]
    assert Entry.objects.filter(action="list.approve").count() == 1


def test_two_sendings_at_once_make_one_version() -> None:
    made = make_lists(units=1)
    fill(made)
    attach_all(made)
    delegate_list = fresh(made.lists[0])
    on = timezone.localdate()

    results = at_once(*[lambda: send_list(delegate_list=delegate_list, by=made.chiefs[0], on=on)] * 2)

    assert delegate_list.versions.count() == 1
    assert {result.number for result in results} == {1}


def test_approval_and_return_at_once_leave_one_of_them() -> None:
    made = make_lists(units=1)
    delegate_list = sent(made)
    on, revision = timezone.localdate(), delegate_list.revision

    results = at_once(
        lambda: approve_list(delegate_list=delegate_list, by=made.staff, on=on, revision=revision),
        lambda: return_list(delegate_list=delegate_list, reason="Sửa", by=made.other_staff, revision=revision),
    )

    state = DelegateList.objects.get(pk=delegate_list.pk).state
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert state in {"approved", "returned"}
    assert set(rows_of(delegate_list).values_list("state", flat=True)) == {"approved" if state == "approved" else "listed"}


def test_one_member_put_on_two_lists_at_once_is_on_one() -> None:
    made = make_lists(units=2)
    member = made.members[0][0]

    results = at_once(
        *(
            lambda place=place: put_on_list(delegate_list=made.lists[place], member=member, is_alternate=False, by=made.staff)
            for place in (0, 1)
        )
    )

    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert Delegate.objects.filter(member=member).count() == 1


def test_a_row_saved_while_the_list_is_sent_is_either_in_the_version_or_refused() -> None:
    made = make_lists(units=1)
    row = fill(made)[0]
    attach_all(made)
    delegate_list = fresh(made.lists[0])
    on, revision = timezone.localdate(), row.member.revision

    results = at_once(
        lambda: change_row(delegate=row, member_revision=revision, by=made.chiefs[0], changes={"rank": "thieu_ta"}),
        lambda: send_list(delegate_list=delegate_list, by=made.staff, on=on),
    )

    version = delegate_list.versions.get()
    was_refused = isinstance(results[0], Refusal)
    assert version.rows[0]["rank"] == ("dai_uy" if was_refused else "thieu_ta")
