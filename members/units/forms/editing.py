"""A new unit, its facts, its name."""

from typing import Any

from django import forms

from members.access.models import Account
from members.access.refusal import Refusal
from members.units.actions import change_unit, correct_unit_name, found_unit, rename_unit
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit, UnitKind
from members.units.queries import units_managed_by

NAME_HELP = "Ví dụ: Hội Phụ nữ Phòng Tham mưu"


class FactsFields(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=UnitKind.choices)
    leading_party_committee = forms.CharField(
        label="Cấp uỷ lãnh đạo", required=False, max_length=200, help_text="Ví dụ: Chi bộ Phòng Tham mưu"
    )
    place = forms.CharField(label="Địa danh ghi trên văn bản", required=False, max_length=100, help_text="Ví dụ: Hà Sơn")
    founding_decision = forms.CharField(
        label="Quyết định thành lập",
        required=False,
        max_length=200,
        help_text="Số, ngày, cơ quan. Ví dụ: Quyết định số 12/QĐ-BPN ngày 01/07/2025 của Ban Phụ nữ Công an tỉnh",
    )
    contact_name = forms.CharField(label="Người liên hệ", required=False, max_length=120, help_text="Ví dụ: Thiếu tá Lê Thị Hoà")
    contact_phone = forms.CharField(label="Điện thoại liên hệ", required=False, max_length=30, help_text="Ví dụ: 0912 345 678")


class FoundForm(FactsFields):
    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(units=units_managed_by(account).filter(ends_on=None), label="Tổ chức cấp trên")
        self.order_fields(["parent", "code", "name", "short_name", "kind", "starts_on"])

    code = forms.CharField(label="Mã", max_length=30, help_text="Ngắn và không trùng. Ví dụ: PV01 hoặc CAX-TANHOA")
    name = forms.CharField(label="Tên đầy đủ", max_length=200, help_text=NAME_HELP)
    short_name = forms.CharField(label="Tên viết tắt", required=False, max_length=60, help_text="Ví dụ: Phòng Tham mưu")
    starts_on = DayField(label="Hoạt động từ ngày")

    def save(self, *, by: Account) -> Unit | None:
        try:
            return found_unit(by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class UnitFactsForm(FactsFields):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, *, unit: Unit, by: Account) -> Unit:
        """Raises Changed when somebody else was quicker."""
        changes = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return change_unit(unit=unit, revision=self.cleaned_data["revision"], changes=changes, by=by)


class NameForm(forms.Form):
    name = forms.CharField(label="Tên đầy đủ", max_length=200, help_text=NAME_HELP)
    short_name = forms.CharField(label="Tên viết tắt", required=False, max_length=60, help_text="Ví dụ: Phòng Tham mưu")
    correction = forms.BooleanField(
        label="Chỉ sửa lỗi chính tả, không phải đổi tên",
        required=False,
        help_text="Tên đang dùng được sửa tại chỗ; nhật ký vẫn giữ tên viết sai.",
    )
    on = DayField(label="Mang tên mới từ ngày", required=False)
    reason = forms.CharField(
        label="Căn cứ", required=False, max_length=200, help_text="Ví dụ: Quyết định số 34/QĐ-BPN ngày 01/07/2026"
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("correction") and not values.get("on") and "on" not in self.errors:
            self.add_error("on", "Hãy ghi ngày bắt đầu mang tên mới, hoặc đánh dấu là chỉ sửa lỗi chính tả.")
        return values

    def save(self, *, unit: Unit, by: Account) -> Unit | None:
        values = self.cleaned_data
        try:
            if values["correction"]:
                return correct_unit_name(unit=unit, name=values["name"], short_name=values["short_name"], by=by)
            return rename_unit(
                unit=unit,
                name=values["name"],
                short_name=values["short_name"],
                on=values["on"],
                by=by,
                reason=values["reason"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
