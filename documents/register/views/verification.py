"""The open page that a QR code leads to: what an issued paper is, and nothing else. A visitor may compare her file with it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from documents.register.hashing import HashingUploadHandler
from documents.register.models import OutgoingPaper, OutgoingState

LIMIT = 20 * 1024 * 1024
# what a form adds to its file
ENVELOPE = 64 * 1024
TOO_LARGE = "Tệp lớn hơn 20 MB nên không so được. Bản PDF do chương trình phát hành luôn nhỏ hơn mức này."


@login_not_required
# the check of the token reads what was sent: it comes below, when size and handler of the file are settled
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    paper = (
        OutgoingPaper.objects.exclude(state=OutgoingState.RESERVED)
        .only("symbol", "kind_name", "abstract", "dated_on", "signer", "state", "sha256", "voided_at")
        .filter(code=code)
        .first()
    )
    if paper is None:
        raise Http404
    if request.method != "POST":
        return _page(request, paper)
    if _size_of(request) > LIMIT + ENVELOPE:
        return _page(request, paper, error=TOO_LARGE, status=413)
    hashing = HashingUploadHandler(limit=LIMIT)
    request.upload_handlers = [hashing]
    return _compare(request, paper, hashing)


@csrf_protect
def _compare(request: HttpRequest, paper: OutgoingPaper, hashing: HashingUploadHandler) -> HttpResponse:
    request.FILES  # noqa: B018 -- reading them is what feeds the hash
    if hashing.is_too_large:
        return _page(request, paper, error=TOO_LARGE, status=413)
    if hashing.digest is None:
        return _page(request, paper, error="Hãy chọn tệp PDF để so.")
    if not hashing.is_pdf:
        return _page(request, paper, error="Tệp này không phải PDF (xét theo nội dung). Hãy chọn bản PDF của văn bản.")
    return _page(request, paper, compared=True, same=bool(paper.sha256) and hashing.digest == paper.sha256)


def _size_of(request: HttpRequest) -> int:
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


def _page(
    request: HttpRequest, paper: OutgoingPaper, *, compared: bool = False, same: bool = False, error: str = "", status: int = 200
) -> HttpResponse:
    context = {"paper": paper, "compared": compared, "same": same, "error": error}
    return render(request, "register/verify.html", context, status=status)
