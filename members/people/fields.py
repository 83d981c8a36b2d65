"""Form fields for what is particular to people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vietnamese.dates import DateProblem, PartialDate, read_date


class PartialDateFormField(forms.CharField):
    """Takes 03/05/1988, 05/1988 or 1988 and gives the text that the database keeps; shows what a person would write."""

    default_error_messages = {"required": "Hãy ghi ngày sinh, ví dụ 03/05/1988; chỉ biết năm thì ghi 1988."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or "Ví dụ 03/05/1988; chỉ biết năm thì ghi 1988."
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        try:
            return PartialDate.parse_iso(value).display() if value else value
        except ValueError:
            return value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_date(text).iso()
        except DateProblem as problem:
            raise ValidationError(str(problem)) from problem
