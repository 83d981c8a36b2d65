"""In a browser: a scan is sent in slices and survives a lost line; a page nobody touches covers itself."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from congress.personnel.actions.documents import receive_document
from congress.personnel.actions.files import opened
from congress.personnel.models import Candidate, CandidateDocument, SealedFile, Vetting, VettingState
from members.access.models import Entry
from tests.congress.personnel.papers import pdf_bytes, upload
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, make_room, process, step_of, walk_to
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
LOOK = os.environ.get("LOOK_AT", "")


def look(page: Any, name: str) -> None:
    if LOOK:
        page.screenshot(path=f"{LOOK}/{name}.png", full_page=True)


@pytest.fixture
def room(transactional_db: None) -> Room:
    made = make_room()
    adopt(made)
    return made


def sign_in(page: Any, room: Room) -> None:
    page.goto(reverse("access:sign-in"))
    page.fill("[name=username]", room.committee.username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/")


def open_candidate(page: Any, candidate: Candidate) -> None:
    page.goto(reverse("personnel:candidate", args=[candidate.pk]))
    say_what_for(page)
    page.wait_for_url(f"**/candidates/{candidate.pk}/")


def say_what_for(page: Any) -> None:
    """Asked before the first page with names of a sitting."""
    if page.get_by_role("button", name="Mở hồ sơ").count():
        page.get_by_label("Kiểm tra, hoàn thiện hồ sơ").check()
        page.get_by_role("button", name="Mở hồ sơ").click()


def test_a_scan_goes_on_after_the_line_was_lost(page: Any, room: Room, tmp_path: Path) -> None:
    candidate = candidates(room, 1)[0]
    content = pdf_bytes(size=2_200_000)
    scan = tmp_path / "ly-lich.pdf"
    scan.write_bytes(content)
    sign_in(page, room)
    open_candidate(page, candidate)
    lost: list[str] = []

    def lose_the_third(route: Any) -> None:
        if route.request.method == "POST" and len(lost) in {2, 3}:
            lost.append("lost")
            route.abort("internetdisconnected")
        else:
            lost.append("sent")
            route.continue_()

    page.route("**/personnel/uploads/*/", lose_the_third)
    page.set_input_files("#tep-so_yeu_ly_lich", str(scan))
    row = page.locator("#giay-so_yeu_ly_lich")
    row.get_by_role("button", name="Tải lên").click()
    row.get_by_text("Mất kết nối, tự thử lại").wait_for()
    look(page, "upload-lost")
    row.get_by_text("Đã nhận, chờ kiểm tra").wait_for()

    assert lost.count("lost") == 2
    assert opened(SealedFile.objects.get()) == content
    page.get_by_role("link", name="ly-lich.pdf").click()
    page.locator("iframe.file-view").wait_for()
    page.wait_for_timeout(1500)
    look(page, "file-open")
    assert Entry.objects.filter(action="personnel.file_view").exists()


def test_a_scan_whose_last_answer_was_lost_is_not_sent_for_nothing(page: Any, room: Room, tmp_path: Path) -> None:
    candidate = candidates(room, 1)[0]
    (tmp_path / "ly-lich.pdf").write_bytes(pdf_bytes())
    sign_in(page, room)
    open_candidate(page, candidate)
    answers: list[str] = []

    def take_it_and_lose_the_answer(route: Any) -> None:
        if answers:
            route.continue_()
            return
        route.fetch()
        answers.append("lost")
        route.abort("internetdisconnected")

    page.route("**/personnel/uploads/*/finish/", take_it_and_lose_the_answer)
    page.set_input_files("#tep-so_yeu_ly_lich", str(tmp_path / "ly-lich.pdf"))
    row = page.locator("#giay-so_yeu_ly_lich")
    row.get_by_role("button", name="Tải lên").click()
    row.get_by_text("Hãy tải lại trang: nếu tệp đã có ở mục này thì không phải tải lên nữa.").wait_for()

    page.reload()
    row.get_by_role("link", name="ly-lich.pdf").wait_for()
    assert SealedFile.objects.count() == 1


def test_a_form_goes_with_its_scan_after_the_line_was_lost_and_nothing_typed_is_lost(
    page: Any, room: Room, tmp_path: Path
) -> None:
    process(room)
    step = walk_to(room, "B1")
    content = pdf_bytes(size=1_200_000)
    (tmp_path / "bien-ban.pdf").write_bytes(content)
    sign_in(page, room)
    page.goto(reverse("personnel:step", args=[step.pk]))
    say_what_for(page)
    page.fill("main [name=place]", "Phòng họp số 2")
    page.get_by_text("Chưa chọn tệp nào").wait_for()
    page.set_input_files("#id_minutes", str(tmp_path / "bien-ban.pdf"))
    page.get_by_text("bien-ban.pdf (1,1 MB)").wait_for()
    lost: list[str] = []

    def lose_the_second(route: Any) -> None:
        lost.append("lost" if len(lost) in {1, 2} else "sent")
        route.abort("internetdisconnected") if lost[-1] == "lost" else route.continue_()

    page.route("**/personnel/uploads/*/", lose_the_second)
    page.get_by_role("button", name="Lưu, chưa kết thúc").click()
    page.get_by_text("Mất kết nối, tự thử lại").wait_for()
    page.get_by_text("Đã lưu. Bước này chưa kết thúc.").wait_for()

    saved = step_of(room, "B1")
    assert saved.place == "Phòng họp số 2"
    assert saved.minutes is not None
    assert opened(saved.minutes) == content
    assert lost.count("lost") == 2


def test_a_bad_file_is_refused_beside_its_own_row(page: Any, room: Room, tmp_path: Path) -> None:
    candidate = candidates(room, 1)[0]
    (tmp_path / "a.pdf").write_bytes(b"MZ" + bytes(2000))
    sign_in(page, room)
    open_candidate(page, candidate)
    page.set_input_files("#tep-bang_cap", str(tmp_path / "a.pdf"))
    page.locator("#giay-bang_cap").get_by_role("button", name="Tải lên").click()

    page.locator("#giay-bang_cap").get_by_text("không phải PDF, JPEG, PNG").wait_for()
    look(page, "upload-bad")
    assert not CandidateDocument.objects.exists()


def test_a_page_nobody_touches_covers_itself_and_later_signs_out(page: Any, room: Room, settings: Any) -> None:
    settings.PERSONNEL_COVER_SECONDS, settings.PERSONNEL_SIGN_OUT_SECONDS = 2, 6
    candidate = candidates(room, 1)[0]
    sign_in(page, room)
    open_candidate(page, candidate)
    heading = page.get_by_role("heading", name=candidate.member.full_name)

    page.get_by_text("Màn hình đã được che").wait_for()
    look(page, "covered")
    assert not heading.is_visible()
    assert page.title() == "Màn hình đã được che"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not heading.is_visible()
    page.get_by_role("button", name="Mở lại").click()
    heading.wait_for()

    page.get_by_role("link", name="Đăng nhập lại").wait_for()
    assert candidate.member.full_name not in page.content()
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.wait_for_selector("[name=password]")
    assert f"next=/personnel/candidates/{candidate.pk}/" in page.url


@pytest.mark.skipif(not LOOK, reason="only to be looked at")
def test_look(page: Any, phone: Any, room: Room) -> None:
    people = candidates(room, 24)
    for place, one in enumerate(people):
        for kind in ("so_yeu_ly_lich", "giay_kham_suc_khoe", "tieu_su")[: place % 4]:
            receive_document(
                candidate=one, kind=kind, dated_on=date(2026, 3 + place % 6, 1), upload=upload(), today=TODAY, by=room.committee
            )
        Vetting.objects.create(candidate=one, kind="ky_luat", state=VettingState.ASKED, body="PX01")
    for name, window in (("desk", page), ("phone", phone)):
        sign_in(window, room)
        window.goto(reverse("personnel:candidates", args=[room.congress.pk]))
        look(window, f"{name}-purpose")
        say_what_for(window)
        look(window, f"{name}-list")
        open_candidate(window, people[3])
        look(window, f"{name}-candidate")
        for address in (
            reverse("personnel:document", args=[people[3].pk, "giay_kham_suc_khoe"]),
            reverse("personnel:candidate-add", args=[room.congress.pk]),
            reverse("personnel:candidate-edit", args=[people[3].pk]),
            reverse("personnel:candidate-withdraw", args=[people[3].pk]),
        ):
            window.goto(address)
            look(window, f"{name}-{address.strip('/').replace('/', '-')}")
