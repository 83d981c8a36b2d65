"""In ấn: what was asked for, how far it is, and the papers themselves."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.request import Request
from documents.printing.access import may_see
from documents.printing.actions import retry_rendering
from documents.printing.forms import REGISTRY, form_of
from documents.printing.models import Output, Rendering, RenderingState
from documents.printing.queries import visible_renderings
from documents.printing.sealed import pdf_of
from members.access.access import has_anywhere
from members.access.models import Account
from members.access.roles import Permission
from members.access.trace import record

ON_A_PAGE = 30
# a worker takes a second; longer means that nobody works
LONG = timedelta(seconds=8)
PILLS = {
    RenderingState.QUEUED: "neutral",
    RenderingState.WORKING: "due",
    RenderingState.DONE: "done",
    RenderingState.FAILED: "late",
    RenderingState.CLEARED: "neutral",
}


class FilterForm(forms.Form):
    form = forms.ChoiceField(label="Mẫu văn bản", required=False)
    state = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Tất cả"), *RenderingState.choices])

    def __init__(self, *args: object, confidential: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = sorted((form.title, code) for code, form in REGISTRY.items() if confidential or not form.confidential)
        self.fields["form"].choices = [("", "Tất cả"), *((code, title) for title, code in choices)]  # type: ignore[attr-defined]


def visible_rendering(account: Account, pk: int) -> Rendering:
    """The print, or 404 as if there were none."""
    rendering = get_object_or_404(Rendering.objects.select_related("requested_by", "unit"), pk=pk)
    if not may_see(account, rendering):
        raise Http404
    return rendering


@never_cache
def rendering_list(request: Request) -> HttpResponse:
    form = FilterForm(request.GET, confidential=has_anywhere(request.user, Permission.PERSONNEL_VIEW))
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = visible_renderings(request.user, form=wanted.get("form", ""), state=wanted.get("state", ""))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [(rendering, PILLS[RenderingState(rendering.state)]) for rendering in page],
        "open": any(rendering.is_open for rendering in page),
    }
    return render(request, "printing/list.html", context)


def _shown(rendering: Rendering) -> dict[str, Any]:
    waited = timezone.now() - rendering.requested_at
    return {
        "rendering": rendering,
        "pill": PILLS[RenderingState(rendering.state)],
        "is_long": rendering.state == RenderingState.QUEUED and waited > LONG,
    }


@never_cache
def rendering_detail(request: Request, pk: int) -> HttpResponse:
    rendering = visible_rendering(request.user, pk)
    return render(request, "printing/rendering.html", _shown(rendering))


@never_cache
def rendering_progress(request: Request, pk: int) -> HttpResponse:
    """The part of the print's page that changes; polled while it is being made."""
    rendering = visible_rendering(request.user, pk)
    return render(request, "printing/_progress.html", _shown(rendering))


@never_cache
def rendering_download(request: Request, pk: int) -> HttpResponse:
    rendering = visible_rendering(request.user, pk)
    if rendering.state != RenderingState.DONE or rendering.output_id is None:
        raise Http404
    output = Output.objects.get(pk=rendering.output_id)
    kind = "attachment" if "save" in request.GET else "inline"
    known = form_of(rendering.form)
    if known is not None and known.confidential:
        record("personnel.print_open", by=request.user, unit=rendering.unit, form=rendering.form, rendering=rendering.pk)
    else:
        record("rendering.download", rendering, by=request.user, unit=rendering.unit, form=rendering.form)
    response = HttpResponse(pdf_of(output), content_type="application/pdf")
    response["Content-Disposition"] = disposition(rendering.title, kind=kind)
    return response


def disposition(title: str, *, kind: str) -> str:
    """A file name that old programs can read, and the Vietnamese one for all others (RFC 6266)."""
    plain = slugify(title.replace("đ", "d").replace("Đ", "D")) or "van-ban"
    whole = quote(f"{title.replace('/', '-')}.pdf", safe="")
    return f"{kind}; filename=\"{plain}.pdf\"; filename*=UTF-8''{whole}"


@require_POST
def rendering_retry(request: Request, pk: int) -> HttpResponse:
    rendering = visible_rendering(request.user, pk)
    retry_rendering(rendering=rendering, by=request.user)
    return redirect("printing:rendering", rendering.pk)
