"""F13: báo cáo thẩm tra tư cách đại biểu, its figures those of congress/delegates, over those convened."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from congress.delegates.queries.credentials import Credentials, credentials_of
from congress.delegates.rules.statistics import Person, Row, Table
from congress.terms.models import Congress
from documents.layout.details import Details, lines_of_text, with_end_mark
from documents.layout.heading import head_of, subject_of
from documents.papers.access import may_print_report
from documents.papers.lists import NOBODY
from documents.papers.paper import NUMBERED, Missing, Paper, Text, details_in, paper_html, signed, texts_in
from documents.papers.queries import has_people, lists_not_final, people_not_final
from documents.printing.forms import Parameters, Piece, register
from documents.printing.tables import Column
from documents.printing.tables import Row as PrintedRow
from documents.printing.tables import Table as PrintedTable
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.numbers import count_phrase, format_number, two_digits

COLUMNS = (
    Column("STT", 10, "center"),
    Column("Tiêu chí", 75),
    Column("Số lượng", 25, "right"),
    Column("Tỷ lệ (%)", 25, "right"),
    Column("Ghi chú", 30),
)
# of these tables the text speaks, in this order; all the others are in the table alone
TOLD = (
    ("party_stage", "Về tham gia Đảng, Đoàn"),
    ("ethnicity_group", "Về dân tộc"),
    ("religion_group", "Về tôn giáo"),
    ("education", "Về trình độ chuyên môn"),
    ("political_theory", "Về trình độ lý luận chính trị"),
    ("position_group", "Về chức vụ"),
    ("attended_before", "Về tham dự đại hội"),
)
BOARD = "Ban Thẩm tra tư cách đại biểu"
# presence isn't kept here: here all are convened, and who came is written in by hand
PRESENCE = "Đại biểu có mặt: …… đại biểu, đạt ……% số đại biểu được triệu tập; vắng mặt: ……"
ROUNDED, SEVERAL = "Do làm tròn", "Tính nhiều lần, không cộng"


@register
class CredentialReport(Paper):
    code = "bao-cao-tham-tra"
    title = "Báo cáo thẩm tra tư cách đại biểu"
    description = "Báo cáo trước đại hội: tình hình triệu tập, cơ cấu, tư cách đại biểu, kèm bảng số liệu."
    asks = NUMBERED
    kind_name = "Báo cáo"
    symbol = "BC"
    profile = "dai_hoi"
    recipients = "Đoàn Chủ tịch Đại hội\nĐại biểu dự Đại hội\nLưu: Hồ sơ Đại hội"
    has_sheet = True

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_report(account, congress)

    def abstract(self, congress: Congress) -> str:
        return f"Thẩm tra tư cách đại biểu dự {congress.name}"

    def missing(self, congress: Congress) -> list[Missing]:
        if has_people(congress):
            return []
        return [Missing(NOBODY, "delegates:list-board", (congress.pk,))]

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        if waiting := lists_not_final(congress):
            return f"Còn {two_digits(waiting)} danh sách chưa duyệt"
        people = people_not_final(congress)
        return f"Còn {count_phrase(people, 'đại biểu')} chưa duyệt" if people else ""

    def proposed(self, congress: Congress) -> Details:
        proposal = super().proposed(congress)
        return Details.of(
            proposal.as_dict() | {"symbol": "BC-BTT", "authority": f"TM. {BOARD}\nTrưởng ban".upper(), "place": proposal.place}
        )

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "basis",
                "Mở đầu",
                f"Căn cứ Điều lệ Hội và quy chế làm việc của Đại hội; trên cơ sở danh sách, hồ sơ đại biểu do các đơn vị gửi, "
                f"{BOARD} báo cáo Đại hội kết quả thẩm tra như sau:",
                rows=3,
            ),
            Text(
                "presence",
                "Đại biểu có mặt, vắng mặt",
                PRESENCE,
                "Ghi số đại biểu có mặt khi khai mạc; để nguyên dấu chấm nếu muốn điền tay trên bản in",
            ),
            Text(
                "letters",
                "Đơn thư, khiếu nại, tố cáo",
                "Đến thời điểm báo cáo, không có đơn thư khiếu nại, tố cáo liên quan đến tư cách đại biểu",
                "Sửa lại cho đúng thực tế trước khi in",
            ),
            Text("unqualified", "Số đại biểu không đủ tư cách", "0", "Ghi số; thường là 0", rows=1),
            Text("reason", "Lý do không đủ tư cách", "", "Bỏ trống nếu mọi đại biểu đủ tư cách"),
        )

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        number = texts.get("unqualified", "").strip() or "0"
        if not number.isdecimal():
            raise Refusal("Hãy ghi số đại biểu không đủ tư cách bằng chữ số, ví dụ 0.", field="text_unqualified")
        if int(number) and not texts.get("reason", "").strip():
            raise Refusal("Hãy ghi lý do không đủ tư cách.", field="text_reason")

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        found = credentials_of(congress, approved_only=False)
        if not found.base:
            raise Refusal(NOBODY)
        details, texts = details_in(parameters), texts_in(parameters)
        table = PrintedTable(COLUMNS, tuple(_rows(found)), size=12, name=self.code, caption="Cơ cấu, thành phần đại biểu")
        return {
            "head": head_of(details),
            "type": "BÁO CÁO",
            "subject": subject_of(self.abstract(congress)),
            "basis": lines_of_text(texts.get("basis", "")),
            "convened": _convened(found, congress, texts.get("presence", PRESENCE)),
            "composition": [*_ages(found), *_told(found)],
            "base": f"tính trên {count_phrase(found.base, 'đại biểu')} được {found.question.base_label}",
            "table": table,
            "qualification": _qualification(found, texts),
            "closing": with_end_mark(
                f"Trên đây là báo cáo thẩm tra tư cách đại biểu, {BOARD} kính trình Đại hội xem xét, thông qua"
            ),
            "signature": signed(details, parameters),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("credential_report", content))]

    def sheet_of(self, content: Any) -> PrintedTable:
        table: PrintedTable = content["table"]
        return table


def percent_text(share: Decimal | None, places: int) -> str:
    return "" if share is None else format_number(share, places)


def _told_rows(rows: Iterable[Row], places: int) -> str:
    """ "đảng viên 131 đại biểu, chiếm 87,3%; …"."""
    return "; ".join(
        f"{_lower(row.label)} {count_phrase(row.count, 'đại biểu')}, chiếm {percent_text(row.percent, places)}%"
        for row in rows
        if row.count
    )


def _lower(label: str) -> str:
    """The label inside a sentence; "Kinh" keeps its capital, and "Không" says what not."""
    if label == "Không":
        return "không theo tôn giáo nào"
    return label if label == "Kinh" else label[:1].lower() + label[1:]


def _convened(found: Credentials, congress: Congress, presence: str) -> list[str]:
    categories = found.table("category")
    replaced = congress.delegates.filter(replaces__isnull=False, state__in=["listed", "approved"]).count()
    sentences = [
        f"Tổng số đại biểu được triệu tập: {count_phrase(found.base, 'đại biểu')}, gồm: "
        f"{_told_rows(categories.rows, categories.places)}.",
    ]
    if told := " ".join(lines_of_text(presence)).rstrip("."):
        sentences.append(f"{told}.")
    if replaced:
        sentences.append(f"Đại biểu dự khuyết được triệu tập thay: {count_phrase(replaced, 'đại biểu')}.")
    return sentences


def _ages(found: Credentials) -> list[str]:
    if found.ages.mean is None:
        return []
    sentence = f"Về độ tuổi: tuổi bình quân {format_number(found.ages.mean, 1)}"
    if found.ages.known < found.base:
        sentence += f" (tính trên {count_phrase(found.ages.known, 'đại biểu')} đã khai ngày sinh)"
    table = found.table("age")
    return [
        f"{sentence}; trẻ nhất là {_people(found.ages.youngest)}; cao tuổi nhất là {_people(found.ages.oldest)}; trong đó: "
        f"{_told_ages(table)}."
    ]


def _told_ages(table: Table) -> str:
    """Bands have figures for names, so that their counts are kept apart from them: "từ 30–35 tuổi có 38 đại biểu, …"."""
    return "; ".join(
        f"{_lower(row.label)}{'' if row.is_missing else ' tuổi'} có {count_phrase(row.count, 'đại biểu')}, "
        f"chiếm {percent_text(row.percent, table.places)}%"
        for row in table.rows
        if row.count
    )


def _people(people: Sequence[Person]) -> str:
    return "; ".join(f"đồng chí {one.name}, {one.age} tuổi ({one.unit})" for one in people)


def _told(found: Credentials) -> list[str]:
    sentences = []
    for code, words in TOLD:
        table = found.table(code)
        if told := _told_rows(table.rows, table.places):
            sentences.append(f"{words}: {told}.")
    return sentences


def _qualification(found: Credentials, texts: dict[str, str]) -> list[str]:
    letters = texts.get("letters", "").strip().rstrip(".")
    disciplined = found.table("discipline").count("some")
    unqualified = int(number) if (number := texts.get("unqualified", "0").strip()).isdecimal() else 0
    qualified = max(0, found.base - unqualified)
    sentences = [f"{letters}."] if letters else []
    sentences.append(
        f"Đại biểu bị kỷ luật trong nhiệm kỳ: {count_phrase(disciplined, 'đại biểu') if disciplined else 'không có'}."
    )
    verdict = f"Kết luận: {count_phrase(qualified, 'đại biểu')} đủ tư cách"
    if unqualified:
        reason = texts.get("reason", "").strip().rstrip(".")
        verdict += f"; {count_phrase(unqualified, 'đại biểu')} không đủ tư cách{f' ({reason})' if reason else ''}"
    else:
        verdict += f", bằng {format_number(Decimal(100), found.table('category').places)}% số đại biểu được triệu tập"
    return [*sentences, f"{verdict}."]


def _rows(found: Credentials) -> Iterable[PrintedRow]:
    places = found.table("category").places
    yield PrintedRow(("", "Tổng số đại biểu", format_number(found.base), format_number(Decimal(100), places), ""), "sum")
    for table in found.tables:
        if not any(row.count for row in table.rows):
            continue
        yield PrintedRow((table.header,), "group")
        yield from _rows_of(table)
        if table.code == "age" and found.ages.mean is not None:
            yield PrintedRow(("", "Tuổi bình quân", format_number(found.ages.mean, 1), "", ""))


def _rows_of(table: Table) -> Iterable[PrintedRow]:
    for number, row in enumerate(table.rows, start=1):
        note = SEVERAL if table.is_multiple and number == 1 else ""
        yield PrintedRow((str(number), row.label, format_number(row.count), percent_text(row.percent, table.places), note))
    if table.total is not None:
        shares = sum((row.percent or Decimal(0) for row in table.rows), Decimal(0))
        yield PrintedRow(
            ("", "Cộng", format_number(table.total), percent_text(shares, table.places), ROUNDED if table.note else ""), "sum"
        )
