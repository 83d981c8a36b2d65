"""Asking for a number: for a paper that is there, for one to come, for the first of a series."""

from typing import Any

from django import forms
from django.utils import timezone

from documents.layout.symbols import symbol_of
from documents.register.actions import (
    attach_signed_scan,
    issue_outside,
    reserve_number,
    set_first_number,
    supply_pdf,
    void_paper,
)
from documents.register.forms.fields import KIND_CHOICES, SCAN_HELP, TokenField, congress_field, own_unit, unit_field
from documents.register.models import Book, OutgoingPaper, Profile, Series, SignedScan
from documents.register.queries import body_last_used
from documents.register.rules import kinds
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

# Hội's own papers first: nearly all are
PROFILES = [
    (Profile.UNION.value, "Theo năm (văn bản của Hội, Nghị định 30)"),
    (Profile.PARTY.value, "Theo nhiệm kỳ (văn bản của Đảng)"),
]


class SymbolForm(forms.Form):
    """Whose number of which series: unit, type, how the body stands in the symbol."""

    permission = Permission.REGISTER_KEEP

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        unit = own_unit(account, self.permission)
        self.fields = {
            "unit": unit_field(account, self.permission, initial=unit),
            "profile": forms.ChoiceField(label="Cách đánh số", choices=PROFILES),
            "kind": forms.ChoiceField(label="Loại văn bản", choices=KIND_CHOICES),
            "body": forms.CharField(
                label="Chữ viết tắt cơ quan ban hành",
                max_length=30,
                help_text="Như trong ký hiệu. Ví dụ: BPN",
                initial=body_last_used(unit) if unit else "",
            ),
            "drafter": forms.CharField(
                label="Nơi soạn (chỉ công văn)", max_length=30, required=False, help_text="Ví dụ: PX03, để có ký hiệu BPN-PX03"
            ),
            **self.fields,
        }

    def clean_kind(self) -> str:
        name: str = self.cleaned_data["kind"]
        known = kinds(self.cleaned_data.get("profile", ""))
        if name not in known.values():
            raise forms.ValidationError(f"Cách đánh số này không có loại “{name}”. Hãy chọn loại khác hoặc đổi cách đánh số.")
        return name

    @property
    def numbered(self) -> dict[str, Any]:
        """unit, kind, symbol, profile as the actions take them."""
        values = self.cleaned_data
        code = next(code for code, name in kinds(values["profile"]).items() if name == values["kind"])
        symbol = symbol_of(code, issuer=values["body"], drafter=values["drafter"], profile=values["profile"])
        return {"unit": values["unit"], "kind": code, "symbol": symbol, "profile": values["profile"]}


class PaperFields(forms.Form):
    """What the book says of an issued paper."""

    abstract = forms.CharField(
        label="Trích yếu nội dung",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Tổ chức đại hội phụ nữ các cấp, nhiệm kỳ 2026-2031",
    )
    dated_on = DayField(label="Ngày văn bản")
    signer = forms.CharField(label="Người ký", max_length=150, help_text="Ví dụ: Thượng tá Nguyễn Thị Thuỷ")
    authority = forms.CharField(
        label="Quyền hạn, chức vụ người ký",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một ý. Ví dụ: TM. BAN PHỤ NỮ, dòng dưới TRƯỞNG BAN",
    )
    recipients = forms.CharField(
        label="Nơi nhận",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một nơi",
    )
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
    file = forms.FileField(
        label="Bản PDF (có thể nộp sau)",
        required=False,
        help_text="Bản PDF phát hành, tối đa 20 MB; lưu một lần, không thay được. "
        "Không tải lên văn bản đóng dấu Mật, Tối mật, Tuyệt mật.",
    )
    token = TokenField()

    @property
    def facts(self) -> dict[str, Any]:
        names = ("abstract", "dated_on", "signer", "authority", "recipients", "congress", "note", "token")
        return {name: self.cleaned_data[name] for name in names} | {"upload": self.cleaned_data["file"]}


class IssueForm(SymbolForm, PaperFields):
    """A paper that was made outside the program takes the next number."""

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, account=account, **kwargs)
        self.fields["congress"] = congress_field(account)
        self.fields["dated_on"].initial = timezone.localdate
        self.order_fields(
            [*[name for name in self.fields if name not in {"congress", "note", "file"}], "congress", "note", "file"]
        )

    def save(self, *, address: str, by: Account) -> OutgoingPaper | None:
        try:
            return issue_outside(**self.numbered, kind_name=self.cleaned_data["kind"], **self.facts, address=address, by=by)
        except Refusal as refusal:
            refuse(self, _said_of_body(refusal))
            return None


