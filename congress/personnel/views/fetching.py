"""A congress's personnel work, fetched with the right that the page needs: for all others it does not exist."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.queries.room import rooms_for
from congress.terms.models import Congress

# where a request keeps the congress that it was asked about, found with the right to see its personnel work
FOUND = "_personnel_congress"


def keep_found(request: Request, congress: Congress) -> None:
    """What asks for the purpose has found it already; the view need not ask the database again."""
    setattr(request, FOUND, congress)


def seen_or_404(request: Request, congress_id: int) -> Congress:
    kept: Congress | None = getattr(request, FOUND, None)
    if kept is not None and kept.pk == congress_id:
        return kept
    return get_object_or_404(rooms_for(request.user), pk=congress_id)


def managed_or_403(request: Request, congress_id: int) -> Congress:
    """404 for whoever may not see it; 403 for whoever sees it and may change nothing."""
    congress = seen_or_404(request, congress_id)
    if not may_manage(request.user, congress):
        raise PermissionDenied
    return congress


def decided_or_403(request: Request, congress_id: int) -> Congress:
    congress = seen_or_404(request, congress_id)
    if not may_decide(request.user, congress):
        raise PermissionDenied
    return congress


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
