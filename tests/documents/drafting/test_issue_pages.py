import pytest
from django.urls import reverse
from django.utils import timezone

from documents.drafting.models import DocumentState
from documents.register.models import OutgoingPaper, OutgoingState
from tests.documents.drafting.approved import approved_document
from tests.documents.register.made import Office, reserve
from tests.factories import make_account, make_province, make_text

pytestmark = pytest.mark.django_db


def page(document, name="issue"):
    return reverse(f"drafting:{name}", args=[document.pk])


def typed(document, **more):
    values = {
        "dated_on": f"{timezone.localdate():%d/%m/%Y}", "symbol": "KH-BPN", "number": "", "signing": "", "post": "",
        "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN", "signer": "Thượng tá Nguyễn Thị Thuỷ", "place": "Hà Sơn",
        "issuing_authority": "", "addressees": "", "recipients": "Các hội cơ sở\nLưu: VT", "revision": document.revision,
        "token": "mot-trang",
    }  # fmt: skip
    return values | more


def as_(client, account):
    client.force_login(account)
    return client


def test_the_page_proposes_the_next_number_and_issues_it(client):
    document, staff, _head = approved_document()
    assert "01/KH-BPN" in as_(client, staff).get(page(document)).content.decode()
    response = client.post(page(document), typed(document))
    assert response["Location"] == page(document)
    paper = OutgoingPaper.objects.get()
    assert (paper.symbol, paper.authority) == ("01/KH-BPN", "TM. BAN PHỤ NỮ\nTRƯỞNG BAN")
    assert reverse("register:outgoing-detail", args=[paper.pk]) in client.get(page(document)).content.decode()


def test_what_is_missing_in_the_text_is_named_first(client):
    document, staff, _head = approved_document(text=make_text("Dấu kết thúc./.", "Hai lần./."))
    html = as_(client, staff).get(page(document)).content.decode()
    assert "Còn thiếu 1 chỗ nên chưa ban hành được" in html
    assert client.post(page(document), typed(document)).status_code == 200
    assert not OutgoingPaper.objects.exists()


def test_a_deputy_signs_for_the_head_in_the_decrees_lines(client):
    document, staff, _head = approved_document()
    as_(client, staff).post(page(document), typed(document, signing="deputy"))
    assert not OutgoingPaper.objects.exists()
    client.post(page(document), typed(document, signing="deputy", post="Phó Trưởng ban"))
    assert OutgoingPaper.objects.get().authority == "TM. BAN PHỤ NỮ\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"


def test_a_reserved_number_can_be_used(client):
    document, staff, head = approved_document()
    kept = reserve(Office(document.unit, head, staff))
    html = as_(client, staff).get(page(document)).content.decode()
    assert "giữ cho Tổ Nội dung" in html
    client.post(page(document), typed(document, number=kept.pk))
    kept.refresh_from_db()
    assert (kept.state, kept.symbol) == (OutgoingState.ISSUED, "01/KH-BPN")
    assert OutgoingPaper.objects.count() == 1


def test_pressed_twice_it_is_one_paper(client):
    document, staff, _head = approved_document()
    values = typed(document)
    as_(client, staff).post(page(document), values)
    client.post(page(document), values)
    assert OutgoingPaper.objects.count() == 1


def test_readers_and_the_other_province_do_not_issue(client):
    document, _staff, _head = approved_document()
    leader = make_account("leadership", document.unit)
    assert as_(client, leader).get(page(document)).status_code == 403
    stranger = make_account("standing", make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang"))
    assert as_(client, stranger).get(page(document)).status_code == 404
    assert client.post(page(document, "issue-end")).status_code == 404


def test_a_paper_without_a_number_is_ended_by_one_button(client):
    document, staff, _head = approved_document(type="hoi-dap", title="Hỏi đáp về đại hội")
    assert "Kết thúc, không lấy số" in as_(client, staff).get(page(document)).content.decode()
    client.post(page(document, "issue-end"))
    document.refresh_from_db()
    assert document.state == DocumentState.ISSUED


def test_a_type_that_is_gone_from_the_data_is_shown_and_not_issued(client):
    document, staff, _head = approved_document()
    type(document).objects.filter(pk=document.pk).update(type="loai-cu")
    assert as_(client, staff).get(page(document)).status_code == 200
    assert client.post(page(document), typed(document)).status_code == 200
    response = client.post(page(document, "issue-end"), follow=True)
    assert "không còn trong dữ liệu" in response.content.decode()
    assert not OutgoingPaper.objects.exists()
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED
