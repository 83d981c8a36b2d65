"""The chain of approval: sent up, decided step by step, with everything that was ever decided."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from config.request import Request
from congress.terms.queries import level_of
from documents.drafting.access import may_decide, may_manage_document
from documents.drafting.forms.approval import DecideForm, SendForm, SkipForm
from documents.drafting.models import ApprovalStep, Decision, Document, DocumentState, Outcome, StepKind, StepState
from documents.drafting.queries.approval import (
    StepLine,
    chain_of,
    decides_herself,
    holders_of,
    last_submission,
    returned_decision,
)
from documents.drafting.queries.documents import documents_for
from documents.drafting.queries.issue import missing_of
from documents.drafting.queries.synthesis import progress
from documents.drafting.rules.approval import may_be_skipped
from documents.drafting.rules.types import type_named
from documents.drafting.views.fetching import fetch_document, fetch_to_manage, require
from members.access.models import Account
from members.files.models import StoredFile

AT_CONGRESS = {StepKind.PUT_TO_CONGRESS, StepKind.ADOPT}


def fetch_step(request: Request, step_id: int) -> ApprovalStep:
    steps = ApprovalStep.objects.filter(document__in=documents_for(request.user))
    return get_object_or_404(steps.select_related("document__unit", "document__congress"), pk=step_id)


def is_hers(step: ApprovalStep) -> bool:
    """Whether an account decides the step: somebody has its role."""
    return decides_herself(step) and bool(holders_of(step.role, step.document.unit))


def may_record(account: Account, step: ApprovalStep, *, submitter: int | None) -> bool:
    """Whether she may write down this step's decision: as the body itself, or for a body without an account."""
    if is_hers(step):
        return may_decide(account, step) and submitter != account.pk
    return may_manage_document(account, step.document)


def approval(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    lines = chain_of(document)
    sent = last_submission(document)
    current = next((line for line in lines if line.step.state == StepState.CURRENT), None)
    at_congress = current is not None and current.step.kind in AT_CONGRESS
    if current is not None:
        current.step.document = document
    open_step = current.step if current is not None and document.state == DocumentState.APPROVAL and not at_congress else None
    may_manage = may_manage_document(request.user, document)
    kinds, required = [line.step.kind for line in lines], [line.step.is_required for line in lines]
    context = {
        "document": document,
        "lines": lines,
        "steps": stepper_of(lines),
        "sent": sent,
        "current": current,
        "returned": returned_decision(lines),
        "may_manage": may_manage,
        "may_record": open_step is not None and may_record(request.user, open_step, submitter=sent.made_by_id if sent else None),
        "may_skip": open_step is not None
        and may_manage
        and may_be_skipped(kinds, required, next(place for place, one in enumerate(lines) if one is current)),
        "is_hers": open_step is not None and is_hers(open_step),
        # she who decides here, and can't because she sent it up herself
        "is_submitter": open_step is not None
        and sent is not None
        and sent.made_by_id == request.user.pk
        and may_decide(request.user, open_step),
        "waits_for_congress": document.state == DocumentState.APPROVAL and at_congress,
        "proposed": [] if lines else proposed_chain(document),
        "may_send": document.state in {DocumentState.DRAFTING, DocumentState.SYNTHESIS},
    }
    return render(request, "drafting/approval.html", context)


def stepper_of(lines: list[StepLine]) -> list[dict[str, str]]:
    return [{"label": line.step.body, "state": line.stepper_state, "note": line.note} for line in lines]


def proposed_chain(document: Document) -> list[tuple[int, str, str, str, bool]]:
    """Position, kind, its words, body, whether required: of the type's chain, before the document goes up for the first time."""
    try:
        chain = type_named(document.type).chain_at(level_of(document.unit))
    except KeyError:
        return []
    return [
        (place, step.kind.value, StepKind(step.kind.value).label, step.body, step.required)
        for place, step in enumerate(chain, start=1)
    ]


def approval_send(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    existing = [
        (step.position, step.kind, step.get_kind_display(), step.body, step.is_required)
        for step in document.steps.order_by("position")
    ]
    steps = existing or proposed_chain(document)
    form = SendForm(
        request.POST or None,
        document=document,
        steps=[(place, kind, body, required) for place, kind, _words, body, required in steps],
        is_again=bool(existing),
        reasons=dict(document.steps.exclude(skip_reason="").values_list("position", "skip_reason")),
    )
    if form.is_valid() and (version := form.save(by=request.user, today=timezone.localdate())):
        messages.success(request, f"Đã trình duyệt {version.name}.")
        return redirect("drafting:approval", document.pk)
    counts = progress(document)
    context = {
        "document": document,
        "form": form,
        "rows": [
            (place, words, body, form[f"skip_{place}"] if f"skip_{place}" in form.fields else None)
            for place, _kind, words, body, _required in steps
        ],
        "progress": counts,
        "missing": missing_of(document) if steps else [],
        "is_again": bool(existing),
    }
    return render(request, "drafting/approval_send.html", context)


def approval_decide(request: Request, step_id: int) -> HttpResponse:
    step = fetch_step(request, step_id)
    document = step.document
    sent = last_submission(document)
    if sent is None or step.kind in AT_CONGRESS:
        raise Http404
    require(may_record(request.user, step, submitter=sent.made_by_id) or step.state != StepState.CURRENT)
    herself = is_hers(step)
    form = DecideForm(request.POST or None, request.FILES or None, step=step, herself=herself)
    if form.is_valid() and (decision := form.save(by=request.user, today=timezone.localdate())):
        words = (
            "Đã trả lại; văn kiện về bước soạn thảo."
            if decision.outcome == Outcome.RETURNED
            else f"Đã ghi ý kiến của {step.body}."
        )
        messages.success(request, words)
        return redirect("drafting:approval", document.pk)
    context = {"document": document, "step": step, "form": form, "sent": sent, "herself": herself}
    return render(request, "drafting/approval_decide.html", context)


def approval_skip(request: Request, step_id: int) -> HttpResponse:
    step = fetch_step(request, step_id)
    require(may_manage_document(request.user, step.document))
    form = SkipForm(request.POST or None)
    if form.is_valid() and form.save(step=step, by=request.user):
        messages.success(request, f"Đã ghi bước “{step.body}” không áp dụng.")
        return redirect("drafting:approval", step.document_id)
    return render(request, "drafting/approval_skip.html", {"document": step.document, "step": step, "form": form})


def decision_scan(request: Request, decision_id: int) -> HttpResponse:
    decisions = Decision.objects.filter(step__document__in=documents_for(request.user)).exclude(scan=None)
    return scan_response(get_object_or_404(decisions.select_related("scan"), pk=decision_id).scan)


def scan_response(stored: StoredFile | None) -> HttpResponse:
    """The bytes as what they are, never as a page of ours."""
    if stored is None:
        raise Http404
    response = HttpResponse(bytes(stored.content), content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(False, stored.name) or "inline"
    # the policy of all our answers stays as it is: a weaker one of its own would let a page be made of a scan
    response["Cache-Control"] = "private, no-store"
    return response
