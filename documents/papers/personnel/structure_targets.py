"""Bảng chỉ tiêu cơ cấu: what the direction asks for, what the list has; figures alone, no names."""

from collections.abc import Mapping
from typing import Any

from congress.personnel.queries.papers import figures_of, has_listed, listed, targets_of
from congress.personnel.queries.structure import basis_of
from congress.terms.models import Congress
from documents.layout.details import Details, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import LISTED, Missing, paper_html
from documents.papers.personnel.paper import NOBODY, PersonnelPaper
from documents.papers.personnel.wording import STYLE, body_of, list_sentence, structure_table, with_total
from documents.printing.forms import Piece, register
from documents.printing.tables import Column, Row, Table

TARGET_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Chỉ tiêu", 65),
    Column("Yêu cầu", 30, "center"),
    Column("Đạt được", 20, "center"),
    Column("Tái cử/ mới", 20, "center"),
    Column("Đánh giá", 20, "center"),
)


@register
class StructureTargets(PersonnelPaper):
    code = "co-cau-nhan-su"
    title = "Bảng cơ cấu nhân sự"
    description = "Chỉ tiêu cơ cấu của phương hướng so với danh sách đề nghị, và cơ cấu của danh sách. Không có tên người."
    asks = LISTED
    has_names = False

    def missing(self, congress: Congress) -> list[Missing]:
        return [] if has_listed(congress) else [Missing(NOBODY, "personnel:board", (congress.pk,))]

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        basis, people = basis_of(congress), listed(congress)
        figures = figures_of(basis, people)
        rows = [
            Row(
                (
                    str(number),
                    row.label,
                    row.wanted,
                    str(row.count),
                    f"{row.again}/{row.new}",
                    "" if row.met is None else "Đạt" if row.met else "Chưa đạt",
                )
            )
            for number, row in enumerate(targets_of(basis, people), start=1)
        ]
        return {
            "head": head_of(details),
            "type": "BẢNG CƠ CẤU NHÂN SỰ",
            "subject": subject_of(f"Giới thiệu {body_of(congress)}, nhiệm kỳ {congress.term}"),
            "reference": details.reference,
            "targets": Table(TARGET_COLUMNS, tuple(rows), size=12, name="chi-tieu") if rows else None,
            "structure": with_total(structure_table(figures.rows, figures.size, name="co-cau"), figures),
            "summary": with_end_mark(f"Danh sách có {list_sentence(congress, figures, basis.judge(figures.size))}"),
            "signature": signature_of(details, left="NGƯỜI LẬP BIỂU"),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("personnel_structure", content), style=STYLE)]
