"""Fetching with the right: what isn't hers does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from config.request import Request
from documents.drafting.access import may_manage_document, may_write_document
from documents.drafting.models import Document, DraftSection, FigureValue, Version, WordRemark, WordUpload
from documents.drafting.queries.documents import documents_for
from members.files.workbooks import XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def fetch_document(request: Request, document_id: int) -> Document:
    return get_object_or_404(documents_for(request.user), pk=document_id)


def fetch_to_write(request: Request, document_id: int) -> Document:
    document = fetch_document(request, document_id)
    require(may_write_document(request.user, document))
    return document


def fetch_to_manage(request: Request, document_id: int) -> Document:
    document = fetch_document(request, document_id)
    require(may_manage_document(request.user, document))
    return document


def fetch_section(request: Request, section_id: int) -> DraftSection:
    """A section of a document that she sees, taken out or not; its document comes with it."""
    return get_object_or_404(
        DraftSection.objects.select_related("document__unit", "changed_by").filter(document__in=documents_for(request.user)),
        pk=section_id,
    )


def fetch_section_to_write(request: Request, section_id: int) -> DraftSection:
    section = fetch_section(request, section_id)
    require(may_write_document(request.user, section.document))
    return section


def fetch_version(request: Request, version_id: int) -> Version:
    versions = Version.objects.select_related("document__unit", "made_by").filter(document__in=documents_for(request.user))
    return get_object_or_404(versions, pk=version_id)


def fetch_figure(request: Request, figure_id: int) -> FigureValue:
    figures = FigureValue.objects.select_related("document__unit").filter(document__in=documents_for(request.user))
    figure = get_object_or_404(figures, pk=figure_id)
    require(may_write_document(request.user, figure.document))
    return figure


def fetch_word_upload(request: Request, upload_id: int) -> WordUpload:
    """Of a document in whose text she may write: the file is no part of the text yet."""
    uploads = WordUpload.objects.select_related("document__unit", "uploaded_by").defer("file__content").select_related("file")
    upload = get_object_or_404(uploads.filter(document__in=documents_for(request.user)), pk=upload_id)
    require(may_write_document(request.user, upload.document))
    return upload


def fetch_remark(request: Request, remark_id: int) -> WordRemark:
    remarks = WordRemark.objects.select_related("document__unit").filter(document__in=documents_for(request.user))
    remark = get_object_or_404(remarks, pk=remark_id)
    require(may_write_document(request.user, remark.document))
    return remark


def posted(request: Request, name: str, *, longest: int = 0) -> str:
    """What was sent under this name outside a form, without what PostgreSQL takes nowhere; cut where it is too long."""
    words = request.POST.get(name, "").replace("\x00", "")
    return words[:longest] if longest else words


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def download(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
