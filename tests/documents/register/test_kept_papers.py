"""What a worker that dies leaves behind, and what is said of a file that was signed by a token."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.printing.models import Rendering
from documents.register.actions import attach_signed_scan, freeze_printed
from documents.register.models import OutgoingPaper
from documents.register.signatures import signatures_in
from tests.conftest import Worker
from tests.documents.register.made import issue, make_office, pdf


@pytest.mark.django_db(transaction=True)
def test_number_is_there_while_no_worker_lives_and_the_file_is_kept_when_one_does(worker: Worker) -> None:
    worker.kill()
    office = make_office()
    year = timezone.localdate().year
    paper = issue(office, source_form="so-van-ban-di", source_parameters={"unit": office.unit.pk, "year": year})
    assert (paper.symbol, freeze_printed()) == ("01/KH-BPN", 0)

    worker.start()
    deadline = time.monotonic() + 60
    while Rendering.objects.get().is_open and time.monotonic() < deadline:
        time.sleep(0.1)

    assert freeze_printed() == 1
    paper = OutgoingPaper.objects.get()
    assert (paper.symbol, len(paper.sha256)) == ("01/KH-BPN", 64)


def signed(content: bytes) -> bytes:
    """The file, signed by somebody with a certificate that she made herself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Nguyễn Thị Thuỷ")])
    now = datetime.now(UTC)
    usage = certificates.KeyUsage(True, True, False, False, False, True, True, False, False)
    made = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(certificates.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    out = BytesIO()
    with ThreadPoolExecutor(1) as pool:
        # a browser of an earlier test may keep this thread's loop
        pool.submit(
            signers.sign_pdf,
            IncrementalPdfFileWriter(BytesIO(content)),
            signers.PdfSignatureMetadata(field_name="NguoiKy", md_algorithm="sha256"),
            signer=signer,
            output=out,
        ).result()
    return out.getvalue()


@pytest.mark.django_db
def test_signed_file_is_shown_with_its_signature_and_one_without_is_not_read() -> None:
    office, client = make_office(), Client()
    paper = issue(office)
    plain = attach_signed_scan(paper=paper, upload=pdf("quet.pdf"), by=office.staff)
    content = signed(pdf().read())
    attach_signed_scan(paper=paper, upload=SimpleUploadedFile("da-ky-so.pdf", content), by=office.staff)
    client.force_login(office.staff, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("register:outgoing-detail", args=[paper.pk])).content.decode()

    assert signatures_in(plain.file) == []
    assert page.count("Chữ ký hợp lệ") == 2  # the pill and its sentence
    assert "Nguyễn Thị Thuỷ" in page
    assert "Chưa kiểm tra được nguồn gốc chứng thư số." in page
