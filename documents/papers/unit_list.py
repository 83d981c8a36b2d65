"""One unit's own list, to be signed by its head and confirmed by its leaders before it is sent."""

from typing import Any

from congress.delegates.models import DelegateList
from congress.delegates.queries.lists import rows_of
from congress.terms.models import Congress
from documents.layout.details import Details
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.access import may_print_unit_list
from documents.papers.lists import (
    FULL_COLUMNS,
    NOBODY,
    category_sentence,
    counted_sentence,
    full_row,
    post_and_workplace,
    total_row,
)
from documents.papers.paper import LISTED, Missing, Paper, details_in, list_html
from documents.papers.queries import Person, list_named, own_lists, people_on_list
from documents.printing.forms import Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import UnitKind
from vietnamese.numbers import two_digits

PLAIN_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Họ và tên", 60),
    Column("Năm sinh", 20, "center"),
    Column("Cấp bậc hàm", 30, "center"),
    Column("Chức vụ, đơn vị công tác", 71),
    Column("Chức vụ Hội", 35),
    Column("Loại đại biểu", 25, "center"),
)
# the full list without what is only known at the congress: đoàn, card, presence
SIGNED_COLUMNS = (
    *FULL_COLUMNS[:7],
    Column("Chức vụ, đơn vị công tác", 36),
    Column("Chức vụ Hội", 18),
    *FULL_COLUMNS[8:12],
    Column("Loại đại biểu", 13, "center"),
    Column("Ghi chú", 14),
)
STYLE = "landscape"
CONFIRMED_BY = "XÁC NHẬN CỦA LÃNH ĐẠO ĐƠN VỊ"


@register
class UnitDelegateList(Paper):
    """`parameters`: list (id), full (whether its sensitive columns are printed)."""

    code = "danh-sach-don-vi"
    title = "Danh sách trích ngang của đơn vị"
    description = "Danh sách của một đơn vị bầu, để chi hội trưởng hoặc chủ tịch hội cơ sở ký và lãnh đạo đơn vị xác nhận."
    # the left hand side is for the unit's leaders, who confirm the list
    asks = tuple(name for name in LISTED if name != "preparer")
    has_sheet = True

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        found = list_named(account, parameters.get("list"))
        return found is not None and may_print_unit_list(account, found, full=bool(parameters.get("full")))

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return own_lists(account, congress).exists()

    def missing_on(self, delegate_list: DelegateList) -> list[Missing]:
        if rows_of(delegate_list).exists():
            return []
        return [Missing("Danh sách chưa có ai. Hãy nhập danh sách trước.", "delegates:list-detail", (delegate_list.pk,))]

    def draft_of(self, delegate_list: DelegateList) -> str:
        """A list is signed before it is sent, so it is no draft any more once it is complete."""
        people = rows_of(delegate_list).filter(is_alternate=False).count()
        if people >= delegate_list.seats:
            return ""
        return f"Danh sách mới có {two_digits(people)} trong {two_digits(delegate_list.seats)} đại biểu"

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        found = list_named(account, parameters.get("list"))
        return found is not None and bool(self.draft_of(found))

    def proposed_for(self, delegate_list: DelegateList) -> Details:
        unit = delegate_list.electing_unit.lead_unit
        is_branch = unit.kind == UnitKind.BRANCH
        authority = "TM. BAN CHẤP HÀNH\nCHỦ TỊCH" if is_branch else "CHI HỘI TRƯỞNG"
        above = unit.parent.name if unit.parent else ""
        return Details(
            superior=above.upper(),
            issuer=unit.name.upper(),
            place=unit.place or (unit.parent.place if unit.parent else ""),
            authority=authority,
        )

    def collect(self, parameters: Parameters, account: Account) -> Any:
        found = list_named(account, parameters.get("list"))
        if found is None:
            raise Refusal("Danh sách này không còn. Hãy mở lại trang danh sách rồi in lại.")
        people = people_on_list(found)
        if not people:
            raise Refusal(NOBODY)
        details = details_in(parameters)
        subject = f"Đại biểu của {found.electing_unit.name} dự {found.congress.name}"
        return {
            "head": head_of(details, style=STYLE),
            "type": "DANH SÁCH TRÍCH NGANG" if parameters.get("full") else "DANH SÁCH",
            "subject": subject_of(subject, style=STYLE),
            "reference": details.reference,
            "table": _table(people, full=bool(parameters.get("full"))),
            "summary": counted_sentence(people, category_sentence(people)),
            "signature": signature_of(details, style=STYLE, left=CONFIRMED_BY),
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = list_html(content, style=STYLE)
        return [Piece(html=above, table=content["table"], after=below, style=STYLE)]

    def sheet_of(self, content: Any) -> Table:
        table: Table = content["table"]
        return table


def _table(people: list[Person], *, full: bool) -> Table:
    row_of = _signed_row if full else _plain_row
    rows = [row_of(number, person) for number, person in enumerate(people, start=1)]
    columns, size = (SIGNED_COLUMNS, 10.0) if full else (PLAIN_COLUMNS, 12.0)
    return Table(
        columns, (*rows, total_row(people, "người")), size=size, name=UnitDelegateList.code, caption=UnitDelegateList.title
    )


def _signed_row(number: int, person: Person) -> Row:
    cells = full_row(number, person).cells
    union = person.seen["union_position_label"]
    return Row((*cells[:8], union, *cells[8:12], person.seen["category_label"], person.seen["note"]))


def _plain_row(number: int, person: Person) -> Row:
    seen = person.seen
    return Row(
        (
            str(number),
            seen["full_name"],
            seen["birth_date"][:4],
            seen["rank_label"],
            post_and_workplace(seen),
            seen["union_position_label"],
            seen["category_label"],
        )
    )
