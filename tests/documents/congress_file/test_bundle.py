"""From asking for the file of a congress to its PDF and its ZIP, and who may."""

import hashlib
import io
import json
import threading
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from congress.terms.models import Congress
from documents.congress_file.actions import (
    NOT_YOURS,
    NOTHING,
    STOPPED,
    clear_old_bundles,
    perform_binding,
    queue_again,
    request_bundle,
)
from documents.congress_file.models import Bundle, BundleState
from documents.congress_file.queries import ATTEMPTS, contents_of
from documents.drafting.actions.versions import make_version
from documents.drafting.models import Document, DocumentState, VersionKind
from documents.printing.actions import perform_rendering
from documents.register.actions import attach_signed_scan, enter_incoming, issue_outside, void_paper
from documents.register.models import OutgoingPaper
from members.access.models import Entry
from members.access.refusal import Refusal
from members.files.models import StoredFile
from tests.documents.papers.conftest import Province
from tests.documents.papers.test_issuing import issue as issue_figures
from tests.documents.papers.written import plan, write
from tests.documents.register.made import ADDRESS, Office, make_office
from tests.factories import make_account, make_congress, make_province, make_unit

pytestmark = pytest.mark.django_db


def pdf(text: str = "x") -> SimpleUploadedFile:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    made.docinfo["/Title"] = text
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile(f"{text}.pdf", stream.getvalue())


def photo() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (600, 900), "pink").save(stream, "PNG")
    return SimpleUploadedFile("anh.png", stream.getvalue())


@pytest.fixture
def office() -> Office:
    return make_office(place="Hà Sơn")


@pytest.fixture
def congress(office: Office) -> Congress:
    return make_congress(office.unit)


def issue(office: Office, congress: Congress, abstract: str = "Thành lập Ban Tổ chức Đại hội") -> OutgoingPaper:
    return issue_outside(
        unit=office.unit,
        kind="QĐ",
        kind_name="Quyết định",
        abstract=abstract,
        symbol="QĐ-BPN",
        dated_on=timezone.localdate(),
        profile="hoi",
        authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        signer="Nguyễn Thị Đo",
        recipients="Lưu: VT, BPN",
        congress=congress,
        address=ADDRESS,
        by=office.head,
        upload=pdf(abstract),
    )


def adopted(office: Office, congress: Congress) -> Document:
    province = SimpleNamespace(unit=office.unit, congress=congress, head=office.head)
    document = write(province, "ke-hoach", plan())
    make_version(document=document, kind=VersionKind.SUBMISSION, by=office.head)
    Document.objects.filter(pk=document.pk).update(state=DocumentState.ADOPTED)
    return Document.objects.get(pk=document.pk)


def bound(office: Office, congress: Congress) -> Bundle:
    bundle = request_bundle(congress=congress, by=office.head)
    perform_binding(bundle.pk)
    return Bundle.objects.get(pk=bundle.pk)


def test_file_holds_what_was_issued_adopted_and_what_came_in(office: Office, congress: Congress) -> None:
    issue(office, congress)
    adopted(office, congress)
    arrived = enter_incoming(
        unit=office.unit,
        arrived_on=timezone.localdate(),
        sender="Ban Phụ nữ Công an nhân dân",
        symbol="12/HD-BPN",
        dated_on=None,
        kind_name="Hướng dẫn",
        abstract="Tổ chức đại hội phụ nữ các cấp",
        congress=congress,
        uploads=[photo()],
        by=office.head,
    )

    bundle = bound(office, congress)

    assert bundle.state == BundleState.DONE, bundle.error
    assert [one["chapter"] for one in bundle.manifest["documents"]] == [
        "Văn bản đã ban hành",
        "Văn kiện đã duyệt, đã thông qua",
        "Văn bản đến",
    ]
    assert arrived.abstract in bundle.manifest["documents"][2]["title"]
    with pikepdf.open(io.BytesIO(bytes(bundle.pdf.content))) as opened:
        assert len(opened.pages) == bundle.pages
        pages = {one["page"] for one in bundle.manifest["documents"]}
        with opened.open_outline() as outline:
            assert [child.title for item in outline.root for child in item.children] == [
                one["title"] for one in bundle.manifest["documents"]
            ]
    assert min(pages) == 3


def test_zip_holds_every_document_as_it_was_given_with_its_hash(office: Office, congress: Congress) -> None:
    paper = issue(office, congress)
    bundle = bound(office, congress)

    with zipfile.ZipFile(io.BytesIO(bytes(bundle.archive.content))) as archive:
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        manifest = json.loads(archive.read("muc-luc.json"))
        original = archive.read(f"tai-lieu/{manifest['documents'][0]['file']}")

    assert manifest["bundle"]["sha256"] == hashlib.sha256(bytes(bundle.pdf.content)).hexdigest() == bundle.pdf.sha256
    assert set(sums) == {"muc-luc.json", f"tai-lieu/{manifest['documents'][0]['file']}"}
    assert hashlib.sha256(original).hexdigest() == paper.sha256 == manifest["documents"][0]["sha256"]


