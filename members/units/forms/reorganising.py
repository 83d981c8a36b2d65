"""Moving, merging, splitting, closing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.units.actions import Part, close_unit, found_unit, merge_units, move_unit, split_unit
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit
from members.units.queries import find_units, units_managed_by

DECISION_HELP = "Ví dụ: Quyết định số 34/QĐ-BPN ngày 01/07/2026 của Ban Phụ nữ Công an tỉnh"


class MoveForm(forms.Form):
    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(units=units_managed_by(account).filter(ends_on=None), label="Tổ chức cấp trên mới")
        self.order_fields(["parent", "on", "reason"])

    on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Căn cứ", required=False, max_length=200, help_text=DECISION_HELP)

    def save(self, *, unit: Unit, by: Account) -> Unit | None:
        try:
            return move_unit(unit=unit, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class MergeForm(forms.Form):
    """Several units become one: this unit, or a new one beside it."""

    units = forms.CharField(
        label="Các đơn vị sáp nhập cùng đơn vị này",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị: ghi mã, hoặc vài chữ trong tên. Ví dụ: PC06",
    )
    code = forms.CharField(
        label="Mã của đơn vị mới",
        required=False,
        max_length=30,
        help_text="Để trống cả mã và tên nếu các đơn vị trên nhập vào đơn vị này.",
    )
    name = forms.CharField(label="Tên đầy đủ của đơn vị mới", required=False, max_length=200)
    short_name = forms.CharField(label="Tên viết tắt của đơn vị mới", required=False, max_length=60)
    on = DayField(label="Sáp nhập từ ngày")
    decision = forms.CharField(label="Quyết định", required=False, max_length=200, help_text=DECISION_HELP)

    def __init__(self, *args: Any, account: Account, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.unit = unit

    def clean_units(self) -> list[Unit]:
        managed = units_managed_by(self.account).filter(ends_on=None)
        chosen: dict[int, Unit] = {}
        problems = []
        for line in (line.strip() for line in self.cleaned_data["units"].splitlines()):
            if not line:
                continue
            found = find_units(managed, line, limit=6)
            if len(found) == 1:
                chosen[found[0].pk] = found[0]
            elif found:
                problems.append(f"“{line}” khớp nhiều đơn vị: {', '.join(unit.code for unit in found)}. Hãy ghi một mã.")
            else:
                problems.append(f"Không có đơn vị đang hoạt động nào khớp với “{line}”.")
        chosen.pop(self.unit.pk, None)
        if not chosen and not problems:
            problems.append("Hãy ghi ít nhất một đơn vị khác.")
        if problems:
            raise ValidationError(problems)
        return list(chosen.values())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if bool(values.get("code")) != bool(values.get("name")):
            self.add_error(
                "name" if values.get("code") else "code", "Đơn vị mới cần cả mã và tên; không lập đơn vị mới thì để trống cả hai."
            )
        return values

    def save(self, *, by: Account) -> Unit | None:
        values = self.cleaned_data
        try:
            with transaction.atomic():
                into, units = self.unit, [*values["units"]]
                if values["code"]:
                    into = found_unit(
                        code=values["code"],
                        kind=self.unit.kind,
                        name=values["name"],
                        short_name=values["short_name"],
                        parent=self.unit.parent,
                        starts_on=values["on"],
                        by=by,
                        place=self.unit.place,
                        founding_decision=values["decision"],
                    )
                    units.append(self.unit)
                return merge_units(units=units, into=into, on=values["on"], by=by, decision=values["decision"])
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class SplitForm(forms.Form):
    parts = forms.CharField(
        label="Các đơn vị mới",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị: mã, dấu chấm phẩy, tên đầy đủ. Ví dụ: PC06A; Hội Phụ nữ Phòng Cảnh sát giao thông",
    )
    on = DayField(label="Chia tách từ ngày")
    decision = forms.CharField(label="Quyết định", required=False, max_length=200, help_text=DECISION_HELP)

    def clean_parts(self) -> list[Part]:
        parts, problems = [], []
        for number, line in enumerate(self.cleaned_data["parts"].splitlines(), start=1):
            if not line.strip():
                continue
            code, _, name = (piece.strip() for piece in line.partition(";"))
            if not code or not name:
                problems.append(f"Dòng {number}: hãy ghi “mã; tên đầy đủ”.")
            elif len(code) > 30 or len(name) > 200:
                problems.append(f"Dòng {number}: mã dài nhất 30 ký tự, tên dài nhất 200 ký tự.")
            else:
                parts.append(Part(code=code, name=name))
        if problems:
            raise ValidationError(problems)
        return parts

    def save(self, *, unit: Unit, by: Account) -> list[Unit] | None:
        try:
            return split_unit(unit=unit, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class CloseForm(forms.Form):
    last_day = DayField(label="Ngày hoạt động cuối cùng")
    reason = forms.CharField(label="Căn cứ, lý do", max_length=200, help_text=DECISION_HELP)

    def save(self, *, unit: Unit, by: Account) -> Unit | None:
        try:
            return close_unit(unit=unit, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
