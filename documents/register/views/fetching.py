"""Fetching with the right: what isn't hers does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header

from config.request import Request
from documents.register.access import may_enter_register
from documents.register.models import IncomingPaper, OutgoingPaper
from documents.register.queries import first_year, incoming_for, outgoing_for
from members.files.models import StoredFile
from members.files.workbooks import XLSX


def enter(request: Request) -> None:
    """The register isn't there for those who may see none."""
    if not may_enter_register(request.user):
        raise Http404


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def fetch_outgoing(request: Request, pk: int) -> OutgoingPaper:
    return get_object_or_404(
        outgoing_for(request.user).select_related(
            "unit", "series__term", "congress", "issued_by", "reserved_by", "voided_by", "rendering"
        ),
        pk=pk,
    )


def fetch_incoming(request: Request, pk: int) -> IncomingPaper:
    return get_object_or_404(incoming_for(request.user).select_related("unit", "congress", "entered_by", "finished_by"), pk=pk)


def years() -> range:
    """From this year back to the first of any book."""
    today = timezone.localdate().year
    return range(today, (first_year() or today) - 1, -1)


def address_of(request: Request) -> str:
    """Where the program stands for whoever asks."""
    return request.build_absolute_uri("/").rstrip("/")


def file_response(stored: StoredFile, *, download: bool) -> HttpResponse:
    """The bytes as what they are (the type comes from the content), never as a page of ours."""
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
