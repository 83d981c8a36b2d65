"""Danh sách đại biểu theo đoàn: who sits with whom, with the number of her card."""

from collections import Counter
from collections.abc import Mapping, Sequence

from congress.terms.models import Congress
from documents.papers.access import may_print_lists
from documents.papers.lists import DelegateListPaper, grouped_rows, post_and_workplace, total_row
from documents.papers.paper import LISTED, Text
from documents.papers.queries import Person, chosen_among, people_called
from documents.printing.forms import register
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal

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

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "heads",
                "Trưởng đoàn",
                "",
                "Số thẻ hoặc họ và tên các trưởng đoàn, cách nhau bằng dấu phẩy hoặc xuống dòng; chưa có thì bỏ trống",
                rows=3,
            ),
        )

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        found, unknown = chosen_among(people_called(congress), texts.get("heads", ""))
        if unknown:
            raise Refusal(f"Không thấy trong danh sách đại biểu: {', '.join(unknown)}. Hãy sửa lại.", field="text_heads")
        for delegation, count in Counter(person.delegation for person in found).items():
            if count > 1:
                raise Refusal(f"{delegation.name} có hai trưởng đoàn. Hãy ghi số thẻ thay cho họ và tên.", field="text_heads")

    def table(self, people: Sequence[Person]) -> Table:
        return self.table_with(people, {})

    def table_with(self, people: Sequence[Person], texts: Mapping[str, str]) -> Table:
        named, _unknown = chosen_among(list(people), texts.get("heads", ""))
        heads = {person.delegation.key: f"đ/c {person.seen['full_name']}" for person in named}
        rows = (*grouped_rows(people, _row, heads), total_row(people))
        return Table(COLUMNS, rows, size=12, name=self.code, caption=self.title)


def _row(number: int, person: Person) -> Row:
    seen = person.seen
    return Row((str(number), seen["full_name"], seen["rank_label"], post_and_workplace(seen), person.card, ""))
