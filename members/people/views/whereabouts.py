"""Moving members, leaving and coming back, frozen counts, what is missing in the units."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from members.access.roles import Permission
from members.people.access import may_manage_some_members, may_see_all_sensitive
from members.people.forms import BulkMoveForm, FreezeForm, MoveForm, StateForm
from members.people.models import Member
from members.people.queries import completeness_of
from members.people.rules import complete_percent, required_facts
from members.people.views.records import change_page, managed_or_404
from members.units.models import Unit
from members.units.queries import units_for

MOVED_AT_ONCE = 300


def member_move(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    form = MoveForm(request.POST or None, account=request.user, initial={"on": timezone.localdate()})
    if form.is_valid() and form.save(members=[member], by=request.user) is not None:
        messages.success(request, f"{member.full_name} nay thuộc {form.cleaned_data['unit'].name}.")
        return redirect("people:member-history", member.pk)
    lead = f"Hiện ở {member.unit.name}. Nơi cũ được giữ trong lịch sử."
    return change_page(request, member, form, "people:member-detail", title="Chuyển đơn vị", button="Chuyển", lead=lead)


def member_state(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    form = StateForm(request.POST or None, initial={"state": member.state, "on": timezone.localdate()})
    if form.is_valid() and form.save(member=member, by=request.user):
        messages.success(request, "Đã đổi tình trạng.")
        return redirect("people:member-history", member.pk)
    lead = (
        f"Hiện nay: {member.get_state_display()}. Chuyển đi, nghỉ hưu, thôi hội viên thì các chức vụ đang giữ kết thúc cùng ngày;"
        " hồ sơ và lịch sử vẫn được giữ."
    )
    return change_page(request, member, form, "people:member-detail", title="Đổi tình trạng", button="Lưu", lead=lead)


def managed_unit_or_404(request: Request, unit_id: int) -> Unit:
    return get_object_or_404(units_for(request.user, Permission.MEMBER_MANAGE), pk=unit_id)


def members_move(request: Request, unit_id: int) -> HttpResponse:
    """Many members of one unit into another: after a split, for instance."""
    unit = managed_unit_or_404(request, unit_id)
    members = Member.objects.present().filter(unit=unit).order_by("sort_key", "birth_date", "id")
    form = BulkMoveForm(request.POST or None, account=request.user, members=members, initial={"on": timezone.localdate()})
    if form.is_valid() and (moved := form.save(members=list(form.cleaned_data["members"]), by=request.user)) is not None:
        messages.success(request, f"Đã chuyển {len(moved)} hội viên sang {form.cleaned_data['unit'].name}.")
        return redirect("units:unit-detail", unit.pk)
    context = {
        "form": form,
        "unit": unit,
        "members": members[:MOVED_AT_ONCE],
        "chosen": set(request.POST.getlist("members")),
    }
    return render(request, "people/members_move.html", context)


def counts_freeze(request: Request, unit_id: int) -> HttpResponse:
    """How many members the unit and those below had on a day: shown, and frozen by a click."""
    unit = managed_unit_or_404(request, unit_id)
    form = FreezeForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        made = form.save(unit=unit, by=request.user)
        total = sum(count.count for count in made)
        messages.success(request, f"Số hội viên ngày {form.cleaned_data['on']:%d/%m/%Y}: {total} ở {len(made)} đơn vị.")
        return redirect("people:counts-freeze", unit.pk)
    counts = unit.member_counts.select_related("frozen_by")
    return render(request, "people/counts_freeze.html", {"form": form, "unit": unit, "counts": counts})


@require_GET
def completeness(request: Request) -> HttpResponse:
    """Unit by unit: how many members, how many records lack something, and what."""
    if not may_manage_some_members(request.user):
        raise PermissionDenied
    sensitive = may_see_all_sensitive(request.user)
    units = (
        units_for(request.user, Permission.MEMBER_VIEW)
        .in_force(on=timezone.localdate())
        .filter(Exists(Member.objects.filter(unit=OuterRef("pk"), merged_into=None)))
        .order_by("sort_key", "id")
    )
    page = Paginator(units, 50).get_page(request.GET.get("page"))
    numbers = completeness_of(list(page.object_list), sensitive=sensitive)
    facts = required_facts(sensitive=sensitive)
    rows = []
    for unit in page.object_list:
        row = numbers.get(unit.pk, {})
        total, lacking = row.get("total", 0), row.get("lacking", 0)
        rows.append(
            {
                "unit": unit,
                "total": total,
                "lacking": lacking,
                "percent": complete_percent(lacking, total),
                "facts": [(name, label, row[f"lack_{name}"]) for name, label in facts if row.get(f"lack_{name}")],
            }
        )
    return render(request, "people/completeness.html", {"page": page, "rows": rows})
