"""Scenarios: another list beside the one that counts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.scenarios import adopt_scenario, move_in_scenario, remove_scenario
from congress.personnel.forms.structure import ScenarioForm, read_move
from congress.personnel.models import Candidate, Scenario
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.scenarios import compared, moved
from congress.personnel.queries.structure import (
    basis_of,
    board_of,
    candidates_of,
    files_of,
    is_locked,
    open_vettings_of,
    places_of,
    scenarios_of,
)
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from members.access.refusal import Refusal


def _seen(request: Request, scenario_id: int) -> Scenario:
    scenarios = Scenario.objects.filter(congress__in=rooms_for(request.user))
    return get_object_or_404(scenarios.select_related("congress__unit", "congress__term"), pk=scenario_id)


def _managed(request: Request, scenario_id: int) -> Scenario:
    found = _seen(request, scenario_id)
    if not may_manage(request.user, found.congress):
        raise PermissionDenied
    return found


def _context(request: Request, found: Scenario, error: str = "") -> dict[str, object]:
    """What templates/personnel/_board.html is handed; a whole page needs the other scenarios and the final list as well."""
    congress, people = found.congress, candidates_of(found.congress)
    manages = may_manage(request.user, congress)
    files, vettings = files_of(congress, people), open_vettings_of(congress)
    return {
        "congress": congress,
        "board": board_of(basis_of(congress), people, scenario=found, places=places_of(found), files=files, vettings=vettings),
        "scenario": found,
        "may_manage": manages,
        "may_move": manages,
        "error": error,
    }


@require_POST
def scenario_make(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    form = ScenarioForm(request.POST)
    if form.is_valid() and (made := form.make(congress=congress, by=request.user)):
        messages.success(request, f"Đã lập phương án “{made.name}” từ danh sách hiện tại.")
        return redirect("personnel:scenario", made.pk)
    context = {"congress": congress, "form": form}
    return render(request, "personnel/scenario_make.html", context)


@require_GET
@vary_on_headers("HX-Request")
def scenario(request: Request, scenario_id: int) -> HttpResponse:
    found = _seen(request, scenario_id)
    context = _context(request, found)
    if request.htmx:
        return render(request, "personnel/_board.html", context)
    context |= {"scenarios": scenarios_of(found.congress), "final": is_locked(found.congress)}
    return render(request, "personnel/board.html", context)


@require_POST
def scenario_move(request: Request, scenario_id: int) -> HttpResponse:
    found = _managed(request, scenario_id)
    error = ""
    move = read_move(request.POST.get("move", ""))
    if move is None:
        error = "Hãy chọn người và vị trí bằng các nút trên bảng."
    else:
        candidate = get_object_or_404(Candidate.objects.only("pk"), pk=move[0], congress=found.congress_id)
        try:
            move_in_scenario(scenario=found, candidate=candidate, place=move[1], by=request.user)
        except Refusal as refusal:
            error = str(refusal)
    if request.htmx:
        return render(request, "personnel/_board.html", _context(request, found, error))
    if error:
        messages.error(request, error)
    return redirect("personnel:scenario", found.pk)


@require_POST
def scenario_adopt(request: Request, scenario_id: int) -> HttpResponse:
    found = _managed(request, scenario_id)
    try:
        number = adopt_scenario(scenario=found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:scenario", found.pk)
    messages.success(request, f"Đã lấy phương án “{found.name}” làm danh sách: {number:02} người đổi vị trí.")
    return redirect("personnel:board", found.congress_id)


@require_POST
def scenario_remove(request: Request, scenario_id: int) -> HttpResponse:
    found = _managed(request, scenario_id)
    try:
        remove_scenario(scenario=found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:scenario", found.pk)
    messages.success(request, f"Đã xoá phương án “{found.name}”. Danh sách không đổi.")
    return redirect("personnel:board", found.congress_id)


@require_GET
def scenario_compare(request: Request, congress_id: int) -> HttpResponse:
    """Two lists side by side; each is a scenario's id or nothing for the list that counts."""
    congress = seen_or_404(request, congress_id)
    basis, candidates, scenarios = basis_of(congress), candidates_of(congress), scenarios_of(congress)
    by_id = {str(one.pk): one for one in scenarios}
    chosen = [request.GET.get("first", ""), request.GET.get("second", next(reversed(by_id), ""))]
    if any(one and one not in by_id for one in chosen):
        raise Http404
    boards = [
        board_of(basis, candidates, scenario=by_id[one], places=places_of(by_id[one])) if one else board_of(basis, candidates)
        for one in chosen
    ]
    context = {
        "congress": congress,
        "scenarios": scenarios,
        "choices": [("first", "So sánh", chosen[0]), ("second", "với", chosen[1])],
        "sides": boards,
        "first": boards[0],
        "second": boards[1],
        "rows": compared(*boards),
        "moved": moved(*boards),
    }
    return render(request, "personnel/scenario_compare.html", context)
