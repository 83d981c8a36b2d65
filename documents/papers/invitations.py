"""F7: giấy mời, one page or one card a guest."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.utils import timezone

from congress.terms.models import Congress, SessionKind
from documents.layout.details import lines_of_text, with_end_mark
from documents.layout.heading import head_of, subject_of
from documents.papers.access import may_print_papers
from documents.papers.guests import people_in
from documents.papers.paper import NUMBERED, Paper, Text, details_in, paper_html, signed, texts_in
from documents.printing.forms import Parameters, Piece, register
from members.access.models import Account
from vietnamese.dates import long_date, weekday_name

PAGE, CARD = "a4", "a5"
CARD_BEARS_NONE = "Thiệp mời A5 không có số nên không vào sổ. Hãy chọn giấy mời A4, hoặc bấm “In”."


@register
class Invitations(Paper):
    code = "giay-moi"
    title = "Giấy mời"
    description = "Mỗi khách mời một trang A4 có số, hoặc một thiệp A5 nằm ngang."
    asks = NUMBERED
    kind_name = "Giấy mời"
    symbol = "GM"
    recipients = "Như trên\nLưu: VT, BPN"
    sizes = ((PAGE, "Giấy mời A4, có số và ký hiệu"), (CARD, "Thiệp mời A5 nằm ngang, không số"))
    size_label = "Khổ giấy"

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_papers(account, congress)

    def abstract(self, congress: Congress) -> str:
        return f"Dự {congress.name}"

    def bears_none(self, parameters: Parameters) -> str:
        return CARD_BEARS_NONE if parameters.get("size") == CARD else ""

    def scope(self, parameters: Parameters) -> dict[str, Any]:
        """Invitations of other guests are other papers."""
        return {"guests": sha256(texts_in(parameters).get("guests", "").encode()).hexdigest()}

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "guests",
                "Khách mời",
                "",
                "Mỗi dòng một người: Họ tên - chức vụ, đơn vị. Có thể dán từ bảng tính.",
                rows=8,
                limit=60_000,
                first=True,
            ),
            Text("inviter", "Cơ quan mời", congress.body_name, "Đứng đầu câu “… trân trọng kính mời”", rows=1),
            Text("event", "Tới dự", congress.name, rows=2),
            Text("time", "Thời gian", _time_of(congress), "Ví dụ: 08 giờ 00 phút, ngày 10 tháng 11 năm 2026 (thứ Ba)", rows=1),
            Text("place", "Địa điểm", congress.place, rows=1),
            Text("dress", "Trang phục", congress.dress, rows=1),
            Text("contact", "Xin trả lời", congress.contact, "Ví dụ: Đại uý Lê Thị Hoa, điện thoại 0912 345 678", rows=1),
        )

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        people_in(texts.get("guests", ""), field="text_guests")

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        details, texts = details_in(parameters), texts_in(parameters)
        facts = [("Thời gian", "time"), ("Địa điểm", "place"), ("Trang phục", "dress"), ("Xin trả lời", "contact")]
        shared = {
            "head": head_of(details),
            "type": "GIẤY MỜI",
            "subject": subject_of(self.abstract(congress)),
            "inviter": " ".join(lines_of_text(texts.get("inviter", ""))) or congress.body_name,
            "event": " ".join(lines_of_text(texts.get("event", ""))) or congress.name,
            "facts": [(label, texts[name].strip().rstrip(".")) for label, name in facts if texts.get(name, "").strip()],
            "closing": with_end_mark("Sự có mặt của đồng chí góp phần vào thành công của Đại hội"),
            "signature": signed(details, parameters),
        }
        guests = [{"guest": one.name, "post": one.post} for one in people_in(texts.get("guests", ""), field="text_guests")]
        return {"shared": shared, "guests": guests, "size": parameters.get("size", PAGE)}

    def pieces(self, content: Any) -> list[Piece]:
        is_card = content["size"] == CARD
        template, style = ("invitation_card", "card-a5") if is_card else ("invitation", "portrait")
        return [
            Piece(html=paper_html(template, {**content["shared"], **guest}), style=style, numbered=not is_card)
            for guest in content["guests"]
        ]


def _time_of(congress: Congress) -> str:
    """When the official session begins; "" as long as nobody has said."""
    session = congress.sessions.filter(kind=SessionKind.OFFICIAL).order_by("starts_at").first()
    if session is None:
        return ""
    starts = timezone.localtime(session.starts_at)
    return f"{starts:%H} giờ {starts:%M} phút, {long_date(starts.date())} ({weekday_name(starts.date())})"
