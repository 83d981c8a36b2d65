"""What is asked when a text is frozen."""

from typing import Any

from django import forms

from documents.drafting.actions.versions import LONGEST_NAME, make_or_find_version
from documents.drafting.models import Document, Version, VersionKind
from documents.drafting.rules.states import is_frozen
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

# the congress's text, the official one and its corrections are made by approval and adoption
BY_HAND = (VersionKind.DRAFT, VersionKind.OUTLINE, VersionKind.SUBMISSION)


class MakeForm(forms.Form):
    kind = forms.ChoiceField(label="Loại bản", choices=[(one.value, one.label) for one in BY_HAND], widget=forms.RadioSelect)
    name = forms.CharField(
        label="Tên bản", required=False, max_length=LONGEST_NAME, help_text="Bỏ trống thì đặt theo loại: Dự thảo 1, Dự thảo 2…"
    )
    summary = forms.CharField(
        label="Tóm tắt thay đổi",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: bổ sung số liệu thi đua; gộp mục 3 và mục 4 theo góp ý của tổ biên tập.",
    )

    def __init__(self, data: Any = None, *, document: Document, **kwargs: Any) -> None:
        self.document = document
        kind = VersionKind.OUTLINE if document.state == "outline" else VersionKind.DRAFT
        super().__init__(data, initial={"kind": kind}, **kwargs)
        self.may_make = not is_frozen(document.state)

    def save(self, *, by: Account) -> tuple[Version, bool] | None:
        try:
            found = self.cleaned_data
            return make_or_find_version(
                document=self.document, kind=VersionKind(found["kind"]), name=found["name"], summary=found["summary"], by=by
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
