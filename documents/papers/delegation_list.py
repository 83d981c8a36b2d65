"""Danh sách đại biểu theo đoàn: who sits with whom, with the number of her card."""

from collections.abc import Sequence

from congress.terms.models import Congress
from documents.papers.access import may_print_lists
from documents.papers.lists import DelegateListPaper, grouped_rows, post_and_workplace, total_row
from documents.papers.paper import LISTED
from documents.papers.queries import Person
from documents.printing.forms import register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account

COLUMNS = (
    Column("STT", 11, "center"),
    Column("Họ và tên", 46),
    Column("Cấp bậc hàm", 21.5, "center"),
    Column("Chức vụ, đơn vị công tác", 50.5),
    Column("Số thẻ", 14, "center"),
    Column("Số ghế", 22, "center"),
)


@register
class DelegationList(DelegateListPaper):
    code = "danh-sach-theo-doan"
    title = "Danh sách đại biểu theo đoàn"
    description = "Mỗi đoàn một nhóm, có số thẻ và chỗ ghi số ghế; dùng khi đón tiếp và sắp xếp hội trường."
    style = "portrait"
    asks = LISTED

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_lists(account, congress)

    def subject(self, congress: Congress) -> str:
        return f"Các đoàn đại biểu dự {congress.name}"

    def table(self, people: Sequence[Person]) -> Table:
        rows = (*grouped_rows(people, _row), total_row(people))
        return Table(COLUMNS, rows, size=12, name=self.code, caption=self.title)


def _row(number: int, person: Person) -> Row:
    seen = person.seen
    return Row((str(number), seen["full_name"], seen["rank_label"], post_and_workplace(seen), person.card, ""))
