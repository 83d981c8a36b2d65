"""Electing units, members frozen, methods side by side, the draft, the versions."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.delegates.access import may_freeze_allocation, may_prepare_allocation, may_run_lists
from congress.delegates.actions.allocation import draft_allocation, drop_draft
from congress.delegates.forms.allocation import (
    FreezeForm,
    NumbersForm,
    SeatsForm,
    TieForm,
)
from congress.delegates.models import Allocation, AllocationMethod, AllocationRow, ElectingUnit
from congress.delegates.queries.allocation import (
    CHAPTERS,
    Parameters,
    PreviewColumn,
    allocations_for,
    current_allocation,
    difference_between,
    draft_of,
    drift_of,
    electing_units_of,
    feasibility_of,
    fingerprint,
    frozen_counts,
    losers_of,
    open_tie_of,
    parameters_of,
    preview_of,
    problems_in,
    shared_out,
    three_places,
)
from congress.delegates.rules.priority import written_additions
from congress.delegates.rules.seats import Method, NotPossible, UnitSeats
from congress.delegates.views.electing_units import fetch_for_allocation, fetch_to_prepare
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from congress.terms.rules.rule_set import NotSet
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.workbooks import XLSX, Value, table_workbook
from vietnamese.numbers import format_number

SHOWN_NAMES = 5
# the heads of narrow columns
SHORT = {
    Method.LARGEST_REMAINDER: "Theo tỷ lệ",
    Method.BASE_PLUS_LR: "Chia đều, rồi tỷ lệ",
    Method.STEP_TABLE: "Theo bậc",
    Method.FIXED_RATIO: "Một trên số hội viên",
    Method.PRIORITY: "Ưu tiên đặc thù",
}


def _allocation(request: Request, allocation_id: int) -> Allocation:
    return get_object_or_404(allocations_for(request.user), pk=allocation_id)


def _draft(request: Request, allocation_id: int) -> Allocation:
    """A draft that she may work on; once it is issued there is no such page."""
    allocation = _allocation(request, allocation_id)
    if not may_prepare_allocation(request.user, allocation.congress):
        raise PermissionDenied
    if allocation.frozen_at is not None:
        raise Http404
    return allocation


def _rows(allocation: Allocation) -> list[AllocationRow]:
    return list(allocation.rows.select_related("electing_unit__lead_unit"))


# ---- where it stands --------------------------------------------------------------------------------------------------


@require_GET
def allocation(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_for_allocation(request, congress_id)
    units = congress.electing_units.count()
    counts = frozen_counts(congress)
    current, draft = current_allocation(congress), draft_of(congress)
    done = [bool(units), counts.is_complete, bool(draft or current), current is not None and draft is None]
    context = {
        "congress": congress,
        "units": units,
        "counts": counts,
        "current": current,
        "draft": draft,
        "rows": _rows(current) if current else [],
        "versions": congress.allocations.filter(frozen_at__isnull=False).select_related("frozen_by"),
        "drift": _drift(current) if current else None,
        "steps": _stepper(done),
        "may_prepare": may_prepare_allocation(request.user, congress),
        "lists_url": _lists_url(request, congress) if current else "",
    }
    return render(request, "delegates/allocation.html", context)


def _drift(found: Allocation) -> dict[str, Any]:
    drift = drift_of(found, today=timezone.localdate())
    return {"shown": drift[:SHOWN_NAMES], "more": max(0, len(drift) - SHOWN_NAMES)}


def _stepper(done: list[bool]) -> list[dict[str, str]]:
    labels = ["Đơn vị bầu", "Chốt hội viên", "Thử cách chia, dự thảo", "Ban hành"]
    current = done.index(False) if False in done else len(done)
    return [
        {"label": label, "state": "done" if done[place] else "current" if place == current else "todo"}
        for place, label in enumerate(labels)
    ]


def _lists_url(request: Request, congress: Congress) -> str:
    if not may_run_lists(request.user, congress):
        return ""
    try:
        return reverse("delegates:list-open", args=[congress.pk])
    except NoReverseMatch:
        return ""


# ---- the preview ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """What one method gives a unit."""

    seats: int
    quota_text: str


@dataclass(frozen=True)
class PreviewRow:
    """An electing unit with what every method gives it."""

    unit: ElectingUnit
    members: int
    cells: list[Cell | None]
    in_tie: bool
    differs: bool


def _columns_with_hand(columns: list[PreviewColumn]) -> list[dict[str, Any]]:
    return [
        {
            "column": column,
            "short": SHORT[column.method],
            "total": column.allocation.total if column.allocation else None,
            "difference": column.allocation.difference if column.allocation else None,
        }
        for column in columns
    ]


def allocation_preview(request: Request, congress_id: int) -> HttpResponse:
    """GET shows; POST takes a method into the draft."""
    congress = fetch_to_prepare(request, congress_id)
    try:
        known = parameters_of(congress)
    except NotSet as reason:
        messages.error(request, str(reason))
        return redirect("terms:rule-set", congress.pk)
    draft = draft_of(congress)
    if draft is not None:
        # the ceiling is that of today's rule set: a draft is not issued yet
        known = replace(Parameters.of(draft.parameters), priority_cap=known.priority_cap)
    asked = request.POST if request.method == "POST" else request.GET
    units = list(electing_units_of(congress))
    form = NumbersForm(asked if "total" in asked else None, known=known, units=units)
    parameters = form.parameters(known) if form.is_bound and form.is_valid() else known
    counts = frozen_counts(congress)
    members = {unit.pk: counts.by_electing_unit.get(unit.pk, 0) for unit in units}
    if request.method == "POST" and form.is_valid():
        answer = _take(request, congress, parameters, members)
        if answer is not None:
            return answer
    groupable = sum(not unit.is_group and unit.lead_unit.kind in CHAPTERS for unit in units)
    feasibility = feasibility_of(parameters, units=sum(bool(count) for count in members.values()), groupable=groupable)
    columns = preview_of(parameters, members) if counts.is_complete else []
    context = {
        "congress": congress,
        "form": form,
        "parameters": parameters,
        "counts": counts,
        "feasibility": feasibility,
        "columns": _columns_with_hand(columns),
        "losses": [
            (column.method.label, [(_name(units, loss.unit), loss.before, loss.after) for loss in column.losers])
            for column in columns
            if column.losers
        ],
        "ties": [
            (column.method.label, [_name(units, unit) for unit in column.tie.candidates], column.tie.places)
            for column in columns
            if column.tie
        ],
        "rows": _preview_rows(units, members, columns),
        "shown": fingerprint(draft),
        "draft": draft,
        "by_hand": Method.BY_HAND,
        "priority": Method.PRIORITY,
        **_by_rules(congress, parameters.total),
        "added": written_additions(parameters.additions, {unit.pk: unit.code for unit in units}),
    }
    return render(request, "delegates/allocation_preview.html", context)


def _by_rules(congress: Congress, total: int) -> dict[str, str]:
    """What the rule set says beside: the method to take (`cach_phan_bo`), the range of the total (`khoang_tong_dai_bieu`)."""
    values = rule_set_of(congress)
    outside = ""
    if values.is_set("khoang_tong_dai_bieu"):
        least, most = values.range("khoang_tong_dai_bieu")
        if not least <= total <= most:
            outside = (
                f"Tổng số {total} đại biểu nằm ngoài khoảng {least}–{most} của bộ quy tắc. "
                "Hãy xem lại tổng số, hoặc sửa khoảng cho phép kèm căn cứ."
            )
    return {"proposed": values.choice("cach_phan_bo") if values.is_set("cach_phan_bo") else "", "outside": outside}


def _name(units: list[ElectingUnit], pk: int) -> str:
    return next(unit.name for unit in units if unit.pk == pk)


def _preview_rows(units: list[ElectingUnit], members: dict[int, int], columns: list[PreviewColumn]) -> list[PreviewRow]:
    tables = [{row.unit: row for row in column.allocation.units} if column.allocation else {} for column in columns]
    tied = {unit for column in columns if column.tie for unit in column.tie.candidates}
    rows = []
    for unit in units:
        cells = [_cell(table.get(unit.pk)) for table in tables]
        seats = {cell.seats for cell in cells if cell}
        rows.append(PreviewRow(unit, members[unit.pk], cells, unit.pk in tied, len(seats) > 1))
    return rows


def _cell(row: UnitSeats | None) -> Cell | None:
    if row is None:
        return None
    return Cell(row.seats, format_number(three_places(row.quota), 3))


def _take(request: Request, congress: Congress, parameters: Parameters, members: dict[int, int]) -> HttpResponse | None:
    method = request.POST.get("method", "")
    if method not in AllocationMethod.values:
        return None
    table = None
    if method == AllocationMethod.BY_HAND:
        # the table to be filled by hand begins with the usual method, where that is possible
        try:
            table = shared_out(AllocationMethod.BASE_PLUS, parameters, members).seats
        except NotPossible:
            table = None
    try:
        made = draft_allocation(
            congress=congress,
            method=method,
            parameters=parameters,
            table=table,
            shown=request.POST.get("shown", ""),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, "Đã lưu bản dự thảo.")
    return redirect("delegates:allocation-detail", made.pk)


# ---- the draft and the versions -----------------------------------------------------------------------------------------


@require_GET
def allocation_detail(request: Request, allocation_id: int) -> HttpResponse:
    found = _allocation(request, allocation_id)
    if found.frozen_at is None and not may_prepare_allocation(request.user, found.congress):
        raise Http404
    return _show(request, found)


def _show(
    request: Request, found: Allocation, *, seats_form: SeatsForm | None = None, tie_form: TieForm | None = None
) -> HttpResponse:
    rows = _rows(found)
    names = {row.electing_unit_id: row.electing_unit.name for row in rows}
    parameters = Parameters.of(found.parameters)
    is_draft = found.frozen_at is None
    context: dict[str, Any] = {
        "allocation": found,
        "congress": found.congress,
        "rows": rows,
        "members": sum(row.member_count for row in rows),
        "seats": sum(row.seats for row in rows),
        "alternates": sum(row.alternates for row in rows),
        "is_draft": is_draft,
        "decisions": [
            one
            | {
                "names": [names.get(unit, "") for unit in one["chosen"]],
                "others": [names.get(unit, "") for unit in one["candidates"]],
            }
            for one in found.tie_decisions
        ],
        "earlier": found.congress.allocations.filter(number__lt=found.number, frozen_at__isnull=False)
        .order_by("-number")
        .first(),
        "drift": _drift(found) if is_draft else None,
    }
    if is_draft:
        members = {row.electing_unit_id: row.member_count for row in rows}
        tie = open_tie_of(found)
        shown = fingerprint(found)
        problems = problems_in(found)
        context |= {
            "shown": shown,
            "problems": [(names.get(one.unit, "") if one.unit else "", one.message) for one in problems],
            "tie": tie,
            "tie_form": tie_form or (TieForm(tie=tie[1], names=names, initial={"shown": shown}) if tie else None),
            "seats_form": seats_form or SeatsForm(rows=rows, shown=shown),
            "losers": [(names[loss.unit], loss.before, loss.after) for loss in losers_of(found.method, parameters, members)],
            "may_freeze": may_freeze_allocation(request.user, found.congress),
            "is_ready": not problems,
        }
    return render(request, "delegates/allocation_detail.html", context)


@require_POST
def allocation_seats(request: Request, allocation_id: int) -> HttpResponse:
    found = _draft(request, allocation_id)
    shown = fingerprint(found)
    form = SeatsForm(request.POST, rows=_rows(found), shown=shown)
    if form.is_valid() and form.save(allocation=found, by=request.user):
        messages.success(request, "Đã lưu bảng.")
        return redirect("delegates:allocation-detail", found.pk)
    data = request.POST.copy()
    data["shown"] = shown
    form.data = data
    return _show(request, found, seats_form=form)


@require_POST
def allocation_tie(request: Request, allocation_id: int) -> HttpResponse:
    found = _draft(request, allocation_id)
    tie = open_tie_of(found)
    if tie is None:
        return redirect("delegates:allocation-detail", found.pk)
    names = {row.electing_unit_id: row.electing_unit.name for row in _rows(found)}
    form = TieForm(request.POST, tie=tie[1], names=names)
    if form.is_valid() and form.save(allocation=found, by=request.user):
        messages.success(request, "Đã ghi quyết định.")
        return redirect("delegates:allocation-detail", found.pk)
    data = request.POST.copy()
    data["shown"] = fingerprint(found)
    form.data = data
    return _show(request, found, tie_form=form)


@require_POST
def allocation_drop(request: Request, allocation_id: int) -> HttpResponse:
    found = _draft(request, allocation_id)
    try:
        drop_draft(allocation=found, shown=request.POST.get("shown"), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("delegates:allocation-detail", found.pk)
    messages.success(request, "Đã bỏ bản dự thảo.")
    return redirect("delegates:allocation", found.congress_id)


def allocation_freeze(request: Request, allocation_id: int) -> HttpResponse:
    found = _allocation(request, allocation_id)
    if not may_freeze_allocation(request.user, found.congress):
        raise PermissionDenied
    if found.frozen_at is not None:
        return redirect("delegates:allocation-detail", found.pk)
    form = FreezeForm(request.POST or None, allocation=found, initial={"shown": fingerprint(found)})
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã ban hành bản phân bổ số {found.number}.")
        return redirect("delegates:allocation", found.congress_id)
    earlier = current_allocation(found.congress)
    context = {
        "form": form,
        "allocation": found,
        "congress": found.congress,
        "problems": problems_in(found),
        "units": found.rows.count(),
        "alternates": sum(found.rows.values_list("alternates", flat=True)),
        "difference": difference_between(earlier, found) if earlier else None,
    }
    return render(request, "delegates/allocation_freeze.html", context)


@require_GET
def allocation_difference(request: Request, allocation_id: int) -> HttpResponse:
    found = _allocation(request, allocation_id)
    earlier = found.congress.allocations.filter(number__lt=found.number, frozen_at__isnull=False).order_by("-number").first()
    if earlier is None:
        raise Http404
    compared = difference_between(earlier, found)
    old = {row.electing_unit_id: row for row in earlier.rows.all()}
    new = {row.electing_unit_id: row for row in found.rows.all()}
    context = {
        "allocation": found,
        "earlier": earlier,
        "congress": found.congress,
        "sentence": compared.difference.sentence("đơn vị"),
        "lines": [(compared.names[unit], old.get(unit), new.get(unit)) for unit in compared.difference.affected],
    }
    return render(request, "delegates/allocation_difference.html", context)


@require_GET
def allocation_export(request: Request, allocation_id: int) -> HttpResponse:
    found = _allocation(request, allocation_id)
    if found.frozen_at is None and not may_prepare_allocation(request.user, found.congress):
        raise Http404
    rows = _rows(found)
    state = "DỰ THẢO" if found.frozen_at is None else f"ban hành {timezone.localtime(found.frozen_at):%d/%m/%Y}"
    content = table_workbook(
        f"PHÂN BỔ ĐẠI BIỂU, BẢN {found.number} ({state}): {found.congress.name}",
        [
            ("TT", 6),
            ("Mã", 12),
            ("Đơn vị bầu", 46),
            ("Hội viên", 10),
            ("Phần được chia", 14),
            ("Chỗ chia đều", 12),
            ("Đại biểu", 10),
            ("Dự khuyết", 10),
            ("Ghi chú", 40),
        ],
        [*(_cells(number, row) for number, row in enumerate(rows, start=1)), _sum_line(rows)],
    )
    record("allocation.export", found, by=request.user, unit=found.congress.unit)
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="phan-bo.xlsx"'})


def _cells(number: int, row: AllocationRow) -> list[Value]:
    unit = row.electing_unit
    quota = format_number(row.quota, 3)
    return [number, unit.code, unit.name, row.member_count, quota, row.base, row.seats, row.alternates, row.note]


def _sum_line(rows: list[AllocationRow]) -> list[Value]:
    members, seats, alternates = (sum(getattr(row, name) for row in rows) for name in ("member_count", "seats", "alternates"))
    return ["", "", "Cộng", members, "", "", seats, alternates, ""]
