"""Sổ đăng ký văn bản đi, as it is bound and signed (columns after Decree 30/2020/NĐ-CP, appendix IV)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, ClassVar

from django.db.models import Q

from congress.terms.rules.names import UNION_WORDS
from documents.layout.details import Details, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import list_html
from documents.printing.forms import PaperForm, Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from documents.register.access import may_view_register
from documents.register.models import OutgoingPaper, OutgoingState
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import Unit, UnitKind
from vietnamese.numbers import count_phrase, two_digits

STYLE = "landscape"
AUTHORITIES = {UnitKind.PROVINCE: "TM. BAN PHỤ NỮ\nTRƯỞNG BAN", UnitKind.CENTRAL_BOARD: "TM. BAN PHỤ NỮ\nTRƯỞNG BAN"}
COMMITTEE = "TM. BAN CHẤP HÀNH\nCHỦ TỊCH"
CHAPTER = "CHI HỘI TRƯỞNG"
COLUMNS = (
    Column("Số, ký hiệu", 31),
    Column("Ngày, tháng văn bản", 22, "center"),
    Column("Tên loại và trích yếu nội dung", 83),
    Column("Người ký", 36),
    Column("Nơi nhận", 45),
    Column("Ghi chú", 35),
)


class RegisterBook(PaperForm):
    """`parameters`: unit (id), year. Whoever may see the unit's register may print it."""

    empty: ClassVar[str]

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        unit = unit_in(parameters)
        return unit is not None and may_view_register(account, unit)

    def title_of(self, parameters: Parameters) -> str:
        unit = unit_in(parameters)
        return f"{self.title} năm {parameters.get('year')}{f', {unit.label}' if unit else ''}"

    def rows(self, unit: Unit, year: int) -> tuple[list[Row], list[str]]:
        """The lines of the book, and the sentences that sum it up."""
        raise NotImplementedError

    def table(self, rows: Sequence[Row]) -> Table:
        raise NotImplementedError

    def collect(self, parameters: Parameters, account: Account) -> Any:
        unit, year = unit_in(parameters), int(parameters["year"])
        if unit is None:
            raise Refusal("Đơn vị của sổ này không còn. Hãy chọn đơn vị khác rồi in lại.")
        rows, summary = self.rows(unit, year)
        if not rows:
            raise Refusal(self.empty)
        details = details_of(unit, year)
        return {
            "head": head_of(details, style=STYLE),
            "type": self.title.upper(),
            "subject": subject_of(f"Năm {year}", style=STYLE),
            "reference": "",
            "table": self.table(rows),
            "summary": summary,
            "signature": signature_of(details, style=STYLE, left="NGƯỜI GIỮ SỔ"),
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = list_html(content, style=STYLE)
        return [Piece(html=above, table=content["table"], after=below, style=STYLE)]


@register
class OutgoingBook(RegisterBook):
    code = "so-van-ban-di"
    title = "Sổ đăng ký văn bản đi"
    empty = "Sổ văn bản đi của năm này chưa có số nào. Hãy chọn năm khác."

    def rows(self, unit: Unit, year: int) -> tuple[list[Row], list[str]]:
        papers = list(papers_of(unit, year))
        rows: list[Row] = []
        for series, its in groupby(papers, key=lambda paper: paper.series):
            numbered = [_row(paper) for paper in its]
            rows += [Row((f"{series}: {count_phrase(len(numbered), 'số')}",), "group"), *numbered]
        counts = Counter(paper.state for paper in papers)
        said = ", ".join(f"{OutgoingState(state).label.lower()} {two_digits(count)}" for state, count in sorted(counts.items()))
        return rows, [with_end_mark(f"Sổ này có {count_phrase(len(papers), 'số')}: {said}")]

    def table(self, rows: Sequence[Row]) -> Table:
        return Table(COLUMNS, tuple(rows), size=11, name=self.code, caption=self.title)


def papers_of(unit: Unit, year: int) -> Iterable[OutgoingPaper]:
    """The unit's numbers of a year, of a series through a term those that were given in it, series by series."""
    in_year = Q(series__year=year) | Q(series__year=None, listed_on__year=year)
    found = OutgoingPaper.objects.filter(in_year, unit=unit).select_related("series__term").defer("words", "search_key")
    return found.order_by("series__body", "kind", "series_id", "number")


def _row(paper: OutgoingPaper) -> Row:
    remarks = [
        f"Huỷ: {paper.void_reason}" if paper.is_void else "",
        f"Giữ cho {paper.reserved_for} đến {paper.reserved_until:%d/%m/%Y}" if paper.is_reserved else "",
        paper.note,
    ]
    return Row(
        (
            paper.symbol,
            f"{paper.dated_on:%d/%m/%Y}" if paper.dated_on else "",
            ": ".join(filter(None, (paper.kind_name, paper.abstract))),
            paper.signer,
            "; ".join(line.strip(" -;.") for line in paper.recipients.splitlines() if line.strip(" -;.")),
            ". ".join(filter(None, remarks)),
        )
    )


def unit_in(parameters: Parameters) -> Unit | None:
    pk = parameters.get("unit")
    return Unit.objects.filter(pk=pk).select_related("parent").first() if isinstance(pk, int) else None


def details_of(unit: Unit, year: int) -> Details:
    """The heading of a unit's book: the province's board stands under its police, every other unit under the one above."""
    is_board = unit.kind in AUTHORITIES
    above = UNION_WORDS.sub("", unit.name) if is_board else unit.parent.name if unit.parent else ""
    return Details(
        superior=above.upper(),
        issuer="BAN PHỤ NỮ" if is_board else unit.name.upper(),
        place=unit.place or (unit.parent.place if unit.parent else ""),
        authority=AUTHORITIES.get(UnitKind(unit.kind), COMMITTEE if unit.kind == UnitKind.BRANCH else CHAPTER),
        year=year,
    )
