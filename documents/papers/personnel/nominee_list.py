"""F4: danh sách trích ngang nhân sự, its columns to the millimetre (formats.md §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from congress.personnel.queries.final_list import rows_of
from congress.personnel.queries.papers import has_listed
from congress.personnel.queries.structure import basis_of, final_list_of
from congress.personnel.rules.ballot import shown_hash
from congress.terms.models import Congress
from documents.layout.details import Details, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import LISTED, Missing, list_html
from documents.papers.personnel.paper import NOBODY, PersonnelPaper
from documents.papers.personnel.wording import PEOPLE, body_of, day, surplus_words, verb_of
from documents.printing.forms import Piece, register
from documents.printing.tables import Column, Row, Table
from vietnamese.numbers import count_phrase, two_digits

CODE = "trich-ngang-nhan-su"
COLUMNS = (
    Column("STT", 9, "center"),
    Column("Họ và tên", 36),
    Column("Ngày, tháng, năm sinh", 20, "center"),
    Column("Quê quán", 30),
    Column("Dân tộc", 13, "center"),
    Column("Tôn giáo", 13, "center"),
    Column("Cấp bậc hàm", 17, "center"),
    Column("Chức vụ, đơn vị công tác", 40),
    Column("GDPT", 12, "center", over="Trình độ"),
    Column("Chuyên môn", 20, "center", over="Trình độ"),
    Column("LLCT", 14, "center", over="Trình độ"),
    Column("Ngày vào Đảng (chính thức)", 18, "center"),
    Column("Tái cử/ mới", 10, "center"),
)


def nominee_row(number: int, person: Mapping[str, Any]) -> Row:
    """`person`: as of congress.personnel.queries.final_list.rows_of."""

    def said(key: str) -> str:
        return str(person.get(key) or "")

    joined_on, official = day(said("party_joined")), day(said("party_official"))
    return Row(
        (
            str(number),
            said("name"),
            day(said("birth")),
            said("home_town"),
            said("ethnicity"),
            said("religion"),
            said("rank"),
            ", ".join(filter(None, (said("position"), said("workplace") or said("unit_label")))),
            said("general_education"),
            ", ".join(filter(None, (said("education"), said("education_field")))),
            said("political_theory"),
            # no brackets: the column of the form is as wide as a day and no wider
            f"{joined_on}\n{official}" if official else joined_on,
            "Tái cử" if person.get("re_elected") else "Mới",
        )
    )


def nominee_table(people: Sequence[Mapping[str, Any]]) -> Table:
    rows = [nominee_row(number, one) for number, one in enumerate(people, start=1)]
    total = Row((f"Tổng số: {count_phrase(len(people), PEOPLE)}",), "total")
    return Table(COLUMNS, (*rows, total), size=10, name=CODE, caption="Danh sách trích ngang nhân sự")


def nominee_subject(congress: Congress) -> str:
    return f"Nhân sự giới thiệu {verb_of(congress)} {body_of(congress)}, nhiệm kỳ {congress.term}"


def nominee_summary(congress: Congress, people: Sequence[Mapping[str, Any]]) -> str:
    again = sum(bool(one.get("re_elected")) for one in people)
    basis, locked = basis_of(congress), final_list_of(congress)
    surplus = (replace(basis, seats=locked.seats) if locked else basis).judge(len(people))
    needed = f"; cần {verb_of(congress)} {count_phrase(surplus.seats, PEOPLE)}" if surplus.seats else ""
    more = surplus_words(surplus)
    return with_end_mark(
        f"Danh sách này có {count_phrase(len(people), PEOPLE)}: tái cử {two_digits(again)}, tham gia lần đầu "
        f"{two_digits(len(people) - again)}{needed}{f', {more}' if more else ''}"
    )


def locked_words(congress: Congress) -> list[str]:
    """Once the list is locked, when and with which hash, as the ballots carry it (R12)."""
    found = final_list_of(congress)
    if found is None:
        return []
    return [f"Danh sách khoá ngày {timezone.localtime(found.locked_at):%d/%m/%Y}, mã kiểm tra {shown_hash(found.hash)}."]


@register
class NomineeList(PersonnelPaper):
    code = CODE
    title = "Danh sách trích ngang nhân sự"
    description = "Những người ở cột “Đề nghị”, khổ ngang, đủ các cột của mẫu. Cần người thứ hai đồng ý trước khi in."
    asks = LISTED

    def missing(self, congress: Congress) -> list[Missing]:
        return [] if has_listed(congress) else [Missing(NOBODY, "personnel:board", (congress.pk,))]

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        people = rows_of(congress)
        return {
            "head": head_of(details, style="landscape"),
            "type": "DANH SÁCH TRÍCH NGANG",
            "subject": subject_of(nominee_subject(congress), style="landscape"),
            "reference": details.reference,
            "table": nominee_table(people),
            "summary": [*locked_words(congress), nominee_summary(congress, people)],
            "signature": signature_of(details, style="landscape", left="NGƯỜI LẬP BIỂU"),
        }

    def pieces(self, content: Any) -> list[Piece]:
        above, below = list_html(content, style="landscape")
        return [Piece(html=above, table=content["table"], after=below, style="landscape")]
