"""Forms of the floor: nominations and withdrawals at the congress."""

from collections.abc import Sequence
from typing import Any

from django import forms

from congress.personnel.actions.floor import record_nomination, record_withdrawal, register_nomination, register_withdrawal
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.models import FloorKind, FloorNomination, FloorWithdrawal, WithdrawalDecision
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.people.models import Member
from vietnamese.normalise import clean

YES_NO: list[tuple[str, str]] = [("", "Chưa rõ"), ("yes", "Có"), ("no", "Không")]
VALUES = {"": None, "yes": True, "no": False}
WORDS = {None: "", True: "yes", False: "no"}


class NominateForm(forms.Form):
    """Who was nominated, or offered herself."""

    member = forms.ModelChoiceField(
        label="Hội viên", queryset=Member.objects.none(), error_messages={"required": "Hãy tìm rồi chọn một hội viên."}
    )
    kind = forms.ChoiceField(label="Hình thức", choices=FloorKind.choices)
    nominated_by = forms.CharField(label="Người (đoàn) đề cử", max_length=200, required=False)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        member.queryset = members

    def register(self, *, congress: Congress, by: Account) -> FloorNomination | None:
        values = self.cleaned_data
        try:
            return register_nomination(
                congress=congress,
                member=values["member"],
                kind=values["kind"],
                nominated_by=clean(values["nominated_by"]),
                by=by,
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class NominationForm(forms.Form):
    """What is known and decided of a nomination."""

    consents = forms.ChoiceField(label="Đồng ý ứng cử", choices=YES_NO, required=False)
    form_complete = forms.BooleanField(label="Hồ sơ đủ", required=False)
    agreeing = forms.IntegerField(label="Số đại biểu đồng ý xem xét", required=False, min_value=0, max_value=20000)
    voting = forms.IntegerField(label="Số đại biểu biểu quyết", required=False, min_value=0, max_value=20000)
    accepted = forms.ChoiceField(label="Đưa vào danh sách bầu cử", choices=YES_NO, required=False)
    because = forms.CharField(label="Lý do", max_length=300, required=False, help_text="Bắt buộc khi không đưa vào danh sách.")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(nomination: FloorNomination) -> dict[str, Any]:
        return {
            "consents": WORDS[nomination.consents],
            "form_complete": nomination.form_complete,
            "agreeing": nomination.agreeing,
            "voting": nomination.voting,
            "accepted": WORDS[nomination.accepted],
            "because": nomination.decided_because,
            "revision": nomination.revision,
        }

    def write(self, *, nomination: FloorNomination, by: Account) -> FloorNomination | None:
        values = self.cleaned_data
        try:
            return record_nomination(
                nomination=nomination,
                form_complete=values["form_complete"],
                consents=VALUES[values["consents"]],
                agreeing=values["agreeing"],
                voting=values["voting"],
                accepted=VALUES[values["accepted"]],
                because=clean(values["because"]),
                revision=values["revision"],
                by=by,
            )
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=self.initial_of(FloorNomination.objects.get(pk=nomination.pk)))
            return None


class WithdrawForm(forms.Form):
    """Who asks to be left out at the congress, why, and whether she handed it in writing."""

    member = forms.TypedChoiceField(label="Người xin rút", coerce=int, error_messages={"required": "Hãy chọn người xin rút."})
    reason = forms.CharField(
        label="Lý do xin rút",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: chuẩn bị chuyển công tác khỏi tỉnh.",
        error_messages={"required": "Hãy ghi lý do xin rút."},
    )
    in_writing = forms.BooleanField(label="Có đơn xin rút (nộp bằng văn bản)", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        member.choices = [("", "Chọn một người"), *people]

    def register(self, *, congress: Congress, by: Account) -> FloorWithdrawal | None:
        values = self.cleaned_data
        try:
            return register_withdrawal(
                congress=congress,
                member=values["member"],
                reason=clean(values["reason"]),
                in_writing=values["in_writing"],
                by=by,
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class WithdrawalForm(forms.Form):
    """What the Đoàn Chủ tịch decided of it."""

    decision = forms.ChoiceField(
        label="Đoàn Chủ tịch quyết định", choices=WithdrawalDecision.choices, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn quyết định của Đoàn Chủ tịch."},
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", max_length=300, required=False, help_text="Ví dụ: Đoàn Chủ tịch biểu quyết 5/5 tại phiên thứ nhất."
    )
    reason = forms.CharField(
        label="Lý do xin rút",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do xin rút."},
    )
    in_writing = forms.BooleanField(label="Có đơn xin rút (nộp bằng văn bản)", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def write(self, *, withdrawal: FloorWithdrawal, by: Account) -> FloorWithdrawal | None:
        values = self.cleaned_data
        try:
            return record_withdrawal(
                withdrawal=withdrawal,
                reason=clean(values["reason"]),
                in_writing=values["in_writing"],
                decision=values["decision"],
                note=clean(values["note"]),
                revision=values["revision"],
                by=by,
            )
        except Refusal as refusal:
            stored = FloorWithdrawal.objects.get(pk=withdrawal.pk)
            refuse_or_show(self, refusal, stored=kept(stored, "decision", "note", "reason", "in_writing"))
            return None
