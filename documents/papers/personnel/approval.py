"""F20: tờ trình đề nghị chuẩn y, F21: quyết định chuẩn y, công nhận (chỉ định), from the locked list (formats.md §3).

How many votes somebody had is not kept here yet: who was elected is said by her number on the list, and results are
filled in by hand.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from congress.personnel.queries.papers import appointment_of, final_people
from congress.terms.models import Congress, PersonnelMode
from documents.layout.details import Details, lines_of_text, with_end_mark
from documents.layout.heading import (
    addressees_of,
    head_of,
    reference_to,
    signature_of,
    spoken_issuer,
    subject_of,
)
from documents.layout.lines import balanced
from documents.papers.paper import NUMBERED, Missing, Text, paper_html
from documents.papers.personnel.paper import PersonnelPaper
from documents.papers.personnel.wording import (
    DOTS,
    PEOPLE,
    STYLE,
    body_of,
    day,
    lines_with_semicolons,
    numbers_in,
    upper_of,
)
from documents.papers.queries import police_name
from documents.printing.forms import Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from vietnamese.numbers import count_phrase

NOT_LOCKED = "Danh sách chính thức chưa chốt và chưa có quyết định chỉ định. Hãy chốt danh sách trước."
PEOPLE_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Họ và tên", 45),
    Column("Ngày, tháng, năm sinh", 25, "center"),
    Column("Cấp bậc hàm", 22, "center"),
    Column("Chức vụ, đơn vị công tác", 65),
    Column("Chức danh đề nghị", 35),
    Column("Tái cử/ mới", 18, "center"),
    Column("Kết quả bầu (phiếu, %)", 32, "center"),
)
LIST_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Họ và tên", 45),
    Column("Ngày, tháng, năm sinh", 25, "center"),
    Column("Chức vụ, đơn vị công tác", 55),
    Column("Chức danh", 30),
)
ELECTED = Text(
    "elected",
    "Số thứ tự những người trúng cử",
    "",
    "Theo danh sách bầu cử đã chốt, ví dụ: 1-13, 15, 18. Bỏ trống: cả danh sách, cột kết quả để ghi tay.",
    rows=1,
    limit=200,
    first=True,
)


def is_appointed(congress: Congress) -> bool:
    return congress.personnel_mode == PersonnelMode.APPOINTED


def people_on(congress: Congress) -> list[dict[str, Any]]:
    """Those of the decision to appoint, where there is one, as the locked list knows them; else the locked list."""
    _list, people = final_people(congress)
    decision = appointment_of(congress)
    if decision is None:
        return people
    known = {one.get("candidate"): one for one in people}
    return [{**known.get(one.get("candidate"), {}), **one} for one in decision.people]


def chosen(congress: Congress, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    people = people_on(congress)
    numbers = numbers_in(texts.get("elected", ""), len(people), field="text_elected")
    return [people[number - 1] for number in numbers] if numbers else people


def workplace_of(person: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (str(person.get("position", "")), str(person.get("workplace") or person.get("unit") or ""))))


def post_of(person: Mapping[str, Any]) -> str:
    return str(person.get("post") or "Uỷ viên")


def _named_post(person: Mapping[str, Any]) -> str:
    return f"{post_of(person)}: đồng chí {person.get('name', '')}"


class ApprovalPaper(PersonnelPaper):
    asks = NUMBERED

    def missing(self, congress: Congress) -> list[Missing]:
        return [] if people_on(congress) else [Missing(NOT_LOCKED, "personnel:outcome", (congress.pk,))]

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        numbers_in(texts.get("elected", ""), len(people_on(congress)), field="text_elected")


@register
class ApprovalRequest(ApprovalPaper):
    code = "to-trinh-chuan-y"
    title = "Tờ trình đề nghị chuẩn y"
    description = "Đề nghị cấp trên chuẩn y (công nhận, chỉ định) theo danh sách chính thức; danh sách là phụ lục khổ ngang."
    symbol = "TTr"
    recipients = "Như trên\nLưu: VT, hồ sơ đại hội"

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            ELECTED,
            Text("addressees", "Kính gửi", upper_of(congress), "Mỗi dòng một nơi"),
            Text(
                "basis",
                "Căn cứ",
                f"Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam\nCăn cứ kết quả {congress.name} ngày {congress.held_on:%d/%m/%Y}",
                "Mỗi dòng một căn cứ; thêm số, ngày của văn bản",
                rows=3,
            ),
            Text(
                "results",
                "Kết quả bầu cử",
                f"Đại biểu được triệu tập: {DOTS}; có mặt: {DOTS}\n"
                f"Phiếu phát ra: {DOTS}; phiếu thu về: {DOTS}; phiếu hợp lệ: {DOTS}; phiếu không hợp lệ: {DOTS}"
                if not is_appointed(congress)
                else "",
                "Mỗi dòng một ý; để nguyên dấu chấm nếu điền tay",
                rows=3,
            ),
            Text(
                "enclosed",
                "Hồ sơ kèm theo",
                "Biên bản đại hội (trích)\nBiên bản bầu cử, biên bản kiểm phiếu\n"
                f"Biên bản hội nghị {congress.body_name} lần thứ nhất\nDanh sách trích ngang\nÝ kiến của cấp uỷ\n"
                "Sơ yếu lý lịch của người mới tham gia\nNghị quyết đại hội",
                "Mỗi dòng một văn bản",
                rows=5,
            ),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        people = chosen(congress, texts)
        verb = "chỉ định" if is_appointed(congress) else "chuẩn y"
        to = " ".join(lines_of_text(texts.get("addressees", ""))[:1]) or upper_of(congress)
        signed = date.fromisoformat(details.dated_on) if details.dated_on else None
        issuer = spoken_issuer(details, congress.body_name, police_name(congress))
        again = sum(bool(one.get("re_elected")) for one in people)
        asked = [
            *(f"{line.rstrip('.')}." for line in lines_of_text(texts.get("results", ""))),
            f"Đề nghị {verb} {body_of(congress)}, nhiệm kỳ {congress.term}, gồm {count_phrase(len(people), PEOPLE)}"
            f"{f' (tái cử {again:02}, tham gia lần đầu {len(people) - again:02})' if people else ''}, có danh sách kèm theo.",
        ]
        posts = [_named_post(one) for one in people if one.get("post")]
        if posts:
            asked.append(f"Đề nghị {verb} các chức danh: {'; '.join(posts)}.")
        return {
            "head": head_of(details),
            "type": "TỜ TRÌNH",
            "subject": subject_of(f"Về việc đề nghị {verb} {body_of(congress)}, nhiệm kỳ {congress.term}"),
            "addressees": addressees_of(texts.get("addressees", "").strip() or to),
            "basis": lines_with_semicolons(texts.get("basis", "")),
            "need": [],
            "lead": f"{congress.body_name} kính trình {to} xem xét các nội dung sau:",
            "asked": asked,
            "enclosed": [line.rstrip(";.") for line in lines_of_text(texts.get("enclosed", ""))],
            "closing": with_end_mark(f"Kính đề nghị {to} xem xét, quyết định"),
            "signature": signature_of(details),
            "annex": {
                "annex_title": subject_of(
                    f"DANH SÁCH ĐỀ NGHỊ {verb.upper()}\n{body_of(congress)}, nhiệm kỳ {congress.term}", style="landscape"
                ),
                "annex_reference": f"({reference_to('Tờ trình', details, day=signed, issuer=issuer)})",
                "annex_end": with_end_mark(f"Danh sách này có {count_phrase(len(people), PEOPLE)}"),
                "table": _request_table(people),
            },
        }

    def pieces(self, content: Any) -> list[Piece]:
        annex = content["annex"]
        return [
            Piece(html=paper_html("personnel_request", content), style=STYLE),
            Piece(
                html=paper_html("personnel_annex", annex),
                table=annex["table"],
                after=paper_html("annex_end", annex),
                style="landscape",
            ),
        ]


def _request_table(people: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        Row(
            (
                str(number),
                str(one.get("name", "")),
                day(str(one.get("birth", ""))),
                str(one.get("rank", "")),
                workplace_of(one),
                post_of(one),
                "Tái cử" if one.get("re_elected") else "Mới",
                "",
            )
        )
        for number, one in enumerate(people, start=1)
    ]
    total = Row((f"Tổng số: {count_phrase(len(people), PEOPLE)}",), "total")
    return Table(PEOPLE_COLUMNS, (*rows, total), size=11, name="de-nghi-chuan-y", caption="Danh sách đề nghị chuẩn y")


@register
class ApprovalDecision(ApprovalPaper):
    code = "quyet-dinh-chuan-y"
    title = "Quyết định chuẩn y, công nhận"
    description = "Dự thảo quyết định của cấp trên: chuẩn y (chỉ định) cơ quan lãnh đạo, các chức danh; kèm danh sách."
    symbol = "QĐ"

    def proposed(self, congress: Congress) -> Details:
        """The one above decides: its heading and its signatory."""
        above = upper_of(congress)
        decision = appointment_of(congress)
        issuer = decision.issuer if decision is not None else above
        number = ""
        if decision is not None:
            number = decision.number.partition("/")[0].strip()
        return Details.of(
            super().proposed(congress).as_dict()
            | {
                "superior": police_name(congress).upper() if congress.unit.parent is not None else "",
                "issuer": issuer.upper(),
                "number": number if number.isdecimal() else "",
                "dated_on": decision.dated_on.isoformat() if decision is not None else "",
                "authority": f"TM. {issuer}\nTrưởng ban".upper(),
                "recipients": f"Các đơn vị, cá nhân có tên tại Quyết định này\n{body_of(congress)}\nLưu: VT",
            }
        )

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            ELECTED,
            Text(
                "authority_line",
                "Thẩm quyền ban hành",
                upper_of(congress),
                "Dòng chữ hoa giữa trang, trên phần căn cứ. Ví dụ: Trưởng Ban Phụ nữ Công an nhân dân",
            ),
            Text(
                "basis",
                "Căn cứ",
                "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam\n"
                f"Căn cứ kết quả {congress.name}\n"
                f"Theo đề nghị của {body_of(congress)} tại Tờ trình số {DOTS}",
                "Mỗi dòng một căn cứ; thêm số, ngày của văn bản",
                rows=4,
            ),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        people = chosen(congress, texts)
        verb = "Chỉ định" if is_appointed(congress) else "Chuẩn y"
        posts = [one for one in people if one.get("post")]
        articles = [
            f"{verb} {body_of(congress)}, nhiệm kỳ {congress.term}, gồm {count_phrase(len(people), PEOPLE)} có tên trong "
            "danh sách kèm theo.",
        ]
        if posts:
            articles.append(f"{verb} các chức danh: {'; '.join(map(_named_post, posts))}.")
        articles.append("Quyết định này có hiệu lực kể từ ngày ký.")
        signed = date.fromisoformat(details.dated_on) if details.dated_on else None
        issuer = spoken_issuer(details, upper_of(congress), police_name(congress))
        last = f"{body_of(congress)} và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"
        return {
            "head": head_of(details),
            "type": "QUYẾT ĐỊNH",
            "subject": subject_of(f"Về việc {verb.lower()} {body_of(congress)}, nhiệm kỳ {congress.term}"),
            "authority": balanced(" ".join(lines_of_text(texts.get("authority_line", ""))).upper(), width=150, size=14),
            "basis": lines_with_semicolons(texts.get("basis", "")),
            "articles": articles,
            "last_number": len(articles) + 1,
            "closing": with_end_mark(last),
            "signature": signature_of(details),
            "annex": {
                "annex_title": subject_of(f"DANH SÁCH\n{body_of(congress)}, nhiệm kỳ {congress.term}"),
                "annex_reference": f"({reference_to('Quyết định', details, day=signed, issuer=issuer)})",
                "annex_end": with_end_mark(f"Danh sách này có {count_phrase(len(people), PEOPLE)}"),
                "table": _decision_table(people),
            },
        }

    def pieces(self, content: Any) -> list[Piece]:
        annex = content["annex"]
        return [
            Piece(html=paper_html("personnel_decision", content), style=STYLE),
            Piece(
                html=paper_html("personnel_annex", annex), table=annex["table"], after=paper_html("annex_end", annex), style=STYLE
            ),
        ]

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        return "Cơ quan có thẩm quyền chưa ký" if appointment_of(congress) is None else ""


def _decision_table(people: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        Row((str(number), str(one.get("name", "")), day(str(one.get("birth", ""))), workplace_of(one), post_of(one)))
        for number, one in enumerate(people, start=1)
    ]
    return Table(LIST_COLUMNS, tuple(rows), size=12, name="quyet-dinh-chuan-y", caption="Danh sách kèm theo quyết định")
