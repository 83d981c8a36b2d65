"""The personnel work, played with the demo: from the 46 who were introduced to the 24 on the locked list (procedure.md §10.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from demo.making import PASSWORD, Made
from tests.browser import pages
from tests.browser.conftest import committed
from tests.conftest import Worker
from tests.congress.personnel.papers import pdf_bytes

pytestmark = pytest.mark.django_db

Visitor = Callable[..., Any]
PAPER_KINDS = {
    "de-an-nhan-su": "ĐỀ ÁN",
    "to-trinh-nhan-su": "TỜ TRÌNH",
    "trich-ngang-nhan-su": "TRÍCH NGANG",
    "bien-ban-buoc-nhan-su": "BIÊN BẢN",
    "bien-ban-kiem-phieu-nhan-su": "KIỂM PHIẾU",
}


@dataclass(frozen=True)
class Work:
    """The demo's personnel work, and what is done to it outside the browser."""

    made: Made

    @property
    def congress(self) -> Any:
        return self.made.next

    @property
    def people(self) -> Any:
        assert self.made.personnel is not None
        return self.made.personnel

    @property
    def today(self) -> date:
        from django.utils import timezone

        return timezone.localdate()

    def account(self, name: str) -> Any:
        return self.made.accounts[name]

    def step(self, code: str) -> Any:
        from congress.personnel.models import ProcessStep

        return ProcessStep.objects.select_related("process__congress__unit").get(process__congress=self.congress, code=code)

    def at(self, page: Any, name: str, *arguments: Any) -> None:
        """Open a page of the room by its name. The first one with names asks what for; the answer counts for two hours."""
        from django.urls import reverse

        address = reverse(f"personnel:{name}", args=arguments)
        page.goto(address)
        if page.get_by_role("button", name="Mở hồ sơ").count():
            page.get_by_label("Kiểm tra, hoàn thiện hồ sơ").check()
            page.get_by_role("button", name="Mở hồ sơ").click()
            page.wait_for_url(f"**{address}")

    def vote(self, code: str, votes: Iterable[tuple[Any, int]]) -> None:
        """The step is opened, its ballots counted and it is closed, as its page does it; votes by candidate."""
        from congress.personnel.actions.steps import NameEntry, StepEntry, close_step, open_step, record_step

        by, today = self.account("nhansu"), self.today
        step = open_step(step=self.step(code), by=by)
        given = {candidate.pk: number for candidate, number in votes}
        names = {name.pk: NameEntry(votes=given.get(name.candidate_id)) for name in step.names.all()} if given else {}
        figures = {"summoned": 19, "present": 19, "issued": 19, "collected": 19, "valid": 19, "invalid": 0} if given else {}
        entry = StepEntry(
            held_on=today, place="Phòng họp số 2", chair="Trương Thị Bích Đào", secretary="Tống Thị Ái Vân", figures=figures,
            names=names, paper="" if given else "Thông báo số 45-TB/ĐU", conclusion="Thống nhất.", minutes=self.minutes(),
        )  # fmt: skip
        saved = record_step(step=step, entry=entry, revision=step.revision, today=today, by=by)
        close_step(step=saved, revision=saved.revision, by=by)

    def minutes(self) -> Any:
        from congress.personnel.actions.files import seal_content

        return seal_content(congress=self.congress, name="bien-ban.pdf", content=pages.scan("PDF"), by=self.account("nhansu"))


@pytest.fixture
def work(demo: Made) -> Work:
    return Work(demo)


def confirm(page: Any, button: str) -> None:
    page.locator("dialog[open]").get_by_role("button", name=button, exact=True).click()


def facts(page: Any) -> str:
    """What the page says, spaces and line ends as one space."""
    return " ".join(page.locator("main").inner_text().split())


def close_step_page(page: Any, code: str) -> None:
    page.get_by_role("button", name="Lưu và kết thúc bước").click()
    confirm(page, "Kết thúc")
    page.get_by_text(f"Đã kết thúc bước {code}.").wait_for()


# ---- the whole way ---------------------------------------------------------------------------------------------------


