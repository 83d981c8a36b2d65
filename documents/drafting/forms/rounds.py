"""What the staff type to open a round, to move its day, and to enter comments that came on paper."""

from datetime import date
from typing import Any

from django import forms

from documents.drafting.actions.comments import Words, send_comment
from documents.drafting.actions.rounds import LONGEST_REQUEST, ask_more_units, extend_round, open_round, reopen_round
from documents.drafting.models import Channel, Comment, CommentKind, Document, Participation, Round, Version
from documents.drafting.queries.rounds import UNITS_OFFERED, Group, chosen_units, clusters_of, kinds_below, units_below
from documents.drafting.rules.places import Map
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import Unit
from members.units.queries import search_units

CURRENT, WORKING = "current", "working"
GENERAL_REQUEST = "Đề nghị đơn vị nghiên cứu, góp ý vào dự thảo: nội dung, số liệu, chỉ tiêu, bố cục, câu chữ."
# what is asked is proposed by the type of document (procedure.md §6.3); anything else may be written over it
REQUESTS: dict[str, str] = {
    "bao-cao-chinh-tri": (
        "Đề nghị đơn vị góp ý vào Dự thảo Báo cáo chính trị, tập trung:\n"
        "1. Kết cấu, bố cục, chủ đề.\n"
        "2. Đánh giá kết quả nhiệm kỳ: đúng, đủ chưa; số liệu của đơn vị mình có khớp không.\n"
        "3. Hạn chế, nguyên nhân, bài học.\n"
        "4. Mục tiêu, chỉ tiêu, khâu đột phá, nhiệm vụ, giải pháp nhiệm kỳ tới: có sát thực tế, làm được không."
    ),
    "kiem-diem": (
        "Đề nghị đơn vị góp ý vào Dự thảo Báo cáo kiểm điểm:\n1. Ưu điểm, khuyết điểm trong lãnh đạo, chỉ đạo.\n"
        "2. Nguyên nhân, trách nhiệm.\n3. Bài học và hướng khắc phục."
    ),
    "nghi-quyet": (
        "Đề nghị đơn vị góp ý vào Dự thảo Nghị quyết:\n1. Mục tiêu, các chỉ tiêu chủ yếu.\n2. Khâu đột phá.\n"
        "3. Nhiệm vụ, giải pháp; câu chữ ngắn gọn, dễ nhớ, dễ làm."
    ),
    "phan-bo": "Đề nghị đơn vị kiểm tra số hội viên, số đại biểu được phân bổ của đơn vị mình và góp ý về cách phân bổ.",
    "ke-hoach": "Đề nghị đơn vị góp ý về nội dung, thời gian, phân công và các điều kiện để đơn vị thực hiện được.",
}


def request_for(document: Document) -> str:
    """What is usually asked of such a document."""
    return next((words for part, words in REQUESTS.items() if part in document.type), GENERAL_REQUEST)


