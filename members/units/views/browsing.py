"""Finding units and reading about them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from members.access.access import has_anywhere
from members.access.roles import Permission
from members.access.trace import record
from members.files.workbooks import XLSX, table_workbook
from members.units.access import may_manage_some_unit, may_manage_unit, may_reshape_unit
from members.units.forms import DayForm, FilterForm
from members.units.models import Succession, Unit, UnitKind, UnitQuerySet
from members.units.panels import panels_for
from members.units.queries import ancestors_of, search_units, unit_on, units_for
from members.units.rules import COLUMNS

PAGE_SIZE = 50
WIDTHS = {"name": 50, "kind": 34, "leading_party_committee": 36, "founding_decision": 40}


def filtered_units(request: Request) -> tuple[FilterForm, UnitQuerySet]:
    if not has_anywhere(request.user, Permission.UNIT_VIEW):
        raise Http404
    form = FilterForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    units = search_units(units_for(request.user), values.get("q", ""))
    today = timezone.localdate()
    if values.get("kind"):
        units = units.filter(kind=values["kind"])
    if values.get("force", "") == "":
        units = units.in_force(on=today)
    elif values["force"] == "ended":
        units = units.filter(ends_on__lt=today)
    return form, units


@require_GET
def unit_list(request: Request) -> HttpResponse:
    form, units = filtered_units(request)
    page = Paginator(units.select_related("parent").order_by("sort_key", "id"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_manage": may_manage_some_unit(request.user)}
    return render(request, "units/unit_list.html", context)


@require_GET
def unit_list_export(request: Request) -> HttpResponse:
    """The units that the list shows, in the columns that the import takes."""
    _, units = filtered_units(request)
    rows = units.select_related("parent").order_by("path")
    content = table_workbook(
        "DANH SÁCH ĐƠN VỊ",
        [(heading, WIDTHS.get(key, 20)) for heading, key in COLUMNS],
        ([_cell(unit, key) for _, key in COLUMNS] for unit in rows.iterator(chunk_size=2000)),
    )
    record("unit.export", by=request.user, query=request.GET.urlencode())
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="don-vi.xlsx"'})


def _cell(unit: Unit, key: str) -> str:
    if key == "parent_code":
        return unit.parent.code if unit.parent else ""
    if key == "kind":
        return UnitKind(unit.kind).label
    if key == "starts_on":
        return f"{unit.starts_on:%d/%m/%Y}"
    return str(getattr(unit, key))


@require_GET
def unit_detail(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(units_for(request.user).select_related("parent"), pk=unit_id)
    visible = units_for(request.user)
    children = visible.filter(parent=unit).in_force(on=timezone.localdate()).select_related("parent").order_by("sort_key", "id")
    context = {
        "unit": unit,
        "ancestors": ancestors_of(unit).filter(pk__in=visible.values("pk")),
        "children": Paginator(children, PAGE_SIZE).get_page(request.GET.get("page")),
        "predecessors": Succession.objects.filter(unit=unit).select_related("predecessor"),
        "successors": Succession.objects.filter(predecessor=unit).select_related("unit"),
        "panels": panels_for(request.user, unit),
        "may_manage": may_manage_unit(request.user, unit),
        "may_reshape": may_reshape_unit(request.user, unit) and unit.ends_on is None,
    }
    return render(request, "units/unit_detail.html", context)


@require_GET
def unit_history(request: Request, unit_id: int) -> HttpResponse:
    """What it was called, where it stood, what it came from; and all of it on a day."""
    unit = get_object_or_404(units_for(request.user), pk=unit_id)
    form = DayForm(request.GET if "day" in request.GET else None)
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    context = {
        "unit": unit,
        "names": unit.names.all(),
        "placements": unit.placements.select_related("parent"),
        "predecessors": Succession.objects.filter(unit=unit).select_related("predecessor"),
        "successors": Succession.objects.filter(predecessor=unit).select_related("unit"),
        "form": form,
        "day": day,
        "on_day": unit_on(unit, day) if day else None,
    }
    return render(request, "units/unit_history.html", context)
