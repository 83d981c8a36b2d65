"""Sổ đăng ký văn bản đến, as it is bound and signed (columns after Decree 30/2020/NĐ-CP, appendix IV)."""

from collections.abc import Sequence

from documents.layout.details import with_end_mark
from documents.papers.outgoing_book import RegisterBook
from documents.printing.forms import register
from documents.printing.tables import Column, Row, Table
from documents.register.models import IncomingPaper, Urgency
from members.units.models import Unit
from vietnamese.numbers import count_phrase, two_digits

COLUMNS = (
    Column("Ngày đến", 21, "center"),
    Column("Số đến", 14, "center"),
    Column("Cơ quan gửi", 39),
    Column("Số, ký hiệu", 28),
    Column("Ngày, tháng văn bản", 21, "center"),
    Column("Tên loại và trích yếu nội dung", 60),
    Column("Người nhận, xử lý", 30),
    Column("Ký nhận", 14),
    Column("Ghi chú", 25),
)


@register
class IncomingBook(RegisterBook):
    code = "so-van-ban-den"
    title = "Sổ đăng ký văn bản đến"
    empty = "Sổ văn bản đến của năm này chưa có văn bản nào. Hãy chọn năm khác."

    def rows(self, unit: Unit, year: int) -> tuple[list[Row], list[str]]:
        papers = list(IncomingPaper.objects.filter(unit=unit, series__year=year).defer("words", "search_key").order_by("number"))
        done = sum(paper.done_on is not None for paper in papers)
        summed = f"Sổ này có {count_phrase(len(papers), 'văn bản đến')}, đã xử lý xong {two_digits(done)}"
        return [_row(paper) for paper in papers], [with_end_mark(summed)]

    def table(self, rows: Sequence[Row]) -> Table:
        return Table(COLUMNS, tuple(rows), size=11, name=self.code, caption=self.title)


def _row(paper: IncomingPaper) -> Row:
    remarks = [
        "" if paper.urgency == Urgency.ORDINARY else paper.get_urgency_display(),
        f"Xong {paper.done_on:%d/%m/%Y}" if paper.done_on else f"Hạn {paper.due_on:%d/%m/%Y}" if paper.due_on else "",
    ]
    return Row(
        (
            f"{paper.arrived_on:%d/%m/%Y}",
            two_digits(paper.number),
            paper.sender,
            paper.symbol,
            f"{paper.dated_on:%d/%m/%Y}" if paper.dated_on else "",
            f"{paper.kind_name}: {paper.abstract}",
            paper.handled_by,
            "",
            ". ".join(filter(None, remarks)),
        )
    )
