"""Which units elect together, and how many members they had on the day."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.delegates.access import may_prepare_allocation
from congress.delegates.actions.allocation import freeze_counts
from congress.delegates.forms.allocation import ElectingUnitFilter, ElectingUnitForm, GroupsForm, PlaceForm
from congress.delegates.models import ElectingUnit
from congress.delegates.queries.allocation import (
    CHAPTERS,
    counted_units,
    feasibility_of,
    find_electing_units,
    frozen_counts,
    parameters_of,
    units_that_could_elect,
    units_without_electing_unit,
)
from congress.delegates.rules.feasibility import grouping
from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from congress.terms.rules.rule_set import NotSet
from members.access.refusal import Refusal
from members.access.roles import Permission

UNITS_A_PAGE = 100


def fetch_for_allocation(request: Request, congress_id: int) -> Congress:
    return get_object_or_404(congresses_for(request.user, Permission.ALLOCATION_VIEW), pk=congress_id)


def fetch_to_prepare(request: Request, congress_id: int) -> Congress:
    congress = fetch_for_allocation(request, congress_id)
    if not may_prepare_allocation(request.user, congress):
        raise PermissionDenied
    return congress


@require_GET
def electing_units(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_for_allocation(request, congress_id)
    counts = frozen_counts(congress)
    today = timezone.localdate()
    form = ElectingUnitFilter(request.GET)
    form.is_valid()
    found = find_electing_units(congress, form.cleaned_data.get("q", ""))
    page = Paginator(found, UNITS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "congress": congress,
        "form": form,
        "page": page,
        "number": congress.electing_units.count() if form.cleaned_data.get("q") else page.paginator.count,
        "units": [(unit, counts.by_electing_unit.get(unit.pk)) for unit in page.object_list],
        "counts": counts,
        "frozen": bool(counts.by_electing_unit) and not counts.missing,
        "left_out": units_without_electing_unit(congress, on=congress.member_count_on or today),
        "may_prepare": may_prepare_allocation(request.user, congress),
        "has_version": congress.allocations.exists(),
    }
    return render(request, "delegates/electing_units.html", context)


def electing_units_make(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_to_prepare(request, congress_id)
    units = units_that_could_elect(congress, on=congress.member_count_on or timezone.localdate())
    chapters = sum(unit.kind in CHAPTERS for unit in units)
    try:
        parameters = parameters_of(congress)
    except NotSet as reason:
        messages.error(request, str(reason))
        return redirect("terms:rule-set", congress.pk)
    found = feasibility_of(parameters, units=len(units), groupable=chapters)
    proposed = grouping(to_elect=parameters.to_share, units=len(units), groupable=chapters, minimum=parameters.minimum)
    initial = {"way": "alone" if found.is_feasible else "groups", "groups": proposed.most_groups if proposed else None}
    form = GroupsForm(request.POST or None, initial=initial)
    if form.is_valid() and (made := form.save(congress=congress, by=request.user)) is not None:
        messages.success(request, f"Đã lập {len(made)} đơn vị bầu.")
        return redirect("delegates:electing-units", congress.pk)
    context = {
        "form": form,
        "congress": congress,
        "branches": len(units) - chapters,
        "chapters": chapters,
        "feasibility": found,
        "existing": congress.electing_units.count(),
    }
    return render(request, "delegates/electing_units_make.html", context)


def electing_unit_edit(request: Request, congress_id: int, electing_unit_id: int) -> HttpResponse:
    congress = fetch_to_prepare(request, congress_id)
    electing_unit = get_object_or_404(ElectingUnit.objects.filter(congress=congress), pk=electing_unit_id)
    form = ElectingUnitForm(request.POST or None, electing_unit=electing_unit)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu.")
        return redirect("delegates:electing-units", congress.pk)
    context = {"form": form, "congress": congress, "heading": electing_unit.name, "lead": "Đổi tên, chọn đơn vị lập danh sách."}
    return render(request, "delegates/electing_unit_form.html", context)


def electing_unit_place(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_to_prepare(request, congress_id)
    units = counted_units(congress).in_force(on=timezone.localdate())  # type: ignore[attr-defined]
    form = PlaceForm(request.POST or None, congress=congress, units=units, initial={"unit": request.GET.get("unit", "")})
    if form.is_valid() and (target := form.save(by=request.user)):
        messages.success(request, f"Từ nay bầu ở {target.name}.")
        return redirect("delegates:electing-units", congress.pk)
    context = {
        "form": form,
        "congress": congress,
        "heading": "Chuyển đơn vị bầu",
        "lead": "Mỗi chi hội, hội cơ sở chỉ bầu đại biểu ở một nơi.",
    }
    return render(request, "delegates/electing_unit_form.html", context)


@require_POST
def allocation_counts(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_to_prepare(request, congress_id)
    try:
        counts = freeze_counts(congress=congress, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã chốt số hội viên của {len(counts)} tổ chức.")
    return redirect("delegates:electing-units", congress.pk)
