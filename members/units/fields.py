"""Choosing one of thousands of units in a form: by its code or by words of its name, which needs no script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from members.units.models import Unit, UnitQuerySet
from members.units.queries import find_units


class UnitField(forms.CharField):
    """Takes a code or words of a name and gives the unit; several that fit are named in the error, with their codes."""

    def __init__(self, *, units: UnitQuerySet, **kwargs: Any) -> None:
        self.units = units
        super().__init__(**{"help_text": "Ghi mã hoặc vài chữ trong tên, không cần dấu. Ví dụ: PX03"} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value.code if isinstance(value, Unit) else value)
        if not text:
            return None
        found = find_units(self.units, text, limit=6)
        if not found:
            raise ValidationError(f"Không có đơn vị nào khớp với “{text}” trong phạm vi của bạn. Hãy ghi mã đơn vị.")
        if len(found) > 1:
            names = "; ".join(f"{unit.code} ({unit.label})" for unit in found[:5])
            raise ValidationError(f"Có nhiều đơn vị khớp: {names}{'…' if len(found) > 5 else ''}. Hãy ghi mã của một đơn vị.")
        return found[0]
