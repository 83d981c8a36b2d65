"""Scans of a list: the rights on them are the list's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from config.request import Request
from congress.delegates import access
from congress.delegates.actions.attachments import remove_attachment
from congress.delegates.actions.viewing import note_attachment_view
from congress.delegates.forms.review import AttachmentForm
from congress.delegates.models import Attachment
from congress.delegates.queries.lists import lists_for
from congress.delegates.views.fetching import fetch_list, file_response, require


def list_attach(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    form = AttachmentForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "minutes")})
    if form.is_valid() and (attachment := form.attach(delegate_list=delegate_list, by=request.user)):
        messages.success(request, f"Đã đính kèm {attachment.get_kind_display()}.")
        return redirect("delegates:list-detail", delegate_list.pk)
    return render(request, "delegates/list_attach.html", {"delegate_list": delegate_list, "form": form})


def attachment_show(request: Request, attachment_id: int) -> HttpResponse:
    """Minutes and signed lists carry the sensitive columns: only for those who may see them in the list."""
    attachment = get_object_or_404(
        Attachment.objects.filter(delegate_list__in=lists_for(request.user)).select_related("file"), pk=attachment_id
    )
    delegate_list = fetch_list(request, attachment.delegate_list_id)
    require(access.may_see_full(request.user, delegate_list))
    note_attachment_view(attachment=attachment, delegate_list=delegate_list, by=request.user)
    return file_response(attachment.file, download="download" in request.GET)


@require_POST
def attachment_remove(request: Request, attachment_id: int) -> HttpResponse:
    attachment = get_object_or_404(Attachment.objects.filter(delegate_list__in=lists_for(request.user)), pk=attachment_id)
    delegate_list = fetch_list(request, attachment.delegate_list_id)
    require(access.may_enter_list(request.user, delegate_list))
    remove_attachment(attachment=attachment, by=request.user)
    messages.success(request, "Đã bỏ tài liệu đính kèm.")
    return redirect("delegates:list-detail", delegate_list.pk)
