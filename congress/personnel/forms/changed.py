"""Somebody else saved first: what is stored now is said beside what was typed, and saving again saves over it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model

from members.access.refusal import Changed, Refusal

SHOWN = 200


def kept(row: Model | None, *names: str) -> dict[str, Any]:
    """These facts and the revision of a row as it is now; of one that isn't there only revision 0."""
    return {"revision": 0} if row is None else {name: getattr(row, name) for name in ("revision", *names)}


def refuse_or_show(form: forms.Form, refusal: Refusal, *, stored: Mapping[str, Any]) -> None:
    """The refusal becomes the form's error. After a `Changed` the form goes on from what is `stored` now: it has that revision,
    and each field that was typed otherwise says what stands there."""
    typed = dict(form.cleaned_data)
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    if not isinstance(refusal, Changed):
        return
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["revision"] = str(stored["revision"])
    form.data = data
    for name, value in stored.items():
        if name != "revision" and name in typed and (typed[name] or None) != (value or None):
            form.add_error(name, f"Người khác vừa ghi: {_shown(form.fields[name], value)}.")


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "có đánh dấu" if value else "không đánh dấu"
    if value is None or value == "":
        return "để trống"
    choices: Any = getattr(field, "choices", ())
    words = dict(choices).get(value, f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value))
    return f"“{str(words)[:SHOWN]}”"
