"""The congress's vote, what it changed, and a corrigendum after it."""

from datetime import date
from typing import Any

from django import forms

from documents.drafting.actions.adoption import correct_text, record_adoption, write_at_congress
from documents.drafting.actions.sections import SectionChanged
from documents.drafting.forms.approval import SCAN_HELP
from documents.drafting.forms.sections import SectionForm
from documents.drafting.models import Adoption, Corrigendum, Document, DraftSection
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse

MOST = 100_000


class AdoptionForm(forms.Form):
    adopted_on = DayField(label="Ngày biểu quyết")
    present = forms.IntegerField(label="Số đại biểu có mặt", min_value=1, max_value=MOST, help_text="Khi biểu quyết, ví dụ: 147")
    in_favour = forms.IntegerField(label="Đồng ý", min_value=0, max_value=MOST)
    against = forms.IntegerField(label="Không đồng ý", min_value=0, max_value=MOST, initial=0)
    other = forms.IntegerField(label="Ý kiến khác", min_value=0, max_value=MOST, initial=0)
    note = forms.CharField(
        label="Nội dung đại hội sửa",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không sửa thì để trống.",
    )
    file = forms.FileField(label="Biên bản (bản chụp)", required=False, help_text=SCAN_HELP)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, today: date, **kwargs: Any) -> None:
        held_on = document.congress.held_on if document.congress else None
        initial = {"revision": document.revision, "adopted_on": min(held_on, today) if held_on else today}
        kwargs["initial"] = initial | {"against": 0, "other": 0}
        super().__init__(*args, **kwargs)
        self.document = document

    def save(self, *, by: Account, today: date) -> Adoption | None:
        values = dict(self.cleaned_data)
        upload = values.pop("file")
        try:
            return record_adoption(document=self.document, by=by, today=today, upload=upload, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class SectionOutsideForm(SectionForm):
    """A section written where the document's state lets nobody write but by a deed of its own."""

    def _taken(self, changed: SectionChanged) -> None:
        """Somebody saved meanwhile: what she typed stays, the next save stands on the section as it is now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["based_on"] = str(changed.theirs.revision)  # type: ignore[index]
        self.theirs = changed.theirs.as_section().blocks
        self.add_error(None, f"{changed} Muốn thay bằng bản của bạn thì lưu lần nữa.")

    def _values(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "section": self.section,
            "heading": values["heading"],
            "style": values["style"],
            "blocks": self.typed_blocks(),
            "based_on": values["based_on"],
        }


class CongressSectionForm(SectionOutsideForm):
    def save(self, *, by: Account) -> DraftSection | None:
        try:
            return write_at_congress(by=by, **self._values())
        except SectionChanged as changed:
            self._taken(changed)
        except Refusal as refusal:
            refuse(self, refusal)
        return None


class CorrigendumForm(SectionOutsideForm):
    reason = forms.CharField(
        label="Lý do đính chính", max_length=500, help_text="Ví dụ: ghi nhầm 1.372 hội viên thành 1.327 ở mục II.1"
    )
    agreed_by = forms.CharField(
        label="Người (cơ quan) đồng ý đính chính", max_length=200, help_text="Ví dụ: Đoàn Chủ tịch Đại hội; Trưởng ban Phụ nữ"
    )

    def correct(self, *, by: Account) -> Corrigendum | None:
        values = self.cleaned_data
        try:
            return correct_text(by=by, reason=values["reason"], agreed_by=values["agreed_by"], **self._values())
        except SectionChanged as changed:
            self._taken(changed)
        except Refusal as refusal:
            refuse(self, refusal)
        return None
