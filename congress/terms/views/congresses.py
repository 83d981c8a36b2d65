"""Congresses: finding, reading, calling, changing; their sessions and states."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.terms.access import (
    may_call_congress,
    may_manage_congress,
    may_postpone_congress,
    may_see_inside,
)
from congress.terms.actions import remove_session
from congress.terms.forms.congresses import CallForm, CongressFilter, CongressForm, SessionForm, StateForm, UnitChoice
from congress.terms.models import Congress, CongressState, SessionKind
from congress.terms.queries import (
    call_proposal,
    congresses_for,
    found_congresses,
    level_of,
    missing_before,
    plan_of,
    unchecked_count,
)
from congress.terms.rules import consequences
from congress.terms.rules.states import FOLLOWS
from congress.terms.rules.states import CongressState as State
from congress.terms.views.fetching import managed_or_403
from congress.terms.views.tabs import tabs_of
from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.roles import Permission
from members.access.trace import record
from members.files.workbooks import XLSX, table_workbook
from members.units.forms.refusing import refuse
from members.units.queries import units_for

PAGE_SIZE = 50
STEPS = [State.PREPARING, State.READY, State.IN_SESSION, State.CLOSED]
STEPS_AND_CANCELLED = [*STEPS, State.CANCELLED]
# the words on the button that takes a congress to a state
DEEDS = {
    State.PREPARING: "Trở lại chuẩn bị",
    State.READY: "Đủ điều kiện tổ chức",
    State.IN_SESSION: "Khai mạc",
    State.CLOSED: "Bế mạc",
    State.CANCELLED: "Không tổ chức",
}
# what other rooms have about a congress: label, what it is for, URL name, the right that opens it
ROOMS = [
    ("Phân bổ đại biểu", "Bao nhiêu đại biểu, đơn vị nào bầu mấy.", "delegates:allocation", Permission.ALLOCATION_VIEW),
    ("Danh sách đại biểu", "Đơn vị nào đã gửi, đã duyệt.", "delegates:list-board", Permission.LIST_VIEW),
    ("Thẩm tra tư cách đại biểu", "Cơ cấu, thống kê, báo cáo.", "delegates:credentials", Permission.CREDENTIALS_VIEW),
    (
        "Nhân sự",
        "Phương hướng, quy trình, hồ sơ, cơ cấu nhân sự.",
        "personnel:room",
        Permission.PERSONNEL_VIEW,
    ),
    ("Văn kiện", "Dự thảo, xin ý kiến, trình duyệt, thông qua.", "drafting:document-list", Permission.DOCUMENT_VIEW),
    ("Văn bản để in", "Danh sách, giấy triệu tập, thẻ, báo cáo.", "papers:index", Permission.PAPER_PRINT),
    ("Hồ sơ đại hội", "Mọi tài liệu của đại hội trong một tệp.", "congress_file:index", Permission.CONGRESS_FILE),
]


@dataclass(frozen=True)
class Room:
    label: str
    text: str
    url: str


def _rooms(account: Account, congress: Congress) -> list[Room]:
    rooms = []
    if not has(account, Permission.LIST_VIEW, congress.unit) and has_anywhere(account, Permission.LIST_VIEW):
        try:
            rooms.append(Room("Danh sách của đơn vị mình", "Lập, gửi danh sách đại biểu.", reverse("delegates:list-board")))
        except NoReverseMatch:
            rooms = []
    for label, text, name, permission in ROOMS:
        if not has(account, permission, congress.unit):
            continue
        for args in ([congress.pk], []):
            try:
                address = reverse(name, args=args)
                rooms.append(Room(label, text, address if args else f"{address}?congress={congress.pk}"))
                break
            except NoReverseMatch:
                continue
    return rooms


def _filtered(request: Request) -> tuple[CongressFilter, QuerySet[Congress]]:
    if not has_anywhere(request.user, Permission.CONGRESS_VIEW):
        raise Http404
    form = CongressFilter(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    congresses = found_congresses(
        congresses_for(request.user),
        text=values.get("q", ""),
        kind=values.get("kind", ""),
        state=values.get("state", ""),
        level=values.get("level", ""),
    )
    return form, congresses.order_by("-held_on", "unit__sort_key", "id")


@require_GET
def congress_list(request: Request) -> HttpResponse:
    form, congresses = _filtered(request)
    page = Paginator(congresses, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_call": may_call_congress(request.user), "today": timezone.localdate()}
    return render(request, "terms/congress_list.html", context)


@require_GET
def congress_list_export(request: Request) -> HttpResponse:
    _, congresses = _filtered(request)
    content = table_workbook(
        "DANH SÁCH ĐẠI HỘI, HỘI NGHỊ",
        [("Tên gọi", 70), ("Tổ chức Hội", 45), ("Hình thức", 26), ("Nhiệm kỳ", 14), ("Ngày", 14), ("Địa điểm", 40), ("Bước", 24)],
        (
            [
                congress.name,
                congress.unit.name,
                congress.get_kind_display(),
                str(congress.term),
                f"{congress.held_on:%d/%m/%Y}",
                congress.place,
                congress.get_state_display(),
            ]
            for congress in congresses.iterator(chunk_size=2000)
        ),
    )
    record("congress.export", by=request.user, query=request.GET.urlencode())
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="dai-hoi.xlsx"'})


@require_GET
def congress_detail(request: Request, congress_id: int) -> HttpResponse:
    congress = get_object_or_404(congresses_for(request.user), pk=congress_id)
    today = timezone.localdate()
    sees_inside = may_see_inside(request.user, congress)
    manages = may_manage_congress(request.user, congress)
    context: dict[str, Any] = {
        "congress": congress,
        "today": today,
        "days_left": (congress.held_on - today).days,
        "sessions": congress.sessions.all(),
        "postponements": congress.postponements.select_related("decided_by"),
        "consequences": [
            ("Hình thức", congress.get_kind_display(), consequences.KINDS[congress.kind]),
            ("Hình thức nhân sự", congress.get_personnel_mode_display(), consequences.PERSONNEL[congress.personnel_mode]),
            ("Hình thức đại biểu", congress.get_delegate_mode_display(), consequences.DELEGATES[congress.delegate_mode]),
        ],
        "steps": _steps(congress),
        "rooms": _rooms(request.user, congress),
        "sees_inside": sees_inside,
        "manages": manages,
        "may_postpone": may_postpone_congress(request.user, congress),
        "deeds": [(state.value, DEEDS[state]) for state in STEPS_AND_CANCELLED if state in FOLLOWS[State(congress.state)]],
        "tabs": tabs_of(congress, "congress-detail") if sees_inside else [],
    }
    if sees_inside:
        plan = plan_of(congress)
        open_steps = [step for step in plan if step.done_on is None]
        context |= {
            "late": [(step, step.due_on(congress.held_on)) for step in open_steps if step.due_on(congress.held_on) < today],
            "coming": [(step, step.due_on(congress.held_on)) for step in open_steps if step.due_on(congress.held_on) >= today][
                :5
            ],
            "plan_size": len(plan),
            "plan_done": len(plan) - len(open_steps),
            "unchecked": unchecked_count(congress),
        }
    return render(request, "terms/congress_detail.html", context)


def _steps(congress: Congress) -> list[dict[str, str]]:
    if congress.state == CongressState.CANCELLED:
        return []
    at = STEPS.index(State(congress.state))
    finished = congress.state == CongressState.CLOSED
    return [
        {"label": state.label, "state": "done" if place < at or finished else "current" if place == at else "todo"}
        for place, state in enumerate(STEPS)
    ]


def congress_call(request: Request) -> HttpResponse:
    if not may_call_congress(request.user):
        raise PermissionDenied
    units = units_for(request.user, Permission.CONGRESS_MANAGE).in_force(on=timezone.localdate())
    choice = UnitChoice(request.GET if "unit" in request.GET else None, units=units)
    unit = choice.cleaned_data["unit"] if choice.is_bound and choice.is_valid() else None
    if unit is None and not choice.is_bound and units.count() == 1:
        unit = units.get()
    if unit is None:
        return render(request, "terms/congress_call_unit.html", {"form": choice})
    proposal = call_proposal(unit, today=timezone.localdate())
    form = CallForm(request.POST or None, unit=unit, level=level_of(unit), initial=proposal.initial)
    if form.is_valid() and (congress := form.save(by=request.user)):
        messages.success(request, f"Đã lập {congress.name}.")
        return redirect("terms:congress-detail", congress.pk)
    return render(request, "terms/congress_call.html", {"form": form, "unit": unit, "proposal": proposal})


def congress_edit(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    stored = {name: getattr(congress, name) for name in CongressForm.Meta.fields}
    form = CongressForm(request.POST or None, instance=congress, initial=stored)
    differences: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            form.save(by=request.user)
        except Changed as changed:
            form.add_error(None, str(changed))
            # the other may have saved after we read: what she is shown is what is stored now
            congress.refresh_from_db()
            stored = {name: getattr(congress, name) for name in CongressForm.Meta.fields}
            differences = [
                (str(form.fields[name].label), str(stored[name] or ""), str(form.cleaned_data[name] or ""))
                for name in stored
                if name != "revision" and stored[name] != form.cleaned_data[name]
            ]
            # what she typed stays; saving again is saving over what she has now been shown
            data = request.POST.copy()
            data["revision"] = str(congress.revision)
            form.data = data
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("terms:congress-detail", congress.pk)
    return render(request, "terms/congress_edit.html", {"form": form, "congress": congress, "differences": differences})


def session_edit(request: Request, congress_id: int, session_id: int | None = None) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    session = get_object_or_404(congress.sessions, pk=session_id) if session_id else None
    initial = (
        _session_start(congress)
        if session is None
        else {
            "kind": session.kind,
            "starts_at": session.starts_at,
            "ends_at": session.ends_at,
            "place": session.place,
        }
    )
    form = SessionForm(request.POST or None, initial=initial)
    if form.is_valid() and form.save(congress=congress, session=session, by=request.user):
        messages.success(request, "Đã ghi phiên họp.")
        return redirect("terms:congress-detail", congress.pk)
    return render(request, "terms/session_edit.html", {"form": form, "congress": congress, "session": session})


def _session_start(congress: Congress) -> dict[str, Any]:
    taken = set(congress.sessions.values_list("kind", flat=True))
    return {"kind": SessionKind.PREPARATORY if SessionKind.OFFICIAL in taken else SessionKind.OFFICIAL}


@require_POST
def session_remove(request: Request, congress_id: int, session_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    session = get_object_or_404(congress.sessions, pk=session_id)
    remove_session(session=session, by=request.user)
    messages.success(request, "Đã bỏ phiên họp khỏi chương trình.")
    return redirect("terms:congress-detail", congress.pk)


def congress_move(request: Request, congress_id: int, state: str) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    if state not in CongressState.values or State(state) not in FOLLOWS[State(congress.state)]:
        raise Http404
    today: date = timezone.localdate()
    form = StateForm(request.POST or None)
    if form.is_valid() and form.save(congress=congress, state=state, today=today, by=request.user):
        messages.success(request, f"Đại hội chuyển sang bước “{State(state).label}”.")
        return redirect("terms:congress-detail", congress.pk)
    context = {
        "form": form,
        "congress": congress,
        "label": State(state).label,
        "deed": DEEDS[State(state)],
        "danger": state == CongressState.CANCELLED,
        "missing": missing_before(congress, state, today=today),
    }
    return render(request, "terms/congress_move.html", context)
