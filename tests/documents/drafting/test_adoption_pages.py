import pytest
from django.urls import reverse

from documents.drafting.models import Adoption, Corrigendum, DocumentState
from tests.documents.drafting.approved import before_the_congress, vote
from tests.documents.drafting.synthesised import TODAY
from tests.factories import make_account, make_province

pytestmark = pytest.mark.django_db
VOTE = {"adopted_on": f"{TODAY:%d/%m/%Y}", "present": 147, "in_favour": 140, "against": 5, "other": 2, "note": ""}


def page(work, name="adoption"):
    return reverse(f"drafting:{name}", args=[work.document.pk])


def section_page(work, name):
    return reverse(f"drafting:{name}", args=[work.document.sections.get(key="m1").pk])


def as_(client, account):
    client.force_login(account)
    return client


def test_the_vote_is_written_down_and_shown_with_its_rule(client):
    work = before_the_congress()
    assert "quá 1/2 số đại biểu có mặt" in as_(client, work.staff).get(page(work)).content.decode()
    assert client.post(page(work), {**VOTE, "revision": work.document.revision}).status_code == 302
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.ADOPTED
    html = client.get(page(work)).content.decode()
    assert "140/147 đại biểu đồng ý" in html
    assert "cần ít nhất 74/147" in html


def test_a_vote_that_is_not_carried_keeps_what_was_typed(client):
    work = before_the_congress()
    response = as_(client, work.staff).post(page(work), {**VOTE, "in_favour": 70, "revision": work.document.revision})
    assert "Chưa đủ để thông qua" in response.content.decode()
    assert not Adoption.objects.exists()


def test_whoever_only_reads_sees_the_vote_and_records_none(client):
    work = before_the_congress()
    assert as_(client, work.leader).get(page(work)).status_code == 200
    assert client.post(page(work), VOTE).status_code == 403
    assert client.get(section_page(work, "adoption-section")).status_code == 403
    stranger = make_account("standing", make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang"))
    for address in (page(work), section_page(work, "adoption-section"), section_page(work, "adoption-correct")):
        assert as_(client, stranger).get(address).status_code == 404


def test_what_the_congress_changed_is_written_and_asked_for_in_words(client):
    work = before_the_congress()
    section = work.document.sections.get(key="m1")
    typed = {"heading": section.heading, "style": section.style, "plain": "Đại hội sửa.", "based_on": section.revision}
    assert as_(client, work.staff).post(section_page(work, "adoption-section"), typed).status_code == 302
    assert "Lời văn đã khác" in client.get(page(work)).content.decode()


def test_a_corrigendum_is_made_on_its_page_and_listed(client):
    work = before_the_congress()
    vote(work)
    section = work.document.sections.get(key="m1")
    typed = {
        "heading": section.heading, "style": section.style, "plain": "Đã đính chính.", "based_on": section.revision,
        "reason": "Ghi nhầm số", "agreed_by": "Đoàn Chủ tịch",
    }  # fmt: skip
    response = as_(client, work.staff).post(section_page(work, "adoption-correct"), typed)
    assert response["Location"] == page(work, "corrigenda")
    assert Corrigendum.objects.get().agreed_by == "Đoàn Chủ tịch"
    assert "Ghi nhầm số" in client.get(page(work, "corrigenda")).content.decode()
