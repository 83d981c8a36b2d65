"""The register's pages, as those who keep it use them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from documents.printing.models import Rendering, RenderingState
from documents.register.actions import attach_signed_scan, supply_pdf, void_paper
from documents.register.models import IncomingPaper, OutgoingPaper, OutgoingState, Series
from members.access.models import Entry
from tests.documents.register.made import Office, issue, issue_printed, make_office, pdf, reserve
from tests.documents.register.test_incoming import enter
from tests.factories import make_account, make_congress, make_unit

pytestmark = pytest.mark.django_db
TODAY = "%d/%m/%Y"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def staff(office: Office, client: Client) -> Client:
    client.force_login(office.staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def signed_in(account: Any) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def form_of_issue(**more: Any) -> dict[str, Any]:
    return {
        "unit": "", "profile": "hoi", "kind": "Kế hoạch", "body": "BPN", "drafter": "", "abstract": "Tổ chức đại hội",
        "dated_on": f"{timezone.localdate():{TODAY}}", "signer": "Nguyễn Thị Thuỷ", "authority": "", "recipients": "", "note": "",
        "congress": "", "token": "trang-1",
    } | more  # fmt: skip


def test_book_is_searched_without_accents_in_everything(office: Office, staff: Client) -> None:
    issue(office, abstract="Tập huấn nghiệp vụ kiểm phiếu", signer="Đỗ Thị Quỳnh", recipients="Các hội cơ sở")
    issue(office, kind="TB", kind_name="Thông báo", symbol="TB-BPN", abstract="Phân bổ đại biểu", recipients="")

    for text in ("kiem phieu", "do quynh", "hoi co so", "01/KH-BPN", "ke hoach tap huan"):
        page = words(staff.get(reverse("register:outgoing-list"), {"q": text}))
        assert "Tập huấn nghiệp vụ" in page, text
        assert "Phân bổ đại biểu" not in page, text


def test_book_is_narrowed_to_year_type_state_unit_and_congress(office: Office, staff: Client) -> None:
    branch = make_unit(parent=office.unit, code="CS-01", name="Hội phụ nữ Phòng Hậu cần")
    congress = make_congress(office.unit)
    last_year = timezone.localdate().replace(month=1, day=1) - timedelta(days=1)
    issue(office, abstract="Việc năm cũ", dated_on=last_year)
    issue(office, abstract="Việc của đại hội", congress=congress)
    issue(office, abstract="Việc của phòng", unit=branch)
    void_paper(
        paper=issue(office, kind="TB", kind_name="Thông báo", symbol="TB-BPN", abstract="Việc đã thôi"),
        reason="x",
        by=office.head,
    )
    titles = ("Việc năm cũ", "Việc của đại hội", "Việc của phòng", "Việc đã thôi")
    for asked, shown in (
        ({"year": last_year.year}, {"Việc năm cũ"}),
        ({"kind": "Thông báo"}, {"Việc đã thôi"}),
        ({"state": "void"}, {"Việc đã thôi"}),
        ({"unit": "CS-01"}, {"Việc của phòng"}),
        ({"congress": congress.pk}, {"Việc của đại hội"}),
        ({"unit": "không có đâu"}, set()),
    ):
        page = words(staff.get(reverse("register:outgoing-list"), asked))
        assert {title for title in titles if title in page} == shown, asked


@pytest.mark.parametrize("book", ["outgoing", "incoming"])
def test_list_takes_as_many_queries_for_three_as_for_one(office: Office, staff: Client, book: str) -> None:
    make_unit(parent=office.unit)
    add: Callable[[int], Any] = (
        (lambda n: issue(office, abstract=f"Việc {n}"))
        if book == "outgoing"
        else (lambda n: enter(office, symbol=f"{n}/CV", due_on=timezone.localdate()))
    )
    counts = []
    for rows in ((0,), (1, 2)):
        for number in rows:
            add(number)
        staff.get(reverse(f"register:{book}-list"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff.get(reverse(f"register:{book}-list"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_book_is_paged(office: Office, staff: Client) -> None:
    for number in range(51):
        issue(office, abstract=f"Việc {number}")

    first = words(staff.get(reverse("register:outgoing-list")))
    second = words(staff.get(reverse("register:outgoing-list"), {"page": 2}))

    assert "1–50 trong 51 văn bản" in first
    assert "51/KH-BPN" in first
    assert "01/KH-BPN" in second
    assert "51/KH-BPN" not in second


def test_export_has_what_the_list_shows_and_is_traced(office: Office, staff: Client) -> None:
    issue(office, abstract="=SUM(A1)")
    issue(office, kind="TB", kind_name="Thông báo", symbol="TB-BPN")

    response = staff.get(reverse("register:outgoing-export"), {"kind": "Kế hoạch"})

    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[2:]] == ["01/KH-BPN"]
    assert rows[2][3] == "'=SUM(A1)"
    assert Entry.objects.filter(action="outgoing.export").count() == 1


def test_incoming_export_has_its_rows(office: Office, staff: Client) -> None:
    enter(office)

    response = staff.get(reverse("register:incoming-export"))

    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[2][:4] == (1, f"{timezone.localdate():{TODAY}}", "Ban Phụ nữ Công an nhân dân", "45/HD-BPN")


def test_paper_made_elsewhere_gets_its_number_from_the_page(office: Office, staff: Client) -> None:
    response = staff.post(reverse("register:issue"), form_of_issue(unit=office.unit.code, file=pdf()), follow=True)

    paper = OutgoingPaper.objects.get()
    assert (paper.symbol, paper.address, len(paper.sha256)) == ("01/KH-BPN", "http://testserver", 64)
    assert "Đã cấp số: Kế hoạch số 01/KH-BPN" in words(response)
    assert f"http://testserver/v/{paper.code}" in words(response)


def test_page_sent_twice_gives_one_number(office: Office, staff: Client) -> None:
    for _ in range(2):
        staff.post(reverse("register:issue"), form_of_issue(unit=office.unit.code))

    assert OutgoingPaper.objects.count() == 1


def test_page_says_what_is_wrong_and_keeps_what_was_typed(office: Office, staff: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = staff.post(
        reverse("register:issue"),
        form_of_issue(unit=office.unit.code, dated_on=f"{tomorrow:{TODAY}}", abstract="Giữ lại chữ này"),
    )

    assert "chưa tới" in words(response)
    assert "Giữ lại chữ này" in words(response)
    assert OutgoingPaper.objects.count() == 0


def test_page_says_which_numbers_come_next(office: Office, staff: Client) -> None:
    issue(office)
    issue(office, kind="", kind_name="Công văn", symbol="BPN-PX03")

    page = words(staff.get(reverse("register:issue")))

    assert "Công văn BPN <strong>02</strong>" in page
    assert "KH BPN <strong>02</strong>" in page


def test_letter_says_where_it_was_written(office: Office, staff: Client) -> None:
    staff.post(reverse("register:issue"), form_of_issue(unit=office.unit.code, kind="Công văn", drafter="PX03"))

    assert OutgoingPaper.objects.get().symbol == "01/BPN-PX03"


def test_type_that_the_party_does_not_know_is_refused(office: Office, staff: Client) -> None:
    response = staff.post(reverse("register:issue"), form_of_issue(unit=office.unit.code, profile="dang", kind="Giấy nghỉ phép"))

    assert "không có loại “Giấy nghỉ phép”" in words(response)


def test_reserved_number_is_kept_used_and_let_go_from_its_page(office: Office, staff: Client) -> None:
    until = timezone.localdate() + timedelta(days=2)
    values = {"unit": office.unit.code, "profile": "hoi", "kind": "Kế hoạch", "body": "BPN", "reserved_for": "Tổ Nội dung"}
    for number in range(2):
        staff.post(
            reverse("register:reserve"), values | {"reason": "Trình ký", "until": f"{until:{TODAY}}", "token": f"t{number}"}
        )
    first, second = OutgoingPaper.objects.order_by("number")
    page = words(staff.get(reverse("register:outgoing-detail", args=[first.pk])))
    assert "Dùng số này" in page
    assert "Thôi giữ số" in page

    staff.post(reverse("register:outgoing-use", args=[first.pk]), form_of_issue(token="dung"))
    staff.post(reverse("register:outgoing-void", args=[second.pk]), {"reason": "Không ban hành"})

    assert list(OutgoingPaper.objects.order_by("number").values_list("symbol", "state")) == [
        ("01/KH-BPN", OutgoingState.ISSUED), ("02/KH-BPN", OutgoingState.VOID),
    ]  # fmt: skip


def test_reserved_numbers_whose_time_has_run_out_are_pointed_at(office: Office, staff: Client) -> None:
    kept = reserve(office, until=timezone.localdate())
    OutgoingPaper.objects.filter(pk=kept.pk).update(reserved_until=timezone.localdate() - timedelta(days=1))

    assert "Số giữ đã quá hạn" in words(staff.get(reverse("register:outgoing-list")))


def test_papers_page_shows_facts_hash_proof_and_history(office: Office, staff: Client) -> None:
    paper = supply_pdf(paper=issue(office), upload=pdf(), by=office.staff)
    attach_signed_scan(paper=paper, upload=pdf("da-ky.pdf"), note="rõ dấu", by=office.staff)

    page = words(staff.get(reverse("register:outgoing-detail", args=[paper.pk])))

    for text in ("01/KH-BPN", paper.sha256, f"/v/{paper.code}", "da-ky.pdf", "rõ dấu", "Lưu và khoá bản PDF phát hành", "<svg"):
        assert text in page
    assert "Huỷ văn bản" not in page


def test_pdf_is_opened_as_it_was_kept_and_that_is_traced(office: Office, staff: Client) -> None:
    upload = pdf()
    paper = supply_pdf(paper=issue(office), upload=upload, by=office.staff)

    response = staff.get(reverse("register:outgoing-pdf", args=[paper.pk]))

    upload.seek(0)
    assert response.content == upload.read()
    assert response["Content-Type"] == "application/pdf"
    assert Entry.objects.filter(action="outgoing.open").count() == 1
    assert staff.get(reverse("register:outgoing-pdf", args=[issue(office, abstract="Hai").pk])).status_code == 404


def test_paper_that_could_not_be_printed_says_why_and_takes_its_file_by_hand(office: Office, staff: Client) -> None:
    paper = issue_printed(office)
    Rendering.objects.filter(pk=paper.rendering_id).update(state=RenderingState.FAILED, error="Phông chữ không có chữ ꦲ.")

    page = words(staff.get(reverse("register:outgoing-detail", args=[paper.pk])))
    staff.post(reverse("register:outgoing-supply", args=[paper.pk]), {"file": pdf()})

    assert "Phông chữ không có chữ ꦲ." in page
    assert "Mở lần in để in lại" in page
    assert "Nộp bản PDF" in page
    assert len(OutgoingPaper.objects.get().sha256) == 64


def test_paper_that_is_being_printed_leads_to_its_print(office: Office, staff: Client) -> None:
    page = words(staff.get(reverse("register:outgoing-detail", args=[issue_printed(office).pk])))

    assert "Xem tiến độ in" in page
    assert "Nộp bản PDF" not in page


def test_scan_is_attached_on_the_page_and_opened_again(office: Office, staff: Client) -> None:
    paper = issue(office)
    staff.post(reverse("register:scan-attach", args=[paper.pk]), {"file": pdf("da-ky.pdf"), "note": ""})
    scan = paper.scans.get()

    assert staff.get(reverse("register:scan-show", args=[paper.pk, scan.pk])).status_code == 200
    assert "chữ ký" not in words(staff.get(reverse("register:outgoing-detail", args=[paper.pk]))).lower()


def test_file_that_is_no_pdf_is_refused_on_the_page(office: Office, staff: Client) -> None:
    paper = issue(office)
    bad = pdf()
    bad.file.seek(0)
    bad.file.write(b"MZ\x90\x00")
    bad.seek(0)

    response = staff.post(reverse("register:outgoing-supply", args=[paper.pk]), {"file": bad})

    assert "không phải PDF" in words(response)


def test_issued_paper_is_voided_by_the_head_and_not_by_the_staff(office: Office, staff: Client) -> None:
    paper = issue(office)
    address = reverse("register:outgoing-void", args=[paper.pk])
    assert staff.get(address).status_code == 403

    response = signed_in(office.head).post(address, {"reason": "Sai nội dung"}, follow=True)

    assert "Sai nội dung" in words(response)
    assert OutgoingPaper.objects.get().is_void


def test_first_number_is_set_by_the_head(office: Office) -> None:
    head = signed_in(office.head)
    values = {"unit": office.unit.code, "profile": "hoi", "first_number": 113, "reason": "Tiếp sổ giấy"}

    head.post(reverse("register:first-number"), values | {"book": "di", "kind": "Kế hoạch", "body": "BPN"})
    head.post(reverse("register:first-number"), values | {"book": "den", "kind": "", "body": ""})
    missing = words(head.post(reverse("register:first-number"), values | {"book": "di", "kind": "", "body": ""}))

    assert sorted(Series.objects.values_list("book", "last_number")) == [("den", 112), ("di", 112)]
    assert "Hãy ghi loại văn bản của dãy số." in missing


def test_arrival_is_entered_with_its_scans_and_finished(office: Office, staff: Client) -> None:
    values = {
        "unit": office.unit.code, "arrived_on": f"{timezone.localdate():{TODAY}}", "sender": "Đảng uỷ Công an tỉnh", "symbol": "",
        "dated_on": "", "kind": "Công văn", "abstract": "Đồng ý chủ trương", "urgency": "khan", "handled_by": "Lê Thị Hoa",
        "due_on": f"{timezone.localdate():{TODAY}}", "token": "den-1", "scans": [pdf("a.pdf"), pdf("b.pdf")],
    }  # fmt: skip

    page = words(staff.post(reverse("register:incoming-new"), values, follow=True))
    paper = IncomingPaper.objects.get()
    done = {"done_on": f"{timezone.localdate():{TODAY}}", "outcome": "Lưu hồ sơ"}
    staff.post(reverse("register:incoming-finish", args=[paper.pk]), done)

    assert "số đến 01" in page
    assert "a.pdf" in page
    assert "b.pdf" in page
    paper.refresh_from_db()
    assert paper.outcome == "Lưu hồ sơ"
    assert staff.get(reverse("register:incoming-file", args=[paper.pk, paper.files.all()[0].pk])).status_code == 200


def test_of_two_who_change_an_arrival_the_second_sees_both_and_loses_nothing(office: Office, staff: Client) -> None:
    paper = enter(office)
    address = reverse("register:incoming-change", args=[paper.pk])
    typed = {
        "sender": paper.sender, "symbol": paper.symbol, "dated_on": f"{paper.dated_on:{TODAY}}", "kind": paper.kind_name,
        "abstract": paper.abstract, "urgency": paper.urgency, "revision": 1,
    }  # fmt: skip
    assert staff.post(address, typed | {"handled_by": "Lê Thị Hoa"}).status_code == 302

    page = words(staff.post(address, typed | {"handled_by": "Trần Thị Mai"}))

    assert "Người khác vừa sửa" in page
    assert "Lê Thị Hoa" in page
    assert 'value="Trần Thị Mai"' in page
    assert staff.post(address, typed | {"handled_by": "Trần Thị Mai", "revision": 2}).status_code == 302
    assert IncomingPaper.objects.get().handled_by == "Trần Thị Mai"


def test_paper_that_is_in_the_book_is_entered_again_only_on_purpose(office: Office, staff: Client) -> None:
    enter(office)
    today = f"{timezone.localdate():{TODAY}}"
    values = {
        "unit": office.unit.code, "arrived_on": today, "sender": "Ban Phụ nữ Công an nhân dân", "symbol": "45/HD-BPN",
        "dated_on": f"{timezone.localdate() - timedelta(days=2):{TODAY}}", "kind": "Hướng dẫn", "abstract": "x",
        "urgency": "thuong", "token": "den-2",
    }  # fmt: skip

    asked = words(staff.post(reverse("register:incoming-new"), values))
    staff.post(reverse("register:incoming-new"), values | {"again": "on"})

    assert "đã vào sổ: số đến 01" in asked
    assert 'type="checkbox" name="again"' in asked
    assert IncomingPaper.objects.count() == 2


def test_pages_where_files_come_in_say_that_secret_papers_never_do(office: Office, staff: Client) -> None:
    paper, arrival = issue(office), enter(office)
    for name, args in (
        ("incoming-new", []), ("incoming-list", []), ("incoming-attach", [arrival.pk]), ("issue", []),
        ("scan-attach", [paper.pk]), ("outgoing-supply", [paper.pk]),
    ):  # fmt: skip
        assert "Mật" in words(staff.get(reverse(f"register:{name}", args=args))), name


def test_leadership_reads_and_writes_nothing(office: Office) -> None:
    paper = issue(office)
    leader = signed_in(make_account("leadership", office.unit))

    page = words(leader.get(reverse("register:outgoing-detail", args=[paper.pk])))

    assert "Đính kèm" not in page.replace("đính kèm", "")
    for name, args in (("issue", []), ("reserve", []), ("scan-attach", [paper.pk]), ("incoming-new", [])):
        assert leader.get(reverse(f"register:{name}", args=args)).status_code == 403


def test_register_of_another_unit_is_not_there(office: Office) -> None:
    branch, other = make_unit(parent=office.unit), make_unit(parent=office.unit)
    mine, others = issue(office, unit=branch, abstract="Việc mình"), issue(office, unit=other, abstract="Việc người")
    chief = signed_in(make_account("branch_committee", branch))

    page = words(chief.get(reverse("register:outgoing-list")))

    assert "Việc mình" in page
    assert "Việc người" not in page
    assert chief.get(reverse("register:outgoing-detail", args=[mine.pk])).status_code == 200
    assert chief.get(reverse("register:outgoing-detail", args=[others.pk])).status_code == 404
    assert signed_in(make_account("chapter_head", branch)).get(reverse("register:outgoing-list")).status_code == 404
