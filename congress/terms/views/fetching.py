"""Congresses fetched with the right that a page needs: what she may not see isn't there."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from config.request import Request
from congress.terms.access import may_manage_congress, may_see_inside
from congress.terms.models import Congress
from congress.terms.queries import congresses_for


def inside_or_404(request: Request, congress_id: int) -> Congress:
    congress = get_object_or_404(congresses_for(request.user), pk=congress_id)
    if not may_see_inside(request.user, congress):
        raise PermissionDenied
    return congress


def managed_or_403(request: Request, congress_id: int) -> Congress:
    congress = get_object_or_404(congresses_for(request.user), pk=congress_id)
    if not may_manage_congress(request.user, congress):
        raise PermissionDenied
    return congress
