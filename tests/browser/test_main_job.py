"""The program's main job, played with the demo: the file that a chapter has becomes the official delegate list and its papers."""

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from config.servers import Valkey, var_dir
from demo.making import PASSWORD, Made
from tests.browser import pages
from tests.browser.conftest import committed
from tests.conftest import Worker

pytestmark = pytest.mark.django_db

Visitor = Callable[..., Any]


@dataclass(frozen=True)
class Other:
    """Another chi hội head, and the members whom her conference elected."""

    username: str
    elected: list[int]


FILES = sorted(path.name.removesuffix(".expected.json") for path in pages.SAMPLES.glob("*.expected.json"))
# the sample's word for a refusal, and what the page must say or offer there
REASONS = {
    "name missing": "Thiếu “Họ và tên”: hãy ghi vào ô này.",
    "impossible date": "không có trong lịch",
    "impossible date (month 13)": "Sửa thành “13/12/1985”",
    "same person twice in this list": "đã có ở dòng 2",
    "unknown ethnicity (suggest Kinh)": "Sửa thành “Kinh”",
    "born in the future": "ở tương lai",
    "joined the Party at age 0": "khi 0 tuổi",
    "unknown rank (suggest Thiếu tá)": "Sửa thành “Thiếu tá”",
    "a formula, not a name": "chứa công thức",
    "not a name": "không phải họ tên",
}
COLUMNS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày, tháng, năm sinh",
    "rank": "Cấp bậc hàm",
    "position": "Chức vụ",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "education": "Trình độ chuyên môn",
    "political_theory": "Lý luận chính trị",
    "party_joined": "Ngày vào Đảng",
}


def as_shown(person: dict[str, str]) -> dict[str, str]:
    """An expected person as the preview writes her: days first."""
    dates = {key: "/".join(reversed(person[key].split("-"))) for key in ("birth_date", "party_joined")}
    return {heading: dates.get(key, person[key]) for key, heading in COLUMNS.items()}


# ---- the six samples -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def head(live_browser: Any, address: str) -> Iterator[Any]:
    """The chi hội head in one window, for all samples."""
    from tests.conftest import open_page

    for page in open_page(live_browser, address, viewport={"width": 1366, "height": 768}):
        page.context.set_default_timeout(30_000)
        pages.sign_in(page, "chihoi")
        yield page


@pytest.mark.parametrize("name", FILES)
def test_preview_of_a_sample_shows_whom_it_accepts_and_which_rows_it_refuses(
    name: str, head: Any, running_worker: Worker
) -> None:
    expected = json.loads((pages.SAMPLES / f"{name}.expected.json").read_text())
    refused = {row["row"]: row["reason"] for row in expected["refused"]}

    pages.open_own_list(head)
    pages.upload(head, name)

    wrong = {number: head.locator(f"#row-{number}").inner_text() for number in pages.rows_shown(head, "Cần sửa")}
    shown = pages.rows_shown(head, "Tất cả")
    pages.picture(head, f"preview-{name[0]}")
    accepted = [{key: row.get(key, "") for key in COLUMNS.values()} for number, row in shown.items() if number not in refused]
    assert accepted == [as_shown(person) for person in expected["accepted"]]
    assert wrong.keys() == refused.keys()
    assert [reason for number, reason in refused.items() if REASONS[reason] not in wrong[number]] == []


# ---- the whole way ---------------------------------------------------------------------------------------------------

DELEGATE = "Trần Thị Thu Hà"


def test_a_chapters_list_becomes_the_official_list_and_its_papers(demo: Made, running_worker: Worker, visitor: Visitor) -> None:
    head, staff = visitor(), visitor()
    pages.sign_in(head, "chihoi")
    pages.open_own_list(head)
    address = head.url
    _correct_and_import(head)
    head.get_by_role("link", name="Huỷ lần nhập này").click()
    head.get_by_role("button", name="Huỷ lần nhập này").click()
    head.get_by_text("đã được huỷ").wait_for()
    head.goto(address)
    head.get_by_text("Danh sách chưa có ai").first.wait_for()

    _correct_and_import(head)
    head.get_by_role("link", name="Xem danh sách").click()
    _complete(head)
    pages.attach_both(head)
    pages.picture(head, "ready")
    pages.send(head)

    pages.sign_in(staff, "thuongtruc")
    _return_one_row(staff)
    _mend_the_row(head)

    staff.goto(address)
    changed = staff.get_by_role("heading", name="Đã đổi so với lần gửi trước").locator("..")
    assert "Sửa 1 đồng chí." in changed.inner_text()
    assert "08/04/1975" in changed.inner_text()
    pages.picture(staff, "sent-again")
    staff.get_by_role("link", name="Duyệt").click()
    staff.get_by_role("button", name="Duyệt").click()
    staff.get_by_text("Đã duyệt danh sách của Cụm 1.").wait_for()
    pages.picture(staff, "approved")

    _print_everything(staff)


