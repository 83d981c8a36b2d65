"""What is typed into the pages of electing units and of the allocation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from congress.delegates.actions.allocation import (
    TIE_WAYS,
    change_electing_unit,
    decide_tie,
    freeze_allocation,
    make_electing_units,
    place_unit,
    set_seats,
)
from congress.delegates.models import Allocation, AllocationRow, ElectingUnit
from congress.delegates.queries.allocation import Parameters, with_numbers
from congress.delegates.rules.priority import Addition, read_additions, written_additions
from congress.delegates.rules.seats import Tie
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.units.fields import UnitField
from members.units.forms.refusing import refuse
from members.units.models import Unit, UnitQuerySet


class GroupsForm(forms.Form):
    """Chi hội by themselves, or in so many groups of neighbours."""

    way = forms.ChoiceField(
        label="Chi hội bầu đại biểu",
        choices=[("groups", "Ghép các chi hội gần nhau (theo mã) thành cụm"), ("alone", "Mỗi chi hội là một đơn vị bầu")],
        widget=forms.RadioSelect,
    )
    groups = forms.IntegerField(
        label="Số cụm", required=False, min_value=1, help_text="Ví dụ 20. Sau đó chuyển từng chi hội được."
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("way") == "groups" and not values.get("groups") and "groups" not in self.errors:
            self.add_error("groups", "Hãy ghi số cụm.")
        return values

    def save(self, *, congress: Congress, by: Account) -> list[ElectingUnit] | None:
        groups = self.cleaned_data["groups"] if self.cleaned_data["way"] == "groups" else None
        try:
            return make_electing_units(congress=congress, groups=groups, by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ElectingUnitForm(forms.Form):
    name = forms.CharField(label="Tên", max_length=200, help_text="Ví dụ: Cụm 3, hoặc Cụm Bình An – Tân Hoà.")
    lead_unit = forms.ModelChoiceField(
        label="Đơn vị lập danh sách",
        queryset=Unit.objects.none(),
        help_text="Chi hội trưởng của đơn vị này nhập và gửi danh sách của cả cụm.",
        empty_label=None,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, electing_unit: ElectingUnit) -> None:
        super().__init__(data, initial={"name": electing_unit.name, "lead_unit": electing_unit.lead_unit_id})
        self.electing_unit = electing_unit
        units = Unit.objects.filter(electing_links__electing_unit=electing_unit).order_by("sort_key")
        self.fields["lead_unit"].queryset = units  # type: ignore[attr-defined]

    def save(self, *, by: Account) -> ElectingUnit | None:
        try:
            return change_electing_unit(electing_unit=self.electing_unit, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ElectingUnitFilter(forms.Form):
    q = forms.CharField(label="Tìm đơn vị bầu, chi hội", required=False, max_length=100)


class PlaceForm(forms.Form):
    """A unit, and where it elects from now on."""

    to = forms.ChoiceField(label="Bầu ở", required=False)
    reason = forms.CharField(label="Lý do", required=False, max_length=300, help_text="Chỉ cần khi đã ban hành phân bổ.")

    def __init__(self, *args: Any, congress: Congress, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.groups = {str(one.pk): one for one in congress.electing_units.filter(is_group=True)}
        self.fields["unit"] = UnitField(label="Chi hội, hội cơ sở", units=units)
        choices = [("", "Tự bầu (không thuộc cụm nào)"), *((pk, one.name) for pk, one in self.groups.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["unit", "to", "reason"])

    def save(self, *, by: Account) -> ElectingUnit | None:
        values = self.cleaned_data
        try:
            return place_unit(
                congress=self.congress,
                unit=values["unit"],
                to=self.groups.get(values["to"]),
                by=by,
                reason=values["reason"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class NumbersForm(forms.Form):
    """The numbers an allocation follows from; the rest stands in the rule set."""

    total = forms.IntegerField(label="Tổng số đại biểu", min_value=1, max_value=5000)
    ex_officio = forms.IntegerField(label="Đương nhiên", min_value=0, max_value=5000)
    appointed = forms.IntegerField(label="Chỉ định", min_value=0, max_value=5000)
    base = forms.IntegerField(label="Số chỗ chia đều mỗi đơn vị", min_value=0, max_value=100)
    members_per_seat = forms.IntegerField(label="Số hội viên một đại biểu", min_value=1, max_value=10000)

    priority = forms.CharField(
        label="Cộng thêm cho đơn vị đặc thù", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, known: Parameters, units: Sequence[ElectingUnit]) -> None:
        self.units = {unit.code: unit.pk for unit in units}
        self.cap = known.priority_cap
        initial: dict[str, Any] = {name: getattr(known, name) for name in self.base_fields if name != "priority"}
        initial["priority"] = written_additions(known.additions, {unit.pk: unit.code for unit in units})
        super().__init__(data, initial=initial)
        example = next(iter(self.units), "PC06")
        self.fields["priority"].help_text = (
            f"Chỉ dùng cho cách “Ưu tiên đơn vị đặc thù”; cộng tất cả không quá {self.cap} (bộ quy tắc). "
            f"Mỗi dòng: mã; số đại biểu cộng thêm; lý do. Ví dụ: {example}; 1; vùng biên giới"
        )

    def clean_priority(self) -> tuple[Addition, ...]:
        additions, problems = read_additions(self.cleaned_data["priority"], self.units, cap=self.cap)
        if problems:
            raise forms.ValidationError(problems)
        return tuple(additions)

    def parameters(self, known: Parameters) -> Parameters:
        """The numbers as typed, over those of the rule set."""
        numbers = dict(self.cleaned_data)
        additions = numbers.pop("priority")
        return replace(with_numbers(known, **numbers), additions=additions)


class TieForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label="Cách chọn", choices=list(TIE_WAYS.items()), widget=forms.RadioSelect)
    chosen = forms.MultipleChoiceField(
        label="Nếu Ban Tổ chức quyết định: đơn vị được chọn", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bắt buộc khi Ban Tổ chức quyết định. Ví dụ: đơn vị ở vùng xa, được chọn làm điểm.",
    )

    def __init__(self, *args: Any, tie: Tie, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(str(unit), names[unit]) for unit in tie.candidates]  # type: ignore[attr-defined]

    def save(self, *, allocation: Allocation, by: Account) -> Allocation | None:
        values = dict(self.cleaned_data)
        values["chosen"] = [int(unit) for unit in values["chosen"]]
        try:
            return decide_tie(allocation=allocation, by=by, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class SeatsForm(forms.Form):
    """Seats and notes of every electing unit of the draft."""

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, rows: list[AllocationRow], shown: str) -> None:
        super().__init__(data, initial={"shown": shown})
        self.rows = rows
        for row in rows:
            self.fields[f"seats_{row.electing_unit_id}"] = forms.IntegerField(
                label=f"Số đại biểu của {row.electing_unit.name}",
                min_value=0,
                max_value=999,
                initial=row.seats,
                widget=forms.NumberInput(
                    attrs={"class": "form-control seats-input", "aria-label": f"Số đại biểu của {row.electing_unit.name}"}
                ),
            )
            self.fields[f"note_{row.electing_unit_id}"] = forms.CharField(
                label=f"Ghi chú của {row.electing_unit.name}",
                max_length=200,
                required=False,
                initial=row.note,
                widget=forms.TextInput(attrs={"class": "form-control", "aria-label": f"Ghi chú của {row.electing_unit.name}"}),
            )

    def lines(self) -> list[tuple[AllocationRow, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"seats_{row.electing_unit_id}"], self[f"note_{row.electing_unit_id}"]) for row in self.rows]

    def save(self, *, allocation: Allocation, by: Account) -> Allocation | None:
        values = self.cleaned_data
        ids = [row.electing_unit_id for row in self.rows]
        try:
            return set_seats(
                allocation=allocation,
                seats={unit: values[f"seats_{unit}"] for unit in ids},
                notes={unit: values[f"note_{unit}"] for unit in ids},
                shown=values["shown"],
                by=by,
            )
        except Changed as changed:
            self.add_error(None, f"{changed} Những gì bạn nhập vẫn còn trong bảng; lưu lần nữa là ghi đè.")
            return None
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class FreezeForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do lập bản mới", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allocation = allocation
        if allocation.number == 1:
            del self.fields["reason"]

    def save(self, *, by: Account) -> Allocation | None:
        try:
            return freeze_allocation(
                allocation=self.allocation,
                by=by,
                reason=self.cleaned_data.get("reason", ""),
                shown=self.cleaned_data["shown"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
