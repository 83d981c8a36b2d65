"""Uploads that come in pieces, and keeping files beyond their day."""

from typing import Any

from django import forms

from congress.personnel.actions.files import LIMIT
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

# what a scan may be, for the browser's own choosing and in words
SCANS = {"accept": ".pdf,.jpg,.jpeg,.png"}
SCAN = "PDF, JPEG hoặc PNG, không quá 20 MB. Không tải lên văn bản có dấu Mật."


class BeginForm(forms.Form):
    # a paper of a candidate's file; or a scan of the form that is sent after it: views/staged.py
    purpose = forms.RegexField(
        r"^(document:\d{1,18}:[a-z_]{1,40}|scan:(adopt|call|decision|document|step|submission):\d{1,18}:[a-z_]{1,20})$",
        max_length=60,
    )
    # however long and large, so that the refusal can speak of the file
    name = forms.CharField()
    size = forms.IntegerField(min_value=0)
    stamp = forms.CharField(max_length=40, required=False)


class PieceForm(forms.Form):
    start = forms.IntegerField(min_value=0, max_value=LIMIT)
    piece = forms.FileField()


class KeepForm(forms.Form):
    until = DayField(label="Lưu đến hết ngày", help_text="Ví dụ: 31/12/2027.")
    reason = forms.CharField(label="Lý do", max_length=300)

    def refused(self, refusal: Any) -> None:
        refuse(self, refusal)
