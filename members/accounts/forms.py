"""Text in, objects out."""

from datetime import date
from typing import Any

from django import forms

from members.access.actions import change_account, give_grant, open_account
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import ROLES, Permission
from members.accounts.labels import LABELS
from members.accounts.queries import PERSONNEL
from members.units.models import Unit
from members.units.queries import units_for


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AccountFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"placeholder": "Tên, tên đăng nhập"}))
    role = forms.ChoiceField(
        label="Vai trò", required=False, choices=[("", "Mọi vai trò"), *((role.code, role.label) for role in ROLES.values())]
    )
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[
            ("", "Tất cả"),
            ("open", "Đang dùng"),
            ("never", "Chưa in phiếu"),
            ("invited", "Đã in phiếu, chưa đổi mật khẩu"),
            ("closed", "Đã khoá"),
        ],
    )


class TraceFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"placeholder": "Người làm, đối tượng, lý do"}))
    action = forms.ChoiceField(label="Việc", required=False)
    first = forms.DateField(label="Từ ngày", required=False, widget=DayInput())
    last = forms.DateField(label="Đến ngày", required=False, widget=DayInput())

    def __init__(self, *args: Any, sees_personnel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in LABELS.items() if sees_personnel or not pair[0].startswith(PERSONNEL)]
        choices = sorted(offered, key=lambda pair: pair[1])
        self.fields["action"].choices = [("", "Mọi việc"), *choices]  # type: ignore[attr-defined]


class UnitCodeField(forms.CharField):
    """A unit by its code or its whole name, out of those that may be chosen: a list of 5,000 is no drop-down."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ghi mã hoặc tên đầy đủ của đơn vị, ví dụ: CS07")
        super().__init__(**kwargs)
        self.units = Unit.objects.none()

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.units.filter(code__iexact=text)[:2]) or list(self.units.filter(name__iexact=text)[:2])
        if len(found) != 1:
            raise forms.ValidationError("Không tìm thấy đơn vị này. Hãy ghi đúng mã ghi ở trang Đơn vị.")
        return found[0]


class GrantForm(forms.Form):
    role = forms.ChoiceField(label="Vai trò", choices=[(role.code, role.label) for role in ROLES.values()])
    unit = UnitCodeField(label="Đơn vị", help_text="Vai trò có hiệu lực ở đơn vị này và các đơn vị cấp dưới. Ghi mã, ví dụ: CS07")
    starts_on = forms.DateField(label="Từ ngày", widget=DayInput())
    ends_on = forms.DateField(label="Đến ngày", required=False, widget=DayInput(), help_text="Bỏ trống nếu không thời hạn.")

    def __init__(self, *args: Any, account: Account, by: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.by = account, by
        self.fields["unit"].units = units_for(by, Permission.ACCOUNT_MANAGE)  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today

    def save(self) -> bool:
        values = self.cleaned_data
        try:
            give_grant(account=self.account, by=self.by, **values)
        except Refusal as refusal:
            self.add_error(refusal.field or None, str(refusal))
            return False
        return True


class AccountForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=120)
    username = forms.RegexField(
        label="Tên đăng nhập",
        regex=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$",
        help_text="Chữ không dấu, số, dấu chấm, gạch nối; ví dụ: nguyen.huong",
        error_messages={"invalid": "Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối; từ 3 ký tự."},
    )
    phone = forms.CharField(label="Điện thoại", max_length=30, required=False)
    email = forms.EmailField(label="Thư công vụ", required=False)

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        if account is not None:
            kwargs["initial"] = {"full_name": account.full_name, "phone": account.phone, "email": account.email}
        super().__init__(*args, **kwargs)
        self.account = account
        if account is not None:
            del self.fields["username"]

    def save(self, *, by: Account) -> Account | None:
        try:
            if self.account is not None:
                return change_account(account=self.account, by=by, **self.cleaned_data)
            return open_account(by=by, **self.cleaned_data)
        except Refusal as refusal:
            self.add_error(refusal.field or None, str(refusal))
            return None


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=300)
