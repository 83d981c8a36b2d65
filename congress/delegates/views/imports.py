"""Uploading a list for a delegate list; what follows are the pages of members.sheets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.request import Request
from congress.delegates.access import may_enter_list, may_see_full
from congress.delegates.actions.imports import list_address
from congress.delegates.models import DelegateList
from congress.delegates.queries.lists import candidates_for, lists_for
from members.access.queries import roots_of
from members.access.roles import Permission
from members.access.trace import record
from members.sheets.models import SheetPurpose
from members.sheets.queries import is_sensitive
from members.sheets.rules import FIELDS
from members.sheets.views import upload_page, workbook_response
from members.sheets.writing import TEMPLATE_COLUMNS, people_template


def _list(request: Request, list_id: int) -> DelegateList:
    delegate_list = get_object_or_404(lists_for(request.user, Permission.LIST_ENTER), pk=list_id)
    if not may_enter_list(request.user, delegate_list):
        raise PermissionDenied
    return delegate_list


def import_upload(request: Request, list_id: int) -> HttpResponse:
    delegate_list = _list(request, list_id)
    unit = delegate_list.electing_unit.lead_unit
    return upload_page(
        request,
        unit=unit,
        purpose=SheetPurpose.DELEGATES,
        target_id=delegate_list.pk,
        heading="Tải danh sách đại biểu lên",
        lead=(
            f"{delegate_list.electing_unit.name}: {delegate_list.seats} đại biểu, {delegate_list.alternates} dự khuyết, "
            f"hạn nộp {delegate_list.due_on:%d/%m/%Y}. Có thể tải lên cả danh sách hội viên rồi chọn ai là đại biểu."
        ),
        template_url=reverse("delegates:import-template", args=[delegate_list.pk]),
        crumbs=[(str(delegate_list.electing_unit), list_address(delegate_list))],
    )


@require_safe
def import_template(request: Request, list_id: int) -> HttpResponse:
    """An empty list with the unit's own members in it and drop-downs, to fill in and send back."""
    delegate_list = _list(request, list_id)
    columns = [key for key in TEMPLATE_COLUMNS if may_see_full(request.user, delegate_list) or not is_sensitive(key)]
    record("sheet.template", delegate_list, by=request.user, unit=delegate_list.electing_unit.lead_unit)
    found = candidates_for(delegate_list).order_by("sort_key", "birth_date", "id").values("unit__path", *FIELDS)
    people = _as_she_may_see_them(found, roots_of(request.user, Permission.MEMBER_SENSITIVE))
    return workbook_response(people_template(people, columns=columns), f"danh-sach-dai-bieu-{delegate_list.pk}.xlsx")


def _as_she_may_see_them(people: Iterable[Mapping[str, str]], roots: Sequence[str]) -> Iterator[dict[str, str]]:
    """Of members of a group's other units, sensitive columns stay empty: she enters for them, but doesn't see their files."""
    for person in people:
        full = person["unit__path"].startswith(tuple(roots))
        yield {key: value for key, value in person.items() if full or not is_sensitive(key)}
