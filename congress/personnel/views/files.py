"""Files of the room: sent in pieces, opened in place, destroyed on their day. There is no link that works for others."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from config.middleware import POLICY
from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.documents import add_scan, require_scans
from congress.personnel.actions.files import is_openable, note_file_view, opened_pieces
from congress.personnel.actions.keeping import GRACE, agree_to_destroy, keep_longer
from congress.personnel.actions.uploads import OutOfPlace, begin_upload, drop_upload, finish_upload, take_piece
from congress.personnel.forms.files import BeginForm, KeepForm, PieceForm
from congress.personnel.models import Candidate, Incoming, SealedFile
from congress.personnel.queries.candidates import files_for
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.files import owner_of, stored_in
from congress.personnel.queries.introductions import calls_for_unit
from congress.personnel.queries.room import rooms_for
from congress.personnel.views.fetching import decided_or_403, managed_or_403
from congress.personnel.views.purposes import ask_purpose, purpose_of
from congress.terms.models import Congress
from members.access.refusal import Refusal
from members.files.actions import PDF

# the purpose of a scan that its form takes: views/staged.py
SCAN = "scan:"
NO_KEY = (
    "Tệp này chưa mở được: máy chủ không có khoá đã niêm phong nó, hoặc tệp đã bị sửa trong cơ sở dữ liệu. "
    "Hãy báo người quản trị kiểm tra khoá PERSONNEL_KEY; đừng tải lại hoặc xoá tệp."
)
# the file is shown inside our own page and nowhere else; nothing in it may load or run anything
CONTENT_POLICY = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'"


# ---- sent in pieces --------------------------------------------------------------------------------------------------


@require_POST
def upload_begin(request: Request, congress_id: int) -> JsonResponse:
    return _begun(request, managed_or_403(request, congress_id), BeginForm(request.POST))


@require_POST
def introduce_upload(request: Request, call_id: int) -> JsonResponse:
    """The scan of a unit's own paper: she sees nothing else of the congress's personnel work, not its address either."""
    call = get_object_or_404(calls_for_unit(request.user).filter(sent_at=None), pk=call_id)
    form = BeginForm(request.POST)
    if form.is_valid() and not form.cleaned_data["purpose"].startswith(f"{SCAN}call:{call.pk}:"):
        raise Http404
    return _begun(request, call.congress, form)


def _begun(request: Request, congress: Congress, form: BeginForm) -> JsonResponse:
    if not form.is_valid():
        return _refused("Trang này đã cũ. Hãy tải lại trang rồi chọn tệp lại.")
    values = form.cleaned_data
    if not values["purpose"].startswith(SCAN) and _candidate_of(values["purpose"], congress.pk) is None:
        raise Http404
    try:
        if not values["purpose"].startswith(SCAN):
            # before a byte of what isn't kept is sent
            require_scans(values["purpose"].split(":")[2])
        incoming = begin_upload(congress=congress, now=timezone.now(), by=request.user, **values)
    except Refusal as refusal:
        return _refused(str(refusal))
    return JsonResponse(
        {
            "id": incoming.pk,
            "received": incoming.received,
            "piece": reverse("personnel:upload-piece", args=[incoming.pk]),
            "finish": reverse("personnel:upload-finish", args=[incoming.pk]),
        }
    )


@require_POST
def upload_piece(request: Request, incoming_id: int) -> JsonResponse:
    incoming = _incoming_or_404(request, incoming_id)
    form = PieceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused("Tệp đã thay đổi trong lúc tải lên. Hãy chọn lại tệp.")
    content = form.cleaned_data["piece"].read()
    try:
        taken = take_piece(incoming=incoming, start=form.cleaned_data["start"], content=content, now=timezone.now())
    except OutOfPlace as gap:
        return JsonResponse({"received": gap.received}, status=409)
    except Refusal as refusal:
        return _refused(str(refusal))
    except Incoming.DoesNotExist:
        raise Http404 from None
    return JsonResponse({"received": taken.received})


@require_POST
def upload_finish(request: Request, incoming_id: int) -> JsonResponse:
    incoming = _incoming_or_404(request, incoming_id)
    if incoming.purpose.startswith(SCAN):
        # the form that it belongs to takes it
        raise Http404
    candidate = _candidate_of(incoming.purpose, incoming.congress_id)
    if candidate is None:
        drop_upload(incoming=incoming)
        raise Http404
    kind = incoming.purpose.split(":")[2]

    def attach(file: SealedFile) -> None:
        add_scan(candidate=candidate, kind=kind, file=file, by=request.user)

    try:
        finish_upload(incoming=incoming, attach=attach, by=request.user)
    except OutOfPlace as gap:
        return JsonResponse({"received": gap.received}, status=409)
    except Refusal as refusal:
        # what is refused now is refused again: it isn't kept
        drop_upload(incoming=incoming)
        return _refused(str(refusal))
    except Incoming.DoesNotExist:
        raise Http404 from None
    return JsonResponse({"done": True})


def _incoming_or_404(request: Request, incoming_id: int) -> Incoming:
    """Her own upload only, and only while she may change the files of the congress or the paper of her unit."""
    mine = Incoming.objects.filter(account=request.user).select_related("congress__unit")
    incoming = get_object_or_404(mine, pk=incoming_id)
    if incoming.purpose.startswith(f"{SCAN}call:"):
        get_object_or_404(calls_for_unit(request.user).filter(sent_at=None), pk=int(incoming.purpose.split(":")[2]))
        return incoming
    get_object_or_404(rooms_for(request.user), pk=incoming.congress_id)
    if not may_manage(request.user, incoming.congress):
        raise PermissionDenied
    return incoming


def _candidate_of(purpose: str, congress_id: int) -> Candidate | None:
    """Whose paper "document:17:so_yeu_ly_lich" is."""
    pk = int(purpose.split(":")[1])
    return Candidate.objects.filter(pk=pk, congress=congress_id).select_related("congress__unit").first()


def _refused(sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=400)


# ---- opened ----------------------------------------------------------------------------------------------------------


@require_GET
def open_file(request: Request, file_id: int) -> HttpResponse:
    """The page around a file: shown in place, PDF or picture."""
    file = get_object_or_404(files_for(request.user), pk=file_id)
    purpose = purpose_of(request, file.congress)
    if not purpose:
        return ask_purpose(request, file.congress)
    if file.destroyed_at is None and not is_openable(file):
        messages.error(request, NO_KEY)
        return redirect("personnel:room", file.congress_id)
    context = {
        "congress": file.congress,
        "file": file,
        "is_pdf": file.content_type == PDF,
        "purpose": purpose,
        "owner": owner_of(file),
    }
    response = render(request, "personnel/file_open.html", context)
    response["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


@require_GET
def file_content(request: Request, file_id: int) -> HttpResponseBase:
    """The bytes, opened piece by piece on their way; each time it is written down who and what for."""
    file = get_object_or_404(files_for(request.user).filter(destroyed_at=None), pk=file_id)
    purpose = purpose_of(request, file.congress)
    if not purpose:
        return ask_purpose(request, file.congress)
    # the page around it says what is wrong
    if not is_openable(file):
        raise Http404
    note_file_view(file=file, purpose=purpose, by=request.user)
    return sealed_response(file)


def sealed_response(file: SealedFile) -> StreamingHttpResponse:
    """For other views of the room that have asked for the right themselves."""
    pieces: Iterator[bytes] = opened_pieces(file)
    response = StreamingHttpResponse(pieces, content_type=file.content_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = content_disposition_header(False, file.name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = CONTENT_POLICY
    response["Accept-Ranges"] = "none"
    return response


# ---- kept so long, and no longer -------------------------------------------------------------------------------------


def keeping(request: Request, congress_id: int) -> HttpResponse:
    """Until when the files are kept; the Trưởng ban destroys them after that day, or keeps them longer."""
    congress = decided_or_403(request, congress_id)
    direction = direction_of(congress)
    if direction is None:
        messages.error(request, "Chưa có phương hướng nhân sự nên chưa có thời hạn lưu hồ sơ.")
        return redirect("personnel:room", congress.pk)
    today = timezone.localdate()
    form = KeepForm(request.POST if request.POST.get("deed") == "keep" else None)
    if request.method == "POST" and request.POST.get("deed") == "destroy":
        try:
            number = agree_to_destroy(direction=direction, today=today, by=request.user)
            messages.success(request, f"Đã huỷ {number} tệp. Việc huỷ đã được ghi lại.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("personnel:keeping", congress.pk)
    if form.is_valid():
        try:
            keep_longer(direction=direction, today=today, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refused(refusal)
        else:
            messages.success(request, "Đã ghi thời hạn lưu mới.")
            return redirect("personnel:keeping", congress.pk)
    context = {
        "congress": congress,
        "direction": direction,
        "form": form,
        "stored": stored_in(congress),
        "is_due": direction.keep_until is not None and today > direction.keep_until and direction.destroyed_at is None,
        "by_itself_on": direction.keep_until + GRACE if direction.keep_until else None,
    }
    return render(request, "personnel/file_keeping.html", context)
