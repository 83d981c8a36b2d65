"""Narrowing the book down, and asking for its print."""

from typing import Any

from django import forms

from congress.terms.queries import congresses_for
from documents.register.forms.fields import KIND_NAMES, unit_field
from documents.register.models import Book, OutgoingState
from documents.register.queries import Wanted
from members.access.models import Account
from members.access.roles import Permission
from members.units.fields import UnitField

ARRIVAL_STATES = [("open", "Chưa xử lý xong"), ("late", "Quá hạn"), ("done", "Đã xử lý xong")]


class FilterForm(forms.Form):
    q = forms.CharField(label="Tìm", required=False, max_length=100)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *((name, name) for name in KIND_NAMES)])
    state = forms.ChoiceField(label="Trạng thái", required=False)

    def __init__(self, *args: Any, account: Account, book: str, years: range, many_units: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = ARRIVAL_STATES if book == Book.INCOMING else OutgoingState.choices
        self.fields["state"].choices = [("", "Tất cả"), *states]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", "Mọi năm"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        if many_units:
            units = unit_field(account, Permission.REGISTER_VIEW, required=False, help_text="")
            units.widget.attrs["placeholder"] = "Tên hoặc mã"
            self.fields["unit"] = units
        self.fields["congress"] = forms.ModelChoiceField(
            label="Đại hội",
            required=False,
            queryset=congresses_for(account).order_by("-held_on", "id"),
            empty_label="Mọi đại hội",
        )

    @property
    def wanted(self) -> Wanted:
        values = self.cleaned_data
        return Wanted(
            text=values.get("q", ""),
            year=values.get("year"),
            kind=values.get("kind", ""),
            state=values.get("state", ""),
            unit=values.get("unit"),
            congress=values.get("congress"),
        )


class BookForm(forms.Form):
    """Which book is printed: of one unit, of one year."""

    book = forms.ChoiceField(label="Sổ", choices=Book.choices)
    unit: UnitField
    year = forms.TypedChoiceField(label="Năm", coerce=int)

    def __init__(self, *args: Any, account: Account, years: range, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(account, Permission.REGISTER_VIEW)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.order_fields(["book", "unit", "year"])
