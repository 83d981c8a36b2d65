"""What is typed when a list is sent, returned, remarked on, changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from congress.delegates.actions.attachments import attach_file
from congress.delegates.actions.changes import step_in, withdraw_delegate
from congress.delegates.actions.lists import extend_list
from congress.delegates.actions.named import appoint_delegate
from congress.delegates.actions.review import reopen_list, return_list, send_list, write_remark
from congress.delegates.actions.targets import set_targets
from congress.delegates.models import (
    Attachment,
    AttachmentKind,
    ChangeReason,
    Delegate,
    DelegateChange,
    DelegateList,
    ElectingUnit,
    ListVersion,
    RowRemark,
    StructureTarget,
)
from congress.delegates.rules.structure import CRITERIA, StructureRules, Target, criterion_label
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.files.actions import MEGABYTE
from members.people.models import Member, MemberQuerySet

SCAN_HELP = f"PDF, JPEG hoặc PNG, tối đa {settings.SCAN_LIMIT // MEGABYTE} MB. Không tải lên tài liệu đóng dấu Mật."


def show_latest_revision(form: forms.Form, delegate_list: DelegateList) -> None:
    """The page that comes back shows the list as it is now: sent once more, it is this that she has seen."""
    delegate_list.refresh_from_db()
    data = cast("MultiValueDict[str, str]", form.data).copy()
    data["revision"] = str(delegate_list.revision)
    form.data = data


class SendForm(forms.Form):
    """Sending; a late list says why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    late_reason = forms.CharField(
        label="Lý do gửi chậm",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: hội nghị chi hội phải lùi một tuần do trực tăng cường.",
    )

    def __init__(self, *args: Any, delegate_list: DelegateList, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = delegate_list.revision
        self.delegate_list, self.on = delegate_list, on
        if on <= delegate_list.due_on:
            del self.fields["late_reason"]

    def send(self, *, by: Account) -> ListVersion | None:
        try:
            return send_list(
                delegate_list=self.delegate_list,
                by=by,
                on=self.on,
                late_reason=self.cleaned_data.get("late_reason", ""),
                revision=self.cleaned_data["revision"],
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            show_latest_revision(self, self.delegate_list)
            return None


class ReturnForm(forms.Form):
    """Why the list goes back, and what to mend in which row."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đơn vị đọc được. Ví dụ: cấp bậc hàm ở dòng 3 chưa khớp quyết định tháng 10.",
        error_messages={"required": "Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."},
    )

    def __init__(self, *args: Any, delegate_list: DelegateList, rows: list[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = delegate_list.revision
        self.delegate_list, self.rows = delegate_list, rows
        notes: dict[int, list[str]] = {}
        for remark in delegate_list.remarks.filter(settled_at=None):
            notes.setdefault(remark.delegate_id, []).append(remark.text)
        for row in rows:
            self.fields[f"row-{row.pk}"] = forms.CharField(
                label=row.member.full_name,
                required=False,
                max_length=500,
                initial="; ".join(notes.get(row.pk, [])),
            )

    @property
    def row_fields(self) -> list[tuple[Delegate, forms.BoundField]]:
        return [(row, self[f"row-{row.pk}"]) for row in self.rows]

    def send_back(self, *, by: Account) -> DelegateList | None:
        remarks = {row.pk: self.cleaned_data[f"row-{row.pk}"] for row in self.rows}
        try:
            return return_list(
                delegate_list=self.delegate_list,
                reason=self.cleaned_data["reason"],
                by=by,
                remarks=remarks,
                revision=self.cleaned_data["revision"],
            )
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            show_latest_revision(self, self.delegate_list)
            return None


class ReopenForm(forms.Form):
    """Why an approved list is given back."""

    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do mở lại danh sách đã duyệt."},
    )

    def reopen(self, *, delegate_list: DelegateList, by: Account) -> DelegateList | None:
        try:
            return reopen_list(delegate_list=delegate_list, reason=self.cleaned_data["reason"], by=by)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None


class ExtendForm(forms.Form):
    """Until when one unit may send, and why."""

    to = forms.DateField(label="Hạn nộp mới", help_text="Ví dụ 05/11/2026.")
    reason = forms.CharField(
        label="Lý do gia hạn",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: đơn vị vừa sáp nhập, họp bầu ngày 02/11/2026.",
        error_messages={"required": "Hãy ghi lý do gia hạn."},
    )

    def extend(self, *, delegate_list: DelegateList, by: Account) -> DelegateList | None:
        values = self.cleaned_data
        try:
            return extend_list(delegate_list=delegate_list, to=values["to"], reason=values["reason"], by=by)
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class RemarkForm(forms.Form):
    """What to mend in one row."""

    text = forms.CharField(
        label="Cần sửa gì", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="Ví dụ: ghi đủ ngày sinh."
    )

    def write(self, *, delegate: Delegate, by: Account) -> RowRemark | None:
        try:
            return write_remark(delegate=delegate, text=self.cleaned_data["text"], by=by)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None


class AttachmentForm(forms.Form):
    """A scan and what it is."""

    kind = forms.ChoiceField(label="Loại tài liệu", choices=AttachmentKind.choices)
    file = forms.FileField(
        label="Tệp",
        help_text=SCAN_HELP,
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp rỗng. Hãy chọn lại tệp."},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def attach(self, *, delegate_list: DelegateList, by: Account) -> Attachment | None:
        try:
            return attach_file(
                delegate_list=delegate_list, kind=self.cleaned_data["kind"], upload=self.cleaned_data["file"], by=by
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class AlternateChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.alternate_order or ''}. {obj.member.full_name}".lstrip(". ")


class ChangeForm(forms.Form):
    """Biến động of one delegate."""

    reason = forms.ChoiceField(label="Lý do", choices=ChangeReason.choices, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label="Nói rõ", max_length=300, required=False, help_text="Ví dụ: theo Quyết định số 123/QĐ-CAT ngày 02/10/2026."
    )
    effective_on = forms.DateField(label="Từ ngày", help_text="Ví dụ 05/11/2026.")
    replacement = AlternateChoice(
        label="Dự khuyết của đơn vị vào thay", queryset=Delegate.objects.none(), required=False, empty_label="Chưa có người thay"
    )
    file = forms.FileField(
        label="Bản quét kèm theo",
        required=False,
        help_text=SCAN_HELP,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, delegate: Delegate, alternates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegate = delegate
        self.fields["replacement"].queryset = alternates  # type: ignore[attr-defined]
        if not alternates.exists():
            del self.fields["replacement"]

    def withdraw(self, *, by: Account) -> DelegateChange | None:
        values = self.cleaned_data
        try:
            return withdraw_delegate(
                delegate=self.delegate,
                reason=values["reason"],
                effective_on=values["effective_on"],
                by=by,
                explanation=values["explanation"],
                replacement=values.get("replacement"),
                upload=values["file"] or None,
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


class StepInForm(forms.Form):
    """Who steps in for her who withdrew."""

    replacement = AlternateChoice(label="Dự khuyết của đơn vị vào thay", queryset=Delegate.objects.none())

    def __init__(self, *args: Any, change: DelegateChange, alternates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change
        self.fields["replacement"].queryset = alternates  # type: ignore[attr-defined]

    def step_in(self, *, by: Account) -> DelegateChange | None:
        try:
            return step_in(change=self.change, alternate=self.cleaned_data["replacement"], by=by)
        except Refusal as refusal:
            self.add_error("replacement", str(refusal))
            return None


class AppointForm(forms.Form):
    """One member to appoint."""

    member = forms.ModelChoiceField(
        label="Hội viên", queryset=Member.objects.none(), error_messages={"required": "Hãy chọn một đồng chí."}
    )
    note = forms.CharField(label="Căn cứ, ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, congress: Congress, members: MemberQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.fields["member"].queryset = members  # type: ignore[attr-defined]

    def appoint(self, *, by: Account) -> Delegate | None:
        values = self.cleaned_data
        try:
            return appoint_delegate(congress=self.congress, member=values["member"], by=by, note=values["note"])
        except Refusal as refusal:
            self.add_error("member", str(refusal))
            return None


class TargetsForm(forms.Form):
    """For each criterion at least and at most; both empty: no target."""

    def __init__(
        self,
        *args: Any,
        congress: Congress,
        electing_unit: ElectingUnit | None,
        rules: StructureRules,
        proposed: Sequence[Target] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.congress, self.electing_unit = congress, electing_unit
        stored = list(StructureTarget.objects.filter(congress=congress, electing_unit=electing_unit))
        # nobody has set any: those that follow from the rule set
        self.is_proposal = bool(proposed) and not stored
        present: dict[str, StructureTarget | Target] = {row.criterion: row for row in (stored or proposed)}
        self.labels = {code: criterion_label(code, rules) for code in CRITERIA}
        for code, label in self.labels.items():
            for name, words in (("at_least", "ít nhất"), ("at_most", "nhiều nhất")):
                self.fields[f"{code}-{name}"] = forms.IntegerField(
                    label=f"{label}, {words}",
                    required=False,
                    min_value=0,
                    max_value=5000,
                    initial=getattr(present.get(code), name, None),
                )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"{code}-at_least"], self[f"{code}-at_most"]) for code, label in self.labels.items()]

    def save(self, *, by: Account) -> bool:
        values = self.cleaned_data
        targets = [Target(code, values[f"{code}-at_least"], values[f"{code}-at_most"]) for code in self.labels]
        try:
            set_targets(congress=self.congress, electing_unit=self.electing_unit, targets=targets, by=by)
        except Refusal as refusal:
            field = f"{refusal.field}-at_least"
            self.add_error(field if field in self.fields else None, str(refusal))
            return False
        return True
