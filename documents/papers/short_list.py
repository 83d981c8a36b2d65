"""The list that may be handed around: names, years, units, offices in the union; nothing sensitive."""

from collections.abc import Sequence

from congress.terms.models import Congress
from documents.papers.access import may_print_lists
from documents.papers.lists import DelegateListPaper, total_row
from documents.papers.paper import LISTED
from documents.papers.queries import Person
from documents.printing.forms import register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account

COLUMNS = (
    Column("STT", 11, "center"),
    Column("Họ và tên", 46),
    Column("Năm sinh", 16, "center"),
    Column("Đơn vị công tác", 55),
    Column("Chức vụ Hội", 37),
)


@register
class ShortDelegateList(DelegateListPaper):
    code = "danh-sach-dai-bieu-rut-gon"
    title = "Danh sách đại biểu (rút gọn)"
    description = "Họ tên, năm sinh, đơn vị, chức vụ Hội. Không có thông tin nhạy cảm nên dùng được rộng rãi."
    style = "portrait"
    asks = LISTED

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_lists(account, congress)

    def table(self, people: Sequence[Person]) -> Table:
        rows = [
            Row(
                (
                    str(number),
                    person.seen["full_name"],
                    person.seen["birth_date"][:4],
                    person.seen["workplace"] or person.seen["unit_short"],
                    person.seen["union_position_label"],
                )
            )
            for number, person in enumerate(people, start=1)
        ]
        return Table(COLUMNS, (*rows, total_row(people)), size=12, name=self.code, caption=self.title)
