"""What narrows the page of the synthesis, and what is asked when it ends."""

from typing import Any

from django import forms

from documents.drafting.actions.synthesis import close_synthesis
from documents.drafting.models import CommentKind, Document, Origin, Round
from documents.drafting.queries.synthesis import ANSWER_FILTERS, WHOLE, Filters, Places, units_that_commented
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse


class SynthesisFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    section = forms.ChoiceField(label="Mục", required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Trả lời", required=False, choices=[("", "Tất cả"), *ANSWER_FILTERS])
    kind = forms.ChoiceField(label="Loại ý kiến", required=False, choices=[("", "Tất cả"), *CommentKind.choices])
    unit = forms.ChoiceField(label="Đơn vị", required=False)
    round = forms.ChoiceField(label="Vòng", required=False)

    def __init__(self, *args: Any, document: Document, rounds: list[Round], places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", "Tất cả các mục"), ("-", WHOLE), *places.words.items()]  # type: ignore[attr-defined]
        units = [(str(pk), name) for pk, name in units_that_commented(document)]
        self.fields["unit"].choices = [("", "Tất cả"), *units]  # type: ignore[attr-defined]
        self.fields["round"].choices = [("", "Tất cả"), *((str(one.pk), f"Vòng {one.number}") for one in rounds)]  # type: ignore[attr-defined]
        if len(rounds) < 2:
            del self.fields["round"]

    def filters(self) -> Filters:
        """What fits no choice is no filter."""
        values = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return Filters(
            text=values.get("q", ""),
            section=values.get("section", ""),
            kind=values.get("kind", ""),
            unit=int(values["unit"]) if values.get("unit") else None,
            answer=values.get("answer", ""),
            round=int(values["round"]) if values.get("round") else None,
        )


class CloseForm(forms.Form):
    publish = forms.BooleanField(
        label="Công bố trả lời: mỗi đơn vị xem được kết quả xử lý ý kiến của mình", required=False, initial=True
    )
    sent_as = forms.CharField(
        label="Đã gửi bằng văn bản số, ngày", max_length=150, help_text="Ví dụ: 35/BC-BPN ngày 12/10/2026 gửi Ban Phụ nữ CAND"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": document.revision, "publish": True}
        super().__init__(*args, **kwargs)
        self.document = document
        if document.origin != Origin.FROM_ABOVE:
            del self.fields["sent_as"]

    def save(self, *, by: Account) -> Document | None:
        values = self.cleaned_data
        try:
            return close_synthesis(
                document=self.document,
                by=by,
                publish=values["publish"],
                sent_as=values.get("sent_as", ""),
                revision=values["revision"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