def test_46_introduced_become_the_24_of_the_locked_list(work: Work, visitor: Visitor, running_worker: Worker) -> None:
    staff, head = visitor(), visitor()
    pages.sign_in(staff, "nhansu")
    _introduced(work, staff)
    _vote_in_b3(work, staff)
    _shortlist(work, staff)
    _complete_a_file(work, staff)
    _withdraw(work, staff)
    _answer_as_the_body(work, visitor())
    committed(lambda: _other_answers(work))
    _vet(work, staff)
    listed = [(one, 18 - place % 7) for place, one in enumerate(work.people.listed)]
    committed(lambda: work.vote("B5", [*listed, (work.people.left_out_in_b5, 8)]))
    _board(work, staff)
    _submit(work, staff)
    for code in ("B6", "B7", "B8"):
        committed(lambda code=code: work.vote(code, []))
    pages.sign_in(head, "truongban")
    _lock(work, head)
    _print(work, staff, head)


def _introduced(work: Work, staff: Any) -> None:
    """From the home page into the room; the second step ends with what the units have sent."""
    staff.goto(f"/terms/{work.congress.pk}/")
    staff.get_by_role("link", name="Nhân sự", exact=True).click()
    staff.get_by_role("heading", name="Công tác nhân sự").wait_for()
    pages.picture(staff, "personnel-room")
    work.at(staff, "reviews", work.congress.pk)
    said = facts(staff)
    assert "19 người: 14 tái cử, 5 không tái cử" in said
    for months in ("còn 36 tháng", "còn 21 tháng. Không đủ: tái cử cần còn ít nhất 36 tháng", "còn 90 tháng"):
        assert months in said
    pages.picture(staff, "personnel-reviews")
    work.at(staff, "step", work.step("B2").pk)
    assert "Người được đưa ra (46)" in facts(staff)
    staff.set_input_files("#id_minutes", {"name": "bb.pdf", "mimeType": "application/pdf", "buffer": pages.scan("PDF")})
    close_step_page(staff, "B2")


def _vote_in_b3(work: Work, staff: Any) -> None:
    step = work.step("B3")
    work.at(staff, "step", step.pk)
    staff.get_by_role("button", name="Bắt đầu bước B3").click()
    staff.get_by_text("Đã bắt đầu bước B3.").wait_for()
    staff.fill("main [name=held_on]", f"{work.today:%d/%m/%Y}")
    for name, number in {"summoned": 40, "present": 38, "issued": 38, "collected": 38, "valid": 38, "invalid": 1}.items():
        staff.locator(f"#id_{name}").fill(str(number))
    over_half = {one.pk for one in work.people.over_half}
    for place, name in enumerate(step.names.order_by("pk")):
        votes = 20 + place % 18 if name.candidate_id in over_half else 19 - place % 6
        staff.locator(f"[name=votes-{name.pk}]").fill(str(votes))
    staff.get_by_role("button", name="Lưu, chưa kết thúc").click()
    # figures that contradict each other are named, and nothing is lost
    staff.get_by_text("38 phiếu hợp lệ và 1 phiếu không hợp lệ cộng lại là 39, không bằng 38 phiếu thu về").wait_for()
    assert staff.locator("#id_present").input_value() == "38"
    pages.picture(staff, "personnel-b3-wrong")
    staff.locator("#id_valid").fill("37")
    staff.set_input_files("#id_minutes", {"name": "bb.pdf", "mimeType": "application/pdf", "buffer": pages.scan("PDF")})
    close_step_page(staff, "B3")
    assert "Đạt 39, không đạt 7, trong 46 người." in facts(staff)
    # sent in slices before the form, it came with it
    scan = work.step("B3").minutes
    assert scan is not None
    assert (scan.name, scan.size) == ("bb.pdf", len(pages.scan("PDF")))
    pages.picture(staff, "personnel-b3")


def _shortlist(work: Work, staff: Any) -> None:
    step = work.step("B4")
    work.at(staff, "step", step.pk)
    staff.get_by_role("button", name="Bắt đầu bước B4").click()
    staff.get_by_text("Đã bắt đầu bước B4.").wait_for()
    staff.get_by_role("link", name="Chọn người đưa ra").click()
    wanted = {one.pk for one in work.people.shortlist}
    for one in work.people.over_half:
        if one.pk not in wanted:
            staff.locator(f"#c-{one.pk}").uncheck()
    staff.get_by_role("button", name="Lưu danh sách của bước").click()
    staff.get_by_text("Bước B4 có 31 người.").wait_for()


def _open_file(work: Work, staff: Any, candidate: Any) -> None:
    work.at(staff, "candidate", candidate.pk)
    staff.get_by_role("heading", name=candidate.member.full_name).wait_for()


