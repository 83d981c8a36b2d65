"""What a browser sends: a file, a row's texts, a decision."""

from collections.abc import Sequence
from typing import Any

from django import forms

from members.access.models import Account
from members.access.refusal import Refusal
from members.sheets.actions.correcting import correct_texts
from members.sheets.actions.uploading import upload_sheet
from members.sheets.models import Sheet
from members.sheets.queries import PreviewRow, heading_of
from members.sheets.reading import ColumnRead, Severity
from members.sheets.reading.cells import LISTS
from members.sheets.reading.columns import BY_KEY, Content
from members.units.models import Unit

EXAMPLES = {
    Content.NAME: "Ví dụ: Nguyễn Thị Hường",
    Content.DATE: "Ví dụ: 03/05/1988; chỉ biết năm thì ghi 1988",
    Content.PHONE: "Ví dụ: 0912 345 678",
    Content.YES_NO: "Ghi x nếu có, để trống nếu không",
}
ACCEPT = ".xlsx,.xlsm,.xls,.ods,.csv,.txt"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp danh sách",
        # an empty file gets our own sentence
        allow_empty_file=True,
        error_messages={"required": "Chưa chọn tệp. Hãy bấm “Chọn tệp” rồi chọn danh sách trên máy."},
    )

    def save(self, *, purpose: str, unit: Unit, by: Account, target_id: int | None = None) -> Sheet | None:
        try:
            return upload_sheet(purpose=purpose, unit=unit, upload=self.cleaned_data["file"], by=by, target_id=target_id)
        except Refusal as refusal:
            self.add_error("file", str(refusal))
            return None


class RowForm(forms.Form):
    """The cells of one row, as text; what is wrong stands at its field."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: PreviewRow, columns: Sequence[ColumnRead], data: Any = None) -> None:
        super().__init__(data, prefix=f"row{row.number}")
        self.row = row
        self.fields["revision"].initial = row.revision
        wanted = [column.key for column in columns]
        wanted += [problem.column for problem in row.read.problems if problem.column in BY_KEY and problem.column not in wanted]
        for key in dict.fromkeys(wanted):
            field = forms.CharField(
                label=heading_of(key),
                required=False,
                max_length=2000,
                initial=row.read.texts.get(key, ""),
                help_text=EXAMPLES.get(BY_KEY[key].content, ""),
            )
            if key in LISTS:
                field.widget.attrs["list"] = f"words-{key}"
            self.fields[f"text-{key}"] = field

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Bound fields with the problems of their column."""
        return [
            {
                "field": self[name],
                "problems": [one for one in self.row.read.problems if one.column == name.removeprefix("text-")],
                "is_wrong": any(
                    one.severity is Severity.ERROR for one in self.row.read.problems if one.column == name.removeprefix("text-")
                ),
            }
            for name in self.fields
            if name != "revision"
        ]

    def save(self, *, sheet: Sheet, by: Account) -> Sheet | None:
        # only cells that were sent: a suggestion's button sends one
        sent = {
            name: text for name, text in self.cleaned_data.items() if name != "revision" and self.add_prefix(name) in self.data
        }
        texts = {name.removeprefix("text-"): text for name, text in sent.items()}
        try:
            return correct_texts(sheet=sheet, number=self.row.number, texts=texts, revision=self.cleaned_data["revision"], by=by)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None


class ChoiceForm(forms.Form):
    """One decision about a row: the button that was pressed names it."""

    revision = forms.IntegerField()
    skip = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", required=False, empty_value=None
    )
    keep = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", required=False, empty_value=None
    )
    member = forms.IntegerField(required=False, min_value=0)
    place = forms.CharField(required=False, max_length=20)

    def decision(self) -> tuple[str, Any] | None:
        for name in ("skip", "keep", "member", "place"):
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                return name, value
        return None


class ConfirmForm(forms.Form):
    revision = forms.IntegerField()


def word_lists(columns: Sequence[ColumnRead]) -> dict[str, list[str]]:
    """The words that are offered while typing, by column key."""
    return {column.key: [label for _, label in LISTS[column.key].choices] for column in columns if column.key in LISTS}
