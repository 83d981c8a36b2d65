"""Moving, merging, splitting and closing units."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from config.request import Request
from members.units.access import may_reshape_unit
from members.units.forms import CloseForm, MergeForm, MoveForm, SplitForm
from members.units.models import Unit
from members.units.views.editing import managed_or_404


def reshapable(request: Request, unit_id: int) -> Unit:
    unit = managed_or_404(request, unit_id)
    if not may_reshape_unit(request.user, unit):
        raise PermissionDenied
    return unit


def unit_move(request: Request, unit_id: int) -> HttpResponse:
    unit = reshapable(request, unit_id)
    form = MoveForm(request.POST or None, account=request.user, initial={"on": timezone.localdate()})
    if form.is_valid() and (moved := form.save(unit=unit, by=request.user)):
        messages.success(request, f"{moved.name} nay trực thuộc {moved.parent}.")
        return redirect("units:unit-detail", unit.pk)
    lead = (
        f"Hiện trực thuộc {unit.parent}. Tất cả đơn vị trực thuộc {unit.label} chuyển theo;"
        " nơi trực thuộc cũ được giữ trong lịch sử."
    )
    context = {"form": form, "unit": unit, "title": "Chuyển nơi trực thuộc", "button": "Chuyển", "lead": lead}
    return render(request, "units/unit_change.html", context)


def unit_merge(request: Request, unit_id: int) -> HttpResponse:
    unit = reshapable(request, unit_id)
    form = MergeForm(request.POST or None, account=request.user, unit=unit, initial={"on": timezone.localdate()})
    if form.is_valid() and (merged := form.save(by=request.user)):
        messages.success(request, f"Đã sáp nhập. {merged.name} nay có hội viên của các đơn vị cũ.")
        return redirect("units:unit-detail", merged.pk)
    lead = (
        "Các đơn vị cũ kết thúc vào ngày hôm trước và được ghi là tiền thân. Hội viên và đơn vị trực thuộc chuyển sang đơn vị"
        " nhận sáp nhập. Số liệu đã chốt và danh sách đã duyệt không thay đổi. Tài khoản của đơn vị cũ không tự có quyền ở đơn"
        " vị nhận: hãy giao lại vai trò."
    )
    context = {
        "form": form,
        "unit": unit,
        "title": "Sáp nhập đơn vị",
        "button": "Sáp nhập",
        "lead": lead,
        "confirm": "Sáp nhập các đơn vị đã ghi? Việc này không tự hoàn tác được.",
    }
    return render(request, "units/unit_change.html", context)


def unit_split(request: Request, unit_id: int) -> HttpResponse:
    unit = reshapable(request, unit_id)
    form = SplitForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and (made := form.save(unit=unit, by=request.user)):
        messages.success(
            request,
            f"Đã lập {len(made)} đơn vị từ {unit.label}. Hãy chuyển hội viên sang đơn vị mới, rồi kết thúc đơn vị cũ nếu cần.",
        )
        return redirect("units:unit-detail", unit.pk)
    lead = (
        f"Lập các đơn vị mới có tiền thân là {unit.label}. Hội viên vẫn ở đơn vị cũ cho đến khi bạn chuyển;"
        " đơn vị cũ còn hoạt động cho đến khi bạn kết thúc nó."
    )
    context = {"form": form, "unit": unit, "title": "Chia tách đơn vị", "button": "Lập đơn vị mới", "lead": lead}
    return render(request, "units/unit_change.html", context)


def unit_close(request: Request, unit_id: int) -> HttpResponse:
    unit = reshapable(request, unit_id)
    form = CloseForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if form.is_valid() and form.save(unit=unit, by=request.user):
        messages.success(request, f"{unit.name} đã kết thúc hoạt động. Lịch sử của đơn vị vẫn được giữ.")
        return redirect("units:unit-detail", unit.pk)
    lead = "Đơn vị không được còn hội viên và đơn vị trực thuộc. Lịch sử, số liệu đã chốt và danh sách cũ được giữ nguyên."
    context = {
        "form": form,
        "unit": unit,
        "title": "Kết thúc hoạt động",
        "button": "Kết thúc đơn vị",
        "lead": lead,
        "danger": True,
        "confirm": f"Kết thúc hoạt động của {unit.name}?",
    }
    return render(request, "units/unit_change.html", context)
