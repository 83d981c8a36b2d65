"""What several forms of the register ask."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from documents.register.queries import registers_for
from documents.register.rules import PARTY_KINDS, STATE_KINDS
from members.access.models import Account
from members.access.roles import Permission
from members.units.fields import UnitField
from members.units.models import Unit

# the names of all types once, those of the decree first
KIND_NAMES = tuple(dict.fromkeys([*STATE_KINDS.values(), *PARTY_KINDS.values()]))
KIND_CHOICES = [("", "Chọn loại văn bản"), *((name, name) for name in KIND_NAMES)]
SCAN_HELP = "PDF, JPEG hoặc PNG, mỗi tệp tối đa 20 MB. Không tải lên văn bản đóng dấu Mật, Tối mật, Tuyệt mật."


def new_token() -> str:
    return uuid.uuid4().hex


class TokenField(forms.CharField):
    """Names the page: sent twice from one page, it is one deed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=64, widget=forms.HiddenInput(), initial=new_token, **kwargs)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; none is no error where it isn't required."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(label=label, required=required, widget=FilesInput(), help_text=SCAN_HELP)

    def clean(self, data: Any, initial: Any = None) -> "Sequence[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(one, initial) for one in given]
        return [one for one in cleaned if one]


def unit_field(account: Account, permission: Permission, **kwargs: Any) -> UnitField:
    return UnitField(units=registers_for(account, permission), label="Đơn vị", **kwargs)


def own_unit(account: Account, permission: Permission) -> Unit | None:
    """The topmost unit whose register she has: what a form begins with."""
    return registers_for(account, permission).order_by("path").first()


def congress_field(account: Account) -> "forms.ModelChoiceField[Congress]":
    return forms.ModelChoiceField(
        label="Thuộc đại hội",
        required=False,
        queryset=congresses_for(account).order_by("-held_on", "id"),
        empty_label="Không thuộc đại hội nào",
    )


def last(form: forms.Form, *names: str) -> None:
    """Put these fields behind all others."""
    form.order_fields([*(name for name in form.fields if name not in names), *names])
