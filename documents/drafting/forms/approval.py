"""Sending a document up its chain, and what its bodies decide."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from documents.drafting.actions.approval import decide_step, send_for_approval, skip_step
from documents.drafting.models import ApprovalStep, Decision, Document, Outcome, Version
from documents.drafting.rules.approval import may_be_skipped
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

CONTINUE, AGAIN = "continue", "start"
SCAN_HELP = "PDF, JPEG hoặc PNG. Không tải lên văn bản đóng dấu Mật, Tối mật, Tuyệt mật."


class SendForm(forms.Form):
    """`steps`: (position, kind, body) of the chain; `reasons`: why a step didn't apply the last time, by position.

    A reason beside a step says that it doesn't apply.
    """

    again = forms.ChoiceField(
        label="Trình lại",
        choices=[(CONTINUE, "Tiếp từ bước đã trả lại; bước đã đồng ý giữ nguyên"), (AGAIN, "Từ đầu: mọi bước cho ý kiến lại")],
        widget=forms.RadioSelect,
        initial=CONTINUE,
    )
    summary = forms.CharField(
        label="Tóm tắt thay đổi",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: đã sửa chỉ tiêu 3 và 5 theo ý kiến Đảng uỷ.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        document: Document,
        steps: Sequence[tuple[int, str, str, bool]],
        is_again: bool,
        reasons: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        skipped = {f"skip_{position}": words for position, words in reasons.items()}
        kwargs["initial"] = {"revision": document.revision, "again": CONTINUE} | skipped
        super().__init__(*args, **kwargs)
        self.document, self.steps = document, list(steps)
        if not is_again:
            del self.fields["again"]
        kinds, required = [kind for _position, kind, _body, _required in steps], [one[3] for one in steps]
        for place, (position, *_rest) in enumerate(steps):
            if may_be_skipped(kinds, required, place):
                self.fields[f"skip_{position}"] = forms.CharField(label="Không áp dụng, lý do", required=False, max_length=300)

    def save(self, *, by: Account, today: date) -> Version | None:
        values = self.cleaned_data
        skipped = {int(name.removeprefix("skip_")): value for name, value in values.items() if name.startswith("skip_") and value}
        try:
            return send_for_approval(
                document=self.document,
                by=by,
                today=today,
                skipped=skipped,
                from_start=values.get("again", AGAIN) == AGAIN,
                summary=values["summary"],
                revision=values["revision"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label="Kết quả", choices=Outcome.choices, widget=forms.RadioSelect)
    opinion = forms.CharField(
        label="Ý kiến",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Trả lại hoặc có ý kiến bổ sung thì phải ghi.",
    )
    decided_by = forms.CharField(
        label="Người (cơ quan) cho ý kiến", max_length=200, help_text="Ví dụ: Đại tá Trần Văn Minh, Phó Giám đốc Công an tỉnh"
    )
    decided_on = DayField(label="Ngày cho ý kiến")
    paper = forms.CharField(
        label="Số, ngày văn bản", required=False, max_length=150, help_text="Ví dụ: Thông báo số 12-TB/ĐU ngày 05/10/2026"
    )
    file = forms.FileField(label="Bản chụp", required=False, help_text=SCAN_HELP)

    def __init__(self, *args: Any, step: ApprovalStep, herself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if herself:
            del self.fields["decided_by"], self.fields["decided_on"]
        else:
            self.fields["decided_by"].initial = step.body

    def save(self, *, by: Account, today: date) -> Decision | None:
        values = dict(self.cleaned_data)
        upload = values.pop("file")
        try:
            return decide_step(step=self.step, by=by, today=today, upload=upload, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class SkipForm(forms.Form):
    reason = forms.CharField(
        label="Vì sao không áp dụng",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lý do được lưu cùng chuỗi duyệt.",
    )

    def save(self, *, step: ApprovalStep, by: Account) -> ApprovalStep | None:
        try:
            return skip_step(step=step, reason=self.cleaned_data["reason"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
