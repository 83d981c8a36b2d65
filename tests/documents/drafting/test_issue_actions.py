import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from documents.drafting.actions.issue import end_without_number, issue_document
from documents.drafting.models import Document, DocumentState, Version, VersionKind
from documents.drafting.queries.issue import issued_paper, missing_of
from documents.register.models import OutgoingPaper, OutgoingState
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.documents.drafting.approved import approved_document, before_the_congress, vote
from tests.documents.register.made import ADDRESS
from tests.factories import make_text

pytestmark = pytest.mark.django_db
SIGNED = {"signer": "Thượng tá Nguyễn Thị Thuỷ", "recipients": "Các hội cơ sở\nLưu: VT, BPN"}


def issue(document, by, **more):
    values = {"details": SIGNED, "dated_on": timezone.localdate(), "address": ADDRESS}
    return issue_document(**{"document": document, "by": by} | values | more)


def test_an_approved_paper_gets_its_number_day_and_official_version_in_one():
    document, staff, _head = approved_document()
    paper = issue(document, staff)
    document.refresh_from_db()
    version = document.versions.get(is_current=True)
    assert (paper.symbol, paper.kind_name, paper.dated_on) == ("01/KH-BPN", "Kế hoạch", timezone.localdate())
    assert (paper.source_form, paper.source_parameters) == ("van-ban", {"version": version.pk})
    assert (version.kind, document.state) == (VersionKind.OFFICIAL, DocumentState.ISSUED)
    assert paper.signer == SIGNED["signer"]
    assert version.heading["details"]["signer"] == SIGNED["signer"]
    assert issued_paper(document) == paper


def test_what_is_missing_is_named_and_nothing_is_issued():
    document, staff, _head = approved_document(text=make_text("Dấu kết thúc ./. giữa câu."))
    assert [one.field for one in missing_of(document)][:1] == ["text"]
    with pytest.raises(Refusal, match="chưa ở cuối"):
        issue(document, staff)
    document, staff, _head = approved_document()
    with pytest.raises(Refusal, match="họ tên người ký"):
        issue(document, staff, details={"signer": ""})
    assert not OutgoingPaper.objects.exists()


def test_a_draft_is_not_issued():
    work = before_the_congress()
    with pytest.raises(Refusal, match="chưa ban hành được"):
        issue(work.document, work.staff)


def test_an_adopted_text_is_issued_with_the_text_that_was_voted_on():
    work = before_the_congress(with_congress=True)
    Document.objects.filter(pk=work.document.pk).update(
        details=work.document.details | {"place": "Hà Sơn", "issuing_authority": "ĐẠI HỘI"}
    )
    adopted = vote(work).adopted
    paper = issue(work.document, work.staff, details=SIGNED)
    version = Version.objects.get(pk=paper.source_parameters["version"])
    assert version.hash == adopted.hash
    assert version.is_current


def test_issued_twice_is_one_paper():
    document, staff, head = approved_document()
    first = issue(document, staff)
    assert issue(document, head) == first
    assert OutgoingPaper.objects.count() == 1
    assert Entry.objects.filter(action="document.issue").count() == 1


def test_a_type_without_a_number_is_ended_without_one():
    document, staff, _head = approved_document(type="hoi-dap", title="Hỏi đáp về đại hội")
    with pytest.raises(Refusal, match="không lấy số"):
        issue(document, staff)
    ended = end_without_number(document=document, by=staff)
    assert ended.state == DocumentState.ISSUED
    assert document.versions.get(is_current=True).kind == VersionKind.OFFICIAL
    assert not OutgoingPaper.objects.exists()
    assert end_without_number(document=document, by=staff).state == DocumentState.ISSUED


def test_a_numbered_type_is_not_ended_without_a_number():
    document, staff, _head = approved_document()
    with pytest.raises(Refusal, match="lấy số khi ban hành"):
        end_without_number(document=document, by=staff)


def test_a_paper_whose_number_was_voided_is_no_longer_its_paper():
    document, staff, _head = approved_document()
    paper = issue(document, staff)
    OutgoingPaper.objects.filter(pk=paper.pk).update(
        state=OutgoingState.VOID, void_reason="Ghi nhầm.", voided_by=staff, voided_at=timezone.now()
    )
    assert issued_paper(document) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_get_one_number():
    document, staff, head = approved_document()
    start = threading.Barrier(2)

    def one(person):
        start.wait()
        try:
            return issue(Document.objects.get(pk=document.pk), person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        papers = list(pool.map(one, (staff, head)))
    assert papers[0] == papers[1]
    assert OutgoingPaper.objects.count() == 1
