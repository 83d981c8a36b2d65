"""A refusal becomes the form's error, beside the field it speaks of."""

from django import forms

from members.access.refusal import Refusal


def refuse(form: forms.BaseForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
