"""A value of the rule set, as a person writes it."""

from typing import Any

from django import forms

from congress.terms.actions import check_rule, set_rule
from congress.terms.models import Congress, Rule
from congress.terms.rules.catalogue import Entry, Kind, text_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

LONG = (Kind.TABLE, Kind.SEVERITIES, Kind.LIST, Kind.STEPS, Kind.BANDS)
EXAMPLES = {
    Kind.INTEGER: "Một số nguyên, ví dụ 20.",
    Kind.PERCENT: "Một số phần trăm, ví dụ 5 hoặc 7,5.",
    Kind.FRACTION: "Một phân số, ví dụ 2/3.",
    Kind.RANGE: "Hai số, ví dụ 3-7.",
    Kind.STEPS: "Ví dụ 15: 1; 30: 2; 50: 3; 75: 4; >75: 5.",
    Kind.BANDS: "Ví dụ <30; 30-35; >35.",
    Kind.TABLE: "Mỗi dòng một mục, ví dụ Cấp uý: 55.",
    Kind.LIST: "Các mục cách nhau bằng dấu chấm phẩy.",
    Kind.SEVERITIES: "Mỗi dòng một kiểm tra: mức (block, warn hoặc info).",
}


class RuleFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"placeholder": "Tên quy tắc"}))
    only = forms.ChoiceField(
        label="Đối chiếu",
        required=False,
        choices=[("", "Tất cả"), ("unchecked", "Chưa đối chiếu"), ("checked", "Đã đối chiếu"), ("changed", "Khác mặc định")],
    )


class RuleForm(forms.Form):
    basis = forms.CharField(
        label="Căn cứ",
        required=False,
        max_length=300,
        help_text="Văn bản, số, ngày. Ví dụ: Hướng dẫn 05/HD-BPN ngày 05/9/2026, mục II.3.",
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["value_text", "basis"]

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.fields["value_text"] = self._value_field(entry)
        self.order_fields(self.field_order)

    @staticmethod
    def _value_field(entry: Entry) -> forms.Field:
        hint = " ".join(filter(None, [EXAMPLES.get(entry.kind, ""), "Bỏ trống: chưa đặt."]))
        if entry.kind == Kind.CHOICE:
            choices = [("", "Chưa đặt"), *entry.choices.items()]
            return forms.ChoiceField(label="Giá trị", required=False, choices=choices)
        if entry.kind == Kind.SWITCH:
            choices = [("", "Chưa đặt"), ("Có", "Có"), ("Không", "Không")]
            return forms.ChoiceField(label="Giá trị", required=False, choices=choices)
        label = f"Giá trị ({entry.unit})" if entry.unit else "Giá trị"
        if entry.kind in LONG or entry.kind == Kind.TEXT:
            return forms.CharField(
                label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 6 if entry.kind in LONG else 2})
            )
        return forms.CharField(label=label, required=False, help_text=hint)

    @staticmethod
    def initial_of(entry: Entry, value: Any, basis: str, seen: str) -> dict[str, str]:
        return {"value_text": text_of(entry, value), "basis": basis, "seen": seen}

    def save(self, *, congress: Congress, by: Account) -> Rule | None:
        try:
            return set_rule(
                congress=congress,
                key=self.entry.key,
                value_text=self.cleaned_data["value_text"],
                basis=self.cleaned_data["basis"],
                seen=self.cleaned_data["seen"] or None,
                by=by,
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class CheckForm(forms.Form):
    basis = forms.CharField(
        label="Văn bản đã đối chiếu",
        max_length=300,
        help_text="Tên, số, ngày, mục. Ví dụ: Hướng dẫn 05/HD-BPN ngày 05/9/2026, mục II.3.",
    )

    def save(self, *, congress: Congress, key: str, by: Account) -> Rule | None:
        try:
            return check_rule(congress=congress, key=key, by=by, basis=self.cleaned_data["basis"])
        except Refusal as refusal:
            refuse(self, refusal)
            return None
