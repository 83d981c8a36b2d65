"""F23: giấy khen, giấy chứng nhận, one landscape page a person or unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from congress.terms.models import Congress
from congress.terms.rules.names import UNION_WORDS
from documents.layout.details import lines_of_text, place_and_date
from documents.layout.heading import signature_of
from documents.layout.lines import balanced
from documents.papers.access import may_print_papers
from documents.papers.guests import Named, people_in
from documents.papers.paper import Paper, Text, details_in, paper_html, texts_in
from documents.printing.forms import Parameters, Piece, register
from members.access.models import Account
from members.access.refusal import Refusal

COMMENDATION, CERTIFICATE = "giay-khen", "giay-chung-nhan"
KINDS = {COMMENDATION: ("TẶNG", "GIẤY KHEN"), CERTIFICATE: ("", "GIẤY CHỨNG NHẬN")}


@register
class Certificates(Paper):
    code = "giay-khen"
    title = "Giấy khen, giấy chứng nhận"
    description = "Khổ A4 nằm ngang có khung, mỗi người hoặc đơn vị một tờ."
    asks = ("place", "dated_on", "authority", "signer")
    sizes = ((COMMENDATION, "Giấy khen"), (CERTIFICATE, "Giấy chứng nhận"))
    size_label = "Loại"

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_papers(account, congress)

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "people",
                "Người, đơn vị được nhận",
                "",
                "Mỗi dòng một: Tên - chức vụ, đơn vị - thành tích. Không ghi thành tích thì in thành tích chung ở dưới.",
                rows=8,
                limit=60_000,
                first=True,
            ),
            Text("awarding", "Thẩm quyền tặng", awarding_post(congress), "Ví dụ: Trưởng ban Phụ nữ Công an tỉnh Hà Sơn", rows=1),
            Text(
                "words",
                "Thành tích chung",
                f"Đã có thành tích xuất sắc trong tổ chức {congress.name}",
                "In cho những dòng không ghi thành tích riêng",
            ),
            Text("decision", "Quyết định", "", "Ví dụ: Quyết định số 12/QĐ-BPN ngày 05 tháng 02 năm 2026", rows=1),
            Text("book", "Số sổ", "", "Ví dụ: Số sổ vàng: 12. Không có thì bỏ trống.", rows=1),
        )

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        people_in(texts.get("people", ""), field="text_people")
        if "bằng khen" in texts.get("awarding", "").casefold():
            raise Refusal("Bằng khen do cấp có thẩm quyền tặng; mẫu này chỉ in giấy khen.", field="text_awarding")

    def collect(self, parameters: Parameters, account: Account) -> Any:
        self.congress_of(parameters, account)
        details, texts = details_in(parameters), texts_in(parameters)
        kind = str(parameters.get("size", COMMENDATION))
        gives, title = KINDS.get(kind, KINDS[COMMENDATION])
        day = date.fromisoformat(details.dated_on) if details.dated_on else None
        shared = {
            "awarding": balanced(texts.get("awarding", "").upper(), width=220, size=17),
            "gives": gives,
            "type": title,
            "decision": [line for name in ("decision", "book") for line in lines_of_text(texts.get(name, ""))],
            "place_and_date": place_and_date(details.place, day, year=details.year),
            "signature": signature_of(details, style="landscape"),
        }
        common = " ".join(lines_of_text(texts.get("words", "")))
        people = [_person(one, common) for one in people_in(texts.get("people", ""), field="text_people")]
        return {"shared": shared, "people": people}

    def pieces(self, content: Any) -> list[Piece]:
        return [
            Piece(html=paper_html("certificate", {**content["shared"], **person}), style="certificate", numbered=False)
            for person in content["people"]
        ]


def awarding_post(congress: Congress) -> str:
    """Return "Trưởng ban Phụ nữ Công an tỉnh Hà Sơn" for the head of the body, who gives the certificate."""
    head, body, unit = congress.head_title.strip(), congress.body_name.strip(), congress.unit.name
    if head.casefold().split()[-1:] != body.casefold().split()[:1]:
        return f"{head} {unit}"
    return f"{head} {' '.join(body.split()[1:])} {UNION_WORDS.sub('', unit)}"


def _person(one: Named, common: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "post": one.post,
        "words": balanced(one.words or common, width=200, size=16, name="Regular"),
    }
