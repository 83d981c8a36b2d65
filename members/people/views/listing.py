"""The list of members and its export."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from config.request import Request
from members.access.access import has_anywhere
from members.access.roles import Permission
from members.access.trace import record
from members.files.workbooks import XLSX, table_workbook
from members.people.access import may_manage_some_members, may_see_all_sensitive
from members.people.forms import FilterForm
from members.people.models import GONE, Member, MemberQuerySet, MemberState
from members.people.queries import (
    Filters,
    as_told,
    bounded_count,
    filtered_members,
    found_among,
    listed_in_order,
    members_seen,
    page_of,
)
from members.people.rules import missing_facts, required_facts
from members.units.models import Unit
from members.units.queries import find_units, units_for

PAGE_SIZE = 50
EXPORTED_AT_MOST = 20_000
SHOWN = (
    "full_name", "sort_key", "birth_date", "rank", "police_position", "union_position", "workplace", "state", "education",
    "political_theory", "unit__name", "unit__short_name", "unit__code",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read with this account's right."""

    form: FilterForm
    filters: Filters
    unit: Unit | None
    rows: MemberQuerySet
    choices: list[Unit]
    unit_unknown: bool


def asked_for(request: Request) -> Asked:
    if not has_anywhere(request.user, Permission.MEMBER_VIEW):
        raise Http404
    sensitive = may_see_all_sensitive(request.user)
    form = FilterForm(request.GET, sensitive=sensitive)
    form.is_valid()
    values: dict[str, Any] = form.cleaned_data
    written = values.get("unit", "")
    found = find_units(units_for(request.user, Permission.MEMBER_VIEW), written) if written else []
    filters = Filters(
        text=values.get("q", ""),
        state=values.get("state", ""),
        rank=values.get("rank", ""),
        union_position=values.get("position", ""),
        missing=values.get("missing", ""),
        sensitive=sensitive,
    )
    unit = found[0] if len(found) == 1 else None
    if written and unit is None:
        members = Member.objects.none()  # nobody is shown as of a unit that was not understood
    else:
        members = members_seen(request.user, unit=unit, below=values.get("scope", "") != "own")
    rows = filtered_members(members, filters)
    return Asked(form, filters, unit, rows, found if len(found) > 1 else [], bool(written) and not found)


@require_GET
def member_list(request: Request) -> HttpResponse:
    asked = asked_for(request)
    facts = [name for name, _ in required_facts(sensitive=asked.filters.sensitive)]
    found = found_among(asked.rows, text=asked.filters.text)
    page = page_of(
        found.rows.select_related("unit").only(*SHOWN, *facts),
        text=asked.filters.text,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=PAGE_SIZE,
        many=found.more,
    )
    sensitive = asked.filters.sensitive
    context = {
        "form": asked.form,
        "page": page,
        "rows": [
            (as_told(member, sensitive=sensitive), missing_facts(vars(member), sensitive=sensitive))
            for member in page.object_list
        ],
        "number": found.number,
        "more": found.more,
        "unit": asked.unit,
        "choices": asked.choices,
        "unit_unknown": asked.unit_unknown,
        "gone": GONE,
        "may_manage": may_manage_some_members(request.user),
        "may_export_full": sensitive and has_anywhere(request.user, Permission.FULL_LIST_EXPORT),
    }
    return render(request, "people/member_list.html", context)


Column = tuple[str, int, Any]
COLUMNS: list[Column] = [
    ("Họ và tên", 28, lambda member: member.full_name),
    ("Ngày sinh", 12, lambda member: member.birth.display() if member.birth else ""),
    ("Cấp bậc hàm", 16, lambda member: member.rank_label),
    ("Chức vụ chính quyền", 26, lambda member: member.police_position),
    ("Chức vụ trong Hội", 20, lambda member: member.union_position_label),
    ("Đơn vị công tác", 34, lambda member: member.workplace),
    ("Tổ chức Hội", 40, lambda member: member.unit.name),
    ("Trình độ chuyên môn", 18, lambda member: member.education_label),
    ("Lý luận chính trị", 16, lambda member: member.political_theory_label),
    ("Tình trạng", 18, lambda member: MemberState(member.state).label),
]
SENSITIVE_COLUMNS: list[Column] = [
    ("Dân tộc", 12, lambda member: member.ethnicity_label),
    ("Tôn giáo", 14, lambda member: member.religion_label),
    ("Đảng, Đoàn", 20, lambda member: member.party_stage_label),
    ("Chức vụ trong Đảng", 20, lambda member: member.party_position),
    ("Điện thoại", 14, lambda member: member.phone),
    ("Thư công vụ", 26, lambda member: member.email),
]


@require_GET
def member_list_export(request: Request) -> HttpResponse:
    """What the list shows, all pages of it; sensitive columns only when asked for, by those who may. Numbers never."""
    asked = asked_for(request)
    full = request.GET.get("full") == "1" and asked.filters.sensitive and has_anywhere(request.user, Permission.FULL_LIST_EXPORT)
    number, more = bounded_count(asked.rows, at_most=EXPORTED_AT_MOST)
    if more:
        messages.error(request, f"Danh sách dài hơn {EXPORTED_AT_MOST} người. Hãy lọc theo đơn vị rồi xuất từng phần.")
        return redirect(f"{reverse('people:member-list')}?{request.GET.urlencode()}")
    columns = COLUMNS + (SENSITIVE_COLUMNS if full else [])
    content = table_workbook(
        "DANH SÁCH HỘI VIÊN",
        [("STT", 6), *((heading, width) for heading, width, _ in columns)],
        _rows(
            (
                as_told(member, sensitive=asked.filters.sensitive)
                for member in listed_in_order(asked.rows.select_related("unit"), text=asked.filters.text)
            ),
            columns,
        ),
    )
    record("member.export", by=request.user, unit=asked.unit, query=request.GET.urlencode(), members=number, full=full)
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="hoi-vien.xlsx"'})


def _rows(members: Any, columns: list[Column]) -> Any:
    member: Member
    for number, member in enumerate(members, start=1):
        yield [number, *(value(member) for _, _, value in columns)]