def _correct_and_import(head: Any) -> None:
    """The worst of the six: one row by its suggestion, one by typing, the others left out; then three and one are chosen."""
    pages.upload(head, "6-nhieu-loi.xlsx")
    assert "20 dòng: 10 dùng được, 10 cần sửa" in head.inner_text(".sheet-summary")
    head.get_by_role("button", name="Sửa thành “Thiếu tá”").click()
    head.locator("#row-17").wait_for(state="detached")
    head.get_by_role("link", name="Sửa dòng 10").click()
    head.locator("#row-10").get_by_label("Họ và tên").fill(DELEGATE)
    head.get_by_role("button", name="Lưu dòng này").click()
    head.locator("#row-10.row-late").wait_for(state="detached")
    for number in (11, 12, 13, 14, 15, 16, 18, 19):
        pages.skip(head, number)
    assert "12 dùng được, 8 bỏ qua" in head.inner_text(".sheet-summary")
    for number in (3, 4, 10):
        pages.choose(head, number, "delegate")
    pages.choose(head, 5, "alternate")
    assert head.locator(".sheet-counters .pill-done").all_inner_texts() == ["đã chọn 3/3 đại biểu", "đã chọn 1/1 dự khuyết"]
    pages.picture(head, "chosen")
    pages.confirm_import(head, 4)
    pages.picture(head, "imported")


def _complete(head: Any) -> None:
    """What her file did not say, for all rows at once, and for one by itself."""
    pages.picture(head, "list")
    pages.fill_empty_cells(head, "Chức vụ chính quyền", "Cán bộ")
    pages.fill_empty_cells(head, "Đơn vị công tác", "Công an xã Long Mỹ")
    while head.locator("tr.row-late").count():
        row = head.locator("tr.row-late").first
        assert "Lý luận chính trị" in row.inner_text() or "lý luận chính trị" in row.inner_text()
        row.get_by_role("link", name="Sửa").first.click()
        pages.picture(head, "row")
        head.get_by_label("Lý luận chính trị").select_option(label="Sơ cấp")
        head.get_by_role("button", name="Lưu").click()
        head.get_by_text("Đã lưu dòng").wait_for()


def _return_one_row(staff: Any) -> None:
    pages.picture(staff, "staff-home")
    staff.get_by_role("link", name="Kiểm tra", exact=True).click()
    staff.get_by_role("link", name="Cụm 1", exact=True).click()
    pages.picture(staff, "to-review")
    row = staff.locator("tr", has_text=DELEGATE)
    row.get_by_role("link", name="Nhận xét").click()
    staff.locator("main textarea").fill("Ngày sinh khác hồ sơ: đề nghị ghi 08/04/1975.")
    staff.get_by_role("button", name="Ghi nhận xét").click()
    staff.get_by_role("link", name="Trả lại").click()
    staff.get_by_label("Lý do").fill("Một ngày sinh chưa khớp hồ sơ")
    pages.picture(staff, "return")
    staff.get_by_role("button", name="Trả lại đơn vị").click()
    staff.get_by_text("Đã trả lại; đang chờ đơn vị sửa rồi gửi lại.").wait_for()


