"""Pages of congresses: who sees them, what they show, what they refuse."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.terms.actions import call_congress, open_term, set_rule
from congress.terms.models import Congress
from members.access.models import Account
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make_province()


@pytest.fixture
def congress(province: Unit) -> Congress:
    return called(province)


def called(unit: Unit, ordinal: int = 11, **fields: object) -> Congress:
    term = open_term(unit=unit, ordinal=ordinal, starts_year=1970 + 5 * ordinal, ends_year=1975 + 5 * ordinal, by=None)
    held_on = timezone.localdate() + timedelta(days=42)
    values: dict[str, object] = {"kind": "DAI_BIEU", "ordinal": ordinal, "held_on": held_on, "plan": "rut_gon"} | fields
    return call_congress(unit=unit, term=term, personnel_mode="BAU", delegate_mode="BAU", by=None, **values)  # type: ignore[arg-type]


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def staff_client(unit: Unit, role: str = "standing") -> Client:
    return client_of(make_account(role, unit))


PAGES = ["congress-detail", "plan", "rule-set", "congress-edit", "session-new", "milestone-new", "postpone", "plan-export"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_congress_opens_for_the_staff(name: str, province: Unit, congress: Congress) -> None:
    assert staff_client(province).get(reverse(f"terms:{name}", args=[congress.pk])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_congress_of_another_province_is_not_there(name: str, congress: Congress) -> None:
    stranger = staff_client(make_province(name="Hội Phụ nữ Công an tỉnh Khác"))

    assert stranger.get(reverse(f"terms:{name}", args=[congress.pk])).status_code == 404


@pytest.mark.parametrize("name", ["plan", "rule-set", "congress-edit", "postpone"])
def test_chapter_below_sees_when_and_where_but_not_the_inside(name: str, province: Unit, congress: Congress) -> None:
    chapter = make_unit(parent=province, kind=UnitKind.COMMUNE_CHAPTER, name="Chi hội Công an xã Bình An")
    client = staff_client(chapter, "chapter_head")

    page = client.get(reverse("terms:congress-detail", args=[congress.pk]))
    assert page.status_code == 200
    assert "Việc sắp tới" not in page.content.decode()
    assert client.get(reverse(f"terms:{name}", args=[congress.pk])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_congresses_as_for_one(
    count: int, province: Unit, django_assert_num_queries: object
) -> None:
    for number in range(count):
        called(province, ordinal=number + 1)
    client = staff_client(province)

    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(reverse("terms:congress-list"))


@pytest.mark.parametrize("steps", [3, 9])
def test_plan_and_rule_set_take_constant_queries(
    steps: int, province: Unit, congress: Congress, django_assert_max_num_queries: object
) -> None:
    keep = list(congress.milestones.values_list("pk", flat=True)[:steps])
    congress.milestones.exclude(pk__in=keep).delete()
    client = staff_client(province)

    for name in ("plan", "rule-set"):
        with django_assert_max_num_queries(6):  # type: ignore[operator]
            client.get(reverse(f"terms:{name}", args=[congress.pk]))


def test_list_is_searched_without_accents(province: Unit) -> None:
    called(province)
    called(make_unit(parent=province, name="Hội phụ nữ Phòng Cảnh sát giao thông"), kind="TOAN_THE", plan="")

    page = staff_client(province).get(reverse("terms:congress-list"), {"q": "canh sat giao"}).content.decode()

    assert "1–1 trong 1" in page


def test_head_of_a_branch_makes_her_own_congress(province: Unit) -> None:
    branch = make_unit(parent=province, name="Hội phụ nữ cơ sở Phòng Tham mưu")
    make_member(branch)
    client = staff_client(branch, "branch_committee")

    page = client.get(reverse("terms:congress-call")).content.decode()
    assert "Đơn vị có 1 hội viên, ngưỡng họp đại hội đại biểu là 100" in page
    answer = client.post(
        reverse("terms:congress-call"),
        {
            "kind": "TOAN_THE", "ordinal": "4", "starts_year": "2025", "ends_year": "2030", "held_on": "18/12/2026",
            "personnel_mode": "BAU", "delegate_mode": "BAU", "plan": "co_so_30_ngay",
        },
    )  # fmt: skip

    made = Congress.objects.get(unit=branch)
    assert answer.headers["Location"] == reverse("terms:congress-detail", args=[made.pk])
    assert made.name == "Đại hội toàn thể Phụ nữ Phòng Tham mưu lần thứ IV, nhiệm kỳ 2025-2030"


def test_call_form_keeps_what_was_typed_and_says_what_is_wrong(province: Unit) -> None:
    answer = staff_client(province).post(
        reverse("terms:congress-call") + f"?unit={province.code}", {"kind": "DAI_BIEU", "held_on": "31/02/2026", "place": "Nhà A"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nhà A" in page
    assert "31/02/2026" in page


def test_edit_on_an_old_revision_tells_what_changed_and_keeps_what_was_typed(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    address = reverse("terms:congress-edit", args=[congress.pk])
    typed = {
        "name": congress.name, "kind": "DAI_BIEU", "ordinal": "11", "personnel_mode": "BAU", "delegate_mode": "BAU",
        "body_name": "Ban Phụ nữ", "head_title": "Trưởng ban", "revision": "1",
    }  # fmt: skip
    client.post(address, typed | {"place": "Hội trường A"})

    page = client.post(address, typed | {"place": "Hội trường B"}).content.decode()

    assert "vừa được người khác sửa" in page
    assert "Hội trường A" in page
    assert "Hội trường B" in page
    assert client.post(address, typed | {"place": "Hội trường B", "revision": "2"}).status_code == 302
    congress.refresh_from_db()
    assert congress.place == "Hội trường B"


def test_rule_is_changed_by_the_staff_and_checked_by_the_head(province: Unit, congress: Congress) -> None:
    edit = reverse("terms:rule-edit", args=[congress.pk, "tong_dai_bieu"])
    check = reverse("terms:rule-check", args=[congress.pk, "tong_dai_bieu"])
    staff, head = staff_client(province), staff_client(province, "head")

    assert "không phải là số" in staff.post(edit, {"value_text": "nhiều", "basis": ""}).content.decode()
    assert staff.post(edit, {"value_text": "160", "basis": "HD 05"}).status_code == 302
    assert staff.post(check, {"basis": "HD 05"}).status_code == 403
    assert head.post(check, {"basis": "HD 05/HD-BPN"}).status_code == 302

    assert "HD 05/HD-BPN" in head.get(reverse("terms:rule-set", args=[congress.pk]), {"only": "checked"}).content.decode()


def test_unknown_rule_is_not_there(province: Unit, congress: Congress) -> None:
    assert staff_client(province).get(reverse("terms:rule-edit", args=[congress.pk, "khong_co"])).status_code == 404


@pytest.mark.parametrize(
    "key",
    ["bac_phan_bo", "nhom_tuoi", "han_tuoi_phuc_vu_nu", "kiem_tra_2_3_tai", "dai_bieu_duong_nhien", "so_du_bat_buoc", "the_thuc"],
)
def test_saving_a_rule_as_it_was_shown_changes_nothing(key: str, province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    address = reverse("terms:rule-edit", args=[congress.pk, key])
    before = congress.rules.get(key=key)
    form = client.get(address).context["form"]

    client.post(address, {name: form[name].value() for name in form.fields})

    assert congress.rules.get(key=key).entered_at == before.entered_at


def test_postpone_shows_everything_before_it_happens(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    address = reverse("terms:postpone", args=[congress.pk])
    to_day = congress.held_on + timedelta(days=14)

    page = client.get(address, {"to_day": f"{to_day:%d/%m/%Y}"}).content.decode()

    assert "muộn hơn 14" in page
    congress.refresh_from_db()
    assert congress.held_on == to_day - timedelta(days=14)
    client.post(address, {"to_day": f"{to_day:%d/%m/%Y}", "from_day": f"{congress.held_on:%d/%m/%Y}", "reason": "Bão số 5"})
    congress.refresh_from_db()
    assert congress.held_on == to_day


def test_postpone_refuses_when_the_page_is_older_than_the_day(province: Unit, congress: Congress) -> None:
    to_day = congress.held_on + timedelta(days=14)

    page = staff_client(province).post(
        reverse("terms:postpone", args=[congress.pk]),
        {"to_day": f"{to_day:%d/%m/%Y}", "from_day": f"{date(2020, 1, 1):%d/%m/%Y}", "reason": "Bão"},
    )

    assert "vừa được dời" in page.content.decode()
    congress.refresh_from_db()
    assert congress.held_on == to_day - timedelta(days=14)


def test_congress_is_moved_with_a_reason_where_something_is_missing(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    address = reverse("terms:congress-move", args=[congress.pk, "ready"])

    assert "Chưa ghi địa điểm" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Đảng uỷ đồng ý"}).status_code == 302
    assert client.get(reverse("terms:congress-move", args=[congress.pk, "closed"])).status_code == 404


def test_unit_page_shows_its_congresses(province: Unit, congress: Congress) -> None:
    page = staff_client(province).get(reverse("units:unit-detail", args=[province.pk])).content.decode()

    assert congress.name in page


def test_exported_rule_set_is_a_workbook(province: Unit, congress: Congress) -> None:
    set_rule(congress=congress, key="ky_hieu", value_text="=1+1", basis="@x", by=make_account("standing", province))

    content = staff_client(province).get(reverse("terms:rule-set-export", args=[congress.pk])).content

    assert content[:2] == b"PK"


def test_milestone_is_added_finished_and_opened_again(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    client.post(reverse("terms:milestone-new", args=[congress.pk]), {"code": "GAP", "name": "Gặp mặt", "offset_days": "-5"})
    step = congress.milestones.get(code="GAP")

    client.post(reverse("terms:milestone-done", args=[congress.pk, step.pk]), {"on": f"{timezone.localdate():%d/%m/%Y}"})
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    client.post(reverse("terms:milestone-reopen", args=[congress.pk, step.pk]))
    step.refresh_from_db()
    assert step.done_on is None


def test_rule_opened_on_an_older_value_is_told_so_and_keeps_what_was_typed(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    address = reverse("terms:rule-edit", args=[congress.pk, "tong_dai_bieu"])
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"value_text": "160", "basis": "HD 05", "seen": seen})

    page = client.post(address, {"value_text": "170", "basis": "HD 06", "seen": seen})

    assert "vừa được người khác sửa" in page.content.decode()
    assert 'value="170"' in page.content.decode()
    assert congress.rules.get(key="tong_dai_bieu").value == 160
    again = client.post(address, {"value_text": "170", "basis": "HD 06", "seen": page.context["form"]["seen"].value()})
    assert again.status_code == 302


def test_step_of_the_plan_opened_on_older_words_is_told_so(province: Unit, congress: Congress) -> None:
    client = staff_client(province)
    step = congress.milestones.get(code="G4")
    address = reverse("terms:milestone-edit", args=[congress.pk, step.pk])
    typed = {"name": step.name, "offset_days": "-40", "seen": client.get(address).context["form"]["seen"].value()}
    assert client.post(address, typed | {"responsible": "Đ/c Hoa"}).status_code == 302

    page = client.post(address, typed | {"responsible": "Đ/c Mai"}).content.decode()

    assert "vừa được người khác sửa" in page
    assert "Đ/c Mai" in page
    step.refresh_from_db()
    assert step.responsible == "Đ/c Hoa"
