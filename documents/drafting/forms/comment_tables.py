"""A table of comments, and one row of its preview set right."""

from typing import Any

from django import forms

from documents.drafting.actions.comment_tables import correct_table, upload_table
from documents.drafting.models import CommentKind, CommentTable, Participation
from documents.drafting.rules.places import Map
from members.access.models import Account
from members.access.refusal import Refusal

ACCEPT = ".xlsx,.xls,.ods,.csv,.docx"


class TableForm(forms.Form):
    file = forms.FileField(
        label="Tệp bảng góp ý",
        error_messages={
            "required": "Hãy chọn tệp.",
            "empty": "Tệp rỗng (0 byte). Hãy mở tệp trên máy xem còn nội dung không, lưu lại rồi tải lên.",
        },
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def upload(self, *, participation: Participation, by: Account) -> CommentTable | None:
        try:
            return upload_table(participation=participation, upload=self.cleaned_data["file"], by=by)
        except Refusal as refusal:
            self.add_error("file" if refusal.field == "file" else None, str(refusal))
            return None


class RowForm(forms.Form):
    section_key = forms.ChoiceField(label="Về mục nào", required=False)
    kind = forms.ChoiceField(label="Loại ý kiến", choices=CommentKind.choices)
    body = forms.CharField(label="Nội dung góp ý", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    proposal = forms.CharField(label="Đề xuất sửa thành", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    person = forms.CharField(label="Người góp ý", required=False, max_length=150)

    def __init__(self, *args: Any, within: Map, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section_key"].choices = [("", "Toàn bộ dự thảo"), *within.choices]  # type: ignore[attr-defined]

    def save(self, *, table: CommentTable, row: int, by: Account) -> CommentTable | None:
        try:
            return correct_table(table=table, row=row, values=self.cleaned_data, by=by)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None
