"""Ban hành, vào sổ: from the page where a paper of figures is prepared, over a page that says what will be, to the register."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from config.request import Request
from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from documents.drafting.models import Document
from documents.drafting.queries.documents import documents_for
from documents.layout.authority import body_in, head_in
from documents.layout.details import lines_of_text
from documents.papers.comment_report import CommentReport, body_of
from documents.papers.forms import RequestForm
from documents.papers.issuing.access import may_issue_paper, may_issue_report
from documents.papers.issuing.actions import UNANSWERED
from documents.papers.issuing.forms import PREFIX, PaperNumberForm, ReportForm
from documents.papers.issuing.queries import issued_papers, issued_reports, numbers_for, of_scope
from documents.papers.issuing.rules import lacking
from documents.papers.paper import Paper
from documents.papers.views import request_form, request_page
from documents.printing.forms import form_of
from documents.register.access import may_view_register
from documents.register.models import OutgoingPaper
from documents.register.views.fetching import address_of
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse


@never_cache
def paper_issue(request: Request, form_code: str, congress_id: int) -> HttpResponse:
    """First what will be issued, as it was filled in; then, confirmed, number and day."""
    congress = get_object_or_404(congresses_for(request.user).select_related("unit__parent"), pk=congress_id)
    paper = form_of(form_code)
    if not isinstance(paper, Paper) or not may_issue_paper(request.user, paper, congress):
        raise Http404
    if request.method != "POST":
        return redirect("papers:request", paper.code, congress.pk)
    asked = request_form(request, paper, congress)
    if asked.is_valid():
        try:
            paper.check_texts(congress, asked.given_texts)
        except Refusal as refusal:
            refuse(asked, refusal)
    if not asked.is_valid():
        return request_page(request, paper, congress, asked)
    return _confirm(request, paper, congress, asked)


def _confirm(request: Request, paper: Paper, congress: Congress, asked: RequestForm) -> HttpResponse:
    # twice on the page, hidden: once to be issued, once to go back
    asked.auto_id = False
    details, today = asked.details, timezone.localdate()
    parameters = {"congress": congress.pk, "texts": asked.given_texts, **asked.chosen}
    issued = issued_papers(congress, [paper.code]).get(paper.code, [])
    before = of_scope(issued, {"congress": congress.pk, **paper.scope(parameters)})
    form = PaperNumberForm(
        request.POST if f"{PREFIX}-token" in request.POST else None,
        before=before,
        initial={"dated_on": today},
        **numbers_for(congress.unit, paper, details, day=today),
    )
    abstract, texts = paper.abstract(congress), asked.given_texts
    found = lacking(paper.symbol, details, abstract=abstract, addressees=texts.get("guests", ""))
    hurdles = [one for one in (paper.bears_none(parameters), *(missing.sentence for missing in found)) if one]
    if not hurdles and form.is_valid():
        made = form.save(
            paper=paper,
            congress=congress,
            details=details,
            texts=texts,
            chosen=asked.chosen,
            address=address_of(request),
            by=request.user,
        )
        if made is not None:
            return _issued(request, made)
    context = {
        "congress": congress,
        "paper": paper,
        "form": form,
        "asked": asked,
        "abstract": abstract,
        "authority": lines_of_text(details.authority),
        "signer": details.signer,
        "recipients": lines_of_text(details.recipients),
        "hurdles": hurdles,
        "before": before,
        "others": [one for one in issued if one not in before],
    }
    return render(request, "papers/issue.html", context)


@never_cache
def report_issue(request: Request, document_id: int) -> HttpResponse:
    """The report on the comments to a document takes its number."""
    document = get_object_or_404(documents_for(request.user).select_related("unit__parent", "congress"), pk=document_id)
    paper = form_of(CommentReport.code)
    if not isinstance(paper, CommentReport) or not may_issue_report(request.user, document):
        raise Http404
    before = issued_reports(document)
    form = _report_form(request, paper, document, before)
    if form.is_valid() and (made := form.save(address=address_of(request), by=request.user)):
        return _issued(request, made)
    context = {
        "document": document,
        "form": form,
        "abstract": paper.abstract(document),
        "why_not": UNANSWERED if paper.is_draft({"document": document.pk}, request.user) else "",
        "before": before,
    }
    return render(request, "papers/report_issue.html", context)


def _report_form(request: Request, paper: CommentReport, document: Document, before: list[OutgoingPaper]) -> ReportForm:
    details, today = paper.proposed(document), timezone.localdate()
    return ReportForm(
        request.POST or None,
        document=document,
        before=before,
        details=details,
        body=body_of(document),
        head=head_in(details.authority) or body_in(details.authority),
        initial={"dated_on": today},
        **numbers_for(document.unit, paper, details, day=today),
    )


def _issued(request: Request, paper: OutgoingPaper) -> HttpResponse:
    messages.success(request, f"Đã ban hành {paper}, ngày {paper.dated_on:%d/%m/%Y}. Bản PDF đang được in và khoá.")
    if may_view_register(request.user, paper.unit):
        return redirect("register:outgoing-detail", paper.pk)
    return redirect("printing:rendering", paper.rendering_id)
