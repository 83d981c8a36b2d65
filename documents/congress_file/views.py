"""The file of a congress: what would be in it, having it bound, taking it away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.request import Request
from documents.congress_file.actions import request_bundle
from documents.congress_file.models import Bundle, BundleState
from documents.congress_file.queries import bundles_for, congresses_to_bind, contents_of
from documents.printing.views import disposition
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.models import StoredFile

PILLS = {
    BundleState.QUEUED: "neutral",
    BundleState.WORKING: "accent",
    BundleState.DONE: "done",
    BundleState.FAILED: "late",
    BundleState.CLEARED: "neutral",
}
SHOWN = 10
KINDS = {"pdf": "application/pdf", "zip": "application/zip"}


@never_cache
def index(request: Request, congress_id: int) -> HttpResponse:
    """What the file would hold if it were bound now, and the bindings made before."""
    congress = get_object_or_404(congresses_to_bind(request.user), pk=congress_id)
    contents = contents_of(congress, request.user)
    bundles = list(congress.bundles.select_related("requested_by")[:SHOWN])
    context = {
        "congress": congress,
        "chapters": contents.by_chapter(),
        "count": len(contents.entries),
        "gaps": len(contents.gaps),
        "bundles": [(bundle, PILLS[BundleState(bundle.state)]) for bundle in bundles],
    }
    return render(request, "congress_file/index.html", context)


@require_POST
def bundle_request(request: Request, congress_id: int) -> HttpResponse:
    congress = get_object_or_404(congresses_to_bind(request.user), pk=congress_id)
    try:
        bundle = request_bundle(congress=congress, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("congress_file:index", congress.pk)
    return redirect("congress_file:bundle", bundle.pk)


def _shown(bundle: Bundle) -> dict[str, object]:
    return {"bundle": bundle, "pill": PILLS[BundleState(bundle.state)]}


@never_cache
def bundle_detail(request: Request, pk: int) -> HttpResponse:
    """One binding: how far it is, its PDF and its ZIP, what is in it."""
    bundle = get_object_or_404(bundles_for(request.user), pk=pk)
    return render(request, "congress_file/bundle.html", _shown(bundle))


@never_cache
def bundle_progress(request: Request, pk: int) -> HttpResponse:
    """The part of the page that changes; polled while it is being made. Done, the whole page has more to say."""
    bundle = get_object_or_404(bundles_for(request.user), pk=pk)
    response = render(request, "congress_file/_progress.html", _shown(bundle))
    if not bundle.is_open:
        response["HX-Refresh"] = "true"
    return response


@never_cache
def bundle_download(request: Request, pk: int, kind: str) -> HttpResponse:
    bundle = get_object_or_404(bundles_for(request.user), pk=pk)
    file_id = bundle.pdf_id if kind == "pdf" else bundle.archive_id
    if bundle.state != BundleState.DONE or file_id is None:
        raise Http404
    file = StoredFile.objects.get(pk=file_id)
    record("congress_file.download", bundle, by=request.user, unit=bundle.congress.unit, kind=kind)
    response = HttpResponse(bytes(file.content), content_type=KINDS[kind])
    name = disposition(f"Hồ sơ {bundle.congress.name}", kind="inline" if kind == "pdf" else "attachment")
    response["Content-Disposition"] = name.replace(".pdf", f".{kind}")
    return response
