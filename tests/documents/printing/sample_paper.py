"""A small paper of invented content that the tests of the printing room register and print."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.template.loader import render_to_string

from documents.printing.forms import PaperForm, Piece, register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal

HEAD = {
    "profile": "hoi",
    "superior": "CÔNG AN TỈNH HÀ SƠN",
    "issuer": "BAN PHỤ NỮ",
    "separator": "ke",
    "right": "quoc_hieu",
    "number": "Số: 05/TB-BPN",
    "place_and_date": "Hà Sơn, ngày 05 tháng 02 năm 2026",
}
SIGNATURE = {
    "recipients": ["- Như trên;", "- Lưu: VT, BPN."],
    "posts": ["TM. BAN PHỤ NỮ", "TRƯỞNG BAN"],
    "name": "Thiếu tá Nguyễn Thị Thủy",
}
COLUMNS = (
    Column("STT", 12, "center"),
    Column("Họ và tên", 60),
    Column("GDPT", 20, "center", "Trình độ"),
    Column("Chuyên môn", 40, "left", "Trình độ"),
    Column("Chức vụ, đơn vị công tác", 120),
)


def letter(paragraphs: int, *, name: str = "Nguyễn Thị Hương") -> str:
    text = "<p>Ban Phụ nữ Công an tỉnh triệu tập đồng chí về dự Đại hội; đề nghị đồng chí có mặt đúng thời gian quy định.</p>"
    head = render_to_string("print/_head.html", {"head": HEAD})
    title = render_to_string("print/_title.html", {"type": "GIẤY TRIỆU TẬP", "subject": ["Đại biểu dự Đại hội"]})
    signature = render_to_string("print/_signature.html", {"signature": SIGNATURE})
    last = "<p>Nhận được giấy này, đề nghị đồng chí sắp xếp công việc, chuẩn bị tài liệu, trang phục và về dự Đại hội đúng giờ; "
    last += "vắng mặt phải báo cáo trước với Ban Tổ chức Đại hội bằng văn bản "
    last += "để kịp thời thay thế đại biểu dự khuyết theo thứ tự đã duyệt./.</p>"
    return f'{head}{title}<p>Đồng chí {name}.</p>{text * paragraphs}<div class="cuoi">{last}{signature}</div>'


def table(rows: int, *, changed: str = "") -> Table:
    people = [
        Row(
            (
                str(n),
                changed if changed and n == rows else f"Trần Thị Quỳnh {n}",
                "12/12",
                "Đại học Luật",
                "Cán bộ Phòng Tham mưu",
            )
        )
        for n in range(1, rows + 1)
    ]
    return Table(
        COLUMNS, (Row(("Đoàn Phòng Tham mưu",), "group"), *people, Row((f"Tổng số: {rows} đại biểu",), "total")), size=11
    )


@register
class SamplePaper(PaperForm):
    """parameters: kind "letter" or "list"; rows, changed; owner: the only account that may print it; note, watermark."""

    code: ClassVar[str] = "sample"
    title: ClassVar[str] = "Giấy triệu tập mẫu"

    def may_print(self, account: Account, parameters: Mapping[str, Any]) -> bool:
        return bool(account.pk == parameters["owner"])

    def collect(self, parameters: Mapping[str, Any], account: Account) -> Any:
        if parameters.get("missing"):
            raise Refusal("Danh sách chưa có đại biểu nào. Hãy nhập đại biểu rồi in.")
        if parameters.get("broken"):
            raise RuntimeError("broken on purpose")
        return dict(parameters)

    def watermark(self, parameters: Mapping[str, Any], account: Account) -> str:
        return str(parameters.get("watermark", "")) or super().watermark(parameters, account)

    def margin_note(self, parameters: Mapping[str, Any], account: Account) -> str:
        return str(parameters.get("note", ""))

    def pieces(self, content: Any) -> list[Piece]:
        if content.get("kind") == "list":
            rows = content["rows"]
            below = render_to_string("print/_signature.html", {"signature": SIGNATURE, "landscape": True})
            return [Piece("<h1>DANH SÁCH</h1>", table(rows, changed=content.get("changed", "")), below, style="landscape")]
        return [Piece(letter(3, name=content.get("name", "Nguyễn Thị Hương")))]


@register
class SampleToSign(SamplePaper):
    """The same with places to sign."""

    code: ClassVar[str] = "sample-to-sign"
    signature_fields: ClassVar[bool] = True
