"""Digital signatures that a PDF carries: whose, when, and whether the document is still what was signed.

Nothing is ever fetched: an issuer is trusted when its certificate lies in settings.SIGNATURE_ROOTS, and revocation is known
only where the signature itself carries it.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logger = logging.getLogger(__name__)

# a certificate for people's signatures says one of the two, not always both
KEY_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
CERTIFICATES = {".pem", ".crt", ".cer", ".der"}


class Changes(Enum):
    """What was done to the file after this signature."""

    NONE = "none"
    ALLOWED = "allowed"  # another signature, or what a form allows
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Signature:
    """One signature. readable: False when the file or the signature is not one that can be understood; then nothing else holds.

    whole_file: nothing stands in the file after what was signed. trusted: None when no roots are given to compare with.
    signed_at: by a time stamp authority when `time_stamped`, else by the signer's own clock.
    """

    field: str = ""
    signer: str = ""
    signed_at: datetime | None = None
    time_stamped: bool = False
    intact: bool = False
    whole_file: bool = False
    changes: Changes = Changes.NONE
    trusted: bool | None = None
    readable: bool = True

    @property
    def holds(self) -> bool:
        """The document is what was signed; whose certificate it is, `trusted` says."""
        return self.readable and self.intact and self.changes is not Changes.FORBIDDEN

    @property
    def sentence(self) -> str:
        if not self.readable:
            return "Không đọc được chữ ký trong tệp này. Hãy mở tệp bằng phần mềm ký số để kiểm tra."
        if not self.intact:
            return "Chữ ký không hợp lệ: nội dung đã ký bị thay đổi hoặc tệp bị hỏng. Hãy xin lại tệp gốc từ người ký."
        if self.changes is Changes.FORBIDDEN:
            return "Chữ ký không còn hợp lệ: văn bản đã bị thay đổi sau khi ký. Hãy xin lại tệp gốc từ người ký."
        if self.changes is Changes.ALLOWED:
            return "Chữ ký hợp lệ: sau khi ký chỉ thêm chữ ký khác hoặc thông tin được phép, nội dung văn bản không thay đổi."
        return "Chữ ký hợp lệ: văn bản không bị thay đổi sau khi ký."

    @property
    def origin_sentence(self) -> str:
        """What is known of where the certificate comes from; "" for a signature that can't be read."""
        if not self.readable:
            return ""
        if self.trusted is None:
            return "Chưa kiểm tra được nguồn gốc chứng thư số."
        if self.trusted:
            return "Chứng thư số do tổ chức tin cậy cấp."
        return "Chứng thư số không rõ nguồn gốc, đã hết hạn hoặc bị thu hồi vào lúc ký. Hãy hỏi lại người ký."


UNREADABLE = Signature(readable=False)


def signatures_in(pdf: bytes) -> list[Signature]:
    """The signatures of a file in the order of signing; none for a file that carries none.

    Never raises for what stands in the file: one that can't be read gives one signature that is not `readable`.
    """
    try:
        embedded = list(PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures)
    except Exception as trouble:  # noqa: BLE001 -- whatever is wrong with a stranger's file, the page says "unreadable"
        logger.info("A PDF whose signatures can't be read: %s", trouble)
        return [UNREADABLE]
    roots = trusted_roots()
    return [_signature(one, roots) for one in embedded]


def trusted_roots() -> list[Certificate]:
    """The certificates in the folder SIGNATURE_ROOTS; a file that is none is left out and named in the log."""
    if not settings.SIGNATURE_ROOTS:
        return []
    found: list[Certificate] = []
    for path in sorted(Path(settings.SIGNATURE_ROOTS).glob("*")):
        if path.suffix.lower() not in CERTIFICATES:
            continue
        try:
            found += load_certs_from_pemder([str(path)])  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as trouble:
            logger.warning("%s is no certificate: %s", path, trouble)
    return found


def _signature(embedded: Any, roots: Sequence[Certificate]) -> Signature:
    try:
        return _examined(embedded, roots)
    except Exception as trouble:  # noqa: BLE001 -- as above
        logger.info("A signature that can't be read: %s", trouble)
        return Signature(field=str(embedded.field_name or ""), readable=False)


def _examined(embedded: Any, roots: Sequence[Certificate]) -> Signature:
    context = ValidationContext(
        trust_roots=list(roots), allow_fetching=False, moment=embedded.self_reported_timestamp, revocation_mode="soft-fail"
    )
    # the library runs a loop of its own, which a thread that has one already would refuse
    with ThreadPoolExecutor(1) as pool:
        status = pool.submit(
            validate_pdf_signature, embedded, signer_validation_context=context, key_usage_settings=KEY_USAGE
        ).result()
    stamp = status.timestamp_validity
    return Signature(
        field=str(embedded.field_name or ""),
        signer=_name_of(status.signing_cert),
        signed_at=stamp.timestamp if stamp is not None else status.signer_reported_dt,
        time_stamped=stamp is not None,
        intact=bool(status.intact and status.valid),
        whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        changes=_changes(status),
        trusted=bool(status.trusted) if roots else None,
    )


def _changes(status: Any) -> Changes:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Changes.NONE
    level = status.modification_level
    if not status.docmdp_ok or level is None or level.value > ModificationLevel.FORM_FILLING.value:
        return Changes.FORBIDDEN
    return Changes.ALLOWED


def _name_of(certificate: Certificate) -> str:
    names = certificate.subject.native
    name = names.get("common_name") or certificate.subject.human_friendly
    return ", ".join(name) if isinstance(name, list) else str(name)
