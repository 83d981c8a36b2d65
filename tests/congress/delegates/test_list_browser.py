"""A chapter's head makes and sends her list on a phone; the staff return a row and approve, at a desk."""

from pathlib import Path
from typing import Any

import pytest

from congress.delegates.models import DelegateList
from members.access.models import Account
from tests.congress.delegates.made import make_lists, pdf
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Any, account: Account) -> None:
    page.goto("/access/sign-in/?next=/delegates/lists/")
    page.fill("input[name=username]", account.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/delegates/lists/**")


def test_a_list_goes_from_a_phone_to_approval(phone: Any, page: Any, tmp_path: Path) -> None:
    made = make_lists(units=1)
    scan = tmp_path / "bien-ban.pdf"
    scan.write_bytes(pdf().read())

    sign_in(phone, made.chiefs[0])
    phone.get_by_role("link", name="Chọn từ hội viên").click()
    for member in made.members[0][:3]:
        phone.check(f"#nguoi-{member.pk}")
    phone.get_by_role("button", name="Đưa vào danh sách (3)").click()
    for kind in ("minutes", "signed_list"):
        phone.get_by_role("link", name="Đính kèm biên bản, bản đã ký").click()
        phone.select_option("select[name=kind]", kind)
        phone.set_input_files("input[type=file]", scan)
        phone.get_by_role("button", name="Đính kèm").click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("link", name="Gửi Ban Phụ nữ").click()
    phone.get_by_role("button", name="Gửi Ban Phụ nữ").click()
    phone.get_by_text("Danh sách đã gửi, đang chờ Ban Phụ nữ duyệt.").wait_for()

    sign_in(page, made.staff)
    page.get_by_role("link", name=made.units[0].name).click()
    page.get_by_role("link", name="Trả lại").click()
    page.fill("textarea[name=reason]", "Ngày sinh chưa khớp hồ sơ")
    page.get_by_label(made.members[0][0].full_name).fill("Ghi lại ngày sinh")
    page.get_by_role("button", name="Trả lại đơn vị").click()
    page.get_by_text("Đã trả lại; đang chờ đơn vị sửa rồi gửi lại.").wait_for()

    phone.reload()
    phone.get_by_role("link", name="Sửa", exact=True).click()
    phone.fill("input[name=birth_date]", "05/1976")
    phone.get_by_role("button", name="Lưu").click()
    phone.get_by_role("link", name="Gửi Ban Phụ nữ").click()
    phone.get_by_role("button", name="Gửi Ban Phụ nữ").click()
    phone.get_by_text("Danh sách đã gửi, đang chờ Ban Phụ nữ duyệt.").wait_for()

    page.reload()
    page.get_by_role("link", name="Duyệt").click()
    page.get_by_role("button", name="Duyệt").click()
    page.get_by_text("Đã duyệt danh sách của").wait_for()
    assert DelegateList.objects.get(pk=made.lists[0].pk).state == "approved"


def test_the_picker_keeps_ticks_while_the_search_narrows_the_list(page: Any) -> None:
    made = make_lists(units=1)
    first, second = made.members[0][0], made.members[0][1]

    sign_in(page, made.chiefs[0])
    page.get_by_role("link", name="Chọn từ hội viên").click()
    page.check(f"#nguoi-{first.pk}")
    page.fill("#id_q", second.full_name.split()[-1])
    page.locator(f"#nguoi-{made.members[0][4].pk}").wait_for(state="detached")
    page.check(f"#nguoi-{second.pk}")
    page.get_by_role("button", name="Đưa vào danh sách (2)").click()

    page.get_by_text("Đã đưa 02 đồng chí vào danh sách.").wait_for()
