"""The papers of a file: one page a paper, and its scans sent from the page of the person."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.documents import accept_document, add_scan, remove_scan, reset_document
from congress.personnel.actions.files import seal_upload
from congress.personnel.forms.documents import ACCEPT, NoteForm, ReceiveForm
from congress.personnel.models import Candidate, DocumentFile
from congress.personnel.queries.candidates import PaperRow, candidates_for, documents_of, file_of, minutes_of, paper_rows
from congress.personnel.rules.completeness import DocumentKind, document_kinds, good_until
from congress.personnel.views.candidates import candidate_or_404, changed_candidate
from congress.personnel.views.staged import takes_staged
from members.access.refusal import Refusal


def _kind_or_404(code: str) -> DocumentKind:
    kind = document_kinds().get(code)
    if kind is None or kind.automatic:
        raise Http404
    return kind


def _row(candidate: Candidate, kind: DocumentKind) -> PaperRow:
    documents = documents_of(candidate)
    file = file_of(candidate.congress, candidate, documents, minutes_of([candidate]).get(candidate.pk, (0, 0)))
    return next(row for row in paper_rows(file, documents) if row.judged.kind is kind)


@takes_staged("document")
def document(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    candidate = candidate_or_404(request, candidate_id) if request.method == "GET" else changed_candidate(request, candidate_id)
    what = _kind_or_404(kind)
    row = _row(candidate, what)
    initial = {
        "dated_on": row.document.dated_on if row.document else None,
        "expires_on": _said_expiry(row, what),
        "revision": row.revision,
    }
    form = ReceiveForm(request.POST or None, request.FILES or None, kind=what, initial=initial)
    if form.is_valid() and form.receive(candidate=candidate, kind=kind, today=timezone.localdate(), by=request.user):
        messages.success(request, f"Đã ghi nhận: {what.name}.")
        return redirect("personnel:document", candidate.pk, kind)
    return _page(request, candidate, what, row, form=form)


def _said_expiry(row: PaperRow, kind: DocumentKind) -> date | None:
    """The day that somebody wrote down; one that follows from the paper's own day follows from its next day too."""
    found = row.document
    if found is None or found.expires_on is None:
        return None
    reckoned = good_until(found.dated_on, kind.months) if found.dated_on and kind.months else None
    return None if found.expires_on == reckoned else found.expires_on


def _page(
    request: Request,
    candidate: Candidate,
    kind: DocumentKind,
    row: PaperRow,
    *,
    form: ReceiveForm,
    note_form: NoteForm | None = None,
    note_for: str = "",
) -> HttpResponse:
    notes = {
        name: note_form
        if note_form is not None and note_for == name
        else NoteForm(auto_id=f"id_{name}_%s", initial={"revision": row.revision})
        for name in ("return", "not_needed")
    }
    context = {
        "congress": candidate.congress,
        "candidate": candidate,
        "kind": kind,
        "row": row,
        "form": form,
        "return_form": notes["return"],
        "not_needed_form": notes["not_needed"],
        "may_change": may_manage(request.user, candidate.congress),
        "accept": ACCEPT,
    }
    return render(request, "personnel/document.html", context)


@require_POST
def document_accept(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    candidate, what = changed_candidate(request, candidate_id), _kind_or_404(kind)
    try:
        accept_document(candidate=candidate, kind=kind, revision=_revision(request), by=request.user)
        messages.success(request, f"Đã xác nhận đạt: {what.name}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:document", candidate.pk, kind)
    return redirect(_back(candidate, kind))


@require_POST
def document_return(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    candidate, what = changed_candidate(request, candidate_id), _kind_or_404(kind)
    form = NoteForm(request.POST, auto_id="id_return_%s")
    if form.is_valid() and form.send_back(candidate=candidate, kind=kind, by=request.user):
        messages.success(request, f"Đã ghi cần bổ sung: {what.name}.")
        return redirect(_back(candidate, kind))
    row = _row(candidate, what)
    return _page(request, candidate, what, row, form=_empty(what, row), note_form=form, note_for="return")


@require_POST
def document_not_needed(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    candidate, what = changed_candidate(request, candidate_id), _kind_or_404(kind)
    form = NoteForm(request.POST, auto_id="id_not_needed_%s")
    if form.is_valid() and form.not_needed(candidate=candidate, kind=kind, by=request.user):
        messages.success(request, f"Đã ghi không phải nộp: {what.name}.")
        return redirect(_back(candidate, kind))
    row = _row(candidate, what)
    return _page(request, candidate, what, row, form=_empty(what, row), note_form=form, note_for="not_needed")


@require_POST
def document_reset(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    candidate, what = changed_candidate(request, candidate_id), _kind_or_404(kind)
    try:
        reset_document(candidate=candidate, kind=kind, revision=_revision(request), by=request.user)
        messages.success(request, f"Đã đưa về “chưa có”: {what.name}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("personnel:document", candidate.pk, kind)


@require_POST
def document_scan(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    """The ordinary form on the page of the person; with JavaScript the pieces go to views/files.py."""
    candidate, what = changed_candidate(request, candidate_id), _kind_or_404(kind)
    uploads = request.FILES.getlist("file")
    if not uploads:
        messages.error(request, "Hãy chọn tệp trước khi bấm “Tải lên”.")
    for upload in uploads:
        try:
            # a scan that the paper doesn't take is not kept either
            with transaction.atomic():
                file = seal_upload(congress=candidate.congress, upload=upload, by=request.user)
                add_scan(candidate=candidate, kind=kind, file=file, by=request.user)
            messages.success(request, f"{what.name}: đã nhận bản quét.")
        except Refusal as refusal:
            messages.error(request, f"{upload.name}: {refusal}")
    return redirect(_back(candidate, kind))


@require_POST
def scan_remove(request: Request, scan_id: int) -> HttpResponse:
    scan = get_object_or_404(
        DocumentFile.objects.filter(document__candidate__in=candidates_for(request.user), removed_at=None).select_related(
            "document__candidate"
        ),
        pk=scan_id,
    )
    candidate = changed_candidate(request, scan.document.candidate_id)
    try:
        remove_scan(scan=scan, by=request.user)
        messages.success(request, "Đã bỏ bản quét khỏi hồ sơ.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("personnel:document", candidate.pk, scan.document.kind)


def _empty(kind: DocumentKind, row: PaperRow) -> ReceiveForm:
    return ReceiveForm(kind=kind, initial={"revision": row.revision})


def _revision(request: Request) -> int | None:
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 9 else None


def _back(candidate: Candidate, kind: str) -> str:
    """To her line of the page of the person."""
    return f"{reverse('personnel:candidate', args=[candidate.pk])}#giay-{kind}"
