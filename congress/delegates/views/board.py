"""Danh sách đại biểu: the staff's board; a unit's head goes straight to her list."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.delegates.access import may_change_delegates, may_name_delegates, may_run_lists, may_set_targets
from congress.delegates.actions.lists import open_lists
from congress.delegates.actions.review import approve_list, lock_list
from congress.delegates.forms.lists import BoardFilter
from congress.delegates.models import DelegateList, ListState
from congress.delegates.queries.board import LATE, BoardRow, board_rows, chosen_rows, counts_of, with_reports
from congress.delegates.queries.findings import targets_of
from congress.delegates.queries.lists import lists_for
from congress.delegates.queries.snapshots import convened
from congress.delegates.rules.reminder import reminder, reminder_to_all
from congress.delegates.rules.structure import SENSITIVE_CRITERIA, Reached
from congress.delegates.views.fetching import fetch_congress, require, workbook_response
from congress.terms.models import Congress, CongressState
from congress.terms.queries import congresses_for, rule_set_of
from members.access.access import has, has_anywhere
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.files.workbooks import table_workbook

LISTS_A_PAGE = 60
ALIVE = [CongressState.PREPARING, CongressState.READY, CongressState.IN_SESSION]


def _congresses(request: Request) -> list[Congress]:
    """Congresses whose board she may see, those being prepared first, then the nearest."""
    found = congresses_for(request.user, Permission.LIST_VIEW).filter(kind="DAI_BIEU").order_by("held_on", "id")
    return sorted(found, key=lambda congress: congress.state not in ALIVE)


def _chosen_congress(request: Request, congresses: list[Congress]) -> Congress | None:
    asked = request.GET.get("congress", "")
    if asked:
        return next((congress for congress in congresses if str(congress.pk) == asked), None)
    with_lists = set(DelegateList.objects.filter(congress__in=congresses).values_list("congress", flat=True))
    return next((congress for congress in congresses if congress.pk in with_lists), congresses[0] if congresses else None)


@vary_on_headers("HX-Request")
def list_board(request: Request) -> HttpResponse:
    if not has_anywhere(request.user, Permission.LIST_VIEW):
        raise Http404
    congresses = _congresses(request)
    congress = _chosen_congress(request, congresses)
    if congress is None or not (may_run_lists(request.user, congress) or congress.delegate_lists.exists()):
        return _own_lists(request)
    own = lists_for(request.user).exclude(congress__in=congresses).order_by("-congress__held_on")[:5]
    context = _board(request, congress) | {"congresses": congresses, "own": own}
    part = "_list_board" if request.htmx else "list_board"
    return render(request, f"delegates/{part}.html", context)


def _own_lists(request: Request) -> HttpResponse:
    """A unit's head: to her list; several lists (several congresses, several units): to choose."""
    asked = request.GET.get("congress", "")
    if asked:
        mine = list(lists_for(request.user).filter(congress=int(asked))) if asked.isdecimal() and len(asked) < 19 else []
        if not mine:
            raise Http404
    else:
        mine = list(lists_for(request.user).order_by("-congress__held_on", "electing_unit__position")[:LISTS_A_PAGE])
    if len(mine) == 1:
        return redirect("delegates:list-detail", mine[0].pk)
    return render(request, "delegates/list_own.html", {"lists": mine})


def _board(request: Request, congress: Congress) -> dict[str, Any]:
    today = timezone.localdate()
    rows = board_rows(request.user, congress, on=today)
    form = BoardFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    found = chosen_rows(rows, text=asked.get("q", ""), state=asked.get("state", ""), sort=asked.get("sort", ""))
    page = Paginator(found, LISTS_A_PAGE).get_page(request.GET.get("page"))
    shown = with_reports(list(page.object_list), congress, request.user, on=today)
    counts = counts_of(rows)
    return {
        "congress": congress,
        "form": form,
        "page": page,
        "rows": shown,
        "total": len(rows),
        "late": counts[LATE],
        "untouched": sum(row.is_untouched for row in rows),
        "tiles": [(state, label, counts.get(state, 0)) for state, label in ListState.choices if state != ListState.NOT_OPEN],
        "seats": sum(row.delegate_list.seats for row in rows),
        "people": sum(row.people for row in rows),
        "targets": _targets(request, congress),
        "may_run": may_run_lists(request.user, congress),
        "may_name": may_name_delegates(request.user, congress),
        "may_change": may_change_delegates(request.user, congress),
        "may_set_targets": may_set_targets(request.user, congress),
        "can_approve": any(row.may_approve for row in shown),
        "can_lock": any(row.may_lock for row in shown),
    }


def _targets(request: Request, congress: Congress) -> list[Reached]:
    """Beside what is reached; counts of what is sensitive for those alone who may see it of a person."""
    found = targets_of(congress, rule_set_of(congress), convened(congress))
    if has(request.user, Permission.MEMBER_SENSITIVE, congress.unit):
        return found
    return [one for one in found if one.target.criterion not in SENSITIVE_CRITERIA]


