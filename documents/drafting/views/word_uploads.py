"""A Word file becomes the sections of a document: given, waited for, asked about, previewed, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.actions.word_uploads import (
    WAITING,
    choose_tracked,
    confirm_word,
    discard_word,
    frame_of,
    reopen_remark,
    settle_remark,
)
from documents.drafting.forms.word_uploads import ConfirmForm, TrackedForm, WordForm
from documents.drafting.models import Tracked, UploadState, WordUpload
from documents.drafting.queries.documents import sections_of
from documents.drafting.rules.showing import pages_of, shown_sections
from documents.drafting.rules.states import is_written_in
from documents.drafting.rules.text import Kind, Text
from documents.drafting.views.fetching import fetch_remark, fetch_to_write, fetch_word_upload
from members.access.refusal import Refusal
from members.files.readings import QUEUED_FOR

# a preview shows so many sections; the others are counted
MOST_SHOWN = 120
FRAME_LABELS = {
    "issuing_authority": "Thẩm quyền ban hành",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "authority": "Quyền hạn, chức vụ người ký",
    "signer": "Người ký",
}


def word_upload(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_write(request, document_id)
    form = WordForm(request.POST or None, request.FILES or None) if request.method == "POST" else WordForm()
    if form.is_valid() and (upload := form.save(document=document, by=request.user)):
        return redirect("drafting:word-detail", upload.pk)
    earlier = document.word_uploads.select_related("uploaded_by", "file").defer("file__content", "reading")
    context = {
        "document": document,
        "form": form,
        "earlier": earlier.exclude(state=UploadState.DISCARDED)[:8],
        "is_written_in": is_written_in(document.state),
    }
    return render(request, "drafting/word_upload.html", context)


def word_detail(request: Request, upload_id: int) -> HttpResponse:
    """Where the file stands: waiting, asking, refused, to be confirmed, or done."""
    upload = fetch_word_upload(request, upload_id)
    context: dict[str, Any] = {"upload": upload, "document": upload.document, **_waiting(upload)}
    if upload.state == UploadState.ASKING:
        context["form"] = TrackedForm()
        context["look"] = upload.reading.get("look", {})
    if upload.state == UploadState.READ:
        context |= _preview(upload)
    if upload.state == UploadState.CONFIRMED:
        context["remarks"] = upload.remarks.select_related("settled_by")
        context["dropped"] = upload.reading.get("dropped", [])
    return render(request, "drafting/word_detail.html", context)


def word_waiting(request: Request, upload_id: int) -> HttpResponse:
    """The part of the page that asks again; once the file is read, the page itself."""
    upload = fetch_word_upload(request, upload_id)
    if upload.state not in WAITING:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "drafting/_word_waiting.html", {"upload": upload, **_waiting(upload)})


def _waiting(upload: WordUpload) -> dict[str, Any]:
    long = upload.state == UploadState.QUEUED and timezone.now() - upload.uploaded_at > 2 * QUEUED_FOR
    return {"is_waiting": upload.state in WAITING, "is_long": long}


def _preview(upload: WordUpload) -> dict[str, Any]:
    text = Text.of(upload.reading["text"])
    kinds = [block.kind for _section, block in text.blocks()]
    shown = shown_sections(Text(text.sections[:MOST_SHOWN]), {})
    words = int(upload.reading.get("words", text.words))
    frame = frame_of(upload)
    return {
        "form": ConfirmForm(initial={"where": "replace" if upload.replaces else "append"}),
        "sections": shown,
        "more": max(0, len(text.sections) - MOST_SHOWN),
        "counts": {
            "sections": sum(bool(section.heading) for section in text.sections),
            "paragraphs": sum(kind in {Kind.PARAGRAPH, Kind.HEADING} for kind in kinds),
            "items": kinds.count(Kind.ITEM),
            "tables": kinds.count(Kind.TABLE),
            "words": words,
            "pages": pages_of(words),
        },
        "dropped": upload.reading.get("dropped", []),
        "comments": upload.reading.get("comments", []),
        "frame": [(FRAME_LABELS[name], value) for name, value in frame.items()],
        "has_text": sections_of(upload.document).exists(),
    }


@require_POST
def word_tracked(request: Request, upload_id: int) -> HttpResponse:
    upload = fetch_word_upload(request, upload_id)
    form = TrackedForm(request.POST)
    if form.is_valid():
        choose_tracked(upload=upload, tracked=Tracked(form.cleaned_data["tracked"]), by=request.user)
    else:
        messages.error(request, "Hãy chọn một cách xử lý bản sửa.")
    return redirect("drafting:word-detail", upload.pk)


@require_POST
def word_confirm(request: Request, upload_id: int) -> HttpResponse:
    upload = fetch_word_upload(request, upload_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Http404
    found = form.cleaned_data
    try:
        confirm_word(upload=upload, replaces=found["where"] == "replace", with_frame=found["with_frame"], by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:word-detail", upload.pk)
    messages.success(request, "Đã nhập lời văn từ tệp Word. Lời văn trước đó vẫn còn trong các lần sửa của từng mục.")
    return redirect("drafting:document-detail", upload.document_id)


@require_POST
def word_discard(request: Request, upload_id: int) -> HttpResponse:
    upload = fetch_word_upload(request, upload_id)
    discard_word(upload=upload, by=request.user)
    messages.success(request, "Đã bỏ tệp. Lời văn không thay đổi.")
    return redirect("drafting:word-upload", upload.document_id)


# ---- remarks that came with the text --------------------------------------------------------------------------------


@require_POST
def remark_settle(request: Request, remark_id: int) -> HttpResponse:
    """Tick it off, and stay where she was in the text."""
    remark = fetch_remark(request, remark_id)
    settle_remark(remark=remark, by=request.user)
    messages.success(request, "Đã đánh dấu ghi chú là đã xử lý. Xem lại ở “Nhập từ tệp Word”, trang của tệp.")
    place = f"#muc-{remark.section_key}" if remark.section_key else ""
    return redirect(reverse("drafting:document-detail", args=[remark.document_id]) + place)


@require_POST
def remark_reopen(request: Request, remark_id: int) -> HttpResponse:
    remark = fetch_remark(request, remark_id)
    reopen_remark(remark=remark, by=request.user)
    messages.success(request, "Ghi chú lại hiện bên lời văn.")
    return redirect("drafting:word-detail", remark.upload_id)
