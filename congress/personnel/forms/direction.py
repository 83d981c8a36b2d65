"""The direction: its text, its targets, its adoption."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from congress.personnel.actions.direction import adopt_direction, edit_direction
from congress.personnel.actions.scans import seal_scan
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.forms.files import SCAN, SCANS
from congress.personnel.models import Direction
from congress.personnel.rules.targets import LABELS
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField

BOUND = {"class": "form-control", "autocomplete": "off", "placeholder": "3, 1/3, 15%"}


class DirectionForm(forms.Form):
    """`labels`: the words of each target; the age groups have those of the rule set."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    seats = forms.IntegerField(label="Số lượng cần bầu (chỉ định)", required=False, min_value=1, max_value=500)
    requirements = forms.CharField(
        label="Yêu cầu, cơ cấu", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    standards = forms.CharField(label="Tiêu chuẩn", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    keep_until = DayField(
        label="Lưu hồ sơ, danh sách đến hết ngày",
        required=False,
        help_text="Sau ngày này Trưởng ban được nhắc huỷ tệp quét, tiểu sử: dữ liệu cá nhân không lưu lâu hơn cần thiết.",
    )

    def __init__(self, *args: Any, labels: Mapping[str, str], seats_help: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels
        self.fields["seats"].help_text = seats_help
        for key, label in labels.items():
            for side, words in (("minimum", "ít nhất"), ("maximum", "nhiều nhất")):
                self.fields[f"{side}-{key}"] = forms.CharField(
                    label=f"{label}, {words}", required=False, max_length=10, widget=forms.TextInput(attrs=BOUND)
                )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("seats", "requirements", "standards", "keep_until")]

    @property
    def target_rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"minimum-{key}"], self[f"maximum-{key}"]) for key, label in self.labels.items()]

    def save(self, *, congress: Congress, by: Account) -> Direction | None:
        values = self.cleaned_data
        rows = [
            {"key": key, "label": label, "minimum": values[f"minimum-{key}"], "maximum": values[f"maximum-{key}"]}
            for key, label in self.labels.items()
            if values[f"minimum-{key}"] or values[f"maximum-{key}"]
        ]
        try:
            return edit_direction(
                congress=congress,
                seats=values["seats"],
                requirements=values["requirements"],
                standards=values["standards"],
                targets=rows,
                keep_until=values["keep_until"],
                revision=values["revision"],
                by=by,
            )
        except Refusal as refusal:
            refusal.field = refusal.field.replace("target-", "minimum-")
            stored = Direction.objects.filter(congress=congress).first()
            refuse_or_show(self, refusal, stored=kept(stored, "seats", "requirements", "standards", "keep_until"))
            return None


def target_labels(bands: list[str]) -> dict[str, str]:
    """The words of the targets; the three age groups as the rule set has them."""
    named = {f"band_{place}": f"Tuổi {band.lower()}" for place, band in enumerate(bands, start=1)}
    return {key: named.get(key, label) for key, label in LABELS.items() if not key.startswith("band_") or key in named}


class AdoptForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    adopted_on = DayField(label="Ngày thông qua", help_text="Ví dụ 03/09/2025")
    meeting = forms.CharField(label="Hội nghị thông qua", max_length=300, help_text="Ví dụ: Hội nghị Ban Phụ nữ lần thứ 12")
    present = forms.IntegerField(label="Số có mặt", min_value=1, max_value=10000)
    in_favour = forms.IntegerField(label="Số đồng ý", min_value=0, max_value=10000)
    minutes = forms.FileField(
        label="Biên bản (bản quét)",
        help_text=SCAN,
        widget=forms.FileInput(attrs=SCANS),
        error_messages={"required": "Hãy chọn bản quét biên bản: phương hướng được thông qua kèm biên bản."},
    )

    def __init__(self, *args: Any, has_minutes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # adopted once before and reopened: those minutes stay unless others come
        self.fields["minutes"].required = not has_minutes

    def save(self, *, congress: Congress, today: date, by: Account) -> Direction | None:
        values = self.cleaned_data
        try:
            # an adoption that is refused leaves no sealed scan behind
            with transaction.atomic():
                return adopt_direction(
                    congress=congress,
                    adopted_on=values["adopted_on"],
                    meeting=values["meeting"],
                    in_favour=values["in_favour"],
                    present=values["present"],
                    minutes=seal_scan(congress=congress, upload=values["minutes"], by=by),
                    revision=values["revision"],
                    today=today,
                    by=by,
                )
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=kept(Direction.objects.filter(congress=congress).first()))
            return None
