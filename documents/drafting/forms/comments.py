"""What a unit types: a comment, and that it has answered."""

from typing import Any

from django import forms
from django.conf import settings

from documents.drafting.actions.comments import Words, change_comment, finish_answer, send_comment
from documents.drafting.models import Comment, CommentKind, Participation, TypedComment
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.files.actions import MEGABYTE

EXAMPLE = "Ví dụ: nên nêu rõ số hội viên đạt danh hiệu năm 2025."


class CommentForm(forms.Form):
    """A comment on a place: what it is about, what is said, how it should read, why, who said it."""

    section_key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    block_key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Góp ý về", choices=CommentKind.choices, widget=forms.RadioSelect, initial=CommentKind.CONTENT)
    body = forms.CharField(label="Nội dung góp ý", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3}))
    proposal = forms.CharField(label="Đề xuất sửa thành", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    person = forms.CharField(label="Người góp ý", required=False)

    def words(self) -> Words:
        """What was typed, whether it is complete or not: it is kept in any case."""
        names = ("section_key", "block_key", "kind", "body", "proposal", "reason", "person")
        given = {name: str(self.data.get(name, "")) for name in names}
        if given["kind"] not in CommentKind.values:
            given["kind"] = CommentKind.CONTENT
        return Words(**given)

    def send(self, *, participation: Participation, by: Account) -> Comment | None:
        try:
            return send_comment(participation=participation, words=self.words(), by=by)
        except Refusal as refusal:
            self._refused(refusal)
            return None

    def change(self, *, comment: Comment, by: Account) -> Comment | None:
        try:
            return change_comment(comment=comment, words=self.words(), revision=self.cleaned_data.get("revision") or 0, by=by)
        except Changed as refusal:
            self._refused(refusal)
            comment.refresh_from_db()
            self.data = {**self.data.dict(), "revision": str(comment.revision)}  # type: ignore[attr-defined]
            return None
        except Refusal as refusal:
            self._refused(refusal)
            return None

    def _refused(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def values_of_typed(typed: TypedComment) -> dict[str, Any]:
    return {name: getattr(typed, name) for name in ("kind", "body", "proposal", "reason", "person")}


def values_of_comment(comment: Comment) -> dict[str, Any]:
    names = ("section_key", "block_key", "kind", "body", "proposal", "reason", "person", "revision")
    return {name: getattr(comment, name) for name in names}


class FinishForm(forms.Form):
    """The figures of the unit's meetings, and the minutes."""

    meetings = forms.IntegerField(label="Số hội nghị đã tổ chức", min_value=0, max_value=10_000, initial=1, help_text="Ví dụ 1.")
    people = forms.IntegerField(label="Số lượt người dự", min_value=0, max_value=100_000, help_text="Ví dụ 12.")
    spoken = forms.IntegerField(
        label="Số ý kiến phát biểu", min_value=0, max_value=100_000, help_text="Ví dụ 4. Không có thì ghi 0."
    )
    minutes = forms.FileField(
        label="Biên bản hội nghị (nếu có)",
        required=False,
        help_text=(
            f"Ảnh chụp hoặc bản quét: PDF, JPEG, PNG, tối đa {settings.SCAN_LIMIT // MEGABYTE} MB. Không tải tài liệu Mật."
        ),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def finish(self, *, participation: Participation, by: Account) -> Participation | None:
        values = self.cleaned_data
        try:
            return finish_answer(
                participation=participation,
                meetings=values["meetings"],
                people=values["people"],
                spoken=values["spoken"],
                upload=values["minutes"] or None,
                by=by,
            )
        except Refusal as refusal:
            field = "minutes" if refusal.field == "file" else refusal.field
            self.add_error(field if field in self.fields else None, str(refusal))
            return None
