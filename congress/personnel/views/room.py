"""The front page of a congress's personnel work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.queries.exports import open_exports_of
from congress.personnel.queries.standing import standing_of
from congress.personnel.views.exports import export_rows
from congress.personnel.views.fetching import seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.actions.locks import OVER
from congress.terms.queries import rule_set_of


@require_GET
def room(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    today = timezone.localdate()
    standing = standing_of(congress, rule_set_of(congress))
    is_over = congress.state in OVER
    context = {
        "congress": congress,
        "standing": standing,
        "is_over": is_over,
        "missing": [] if is_over else [(stage, sentence) for stage in standing.stages for sentence in stage.missing],
        "exports": export_rows(open_exports_of(congress), request.user),
        "days_left": (congress.held_on - today).days,
        "manages": may_manage(request.user, congress),
        "decides": may_decide(request.user, congress),
        "tabs": tabs_of(congress, "room"),
    }
    return render(request, "personnel/room.html", context)
