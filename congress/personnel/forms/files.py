"""Uploads that come in pieces, and keeping files beyond their day."""

from typing import Any

from django import forms

from congress.personnel.actions.files import LIMIT
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse


class BeginForm(forms.Form):
    purpose = forms.RegexField(r"^document:\d{1,18}:[a-z_]{1,40}$")
    name = forms.CharField(max_length=300)
    size = forms.IntegerField(min_value=0, max_value=LIMIT * 1000)
    stamp = forms.CharField(max_length=40, required=False)


class PieceForm(forms.Form):
    start = forms.IntegerField(min_value=0, max_value=LIMIT)
    piece = forms.FileField()


class KeepForm(forms.Form):
    until = DayField(label="Lưu đến hết ngày", help_text="Ví dụ: 31/12/2027.")
    reason = forms.CharField(label="Lý do", max_length=300)

    def refused(self, refusal: Any) -> None:
        refuse(self, refusal)
