"""Issuing a paper that is made from data: number, day and text in one step, and the text never changes again (R14).

The text is laid out and kept in the transaction that gives the number (docs/decisions/issued-content.md): a worker prints it at
once or, when none lives, an hour later, from what was kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from congress.terms.models import Congress
from documents.drafting.actions.locks import lock_document
from documents.drafting.models import Document
from documents.layout.details import Details
from documents.papers.actions import NOT_YOURS, remember_details
from documents.papers.comment_report import CommentReport
from documents.papers.issuing.access import may_issue_paper, may_issue_report
from documents.papers.issuing.content import pieces_to_keep, why_not
from documents.papers.issuing.queries import TURN, issued_papers, issued_reports, of_scope, turn_after
from documents.papers.issuing.rules import lacking
from documents.papers.models import IssuedContent
from documents.papers.numbered import issued_details, proof_of
from documents.papers.paper import Numbered, Paper
from documents.papers.sources import ISSUED
from documents.printing.forms import form_of
from documents.register.actions import issue_paper
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import Unit

NO_NUMBER = "Mẫu này không có số nên không vào sổ văn bản. Hãy bấm “In”."
STILL_DRAFT = "{reason}, nên chưa ban hành được; bản in lúc này chỉ là dự thảo."
UNANSWERED = "Còn ý kiến chưa trả lời"
CHANGED = "Số liệu vừa có người thay đổi"
ISSUED_BEFORE = "Văn bản này đã ban hành: số {symbol}, ngày {day:%d/%m/%Y}. Muốn ban hành bản mới, hãy đánh dấu ô “Vẫn ban hành”."


@dataclass(frozen=True)
class Wanted:
    """A paper to be issued. parameters: of its form, without details. scope: what tells it from others of its form.

    before: those of its form that were issued already.
    """

    form: Numbered
    unit: Unit
    congress: Congress | None
    abstract: str
    details: Details
    parameters: Mapping[str, Any]
    scope: Mapping[str, Any]
    before: Sequence[OutgoingPaper]
    # of whom it is asked for, where it greets or invites somebody
    addressees: str = ""


@transaction.atomic
def issue_congress_paper(
    *,
    paper: Paper,
    congress: Congress,
    details: Details,
    texts: Mapping[str, str],
    dated_on: date,
    address: str,
    by: Account,
    reserved: OutgoingPaper | None = None,
    again: bool = False,
    token: str = "",
    **chosen: Any,
) -> OutgoingPaper:
    """Issue a paper of a congress as its data are now. `again`: she knows that it was issued before.

    Raises Refusal for whoever may not, for a form or a size without a number, while its data are a draft, while heading or
    signature lack something, for a text with blanks, and what the register refuses. Asked twice with one token, it is the first.
    """
    locked = Congress.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=congress.pk)
    if not may_issue_paper(by, paper, locked):
        raise Refusal(NOT_YOURS if paper.kind_name else NO_NUMBER)
    if (known := _asked_before(token, paper, locked.unit)) is not None:
        return known
    parameters: dict[str, Any] = {"congress": locked.pk, "texts": dict(texts), **chosen}
    _require(paper.bears_none(parameters))
    for missing in paper.missing(locked):
        raise Refusal(missing.sentence)
    _require_final(paper.draft_reason(locked, parameters))
    paper.check_texts(locked, texts)
    scope = {"congress": locked.pk, **paper.scope(parameters)}
    wanted = Wanted(
        form=paper,
        unit=locked.unit,
        congress=locked,
        abstract=paper.abstract(locked),
        details=details,
        parameters=parameters,
        scope=scope,
        before=of_scope(issued_papers(locked, [paper.code]).get(paper.code, []), scope),
        addressees=texts.get("guests", ""),
    )
    issued = _issue(wanted, dated_on=dated_on, address=address, by=by, reserved=reserved, again=again, token=token)
    # the next print begins without the number of this one
    remember_details(unit=locked.unit, form=paper.code, details=replace(details, number="", dated_on=""), texts=texts, by=by)
    return issued


@transaction.atomic
def issue_comment_report(
    *,
    document: Document,
    details: Mapping[str, str],
    dated_on: date,
    address: str,
    by: Account,
    reserved: OutgoingPaper | None = None,
    again: bool = False,
    token: str = "",
) -> OutgoingPaper:
    """Issue the report on the comments to a document, once every comment has its answer.

    details: what of symbol, signature and recipients is put otherwise than proposed. Raises Refusal as
    `issue_congress_paper` does.
    """
    locked = lock_document(document)
    form = form_of(CommentReport.code)
    if not isinstance(form, CommentReport) or not may_issue_report(by, locked):
        raise Refusal(NOT_YOURS)
    if (known := _asked_before(token, form, locked.unit)) is not None:
        return known
    parameters = {"document": locked.pk}
    _require_final(UNANSWERED if form.is_draft(parameters, by) else "")
    wanted = Wanted(
        form=form,
        unit=locked.unit,
        congress=locked.congress,
        abstract=form.abstract(locked),
        details=Details.of(form.proposed(locked).as_dict() | dict(details)),
        parameters=parameters,
        scope=parameters,
        before=issued_reports(locked),
    )
    return _issue(wanted, dated_on=dated_on, address=address, by=by, reserved=reserved, again=again, token=token)


def _issue(
    wanted: Wanted, *, dated_on: date, address: str, by: Account, reserved: OutgoingPaper | None, again: bool, token: str
) -> OutgoingPaper:
    form, details = wanted.form, wanted.details
    if wanted.before and not again:
        last = wanted.before[0]
        raise Refusal(ISSUED_BEFORE.format(symbol=last.symbol, day=last.dated_on), field="again")
    _require_complete(wanted)
    paper = issue_paper(
        unit=wanted.unit,
        kind=form.symbol,
        kind_name=form.kind_name,
        abstract=wanted.abstract,
        symbol=details.symbol.strip(),
        dated_on=dated_on,
        profile=details.profile,
        authority=details.authority,
        signer=details.signer,
        recipients=details.recipients,
        congress=wanted.congress,
        source_form=form.code,
        source_parameters={**wanted.scope, TURN: turn_after(wanted.before)},
        print_form=ISSUED,
        address=address,
        by=by,
        reserved=reserved,
        token=token,
    )
    _keep(wanted, paper, by=by)
    return paper


def _keep(wanted: Wanted, paper: OutgoingPaper, *, by: Account) -> None:
    """Keep what it says under its number; what can't be issued is refused, and its number was never given."""
    form = wanted.form
    parameters = {
        **wanted.parameters,
        "details": issued_details(wanted.details, paper).as_dict(),
        "proof": proof_of(paper),
    }
    pieces = form.pieces(form.collect(parameters, by))
    _require(why_not(pieces))
    # a list may have been reopened between looking and laying it out
    _require_final(CHANGED if form.is_draft(parameters, by) else "")
    IssuedContent.objects.create(paper=paper, pieces=pieces_to_keep(pieces))


def _asked_before(token: str, form: Numbered, unit: Unit) -> OutgoingPaper | None:
    """The paper that this very page made already: the button was pressed twice."""
    if not token:
        return None
    return OutgoingPaper.objects.filter(token=token, source_form=form.code, unit=unit).select_related("unit").first()


def _require_complete(wanted: Wanted) -> None:
    found = lacking(wanted.form.symbol, wanted.details, abstract=wanted.abstract, addressees=wanted.addressees)
    if found:
        # each is mended on the page before; said all at once
        raise Refusal(" ".join(one.sentence for one in found), field=found[0].field if len(found) == 1 else "")


def _require_final(reason: str) -> None:
    _require(STILL_DRAFT.format(reason=reason) if reason else "")


def _require(sentence: str) -> None:
    if sentence:
        raise Refusal(sentence)
