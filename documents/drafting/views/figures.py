"""The figures of a text: what each is, where it comes from, since when; refreshed and frozen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_write_document
from documents.drafting.actions.figures import freeze_figure, refresh_figures, unfreeze_figure
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figure_choices, figure_rows
from documents.drafting.rules.states import is_frozen
from documents.drafting.views.fetching import fetch_document, fetch_figure, fetch_to_write, posted
from members.access.refusal import Refusal


def figure_list(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    rows = figure_rows(document, working_text(document))
    used = {row.name for row in rows}
    context = {
        "document": document,
        "rows": rows,
        "changed": sum(row.has_changed and row.row is not None and row.row.frozen_at is None for row in rows),
        "choices": [(name, words) for name, words in figure_choices(document) if name not in used],
        "may_change": may_write_document(request.user, document) and not is_frozen(document.state),
    }
    return render(request, "drafting/figure_list.html", context)


@require_POST
def figure_refresh(request: Request, document_id: int) -> HttpResponse:
    """One by its name, or all."""
    document = fetch_to_write(request, document_id)
    name = posted(request, "name", longest=120)
    try:
        changed = refresh_figures(document=document, by=request.user, names=[name] if name else None)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã lấy lại số liệu; {changed} số có thay đổi." if changed else "Số liệu vẫn như cũ.")
    return redirect("drafting:figure-list", document.pk)


@require_POST
def figure_freeze(request: Request, figure_id: int) -> HttpResponse:
    figure = fetch_figure(request, figure_id)
    try:
        freeze_figure(figure=figure, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã chốt “{figure.name}” là {figure.value}.")
    return redirect("drafting:figure-list", figure.document_id)


@require_POST
def figure_unfreeze(request: Request, figure_id: int) -> HttpResponse:
    figure = fetch_figure(request, figure_id)
    try:
        unfreeze_figure(figure=figure, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{figure.name}” lại được lấy theo dữ liệu.")
    return redirect("drafting:figure-list", figure.document_id)
