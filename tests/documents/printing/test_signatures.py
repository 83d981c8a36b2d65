"""Places to sign, taken from the layout; signing them; what is said of a signature."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.printing.forms import Piece
from documents.printing.signatures import Changes, signatures_in
from tests.documents.printing.sample_paper import letter

MM = 72 / 25.4
Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def signer() -> signers.SimpleSigner:
    """Somebody with a certificate that she made herself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Nguyễn Thị Thủy")])
    now = datetime.now(UTC)
    made = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(certificates.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            certificates.KeyUsage(
                digital_signature=True, content_commitment=True, key_cert_sign=True, crl_sign=True, key_encipherment=False,
                data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def signed(pdf: bytes, field: str, signer: signers.SimpleSigner) -> bytes:
    out = BytesIO()
    with ThreadPoolExecutor(1) as pool:
        # a browser of an earlier test may keep this thread's loop
        pool.submit(
            signers.sign_pdf,
            IncrementalPdfFileWriter(BytesIO(pdf)),
            signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
            signer=signer,
            output=out,
        ).result()
    return out.getvalue()


@pytest.fixture
def empty(make_pdf: Make) -> bytes:
    return make_pdf(Piece(letter(3)), fields=True)


def boxes(pdf: bytes) -> dict[str, list[float]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {str(field.T): [float(value) for value in field.Rect] for field in opened.Root.AcroForm.Fields}


def test_fields_stand_where_the_layout_leaves_room(empty: bytes, open_pdf: Any) -> None:
    page = open_pdf(empty).pages[0]
    post = page.search("TRƯỞNG BAN")[0]
    name = page.search("Thiếu tá Nguyễn Thị Thủy")[0]

    person, seal = boxes(empty)["NguoiKy"], boxes(empty)["CoQuan"]

    assert page.height - person[3] >= post["bottom"] - 1
    assert page.height - person[1] <= name["top"] + 1
    assert (person[0] + person[2]) / 2 == pytest.approx((post["x0"] + post["x1"]) / 2, abs=MM)
    assert (seal[2] - seal[0], seal[3] - seal[1]) == pytest.approx((36 * MM, 36 * MM), abs=0.5)
    assert (seal[2] - person[0]) / (person[2] - person[0]) == pytest.approx(1 / 3, abs=0.05)


def test_a_file_with_empty_fields_is_whole_and_always_the_same(empty: bytes, make_pdf: Make) -> None:
    with pikepdf.open(BytesIO(empty)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert int(pdf.Root.AcroForm.SigFlags) == 1
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        elements = {int(tree[n]): tree[n + 1] for n in range(0, len(tree), 2)}
        page = pdf.pages[0]
        assert len(page.Annots) == 2
        for field in pdf.Root.AcroForm.Fields:
            assert int(field.F) == 4
            assert field.P.objgen == page.objgen
            assert field.AP.N.BBox[2] > 0
            element = elements[int(field.StructParent)]
            assert element.S == "/Form"
            assert element.K.Obj.objgen == field.objgen
    assert signatures_in(empty) == []
    assert empty == make_pdf(Piece(letter(3)), fields=True)


def test_only_the_first_block_gets_fields_and_only_where_they_are_asked_for(make_pdf: Make) -> None:
    both = make_pdf(Piece(letter(3)), Piece(letter(3)), fields=True)
    plain = make_pdf(Piece(letter(3)))

    assert len(boxes(both)) == 2
    with pikepdf.open(BytesIO(plain)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


def test_a_signed_field_holds(empty: bytes, signer: signers.SimpleSigner) -> None:
    (found,) = signatures_in(signed(empty, "NguoiKy", signer))

    assert (found.field, found.signer, found.holds, found.whole_file) == ("NguoiKy", "Nguyễn Thị Thủy", True, True)
    assert found.signed_at is not None
    assert found.trusted is None
    assert found.sentence == "Chữ ký hợp lệ: văn bản không bị thay đổi sau khi ký."
    assert found.origin_sentence == "Chưa kiểm tra được nguồn gốc chứng thư số."


def test_a_second_signature_leaves_the_first_valid(empty: bytes, signer: signers.SimpleSigner) -> None:
    first, second = signatures_in(signed(signed(empty, "NguoiKy", signer), "CoQuan", signer))

    assert (first.field, first.holds, first.whole_file, first.changes) == ("NguoiKy", True, False, Changes.ALLOWED)
    assert (second.field, second.holds, second.whole_file) == ("CoQuan", True, True)


def test_a_changed_byte_is_seen(empty: bytes, signer: signers.SimpleSigner) -> None:
    data = bytearray(signed(empty, "NguoiKy", signer))
    at = data.index(b"pdfaid:part")
    data[at] = ord("q")

    (found,) = signatures_in(bytes(data))

    assert not found.holds
    assert found.sentence.startswith("Chữ ký không hợp lệ")


def test_pages_added_after_signing_are_seen(empty: bytes, signer: signers.SimpleSigner) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed(empty, "NguoiKy", signer)))
    writer.root["/Lang"] = writer.root["/Pages"]
    writer.update_root()
    out = BytesIO()
    writer.write(out)

    (found,) = signatures_in(out.getvalue())

    assert (found.intact, found.changes, found.holds) == (True, Changes.FORBIDDEN, False)


def test_a_signer_is_trusted_when_her_issuer_is_known(
    empty: bytes, signer: signers.SimpleSigner, settings: Any, tmp_path: Path
) -> None:
    settings.SIGNATURE_ROOTS = str(tmp_path)
    (tmp_path / "khong-phai.pem").write_text("đây không phải chứng thư số")
    (tmp_path / "goc.cer").write_bytes(signer.signing_cert.dump())
    data = signed(empty, "NguoiKy", signer)

    assert signatures_in(data)[0].trusted is True
    assert signatures_in(data)[0].origin_sentence == "Chứng thư số do tổ chức tin cậy cấp."


def test_a_signer_of_an_unknown_issuer_is_not_trusted(
    empty: bytes, signer: signers.SimpleSigner, settings: Any, tmp_path: Path, make_root: Callable[[Path], None]
) -> None:
    settings.SIGNATURE_ROOTS = str(tmp_path)
    make_root(tmp_path / "khac.pem")

    (found,) = signatures_in(signed(empty, "NguoiKy", signer))

    assert (found.holds, found.trusted) == (True, False)


@pytest.fixture
def make_root() -> Callable[[Path], None]:
    def make(path: Path) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Tổ chức khác")])
        made = (
            certificates.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(8)
            .not_valid_before(datetime.now(UTC) - timedelta(days=1))
            .not_valid_after(datetime.now(UTC) + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        path.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    return make


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04 not a pdf", b"\x00" * 5000])
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    (found,) = signatures_in(data)

    assert not found.readable
    assert found.sentence.startswith("Không đọc được chữ ký")


def test_a_torn_file_is_unreadable_and_raises_nothing(empty: bytes, signer: signers.SimpleSigner) -> None:
    data = signed(empty, "NguoiKy", signer)

    for length in range(1000, len(data), len(data) // 12):
        assert not any(found.holds for found in signatures_in(data[:length]))