class UnitsForm(forms.Form):
    """Whole kinds of units, whole electing groups, and units one by one."""

    kinds = forms.MultipleChoiceField(label="Lấy ý kiến cả loại đơn vị", required=False, widget=forms.CheckboxSelectMultiple)
    clusters = forms.MultipleChoiceField(label="Lấy ý kiến cả cụm", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, document: Document, today: date, known: set[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.today, self.known = document, today, known or set()
        self.below = units_below(document, today=today)
        self.kinds_found: list[Group] = kinds_below(self.below)
        self.clusters_found: list[Group] = clusters_of(document)
        self._offer("kinds", self.kinds_found)
        self._offer("clusters", self.clusters_found)

    def _offer(self, name: str, groups: list[Group]) -> None:
        self.fields[name].choices = [(one.code, f"{one.label} ({one.count})") for one in groups]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> list[int]:
        given = self.data.getlist("units") if hasattr(self.data, "getlist") else []
        return [int(one) for one in given if one.isdecimal() and len(one) < 19]

    @property
    def search(self) -> str:
        return str(self.data.get("q", ""))[:100]

    def offered(self) -> list[tuple[Unit, bool]]:
        """Units to tick one by one, those ticked first; found by the search, if there is one."""
        ticked = set(self.ticked)
        open_units = self.below.exclude(pk__in=self.known)
        chosen = list(open_units.filter(pk__in=ticked)) if ticked else []
        others = search_units(open_units.exclude(pk__in=ticked), self.search)[:UNITS_OFFERED]
        return [(unit, True) for unit in chosen] + [(unit, False) for unit in others]

    def units(self) -> list[Unit]:
        values = self.cleaned_data
        return chosen_units(self.document, self.below, kinds=values["kinds"], clusters=values["clusters"], ticked=self.ticked)

    def _refused(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class OpenRoundForm(UnitsForm):
    """Which text, whom, until when, what is asked."""

    field_order = ("source", "name", "closes_on", "request", "kinds", "clusters")

    source = forms.ChoiceField(label="Lấy ý kiến bản nào", widget=forms.RadioSelect)
    name = forms.CharField(
        label="Tên bản chốt bây giờ",
        max_length=100,
        required=False,
        help_text="Để trống thì phần mềm đặt “Dự thảo 1”, “Dự thảo 2”…",
    )
    closes_on = forms.DateField(label="Góp ý đến hết ngày", help_text="Ví dụ 25/11/2026. Hết ngày này vòng góp ý tự kết thúc.")
    request = forms.CharField(
        label="Nội dung xin ý kiến", max_length=LONGEST_REQUEST, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, document: Document, current: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, document=document, **kwargs)
        self.current = current
        choices = [(WORKING, "Chốt lời văn đang soạn thành bản mới và lấy ý kiến bản đó")]
        if current is not None:
            choices.insert(0, (CURRENT, f"Bản hiện hành: {current.name} ({current.made_at:%d/%m/%Y})"))
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("source", choices[0][0])
        self.initial.setdefault("request", request_for(document))
        self.initial.setdefault("kinds", [one.code for one in self.kinds_found])

    def open(self, *, by: Account) -> Round | None:
        values = self.cleaned_data
        try:
            return open_round(
                document=self.document,
                units=self.units(),
                closes_on=values["closes_on"],
                request=values["request"],
                version=self.current if values["source"] == CURRENT else None,
                name=values["name"],
                by=by,
                today=self.today,
            )
        except Refusal as refusal:
            self._refused(refusal)
            return None


class AskMoreForm(UnitsForm):
    """Units that were forgotten."""

    def ask(self, *, round: Round, by: Account) -> int | None:  # noqa: A002 -- the statute's word
        try:
            return ask_more_units(round=round, units=self.units(), by=by, today=self.today)
        except Refusal as refusal:
            self._refused(refusal)
            return None


class DayForm(forms.Form):
    """A new last day, for all units."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    closes_on = forms.DateField(label="Góp ý đến hết ngày", help_text="Ví dụ 28/11/2026.")

    def __init__(self, *args: Any, round: Round, today: date, **kwargs: Any) -> None:  # noqa: A002
        super().__init__(*args, **kwargs)
        self.round, self.today = round, today
        self.initial["revision"] = round.revision

    def extend(self, *, by: Account) -> Round | None:
        return self._done(extend_round, by)

    def reopen(self, *, by: Account) -> Round | None:
        return self._done(reopen_round, by)

    def _done(self, action: Any, by: Account) -> Round | None:
        values = self.cleaned_data
        try:
            done: Round = action(
                round=self.round, closes_on=values["closes_on"], by=by, today=self.today, revision=values["revision"]
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            self.round.refresh_from_db()
            self.data = {**self.data.dict(), "revision": str(self.round.revision)}  # type: ignore[attr-defined]
            return None
        return done


PAPER_CHANNELS = [(Channel.WRITTEN.value, Channel.WRITTEN.label), (Channel.SPOKEN.value, Channel.SPOKEN.label),
                  (Channel.SPEECH.value, Channel.SPEECH.label)]  # fmt: skip


class StaffCommentForm(forms.Form):
    """A comment that a unit sent on paper or said in a meeting, entered for it."""

    section_key = forms.ChoiceField(label="Về mục nào", required=False)
    kind = forms.ChoiceField(
        label="Loại ý kiến", choices=CommentKind.choices, widget=forms.RadioSelect, initial=CommentKind.CONTENT
    )
    channel = forms.ChoiceField(label="Hình thức", choices=PAPER_CHANNELS, widget=forms.RadioSelect, initial=Channel.WRITTEN)
    body = forms.CharField(label="Nội dung góp ý", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    proposal = forms.CharField(label="Đề xuất sửa thành", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    person = forms.CharField(
        label="Người góp ý", required=False, help_text="Nếu đơn vị muốn ghi. Ví dụ đồng chí Nguyễn Thị Hường, hội viên."
    )

    def __init__(self, *args: Any, participation: Participation, within: Map, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participation = participation
        self.fields["section_key"].choices = [("", "Toàn bộ dự thảo"), *within.choices]  # type: ignore[attr-defined]

    def send(self, *, by: Account) -> Comment | None:
        values = dict(self.cleaned_data)
        channel = values.pop("channel")
        try:
            return send_comment(participation=self.participation, words=Words(**values), channel=channel, by=by)
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None