class UseForm(PaperFields):
    """A paper that takes a reserved number: whose and which is known."""

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["congress"] = congress_field(account)
        self.order_fields(
            [*[name for name in self.fields if name not in {"congress", "note", "file"}], "congress", "note", "file"]
        )

    def save(self, *, reserved: OutgoingPaper, address: str, by: Account) -> OutgoingPaper | None:
        try:
            return issue_outside(
                unit=reserved.unit,
                kind=reserved.kind,
                kind_name=reserved.kind_name,
                symbol=reserved.series_symbol,
                profile=reserved.profile,
                reserved=reserved,
                **self.facts,
                address=address,
                by=by,
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ReserveForm(SymbolForm):
    reserved_for = forms.CharField(label="Giữ cho ai", max_length=200, help_text="Ví dụ: Tổ Nội dung")
    reason = forms.CharField(
        label="Vì sao", max_length=300, help_text="Ví dụ: Kế hoạch trình ký ngày 25, in số trước để kịp gửi đơn vị"
    )
    until = DayField(label="Giữ đến hết ngày", help_text="Quá ngày này mà chưa dùng thì phải huỷ, có lý do")
    token = TokenField()

    def save(self, *, by: Account) -> OutgoingPaper | None:
        values = self.cleaned_data
        try:
            return reserve_number(
                **self.numbered,
                kind_name=values["kind"],
                reserved_for=values["reserved_for"],
                reason=values["reason"],
                until=values["until"],
                token=values["token"],
                by=by,
            )
        except Refusal as refusal:
            refuse(self, _said_of_body(refusal))
            return None


class FirstNumberForm(SymbolForm):
    permission = Permission.REGISTER_CORRECT

    first_number = forms.IntegerField(label="Số đầu tiên sẽ cấp", min_value=1, help_text="Sổ giấy đã đến 112 thì ghi 113")
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Ví dụ: tiếp theo sổ giấy năm 2026, số cuối đã cấp là 112")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, account=account, **kwargs)
        self.fields["book"] = forms.ChoiceField(label="Sổ", choices=Book.choices)
        for name in ("kind", "body"):
            self.fields[name].required = False
        self.fields["kind"].help_text = "Sổ văn bản đến không phân theo loại: để trống."
        self.order_fields(["unit", "book"])

    def clean_kind(self) -> str:
        return super().clean_kind() if self.cleaned_data["kind"] else ""

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.data.get("book") == Book.OUTGOING:
            for name, word in (("kind", "loại văn bản"), ("body", "chữ viết tắt cơ quan ban hành")):
                if name not in self.errors and not values.get(name):
                    self.add_error(name, f"Hãy ghi {word} của dãy số.")
        return values

    def save(self, *, by: Account) -> Series | None:
        values = self.cleaned_data
        symbol = self.numbered if values["book"] == Book.OUTGOING else {"unit": values["unit"]}
        try:
            return set_first_number(
                **symbol, book=values["book"], first_number=values["first_number"], reason=values["reason"], by=by
            )
        except Refusal as refusal:
            refuse(self, _said_of_body(refusal))
            return None


class PdfForm(forms.Form):
    """The PDF of an issued paper, kept once."""

    file = forms.FileField(
        label="Bản PDF phát hành",
        help_text="Tối đa 20 MB; lưu một lần, không thay được. Không tải lên văn bản đóng dấu Mật, Tối mật, Tuyệt mật.",
    )

    def save(self, *, paper: OutgoingPaper, by: Account) -> OutgoingPaper | None:
        try:
            return supply_pdf(paper=paper, upload=self.cleaned_data["file"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ScanForm(forms.Form):
    file = forms.FileField(label="Bản đã ký", help_text=SCAN_HELP)
    note = forms.CharField(label="Ghi chú", max_length=200, required=False, help_text="Ví dụ: bản quét lại, rõ dấu")

    def save(self, *, paper: OutgoingPaper, by: Account) -> SignedScan | None:
        try:
            return attach_signed_scan(paper=paper, upload=self.cleaned_data["file"], note=self.cleaned_data["note"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="Lý do huỷ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: ghi sai nội dung, phát hành lại bằng văn bản số 06/KH-BPN",
    )

    def save(self, *, paper: OutgoingPaper, by: Account) -> OutgoingPaper | None:
        try:
            return void_paper(paper=paper, reason=self.cleaned_data["reason"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


def _said_of_body(refusal: Refusal) -> Refusal:
    """The action speaks of the symbol; the form asks for its parts."""
    return Refusal(str(refusal), field="body" if refusal.field == "symbol" else refusal.field)
