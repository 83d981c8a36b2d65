"""The front page of a congress's personnel work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from config.request import Request
from congress.personnel.views.fetching import seen_or_404


@require_GET
def room(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    return render(request, "personnel/room.html", {"congress": congress})
