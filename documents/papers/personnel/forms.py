"""What is asked before a personnel paper is printed."""

from typing import Any

from django import forms

from congress.personnel.rules.purposes import PURPOSES
from documents.papers.forms import RequestForm
from documents.papers.personnel.paper import PersonnelPaper


class AskForm(forms.Form):
    """What an export of names is for; a second person reads it."""

    purpose = forms.CharField(
        label="Mục đích",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dùng vào việc gì, giao cho ai. Ví dụ: trình Đảng uỷ Công an tỉnh cho ý kiến. Người thứ hai sẽ đọc dòng này.",
        error_messages={"required": "Hãy ghi mục đích: dùng vào việc gì, giao cho ai."},
    )


class PersonnelRequestForm(RequestForm):
    def __init__(self, *args: Any, paper: PersonnelPaper, **kwargs: Any) -> None:
        super().__init__(*args, paper=paper, **kwargs)
        if not paper.has_names:
            self.fields["purpose"] = forms.ChoiceField(
                label="Mục đích",
                choices=[("", "Chọn mục đích"), *PURPOSES.items()],
                error_messages={"required": "Hãy chọn mục đích in."},
            )
            self.order_fields(["purpose"])
