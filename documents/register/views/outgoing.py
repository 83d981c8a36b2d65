"""One outgoing paper: its facts, its PDF, its signed scans, voiding it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from config.request import Request
from documents.printing.access import may_see
from documents.register.access import may_correct_register, may_keep_register
from documents.register.forms.numbers import PdfForm, ScanForm, UseForm, VoidForm
from documents.register.models import OutgoingPaper, OutgoingState
from documents.register.queries import history_of
from documents.register.rules import qr_svg, verification_address
from documents.register.signatures import signatures_in
from documents.register.views.books import PILLS
from documents.register.views.fetching import address_of, fetch_outgoing, file_response, require
from members.access.trace import record
from members.accounts.labels import label_of

HISTORY = 50


@require_GET
def outgoing_detail(request: Request, pk: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    keeps = may_keep_register(request.user, paper.unit)
    scans = list(paper.scans.select_related("file", "attached_by").defer("file__content"))
    rendering = paper.rendering
    context: dict[str, Any] = {
        "paper": paper,
        "pill": PILLS[OutgoingState(paper.state)],
        "scans": [(scan, signatures_in(scan.file)) for scan in scans],
        "address": verification_address(paper.address, paper.code) if paper.code else "",
        "qr": _qr(paper),
        "history": [(entry, label_of(entry.action)) for entry in history_of(paper)[:HISTORY]],
        "rendering": rendering if rendering is not None and may_see(request.user, rendering) else None,
        "may_use": keeps and paper.is_reserved,
        "may_attach": keeps and paper.is_issued,
        "may_supply": keeps and _lacks_pdf(paper),
        "may_void": not paper.is_void and (keeps if paper.is_reserved else may_correct_register(request.user, paper.unit)),
    }
    return render(request, "register/outgoing_detail.html", context)


def _lacks_pdf(paper: OutgoingPaper) -> bool:
    """Its PDF is to be brought from elsewhere: it was made there, or the program couldn't print it."""
    if not paper.is_issued or paper.pdf_id is not None:
        return False
    printed = paper.rendering
    return printed is None or printed.draft or not (printed.is_open or printed.output_id)


def _qr(paper: OutgoingPaper) -> SafeString:
    if not paper.code:
        return SafeString("")
    return mark_safe(qr_svg(verification_address(paper.address, paper.code)))  # noqa: S308 -- our own SVG, no text in it


@require_GET
def outgoing_pdf(request: Request, pk: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    if paper.pdf is None:
        raise Http404
    record("outgoing.open", paper, by=request.user, unit=paper.unit)
    return file_response(paper.pdf, download="save" in request.GET)


def outgoing_supply(request: Request, pk: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    require(may_keep_register(request.user, paper.unit))
    form = PdfForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.save(paper=paper, by=request.user):
        messages.success(request, "Đã lưu bản PDF và mã SHA-256 của nó.")
        return redirect("register:outgoing-detail", paper.pk)
    return render(request, "register/outgoing_supply.html", {"paper": paper, "form": form})


def scan_attach(request: Request, pk: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    require(may_keep_register(request.user, paper.unit))
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.save(paper=paper, by=request.user):
        messages.success(request, "Đã đính kèm bản đã ký.")
        return redirect("register:outgoing-detail", paper.pk)
    return render(request, "register/scan_attach.html", {"paper": paper, "form": form})


@require_GET
def scan_show(request: Request, pk: int, scan_id: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    scan = get_object_or_404(paper.scans.select_related("file"), pk=scan_id)
    record("outgoing.open", paper, by=request.user, unit=paper.unit, file=scan.file.name)
    return file_response(scan.file, download="save" in request.GET)


def outgoing_use(request: Request, pk: int) -> HttpResponse:
    """A reserved number gets its paper."""
    paper = fetch_outgoing(request, pk)
    require(may_keep_register(request.user, paper.unit))
    if not paper.is_reserved:
        return redirect("register:outgoing-detail", paper.pk)
    form = UseForm(request.POST or None, request.FILES or None, account=request.user, initial={"dated_on": paper.listed_on})
    if form.is_valid() and (issued := form.save(reserved=paper, address=address_of(request), by=request.user)):
        messages.success(request, f"Đã phát hành {issued} bằng số đã giữ.")
        return redirect("register:outgoing-detail", issued.pk)
    return render(request, "register/outgoing_use.html", {"paper": paper, "form": form})


def outgoing_void(request: Request, pk: int) -> HttpResponse:
    paper = fetch_outgoing(request, pk)
    may = may_keep_register if paper.is_reserved else may_correct_register
    require(may(request.user, paper.unit))
    if paper.is_void:
        return redirect("register:outgoing-detail", paper.pk)
    form = VoidForm(request.POST or None)
    if form.is_valid() and form.save(paper=paper, by=request.user):
        messages.success(request, f"Đã huỷ số {paper.symbol}. Số này không cấp lại.")
        return redirect("register:outgoing-detail", paper.pk)
    return render(request, "register/outgoing_void.html", {"paper": paper, "form": form})
