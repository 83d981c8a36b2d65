"""F8: giấy triệu tập, one page a delegate."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from congress.delegates.models import DelegateState
from congress.terms.models import Congress, Session
from documents.layout.details import lines_of_text, with_end_mark
from documents.layout.heading import head_of, subject_of
from documents.papers.access import may_print_lists
from documents.papers.paper import NUMBERED, Missing, Paper, Text, details_in, paper_html, signed, texts_in
from documents.papers.queries import Person, people_called, people_not_final
from documents.printing.forms import Parameters, Piece, register
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.dates import long_date, weekday_name
from vietnamese.numbers import count_phrase

NOBODY_APPROVED = "Chưa có đại biểu nào được duyệt. Hãy duyệt danh sách trước; chỉ người đã duyệt mới được triệu tập."
NOBODY_CHOSEN = "Không còn ai trong số những người đã chọn. Hãy chọn lại rồi in."


def approved_people(congress: Congress, parameters: Parameters) -> list[Person]:
    """Those approved, of one đoàn (`delegation`) or only some (`delegates`) where that was asked for."""
    people = people_called(congress, approved_only=True, among=parameters.get("delegates"))
    if (delegation := parameters.get("delegation")) is not None:
        people = [person for person in people if person.delegation.key == delegation]
    if not people:
        raise Refusal(NOBODY_CHOSEN)
    return people


def missing_approval(congress: Congress) -> list[Missing]:
    if congress.delegates.filter(state=DelegateState.APPROVED).exists():
        return []
    return [Missing(NOBODY_APPROVED, "delegates:list-board", (congress.pk,))]


def note_on_approval(congress: Congress) -> str:
    """Letters and badges are for those approved: whoever still waits is told of, not printed."""
    if not (waiting := people_not_final(congress)):
        return ""
    return f"Còn {count_phrase(waiting, 'đại biểu')} chưa duyệt nên chưa được in; duyệt xong, in thêm cho những người đó."


@register
class ConvocationLetters(Paper):
    code = "giay-trieu-tap"
    title = "Giấy triệu tập đại biểu"
    description = "Mỗi đại biểu một trang: tất cả, một đoàn, hoặc những người được chọn."
    asks = NUMBERED
    chooses_people = True
    kind_name = "Giấy triệu tập"
    symbol = "GTT"
    recipients = "Như trên\nLưu: VT, BPN"

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_lists(account, congress)

    def abstract(self, congress: Congress) -> str:
        return f"Đại biểu dự {congress.name}"

    def missing(self, congress: Congress) -> list[Missing]:
        missing = missing_approval(congress)
        if not congress.sessions.exists():
            missing.append(Missing("Chưa ghi giờ các phiên họp của đại hội.", "terms:session-new", (congress.pk,)))
        if not _places(congress):
            missing.append(Missing("Chưa ghi địa điểm đại hội.", "terms:congress-edit", (congress.pk,)))
        return missing

    def note(self, congress: Congress) -> str:
        return note_on_approval(congress)

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text("caller", "Cơ quan triệu tập", congress.body_name, "Đứng đầu câu “… trân trọng triệu tập”", rows=1),
            Text("dress", "Trang phục", congress.dress, "Ví dụ: Lễ phục Công an nhân dân", rows=1),
            Text("bring", "Mang theo", "Giấy triệu tập, thẻ đại biểu và tài liệu đại hội"),
            Text("contact", "Liên hệ", congress.contact, "Ví dụ: Đại uý Lê Thị Hoa, điện thoại 0912 345 678", rows=1),
        )

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        details, texts, places = details_in(parameters), texts_in(parameters), _places(congress)
        facts = [
            ("Trang phục", texts.get("dress", "")),
            ("Mang theo", texts.get("bring", "")),
            ("Liên hệ", texts.get("contact", "")),
        ]
        facts = [(label, text.strip().rstrip(".")) for label, text in facts if text.strip()]
        shared = {
            "head": head_of(details),
            "type": "GIẤY TRIỆU TẬP",
            "subject": subject_of(self.abstract(congress)),
            "caller": " ".join(lines_of_text(texts.get("caller", ""))) or congress.body_name,
            "congress": congress.name,
            "times": _times(congress),
            # halls that differ stand beside their sessions
            "place": places[0] if len(places) == 1 else "",
            "facts": facts,
            "closing": with_end_mark("Đề nghị đồng chí có mặt đúng thời gian, địa điểm nêu trên"),
            "signature": signed(details, parameters),
        }
        return {"shared": shared, "people": [letter_to(person) for person in approved_people(congress, parameters)]}

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("convocation_letter", {**content["shared"], **person})) for person in content["people"]]


def letter_to(person: Person) -> dict[str, str]:
    seen = person.seen
    return {
        "name": seen["full_name"],
        "rank": seen["rank_label"],
        "post": ", ".join(filter(None, (seen["police_position"], seen["workplace"] or seen["unit"]))),
        # whoever comes by right or by appointment may belong to no đoàn
        "delegation": person.delegation.name if person.delegation.key else "",
        "category": seen["category_label"],
        "card": person.card,
    }


def time_of(session: Session) -> str:
    """ "Phiên trù bị: 14 giờ 00 phút, ngày 13 tháng 11 năm 2025 (thứ Năm)"."""
    starts = timezone.localtime(session.starts_at)
    day = starts.date()
    return f"{session.get_kind_display()}: {starts:%H} giờ {starts:%M} phút, {long_date(day)} ({weekday_name(day)})"


def _places(congress: Congress) -> list[str]:
    """Where the sessions are held, each place once; the congress's own where none is said."""
    places = dict.fromkeys(session.place or congress.place for session in congress.sessions.order_by("starts_at"))
    return list(filter(None, places)) or list(filter(None, [congress.place]))


def _times(congress: Congress) -> list[str]:
    """A line for each session; with its place where they are not all held in one."""
    sessions = list(congress.sessions.order_by("starts_at"))
    if len(_places(congress)) == 1:
        return [time_of(session) for session in sessions]
    placed = ((time_of(session), session.place or congress.place) for session in sessions)
    return [f"{time}, tại {place}" if place else time for time, place in placed]
