"""Ban hành: what is missing first, then number, day, signatory and recipients."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_manage_document
from documents.drafting.actions.issue import end_without_number
from documents.drafting.forms.issue import ASKED, IssueForm
from documents.drafting.models import Document, DocumentState
from documents.drafting.queries.issue import (
    current_version,
    details_of,
    hints_of,
    issued_paper,
    may_be_issued,
    missing_of,
    reserved_for,
)
from documents.drafting.rules.types import type_or_plain
from documents.drafting.views.fetching import fetch_document, fetch_to_manage, require
from documents.layout.authority import body_in, head_in
from documents.layout.details import DocumentDetails
from documents.register.access import may_keep_register, may_view_register
from documents.register.queries import next_symbol
from documents.register.views.fetching import address_of
from members.access.refusal import Refusal

# mended on this very page
HERE = frozenset(ASKED)
HINTS_SHOWN = 30


def issue(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    require(may_manage_document(request.user, document))
    paper = issued_paper(document)
    ready = may_be_issued(document)
    if paper is not None or (document.state == DocumentState.ISSUED and not ready):
        done = {"document": document, "paper": paper, "sees_register": may_view_register(request.user, document.unit)}
        return render(request, "drafting/issue_done.html", done)
    kind = type_or_plain(document.type)
    details = details_of(document)
    keeps = may_keep_register(request.user, document.unit)
    form = _form(request, document, details) if ready and keeps and kind.numbered else None
    if form is not None and form.is_valid() and (made := form.save(address=address_of(request), by=request.user)):
        messages.success(request, f"Đã ban hành {made}, ngày {made.dated_on:%d/%m/%Y}.")
        return redirect("drafting:issue", document.pk)
    missing = missing_of(document)
    hints = hints_of(document)
    context = {
        "document": document,
        "form": form,
        "ready": ready,
        "keeps": keeps,
        "numbered": kind.numbered,
        "missing_text": [one for one in missing if one.field not in HERE],
        "missing_here": [one for one in missing if one.field in HERE],
        "hints": hints[:HINTS_SHOWN],
        "more_hints": max(0, len(hints) - HINTS_SHOWN),
        "version": current_version(document),
        "next_symbol": form.next_symbol if form is not None else "",
        "adopted": document.state == DocumentState.ADOPTED,
    }
    return render(request, "drafting/issue.html", context)


def _form(request: Request, document: Document, details: DocumentDetails) -> IssueForm:
    today = timezone.localdate()
    kind = type_or_plain(document.type)
    symbol = details.symbol
    proposed = (
        next_symbol(document.unit, kind=kind.abbreviation, symbol=symbol, profile=details.profile, day=today) if symbol else "…"
    )
    body = document.congress.body_name if document.congress else ""
    head = document.congress.head_title if document.congress else ""
    return IssueForm(
        request.POST or None,
        document=document,
        details=details,
        reserved=list(reserved_for(document, symbol=symbol, profile=details.profile, day=today)),
        next_symbol=proposed,
        body=body or body_in(details.authority),
        head=head or head_in(details.authority),
        initial={"dated_on": today},
    )


@require_POST
def issue_end(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    try:
        end_without_number(document=document, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:issue", document.pk)
    messages.success(request, "Đã kết thúc văn kiện; bản chính thức được giữ nguyên.")
    return redirect("drafting:document-detail", document.pk)
