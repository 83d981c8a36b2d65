"""A later day for the list of one unit."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.actions.following import DueDays
from congress.delegates.actions.lists import extend_list, open_lists
from congress.delegates.models import DelegateList
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.congress.delegates.made import make_lists, sent

pytestmark = pytest.mark.django_db


def test_a_day_granted_to_one_unit_stays_when_the_lists_are_opened_again() -> None:
    made = make_lists()
    first, other = made.lists[:2]
    due_on, later = first.due_on, first.due_on + timedelta(days=5)

    extend_list(delegate_list=first, to=later, reason="Vừa sáp nhập", by=made.staff)
    open_lists(congress=made.congress, by=made.staff)

    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.due_on, other.due_on) == (later, due_on)
    entry = Entry.objects.get(action="list.extend")
    assert (entry.reason, entry.account) == ("Vừa sáp nhập", made.staff)


def test_a_granted_day_moves_with_the_congress() -> None:
    made = make_lists()
    first = made.lists[0]
    later = first.due_on + timedelta(days=5)
    extend_list(delegate_list=first, to=later, reason="Vừa sáp nhập", by=made.staff)

    DueDays().move(made.congress, made.congress.held_on + timedelta(days=7), made.staff)

    first.refresh_from_db()
    assert (first.due_on, first.extended_to) == (later + timedelta(days=7), later + timedelta(days=7))


def test_no_day_before_the_present_one_nor_after_the_congress_nor_without_a_reason_nor_for_a_sent_list() -> None:
    made = make_lists()
    delegate_list = made.lists[0]
    good = delegate_list.due_on + timedelta(days=1)

    for to, reason, said in (
        (delegate_list.due_on, "Chậm", "ngày sau đó"),
        (made.congress.held_on + timedelta(days=1), "Chậm", "ngày trước đó"),
        (good, " ", "lý do"),
    ):
        with pytest.raises(Refusal, match=said):
            extend_list(delegate_list=delegate_list, to=to, reason=reason, by=made.staff)
    with pytest.raises(Refusal, match="Đã gửi"):
        extend_list(delegate_list=sent(made), to=good, reason="Chậm", by=made.staff)
    assert not DelegateList.objects.filter(extended_to__isnull=False).exists()


def test_staff_extend_in_the_page_and_the_unit_reads_it() -> None:
    made = make_lists()
    delegate_list = made.lists[0]
    later = delegate_list.due_on + timedelta(days=3)
    client = Client()
    client.force_login(made.staff, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("delegates:list-detail", args=[delegate_list.pk])
    address = reverse("delegates:list-extend", args=[delegate_list.pk])

    assert address in client.get(page).content.decode()
    empty = client.post(address, {"to": f"{later:%d/%m/%Y}", "reason": ""})
    answer = client.post(address, {"to": f"{later:%d/%m/%Y}", "reason": "Vừa sáp nhập"})

    assert f"{later:%d/%m/%Y}" in empty.content.decode()
    assert answer.status_code == 302
    chief = Client()
    chief.force_login(made.chiefs[0], backend="django.contrib.auth.backends.ModelBackend")
    seen = chief.get(page).content.decode()
    assert f"Hạn nộp {later:%d/%m/%Y} (đã gia hạn)" in seen
    assert address not in seen
