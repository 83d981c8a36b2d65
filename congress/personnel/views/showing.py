"""What an address shows of people, and what follows from it: the purpose is asked, the view is written down (§4.7, R20).

Each address says it in urls/showing.py; urls/__init__.py puts it on all of them at once, so that no view has to think of it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum, auto
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from config.request import Request
from congress.personnel.actions.viewing import note_candidate_view, note_list_view
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.viewing import was_noted
from congress.personnel.views.fetching import keep_found
from congress.personnel.views.purposes import SITTING, ask_purpose, purpose_of
from congress.terms.models import Congress

View = Callable[..., HttpResponseBase]

READS = {"GET", "HEAD"}

# how a congress is found by what an address names
FOUND_BY = {
    "congress_id": "pk",
    "candidate_id": "candidates",
    "step_id": "personnel_process__steps",
    "scenario_id": "personnel_scenarios",
    "submission_id": "personnel_submissions",
    "nomination_id": "floor_nominations",
    "withdrawal_id": "floor_withdrawals",
    "export_id": "personnel_exports",
    "change_id": "body_changes",
}


class Shows(Enum):
    """What is on the page that an address answers when it is opened."""

    # no name of anybody who is or may become a candidate
    NOBODY = auto()
    # names of several: the purpose is asked, the view is written down with the page
    NAMES = auto()
    # one candidate, named in the address: the same, with her number
    CANDIDATE = auto()
    # a sealed file: its view asks, and writes down which file
    FILE = auto()
    # only what she was asked about, or proposed herself; no page of those who work in the room
    HER_OWN = auto()
    # nothing: it is only posted to, and leads on to a page that asks
    NOTHING = auto()


def looked_at(view: View, *, page: str, shows: Shows) -> View:
    """The same view; opened (GET) it asks once in a sitting what for, and each page it shows is one entry of the trace.

    Only what is opened asks: what somebody posts is never lost because her sitting is over.
    """
    if shows not in (Shows.NAMES, Shows.CANDIDATE):
        return view

    @wraps(view)
    def asking(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS:
            return view(request, *args, **kwargs)
        congress = _congress(request, kwargs)
        if congress is None:
            # for her there is no such thing; the view says so itself
            return view(request, *args, **kwargs)
        keep_found(request, congress)
        purpose = purpose_of(request, congress)
        if not purpose:
            return _asked(request, congress)
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            her = kwargs["candidate_id"] if shows is Shows.CANDIDATE else None
            _note(request, congress, page=page, purpose=purpose, candidate=her)
        return response

    return asking


def _congress(request: Request, named: Mapping[str, Any]) -> Congress | None:
    found_by = {lookup: named[name] for name, lookup in FOUND_BY.items() if name in named}
    return rooms_for(request.user).filter(**found_by).first()


def _asked(request: Request, congress: Congress) -> HttpResponseBase:
    """To the page that asks; a part of a page leads the whole window there, not itself."""
    answer = ask_purpose(request, congress)
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer


def _note(request: Request, congress: Congress, *, page: str, purpose: str, candidate: int | None) -> None:
    by = request.user
    if candidate is not None:
        note_candidate_view(congress=congress, candidate=candidate, page=page, purpose=purpose, by=by)
        return
    # the list drawn anew while she types in its search box is the view that is in the trace already; nobody gets the part
    # alone without having opened the page
    since = timezone.now() - timedelta(seconds=SITTING)
    if not (request.htmx and was_noted(by, congress, page, since=since)):
        note_list_view(congress=congress, page=page, purpose=purpose, by=by)
