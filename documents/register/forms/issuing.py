"""Number and day of a paper that we print, and who signs it; what a kind of paper asks beside it, its own form adds."""

from collections.abc import Sequence
from typing import Any

from django import forms

from documents.layout.authority import Authority, Signing, authority_lines, choices_of
from documents.layout.details import Details
from documents.register.forms.fields import TokenField
from documents.register.models import OutgoingPaper
from members.units.forms.dates import DayField

AS_IT_IS = ""
# whose post must be named
WITH_POST = {Authority.DEPUTY, Authority.ORDER, Authority.DELEGATED}
# fields of the details that are asked with the signature
SIGNED = ("symbol", "place", "authority", "signer", "recipients")


class NumberForm(forms.Form):
    """The next number of the series, or one that was kept in it."""

    dated_on = DayField(label="Ngày văn bản")
    number = forms.ChoiceField(label="Số", required=False, widget=forms.RadioSelect)
    token = TokenField()

    def __init__(self, *args: Any, reserved: Sequence[OutgoingPaper], next_symbol: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.next_symbol = next_symbol
        self.reserved = {str(one.pk): one for one in reserved}
        kept = [(str(one.pk), f"{one.symbol}, giữ cho {one.reserved_for}") for one in reserved]
        self.fields["number"].choices = [("", f"Số tiếp theo: {next_symbol}"), *kept]  # type: ignore[attr-defined]
        if not kept:
            self.fields["number"].widget = forms.HiddenInput()

    @property
    def chosen_number(self) -> OutgoingPaper | None:
        """The kept number she chose; None: the next one."""
        return self.reserved.get(self.cleaned_data.get("number", ""))


class SigningForm(NumberForm):
    """Number, day, symbol, signatory and recipients."""

    symbol = forms.CharField(label="Ký hiệu", max_length=40, help_text="Ví dụ: NQ-BPN")
    signing = forms.ChoiceField(label="Cách ký", required=False)
    post = forms.CharField(
        label="Chức vụ người ký", required=False, max_length=150, help_text="Cho KT., TL., TUQ. Ví dụ: Phó Trưởng ban"
    )
    authority = forms.CharField(
        label="Quyền hạn, chức vụ trên chữ ký",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một ý; khi chọn “Cách ký” khác thì chương trình viết lại.",
    )
    signer = forms.CharField(label="Người ký", required=False, max_length=150, help_text="Ví dụ: Thượng tá Nguyễn Thị Thuỷ")
    place = forms.CharField(label="Địa danh", required=False, max_length=100)
    recipients = forms.CharField(
        label="Nơi nhận",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một nơi; dòng cuối là nơi lưu, ví dụ: Lưu: VT, BPN",
    )
    field_order: Sequence[str] = ("dated_on", "symbol", "number", "signing", "post", "authority", "signer", "place", "recipients")

    def __init__(self, *args: Any, details: Details, body: str, head: str, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(details, name) for name in SIGNED} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.details, self.body, self.head = details, body, head
        self.fields["signing"].choices = [(AS_IT_IS, "Như đang ghi dưới đây"), *choices_of(details.profile)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        signing = values.get("signing")
        if signing and Authority(signing) in WITH_POST and not values.get("post"):
            self.add_error("post", "Hãy ghi chức vụ người ký, ví dụ: Phó Trưởng ban.")
        elif signing:
            signs = Signing(body=self.body, head=self.head, post=values.get("post", ""))
            values["authority"] = "\n".join(authority_lines(signing, signs, profile=self.details.profile))
        return values

    def given(self, *names: str) -> dict[str, str]:
        """These fields as the details keep them."""
        values = self.cleaned_data
        return {name: values[name].replace("\r\n", "\n").strip() for name in names if name in values}
