"""Exports of names: asked for with a purpose, agreed to by a second person."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.actions.exports import agree_export
from congress.personnel.exportable import Exportable, exportable_forms
from congress.personnel.forms.exports import AskExportForm, RefuseExportForm
from congress.personnel.models import Candidate, Export, ExportState
from congress.personnel.queries.exports import exports_for, exports_of, is_over, is_usable
from congress.personnel.views.fetching import seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal

ROWS_A_PAGE = 50


@require_GET
def exports(request: Request, congress_id: int) -> HttpResponse:
    """What was asked for, who answered, what waits for a second person."""
    congress = seen_or_404(request, congress_id)
    page = Paginator(exports_of(congress), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "congress": congress,
        "tabs": tabs_of(congress, "exports"),
        "page": page,
        "rows": export_rows(page, request.user),
    }
    return render(request, "personnel/exports.html", context)


def export_rows(exports: Iterable[Export], account: Account) -> list[dict[str, object]]:
    """As she sees requests: what she may answer, what she may print now. `form` is the paper's own title, which names nobody."""
    now, forms = timezone.now(), exportable_forms()
    return [
        {
            "export": one,
            "form": forms[one.form].title if one.form in forms else "Văn bản nhân sự",
            "is_over": one.state != ExportState.USED and is_over(one, now),
            "may_answer": one.state == ExportState.ASKED and one.asked_by_id != account.pk and not is_over(one, now),
            "take_url": _take_url(one) if one.asked_by_id == account.pk and is_usable(one, now) else "",
        }
        for one in exports
    ]


def _take_url(export: Export) -> str:
    form = exportable_forms().get(export.form)
    if form is None:
        return ""
    try:
        return reverse(form.url_name, args=[export.pk])
    except NoReverseMatch:
        return ""


def export_ask(request: Request, congress_id: int, form_code: str) -> HttpResponse:
    """What for. A form of one candidate names her by ?candidate=."""
    congress = seen_or_404(request, congress_id)
    form = exportable_forms().get(form_code)
    if form is None or form.of_step:
        raise Http404
    candidate = _candidate(request, congress, form)
    title = f"{form.title}: {candidate.member.full_name}" if candidate else form.title
    asking = AskExportForm(request.POST or None)
    if request.method == "POST" and asking.is_valid():
        parameters = {"candidate": candidate.pk} if candidate else {}
        made = asking.ask(congress=congress, form=form.code, title=title[:200], parameters=parameters, by=request.user)
        if made:
            messages.success(request, "Đã gửi yêu cầu. Khi một người khác đồng ý, văn bản xuất được một lần trong một ngày.")
            return redirect("personnel:exports", congress.pk)
    return render(request, "personnel/export_ask.html", {"congress": congress, "title": title, "form": asking})


def _candidate(request: Request, congress: Congress, form: Exportable) -> Candidate | None:
    if not form.of_candidate:
        return None
    text = request.GET.get("candidate", "")
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return get_object_or_404(Candidate.objects.select_related("member"), pk=int(text), congress=congress)


def export_answer(request: Request, export_id: int) -> HttpResponse:
    """The second person: what is asked for, by whom, what for; agree, or refuse with a reason."""
    export = get_object_or_404(exports_for(request.user), pk=export_id)
    form = RefuseExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.refuse(export=export, by=request.user):
        messages.success(request, "Đã từ chối yêu cầu xuất.")
        return redirect("personnel:exports", export.congress_id)
    context = {
        "congress": export.congress,
        "export": export,
        "form": form,
        "may_answer": export.state == ExportState.ASKED
        and export.asked_by_id != request.user.pk
        and not is_over(export, timezone.now()),
        "is_mine": export.asked_by_id == request.user.pk,
    }
    return render(request, "personnel/export_answer.html", context)


@require_POST
def export_agree(request: Request, export_id: int) -> HttpResponse:
    export = get_object_or_404(exports_for(request.user), pk=export_id)
    try:
        agree_export(export=export, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:export-answer", export.pk)
    messages.success(request, f"Đã đồng ý. {export.asked_by.full_name} xuất được một lần trong một ngày.")
    return redirect("personnel:exports", export.congress_id)
