"""Ban hành, vào sổ: from the page of a print, over what will be, to the register; for nobody else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.drafting.models import Answer
from documents.papers.models import PaperDetails
from documents.printing.models import Rendering
from documents.register.models import OutgoingPaper
from tests.documents.drafting.synthesised import fill, make_work
from tests.documents.papers.test_issuing import issue
from tests.documents.papers.test_paper_pages import GIVEN
from tests.documents.register.made import Office, reserve
from tests.factories import make_account, make_congress, make_province
from tests.pages import faults_in

NOTICE = {**GIVEN, "number": "77", "symbol": "TB-BPN", "text_basis": "Căn cứ Điều lệ Hội", "text_request": "Gửi đúng hạn"}
BUTTON = "Ban hành, vào sổ</button>"


def page(province: Any, code: str = "thong-bao-phan-bo", name: str = "issue") -> str:
    return reverse(f"papers:{name}", args=[code, province.congress.pk])


def confirmed(**more: Any) -> dict[str, Any]:
    return {**NOTICE, "so-dated_on": f"{timezone.localdate():%d/%m/%Y}", "so-number": "", "so-token": "mot-trang", **more}


def html(response: Any) -> str:
    return str(response.content.decode())


def test_first_it_says_what_will_be_and_changes_nothing(province: Any, client: Client) -> None:
    client.force_login(province.head)
    assert BUTTON in html(client.get(page(province, name="request")))

    response = client.post(page(province), NOTICE)

    said = html(response)
    assert faults_in(response) == []
    assert "01/TB-BPN" in said
    assert f"Phân bổ số lượng đại biểu dự {province.congress.name}" in said
    assert "Thượng tá Nguyễn Thị Thuỷ" in said
    assert "Cấp số và ban hành" in said
    assert not OutgoingPaper.objects.exists()
    assert not PaperDetails.objects.exists()


def test_confirmed_it_has_the_number_of_the_register_and_not_the_typed_one(province: Any, client: Client) -> None:
    client.force_login(province.head)

    response = client.post(page(province), confirmed())

    paper = OutgoingPaper.objects.get()
    assert response["Location"] == reverse("register:outgoing-detail", args=[paper.pk])
    assert (paper.symbol, paper.dated_on) == ("01/TB-BPN", timezone.localdate())
    assert Rendering.objects.get().form == "ban-phat-hanh"
    client.post(page(province), confirmed())
    assert OutgoingPaper.objects.count() == 1
    assert reverse("register:outgoing-detail", args=[paper.pk]) in html(client.get(page(province, name="request")))
    index = html(client.get(reverse("papers:index", args=[province.congress.pk])))
    assert "01/TB-BPN" in index


def test_issued_before_it_warns_and_points_there(province: Any, client: Client) -> None:
    first = issue(province)
    client.force_login(province.head)

    said = html(client.post(page(province), NOTICE))
    refused = html(client.post(page(province), confirmed()))
    again = client.post(page(province), confirmed(**{"so-again": "on"}))

    assert "Văn bản này đã ban hành rồi" in said
    assert reverse("register:outgoing-detail", args=[first.pk]) in said
    assert "đã ban hành: số 01/TB-BPN" in refused
    assert again.status_code == 302
    assert set(OutgoingPaper.objects.values_list("symbol", flat=True)) == {"01/TB-BPN", "02/TB-BPN"}


def test_a_kept_number_is_offered(province: Any, client: Client) -> None:
    kept = reserve(Office(province.unit, province.head, province.head), kind="TB", kind_name="Thông báo", symbol="TB-BPN")
    client.force_login(province.head)
    assert "giữ cho Tổ Nội dung" in html(client.post(page(province), NOTICE))

    client.post(page(province), confirmed(**{"so-number": kept.pk}))

    kept.refresh_from_db()
    assert kept.is_issued


def test_back_to_the_request_nothing_typed_is_lost(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.post(page(province, name="request"), {**NOTICE, "text_request": "Gửi trước ngày 20", "back": "1"}))

    assert "Gửi trước ngày 20" in said
    assert BUTTON in said
    assert not Rendering.objects.exists()


def test_wrongly_filled_in_it_stays_on_the_page_of_the_request(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.post(page(province), {**NOTICE, "issuer": ""}))

    assert "Cần sửa những chỗ sau" in said
    assert BUTTON in said


def test_what_lacks_is_said_before_she_confirms(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.post(page(province), {**NOTICE, "signer": "", "recipients": "Các hội cơ sở"}))

    assert "Chưa ghi họ tên người ký" in said
    assert "phải ghi nơi lưu" in said
    assert "Cấp số và ban hành</button>" not in said
    assert "Quay lại sửa" in said


def test_a_text_that_cannot_be_printed_is_mended_where_it_was_typed(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.post(page(province, "giay-moi"), {**NOTICE, "symbol": "GM-BPN", "size": "a4", "text_guests": ""}))

    assert "Chưa có tên ai" in said
    assert BUTTON in said


def test_a_refusal_is_said_with_the_way_back(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.post(page(province), confirmed(signer="")))

    assert "Chưa ghi họ tên người ký" in said
    assert "Quay lại sửa" in said
    assert not OutgoingPaper.objects.exists()


def test_a_draft_has_no_button_and_gets_no_number(make_hall: Any, client: Client) -> None:
    province = make_hall(approved=False)
    client.force_login(province.head)
    request = html(client.get(page(province, name="request")))
    assert BUTTON not in request
    assert "còn là dự thảo nên chưa ban hành được" in request

    assert "Bản phân bổ chưa chốt" in html(client.post(page(province), confirmed()))

    assert not OutgoingPaper.objects.exists()


@pytest.mark.parametrize("code", ["danh-sach-theo-doan", "the-dai-bieu", "giay-khen", "van-ban", "de-an-nhan-su", "khong-co"])
def test_a_form_without_a_number_has_no_such_page(code: str, province: Any, client: Client) -> None:
    client.force_login(province.head)

    assert client.get(page(province, code)).status_code == 404
    assert client.post(page(province, code), confirmed()).status_code == 404


@pytest.mark.parametrize("role", ["credentials_board", "leadership", "content_committee", "administrator"])
def test_who_does_not_keep_the_register_sees_no_button_and_no_page(role: str, province: Any, client: Client) -> None:
    client.force_login(make_account(role, province.unit))

    assert client.post(page(province, "bao-cao-tham-tra"), confirmed()).status_code == 404
    request = client.get(page(province, "bao-cao-tham-tra", "request"))
    assert request.status_code == 404 or BUTTON not in html(request)


def test_the_other_province_issues_nothing_here(province: Any, client: Client) -> None:
    other = make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang")
    make_congress(other)
    client.force_login(make_account("standing", other))

    assert client.post(page(province), confirmed()).status_code == 404


def test_typed_numbers_are_for_prints_outside_the_register_and_say_so(province: Any, client: Client) -> None:
    client.force_login(province.head)

    said = html(client.get(page(province, name="request")))

    assert "Số, ngày: chỉ ghi khi in mà không vào sổ" in said
    client.post(page(province, name="request"), NOTICE)
    assert Rendering.objects.get().parameters["details"]["number"] == "77"
    assert not OutgoingPaper.objects.exists()


def test_the_papers_of_a_congress_take_as_many_queries_for_three_issued_as_for_one(province: Any, client: Client) -> None:
    client.force_login(province.head)
    index = reverse("papers:index", args=[province.congress.pk])
    issue(province)
    client.get(index)
    with CaptureQueriesContext(connection) as one:
        client.get(index)
    issue(province, "giay-moi")
    issue(province, again=True)
    with CaptureQueriesContext(connection) as three:
        client.get(index)

    assert len(three) == len(one)


def test_a_branch_issues_the_papers_of_its_own_congress_in_its_own_register(province: Any, client: Client) -> None:
    branch = province.units[0]
    own = make_congress(branch)
    client.force_login(make_account("branch_committee", branch))
    guests = {"size": "a4", "text_guests": "Trần Thị Hoa - Chủ tịch hội cơ sở, Phòng PX01", "text_time": "08 giờ"}
    given = confirmed(symbol="GM-BCH", issuer="HỘI PHỤ NỮ PHÒNG THAM MƯU", **guests)

    client.post(reverse("papers:issue", args=["giay-moi", own.pk]), given)
    refused = client.post(page(province, "giay-moi"), given)

    paper = OutgoingPaper.objects.get()
    assert (paper.symbol, paper.unit, paper.congress) == ("01/GM-BCH", branch, own)
    assert refused.status_code == 404


def test_the_list_of_prints_takes_as_many_queries_for_three_issued_as_for_one(province: Any, client: Client) -> None:
    board = make_account("credentials_board", province.unit)
    address = reverse("printing:list")

    def asked() -> tuple[int, str]:
        client.force_login(board)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            said = html(client.get(address))
        return len(found), said

    issue(province, "bao-cao-tham-tra")
    one, _said = asked()
    for _ in range(2):
        issue(province, "bao-cao-tham-tra", again=True)
    three, said = asked()

    assert three == one
    assert "03/BC-BTT" in said


# ---- the report on comments ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_report_on_comments_is_issued_from_its_own_page(client: Client) -> None:
    work = make_work()
    fill(work, {"full": 1, None: 1})
    address = reverse("papers:report-issue", args=[work.document.pk])
    synthesis = reverse("drafting:synthesis", args=[work.document.pk])
    client.force_login(work.staff)
    assert "Mọi ý kiến phải được trả lời" in html(client.get(address))
    assert address not in html(client.get(synthesis))
    waiting = work.round.comments.filter(answer=None)
    Answer.objects.bulk_create(Answer(comment=one, kind="full", answered_by=work.staff) for one in waiting)
    assert address in html(client.get(synthesis))
    assert "01/BC-BPN" in html(client.get(address))

    typed = {
        "dated_on": f"{timezone.localdate():%d/%m/%Y}", "symbol": "BC-BPN", "number": "", "signing": "", "post": "",
        "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN", "signer": "Thượng tá Nguyễn Thị Thuỷ", "place": "Hà Sơn",
        "recipients": "Các đơn vị đã góp ý\nLưu: VT, BPN", "token": "bao-cao",
    }  # fmt: skip
    client.post(address, typed)

    paper = OutgoingPaper.objects.get()
    assert (paper.symbol, paper.source_parameters["document"]) == ("01/BC-BPN", work.document.pk)
    assert "đã ban hành rồi" in html(client.get(address))
    reader = make_account("leadership", work.province)
    client.force_login(reader)
    assert client.get(address).status_code == 404
    assert address not in html(client.get(synthesis))
