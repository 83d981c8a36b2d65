"""The pages of lists: each opens for those who may, and does not exist for the others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.actions.changes import withdraw_delegate
from congress.delegates.actions.review import return_list
from congress.delegates.actions.rows import change_row
from congress.delegates.models import Attachment, Delegate, DelegateList
from members.access.models import Account, Entry
from members.people.models import Member, Office
from tests.congress.delegates.made import TODAY, approved, fill, make_lists, pdf, sent
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def as_account(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"delegates:{name}", args=args)


UNIT_PAGES = ["list-detail", "list-pick", "list-enrol", "list-attach", "list-send", "list-history", "list-export"]
STAFF_PAGES = ["list-return", "list-approve", "list-lock"]


@pytest.mark.parametrize("name", UNIT_PAGES)
def test_list_page_opens_for_its_unit_and_exists_not_for_another(name: str) -> None:
    made = make_lists()
    fill(made)

    assert as_account(made.chiefs[0]).get(url(name, made.lists[0].pk)).status_code == 200
    assert as_account(made.chiefs[1]).get(url(name, made.lists[0].pk)).status_code == 404


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_review_page_opens_for_trưởng_ban_and_is_refused_to_the_unit(name: str) -> None:
    made = make_lists()
    delegate_list = sent(made)

    assert as_account(made.head).get(url(name, delegate_list.pk)).status_code == 200
    assert as_account(made.chiefs[0]).get(url(name, delegate_list.pk)).status_code == 403
    assert as_account(made.chiefs[1]).get(url(name, delegate_list.pk)).status_code == 404


def test_board_sends_a_chief_straight_to_her_list() -> None:
    made = make_lists()

    response = as_account(made.chiefs[0]).get(url("list-board"))

    assert response.status_code == 302
    assert response["Location"] == url("list-detail", made.lists[0].pk)


def test_board_shows_every_unit_to_the_staff() -> None:
    made = make_lists()
    sent(made)

    page = as_account(made.staff).get(url("list-board")).content.decode()

    assert all(unit.name in page for unit in made.units)
    assert "Đã gửi" in page


def test_board_search_needs_no_accents_and_filters_by_state() -> None:
    made = make_lists()
    sent(made)
    client = as_account(made.staff)

    found = client.get(url("list-board"), {"q": made.units[1].name.lower().replace("ộ", "o").replace("ụ", "u").replace("ữ", "u")})
    by_state = client.get(url("list-board"), {"state": "sent"})

    assert [row.unit for row in found.context["rows"]] == [made.units[1].name]
    assert [row.unit for row in by_state.context["rows"]] == [made.units[0].name]


def test_board_fragment_equals_the_full_page() -> None:
    made = make_lists()
    client = as_account(made.staff)

    whole = client.get(url("list-board")).content.decode()
    part = client.get(url("list-board"), headers={"HX-Request": "true"}).content.decode()

    assert stripped(part) in stripped(whole)


def stripped(text: str) -> str:
    return " ".join(text.split()).replace(csrf_of(text), "")


def csrf_of(text: str) -> str:
    marker = 'name="csrfmiddlewaretoken" value="'
    return text.split(marker)[1].split('"')[0] if marker in text else "-"


@pytest.mark.parametrize(("units", "people"), [(1, 1), (3, 3)])
def test_board_takes_as_many_queries_for_three_units_as_for_one(units: int, people: int, django_assert_num_queries: Any) -> None:
    made = make_lists(units=units)
    for place in range(units):
        fill(made, place, seats=people, alternates=0)
    client = as_account(made.staff)
    client.get(url("list-board"))

    with django_assert_num_queries(BOARD_QUERIES):
        client.get(url("list-board"))


@pytest.mark.parametrize("people", [1, 3])
def test_list_takes_as_many_queries_for_three_people_as_for_one(people: int, django_assert_num_queries: Any) -> None:
    made = make_lists()
    fill(made, seats=people, alternates=0)
    client = as_account(made.chiefs[0])
    client.get(url("list-detail", made.lists[0].pk))

    with django_assert_num_queries(LIST_QUERIES):
        client.get(url("list-detail", made.lists[0].pk))


BOARD_QUERIES = 27
LIST_QUERIES = 23


def test_other_pages_open_for_the_staff() -> None:
    made = make_lists()
    delegate_list = approved(made)
    row = delegate_list.delegates.order_by("position").first()
    assert row is not None
    change = withdraw_delegate(delegate=row, reason="maternity", effective_on=TODAY, by=made.staff)
    client = as_account(made.head)
    congress = made.congress.pk

    for name in ["list-open", "list-reminder", "change-list", "ex-officio", "appointed", "targets", "list-board-export"]:
        assert client.get(url(name, congress)).status_code == 200, name
    for name in ["list-reopen", "list-lock", "list-history", "list-export"]:
        assert client.get(url(name, delegate_list.pk)).status_code == 200, name
    assert client.get(url("list-version", delegate_list.pk, 1)).status_code == 200
    assert client.get(url("change-step-in", change.pk)).status_code == 200
    other = delegate_list.delegates.filter(state="approved").first()
    assert other is not None
    assert client.get(url("change-add", other.pk)).status_code == 200
    assert client.get(url("list-reminder", congress), {"all": "yes"}).status_code == 200
    assert client.get(url("appointed", congress), {"q": "huong"}).status_code == 200


def test_staff_pages_of_a_congress_exist_not_for_a_chief() -> None:
    made = make_lists()

    for name in ["list-open", "list-reminder", "change-list", "ex-officio", "appointed", "targets", "list-board-export"]:
        assert as_account(made.chiefs[0]).get(url(name, made.congress.pk)).status_code == 404, name


def test_full_columns_are_shown_to_those_who_may_and_leave_a_trace() -> None:
    made = make_lists()
    fill(made)
    page = url("list-detail", made.lists[0].pk)

    plain = as_account(made.chiefs[0]).get(page).content.decode()
    full = as_account(made.chiefs[0]).get(page, {"columns": "full"}).content.decode()

    assert "Kinh" not in plain
    assert "Kinh" in full
    assert Entry.objects.filter(action="list.view_full", account=made.chiefs[0]).count() == 1


def test_a_leader_who_only_reads_never_gets_the_sensitive_columns() -> None:
    made = make_lists()
    fill(made)
    reader = make_account("leadership", made.unit)
    client = as_account(reader)

    page = client.get(url("list-detail", made.lists[0].pk), {"columns": "full"})

    assert page.status_code == 200
    assert "Kinh" not in page.content.decode()
    assert client.get(url("list-export", made.lists[0].pk), {"columns": "full"}).status_code == 403


def test_attachment_is_served_as_what_it_is_and_not_to_another_unit() -> None:
    made = make_lists()
    sent(made)
    attachment = Attachment.objects.filter(delegate_list=made.lists[0]).first()
    assert attachment is not None

    response = as_account(made.chiefs[0]).get(url("attachment-show", attachment.pk))

    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert as_account(made.chiefs[1]).get(url("attachment-show", attachment.pk)).status_code == 404


def test_a_chief_makes_her_list_by_hand_and_sends_it() -> None:
    made = make_lists()
    client, pk = as_account(made.chiefs[0]), made.lists[0].pk
    people = [member.pk for member in made.members[0][:3]]

    client.post(url("list-pick", pk), {"people": people})
    for kind in ("minutes", "signed_list"):
        client.post(url("list-attach", pk), {"kind": kind, "file": pdf(f"{kind}.pdf")})
    revision = DelegateList.objects.get(pk=pk).revision
    response = client.post(url("list-send", pk), {"revision": revision})

    assert response.status_code == 302, response.content.decode()
    assert DelegateList.objects.get(pk=pk).state == "sent"


def test_row_form_keeps_what_was_typed_when_the_list_was_sent_meanwhile() -> None:
    made = make_lists()
    delegate_list = sent(made)
    row = delegate_list.delegates.order_by("position").first()
    assert row is not None
    typed = {"full_name": "Tên Vừa Gõ", "revision": row.member.revision, "birth_date": "1988"}

    response = as_account(made.chiefs[0]).post(url("row-edit", row.pk), typed)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Tên Vừa Gõ" in page
    assert "nên không sửa được nữa" in page


def test_picker_finds_without_accents_and_keeps_what_was_ticked() -> None:
    made = make_lists()
    member, other = made.members[0][0], made.members[0][1]
    client = as_account(made.chiefs[0])

    response = client.get(
        url("list-pick", made.lists[0].pk), {"q": "huong", "people": str(other.pk)}, headers={"HX-Request": "true"}
    )

    page = response.content.decode()
    assert member.full_name in page
    assert f'value="{other.pk}" id="nguoi-{other.pk}" checked' in page


def test_bulk_approval_takes_only_those_she_may_approve() -> None:
    made = make_lists()
    ready, draft = sent(made), made.lists[1]
    client = as_account(made.staff)

    asked = client.post(url("list-approve-many", made.congress.pk), {"lists": [ready.pk, draft.pk]})
    confirmed = [f"{one.pk}:{one.revision}" for one in (ready, draft)]
    client.post(url("list-approve-many", made.congress.pk), {"lists": confirmed, "sure": "yes"})

    assert asked.status_code == 200
    assert [row.unit for row in asked.context["ready"]] == [made.units[0].name]
    ready.refresh_from_db()
    draft.refresh_from_db()
    assert (ready.state, draft.state) == ("approved", "entering")


def test_bulk_approval_skips_a_list_that_changed_after_she_saw_it_and_names_it() -> None:
    made = make_lists()
    ready = sent(made)
    client = as_account(made.staff)
    asked = client.post(url("list-approve-many", made.congress.pk), {"lists": [ready.pk]}).content.decode()
    made.lists[0].__class__.objects.filter(pk=ready.pk).update(revision=ready.revision + 1)

    page = client.post(
        url("list-approve-many", made.congress.pk), {"lists": [f"{ready.pk}:{ready.revision}"], "sure": "yes"}, follow=True
    ).content.decode()

    assert f'value="{ready.pk}:{ready.revision}"' in asked
    assert f"{made.units[0].name}: danh sách vừa thay đổi sau khi bạn xem" in page
    ready.refresh_from_db()
    assert ready.state == "sent"


def test_staff_return_a_row_in_the_page() -> None:
    made = make_lists()
    delegate_list = sent(made)
    row = delegate_list.delegates.order_by("position").first()
    assert row is not None

    response = as_account(made.staff).post(
        url("list-return", delegate_list.pk),
        {"revision": delegate_list.revision, "reason": "Sửa ngày sinh", f"row-{row.pk}": "Ghi đủ ngày sinh"},
    )
    page = as_account(made.chiefs[0]).get(url("list-detail", delegate_list.pk))

    assert response.status_code == 302
    assert "Ghi đủ ngày sinh" in page.content.decode()
    assert [one.delegate.pk for one in page.context["rows"] if one.is_open] == [row.pk]


def test_a_row_that_another_saved_meanwhile_shows_her_text_beside_theirs_and_saves_the_second_time() -> None:
    made = make_lists()
    row = fill(made)[0]
    client = as_account(made.chiefs[0])
    typed = {"full_name": row.member.full_name, "rank": "thieu_ta", "revision": row.member.revision}
    change_row(delegate=row, member_revision=row.member.revision, by=made.staff, changes={"rank": "trung_ta"})

    told = client.post(url("row-edit", row.pk), typed)
    page = told.content.decode()
    again = client.post(url("row-edit", row.pk), typed | {"revision": told.context["form"]["revision"].value()})

    assert "Người khác vừa lưu: Trung tá." in page
    assert 'value="thieu_ta" selected' in page
    assert again.status_code == 302


def test_a_list_that_changed_under_the_returning_hand_keeps_her_words() -> None:
    made = make_lists()
    delegate_list = sent(made)
    typed = {"revision": delegate_list.revision - 1, "reason": "Sửa cấp bậc dòng 1"}
    client = as_account(made.staff)

    told = client.post(url("list-return", delegate_list.pk), typed)
    again = client.post(url("list-return", delegate_list.pk), typed | {"revision": told.context["form"]["revision"].value()})

    assert "Sửa cấp bậc dòng 1" in told.content.decode()
    assert "vừa được người khác sửa" in told.content.decode()
    assert again.status_code == 302


def test_enrol_page_adds_a_new_person_and_says_who_is_known_already() -> None:
    made = make_lists()
    client = as_account(made.chiefs[0])
    page = url("list-enrol", made.lists[0].pk)
    unit = made.units[0].pk

    client.post(page, {"unit": unit, "full_name": "Lê Thị Mới", "birth_date": "1990"})
    known = made.members[0][0]
    told = client.post(page, {"unit": unit, "full_name": known.full_name, "birth_date": known.birth_date})

    assert made.lists[0].delegates.get().member.full_name == "Lê Thị Mới"
    assert "Chọn từ hội viên" in told.content.decode()
    assert known.full_name in told.content.decode()


def test_fill_page_fills_the_empty_rows() -> None:
    made = make_lists()
    rows = fill(made)
    Member.objects.filter(pk__in=[row.member_id for row in rows[:2]]).update(ethnicity="")
    client = as_account(made.chiefs[0])

    detail = client.get(url("list-detail", made.lists[0].pk)).content.decode()
    client.post(url("list-fill", made.lists[0].pk, "ethnicity"), {"field": "ethnicity", "value": "kinh"})

    assert "Điền “Dân tộc” cho 2 dòng trống" in detail
    assert not Member.objects.filter(pk__in=[row.member_id for row in rows], ethnicity="").exists()


def test_take_off_offers_to_undo() -> None:
    made = make_lists()
    row = fill(made)[0]
    client = as_account(made.chiefs[0])

    taken = client.post(url("row-take-off", row.pk), follow=True)
    client.post(url("row-put-back", row.pk))

    assert "Hoàn tác" in taken.content.decode()
    assert made.lists[0].delegates.get(pk=row.pk).state == "listed"


def test_change_page_lets_an_alternate_step_in() -> None:
    made = make_lists()
    rows = list(approved(made).delegates.order_by("is_alternate", "position"))
    client = as_account(made.staff)

    response = client.post(
        url("change-add", rows[0].pk), {"reason": "maternity", "effective_on": "05/12/2026", "replacement": rows[3].pk}
    )
    page = client.get(url("change-list", made.congress.pk)).content.decode()

    assert response.status_code == 302
    assert "Nghỉ thai sản" in page
    assert rows[3].member.full_name in page


def test_by_right_page_ticks_those_who_hold_office() -> None:
    made = make_lists(ex_officio=1)
    member = made.members[0][0]
    Office.objects.create(member=member, unit=made.unit, position="board_head", starts_on="2021-01-01")
    client = as_account(made.staff)

    client.post(url("ex-officio", made.congress.pk), {"members": [member.pk, made.members[0][1].pk]})

    assert list(made.congress.delegates.values_list("member", "category")) == [(member.pk, "ex_officio")]


def test_targets_page_keeps_what_is_set() -> None:
    made = make_lists()
    client = as_account(made.staff)
    page = url("targets", made.congress.pk)

    client.post(page, {"young-at_least": "5"})
    wrong = client.post(page, {"young-at_least": "5", "young-at_most": "2"})

    assert made.congress.structure_targets.get().at_least == 5
    assert "lớn hơn" in wrong.content.decode()


@pytest.mark.parametrize("name", ["row-take-off", "row-put-back", "row-move", "row-alternate"])
def test_row_deeds_are_post_alone_and_exist_not_for_another_unit(name: str) -> None:
    made = make_lists()
    row = fill(made)[0]

    assert as_account(made.chiefs[0]).get(url(name, row.pk)).status_code == 405
    assert as_account(made.chiefs[1]).post(url(name, row.pk)).status_code == 404
    assert made.lists[0].delegates.get(pk=row.pk).state == "listed"


def test_unit_page_shows_its_list_to_its_head() -> None:
    made = make_lists()

    page = as_account(made.chiefs[0]).get(reverse("units:unit-detail", args=[made.units[0].pk])).content.decode()

    assert url("list-detail", made.lists[0].pk) in page


def test_staff_clear_a_person_under_review_with_the_reason() -> None:
    made = make_lists()
    row = fill(made)[0]
    Member.objects.filter(pk=row.member_id).update(state="under_review")
    client = as_account(made.staff)

    offered = client.get(url("list-detail", made.lists[0].pk)).content.decode()
    refused = client.post(url("row-clear", row.pk), {"reason": "\x00"})
    client.post(url("row-clear", row.pk), {"reason": "Kết luận số 12"})

    assert url("row-clear", row.pk) in offered
    assert "căn cứ" in refused.content.decode()
    assert as_account(made.chiefs[0]).get(url("row-clear", row.pk)).status_code == 403
    assert Delegate.objects.exclude(cleared_at=None).get().cleared_reason == "Kết luận số 12"
    assert "Kết luận số 12" in client.get(url("list-detail", made.lists[0].pk)).content.decode()
    assert "Kết luận số 12" not in as_account(made.chiefs[0]).get(url("list-detail", made.lists[0].pk)).content.decode()
    assert "Kết luận" not in str(Entry.objects.filter(action="delegate.clear").values_list("reason", "details"))


def test_list_sent_again_shows_the_staff_what_changed_since_it_was_returned() -> None:
    made = make_lists()
    delegate_list = sent(made)
    row = delegate_list.delegates.order_by("position").first()
    assert row is not None
    staff, chief = as_account(made.staff), as_account(made.chiefs[0])
    assert "Đã đổi so với lần gửi trước" not in staff.get(url("list-detail", delegate_list.pk)).content.decode()

    return_list(delegate_list=delegate_list, reason="Sai ngày sinh", remarks={row.pk: "Xem lại"}, by=made.staff)
    returned = staff.get(url("list-detail", delegate_list.pk)).content.decode()
    change_row(
        delegate=row, member_revision=row.member.revision, by=made.chiefs[0], changes={"police_position": "Phó Đội trưởng"}
    )
    delegate_list.refresh_from_db()
    chief.post(url("list-send", delegate_list.pk), {"late_reason": "Họp lại", "revision": delegate_list.revision})

    page = staff.get(url("list-detail", delegate_list.pk)).content.decode()
    assert "Đã trả lại; đang chờ đơn vị sửa rồi gửi lại." in returned
    assert "Đã đổi so với lần gửi trước" in page
    assert "Phó Đội trưởng" in page


def test_changes_tell_of_health_and_discipline_to_those_alone_who_see_sensitive_facts() -> None:
    made = make_lists()
    delegate_list = approved(made)
    row = delegate_list.delegates.filter(is_alternate=False)[0]
    withdraw_delegate(delegate=row, reason="disciplined", explanation="Kết luận số 12", effective_on=TODAY, by=made.staff)
    leader = make_account("leadership", made.unit)
    pages = [url("change-list", made.congress.pk), url("list-detail", delegate_list.pk)]

    for account, told in ((made.staff, True), (leader, False)):
        for page in pages:
            content = as_account(account).get(page).content.decode()
            assert ("kỷ luật: Kết luận số 12" in content, "Lý do cá nhân" in content) == (told, not told)
