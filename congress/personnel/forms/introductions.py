"""Calls to units, and the unit's own paper."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from congress.personnel.actions.introductions import MeetingEntry, call_units
from congress.personnel.forms.files import SCAN, SCANS
from congress.personnel.forms.tables import whole, words
from congress.personnel.models import Introduction
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit


class CallForm(forms.Form):
    due_on = DayField(label="Hạn giới thiệu", help_text="Ví dụ 20/09/2025")
    most = forms.IntegerField(
        label="Mỗi đơn vị giới thiệu nhiều nhất",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Để trống nếu không giới hạn.",
    )
    request = forms.CharField(
        label="Nội dung đề nghị", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Yêu cầu, tiêu chuẩn, cách họp. Không ghi tên người.",
    )  # fmt: skip

    def save(self, *, congress: Congress, units: Iterable[Unit], today: date, by: Account) -> int | None:
        try:
            return call_units(congress=congress, units=units, today=today, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class MeetingForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label="Ngày họp", required=False, help_text="Ví dụ 15/09/2025")
    summoned = forms.IntegerField(label="Triệu tập", required=False, min_value=0, max_value=10000)
    present = forms.IntegerField(label="Có mặt", required=False, min_value=0, max_value=10000)
    valid = forms.IntegerField(label="Phiếu hợp lệ", required=False, min_value=0, max_value=10000)
    committee_agrees = forms.BooleanField(label="Cấp uỷ đơn vị nhất trí", required=False)
    minutes = forms.FileField(label="Biên bản (bản quét)", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS))


def read_votes(
    data: Mapping[str, str], rows: list[Introduction], errors: dict[str, str]
) -> tuple[dict[int, Any], dict[int, str]]:
    votes = {row.pk: whole(data, f"votes-{row.pk}", row.member.full_name, errors) for row in rows}
    reasons = {row.pk: words(data, f"reason-{row.pk}", 2000) for row in rows}
    return votes, reasons


def meeting_of(form: MeetingForm, votes: dict[int, Any], reasons: dict[int, str], **files: Any) -> MeetingEntry:
    values = form.cleaned_data
    named = {name: values[name] for name in ("held_on", "summoned", "present", "valid", "committee_agrees")}
    return MeetingEntry(votes=votes, reasons=reasons, **named, **files)
