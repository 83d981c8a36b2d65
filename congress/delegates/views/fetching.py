"""Fetching with the right: what isn't hers does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from config.request import Request
from congress.delegates.models import Delegate, DelegateList
from congress.delegates.queries.lists import lists_for
from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from members.access.roles import Permission
from members.files.models import StoredFile
from members.files.workbooks import XLSX


def fetch_list(request: Request, list_id: int, permission: Permission = Permission.LIST_VIEW) -> DelegateList:
    return get_object_or_404(lists_for(request.user, permission), pk=list_id)


def fetch_row(request: Request, delegate_id: int, permission: Permission = Permission.LIST_VIEW) -> tuple[Delegate, DelegateList]:
    """A delegate on a list that she may read, and the list as `fetch_list` gives it."""
    delegate = get_object_or_404(Delegate.objects.select_related("member__unit", "congress__unit"), pk=delegate_id)
    if delegate.delegate_list_id is None:
        raise Http404
    delegate_list = fetch_list(request, delegate.delegate_list_id, permission)
    delegate.delegate_list = delegate_list
    return delegate, delegate_list


def fetch_congress(request: Request, congress_id: int, permission: Permission = Permission.LIST_VIEW) -> Congress:
    """A congress on whose own unit she has the permission: what is the staff's."""
    return get_object_or_404(congresses_for(request.user, permission), pk=congress_id)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def file_response(stored: StoredFile, *, download: bool = False) -> HttpResponse:
    """The bytes as what they are (StoredFile's type comes from the content), never as a page of ours."""
    response = HttpResponse(bytes(stored.content), content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(download, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def workbook_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
