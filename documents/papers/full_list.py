"""F5: danh sách trích ngang đại biểu, with everything; restricted, and every print of it is in the trace."""

from collections.abc import Sequence

from congress.terms.models import Congress
from documents.papers.access import may_print_full_list
from documents.papers.lists import (
    FULL_COLUMNS,
    DelegateListPaper,
    category_sentence,
    composition_sentence,
    counted_sentence,
    full_row,
    total_row,
)
from documents.papers.paper import LISTED
from documents.papers.queries import Person
from documents.printing.forms import register
from documents.printing.tables import Table
from members.access.models import Account


@register
class FullDelegateList(DelegateListPaper):
    code = "danh-sach-dai-bieu-day-du"
    title = "Danh sách trích ngang đại biểu (đầy đủ)"
    description = "Có dân tộc, tôn giáo, ngày vào Đảng. Chỉ dùng trong Ban Tổ chức; mỗi lần in hoặc xuất đều ghi nhật ký."
    asks = LISTED
    type_words = "DANH SÁCH TRÍCH NGANG"
    is_restricted = True

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_full_list(account, congress)

    def table(self, people: Sequence[Person]) -> Table:
        rows = [full_row(number, person) for number, person in enumerate(people, start=1)]
        return Table(FULL_COLUMNS, (*rows, total_row(people)), size=10, name=self.code, caption=self.title)

    def summary(self, people: Sequence[Person]) -> list[str]:
        return counted_sentence(people, f"{category_sentence(people)}; {composition_sentence(people)}")
