"""What the lists of delegates share: columns, rows, the sentence below."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from congress.delegates.rules.categories import Category
from congress.terms.models import Congress
from congress.terms.rules.names import UNION_WORDS
from documents.layout.details import joined, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import Missing, Paper, details_in, list_html, texts_in
from documents.papers.queries import Person, delegations_among, has_people, lists_not_final, people_called, people_not_final
from documents.printing.forms import Parameters, Piece
from documents.printing.tables import Column, Row, Table
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.dates import PartialDate
from vietnamese.numbers import count_phrase, two_digits

NOBODY = "Chưa có đại biểu nào trong danh sách. Hãy nhập hoặc duyệt danh sách của các đơn vị trước."

FULL_COLUMNS = (
    Column("STT", 8.5, "center"),
    Column("Họ và tên", 26),
    Column("Ngày, tháng, năm sinh", 18, "center"),
    Column("Quê quán", 20),
    Column("Dân tộc", 12.5, "center"),
    Column("Tôn giáo", 12, "center"),
    Column("Cấp bậc hàm", 13.5, "center"),
    Column("Chức vụ, đơn vị công tác", 29),
    Column("GDPT", 12, "center", over="Trình độ"),
    Column("Chuyên môn", 16, "center", over="Trình độ"),
    Column("LLCT", 12, "center", over="Trình độ"),
    Column("Ngày vào Đảng (chính thức)", 20.5, "center"),
    Column("Đoàn đại biểu", 21),
    Column("Loại đại biểu", 13, "center"),
    Column("Số thẻ", 8, "center"),
    Column("Điểm danh", 10),
)


def day(text: str) -> str:
    """ "03/05/1988" of "1988-05-03"."""
    return PartialDate.parse_iso(text).display() if text else ""


def party_days(seen: dict[str, Any]) -> str:
    joined_on, official = day(seen["party_joined"]), day(seen["party_official"])
    return f"{joined_on}\n({official})" if official else joined_on


def post_and_workplace(seen: dict[str, Any]) -> str:
    return ", ".join(filter(None, (seen["police_position"], seen["workplace"] or seen["unit_short"])))


def education(seen: dict[str, Any]) -> str:
    return ", ".join(filter(None, (seen["education_label"], seen["education_field"])))


def full_row(number: int, person: Person) -> Row:
    seen = person.seen
    return Row(
        (
            str(number),
            seen["full_name"],
            day(seen["birth_date"]),
            seen["home_town"],
            seen["ethnicity_label"],
            seen["religion_label"],
            seen["rank_label"],
            post_and_workplace(seen),
            seen["general_education"],
            education(seen),
            seen["political_theory_label"],
            party_days(seen),
            UNION_WORDS.sub("", person.delegation.name),
            seen["category_label"],
            person.card,
            "",
        )
    )


def total_row(people: Sequence[Person], noun: str = "đại biểu") -> Row:
    return Row((f"Tổng số: {count_phrase(len(people), noun)}",), "total")


def grouped_rows(people: Sequence[Person], row_of: Any, heads: Mapping[int, str] | None = None) -> Iterable[Row]:
    """Rows under a heading for each đoàn, with its head where she is known; numbered through."""
    number = 0
    for place, delegation in enumerate(delegations_among(people), start=1):
        its = [person for person in people if person.delegation == delegation]
        head = f"; trưởng đoàn: {heads[delegation.key]}" if heads and delegation.key in heads else ""
        yield Row((f"{place}. {delegation.name}: {count_phrase(len(its), 'đại biểu')}{head}",), "group")
        for person in its:
            number += 1
            yield row_of(number, person)


def category_sentence(people: Sequence[Person]) -> str:
    """ "Trong đó: đương nhiên 19, được bầu 124 và chỉ định 07 đại biểu"."""
    counts = Counter(person.seen["category"] for person in people)
    parts = [f"{one.label.lower()} {two_digits(counts[one.value])}" for one in Category if counts[one.value]]
    return f"Trong đó: {joined(parts)} đại biểu" if parts else ""


def composition_sentence(people: Sequence[Person]) -> str:
    party = sum(person.seen["party_stage"] in {"full", "probationary"} for person in people)
    minority = sum(person.seen["ethnicity"] not in {"", "kinh"} for person in people)
    return f"đảng viên {count_phrase(party, 'đồng chí')}; dân tộc thiểu số {count_phrase(minority, 'đồng chí')}"


def counted_sentence(people: Sequence[Person], *sentences: str, noun: str = "đại biểu") -> list[str]:
    parts = [f"Danh sách này có {count_phrase(len(people), noun)}", *filter(None, sentences)]
    return [with_end_mark(". ".join(parts))]


class DelegateListPaper(Paper):
    """A list of a congress's delegates: a draft until every list is approved."""

    style = "landscape"
    type_words = "DANH SÁCH"
    has_sheet = True

    def missing(self, congress: Congress) -> list[Missing]:
        if has_people(congress):
            return []
        return [Missing(NOBODY, "delegates:list-board", (congress.pk,))]

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        waiting, people = lists_not_final(congress), people_not_final(congress)
        if waiting:
            return f"Còn {two_digits(waiting)} danh sách chưa duyệt"
        return f"Còn {count_phrase(people, 'đại biểu')} chưa duyệt" if people else ""

    def people(self, congress: Congress) -> list[Person]:
        return people_called(congress)

    def subject(self, congress: Congress) -> str:
        return f"Đại biểu dự {congress.name}"

    def table(self, people: Sequence[Person]) -> Table:
        raise NotImplementedError

    def table_with(self, people: Sequence[Person], texts: Mapping[str, str]) -> Table:
        """The table, for forms that print something of what was filled in."""
        return self.table(people)

    def summary(self, people: Sequence[Person]) -> list[str]:
        return counted_sentence(people, category_sentence(people))

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        people = self.people(congress)
        if not people:
            raise Refusal(NOBODY)
        details = details_in(parameters)
        return {
            "head": head_of(details, style=self.style),
            "type": self.type_words,
            "subject": subject_of(self.subject(congress), style=self.style),
            "reference": details.reference,
            "table": self.table_with(people, texts_in(parameters)),
            "summary": self.summary(people),
            "signature": signature_of(details, style=self.style, left="NGƯỜI LẬP BIỂU"),
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = list_html(content, style=self.style)
        return [Piece(html=above, table=content["table"], after=below, style=self.style)]

    def sheet_of(self, content: Any) -> Table:
        table: Table = content["table"]
        return table
