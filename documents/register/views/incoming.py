"""What came in."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from documents.register.access import may_keep_register, may_keep_some_register
from documents.register.actions import change_incoming
from documents.register.forms.incoming import ChangeForm, FilesForm, FinishForm, IncomingForm, initial_of
from documents.register.queries import history_of
from documents.register.views.fetching import enter, fetch_incoming, file_response, require
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.accounts.labels import label_of
from members.units.forms.refusing import refuse

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


def incoming_change(request: Request, pk: int) -> HttpResponse:
    """Facts put right; what another saved meanwhile is shown beside what she typed, and nothing of it is lost."""
    paper = fetch_incoming(request, pk)
    require(may_keep_register(request.user, paper.unit))
    form = ChangeForm(request.POST or None, account=request.user, initial=initial_of(paper))
    differences: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            change_incoming(paper=paper, facts=form.facts, revision=form.cleaned_data["revision"], by=request.user)
        except Changed as changed:
            form.add_error(None, str(changed))
            paper.refresh_from_db()
            differences = [
                (str(form.fields[name].label), _shown(stored), _shown(form.cleaned_data[name]))
                for name, stored in initial_of(paper).items()
                if name in form.cleaned_data and name != "revision" and stored != form.cleaned_data[name]
            ]
            # what she typed stays; saving again is saving over what she has now been shown
            data = request.POST.copy()
            data["revision"] = str(paper.revision)
            form.data = data
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("register:incoming-detail", paper.pk)
    return render(request, "register/incoming_change.html", {"paper": paper, "form": form, "differences": differences})


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


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