def list_board_export(request: Request, congress_id: int) -> HttpResponse:
    """Exactly the rows that the board shows, all pages of them."""
    congress = fetch_congress(request, congress_id)
    today = timezone.localdate()
    form = BoardFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = board_rows(request.user, congress, on=today)
    rows = chosen_rows(rows, text=asked.get("q", ""), state=asked.get("state", ""), sort=asked.get("sort", ""))
    with_reports(rows, congress, request.user, on=today)
    headings = [
        ("Đơn vị bầu", 40), ("Trạng thái", 14), ("Hạn nộp", 12), ("Tiến độ", 22), ("Đại biểu", 10), ("Được phân bổ", 10),
        ("Dự khuyết", 10), ("Đủ dữ liệu (%)", 10), ("Phải sửa", 9), ("Người liên hệ", 24), ("Điện thoại", 16),
    ]  # fmt: skip
    content = table_workbook(f"Tiến độ danh sách đại biểu. {congress}", headings, (_cells(row) for row in rows))
    return workbook_response(content, "tien-do-danh-sach.xlsx")


def _cells(row: BoardRow) -> list[Any]:
    report = row.report
    return [
        row.unit,
        row.state_label,
        row.delegate_list.due_on,
        row.lateness.phrase,
        row.people,
        row.delegate_list.seats,
        row.reserve,
        report.completeness.percent if report else None,
        len(report.blocking) if report else None,
        row.contact_name,
        row.contact_phone,
    ]


def list_reminder(request: Request, congress_id: int) -> HttpResponse:
    """The text for Zalo: to all who are late, and to each."""
    congress = fetch_congress(request, congress_id)
    require(may_run_lists(request.user, congress))
    today = timezone.localdate()
    rows = [row for row in board_rows(request.user, congress, on=today) if row.delegate_list.state in {"entering", "returned"}]
    if asked := request.GET.get("list"):
        rows = [row for row in rows if str(row.delegate_list.pk) == asked]
    late = [row for row in rows if row.is_late]
    chosen = rows if asked or request.GET.get("all") else late
    texts = [(row, reminder(congress.name, row.as_late(), today=today, ask=congress.contact)) for row in chosen]
    context = {
        "congress": congress,
        "texts": texts,
        "together": reminder_to_all(congress.name, [row.as_late() for row in chosen], today=today, ask=congress.contact),
        "late": len(late),
        "waiting": len(rows),
        "everybody": bool(request.GET.get("all")),
        "one": bool(asked),
    }
    return render(request, "delegates/list_reminder.html", context)


def list_open(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_congress(request, congress_id, Permission.LIST_REVIEW)
    error = ""
    if request.method == "POST":
        try:
            lists = open_lists(congress=congress, by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã mở danh sách cho {len(lists)} đơn vị bầu.")
            return redirect(f"{_board_url()}?congress={congress.pk}")
    allocation = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    context = {"congress": congress, "allocation": allocation, "error": error, "present": congress.delegate_lists.count()}
    return render(request, "delegates/list_open.html", context)


@require_POST
def list_approve_many(request: Request, congress_id: int) -> HttpResponse:
    return _many(request, congress_id, "approve")


@require_POST
def list_lock_many(request: Request, congress_id: int) -> HttpResponse:
    return _many(request, congress_id, "lock")


def _many(request: Request, congress_id: int, deed: str) -> HttpResponse:
    """Asks once, then does each on its own: one that is refused says why and holds up no other."""
    congress = fetch_congress(request, congress_id, Permission.LIST_APPROVE if deed == "approve" else Permission.LIST_LOCK)
    seen = _seen_lists(request)
    today = timezone.localdate()
    rows = [row for row in board_rows(request.user, congress, on=today) if row.delegate_list.pk in seen]
    with_reports(rows, congress, request.user, on=today)
    ready = [row for row in rows if (row.may_approve if deed == "approve" else row.may_lock)]
    if request.POST.get("sure") != "yes" or not ready:
        context = {"congress": congress, "deed": deed, "ready": ready, "others": [row for row in rows if row not in ready]}
        return render(request, "delegates/list_many.html", context)
    done, refused = 0, []
    for row in rows:
        revision = seen[row.delegate_list.pk]
        if revision != row.delegate_list.revision:
            refused.append(f"{row.unit}: danh sách vừa thay đổi sau khi bạn xem. Hãy mở danh sách, xem lại rồi làm lại.")
            continue
        if row not in ready:
            continue
        try:
            if deed == "approve":
                approve_list(delegate_list=row.delegate_list, by=request.user, on=today, revision=revision)
            else:
                lock_list(delegate_list=row.delegate_list, by=request.user, revision=revision)
            done += 1
        except Refusal as refusal:
            refused.append(f"{row.unit}: {refusal}")
    if done:
        messages.success(request, f"Đã {'duyệt' if deed == 'approve' else 'khoá'} {done} danh sách.")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(f"{_board_url()}?congress={congress.pk}")


def _seen_lists(request: Request) -> dict[int, int | None]:
    """Which lists, and each as she saw it on the page that asked: "17:4". Ticked on the board there is no revision yet."""
    seen: dict[int, int | None] = {}
    for given in request.POST.getlist("lists"):
        pk, _, revision = given.partition(":")
        if pk.isdecimal() and len(pk) < 19:
            seen[int(pk)] = int(revision) if revision.isdecimal() and len(revision) < 10 else None
    return seen


def _board_url() -> str:
    return redirect("delegates:list-board").url
