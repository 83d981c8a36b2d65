"""Before the congress, its vote, and corrigenda after it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_manage_document
from documents.drafting.actions.adoption import hash_now, prepare_congress_text
from documents.drafting.actions.states import is_voted_on
from documents.drafting.forms.adoption import AdoptionForm, CongressSectionForm, CorrigendumForm, SectionOutsideForm
from documents.drafting.models import Adoption, Document, DocumentState, DraftSection
from documents.drafting.queries.adoption import adoption_of, threshold_of
from documents.drafting.queries.approval import congress_text
from documents.drafting.queries.documents import documents_for, sections_of
from documents.drafting.queries.figures import figure_choices, figures_of
from documents.drafting.queries.issue import missing_of
from documents.drafting.rules.approval import Vote
from documents.drafting.rules.numbering import numbers_of
from documents.drafting.rules.showing import blocks_html
from documents.drafting.rules.states import is_frozen
from documents.drafting.rules.text import Kind, Text
from documents.drafting.views.approval import scan_response
from documents.drafting.views.fetching import fetch_document, fetch_section, fetch_to_manage, require
from members.access.refusal import Refusal


def adoption(request: Request, document_id: int) -> HttpResponse:
    """The vote: written down while the text is before the congress, read ever after."""
    document = fetch_document(request, document_id)
    known = adoption_of(document)
    may_manage = may_manage_document(request.user, document)
    if request.method == "POST":
        require(may_manage)
    open_now = document.state == DocumentState.TO_CONGRESS and known is None
    today = timezone.localdate()
    form = None
    if open_now and may_manage:
        form = AdoptionForm(request.POST or None, request.FILES or None, document=document, today=today)
    if form is not None and form.is_valid() and form.save(by=request.user, today=today):
        messages.success(request, "Đã ghi đại hội thông qua; lời văn là bản chính thức.")
        return redirect("drafting:document-detail", document.pk)
    put = congress_text(document)
    rule = threshold_of(document)
    vote = Vote(known.present, known.in_favour, known.against, known.other, rule.fraction) if known else None
    context: dict[str, Any] = {
        "document": document,
        "adoption": known,
        "vote": vote,
        "form": form,
        "rule": rule,
        "put": put,
        "may_manage": may_manage,
        "changed": put is not None and open_now and put.hash != hash_now(document),
        "sections": outline_of(document) if open_now and may_manage else [],
        "corrigenda": document.corrigenda.select_related("before", "after", "made_by").defer("before__content", "after__content"),
        "missing": missing_of(document) if open_now and may_manage else [],
        "voted_on": is_voted_on(document),
    }
    return render(request, "drafting/adoption.html", context)


def outline_of(document: Document) -> list[tuple[DraftSection, str]]:
    rows = list(sections_of(document))
    lines = numbers_of([row.as_section() for row in rows])
    return [(row, one.line or "Phần mở đầu") for row, one in zip(rows, lines, strict=True)]


@require_POST
def adoption_prepare(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    try:
        version = prepare_congress_text(document=document, by=request.user, today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:approval", document.pk)
    messages.success(request, f"Đã lập {version.name}; văn kiện đang trình đại hội.")
    return redirect("drafting:adoption", document.pk)


def adoption_scan(request: Request, document_id: int) -> HttpResponse:
    adoptions = Adoption.objects.filter(document__in=documents_for(request.user)).exclude(scan=None).select_related("scan")
    return scan_response(get_object_or_404(adoptions, document=document_id).scan)


def _fetch_section(request: Request, section_id: int) -> DraftSection:
    section = fetch_section(request, section_id)
    require(may_manage_document(request.user, section.document))
    return section


def adoption_section(request: Request, section_id: int) -> HttpResponse:
    """What the congress changed in a section."""
    section = _fetch_section(request, section_id)
    form = CongressSectionForm(request.POST or None, section=section)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi chỗ đại hội sửa.")
        return redirect("drafting:adoption", section.document_id)
    allowed = section.document.state == DocumentState.TO_CONGRESS
    return render(request, "drafting/adoption_section.html", _editing(section, form) | {"allowed": allowed})


def corrigenda(request: Request, document_id: int) -> HttpResponse:
    """Which section to put right, and what was put right before."""
    document = fetch_document(request, document_id)
    made = document.corrigenda.select_related("before", "after", "made_by").defer("before__content", "after__content")
    may_correct = may_manage_document(request.user, document) and is_frozen(document.state)
    context = {
        "document": document,
        "corrigenda": made,
        "sections": outline_of(document) if may_correct else [],
        "may_correct": may_correct,
    }
    return render(request, "drafting/adoption_corrigenda.html", context)


def adoption_correct(request: Request, section_id: int) -> HttpResponse:
    section = _fetch_section(request, section_id)
    form = CorrigendumForm(request.POST or None, section=section)
    if form.is_valid() and (made := form.correct(by=request.user)):
        messages.success(request, f"Đã lập đính chính {made.number}; bản trước vẫn được giữ.")
        return redirect("drafting:corrigenda", section.document_id)
    allowed = is_frozen(section.document.state)
    return render(request, "drafting/adoption_correct.html", _editing(section, form) | {"allowed": allowed})


def _editing(section: DraftSection, form: SectionOutsideForm) -> dict[str, Any]:
    rows = list(sections_of(section.document))
    lines = {one.key: one.line for one in numbers_of(Text(tuple(row.as_section() for row in rows)).sections)}
    blocks = section.as_section().blocks
    theirs = getattr(form, "theirs", None)
    return {
        "document": section.document,
        "section": section,
        "form": form,
        "line": lines.get(section.key) or "Phần mở đầu",
        "figures": figure_choices(section.document),
        "tables": [one for one in blocks if one.kind is Kind.TABLE],
        "theirs_html": mark_safe(blocks_html(theirs, {}, figures_of(section.document))) if theirs else "",  # noqa: S308 -- clean
    }
