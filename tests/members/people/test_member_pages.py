"""The pages about members: who sees what, and at what cost."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from members.access.models import Entry
from members.people.actions import change_member, seal_numbers
from members.people.models import Member
from members.people.views import records
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_another_units_head_gets_404_and_no_count():
    province = make_province()
    own, other = make_unit(parent=province), make_unit(parent=province)
    member = make_member(other)
    client = signed_in(make_account("chapter_head", own))

    for name in ("member-detail", "member-edit", "member-history", "member-offices", "member-awards", "member-move"):
        assert client.get(reverse(f"people:{name}", args=[member.pk])).status_code == 404
    page = client.get(reverse("people:member-list"), {"q": "huong"}).content.decode()
    assert "Không có hội viên nào như vậy" in page
    assert "Nguyễn Thị Hường" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_three_members_as_for_one(number: int, django_assert_num_queries):
    province = make_province()
    for _ in range(number):
        make_member(make_unit(parent=province))
    client = signed_in(make_account("standing", province))

    with django_assert_num_queries(6):
        client.get(reverse("people:member-list"))


@pytest.mark.parametrize("number", [1, 3])
def test_completeness_takes_as_many_queries_for_three_units_as_for_one(number: int, django_assert_num_queries):
    province = make_province()
    for _ in range(number):
        make_member(make_unit(parent=province))
    client = signed_in(make_account("standing", province))

    with django_assert_num_queries(6):
        client.get(reverse("people:completeness"))


def test_sensitive_facts_are_shown_to_those_who_need_them_only():
    province = make_province()
    member = make_member(province, ethnicity="tay", religion="catholic", family_background="con liệt sĩ")
    seal_numbers(member=member, service_number="123456", by=make_account())
    address = reverse("people:member-detail", args=[member.pk])

    open_page = signed_in(make_account("standing", province)).get(address).content.decode()
    other_page = signed_in(make_account("in_charge", province)).get(address).content.decode()

    assert "Tày" in open_page
    assert "•••• 456" in open_page
    assert "123456" not in open_page
    for hidden in ("Tày", "con liệt sĩ", "Tôn giáo", "•••• 456"):
        assert hidden not in other_page


def test_who_only_reads_may_not_change():
    province = make_province()
    member = make_member(province)
    client = signed_in(make_account("in_charge", province))

    assert client.get(reverse("people:member-edit", args=[member.pk])).status_code == 403
    assert client.get(reverse("people:member-enrol")).status_code == 403
    assert client.get(reverse("people:duplicate-list")).status_code == 403


def test_enrolling_through_the_page_takes_a_partial_date_and_the_only_unit():
    unit = make_unit(parent=make_province(), code="PV01")
    client = signed_in(make_account("chapter_head", unit))
    shown = client.get(reverse("people:member-enrol")).content.decode()

    client.post(reverse("people:member-enrol"), {"unit": "pv01", "full_name": " lê  thị hoà ", "birth_date": "5/1988"})

    member = Member.objects.get()
    assert 'value="PV01"' in shown
    assert (member.full_name, member.birth_date, member.unit) == ("lê thị hoà", "1988-05", unit)


def test_enrolling_into_another_unit_is_refused_with_what_was_typed():
    province = make_province()
    own, other = make_unit(parent=province), make_unit(parent=province, code="KHAC")
    client = signed_in(make_account("chapter_head", own))

    page = client.post(reverse("people:member-enrol"), {"unit": other.code, "full_name": "Lê Thị Hoà"}).content.decode()

    assert "Không có đơn vị nào khớp với “KHAC”" in page
    assert "Lê Thị Hoà" in page
    assert not Member.objects.exists()


def test_a_stale_form_keeps_what_was_typed_and_can_be_saved_again():
    province = make_province()
    member = make_member(province)
    client = signed_in(make_account("standing", province))
    address = reverse("people:member-edit", args=[member.pk])
    typed = {"full_name": member.full_name, "birth_date": "03/05/1988", "revision": "1"}
    client.post(address, typed | {"workplace": "Đội 1"})

    page = client.post(address, typed | {"workplace": "Đội 2"}).content.decode()
    saved = client.post(address, typed | {"workplace": "Đội 2", "revision": "2"})

    assert "đang lưu “Đội 1”, bạn nhập “Đội 2”" in page
    assert 'name="revision" value="2"' in page
    assert saved.status_code == 302


def test_one_who_is_overtaken_while_saving_is_shown_what_the_other_saved(monkeypatch: pytest.MonkeyPatch):
    province = make_province()
    member = make_member(province)
    account = make_account("standing", province)
    fetch = records.managed_or_404

    def fetch_and_be_overtaken(request: Any, member_id: int) -> Member:
        fetched = fetch(request, member_id)
        change_member(member=member, revision=1, by=account, changes={"workplace": "Đội 1"})
        return fetched

    monkeypatch.setattr(records, "managed_or_404", fetch_and_be_overtaken)
    typed = {"full_name": member.full_name, "birth_date": "03/05/1988", "revision": "1", "workplace": "Đội 2"}

    page = signed_in(account).post(reverse("people:member-edit", args=[member.pk]), typed).content.decode()

    assert "đang lưu “Đội 1”, bạn nhập “Đội 2”" in page
    assert 'name="revision" value="2"' in page


def test_a_dead_date_is_refused_beside_its_field():
    province = make_province()
    client = signed_in(make_account("standing", province))

    page = client.post(
        reverse("people:member-enrol"), {"unit": province.code, "full_name": "Lê Thị Hoà", "birth_date": "30/02/1990"}
    ).content.decode()

    assert "“30/02/1990” không có trong lịch" in page


def test_who_is_under_review_looks_like_everybody_to_those_who_see_no_discipline():
    province = make_province()
    unit = make_unit(parent=province)
    make_member(unit, full_name="Lê Thị Hoa")
    member = make_member(unit, state="under_review")
    staff, other = (signed_in(make_account(role, province)) for role in ("standing", "in_charge"))
    words = "Đang xem xét kỷ luật"
    pages = [reverse("people:member-list"), reverse("people:member-detail", args=[member.pk])]

    assert [words in staff.get(page).content.decode() for page in pages] == [True, True]
    assert [words in other.get(page).content.decode() for page in pages] == [False, False]
    counted = [
        len(client.get(pages[0], {"state": state}).context["rows"])
        for client in (staff, other)
        for state in ("under_review", "active")
    ]
    assert counted == [1, 1, 2, 2]
    exported = other.get(reverse("people:member-list-export"), {"state": "active"}).content
    assert [row[-1].value for row in list(load_workbook(BytesIO(exported)).active.rows)[2:]] == ["Đang sinh hoạt"] * 2


def test_export_holds_what_the_list_shows_without_sensitive_columns_and_is_recorded():
    province = make_province()
    make_member(province, full_name="=Lê Thị An", ethnicity="tay")
    make_member(province, full_name="Trần Thị Bình")
    client = signed_in(make_account("standing", province))

    rows = sheet(client.get(reverse("people:member-list-export"), {"q": "an"}).content)

    assert [row[1] for row in rows[2:]] == ["'=Lê Thị An"]
    assert "Dân tộc" not in rows[1]
    assert Entry.objects.get(action="member.export").details["members"] == 1


def test_sensitive_columns_are_exported_only_to_those_who_may():
    province = make_province()
    make_member(province, ethnicity="tay")
    address = reverse("people:member-list-export")

    full = sheet(signed_in(make_account("standing", province)).get(address, {"full": "1"}).content)
    short = sheet(signed_in(make_account("in_charge", province)).get(address, {"full": "1"}).content)

    assert "Dân tộc" in full[1]
    assert "Dân tộc" not in short[1]


def sheet(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


def test_the_filter_by_unit_takes_a_code_and_shows_units_below():
    province = make_province(code="TINH")
    own = make_unit(parent=province, code="PV01")
    make_member(own, full_name="Lê Thị Cấp Dưới")
    make_member(province, full_name="Lê Thị Cấp Tỉnh")
    client = signed_in(make_account("standing", province))

    below = client.get(reverse("people:member-list"), {"unit": "tinh"}).content.decode()
    alone = client.get(reverse("people:member-list"), {"unit": "TINH", "scope": "own"}).content.decode()

    assert "Lê Thị Cấp Dưới" in below
    assert "Lê Thị Cấp Dưới" not in alone
    assert "Lê Thị Cấp Tỉnh" in alone


def test_a_unit_that_several_fit_shows_nobody_but_the_choice():
    province = make_province()
    for code in ("PV01", "PV02"):
        make_member(make_unit(parent=province, code=code, name=f"Hội Phụ nữ Phòng {code}"))
    client = signed_in(make_account("standing", province))

    page = client.get(reverse("people:member-list"), {"unit": "phong"}).content.decode()

    assert "Nhiều đơn vị khớp với “phong”" in page
    assert "Nguyễn Thị Hường" not in page


def test_merging_says_what_it_will_do_and_does_it():
    province = make_province()
    kept, merged = make_member(province), make_member(make_unit(parent=province))
    client = signed_in(make_account("standing", province))
    address = reverse("people:member-merge", args=[kept.pk, merged.pk])

    page = client.get(address).content.decode()
    client.post(address)

    merged.refresh_from_db()
    assert "bớt một hội viên" in page
    assert merged.merged_into == kept
    assert "đã được gộp vào" in client.get(reverse("people:member-detail", args=[merged.pk])).content.decode()


def test_many_members_move_at_once():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province, code="MOI")
    members = [make_member(old), make_member(old)]
    client = signed_in(make_account("standing", province))

    client.post(
        reverse("people:members-move", args=[old.pk]),
        {"members": [str(member.pk) for member in members], "unit": "moi", "on": "01/07/2026"},
    )

    assert set(Member.objects.filter(unit=new)) == set(members)


def test_counts_are_frozen_for_the_unit_and_all_below():
    province = make_province()
    unit = make_unit(parent=province)
    make_member(unit)
    client = signed_in(make_account("standing", province))

    client.post(reverse("people:counts-freeze", args=[province.pk]), {"on": "01/07/2026"})

    assert [count.count for count in (*province.member_counts.all(), *unit.member_counts.all())] == [0, 1]


@pytest.mark.parametrize("name", ["office-begin", "award-add", "discipline-add", "member-state", "member-move"])
def test_every_form_opens_for_her_who_manages_the_unit(name: str):
    unit = make_unit(parent=make_province())
    member = make_member(unit)
    client = signed_in(make_account("chapter_head", unit))

    assert client.get(reverse(f"people:{name}", args=[member.pk])).status_code == 200


def test_offices_and_awards_are_written_through_their_pages():
    unit = make_unit(parent=make_province(), code="PV01")
    member = make_member(unit)
    client = signed_in(make_account("chapter_head", unit))

    office = {"unit": "PV01", "position": "branch_head", "starts_on": "1/7/2025"}
    client.post(reverse("people:office-begin", args=[member.pk]), office)
    client.post(reverse("people:award-add", args=[member.pk]), {"kind": "certificate", "title": "Giấy khen", "year": "2024"})
    offices = client.get(reverse("people:member-offices", args=[member.pk])).content.decode()
    awards = client.get(reverse("people:member-awards", args=[member.pk])).content.decode()

    assert "Chi hội trưởng" in offices
    assert "2024" in awards