def _complete_a_file(work: Work, staff: Any) -> None:
    import pikepdf

    locked = pdf_bytes(encryption=pikepdf.Encryption(owner="a", user="b"))
    _open_file(work, staff, work.people.lacks_a_paper)
    assert "Bằng cấp, chứng chỉ, lý luận chính trị: chưa có" in facts(staff)
    row = staff.locator("#giay-bang_cap")
    for name, content, answer in (
        ("bang.pdf", b"MZ" + bytes(2000), "không phải PDF, JPEG, PNG"),
        ("bang-khoa.pdf", locked, "được đặt mật khẩu"),
    ):
        staff.set_input_files("#tep-bang_cap", {"name": name, "mimeType": "application/pdf", "buffer": content})
        row.get_by_role("button", name="Tải lên").click()
        row.get_by_text(answer).first.wait_for()
    pages.picture(staff, "personnel-file-refused")
    staff.set_input_files("#tep-bang_cap", {"name": "bang.pdf", "mimeType": "application/pdf", "buffer": pages.scan("PDF")})
    row.get_by_role("button", name="Tải lên").click()
    row.get_by_text("Đã nhận, chờ kiểm tra").wait_for()
    staff.reload()
    row.get_by_role("button", name="Đạt").click()
    row.locator(".pill", has_text="Đạt").wait_for()
    assert "Bằng cấp, chứng chỉ, lý luận chính trị: chưa có" not in facts(staff)
    pages.picture(staff, "personnel-file")


def _withdraw(work: Work, staff: Any) -> None:
    from demo.personnel import WITHDRAWS

    _open_file(work, staff, work.people.new[WITHDRAWS])
    staff.get_by_role("link", name="Xin rút", exact=True).click()
    staff.fill("main [name=on]", f"{work.today:%d/%m/%Y}")
    staff.fill("main [name=because]", "Nhận nhiệm vụ mới, có đơn xin rút")
    staff.get_by_role("button", name="Ghi việc xin rút").click()
    staff.get_by_text("Đã xin rút").first.wait_for()


def _answer_as_the_body(work: Work, body: Any) -> None:
    """She finds three questions, and on the page of one nobody but this one person."""
    from demo.personnel import WAITS

    her = work.people.new[WAITS].member.full_name
    pages.sign_in(body, "thamdinh")
    pages.picture(body, "personnel-body-home")
    body.goto("/personnel/vetting/")
    row = body.locator(".task", has_text=her)
    row.get_by_role("link", name="Trả lời").click()
    body.get_by_role("heading", name="Tiêu chuẩn chính trị").wait_for()
    shown = body.content()
    assert her in shown
    assert [one.member.full_name for one in work.people.staying + work.people.new if one.member.full_name in shown] == [her]
    body.get_by_label("Cần bổ sung", exact=True).check()
    body.get_by_role("button", name="Gửi trả lời").click()
    body.get_by_text("Hãy ghi cần bổ sung gì").first.wait_for()
    body.get_by_label("Cần bổ sung gì").fill("Bản khai lý lịch bổ sung năm 2025")
    pages.picture(body, "personnel-body-answer")
    body.get_by_role("button", name="Gửi trả lời").click()
    body.locator(".task", has_text=her).get_by_text("Đã trả lời").wait_for()


def _other_answers(work: Work) -> None:
    """What the body and the committee still owe for those who come to the list."""
    from congress.personnel.actions.vetting import answer_vetting, record_answer
    from congress.personnel.models import Vetting

    today = work.today
    for one in Vetting.objects.filter(candidate__in=work.people.vetted, state="asked"):
        given = {"state": "passed", "paper": "455/PX01", "paper_on": today, "note": "", "revision": one.revision, "today": today}
        if one.asked_of_id is None:
            record_answer(candidate=one.candidate, kind=one.kind, body="", by=work.account("nhansu"), **given)
        else:
            answer_vetting(vetting=one, by=work.account("thamdinh"), **given)


def _vet(work: Work, staff: Any) -> None:
    """Of 31 one has withdrawn, three lack too much; of the 27 that were vetted one waits and one is refused: 25 go on."""
    work.at(staff, "vetting", work.congress.pk)
    pages.picture(staff, "personnel-vetting")
    work.at(staff, "step", work.step("B4").pk)
    vetted = {one.pk for one in work.people.vetted}
    for name in work.step("B4").names.all():
        if name.candidate_id not in vetted:
            staff.locator(f"[name=decision-{name.pk}]").select_option("failed")
            staff.locator(f"[name=because-{name.pk}]").fill("Chưa đủ điều kiện theo kết quả thẩm định")
    staff.set_input_files("#id_minutes", {"name": "bb.pdf", "mimeType": "application/pdf", "buffer": pages.scan("PDF")})
    close_step_page(staff, "B4")
    from congress.personnel.models import StepName

    assert StepName.objects.filter(step=work.step("B4"), result="passed").count() == 25
    pages.picture(staff, "personnel-b4")


