"""Finding units, and asking for a day."""

from django import forms

from members.units.forms.dates import DayField
from members.units.models import UnitKind


class FilterForm(forms.Form):
    q = forms.CharField(label="Tìm đơn vị", required=False, max_length=100)
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả các loại"), *UnitKind.choices])
    force = forms.ChoiceField(
        label="Hiệu lực",
        required=False,
        choices=[("", "Đang hoạt động"), ("ended", "Đã kết thúc"), ("all", "Tất cả")],
    )


class DayForm(forms.Form):
    day = DayField(label="Xem đơn vị vào ngày", required=True)


class UploadForm(forms.Form):
    file = forms.FileField(label="Tệp danh sách đơn vị (.xlsx, .xls, .ods, .csv)")
