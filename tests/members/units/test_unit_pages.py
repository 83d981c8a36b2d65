"""The pages about units: who sees what, and at what cost."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from members.people.actions import begin_office
from members.units.models import Unit
from tests.factories import STARTED, make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_another_units_head_gets_404_and_no_row():
    province = make_province()
    own, other = make_unit(parent=province), make_unit(parent=province, name="Hội phụ nữ khác")
    client = signed_in(make_account("chapter_head", own))

    assert client.get(reverse("units:unit-detail", args=[other.pk])).status_code == 404
    assert "Hội phụ nữ khác" not in client.get(reverse("units:unit-list"), {"force": "all"}).content.decode()


def test_a_chapter_head_may_not_change_her_unit():
    unit = make_unit(parent=make_province())
    client = signed_in(make_account("chapter_head", unit))

    assert client.get(reverse("units:unit-edit", args=[unit.pk])).status_code == 404
    assert client.get(reverse("units:unit-found")).status_code == 403


def test_the_root_of_her_grant_can_not_be_reshaped():
    province = make_province()
    client = signed_in(make_account("standing", province))

    assert client.get(reverse("units:unit-close", args=[province.pk])).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_three_units_as_for_one(number: int, django_assert_num_queries):
    province = make_province()
    for _ in range(number - 1):
        make_unit(parent=province)
    client = signed_in(make_account("standing", province))

    with django_assert_num_queries(5):
        client.get(reverse("units:unit-list"))


def test_the_page_says_who_leads_the_unit_and_how_many_members_it_has():
    unit = make_unit(parent=make_province())
    account = make_account("chapter_head", unit)
    begin_office(member=make_member(unit), unit=unit, position="branch_head", starts_on=STARTED, by=account)

    page = signed_in(account).get(reverse("units:unit-detail", args=[unit.pk])).content.decode()

    assert "Chi hội trưởng" in page
    assert "1 hội viên" in page


def test_founding_through_the_page_answers_with_the_new_unit():
    province = make_province(code="TINH")
    client = signed_in(make_account("standing", province))
    typed = {"parent": "TINH", "code": "PV01", "name": "Hội Phụ nữ Phòng Tham mưu", "kind": "HOI_CO_SO", "starts_on": "1/7/2026"}

    answer = client.post(reverse("units:unit-found"), typed)

    unit = Unit.objects.get(code="PV01")
    assert answer.url == reverse("units:unit-detail", args=[unit.pk])
    assert unit.parent == province


def test_a_stale_form_keeps_what_was_typed_and_shows_what_is_stored():
    province = make_province()
    unit = make_unit(parent=province)
    client = signed_in(make_account("standing", province))
    first = {"kind": unit.kind, "place": "Hà Sơn", "revision": "1"}
    client.post(reverse("units:unit-edit", args=[unit.pk]), first)

    page = client.post(reverse("units:unit-edit", args=[unit.pk]), first | {"place": "Tân Hoà"}).content.decode()

    assert "đang lưu “Hà Sơn”, bạn nhập “Tân Hoà”" in page
    assert 'value="Tân Hoà"' in page


def test_merging_through_the_page_names_every_line_it_does_not_understand():
    province = make_province()
    unit = make_unit(parent=province)
    client = signed_in(make_account("standing", province))

    page = client.post(
        reverse("units:unit-merge", args=[unit.pk]), {"units": "KHONGCO1\nKHONGCO2", "on": "01/07/2026"}
    ).content.decode()

    assert "KHONGCO1" in page
    assert "Không có đơn vị đang hoạt động nào khớp với “KHONGCO2”" in page


def test_merging_through_the_page_into_a_new_unit():
    province = make_province()
    first, second = make_unit(parent=province, code="PC06"), make_unit(parent=province, code="PC07")
    client = signed_in(make_account("standing", province))

    client.post(
        reverse("units:unit-merge", args=[first.pk]),
        {"units": "pc07", "code": "PC08", "name": "Hội Phụ nữ Phòng mới", "on": "01/07/2026"},
    )

    made = Unit.objects.get(code="PC08")
    assert {link.predecessor for link in made.predecessors.all()} == {first, second}


def test_export_holds_what_the_list_shows_and_no_formula():
    province = make_province(name="=1+1")
    make_unit(parent=province, name="Hội Phụ nữ khác")
    client = signed_in(make_account("standing", province))

    content = client.get(reverse("units:unit-list-export"), {"q": "1"}).content

    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows[2:]] == ["'=1+1"]


def test_history_shows_the_unit_on_a_day():
    unit = make_unit(parent=make_province(), name="Hội Phụ nữ Phòng Cũ")
    client = signed_in(make_account("chapter_head", unit))

    page = client.get(reverse("units:unit-history", args=[unit.pk]), {"day": "1/1/2019"}).content.decode()

    assert "Không hoạt động vào ngày này" in page
