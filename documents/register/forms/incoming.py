"""Entering what came in, and saying that it is dealt with."""

from typing import Any

from django import forms
from django.utils import timezone

from documents.register.actions import add_incoming_files, enter_incoming, finish_incoming
from documents.register.actions.incoming import FACTS as CHANGEABLE
from documents.register.forms.fields import KIND_CHOICES, FilesField, TokenField, congress_field, last, own_unit, unit_field
from documents.register.models import IncomingPaper, Urgency
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

FACTS = (
    "unit", "arrived_on", "sender", "symbol", "dated_on", "abstract", "urgency", "handled_by", "due_on", "congress", "note",
    "again", "token",
)  # fmt: skip


class FactsForm(forms.Form):
    """What the book says of a paper that came in."""

    sender = forms.CharField(label="Cơ quan gửi", max_length=200, help_text="Ví dụ: Ban Phụ nữ Công an nhân dân")
    symbol = forms.CharField(
        label="Số, ký hiệu của văn bản", max_length=60, required=False, help_text="Ví dụ: 45/HD-BPN; không có thì bỏ trống"
    )
    dated_on = DayField(label="Ngày văn bản", required=False)
    kind = forms.ChoiceField(label="Loại văn bản", choices=KIND_CHOICES)
    abstract = forms.CharField(label="Trích yếu nội dung", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices)
    handled_by = forms.CharField(label="Người xử lý", max_length=200, required=False, help_text="Ví dụ: Đại uý Lê Thị Hoa")
    due_on = DayField(label="Hạn xử lý", required=False)
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["congress"] = congress_field(account)
        last(self, "congress", "note")


class IncomingForm(FactsForm):
    arrived_on = DayField(label="Ngày đến")
    scans = FilesField(label="Tệp quét", required=False)
    again = forms.BooleanField(label="Vẫn vào sổ lần nữa", required=False, widget=forms.HiddenInput())
    token = TokenField()

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, account=account, **kwargs)
        unit = own_unit(account, Permission.REGISTER_KEEP)
        self.fields["unit"] = unit_field(account, Permission.REGISTER_KEEP, initial=unit)
        self.fields["arrived_on"].initial = timezone.localdate
        self.order_fields(["unit", "arrived_on"])
        last(self, "scans", "again")

    def save(self, *, by: Account) -> IncomingPaper | None:
        values = {name: self.cleaned_data[name] for name in FACTS}
        try:
            return enter_incoming(**values, kind_name=self.cleaned_data["kind"], uploads=self.cleaned_data["scans"], by=by)
        except Refusal as refusal:
            if refusal.field == "again":
                self.fields["again"].widget = forms.CheckboxInput()
            refuse(self, Refusal(str(refusal), field="scans" if refusal.field == "file" else refusal.field))
            return None


class ChangeForm(FactsForm):
    """Facts put right, or who deals with it said later."""

    revision = forms.IntegerField(widget=forms.HiddenInput())

    @property
    def facts(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"revision", "kind"}}
        return values | {"kind_name": self.cleaned_data["kind"]}


def initial_of(paper: IncomingPaper) -> dict[str, Any]:
    """What a form on its facts begins with."""
    return {name: getattr(paper, name) for name in CHANGEABLE} | {"kind": paper.kind_name, "revision": paper.revision}


class FilesForm(forms.Form):
    scans = FilesField(label="Tệp quét")

    def save(self, *, paper: IncomingPaper, by: Account) -> int | None:
        try:
            return add_incoming_files(paper=paper, uploads=self.cleaned_data["scans"], by=by)
        except Refusal as refusal:
            refuse(self, Refusal(str(refusal), field="scans"))
            return None


class FinishForm(forms.Form):
    done_on = DayField(label="Xử lý xong ngày")
    outcome = forms.CharField(
        label="Kết quả", max_length=500, required=False, help_text="Ví dụ: đã trả lời bằng công văn 12/BPN-PX03; lưu hồ sơ"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate

    def save(self, *, paper: IncomingPaper, by: Account) -> IncomingPaper | None:
        try:
            return finish_incoming(paper=paper, done_on=self.cleaned_data["done_on"], outcome=self.cleaned_data["outcome"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
