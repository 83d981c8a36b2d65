"""A day as people write it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vietnamese.dates import DateProblem, read_date


class DayField(forms.CharField):
    """Takes 5/2/2026, 05-02-2026 and the like; gives the date."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": "Ví dụ 01/07/2026"} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(f"{value:%d/%m/%Y}" if isinstance(value, date) else value)
        if not text:
            return None
        try:
            day = read_date(text).exact
        except DateProblem as problem:
            raise ValidationError(str(problem)) from problem
        if day is None:
            raise ValidationError("Hãy ghi đủ ngày, tháng, năm, ví dụ 01/07/2026.")
        return day
