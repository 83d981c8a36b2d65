"""Founding a unit, changing its facts and its name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from config.request import Request
from members.access.refusal import Changed
from members.units.access import may_manage_some_unit
from members.units.actions.changing import FACTS
from members.units.forms import FoundForm, NameForm, UnitFactsForm
from members.units.models import Unit
from members.units.queries import units_managed_by


def managed_or_404(request: Request, unit_id: int) -> Unit:
    return get_object_or_404(units_managed_by(request.user).select_related("parent"), pk=unit_id)


def unit_found(request: Request) -> HttpResponse:
    if not may_manage_some_unit(request.user):
        raise PermissionDenied
    start = {"parent": request.GET.get("parent", ""), "starts_on": timezone.localdate()}
    form = FoundForm(request.POST or None, account=request.user, initial=start)
    if form.is_valid() and (unit := form.save(by=request.user)):
        messages.success(request, f"Đã lập đơn vị {unit.name}.")
        return redirect("units:unit-detail", unit.pk)
    return render(request, "units/unit_found.html", {"form": form})


def unit_edit(request: Request, unit_id: int) -> HttpResponse:
    unit = managed_or_404(request, unit_id)
    stored = {name: getattr(unit, name) for name in (*FACTS, "revision")}
    form = UnitFactsForm(request.POST or None, initial=stored)
    differences: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            form.save(unit=unit, by=request.user)
        except Changed as changed:
            form.add_error(None, str(changed))
            # the other may have saved after we read: what she is shown is what is stored now
            unit.refresh_from_db()
            stored = {name: getattr(unit, name) for name in (*FACTS, "revision")}
            differences = [
                (str(form.fields[name].label), str(stored[name]), str(form.cleaned_data[name]))
                for name in FACTS
                if stored[name] != form.cleaned_data[name]
            ]
            # what she typed stays; saving again is saving over what she has now been shown
            form.data = {**request.POST.dict(), "revision": str(unit.revision)}
        else:
            messages.success(request, "Đã lưu.")
            return redirect("units:unit-detail", unit.pk)
    return render(request, "units/unit_edit.html", {"form": form, "unit": unit, "differences": differences})


def unit_rename(request: Request, unit_id: int) -> HttpResponse:
    unit = managed_or_404(request, unit_id)
    form = NameForm(request.POST or None, initial={"name": unit.name, "short_name": unit.short_name})
    if form.is_valid() and (renamed := form.save(unit=unit, by=request.user)):
        messages.success(request, f"Đơn vị nay có tên {renamed.name}.")
        return redirect("units:unit-detail", unit.pk)
    lead = "Tên cũ được giữ trong lịch sử của đơn vị."
    context = {"form": form, "unit": unit, "title": "Đổi tên đơn vị", "button": "Đổi tên", "lead": lead}
    return render(request, "units/unit_change.html", context)
