"""Thẩm tra tư cách đại biểu: figures that lead to their rows."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from config.request import Request
from congress.delegates.queries.credentials import SENSITIVE_TABLES, Credentials, credentials_of, people_of
from congress.delegates.rules.statistics import Row, Table
from congress.terms.models import Congress, CongressState
from congress.terms.queries import congresses_for
from members.access.access import has, has_anywhere
from members.access.roles import Permission
from members.access.trace import record
from vietnamese.numbers import format_number

PEOPLE_A_PAGE = 100


@dataclass(frozen=True)
class Bar:
    """A line of a chart as the component takes it."""

    label: str
    value: int
    text: str
    url: str
    kind: str


def _congress(request: Request, congress_id: int) -> Congress:
    return get_object_or_404(congresses_for(request.user, Permission.CREDENTIALS_VIEW), pk=congress_id)


def _approved_only(request: Request) -> bool:
    return request.GET.get("base") != "all"


def credentials_entry(request: Request) -> HttpResponse:
    """To the congress whose credentials are looked at now: the next one, else the last."""
    if not has_anywhere(request.user, Permission.CREDENTIALS_VIEW):
        raise Http404
    congresses = congresses_for(request.user, Permission.CREDENTIALS_VIEW).exclude(state=CongressState.CANCELLED)
    today = timezone.localdate()
    chosen = congresses.filter(held_on__gte=today).order_by("held_on", "id").first() or congresses.order_by("-held_on").first()
    if chosen is None:
        return render(request, "delegates/credentials_none.html", {})
    return redirect("delegates:credentials", chosen.pk)


def credentials(request: Request, congress_id: int) -> HttpResponse:
    congress = _congress(request, congress_id)
    approved_only = _approved_only(request)
    found = credentials_of(congress, approved_only=approved_only)
    may_see_sensitive = has(request.user, Permission.MEMBER_SENSITIVE, congress.unit)
    address = reverse("delegates:credentials-people", args=[congress.pk])
    base = "approved" if approved_only else "all"
    # who may not see these facts of anybody gets no count of them either: a count of one names somebody
    tables = [table for table in found.tables if may_see_sensitive or table.code not in SENSITIVE_TABLES]
    charts = [_chart(table, f"{address}?base={base}&row=") for table in tables]
    context = {
        "congress": congress,
        "found": found,
        "charts": [chart for chart in charts if chart["rows"]],
        "missing": sum(table.missing for table in tables),
        "approved_only": approved_only,
        "others": congresses_for(request.user, Permission.CREDENTIALS_VIEW).exclude(pk=congress.pk)[:10],
        "mean": format_number(found.ages.mean, 1) if found.ages.mean is not None else "",
        "tabs": _tabs(congress, approved_only=approved_only),
        "may_report": has(request.user, Permission.CREDENTIALS_REPORT, congress.unit),
        "waiting": _waiting(found),
    }
    return render(request, "delegates/credentials.html", context)


def credentials_people(request: Request, congress_id: int) -> HttpResponse:
    """The rows behind one figure."""
    congress = _congress(request, congress_id)
    row_filter = request.GET.get("row", "")
    approved_only = _approved_only(request)
    found = credentials_of(congress, approved_only=approved_only)
    table, row = _find_row(found, row_filter)
    if table.code in SENSITIVE_TABLES:
        if not has(request.user, Permission.MEMBER_SENSITIVE, congress.unit):
            raise PermissionDenied
        record("credentials.view_rows", congress, by=request.user, unit=congress.unit, table=table.code, rows=row.count)
    people = people_of(found, row_filter=row_filter, approved_only=approved_only)
    page = Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"congress": congress, "table": table, "row": row, "page": page, "approved_only": approved_only}
    return render(request, "delegates/credentials_people.html", context)


def _find_row(found: Credentials, row_filter: str) -> tuple[Table, Row]:
    for table in found.tables:
        for row in table.rows:
            if row.filter == row_filter:
                return table, row
    raise Http404


def _chart(table: Table, address: str) -> dict[str, Any]:
    rows = [
        Bar(
            row.label,
            row.count,
            f"({format_number(row.percent, table.places)}%)" if row.percent is not None else "",
            f"{address}{row.filter}" if row.count else "",
            "due" if row.is_missing else "accent",
        )
        for row in table.rows
    ]
    return {"title": table.header, "rows": rows, "note": table.note, "maximum": table.base}


def _tabs(congress: Congress, *, approved_only: bool) -> list[dict[str, Any]]:
    address = reverse("delegates:credentials", args=[congress.pk])
    return [
        {"label": "Đã duyệt (triệu tập)", "url": address, "active": approved_only},
        {"label": "Mọi người trong danh sách (dự kiến)", "url": f"{address}?base=all", "active": not approved_only},
    ]


def _waiting(found: Credentials) -> int:
    """Seats whose delegate is not approved yet."""
    return max(0, found.expected - found.approved) if found.expected is not None else 0
