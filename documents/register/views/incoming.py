"""What came in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from documents.register.access import may_keep_register, may_keep_some_register
from documents.register.forms.incoming import FilesForm, FinishForm, IncomingForm
from documents.register.queries import history_of
from documents.register.views.fetching import enter, fetch_incoming, file_response, require
from members.access.trace import record
from members.accounts.labels import label_of

HISTORY = 50


def incoming_new(request: Request) -> HttpResponse:
    enter(request)
    require(may_keep_some_register(request.user))
    form = IncomingForm(request.POST or None, request.FILES or None, account=request.user)
    if form.is_valid() and (paper := form.save(by=request.user)):
        messages.success(request, f"Đã vào sổ: số đến {paper.number:02}.")
        return redirect("register:incoming-detail", paper.pk)
    return render(request, "register/incoming_new.html", {"form": form})


@require_GET
def incoming_detail(request: Request, pk: int) -> HttpResponse:
    paper = fetch_incoming(request, pk)
    keeps = may_keep_register(request.user, paper.unit)
    context = {
        "paper": paper,
        "files": paper.files.select_related("file", "attached_by").defer("file__content"),
        "history": [(entry, label_of(entry.action)) for entry in history_of(paper)[:HISTORY]],
        "may_keep": keeps,
        "today": timezone.localdate(),
    }
    return render(request, "register/incoming_detail.html", context)


def incoming_finish(request: Request, pk: int) -> HttpResponse:
    paper = fetch_incoming(request, pk)
    require(may_keep_register(request.user, paper.unit))
    if paper.done_on is not None:
        return redirect("register:incoming-detail", paper.pk)
    form = FinishForm(request.POST or None)
    if form.is_valid() and form.save(paper=paper, by=request.user):
        messages.success(request, "Đã ghi xử lý xong.")
        return redirect("register:incoming-detail", paper.pk)
    return render(request, "register/incoming_finish.html", {"paper": paper, "form": form})


def incoming_attach(request: Request, pk: int) -> HttpResponse:
    paper = fetch_incoming(request, pk)
    require(may_keep_register(request.user, paper.unit))
    form = FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (added := form.save(paper=paper, by=request.user)) is not None:
        messages.success(request, f"Đã thêm {added:02} tệp.")
        return redirect("register:incoming-detail", paper.pk)
    return render(request, "register/incoming_attach.html", {"paper": paper, "form": form})


@require_GET
def incoming_file(request: Request, pk: int, file_id: int) -> HttpResponse:
    paper = fetch_incoming(request, pk)
    found = get_object_or_404(paper.files.select_related("file"), pk=file_id)
    record("incoming.open", paper, by=request.user, unit=paper.unit, file=found.file.name)
    return file_response(found.file, download="save" in request.GET)