def _mend_the_row(head: Any) -> None:
    head.goto("/")
    head.get_by_role("link", name="Sửa danh sách").click()
    head.get_by_text("Ban Phụ nữ trả lại 1 dòng.").wait_for()
    pages.picture(head, "returned")
    mendable = head.get_by_role("link", name="Sửa", exact=True)
    assert mendable.count() == 1
    assert DELEGATE in head.locator("tr", has=mendable).inner_text()
    mendable.click()
    head.get_by_text("Ban Phụ nữ yêu cầu: Ngày sinh khác hồ sơ").wait_for()
    head.get_by_label("Ngày sinh").fill("08/04/1975")
    head.get_by_role("button", name="Lưu").click()
    head.get_by_text("Đã lưu dòng").wait_for()
    pages.send(head)


def _print_everything(staff: Any) -> None:
    """The four papers of a congress, each with its heading and with the delegate who was approved a moment ago."""
    staff.goto("/delegates/lists/")
    staff.get_by_role("link", name="Văn bản để in").click()
    staff.get_by_role("button", name="Đánh số").click()
    papers = staff.url
    pages.picture(staff, "papers")

    whole = "\n".join(_print(staff, papers, "Danh sách trích ngang đại biểu (đầy đủ)"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in whole or "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in whole
    assert "DANH SÁCH TRÍCH NGANG" in whole
    assert "08/04/1975" in whole

    letters = _print(staff, papers, "Giấy triệu tập đại biểu")
    hers = [letter for letter in letters if DELEGATE in letter]
    assert len(hers) == 1
    assert "GIẤY TRIỆU TẬP" in hers[0]
    assert "Công an xã Long Mỹ" in hers[0]

    badges = "\n".join(_print(staff, papers, "Thẻ đại biểu"))
    assert DELEGATE in badges
    assert badges.count("Số thẻ:") == len(letters)

    report = "\n".join(_print(staff, papers, "Báo cáo thẩm tra tư cách đại biểu"))
    assert "Thẩm tra tư cách đại biểu" in report
    assert "TÌNH HÌNH TRIỆU TẬP" in report

    staff.goto("/printing/")
    pages.picture(staff, "prints")
    # these four, and the plan that the demo has issued
    assert staff.get_by_role("link", name="Mở PDF").count() == 5


def _print(staff: Any, papers: str, title: str) -> list[str]:
    staff.goto(papers)
    pages.ask_for_paper(staff, title)
    return pages.printed(staff)


# ---- a phone, and what is not hers -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def other_head(demo: Made) -> Other:
    """The head of another group whose list is still empty."""
    from congress.delegates.models import DelegateList
    from members.access.models import Account

    assert demo.next is not None
    assert demo.cast is not None
    lists = list(DelegateList.objects.filter(congress=demo.next).order_by("electing_unit__position"))
    place = next(
        place
        for place, one in enumerate(lists)
        if one.state == "entering"
        and one.electing_unit.is_group
        and not one.delegates.exists()
        and place != lists.index(own(demo))
    )
    account = Account.objects.get(grants__unit=lists[place].electing_unit.lead_unit, grants__role="chapter_head")
    account.set_password(PASSWORD)
    account.must_change_password = False
    account.save()
    return Other(account.username, [member.pk for member in demo.cast.elected[place]])


def own(demo: Made) -> Any:
    """The list of the demo's chi hội head."""
    from congress.delegates.models import DelegateList

    return DelegateList.objects.get(electing_unit__lead_unit=demo.groups[0][0], congress=demo.next)


def test_a_list_is_picked_from_the_members_and_sent_on_a_phone(other_head: Other, visitor: Visitor) -> None:
    phone = visitor(phone=True)
    pages.sign_in(phone, other_head.username)
    pages.open_own_list(phone)
    pages.picture(phone, "phone-list")
    phone.get_by_role("link", name="Chọn từ hội viên").click()
    for member in other_head.elected:
        phone.locator(f"#nguoi-{member}").check()
    pages.picture(phone, "phone-pick")
    phone.get_by_role("button", name=f"Đưa vào danh sách ({len(other_head.elected)})").click()
    pages.attach_both(phone)
    pages.picture(phone, "phone-ready")
    assert pages.fits(phone)
    pages.send(phone)
    pages.picture(phone, "phone-sent")
    assert pages.fits(phone)


def test_another_units_list_does_not_exist_for_her(demo: Made, other_head: Other, visitor: Visitor) -> None:
    page = visitor()
    pages.sign_in(page, other_head.username)

    answer = page.goto(f"/delegates/lists/{own(demo).pk}/")

    pages.picture(page, "not-hers")
    assert answer.status == 404
    assert page.get_by_role("heading").inner_text() == "Không có trang này"
    page.get_by_role("link", name="Về trang Việc của tôi").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()


# ---- when a machine fails --------------------------------------------------------------------------------------------


def look_after_prints() -> None:
    """What beat does half a minute later: claims of the dead have ended, messages have not been heard of."""
    from django.utils import timezone

    from documents.printing.actions import queue_again
    from documents.printing.models import Part, Rendering

    past = timezone.now() - timedelta(minutes=5)
    Part.objects.filter(claimed_until__isnull=False).update(claimed_until=past)
    Rendering.objects.filter(claimed_until__isnull=False).update(claimed_until=past)
    Rendering.objects.update(woken_at=past)
    queue_again()


def papers_of(page: Any, demo: Made) -> None:
    assert demo.next is not None
    page.goto(f"/papers/{demo.next.pk}/")


def test_a_print_whose_worker_is_killed_is_finished_by_the_next(demo: Made, running_worker: Worker, visitor: Visitor) -> None:
    from documents.printing.models import Rendering

    staff = visitor()
    pages.sign_in(staff, "truongban")
    papers_of(staff, demo)
    pages.ask_for_paper(staff, "Danh sách đại biểu theo đoàn")
    number = int(staff.url.rstrip("/").rsplit("/", 1)[1])
    for _ in range(600):
        if Rendering.objects.get(pk=number).state == "working":
            break
        time.sleep(0.02)
    running_worker.kill()
    assert Rendering.objects.get(pk=number).state == "working"

    running_worker.start()
    committed(look_after_prints)

    assert any("DANH SÁCH" in text for text in pages.printed(staff))


@pytest.mark.skipif("REDIS_URL" not in os.environ, reason="there is no broker at all")
def test_a_print_waits_while_the_broker_is_away_and_is_made_when_it_is_back(
    demo: Made, running_worker: Worker, visitor: Visitor, broker: Any
) -> None:
    valkey = Valkey(var_dir() / "valkey")
    if valkey.url != os.environ["REDIS_URL"]:
        pytest.skip("The broker is not ours to stop.")
    staff = visitor()
    pages.sign_in(staff, "truongban")
    papers_of(staff, demo)
    valkey.stop()
    try:
        pages.ask_for_paper(staff, "Danh sách đại biểu (rút gọn)")
        staff.get_by_text("Đã ghi nhận, việc in đang chờ.").wait_for()
        pages.picture(staff, "broker-away")
    finally:
        valkey.start()
    assert valkey.url == os.environ["REDIS_URL"]
    broker.ping()
    committed(look_after_prints)

    assert any("DANH SÁCH" in text for text in pages.printed(staff))


# ---- a paper of figures takes its number -----------------------------------------------------------------------------


def test_the_allocation_notice_takes_number_day_and_code_and_is_not_issued_twice_unseen(
    demo: Made, running_worker: Worker, visitor: Visitor
) -> None:
    staff = visitor()
    pages.sign_in(staff, "thuongtruc")
    papers_of(staff, demo)
    number = pages.issue_from_request(staff, "Thông báo phân bổ đại biểu", signer="Thượng tá Nguyễn Thị Thuỷ")

    assert number in staff.inner_text("h1")
    for _ in range(60):
        if staff.get_by_role("link", name="Mở PDF").count():
            break
        staff.wait_for_timeout(1000)
        staff.reload()
    text = " ".join(pages.printed(staff))
    assert f"Số: {number}" in text
    assert f"(Kèm theo Thông báo số {number}" in text
    staff.get_by_role("link", name="Trang xác minh").click()
    staff.get_by_text(number).first.wait_for()
    papers_of(staff, demo)
    staff.get_by_role("link", name="Chuẩn bị in Thông báo phân bổ đại biểu").click()
    staff.get_by_role("button", name="Ban hành, vào sổ").click()
    staff.get_by_text("Văn bản này đã ban hành rồi").wait_for()
    assert staff.get_by_role("link", name=f"Số {number}").count() == 1
    staff.get_by_role("button", name="Quay lại sửa").click()
    staff.get_by_role("button", name="In", exact=True).wait_for()
