"""Number, day, signatory and recipients of a document that is issued."""

from collections.abc import Sequence
from typing import Any

from django import forms

from documents.drafting.actions.issue import issue_document
from documents.drafting.models import Document
from documents.layout.authority import Authority, Signing, authority_lines, choices_of
from documents.layout.details import DocumentDetails
from documents.register.forms.fields import TokenField
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

AS_IT_IS = ""
# whose post must be named
WITH_POST = {Authority.DEPUTY, Authority.ORDER, Authority.DELEGATED}
# fields of the details that the page asks; the others are mended on the page of heading and signature
ASKED = ("symbol", "place", "signer", "recipients", "addressees", "issuing_authority")


class IssueForm(forms.Form):
    dated_on = DayField(label="Ngày văn bản")
    symbol = forms.CharField(label="Ký hiệu", max_length=40, help_text="Ví dụ: NQ-BPN")
    number = forms.ChoiceField(label="Số", required=False, widget=forms.RadioSelect)
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
    issuing_authority = forms.CharField(
        label="Thẩm quyền ban hành", required=False, max_length=300, help_text="Ví dụ: TRƯỞNG BAN PHỤ NỮ CÔNG AN TỈNH"
    )
    addressees = forms.CharField(label="Kính gửi", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    recipients = forms.CharField(
        label="Nơi nhận",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một nơi; dòng cuối là nơi lưu, ví dụ: Lưu: VT, BPN",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    token = TokenField()

    def __init__(
        self,
        *args: Any,
        document: Document,
        details: DocumentDetails,
        reserved: Sequence[OutgoingPaper],
        next_symbol: str,
        body: str,
        head: str,
        **kwargs: Any,
    ) -> None:
        initial = {name: getattr(details, name) for name in (*ASKED, "authority")} | {"revision": document.revision}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.document, self.details, self.body, self.head = document, details, body, head
        self.next_symbol = next_symbol
        self.reserved = {str(one.pk): one for one in reserved}
        kept = [(str(one.pk), f"{one.symbol}, giữ cho {one.reserved_for}") for one in reserved]
        self.fields["number"].choices = [("", f"Số tiếp theo: {next_symbol}"), *kept]  # type: ignore[attr-defined]
        if not kept:
            self.fields["number"].widget = forms.HiddenInput()
        self.fields["signing"].choices = [(AS_IT_IS, "Như đang ghi dưới đây"), *choices_of(details.profile)]  # type: ignore[attr-defined]
        if not document.type or not details.issuing_authority:
            self._drop_unless_needed("issuing_authority")
        if not details.addressees:
            self._drop_unless_needed("addressees")

    def _drop_unless_needed(self, name: str) -> None:
        if name not in self.data:
            self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        signing = values.get("signing")
        if signing and Authority(signing) in WITH_POST and not values.get("post"):
            self.add_error("post", "Hãy ghi chức vụ người ký, ví dụ: Phó Trưởng ban.")
        elif signing:
            signs = Signing(body=self.body, head=self.head, post=values.get("post", ""))
            values["authority"] = "\n".join(authority_lines(signing, signs, profile=self.details.profile))
        return values

    def save(self, *, address: str, by: Account) -> OutgoingPaper | None:
        values = self.cleaned_data
        details = {name: values[name] for name in (*ASKED, "authority") if name in values}
        try:
            return issue_document(
                document=self.document,
                details={name: value.replace("\r\n", "\n").strip() for name, value in details.items()},
                dated_on=values["dated_on"],
                address=address,
                by=by,
                reserved=self.reserved.get(values.get("number", "")),
                token=values["token"],
                revision=values["revision"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
