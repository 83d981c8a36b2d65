"""A province whose Ban Phụ nữ keeps a register, and papers in it."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.printing.forms import PaperForm, Parameters, Piece, register
from documents.printing.models import Output, Rendering
from documents.register.access import may_keep_register
from documents.register.actions import freeze_issued, issue_paper, reserve_number
from documents.register.models import OutgoingPaper
from documents.register.rules import qr_svg, verification_address
from members.access.models import Account
from members.units.models import Unit
from tests.factories import make_account, make_province

ADDRESS = "https://hoi.example"


@register
class RegisterSample(PaperForm):
    """Prints number and proof of an issued paper, and has its file kept. freezes: False leaves that to the minute's task."""

    code: ClassVar[str] = "register-sample"
    title: ClassVar[str] = "Kế hoạch mẫu"

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        return may_keep_register(account, Unit.objects.get(pk=parameters["unit"]))

    def collect(self, parameters: Parameters, account: Account) -> Any:
        return OutgoingPaper.objects.get(pk=parameters["outgoing"])

    def pieces(self, content: OutgoingPaper) -> list[Piece]:
        proof = qr_svg(verification_address(content.address, content.code or ""))
        return [Piece(f"<h1>Số: {content.symbol}</h1><p>{content.abstract}</p>{proof}")]

    def finished(self, rendering: Rendering, output: Output) -> None:
        if rendering.parameters.get("freezes", True):
            freeze_issued(rendering.parameters["outgoing"], output)


@dataclass
class Office:
    unit: Unit
    head: Account
    staff: Account


def make_office(**fields: Any) -> Office:
    unit = make_province(**fields)
    return Office(unit, make_account("head", unit), make_account("standing", unit))


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def issue(office: Office, **more: Any) -> OutgoingPaper:
    values: dict[str, Any] = {
        "unit": office.unit,
        "kind": "KH",
        "kind_name": "Kế hoạch",
        "abstract": "Tổ chức đại hội phụ nữ các cấp",
        "symbol": "KH-BPN",
        "dated_on": timezone.localdate(),
        "profile": "hoi",
        "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        "signer": "Thượng tá Nguyễn Thị Thuỷ",
        "recipients": "Các hội cơ sở\nLưu: VT",
        "congress": None,
        "source_form": "",
        "source_parameters": {},
        "address": ADDRESS,
        "by": office.staff,
    }
    return issue_paper(**values | more)


def issue_printed(office: Office, **more: Any) -> OutgoingPaper:
    parameters = {"unit": office.unit.pk} | more.pop("source_parameters", {})
    return issue(office, source_form="register-sample", source_parameters=parameters, **more)


def reserve(office: Office, **more: Any) -> OutgoingPaper:
    values: dict[str, Any] = {
        "unit": office.unit,
        "kind": "KH",
        "kind_name": "Kế hoạch",
        "symbol": "KH-BPN",
        "profile": "hoi",
        "reserved_for": "Tổ Nội dung",
        "reason": "Trình ký cuối tuần",
        "until": timezone.localdate() + timedelta(days=3),
        "by": office.staff,
    }
    return reserve_number(**values | more)


def pdf(name: str = "van-ban.pdf", *, pages: int = 1) -> SimpleUploadedFile:
    stream = io.BytesIO()
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    document.save(stream, deterministic_id=True)
    return SimpleUploadedFile(name, stream.getvalue() + name.encode(), content_type="application/pdf")
