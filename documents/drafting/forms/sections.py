"""A section as it is typed: rich text from the editor, or simple lines from a browser without scripts."""

from typing import Any

from django import forms

from documents.drafting.actions.sections import LONGEST_HEADING, LONGEST_TYPED, SectionChanged, add_section, write_section
from documents.drafting.models import Document, DraftSection
from documents.drafting.rules.blocks import blocks_of_html, html_of_blocks
from documents.drafting.rules.plain import blocks_of_plain, plain_of_blocks
from documents.drafting.rules.text import Block, Style
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

STYLES = [
    (Style.LEAD.value, "Mở đầu (không có tiêu đề)"),
    (Style.BASIS.value, "Căn cứ"),
    (Style.PART.value, "Phần I"),
    (Style.CHAPTER.value, "Chương I"),
    (Style.ROMAN.value, "Mục I, II, III"),
    (Style.ARABIC.value, "Mục 1, 2, 3"),
    (Style.ARTICLE.value, "Điều 1"),
    (Style.UNNUMBERED.value, "Tiêu đề không đánh số"),
    (Style.ANNEX.value, "Phụ lục"),
    (Style.ANNEX_LANDSCAPE.value, "Phụ lục khổ ngang"),
]
WITHOUT_HEADING = {Style.LEAD, Style.BASIS}


class SectionForm(forms.Form):
    """`html` comes from the editor, `plain` without it: the one that is sent counts."""

    heading = forms.CharField(
        label="Tiêu đề", required=False, max_length=LONGEST_HEADING, help_text="Không ghi số: chương trình tự đánh số."
    )
    style = forms.ChoiceField(label="Kiểu mục", choices=STYLES)
    html = forms.CharField(label="Nội dung", required=False, max_length=LONGEST_TYPED, strip=False, widget=forms.Textarea)
    plain = forms.CharField(
        label="Lời văn", required=False, max_length=LONGEST_TYPED, strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Any = None, *, section: DraftSection, blocks: tuple[Block, ...] | None = None, heading: str | None = None,
        style: str | None = None, based_on: int | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.section = section
        self.blocks = section.as_section().blocks if blocks is None else blocks
        initial = {
            "heading": section.heading if heading is None else heading,
            "style": style or section.style,
            "html": html_of_blocks(self.blocks),
            "plain": plain_of_blocks(self.blocks),
            "based_on": based_on or section.revision,
        }
        super().__init__(data, initial=initial, **kwargs)
        self.dropped: list[str] = []

    def typed_blocks(self) -> tuple[Block, ...]:
        """The clean blocks of what was typed; what was left out of it stands in `dropped`."""
        before = beginning_of(self.section, self.cleaned_data["based_on"])
        if "html" in self.data:
            blocks, self.dropped = blocks_of_html(self.cleaned_data["html"], before=before)
            return blocks
        return blocks_of_plain(self.cleaned_data["plain"], before=before)

    def save(self, *, by: Account) -> DraftSection | None:
        """Raises `SectionChanged`; every other refusal becomes an error of the form."""
        try:
            return write_section(
                section=self.section,
                heading=self.cleaned_data["heading"],
                style=self.cleaned_data["style"],
                blocks=self.typed_blocks(),
                based_on=self.cleaned_data["based_on"],
                cause="sửa",
                by=by,
            )
        except Refusal as refusal:
            if isinstance(refusal, SectionChanged):
                raise
            refuse(self, refusal)
            return None


def beginning_of(section: DraftSection, revision: int) -> tuple[Block, ...]:
    """The blocks on which she began to type: what she left as it was keeps its key, whatever another made of it meanwhile."""
    if revision == section.revision:
        return section.as_section().blocks
    text = section.texts.filter(revision=revision).first()
    return tuple(Block.of(one) for one in text.blocks) if text else section.as_section().blocks


class AddForm(forms.Form):
    heading = forms.CharField(
        label="Tiêu đề", required=False, max_length=LONGEST_HEADING, help_text="Không ghi số: chương trình tự đánh số."
    )
    style = forms.ChoiceField(label="Kiểu mục", choices=STYLES, initial=Style.ROMAN.value)

    def __init__(self, *args: Any, document: Document, after: DraftSection | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.after = document, after
        if after is not None and after.style not in WITHOUT_HEADING:
            self.initial["style"] = after.style

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not found.get("heading") and found.get("style") not in WITHOUT_HEADING:
            self.add_error("heading", "Hãy ghi tiêu đề của mục, hoặc chọn kiểu “Mở đầu”.")
        return found

    def save(self, *, by: Account) -> DraftSection | None:
        try:
            return add_section(document=self.document, after=self.after, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
