"""The structure at a glance: the list against its targets, changed by moving names."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.structure import move_candidate
from congress.personnel.forms.structure import DropForm, read_move
from congress.personnel.models import Candidate
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.structure import (
    basis_of,
    board_of,
    candidates_of,
    files_of,
    is_locked,
    open_vettings_of,
    scenarios_of,
)
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from members.access.refusal import Refusal


def _context(request: Request, congress: Congress, error: str = "") -> dict[str, object]:
    """What templates/personnel/_board.html is handed; a whole page needs the scenarios as well."""
    locked, people = is_locked(congress), candidates_of(congress)
    manages = may_manage(request.user, congress)
    files, vettings = files_of(congress, people), open_vettings_of(congress)
    return {
        "congress": congress,
        "board": board_of(basis_of(congress), people, files=files, vettings=vettings),
        "scenario": None,
        "final": locked,
        "may_manage": manages,
        "may_move": manages and not locked,
        "error": error,
    }


@require_GET
@vary_on_headers("HX-Request")
def board(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    context = _context(request, congress)
    if request.htmx:
        return render(request, "personnel/_board.html", context)
    context |= {"scenarios": scenarios_of(congress), "tabs": tabs_of(congress, "board")}
    return render(request, "personnel/board.html", context)


@require_POST
def board_move(request: Request, congress_id: int) -> HttpResponse:
    """One button: who, where to, and the revision the page showed."""
    congress = managed_or_403(request, congress_id)
    error = ""
    move = read_move(request.POST.get("move", ""))
    if move is None:
        error = "Hãy chọn người và vị trí bằng các nút trên bảng."
    else:
        candidate = get_object_or_404(Candidate.objects.select_related("congress"), pk=move[0], congress=congress)
        try:
            move_candidate(candidate=candidate, place=move[1], revision=move[2], by=request.user)
        except Refusal as refusal:
            error = str(refusal)
    if request.htmx:
        return render(request, "personnel/_board.html", _context(request, congress, error))
    if error:
        messages.error(request, error)
    return redirect("personnel:board", congress.pk)


def board_drop(request: Request, candidate_id: int) -> HttpResponse:
    """Why she isn't put on the list, and to that place with her."""
    candidates = Candidate.objects.filter(congress__in=rooms_for(request.user))
    candidate = get_object_or_404(candidates.select_related("congress__unit", "member__unit"), pk=candidate_id)
    if not may_manage(request.user, candidate.congress):
        raise PermissionDenied
    initial = {"because": candidate.dropped_because, "revision": candidate.revision}
    form = DropForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.drop(candidate=candidate, by=request.user):
        messages.success(request, f"Đã ghi lý do không đưa đồng chí {candidate.member.full_name} vào danh sách.")
        return redirect("personnel:board", candidate.congress_id)
    return render(request, "personnel/board_drop.html", {"congress": candidate.congress, "candidate": candidate, "form": form})
