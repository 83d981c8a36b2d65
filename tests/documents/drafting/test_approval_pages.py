import pytest
from django.urls import reverse

from documents.drafting.actions.approval import send_for_approval
from documents.drafting.actions.sections import add_section
from documents.drafting.models import Decision, DocumentState, StepState
from tests.documents.drafting.synthesised import TODAY, make_work
from tests.documents.register.made import pdf
from tests.factories import make_account, make_province

pytestmark = pytest.mark.django_db
QUERIES = 9


def page(work, name="approval"):
    return reverse(f"drafting:{name}", args=[work.document.pk])


def step_page(work, name="approval-decide"):
    return reverse(f"drafting:{name}", args=[work.document.steps.get(state=StepState.CURRENT).pk])


def sent_up():
    work = make_work()
    send_for_approval(document=work.document, by=work.staff, today=TODAY)
    return work


def as_(client, account):
    client.force_login(account)
    return client


def test_before_it_goes_up_the_page_shows_the_chain_of_its_type(client):
    work = make_work()
    html = as_(client, work.staff).get(page(work)).content.decode()
    assert "Ban Thường vụ Đảng uỷ Công an tỉnh" in html
    assert "Trình duyệt" in html


def test_the_staff_send_it_up_and_say_which_step_does_not_apply(client):
    work = make_work()
    asked = as_(client, work.staff).get(page(work, "approval-send")).content.decode()
    assert "Không áp dụng bước này" in asked
    response = client.post(
        page(work, "approval-send"), {"revision": work.document.revision, "skip_3": "Đã thống nhất.", "summary": ""}
    )
    assert response["Location"] == page(work)
    assert work.document.steps.get(position=3).skip_reason == "Đã thống nhất."
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.APPROVAL


def test_only_those_who_manage_the_document_send_it_up(client):
    work = make_work()
    for account in (work.leader, make_account("content_committee", work.province)):
        assert as_(client, account).get(page(work, "approval-send")).status_code == 403


def test_the_head_decides_and_whoever_submitted_or_only_reads_does_not(client):
    work = sent_up()
    for account in (work.staff, work.leader):
        assert as_(client, account).get(step_page(work)).status_code == 403
    assert "Cho ý kiến" in as_(client, work.head).get(page(work)).content.decode()
    response = client.post(step_page(work), {"outcome": "returned", "opinion": "Viết lại mục tiêu."})
    assert response.status_code == 302
    html = as_(client, work.staff).get(reverse("drafting:document-detail", args=[work.document.pk])).content.decode()
    assert "Bị trả lại" in html
    assert "Viết lại mục tiêu." in html


def test_a_return_without_a_reason_keeps_the_page_and_what_was_typed(client):
    work = sent_up()
    response = as_(client, work.head).post(step_page(work), {"outcome": "returned", "opinion": "", "paper": "Công văn 5"})
    assert response.status_code == 200
    assert "Hãy ghi lý do trả lại." in response.content.decode()
    assert "Công văn 5" in response.content.decode()


def test_a_scan_is_shown_to_those_who_see_the_document_and_to_nobody_else(client):
    work = sent_up()
    as_(client, work.head).post(step_page(work), {"outcome": "agreed", "opinion": "", "file": pdf()})
    scan = reverse("drafting:decision-scan", args=[Decision.objects.exclude(scan=None).get().pk])
    response = as_(client, work.leader).get(scan)
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    stranger = make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang"))
    assert as_(client, stranger).get(scan).status_code == 404
    assert as_(client, stranger).get(step_page(work)).status_code == 404


def test_the_chain_takes_as_many_queries_with_three_decisions_as_with_one(client, django_assert_num_queries):
    work = sent_up()
    as_(client, work.leader).get(page(work))
    with django_assert_num_queries(QUERIES):
        client.get(page(work))
    as_(client, work.head).post(step_page(work), {"outcome": "agreed", "opinion": ""})
    as_(client, work.leader).get(page(work))
    with django_assert_num_queries(QUERIES):
        client.get(page(work))


def test_the_home_page_leads_whoever_must_decide_to_her_step(client):
    work = sent_up()
    assert step_page(work) in as_(client, work.head).get("/").content.decode()
    assert step_page(work) not in as_(client, work.leader).get("/").content.decode()
    assert step_page(work) not in as_(client, work.staff).get("/").content.decode()


def test_after_a_return_the_page_leads_to_sending_it_up_again(client):
    work = sent_up()
    as_(client, work.head).post(step_page(work), {"outcome": "returned", "opinion": "Viết lại mục tiêu."})
    work.document.refresh_from_db()
    add_section(document=work.document, after=None, heading="Bổ sung", style="roman", by=work.staff)

    html = as_(client, work.staff).get(reverse("drafting:document-detail", args=[work.document.pk])).content.decode()

    assert "Đã sửa theo ý kiến thì trình duyệt lại." in html
    assert "Lập bản mới" not in html


def test_staff_who_sent_it_up_are_not_told_to_decide_the_heads_step(client):
    work = sent_up()

    html = as_(client, work.staff).get(page(work)).content.decode()

    assert "không tự duyệt" not in html
    assert "người giữ vai trò đó cho ý kiến bằng tài khoản của mình" in html


def test_the_head_who_sent_it_up_is_told_that_another_decides(client):
    work = make_work()
    make_account("head", work.province)
    send_for_approval(document=work.document, by=work.head, today=TODAY)

    assert "Bạn là người trình nên không tự duyệt" in as_(client, work.head).get(page(work)).content.decode()
