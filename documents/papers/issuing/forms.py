"""What is asked when a paper made from data takes its number."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from congress.terms.models import Congress
from documents.drafting.models import Document
from documents.layout.details import Details
from documents.papers.issuing.actions import issue_comment_report, issue_congress_paper
from documents.papers.paper import Paper
from documents.register.forms.issuing import SIGNED, NumberForm, SigningForm
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse

# the request of the print has fields of the same names: it goes with the page, hidden
PREFIX = "so"


def again_field(before: Sequence[OutgoingPaper]) -> forms.BooleanField:
    last = before[0]
    return forms.BooleanField(
        label=f"Vẫn ban hành bản mới (đã có số {last.symbol}, ngày {last.dated_on:%d/%m/%Y})",
        required=False,
        help_text="Chỉ đánh dấu khi bản trước không dùng nữa hoặc số liệu đã điều chỉnh; bản trước vẫn còn trong sổ.",
    )


class PaperNumberForm(NumberForm):
    """Number and day of a paper of a congress; what it says was filled in on the page before."""

    def __init__(self, *args: Any, before: Sequence[OutgoingPaper], **kwargs: Any) -> None:
        super().__init__(*args, prefix=PREFIX, **kwargs)
        if before:
            self.fields["again"] = again_field(before)

    def save(
        self,
        *,
        paper: Paper,
        congress: Congress,
        details: Details,
        texts: Mapping[str, str],
        chosen: Mapping[str, Any],
        address: str,
        by: Account,
    ) -> OutgoingPaper | None:
        values = self.cleaned_data
        try:
            return issue_congress_paper(
                paper=paper,
                congress=congress,
                details=details,
                texts=texts,
                dated_on=values["dated_on"],
                address=address,
                by=by,
                reserved=self.chosen_number,
                again=values.get("again", False),
                token=values["token"],
                **chosen,
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ReportForm(SigningForm):
    """Number, day, signatory and recipients of the report on the comments."""

    def __init__(self, *args: Any, document: Document, before: Sequence[OutgoingPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["symbol"].help_text = "Ví dụ: BC-BPN"
        if before:
            self.fields["again"] = again_field(before)

    def save(self, *, address: str, by: Account) -> OutgoingPaper | None:
        values = self.cleaned_data
        try:
            return issue_comment_report(
                document=self.document,
                details=self.given(*SIGNED),
                dated_on=values["dated_on"],
                address=address,
                by=by,
                reserved=self.chosen_number,
                again=values.get("again", False),
                token=values["token"],
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
