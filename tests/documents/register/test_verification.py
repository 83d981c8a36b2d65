"""The open page that confirms an issued paper, and tells nothing else."""

import hashlib
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.register.actions import supply_pdf, void_paper
from documents.register.models import OutgoingPaper
from documents.register.views import verification
from members.access.models import Entry
from members.files.models import StoredFile
from tests.documents.register.made import Office, issue, make_office, pdf, reserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def paper(office: Office) -> OutgoingPaper:
    issued = issue(office, note="Ghi chú kín", recipients="Nơi nhận kín", abstract="Tổ chức <b>đại hội</b>")
    return supply_pdf(paper=issued, upload=pdf(), by=office.staff)


def address_of(paper: OutgoingPaper) -> str:
    return reverse("register:verify", args=[paper.code])


def words(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_page_says_number_day_abstract_signatory_and_hash(paper: OutgoingPaper) -> None:
    page = words(Client().get(address_of(paper)))

    for text in (paper.symbol, f"{paper.dated_on:%d/%m/%Y}", "Tổ chức &lt;b&gt;đại hội", paper.signer, paper.sha256):
        assert text in page


def test_page_says_nothing_else(office: Office, paper: OutgoingPaper) -> None:
    page = words(Client().get(address_of(paper)))

    for text in ("kín", office.unit.name, office.staff.full_name, "TRƯỞNG BAN", "Kế hoạch", "van-ban.pdf"):
        assert text not in page
    facts = re.findall(r"<dt>(.*?)</dt>", page)
    assert facts == ["Số, ký hiệu", "Ngày", "Trích yếu", "Người ký", "SHA-256 của bản PDF"]
    # a form to this very page, the styles, and nothing that leads into the program
    assert re.findall(r'href="(/[^"]*)"', page.replace('href="/static/', 'data-static="')) == []


def test_page_looks_the_same_to_those_who_are_signed_in(office: Office, paper: OutgoingPaper) -> None:
    signed_in = Client()
    signed_in.force_login(office.head, backend="django.contrib.auth.backends.ModelBackend")

    page = words(signed_in.get(address_of(paper)))

    assert office.head.full_name not in page
    assert "kín" not in page


def test_address_without_its_last_slash_finds_the_page(paper: OutgoingPaper) -> None:
    response = Client().get(f"/v/{paper.code}", follow=True)

    assert paper.symbol in words(response)


def test_code_that_nobody_has_tells_nothing(office: Office, paper: OutgoingPaper) -> None:
    reserve(office)
    assert paper.code is not None

    for code in ("AAAAAAAAAAAAAA", paper.code[:-1], paper.code.swapcase(), "None"):
        response = Client().get(reverse("register:verify", args=[code]))
        assert response.status_code == 404
        assert paper.symbol not in words(response)


def test_code_has_eighty_random_bits() -> None:
    from documents.register.models import new_code

    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {14}


def test_void_paper_says_so_and_not_why(office: Office, paper: OutgoingPaper) -> None:
    void_paper(paper=paper, reason="Lý do kín", by=office.head)

    page = words(Client().get(address_of(paper)))

    assert "đã bị huỷ" in page
    assert "kín" not in page
    assert office.head.full_name not in page


def test_visitors_file_is_compared_and_kept_nowhere(paper: OutgoingPaper) -> None:
    files = StoredFile.objects.count()
    same, other = pdf(), pdf("khac.pdf")

    assert "Trùng khớp" in words(Client().post(address_of(paper), {"file": same}))
    assert "Không trùng" in words(Client().post(address_of(paper), {"file": other}))
    assert StoredFile.objects.count() == files


def test_looking_and_comparing_write_nothing(paper: OutgoingPaper) -> None:
    entries = Entry.objects.count()

    Client().get(address_of(paper))
    Client().post(address_of(paper), {"file": pdf()})

    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"MZ\x90\x00 not a paper", "không phải PDF"), (b"", "Hãy chọn tệp PDF")],
    ids=["program", "empty"],
)
def test_what_is_no_pdf_is_not_compared(paper: OutgoingPaper, content: bytes, sentence: str) -> None:
    assert sentence in words(Client().post(address_of(paper), {"file": SimpleUploadedFile("a.pdf", content)}))


def test_nothing_chosen_is_asked_for(paper: OutgoingPaper) -> None:
    assert "Hãy chọn tệp PDF" in words(Client().post(address_of(paper), {}))


def test_large_file_is_compared_in_pieces(office: Office) -> None:
    content = b"%PDF-1.7\n" + b"x" * 3_000_000
    issued = issue(office)
    OutgoingPaper.objects.filter(pk=issued.pk).update(
        pdf=StoredFile.objects.create(
            name="a.pdf", content_type="application/pdf", size=1, sha256="x" * 64, content=b"x", uploaded_by=office.staff
        ),
        sha256=hashlib.sha256(content).hexdigest(),
        frozen_at=issued.issued_at,
    )

    assert "Trùng khớp" in words(Client().post(address_of(issued), {"file": SimpleUploadedFile("a.pdf", content)}))


def test_file_over_the_limit_is_refused_whether_or_not_its_size_is_said(
    paper: OutgoingPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "LIMIT", 100_000)
    large = b"%PDF-1.7\n" + b"x" * 200_000

    said = Client().post(address_of(paper), {"file": SimpleUploadedFile("a.pdf", large)})
    monkeypatch.setattr(verification, "ENVELOPE", 10_000_000)
    unsaid = Client().post(address_of(paper), {"file": SimpleUploadedFile("a.pdf", large)})

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert "20 MB" in words(said)
    assert "20 MB" in words(unsaid)


def test_comparing_needs_the_pages_own_token(paper: OutgoingPaper) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address_of(paper), {"file": pdf()}).status_code == 403

    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', words(strict.get(address_of(paper))))
    assert token is not None

    answered = strict.post(address_of(paper), {"csrfmiddlewaretoken": token[1], "file": pdf()})
    assert "Trùng khớp" in words(answered)


def test_paper_without_its_file_says_so(office: Office) -> None:
    assert "chưa có bản PDF" in words(Client().get(address_of(issue(office))))


def test_page_is_open_to_robots_of_no_kind(paper: OutgoingPaper) -> None:
    assert "noindex" in words(Client().get(address_of(paper)))


def test_broken_upload_is_no_server_error(paper: OutgoingPaper) -> None:
    response = Client().post(
        address_of(paper), data=BytesIO(b"--x\r\nbroken").read(), content_type="multipart/form-data; boundary=x"
    )

    assert response.status_code < 500