def _board(work: Work, staff: Any) -> None:
    work.at(staff, "board", work.congress.pk)
    said = facts(staff)
    assert "24 người cho 21 chỗ: số dư 03 người (14,3%). Trong khoảng chuẩn bị 10–15%." in said
    figures = " ".join(staff.locator(".list-figures").inner_text().split())
    assert "Tái cử 13" in figures
    assert "Tham gia lần đầu 11" in figures
    pages.picture(staff, "personnel-board")
    name = work.people.listed[-1].member.full_name
    staff.get_by_role("button", name=f"Dự phòng: {name}").click()
    staff.get_by_text("23 người cho 21 chỗ: số dư 02 người (9,5%)").first.wait_for()
    staff.get_by_role("button", name=f"Đề nghị: {name}").click()
    staff.get_by_text("24 người cho 21 chỗ: số dư 03 người (14,3%)").first.wait_for()


def _submit(work: Work, staff: Any) -> None:
    """To the committee, then to the upper level; each answers."""
    for to, body, paper in (
        ("Cấp uỷ cùng cấp", "Ban Thường vụ Đảng uỷ Công an tỉnh", "45-TB/ĐU"),
        ("Hội cấp trên", "Ban Phụ nữ Công an nhân dân", "112/BPN"),
    ):
        work.at(staff, "outcome-submit", work.congress.pk)
        staff.get_by_label(to).check()
        staff.fill("main [name=body]", body)
        staff.get_by_role("button", name="Ghi việc trình").click()
        staff.get_by_label("Đồng ý", exact=True).check()
        staff.fill("main [name=answer_paper]", paper)
        staff.fill("main [name=answered_on]", f"{work.today:%d/%m/%Y}")
        staff.get_by_role("button", name="Ghi ý kiến").click()
        staff.get_by_text("Đã ghi ý kiến trả lời.").wait_for()
    pages.picture(staff, "personnel-outcome")


def _lock(work: Work, head: Any) -> None:
    """Every warning is read and ticked: the certificate that is too old is among them."""
    from congress.personnel.models import FinalList
    from congress.personnel.rules.ballot import shown_hash

    work.at(head, "final-lock", work.congress.pk)
    pages.picture(head, "personnel-lock")
    assert f"{work.people.with_expired_certificate.member.full_name}: hồ sơ còn thiếu. Giấy khám sức khoẻ: hết hạn" in facts(head)
    for box in head.locator("[name=accepted]").all():
        box.check()
    head.get_by_role("button", name="Khoá danh sách 24 người").click()
    head.get_by_role("heading", name="Danh sách bầu cử").wait_for()
    found = FinalList.objects.get(congress=work.congress)
    assert (len(found.content), found.seats) == (24, 21)
    assert sum(row["re_elected"] for row in found.content) == 13
    assert shown_hash(found.hash) in facts(head)
    assert found.hash in head.content()
    pages.picture(head, "personnel-locked")


