"""Forms of submissions, the locked list and the decision to appoint."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from congress.personnel.actions.outcome import (
    lock_final_list,
    record_decision,
    record_submission_answer,
    submit_list,
    unlock_final_list,
)
from congress.personnel.actions.scans import seal_scan
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.forms.files import SCAN, SCANS
from congress.personnel.models import (
    AppointmentDecision,
    FinalList,
    Submission,
    SubmissionAnswer,
    SubmittedTo,
)
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from vietnamese.normalise import clean


class SubmitForm(forms.Form):
    """To whom the list goes, with which paper."""

    to = forms.ChoiceField(label="Trình", choices=SubmittedTo.choices, widget=forms.RadioSelect)
    body = forms.CharField(label="Cơ quan", max_length=200, help_text="Ví dụ: Ban Thường vụ Đảng uỷ Công an tỉnh")
    paper = forms.CharField(
        label="Tờ trình (số, ngày)", max_length=200, required=False, help_text="Ví dụ: 12/TTr-BPN ngày 02/10/2026"
    )
    sent_on = DayField(label="Ngày trình", help_text="Ví dụ 02/10/2026")

    def submit(self, *, congress: Congress, today: date, by: Account) -> Submission | None:
        values = self.cleaned_data
        try:
            return submit_list(
                congress=congress,
                to=values["to"],
                body=clean(values["body"]),
                paper=clean(values["paper"]),
                sent_on=values["sent_on"],
                today=today,
                by=by,
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class SubmissionAnswerForm(forms.Form):
    """What the body said, in which paper."""

    answer = forms.ChoiceField(
        label="Ý kiến",
        choices=[(value, label) for value, label in SubmissionAnswer.choices if value != SubmissionAnswer.WAITING],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn ý kiến trả lời."},
    )
    answer_paper = forms.CharField(
        label="Văn bản trả lời (số, ngày)",
        max_length=200,
        help_text="Ví dụ: 45-TB/ĐU ngày 10/10/2026",
        error_messages={"required": "Hãy ghi số và ngày văn bản trả lời."},
    )
    answered_on = DayField(label="Ngày trả lời", help_text="Ví dụ 10/10/2026")
    opinion = forms.CharField(label="Nội dung ý kiến", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    scan = forms.FileField(label="Bản quét văn bản trả lời", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def write(self, *, submission: Submission, today: date, by: Account) -> Submission | None:
        values = self.cleaned_data
        try:
            # refused, no scan stays behind
            with transaction.atomic():
                return record_submission_answer(
                    submission=submission,
                    answer=values["answer"],
                    paper=clean(values["answer_paper"]),
                    answered_on=values["answered_on"],
                    opinion=values["opinion"],
                    scan=seal_scan(congress=submission.congress, upload=values["scan"] or None, by=by),
                    revision=values["revision"],
                    today=today,
                    by=by,
                )
        except Refusal as refusal:
            refusal.field = "scan" if refusal.field == "file" else refusal.field
            stored = Submission.objects.get(pk=submission.pk)
            refuse_or_show(self, refusal, stored=kept(stored, "answer", "answer_paper", "answered_on", "opinion"))
            return None


class LockForm(forms.Form):
    """Each warning is ticked by whoever has read it; `hash` is of the list that the page showed."""

    hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    accepted = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, warnings: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted: Any = self.fields["accepted"]
        accepted.choices = [(one.code, one.sentence) for one in warnings]
        accepted.label = "Cảnh báo: đọc và đánh dấu từng dòng"
        # a warning that has gone in the meantime doesn't stop the rest
        accepted.valid_value = lambda value: len(str(value)) < 80
        if not warnings:
            accepted.widget = forms.MultipleHiddenInput()

    def lock(self, *, congress: Congress, by: Account) -> FinalList | None:
        values = self.cleaned_data
        try:
            return lock_final_list(congress=congress, accepted=values["accepted"], seen_hash=values["hash"], by=by)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None


class UnlockForm(forms.Form):
    """Why the lock is taken back."""

    reason = forms.CharField(
        label="Lý do mở khoá",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: đại hội đồng ý bổ sung một người ứng cử. Không ghi tên người.",
        error_messages={"required": "Hãy ghi lý do mở khoá danh sách."},
    )

    def unlock(self, *, congress: Congress, by: Account) -> bool:
        try:
            unlock_final_list(congress=congress, reason=clean(self.cleaned_data["reason"]), by=by)
        except Refusal as refusal:
            self.add_error("reason" if refusal.field == "reason" else None, str(refusal))
            return False
        return True


class DecisionForm(forms.Form):
    """Number, day, who signed; and the post of each."""

    hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 1204/QĐ-BPN")
    dated_on = DayField(label="Ngày quyết định", help_text="Ví dụ 05/11/2026")
    issuer = forms.CharField(label="Cơ quan ký", max_length=200, help_text="Ví dụ: Ban Phụ nữ Công an nhân dân")
    scan = forms.FileField(label="Bản quét quyết định", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS))
    accepted = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[dict[str, Any]], warnings: Sequence[Any], member: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for row in self.people:
            self.fields[f"post-{row['candidate']}"] = forms.CharField(
                label=f"Chức danh của {row['name']}", max_length=120, required=False, initial=row["post"] or member
            )
        accepted: Any = self.fields["accepted"]
        accepted.choices = [(one.code, one.sentence) for one in warnings]
        accepted.label = "Cảnh báo: đọc và đánh dấu từng dòng"
        accepted.valid_value = lambda value: len(str(value)) < 80
        if not warnings:
            accepted.widget = forms.MultipleHiddenInput()

    @property
    def rows(self) -> list[tuple[dict[str, Any], forms.BoundField]]:
        return [(row, self[f"post-{row['candidate']}"]) for row in self.people]

    def write(self, *, congress: Congress, today: date, by: Account) -> AppointmentDecision | None:
        values = self.cleaned_data
        try:
            with transaction.atomic():
                return record_decision(
                    congress=congress,
                    number=clean(values["number"]),
                    dated_on=values["dated_on"],
                    issuer=clean(values["issuer"]),
                    posts={row["candidate"]: clean(values[f"post-{row['candidate']}"]) for row in self.people},
                    accepted=values["accepted"],
                    seen_hash=values["hash"],
                    scan=seal_scan(congress=congress, upload=values["scan"] or None, by=by),
                    today=today,
                    by=by,
                )
        except Refusal as refusal:
            field = "scan" if refusal.field == "file" else refusal.field
            self.add_error(field if field in self.fields else None, str(refusal))
            return None
