"""A congress's personnel work, fetched with the right that the page needs: for all others it does not exist."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.queries.room import rooms_for
from congress.terms.models import Congress


def seen_or_404(request: Request, congress_id: int) -> Congress:
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
