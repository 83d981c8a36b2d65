"""An answer as it is typed: for one comment, for many, and with the new words of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from documents.drafting.actions.answers import (
    BY_HAND,
    LONGEST_WORDING,
    AnswerChanged,
    NewWords,
    PlaceChanged,
    answer_comment,
    answer_many,
    take_over,
)
from documents.drafting.actions.sections import LONGEST_TYPED, SectionChanged
from documents.drafting.forms.sections import SectionForm
from documents.drafting.models import Answer, AnswerKind, Change, Comment, Document, DraftSection
from documents.drafting.rules.plain import blocks_of_plain, plain_of_blocks
from documents.drafting.rules.text import Block
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

KINDS = [(kind.value, kind.label) for kind in BY_HAND]
TAKEN = [(AnswerKind.FULL.value, AnswerKind.FULL.label), (AnswerKind.PARTLY.value, AnswerKind.PARTLY.label)]
WORDING_HELP = "Đơn vị đọc phần này. Tiếp thu toàn bộ thì có thể để trống; các cách khác cần nói rõ vì sao."


class AnswerForm(forms.Form):
    # a page has dozens of these forms: its template writes the choices itself, six times as quick as a widget each
    kinds = KINDS

    kind = forms.ChoiceField(label="Trả lời", choices=KINDS, widget=forms.RadioSelect)
    wording = forms.CharField(
        label="Nội dung tiếp thu, giải trình",
        required=False,
        max_length=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=WORDING_HELP,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, comment: Comment, answer: Answer | None, **kwargs: Any) -> None:
        self.comment, self.answer = comment, answer
        kwargs["initial"] = {
            "kind": answer.kind if answer else "",
            "wording": answer.wording if answer else "",
            "revision": answer.revision if answer else 0,
        }
        kwargs["auto_id"] = f"id_{comment.pk}_%s"
        super().__init__(*args, **kwargs)
        self.theirs: AnswerChanged | None = None

    def save(self, *, by: Account) -> Answer | None:
        values = self.cleaned_data
        try:
            return answer_comment(comment=self.comment, by=by, **values)
        except AnswerChanged as changed:
            self.theirs = changed
            # what was typed stays; the next save is on top of what she has seen now
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["revision"] = str(changed.theirs.revision if changed.theirs else 0)  # type: ignore[index]
            self.add_error(None, str(changed))
        except Refusal as refusal:
            refuse(self, refusal)
        return None


class ManyForm(forms.Form):
    """`comments`: those that were chosen, each with the revision of its answer as it was shown."""

    kind = forms.ChoiceField(label="Trả lời", choices=KINDS, widget=forms.RadioSelect)
    wording = forms.CharField(
        label="Nội dung tiếp thu, giải trình",
        required=False,
        max_length=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=WORDING_HELP,
    )

    def save(self, *, document: Document, comments: Mapping[int, int], by: Account) -> int | None:
        try:
            return answer_many(document=document, comments=comments, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


def _answer_fields() -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(label="Tiếp thu", choices=TAKEN, initial=AnswerKind.FULL.value, widget=forms.RadioSelect),
        "wording": forms.CharField(
            label="Trả lời đơn vị",
            required=False,
            max_length=LONGEST_WORDING,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Tiếp thu một phần thì ghi phần nào không tiếp thu, vì sao.",
        ),
    }


class TakeOverForm(forms.Form):
    """One paragraph written anew; `shown` is it as the form showed it, so that another's edit is noticed."""

    words = forms.CharField(
        label="Lời văn mới",
        required=False,
        strip=False,
        max_length=LONGEST_TYPED,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mỗi dòng một đoạn; **chữ đậm**, *chữ nghiêng*. Để trống là bỏ đoạn này.",
    )
    shown = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: DraftSection, block: Block, **kwargs: Any) -> None:
        kwargs["initial"] = {"words": plain_of_blocks([block]), "shown": block.html}
        super().__init__(*args, **kwargs)
        self.section, self.block = section, block
        self.fields.update(_answer_fields())
        self.changed: PlaceChanged | None = None

    def save(self, *, comments: Mapping[int, int], by: Account) -> Change | None:
        values = self.cleaned_data
        shown = replace(self.block, html=values["shown"].replace("\r\n", "\n"))
        blocks = blocks_of_plain(values["words"], before=[self.block])
        try:
            return take_over(
                section=self.section,
                comments=comments,
                words=NewWords(blocks, block_key=self.block.key, before=shown),
                kind=values["kind"],
                wording=values["wording"],
                by=by,
            )
        except PlaceChanged as changed:
            self.changed = changed
            if changed.now is not None:
                self.data = self.data.copy()  # type: ignore[attr-defined]
                self.data["shown"] = changed.now.html  # type: ignore[index]
            self.add_error(None, str(changed))
        except Refusal as refusal:
            refuse(self, refusal)
        return None


class SectionTakeOverForm(SectionForm):
    """A whole section written anew, for what was said of a section, of a table or of the whole."""

    def __init__(self, *args: Any, section: DraftSection, **kwargs: Any) -> None:
        super().__init__(*args, section=section, **kwargs)
        self.fields.update(_answer_fields())
        self.fields["style"].required = False

    def take(self, *, comments: Mapping[int, int], by: Account) -> Change | None:
        values = self.cleaned_data
        try:
            return take_over(
                section=self.section,
                comments=comments,
                words=NewWords(self.typed_blocks(), heading=values["heading"], based_on=values["based_on"]),
                kind=values["kind"],
                wording=values["wording"],
                by=by,
            )
        except SectionChanged as changed:
            # hers stays in the form; the next save stands on the section as it is now
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["based_on"] = str(changed.theirs.revision)  # type: ignore[index]
            self.theirs: Sequence[Block] = changed.theirs.as_section().blocks
            self.add_error(None, f"{changed} Lời văn mới của mục ở bên cạnh; muốn thay bằng bản của bạn thì lưu lần nữa.")
        except Refusal as refusal:
            refuse(self, refusal)
        return None
