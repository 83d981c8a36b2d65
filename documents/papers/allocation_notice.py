"""Thông báo phân bổ số lượng đại biểu, with the table of all electing units as its annex."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from congress.delegates.models import Allocation
from congress.terms.models import Congress
from documents.layout.details import Details, lines_of_text, with_end_mark
from documents.layout.heading import head_of, reference_to, subject_of
from documents.layout.lines import balanced, broken
from documents.papers.access import may_print_allocation
from documents.papers.paper import NUMBERED, Missing, Paper, Text, details_in, paper_html, signed, texts_in
from documents.papers.queries import people_called
from documents.printing.forms import Parameters, Piece, register
from documents.printing.metrics import ITALIC
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import count_phrase, format_number

COLUMNS = (
    Column("STT", 10, "center"),
    Column("Đơn vị", 57),
    Column("Số hội viên", 16, "right"),
    Column("Đương nhiên", 18, "right", over="Đại biểu"),
    Column("Bầu", 13, "right", over="Đại biểu"),
    Column("Chỉ định", 14, "right", over="Đại biểu"),
    Column("Dự khuyết", 18, "right"),
    Column("Tổng", 19, "right"),
)
NONE_YET = "Chưa có bản phân bổ đại biểu nào. Hãy lập phân bổ trước."
SEPARATELY = "Đại biểu đương nhiên, chỉ định không thuộc đơn vị bầu"


def current_allocation(congress: Congress) -> Allocation | None:
    """The last frozen one; as long as there is none, the draft."""
    frozen = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    return frozen or congress.allocations.order_by("-number").first()


@register
class AllocationNotice(Paper):
    code = "thong-bao-phan-bo"
    title = "Thông báo phân bổ đại biểu"
    description = "Thông báo gửi các đơn vị, kèm phụ lục số lượng đại biểu của từng đơn vị bầu."
    asks = NUMBERED
    kind_name = "Thông báo"
    symbol = "TB"
    recipients = "Các hội cơ sở, chi hội trực thuộc\nLãnh đạo Công an tỉnh (để báo cáo)\nLưu: VT, BPN"
    has_sheet = True

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_allocation(account, congress)

    def abstract(self, congress: Congress) -> str:
        return f"Phân bổ số lượng đại biểu dự {congress.name}"

    def missing(self, congress: Congress) -> list[Missing]:
        return [] if current_allocation(congress) else [Missing(NONE_YET, "delegates:allocation", (congress.pk,))]

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        found = current_allocation(congress)
        return "Bản phân bổ chưa chốt" if found and found.frozen_at is None else ""

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "basis",
                "Căn cứ",
                f"Căn cứ Điều lệ Hội và Kế hoạch tổ chức {congress.name}, {congress.body_name} thông báo phân bổ số lượng "
                "đại biểu như sau:",
                rows=3,
            ),
            Text(
                "request",
                "Yêu cầu đối với đơn vị",
                "Các đơn vị tổ chức bầu đại biểu đúng số lượng, tiêu chuẩn, cơ cấu; lập danh sách trích ngang và gửi về "
                f"{congress.body_name} đúng thời hạn",
                rows=3,
            ),
        )

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        allocation = current_allocation(congress)
        if allocation is None:
            raise Refusal(NONE_YET)
        details, texts = details_in(parameters), texts_in(parameters)
        day = date.fromisoformat(details.dated_on) if details.dated_on else None
        reference = reference_to("Thông báo", details, day=day, issuer=_issuer(details, congress))
        return {
            "head": head_of(details),
            "type": "THÔNG BÁO",
            "subject": subject_of(self.abstract(congress)),
            "basis": texts.get("basis", ""),
            "total": count_phrase(allocation.total, "đại biểu"),
            "ex_officio": count_phrase(allocation.ex_officio, "đại biểu"),
            "elected": count_phrase(allocation.elected, "đại biểu"),
            "appointed": count_phrase(allocation.appointed, "đại biểu"),
            "counted_on": f"{allocation.member_count_on:%d/%m/%Y}",
            "requests": lines_of_text(texts.get("request", "")),
            "closing": with_end_mark(
                f"Nhận được Thông báo này, đề nghị các đơn vị triển khai thực hiện; có vướng mắc, "
                f"phản ánh về {congress.body_name} để được hướng dẫn"
            ),
            "signature": signed(details, parameters),
            "annex_title": subject_of(self.abstract(congress).upper()),
            "annex_reference": broken(balanced(f"({reference})", width=150, size=14, name=ITALIC)),
            "annex_end": with_end_mark(f"Tổng số: {count_phrase(allocation.total, 'đại biểu')}"),
            "table": _table(congress, allocation),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [
            Piece(html=paper_html("allocation_notice", content)),
            Piece(
                html=paper_html("allocation_annex", content),
                table=content["table"],
                after=paper_html("annex_end", content),
            ),
        ]

    def sheet_of(self, content: Any) -> Table:
        table: Table = content["table"]
        return table


def _issuer(details: Details, congress: Congress) -> str:
    """ "Ban Phụ nữ" where the heading says "BAN PHỤ NỮ"; of another issuer the case can't be guessed from its capitals."""
    issuer = " ".join(lines_of_text(details.issuer))
    return congress.body_name if issuer.upper() == congress.body_name.upper() else issuer


def _table(congress: Congress, allocation: Allocation) -> Table:
    people = people_called(congress)
    by_right = Counter(one.delegation.key for one in people if one.seen["category"] == "ex_officio")
    # whom a unit lists is counted among its seats, also where a decision names her
    listed = set(congress.delegates.filter(delegate_list__isnull=False).values_list("pk", flat=True))
    appointed = Counter(one.delegation.key for one in people if one.seen["category"] == "appointed" and one.pk not in listed)
    rows: list[tuple[str, int | None, int, int, int, int]] = [
        (
            row.electing_unit.name,
            row.member_count,
            by_right[row.electing_unit_id],
            row.seats,
            appointed[row.electing_unit_id],
            row.alternates,
        )
        for row in allocation.rows.select_related("electing_unit")
    ]
    # those who belong to no electing unit, and those whose names aren't known yet
    apart = allocation.ex_officio - sum(row[2] for row in rows), allocation.appointed - sum(row[4] for row in rows)
    if any(count > 0 for count in apart):
        rows.append((SEPARATELY, None, max(0, apart[0]), 0, max(0, apart[1]), 0))
    printed = [_row(str(number), *row) for number, row in enumerate(rows, start=1)]
    members = sum(row[1] or 0 for row in rows)
    sums = [sum(row[place] for row in rows) for place in (2, 3, 4, 5)]  # type: ignore[misc]
    total = _row("", "Tổng cộng", members, *sums)
    return Table(
        COLUMNS, (*printed, Row(total.cells, "sum")), size=12, name=AllocationNotice.code, caption=AllocationNotice.title
    )


def _row(number: str, name: str, members: int | None, by_right: int, elected: int, appointed: int, reserve: int) -> Row:
    counts = (by_right, elected, appointed, reserve, by_right + elected + appointed)
    return Row((number, name, "" if members is None else format_number(members), *(format_number(count) for count in counts)))
