from typing import Any

import pytest
from django.urls import reverse

from members.access.models import Account, Grant
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_province, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make_province()


@pytest.fixture
def administrator(province: Unit) -> Account:
    return make_account("administrator", province)


def test_account_list_is_refused_to_a_chapter_head(client: Any, province: Unit):
    client.force_login(make_account("chapter_head", province))

    assert client.get(reverse("accounts:account-list")).status_code == 403


def test_account_of_another_province_does_not_exist_for_the_staff(client: Any, province: Unit):
    other = make_account("head", make_province(), full_name="Trần Thị Ở Nơi Khác")
    client.force_login(make_account("standing", province))

    assert client.get(reverse("accounts:account-detail", args=[other.pk])).status_code == 404
    assert "Trần Thị Ở Nơi Khác" not in client.get(reverse("accounts:account-list")).content.decode()


def test_account_list_finds_without_accents(client: Any, administrator: Account, province: Unit):
    make_account("chapter_head", province, full_name="Đặng Thị Hường")
    make_account("chapter_head", province, full_name="Lê Thị Mai")
    client.force_login(administrator)

    shown = client.get(reverse("accounts:account-list"), {"q": "dang huong"}).content.decode()

    assert "Đặng Thị Hường" in shown
    assert "Lê Thị Mai" not in shown


def test_account_list_takes_as_many_queries_for_six_accounts_as_for_one(
    client: Any, administrator: Account, province: Unit, django_assert_num_queries: Any
):
    client.force_login(administrator)
    client.get(reverse("accounts:account-list"))
    with django_assert_num_queries(8):
        client.get(reverse("accounts:account-list"))
    for _ in range(5):
        make_account("chapter_head", make_unit(parent=province))
    with django_assert_num_queries(8):
        client.get(reverse("accounts:account-list"))


def test_new_account_gets_a_role_and_a_unit(client: Any, administrator: Account, province: Unit):
    branch = make_unit(parent=province, code="CS07")
    client.force_login(administrator)

    client.post(reverse("accounts:account-new"), {"full_name": "Vũ Thị Lan", "username": "vu.lan"})
    account = Account.objects.get(username="vu.lan")
    answer = client.post(
        reverse("accounts:grant-give", args=[account.pk]),
        {"role": "branch_committee", "unit": "cs07", "starts_on": "2026-01-01"},
    )

    assert answer.status_code == 302
    assert Grant.objects.get(account=account).unit == branch


def test_user_name_that_is_taken_is_said_beside_the_field(client: Any, administrator: Account):
    make_account(username="vu.lan")
    client.force_login(administrator)

    shown = client.post(reverse("accounts:account-new"), {"full_name": "Vũ Thị Lan", "username": "VU.LAN"})

    assert "Tên đăng nhập này đã có người dùng" in shown.content.decode()


def test_staff_may_not_close_the_head_of_the_board(client: Any, province: Unit):
    head = make_account("head", province)
    client.force_login(make_account("standing", province))

    answer = client.post(reverse("accounts:account-close", args=[head.pk]), {"reason": "thử"})

    assert answer.status_code == 403
    assert Account.objects.get(pk=head.pk).is_active


def test_closed_account_can_be_opened_again(client: Any, administrator: Account, province: Unit):
    account = make_account("chapter_head", province)
    client.force_login(administrator)

    client.post(reverse("accounts:account-close", args=[account.pk]), {"reason": "Nghỉ thai sản"})
    assert not Account.objects.get(pk=account.pk).is_active
    client.post(reverse("accounts:account-reopen", args=[account.pk]))

    assert Account.objects.get(pk=account.pk).is_active


def test_units_without_anybody_get_accounts_in_one_press(client: Any, administrator: Account, province: Unit):
    branch = make_unit(parent=province, code="CS01", contact_name="Ngô Thị Bình")
    chapter = make_unit(parent=province, code="CH017", kind=UnitKind.COMMUNE_CHAPTER)
    make_account("chapter_head", make_unit(parent=province, kind=UnitKind.COMMUNE_CHAPTER))
    client.force_login(administrator)

    shown = client.get(reverse("accounts:accounts-for-units")).content.decode()
    client.post(reverse("accounts:accounts-for-units"), {"unit": [branch.pk, chapter.pk]})

    assert "CS01" in shown
    assert "CH017" in shown
    opened = {grant.unit_id: grant for grant in Grant.objects.filter(unit__in=[branch, chapter])}
    assert opened[branch.pk].role == "branch_committee"
    assert opened[branch.pk].account.full_name == "Ngô Thị Bình"
    assert opened[chapter.pk].role == "chapter_head"
    assert opened[chapter.pk].account.username == "ch017"


def test_accounts_for_units_takes_no_unit_of_another_province(client: Any, administrator: Account):
    foreign = make_unit(parent=make_province())
    client.force_login(administrator)

    client.post(reverse("accounts:accounts-for-units"), {"unit": [foreign.pk]})

    assert not Grant.objects.filter(unit=foreign).exists()


def test_trace_shows_deeds_in_words_and_is_filtered(client: Any, administrator: Account, province: Unit):
    make_unit(parent=province, name="Hội phụ nữ Phòng Hậu cần")
    client.force_login(administrator)

    shown = client.get(reverse("accounts:trace"), {"action": "unit.found"}).content.decode()

    assert "Thành lập đơn vị" in shown
    assert "Hội phụ nữ Phòng Hậu cần" in shown
    assert client.get(reverse("accounts:trace"), {"q": "không có gì"}).content.decode().count("<tr>") == 0


def test_trace_is_refused_to_whom_it_is_not_granted(client: Any, province: Unit):
    client.force_login(make_account("standing", province))

    assert client.get(reverse("accounts:trace")).status_code == 403