def test_signed_scan_stands_for_the_print(office: Office, congress: Congress) -> None:
    paper = issue(office, congress)
    attach_signed_scan(paper=paper, upload=pdf("đã ký"), by=office.head)
    paper.refresh_from_db()

    (entry,) = contents_of(congress, office.head).entries

    assert entry.file == paper.scans.get().file_id


def test_unfinished_documents_are_named_as_missing(office: Office, congress: Congress) -> None:
    province = SimpleNamespace(unit=office.unit, congress=congress, head=office.head)
    write(province, "ke-hoach", plan())

    contents = contents_of(congress, office.head)

    assert contents.entries == []
    assert [gap.why for gap in contents.gaps if gap.chapter.startswith("Văn kiện")] == ["chưa xong (đề cương)"]


def test_a_type_that_is_gone_from_the_data_is_named_plainly_and_still_bound(office: Office, congress: Congress) -> None:
    document = adopted(office, congress)
    Document.objects.filter(pk=document.pk).update(type="loai-cu")

    (entry,) = contents_of(congress, office.head).entries
    assert entry.title.startswith("Văn bản: ")
    bundle = bound(office, congress)

    assert bundle.state == BundleState.DONE, bundle.error
    assert [one["title"] for one in bundle.manifest["documents"]] == [entry.title]


def test_broken_pdf_is_told_and_stays_in_the_zip(office: Office, congress: Congress) -> None:
    paper = issue(office, congress)
    StoredFile.objects.filter(pk=paper.pdf_id).update(content=b"%PDF-1.7 broken")
    issue(office, congress, "Phân công nhiệm vụ")

    bundle = bound(office, congress)

    assert bundle.state == BundleState.DONE
    assert bundle.manifest["documents"][0]["page"] == 0
    assert "bị hỏng hoặc có mật khẩu" in bundle.manifest["missing"][-1]["why"]
    with zipfile.ZipFile(io.BytesIO(bytes(bundle.archive.content))) as archive:
        assert archive.read(f"tai-lieu/{bundle.manifest['documents'][0]['file']}") == b"%PDF-1.7 broken"


def test_request_bundle_refuses_an_empty_congress(office: Office, congress: Congress) -> None:
    with pytest.raises(Refusal, match=NOTHING[:30]):
        request_bundle(congress=congress, by=office.head)


def test_request_bundle_refuses_those_who_may_not(office: Office, congress: Congress) -> None:
    issue(office, congress)
    chief = make_account("chapter_head", make_unit(parent=office.unit))

    with pytest.raises(Refusal, match=NOT_YOURS[:30]):
        request_bundle(congress=congress, by=chief)


def test_asked_twice_while_it_is_made_it_is_one(office: Office, congress: Congress) -> None:
    issue(office, congress)

    assert request_bundle(congress=congress, by=office.head) == request_bundle(congress=congress, by=office.head)


def test_role_that_ended_before_the_binding_gets_nothing(office: Office, congress: Congress) -> None:
    issue(office, congress)
    bundle = request_bundle(congress=congress, by=office.head)
    office.head.grants.update(ends_on=timezone.localdate() - timedelta(days=1))

    perform_binding(bundle.pk)

    bundle.refresh_from_db()
    assert (bundle.state, bundle.error, bundle.pdf) == (BundleState.FAILED, NOT_YOURS, None)


def test_work_of_a_killed_worker_is_taken_up_again(office: Office, congress: Congress) -> None:
    issue(office, congress)
    bundle = request_bundle(congress=congress, by=office.head)
    Bundle.objects.filter(pk=bundle.pk).update(
        state=BundleState.WORKING, attempts=1, claimed_until=timezone.now() - timedelta(seconds=1)
    )

    assert queue_again() == 1
    perform_binding(bundle.pk)

    bundle.refresh_from_db()
    assert bundle.state == BundleState.DONE


def test_what_dies_too_often_is_given_up_with_a_reason(office: Office, congress: Congress) -> None:
    issue(office, congress)
    bundle = request_bundle(congress=congress, by=office.head)
    Bundle.objects.filter(pk=bundle.pk).update(
        state=BundleState.WORKING, attempts=ATTEMPTS, claimed_until=timezone.now() - timedelta(seconds=1)
    )

    queue_again()

    bundle.refresh_from_db()
    assert (bundle.state, bundle.error) == (BundleState.FAILED, STOPPED)


