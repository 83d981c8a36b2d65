"""Danh sách đại biểu dự khuyết, in the order in which they would step in."""

from collections.abc import Sequence

from congress.terms.models import Congress
from documents.papers.access import may_print_lists
from documents.papers.lists import DelegateListPaper, counted_sentence, grouped_rows, post_and_workplace, total_row
from documents.papers.paper import LISTED, Missing
from documents.papers.queries import Person, has_reserve, people_in_reserve
from documents.printing.forms import register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account

COLUMNS = (
    Column("STT", 11, "center"),
    Column("Họ và tên", 46),
    Column("Năm sinh", 16, "center"),
    Column("Cấp bậc hàm", 21.5, "center"),
    Column("Chức vụ, đơn vị công tác", 50.5),
    Column("Thứ tự dự khuyết", 20, "center"),
)
NOUN = "đại biểu dự khuyết"


@register
class ReserveList(DelegateListPaper):
    code = "danh-sach-du-khuyet"
    title = "Danh sách đại biểu dự khuyết"
    description = "Theo đoàn, đúng thứ tự được gọi thay."
    style = "portrait"
    asks = LISTED

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_lists(account, congress)

    def missing(self, congress: Congress) -> list[Missing]:
        if has_reserve(congress):
            return []
        return [Missing("Chưa có đại biểu dự khuyết nào.", "delegates:list-board", (congress.pk,))]

    def people(self, congress: Congress) -> list[Person]:
        return people_in_reserve(congress)

    def subject(self, congress: Congress) -> str:
        return f"Đại biểu dự khuyết {congress.name}"

    def table(self, people: Sequence[Person]) -> Table:
        rows = (*grouped_rows(people, _row), total_row(people, NOUN))
        return Table(COLUMNS, rows, size=12, name=self.code, caption=self.title)

    def summary(self, people: Sequence[Person]) -> list[str]:
        return counted_sentence(people, noun=NOUN)


def _row(number: int, person: Person) -> Row:
    seen = person.seen
    order = str(seen["alternate_order"] or "")
    cells = (str(number), seen["full_name"], seen["birth_date"][:4], seen["rank_label"], post_and_workplace(seen), order)
    return Row(cells)
