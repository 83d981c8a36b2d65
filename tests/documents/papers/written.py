"""Drafted documents to print: a text of any type with the details of the province's board."""

from typing import Any

from documents.drafting.models import Document, DraftSection, Version, VersionKind
from documents.drafting.rules.text import Block, Kind, Section, Style, Text, new_key
from documents.drafting.rules.types import type_named

LONG = (
    "Các cấp hội phụ nữ trong Công an tỉnh quán triệt, triển khai kịp thời, nghiêm túc các chủ trương, nghị quyết của Đảng, "
    "chính sách, pháp luật của Nhà nước và chỉ đạo của Bộ Công an về công tác phụ nữ; gắn phong trào thi đua với nhiệm vụ "
    "chính trị của từng đơn vị, địa phương."
)
TABLE = (
    "<table><thead><tr><th>STT</th><th>Nội dung công việc</th><th>Đơn vị chủ trì</th>"
    "<th>Thời hạn</th><th>Số lượng</th></tr></thead>"
    "<tbody><tr><td>1</td><td>Xây dựng dự thảo Báo cáo chính trị, lấy ý kiến các hội cơ sở và tổng hợp ý kiến góp ý</td>"
    "<td>Tiểu ban Nội dung</td><td>15/9/2026</td><td>03</td></tr>"
    "<tr><td>2</td><td>Chuẩn bị nhân sự Ban Chấp hành khoá mới</td>"
    "<td>Tiểu ban Nhân sự</td><td>30/9/2026</td><td>1.250</td></tr></tbody></table>"
)


def paragraph(text: str, key: str = "") -> Block:
    return Block(key or new_key(), Kind.PARAGRAPH, text)


def item(text: str, *, level: int = 0, ordered: bool = False) -> Block:
    return Block(new_key(), Kind.ITEM, text, level=level, ordered=ordered)


def table(html: str = TABLE) -> Block:
    return Block(new_key(), Kind.TABLE, html)


def section(style: Style, heading: str = "", *blocks: Block) -> Section:
    return Section(new_key(), style, heading, blocks)


def plan() -> list[Section]:
    return [
        section(
            Style.BASIS, "", paragraph("Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam"), paragraph("Căn cứ Hướng dẫn của cấp trên")
        ),
        section(Style.LEAD, "", paragraph("Ban Phụ nữ Công an tỉnh xây dựng Kế hoạch tổ chức Đại hội như sau:")),
        section(Style.ROMAN, "Mục đích, yêu cầu", paragraph(LONG)),
        section(Style.ARABIC, "Mục đích", item("Tổng kết nhiệm kỳ;"), item("Đề ra phương hướng.")),
        section(Style.ARABIC, "Yêu cầu", paragraph(LONG)),
        section(Style.ROMAN, "Tổ chức thực hiện", table(), paragraph(f"{LONG[:-1]}./.")),
    ]


def decision() -> list[Section]:
    return [
        section(
            Style.BASIS,
            "",
            paragraph("Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;"),
            paragraph("Theo đề nghị của Thường trực Ban Phụ nữ"),
        ),
        section(Style.ARTICLE, "", paragraph("Thành lập Ban Tổ chức Đại hội gồm 15 đồng chí (có danh sách kèm theo).")),
        section(Style.ARTICLE, "", paragraph("Ban Tổ chức có nhiệm vụ:"), item("Xây dựng kế hoạch;", ordered=True)),
        section(Style.ARTICLE, "", paragraph("Các đơn vị và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành./.")),
    ]


def write(province: Any, kind: str, sections: list[Section], *, title: str = "", **details: Any) -> Document:
    """A document of the province in its own words; details as a person would give them."""
    known = type_named(kind)
    abbreviation = known.abbreviation
    given = {
        "superior": "CÔNG AN TỈNH HÀ SƠN",
        "issuer": "BAN PHỤ NỮ",
        "symbol": f"{abbreviation}-BPN" if abbreviation else "BPN-PX03",
        "place": "Hà Sơn",
        "year": 2026,
        "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        "signer": "Thượng tá Nguyễn Thị Thuỷ",
        "recipients": "Như trên\nLãnh đạo Công an tỉnh (để báo cáo)\nLưu: VT, BPN",
    }
    document = Document.objects.create(
        type=kind,
        title=title or "Tổ chức Đại hội đại biểu Phụ nữ Công an tỉnh lần thứ XI, nhiệm kỳ 2025-2030",
        unit=province.unit,
        congress=province.congress,
        lead=province.head,
        details=given | details,
        search_key="",
        created_by=province.head,
    )
    for place, one in enumerate(sections, start=1):
        DraftSection.objects.create(
            document=document,
            key=one.key,
            position=place * 10,
            style=one.style,
            heading=one.heading,
            blocks=[block.as_dict() for block in one.blocks],
        )
    return document


def freeze(
    document: Document, sections: list[Section], *, number: int = 1, kind: str = VersionKind.DRAFT, **fields: Any
) -> Version:
    values = {"name": f"Dự thảo {number}", "is_current": True, "made_by": document.created_by} | fields
    return Version.objects.create(
        document=document,
        number=number,
        kind=kind,
        content=Text(tuple(sections)).as_dict() | {"figures": {"Số hội viên": {"value": "1.250", "source": "Sổ hội viên"}}},
        hash="0" * 64,
        heading={"type": document.type, "title": document.title, "details": document.details},
        **values,
    )
