"""A member's picture: shown to those who may see her, changed by those who keep her record."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from members.people.actions import remove_photo
from members.people.forms import PhotoForm
from members.people.queries import photos_of
from members.people.views.records import change_page, managed_or_404, seen_or_404


@require_GET
def member_photo(request: Request, member_id: int) -> HttpResponse:
    """The bytes, as the picture they are; kept by no proxy."""
    member = seen_or_404(request, member_id)
    stored = photos_of([member.pk]).get(member.pk)
    if stored is None:
        raise Http404
    headers = {"Content-Disposition": "inline", "Cache-Control": "private, max-age=300", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(stored.content), content_type=stored.content_type, headers=headers)


def photo_set(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid() and form.save(member=member, by=request.user):
        messages.success(request, "Đã lưu ảnh.")
        return redirect("people:member-detail", member.pk)
    lead = "Dùng để in thẻ đại biểu." + (" Ảnh đang có được thay bằng ảnh mới." if member.photo_id else "")
    return change_page(request, member, form, "people:member-detail", title="Ảnh chân dung", button="Lưu ảnh", lead=lead)


@require_POST
def photo_remove(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    remove_photo(member=member, by=request.user)
    messages.success(request, "Đã xoá ảnh.")
    return redirect("people:member-detail", member.pk)
