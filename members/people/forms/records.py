"""Offices, awards, discipline."""

from typing import Any

from django import forms

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.actions import add_award, add_discipline, begin_office, end_office, set_photo
from members.people.models import Award, Discipline, Member, Office
from members.people.reference import AWARD_KINDS, UNION_POSITIONS
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.queries import units_for

EARLIEST, LATEST = 1945, 2100


class OfficeForm(forms.Form):
    position = forms.ChoiceField(label="Chức vụ", choices=[item for item in UNION_POSITIONS.choices if item[0] != "member"])
    starts_on = DayField(label="Từ ngày")
    basis = forms.CharField(
        label="Căn cứ",
        required=False,
        max_length=200,
        help_text="Ví dụ: Quyết định số 15/QĐ-BPN ngày 20/08/2025, hoặc Đại hội ngày 12/08/2025",
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units_for(account, Permission.MEMBER_MANAGE), label="Tổ chức Hội")
        self.order_fields(["unit", "position", "starts_on", "basis"])

    def save(self, *, member: Member, by: Account) -> Office | None:
        try:
            return begin_office(member=member, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class EndOfficeForm(forms.Form):
    ends_on = DayField(label="Ngày thôi giữ chức vụ")
    reason = forms.CharField(label="Lý do", max_length=200, help_text="Ví dụ: chuyển công tác; hết nhiệm kỳ")

    def save(self, *, office: Office, by: Account) -> Office | None:
        try:
            return end_office(office=office, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class AwardForm(forms.Form):
    kind = forms.ChoiceField(label="Nhóm", choices=AWARD_KINDS.choices)
    title = forms.CharField(
        label="Danh hiệu, hình thức", max_length=150, help_text="Ví dụ: Bằng khen của Trung ương Hội LHPN Việt Nam"
    )
    year = forms.IntegerField(label="Năm", required=False, help_text="Ví dụ: 2024", min_value=EARLIEST, max_value=LATEST)
    decision = forms.CharField(label="Quyết định", required=False, max_length=150, help_text="Ví dụ: 123/QĐ-ĐCT ngày 20/10/2024")

    def save(self, *, member: Member, by: Account) -> Award:
        return add_award(member=member, by=by, **self.cleaned_data)


class DisciplineForm(forms.Form):
    form = forms.CharField(label="Hình thức", max_length=150, help_text="Ví dụ: Khiển trách")
    year = forms.IntegerField(label="Năm", required=False, help_text="Ví dụ: 2023", min_value=EARLIEST, max_value=LATEST)
    decision = forms.CharField(label="Quyết định", required=False, max_length=150, help_text="Ví dụ: 45/QĐ ngày 02/03/2023")
    ended_on = DayField(label="Hết hiệu lực từ ngày", required=False)

    def save(self, *, member: Member, by: Account) -> Discipline:
        return add_discipline(member=member, by=by, **self.cleaned_data)


class PhotoForm(forms.Form):
    file = forms.FileField(
        label="Ảnh chân dung",
        help_text="Ảnh 3×4 hoặc 4×6, tệp JPEG hoặc PNG, không quá 5 MB. Nơi chụp, loại máy ghi trong tệp được xoá.",
        error_messages={"required": "Hãy chọn tệp ảnh.", "empty": "Tệp rỗng. Hãy chọn lại tệp."},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def save(self, *, member: Member, by: Account) -> Member | None:
        try:
            return set_photo(member=member, upload=self.cleaned_data["file"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