def _print(work: Work, staff: Any, head: Any) -> None:
    """Asked for by one, agreed to by the other, printed once; only of the scheme every page is gone through."""
    from congress.personnel.actions.exports import agree_export, ask_export

    congress = work.congress
    b3, b5 = work.step("B3").pk, work.step("B5").pk
    prints = (
        ("de-an-nhan-su", None), ("to-trinh-nhan-su", None), ("trich-ngang-nhan-su", None),
        ("bien-ban-buoc-nhan-su", b3), ("bien-ban-buoc-nhan-su", b5), ("bien-ban-kiem-phieu-nhan-su", b3),
    )  # fmt: skip

    def agree() -> None:
        for form, step in prints[1:]:
            asked = ask_export(
                congress=congress, form=form, title=PAPER_KINDS[form], parameters={"step": step} if step else {},
                purpose="Trình cấp uỷ", by=work.account("nhansu"),
            )  # fmt: skip
            agree_export(export=asked, by=work.account("truongban"))

    committed(agree)
    work.at(staff, "room", congress.pk)
    staff.get_by_role("link", name="Văn bản", exact=True).click()
    address = staff.url
    staff.get_by_role("link", name="Chuẩn bị in Đề án nhân sự").click()
    staff.get_by_label("Mục đích").fill("Trình Đảng uỷ Công an tỉnh cho ý kiến")
    staff.get_by_role("button", name="Gửi yêu cầu").click()
    staff.get_by_text("Đang chờ một người thứ hai").wait_for()
    work.at(head, "exports", congress.pk)
    head.get_by_role("link", name="Trả lời").first.click()
    assert "Trình Đảng uỷ Công an tỉnh cho ý kiến" in facts(head)
    head.get_by_role("button", name="Đồng ý cho xuất").click()
    head.get_by_text("Đã đồng ý.").wait_for()
    found = {}
    for form, step in prints:
        staff.goto(f"{address.rstrip('/')}/{form}/" + (f"?step={step}" if step else ""))
        if staff.locator("select[name=purpose]").count():
            # it names nobody: no second person, but what for
            staff.select_option("select[name=purpose]", "bao_cao")
        staff.get_by_role("button", name="In", exact=True).click()
        staff.wait_for_url("**/printing/*/")
        found[form, step] = "\n".join(pages.printed(staff))
        assert PAPER_KINDS[form] in found[form, step].upper()
    scheme = found["de-an-nhan-su", None]
    assert "14,3%" in scheme
    # a name stands on two lines of its cell: all its words are there
    listed = found["trich-ngang-nhan-su", None].split()
    names = [one.member.full_name for one in work.people.listed]
    assert [name for name in names if not set(name.split()) <= set(listed)] == []


# ---- and nobody else knows ---------------------------------------------------------------------------------------------


def strangers(demo: Made) -> list[str]:
    """A unit head, a chapter head, the administrator, and the head of personnel in another province."""
    from members.access.actions import give_grant, open_account
    from members.access.models import Account
    from members.units.actions.founding import found_unit
    from members.units.models import UnitKind

    if not Account.objects.filter(username="tinhkhac").exists():
        elsewhere = found_unit(
            code="SL", kind=UnitKind.PROVINCE, name="Hội Phụ nữ Công an tỉnh Sông Lam", short_name="Hội PN CAT Sông Lam",
            parent=None, starts_on=date(2018, 8, 6), by=None, place="Sông Lam",
        )  # fmt: skip
        account = open_account(username="tinhkhac", full_name="Đinh Thị Sông Lam", by=None, phone="0100000222")
        account.set_password(PASSWORD)
        account.must_change_password = False
        account.save()
        for role in ("head", "personnel_head"):
            give_grant(account=account, role=role, unit=elsewhere, starts_on=date(2025, 1, 1), by=None)
    return ["hoicoso", "chihoi", "quantri", "tinhkhac"]


def test_nobody_else_finds_anything_of_it(work: Work, visitor: Visitor) -> None:
    from django.urls import reverse

    from congress.personnel.models import Candidate

    committed(lambda: strangers(work.made) and None)
    congress, candidate = work.congress.pk, Candidate.objects.filter(congress=work.congress).first()
    assert candidate is not None
    hidden = [
        *(
            reverse(f"personnel:{name}", args=[congress])
            for name in ("room", "direction", "board", "candidates", "exports", "outcome")
        ),
        reverse("personnel:candidate", args=[candidate.pk]),
        reverse("personnel:step", args=[work.step("B3").pk]),
        reverse("papers:personnel", args=[congress]),
        reverse("papers:personnel-request", args=[congress, "de-an-nhan-su"]),
    ]
    seen = [
        "/",
        f"/terms/{congress}/",
        f"/papers/{congress}/",
        "/printing/",
        "/accounts/trace/",
        "/terms/?q=nhan+su",
        "/personnel/introduce/",
    ]
    for username in strangers(work.made):
        page = visitor()
        pages.sign_in(page, username)
        assert {address: page.request.get(address).status for address in hidden} == dict.fromkeys(hidden, 404), username
        words = [f"/personnel/{congress}/", "/personnel/candidates", "Nội bộ nhân sự"]
        # the other province does the same work of its own: its filters name forms and deeds, but nothing of this congress
        own = username == "tinhkhac"
        words += [work.congress.name] if own else ["personnel.list_lock", "Khoá danh sách bầu cử", "Đề án nhân sự"]
        for address in seen:
            answer = page.request.get(address)
            text = answer.text() if answer.ok else ""
            told = [word for word in words if word in text]
            assert told == [], (username, address, told)
        page.goto("/")
        assert "thẩm định" not in page.locator("main").inner_text().lower()
        pages.picture(page, f"personnel-stranger-{username}")
