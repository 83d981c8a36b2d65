"""A change of the body in mid-term."""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from congress.personnel.actions.body_changes import change_body, keep_decision
from congress.personnel.actions.files import seal_upload
from congress.personnel.actions.scans import seal_scan
from congress.personnel.forms.files import SCAN, SCANS
from congress.personnel.models import BodyChange, BodyChangeKind, GoesBecause
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.people.models import Member
from members.people.queries.offices import LEADING
from members.people.reference import UNION_POSITIONS
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse


class BodyChangeForm(forms.Form):
    kind = forms.ChoiceField(label="Thay đổi", choices=BodyChangeKind.choices)
    position = forms.ChoiceField(label="Chức vụ", choices=[(code, UNION_POSITIONS.label(code)) for code in LEADING])
    because = forms.ChoiceField(
        label="Lý do",
        required=False,
        choices=[("", "—"), *GoesBecause.choices],
        help_text="Bắt buộc khi cho thôi, thôi tham gia.",
    )
    on = DayField(label="Từ ngày", help_text="Ngày quyết định có hiệu lực, ví dụ 01/03/2027")
    decision = forms.CharField(
        label="Quyết định (số, ngày, cơ quan ký)", max_length=200, help_text="Ví dụ: Số 15/QĐ-BPN ngày 01/03/2027"
    )

    scan = forms.FileField(label="Bản quét quyết định", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS))

    def save(self, *, congress: Congress, member: Member, today: date, by: Account) -> BodyChange | None:
        values: dict[str, Any] = dict(self.cleaned_data)
        upload = values.pop("scan") or None
        try:
            # refused, no scan stays behind
            with transaction.atomic():
                scan = seal_scan(congress=congress, upload=upload, by=by)
                return change_body(congress=congress, member=member, scan=scan, today=today, by=by, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class DecisionScanForm(forms.Form):
    """The signed decision, when it comes after the change was recorded."""

    scan = forms.FileField(
        label="Bản quét quyết định",
        help_text=SCAN,
        widget=forms.FileInput(attrs=SCANS),
        error_messages={"required": "Hãy chọn tệp quét của quyết định."},
    )

    def keep(self, *, change: BodyChange, by: Account) -> BodyChange | None:
        try:
            with transaction.atomic():
                scan = seal_upload(congress=change.congress, upload=self.cleaned_data["scan"], by=by)
                return keep_decision(change=change, scan=scan, by=by)
        except Refusal as refusal:
            self.add_error("scan", str(refusal))
            return None
