"""Biến động: who can't come any more, and who steps in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from config.request import Request
from congress.delegates.access import may_change_delegates
from congress.delegates.forms.review import ChangeForm, StepInForm
from congress.delegates.models import Delegate, DelegateChange, DelegateState
from congress.delegates.queries.snapshots import category_words
from congress.delegates.views.fetching import fetch_congress, file_response, require
from congress.terms.queries import congresses_for
from members.access.access import has
from members.access.roles import Permission

CHANGES_A_PAGE = 50


def _waiting(delegate: Delegate) -> QuerySet[Delegate]:
    """Approved alternates of the same electing unit who replace nobody yet."""
    return (
        Delegate.objects.filter(
            congress=delegate.congress,
            electing_unit=delegate.electing_unit_id,
            is_alternate=True,
            replaces=None,
            state=DelegateState.APPROVED,
        )
        .exclude(electing_unit=None)
        .exclude(pk=delegate.pk)
        .select_related("member")
        .order_by(F("alternate_order").asc(nulls_last=True), "position")
    )


def change_list(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_congress(request, congress_id)
    changes = DelegateChange.objects.filter(congress=congress).select_related(
        "delegate__member", "delegate__electing_unit", "replacement__member", "approved_by"
    )
    page = Paginator(changes, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    full = has(request.user, Permission.MEMBER_SENSITIVE, congress.unit)
    context = {
        "congress": congress,
        "page": page,
        "rows": [(change, change.why(full=full)) for change in page],
        "may_change": may_change_delegates(request.user, congress),
    }
    return render(request, "delegates/change_list.html", context)


def change_add(request: Request, delegate_id: int) -> HttpResponse:
    delegate = get_object_or_404(
        Delegate.objects.filter(congress__in=congresses_for(request.user, Permission.DELEGATE_CHANGE)).select_related(
            "member__unit", "congress__unit", "electing_unit", "delegate_list", "replaces__member"
        ),
        pk=delegate_id,
    )
    require(may_change_delegates(request.user, delegate.congress))
    form = ChangeForm(request.POST or None, request.FILES or None, delegate=delegate, alternates=_waiting(delegate))
    if form.is_valid() and (change := form.withdraw(by=request.user)):
        told = f"; đồng chí {change.replacement.member.full_name} vào thay" if change.replacement else ""
        messages.success(request, f"Đã ghi biến động của đồng chí {delegate.member.full_name}{told}.")
        return redirect("delegates:change-list", delegate.congress_id)
    context = {"delegate": delegate, "form": form, "words": category_words(delegate), "congress": delegate.congress}
    return render(request, "delegates/change_form.html", context)


def _change(request: Request, change_id: int) -> DelegateChange:
    changes = DelegateChange.objects.filter(congress__in=congresses_for(request.user, Permission.LIST_VIEW))
    return get_object_or_404(changes.select_related("delegate__member", "delegate__congress", "congress__unit"), pk=change_id)


def change_step_in(request: Request, change_id: int) -> HttpResponse:
    change = _change(request, change_id)
    require(may_change_delegates(request.user, change.congress))
    form = StepInForm(request.POST or None, change=change, alternates=_waiting(change.delegate))
    if form.is_valid() and (done := form.step_in(by=request.user)) and done.replacement:
        messages.success(request, f"Đồng chí {done.replacement.member.full_name} thay đồng chí {change.delegate.member}.")
        return redirect("delegates:change-list", change.congress_id)
    return render(request, "delegates/change_step_in.html", {"change": change, "form": form, "congress": change.congress})


def change_file(request: Request, change_id: int) -> HttpResponse:
    change = _change(request, change_id)
    require(may_change_delegates(request.user, change.congress))
    if change.file is None:
        raise Http404
    return file_response(change.file, download="download" in request.GET)
