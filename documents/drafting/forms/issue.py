"""Number, day, signatory and recipients of a document that is issued."""

from typing import Any

from django import forms

from documents.drafting.actions.issue import issue_document
from documents.drafting.models import Document
from documents.layout.details import DocumentDetails
from documents.register.forms.issuing import SIGNED, SigningForm
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

# fields of the details that the page asks; the others are mended on the page of heading and signature
ASKED = (*SIGNED, "addressees", "issuing_authority")


class IssueForm(SigningForm):
    issuing_authority = forms.CharField(
        label="Thẩm quyền ban hành", required=False, max_length=300, help_text="Ví dụ: TRƯỞNG BAN PHỤ NỮ CÔNG AN TỈNH"
    )
    addressees = forms.CharField(label="Kính gửi", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (*SigningForm.field_order[:-1], "issuing_authority", "addressees", "recipients")

    def __init__(self, *args: Any, document: Document, details: DocumentDetails, **kwargs: Any) -> None:
        asked = {name: getattr(details, name) for name in ASKED} | {"revision": document.revision}
        kwargs["initial"] = asked | kwargs.get("initial", {})
        super().__init__(*args, details=details, **kwargs)
        self.document = document
        if not document.type or not details.issuing_authority:
            self._drop_unless_needed("issuing_authority")
        if not details.addressees:
            self._drop_unless_needed("addressees")

    def _drop_unless_needed(self, name: str) -> None:
        if name not in self.data:
            self.fields[name].widget = forms.HiddenInput()

    def save(self, *, address: str, by: Account) -> OutgoingPaper | None:
        try:
            return issue_document(
                document=self.document,
                details=self.given(*ASKED),
                dated_on=self.cleaned_data["dated_on"],
                address=address,
                by=by,
                reserved=self.chosen_number,
                token=self.cleaned_data["token"],
                revision=self.cleaned_data["revision"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
