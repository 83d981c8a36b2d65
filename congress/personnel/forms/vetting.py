"""Forms of the questions about candidates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from congress.personnel.actions.vetting import answer_vetting, ask_vetting, decide_exception, record_answer
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.models import Candidate, Vetting, VettingState
from congress.personnel.rules.vetting import MORE, NOT_ASKED, Question, questions
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from vietnamese.normalise import clean

NO_SECRETS = "Không ghi nội dung có dấu Mật, không ghi lý do của kết luận: lý do nằm ở văn bản."


class FilterForm(forms.Form):
    """Who is shown on the staff's board."""

    q = forms.CharField(label="Tìm", required=False, max_length=100)
    kind = forms.ChoiceField(label="Nội dung", required=False)
    state = forms.ChoiceField(label="Trạng thái", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", "Tất cả nội dung"), *((code, one.name) for code, one in questions().items())]
        states: Any = self.fields["state"]
        states.choices = [
            ("", "Mọi trạng thái"),
            ("lacking", "Chưa đủ để vào danh sách"),
            ("late", "Quá hạn trả lời"),
            *VettingState.choices,
        ]


class AskForm(forms.Form):
    """One question about many people, of one body."""

    kind = forms.ChoiceField(label="Nội dung thẩm định")
    asked_of = forms.ModelChoiceField(
        label="Gửi tới tài khoản",
        queryset=Account.objects.none(),
        required=False,
        empty_label="Gửi bằng văn bản, không qua phần mềm",
        help_text="Người nhận chỉ thấy đúng người và đúng nội dung được hỏi.",
    )
    body = forms.CharField(
        label="Cơ quan trả lời",
        max_length=200,
        required=False,
        help_text="Để trống thì dùng cơ quan thường trả lời nội dung này.",
    )
    question = forms.CharField(
        label="Nội dung đề nghị",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Để trống thì dùng câu soạn sẵn. {NO_SECRETS}",
    )
    due_on = DayField(label="Hạn trả lời", required=False, help_text="Ví dụ 20/09/2026")

    def __init__(self, *args: Any, congress: Congress, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.congress = congress
        kinds: Any = self.fields["kind"]
        kinds.choices = [(code, f"{one.name} – {one.body}") for code, one in questions().items()]
        asked: Any = self.fields["asked_of"]
        asked.queryset = Account.objects.filter(pk__in=[account.pk for account in accounts]).order_by("sort_key", "id")

    def ask(self, *, candidate_ids: Sequence[int], today: date, by: Account) -> int | None:
        values = self.cleaned_data
        try:
            return ask_vetting(
                congress=self.congress,
                kind=values["kind"],
                candidate_ids=candidate_ids,
                asked_of=values["asked_of"],
                body=clean(values["body"]),
                question=values["question"],
                due_on=values["due_on"],
                today=today,
                by=by,
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class AnswerForm(forms.Form):
    """Answer, number and day of the paper. `revision`: of what the page showed."""

    state = forms.ChoiceField(label="Trả lời", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn một câu trả lời."})
    paper = forms.CharField(label="Số văn bản", max_length=100, required=False, help_text="Ví dụ 125/PX01-Đ2")
    paper_on = DayField(label="Ngày văn bản", required=False, help_text="Ví dụ 12/09/2026")
    note = forms.CharField(
        label="Cần bổ sung gì",
        max_length=300,
        required=False,
        help_text=f"Chỉ ghi khi còn thiếu giấy tờ, ví dụ: bản khai lý lịch bổ sung năm 2024. {NO_SECRETS}",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = list(question.answers.items())
        if MORE not in question.answers:
            del self.fields["note"]

    def answer(self, *, vetting: Vetting, today: date, by: Account) -> Vetting | None:
        values = self.cleaned_data
        try:
            return answer_vetting(
                vetting=vetting,
                state=values["state"],
                paper=clean(values["paper"]),
                paper_on=values["paper_on"],
                note=clean(values.get("note", "")),
                revision=values["revision"],
                today=today,
                by=by,
            )
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=kept(Vetting.objects.filter(pk=vetting.pk).first()))
            return None


class RecordForm(AnswerForm):
    """What came on paper."""

    body = forms.CharField(label="Cơ quan trả lời", max_length=200, required=False)
    field_order = ("state", "body", "paper", "paper_on", "note", "revision")

    def write(self, *, candidate: Candidate, kind: str, today: date, by: Account) -> Vetting | None:
        values = self.cleaned_data
        try:
            return record_answer(
                candidate=candidate,
                kind=kind,
                state=values["state"],
                body=clean(values["body"]),
                paper=clean(values["paper"]),
                paper_on=values["paper_on"],
                note=clean(values.get("note", "")),
                revision=values["revision"],
                today=today,
                by=by,
            )
        except Refusal as refusal:
            stored = Vetting.objects.filter(candidate=candidate, kind=kind).first()
            refuse_or_show(self, refusal, stored=kept(stored, "state", "body", "paper", "paper_on", "note"))
            return None


def initial_of(vetting: Vetting | None, question: Question) -> dict[str, Any]:
    """What the staff's form begins with: the answer that is there."""
    if vetting is None:
        return {"revision": 0, "body": question.body}
    return {
        "state": vetting.state if vetting.state not in (NOT_ASKED, VettingState.ASKED) else "",
        "body": vetting.body or question.body,
        "paper": vetting.paper,
        "paper_on": vetting.paper_on,
        "note": vetting.note,
        "revision": vetting.revision,
    }


class ExceptionForm(forms.Form):
    """The reasoned decision that she comes to the list all the same."""

    reason = forms.CharField(
        label="Lý do quyết định ngoại lệ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do này được in trên văn bản của danh sách. Không ghi nội dung có dấu Mật.",
        error_messages={"required": "Hãy ghi lý do của quyết định ngoại lệ."},
    )

    def decide(self, *, candidate: Candidate, by: Account) -> Candidate | None:
        try:
            return decide_exception(candidate=candidate, reason=clean(self.cleaned_data["reason"]), by=by)
        except Refusal as refusal:
            self.add_error("reason" if refusal.field == "reason" else None, str(refusal))
            return None
