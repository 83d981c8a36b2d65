"""From an adopted text to its number, its file and its proof; and again after the number was voided."""

from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.drafting.actions.issue import issue_document
from documents.drafting.models import Document, DocumentState
from documents.drafting.queries.issue import issued_paper, may_be_issued
from documents.printing.actions import perform_rendering
from documents.register.actions import void_paper
from documents.register.models import OutgoingPaper
from members.access.refusal import Refusal
from tests.documents.papers.written import plan, write
from tests.documents.register.made import ADDRESS, Office, make_office
from tests.factories import make_congress

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(place="Hà Sơn")


@pytest.fixture
def document(office: Office) -> Document:
    province = SimpleNamespace(unit=office.unit, congress=make_congress(office.unit), head=office.head)
    made = write(province, "ke-hoach", plan(), recipients="Các hội cơ sở\nLưu: VT, BPN")
    Document.objects.filter(pk=made.pk).update(state=DocumentState.ADOPTED)
    return Document.objects.get(pk=made.pk)


def issue(document: Document, office: Office) -> OutgoingPaper:
    today = timezone.localdate()
    return issue_document(document=document, details={}, dated_on=today, address=ADDRESS, by=office.head)


def test_adopted_text_is_issued_printed_kept_and_confirmed(document: Document, office: Office) -> None:
    paper = issue(document, office)
    assert issue(document, office) == paper

    perform_rendering(paper.rendering_id)

    paper.refresh_from_db()
    assert (paper.symbol, len(paper.sha256)) == ("01/KH-BPN", 64)
    assert paper.pdf is not None
    with pikepdf.open(BytesIO(bytes(paper.pdf.content))) as opened:
        assert len(opened.pages) >= 1
    page = Client().get(reverse("register:verify", args=[paper.code])).content.decode()
    assert paper.sha256 in page


def test_text_whose_number_was_voided_is_issued_under_the_next(document: Document, office: Office) -> None:
    first = issue(document, office)
    void_paper(paper=first, reason="Ghi sai người ký", by=office.head)
    document.refresh_from_db()
    assert may_be_issued(document)

    second = issue(document, office)

    assert second.symbol == "02/KH-BPN"
    assert issued_paper(document) == second
    assert not may_be_issued(document)


def test_text_that_is_neither_approved_nor_adopted_gets_no_number(document: Document, office: Office) -> None:
    Document.objects.filter(pk=document.pk).update(state=DocumentState.DRAFTING)

    with pytest.raises(Refusal, match="chưa ban hành được"):
        issue(document, office)

    assert OutgoingPaper.objects.count() == 0
