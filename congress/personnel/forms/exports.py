"""Forms of the exports that need two people."""

from collections.abc import Mapping
from typing import Any

from django import forms

from congress.personnel.actions.exports import ask_export, refuse_export
from congress.personnel.models import Export
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.normalise import clean


class AskExportForm(forms.Form):
    """What for."""

    purpose = forms.CharField(
        label="Mục đích xuất",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: trình Ban Thường vụ Đảng uỷ họp ngày 02/10/2026, in 09 bản, thu hồi sau họp.",
        error_messages={"required": "Hãy ghi mục đích xuất: dùng vào việc gì, giao cho ai."},
    )

    def ask(self, *, congress: Congress, form: str, title: str, parameters: Mapping[str, Any], by: Account) -> Export | None:
        try:
            return ask_export(
                congress=congress,
                form=form,
                title=title,
                parameters=parameters,
                purpose=clean(self.cleaned_data["purpose"]),
                by=by,
            )
        except Refusal as refusal:
            self.add_error("purpose" if refusal.field == "purpose" else None, str(refusal))
            return None


class RefuseExportForm(forms.Form):
    reason = forms.CharField(
        label="Lý do không đồng ý",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do không đồng ý."},
    )

    def refuse(self, *, export: Export, by: Account) -> Export | None:
        try:
            return refuse_export(export=export, reason=clean(self.cleaned_data["reason"]), by=by)
        except Refusal as refusal:
            self.add_error("reason" if refusal.field == "reason" else None, str(refusal))
            return None
