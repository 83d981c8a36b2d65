"""What is typed about the papers of a file."""

from datetime import date
from typing import Any

from django import forms

from congress.personnel.actions.documents import mark_not_needed, receive_document, return_document
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.models import Candidate, CandidateDocument
from congress.personnel.rules.completeness import DocumentKind
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField

ACCEPT = ".pdf,.jpg,.jpeg,.png"


class ReceiveForm(forms.Form):
    dated_on = DayField(label="Ngày của giấy tờ", required=False, help_text="Ngày ký, ngày cấp. Ví dụ: 05/09/2026.")
    expires_on = DayField(label="Có giá trị đến", required=False, help_text="Chỉ ghi nếu trên giấy có ghi.")
    file = forms.FileField(label="Bản quét", required=False, allow_empty_file=True)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: DocumentKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kind.takes_files:
            del self.fields["file"]
        if kind.months:
            self.fields["expires_on"].help_text = f"Để trống thì tính {kind.months} tháng từ ngày cấp."

    def receive(self, *, candidate: Candidate, kind: str, today: date, by: Account) -> bool:
        values = dict(self.cleaned_data)
        upload = values.pop("file", None)
        try:
            receive_document(candidate=candidate, kind=kind, upload=upload, today=today, by=by, **values)
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=kept(_stored(candidate, kind), "dated_on", "expires_on"))
            return False
        return True


class NoteForm(forms.Form):
    """A reviewer's word on a paper: what is to be supplied, or why it needn't be there."""

    note = forms.CharField(label="Ghi chú", max_length=300, error_messages={"required": "Hãy ghi rõ nội dung."})
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def send_back(self, *, candidate: Candidate, kind: str, by: Account) -> bool:
        return self._do(return_document, candidate, kind, by)

    def not_needed(self, *, candidate: Candidate, kind: str, by: Account) -> bool:
        return self._do(mark_not_needed, candidate, kind, by)

    def _do(self, deed: Any, candidate: Candidate, kind: str, by: Account) -> bool:
        try:
            deed(candidate=candidate, kind=kind, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=kept(_stored(candidate, kind), "note"))
            return False
        return True


def _stored(candidate: Candidate, kind: str) -> CandidateDocument | None:
    return CandidateDocument.objects.filter(candidate=candidate, kind=kind).first()