@pytest.mark.django_db(transaction=True)
def test_two_workers_bind_a_file_once() -> None:
    office = make_office(place="Hà Sơn")
    congress = make_congress(office.unit)
    issue(office, congress)
    bundle = request_bundle(congress=congress, by=office.head)

    def work() -> None:
        perform_binding(bundle.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    bundle.refresh_from_db()
    assert (bundle.state, bundle.attempts) == (BundleState.DONE, 1)
    assert Entry.objects.filter(action="congress_file.bind").count() == 1


def test_old_bundles_let_go_of_their_bytes_and_keep_what_was_in_them(office: Office, congress: Congress) -> None:
    issue(office, congress)
    bundle = bound(office, congress)
    files = [bundle.pdf_id, bundle.archive_id]

    assert clear_old_bundles(before=timezone.now() + timedelta(days=1)) == 1
    assert clear_old_bundles(before=timezone.now() + timedelta(days=1)) == 0

    bundle.refresh_from_db()
    assert bundle.state == BundleState.CLEARED
    assert len(bundle.manifest["documents"]) == 1
    assert not StoredFile.objects.filter(pk__in=files).exists()


# ---- pages ---------------------------------------------------------------------------------------------------------


def test_pages_lead_from_the_congress_to_the_files(office: Office, congress: Congress) -> None:
    issue(office, congress)
    client = Client()
    client.force_login(office.head)

    assert (
        reverse("congress_file:index", args=[congress.pk])
        in client.get(reverse("terms:congress-detail", args=[congress.pk])).content.decode()
    )
    assert "1 tài liệu" in client.get(reverse("congress_file:index", args=[congress.pk])).content.decode()
    answer = client.post(reverse("congress_file:request", args=[congress.pk]))
    bundle = Bundle.objects.get()
    assert answer["Location"] == reverse("congress_file:bundle", args=[bundle.pk])
    assert client.get(reverse("congress_file:download", args=[bundle.pk, "pdf"])).status_code == 404
    perform_binding(bundle.pk)
    bundle.refresh_from_db()
    said = client.get(reverse("congress_file:bundle", args=[bundle.pk])).content.decode()
    assert (bundle.front_pages, bundle.pages) == (2, 2 + sum(one["pages"] for one in bundle.manifest["documents"]))
    assert "kể cả 2 trang bìa, mục lục" in said
    found = client.get(reverse("congress_file:download", args=[bundle.pk, "pdf"]))
    assert found.content.startswith(b"%PDF-")
    archive = client.get(reverse("congress_file:download", args=[bundle.pk, "zip"]))
    assert archive.content.startswith(b"PK")
    assert archive["Content-Type"] == "application/zip"
    assert "attachment" in archive["Content-Disposition"]
    assert Entry.objects.filter(action="congress_file.download").count() == 2


@pytest.mark.parametrize(
    "role", ["administrator", "leadership", "in_charge", "branch_committee", "chapter_head", "content_committee"]
)
def test_nobody_else_finds_the_file(office: Office, congress: Congress, role: str) -> None:
    issue(office, congress)
    bundle = bound(office, congress)
    client = Client()
    client.force_login(make_account(role, office.unit if role != "chapter_head" else make_unit(parent=office.unit)))
    names = [("index", congress.pk), ("bundle", bundle.pk), ("progress", bundle.pk)]

    assert {client.get(reverse(f"congress_file:{name}", args=[pk])).status_code for name, pk in names} == {404}
    assert client.get(reverse("congress_file:download", args=[bundle.pk, "zip"])).status_code == 404


def test_another_province_finds_nothing(office: Office, congress: Congress) -> None:
    issue(office, congress)
    bundle = bound(office, congress)
    client = Client()
    client.force_login(make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh khác", code="KHAC")))

    assert client.get(reverse("congress_file:index", args=[congress.pk])).status_code == 404
    assert client.get(reverse("congress_file:bundle", args=[bundle.pk])).status_code == 404
    assert client.post(reverse("congress_file:request", args=[congress.pk])).status_code == 404


def test_a_paper_of_figures_that_was_issued_is_bound_as_it_was_issued_and_once() -> None:
    province = Province(each=1)
    before = [entry.title for entry in contents_of(province.congress, province.head).entries]
    paper = issue_figures(province)
    perform_rendering(paper.rendering_id or 0)

    entries = contents_of(province.congress, province.head).entries

    assert "Thông báo phân bổ đại biểu" in before
    titles = [entry.title for entry in entries]
    assert "Thông báo phân bổ đại biểu" not in titles
    assert [title for title in titles if "Phân bổ số lượng đại biểu" in title] == [f"{paper}: {paper.abstract} (chưa có bản ký)"]
    void_paper(paper=paper, reason="Ghi sai", by=province.head)
    assert "Thông báo phân bổ đại biểu" in [one.title for one in contents_of(province.congress, province.head).entries]
