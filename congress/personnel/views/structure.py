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
from congress.personnel.queries.structure import basis_of, board_of, candidates_of, files_of, final_list_of, scenarios_of
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from members.access.refusal import Refusal


def _context(request: Request, congress: Congress, error: str = "") -> dict[str, object]:
    final, people = final_list_of(congress), candidates_of(congress)
    manages = may_manage(request.user, congress)
    return {
        "congress": congress,
        "board": board_of(basis_of(congress), people, files=files_of(congress, people)),
        "scenarios": scenarios_of(congress),
        "scenario": None,
        "final": final,
        "may_manage": manages,
        "may_move": manages and final is None,
        "error": error,
    }


@require_GET
@vary_on_headers("HX-Request")
def board(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    part = "_board" if request.htmx else "board"
    return render(request, f"personnel/{part}.html", _context(request, congress) | {"tabs": tabs_of(congress, "board")})


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
