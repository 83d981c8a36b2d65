"""Introductions: the staff's board, and the unit's own page, which shows only what the unit proposed."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.introductions import (
    MeetingProblems,
    introduce,
    record_meeting,
    return_introduction,
    send_introduction,
    take_up,
    withdraw_introduction,
)
from congress.personnel.actions.scans import seal_scan
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.forms.introductions import CallForm, MeetingForm, meeting_of, read_votes
from congress.personnel.forms.steps import ticked
from congress.personnel.models import Introduction, IntroductionCall
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.introductions import (
    LATE,
    SENT,
    alike,
    call_board,
    calls_for_unit,
    introductions_of,
    members_to_introduce,
    sent_introductions,
    units_to_call,
)
from congress.personnel.queries.room import rooms_for
from congress.personnel.rules.votes import ratio
from congress.personnel.views.fetching import managed_or_403, require, seen_or_404
from congress.personnel.views.staged import takes_staged
from congress.personnel.views.tabs import tabs_of
from members.access.access import has_anywhere
from members.access.refusal import Changed, Refusal
from members.access.roles import Permission
from members.people.queries import Filters, filtered_members
from vietnamese.normalise import clean

PAGE_SIZE = 60
PEOPLE_SHOWN = 50
PILLS = {SENT: ("Đã gửi", "done"), LATE: ("Quá hạn", "late"), "waiting": ("Chưa gửi", "due")}


@require_GET
def introductions(request: Request, congress_id: int) -> HttpResponse:
    """The board of calls, and the pool of those introduced."""
    congress = seen_or_404(request, congress_id)
    rows = call_board(congress, today=timezone.localdate())
    state = request.GET.get("state", "")
    page = Paginator([row for row in rows if not state or row.state == state], PAGE_SIZE).get_page(request.GET.get("page"))
    direction = direction_of(congress)
    context = {
        "congress": congress,
        "page": page,
        "rows": [(row, *PILLS[row.state]) for row in page],
        "counts": {key: sum(row.state == key for row in rows) for key in PILLS},
        "all": len(rows),
        "state": state,
        "people": sum(row.people for row in rows),
        "is_adopted": direction is not None and direction.is_adopted,
        "manages": may_manage(request.user, congress),
        "tabs": tabs_of(congress, "introductions"),
    }
    return render(request, "personnel/introductions.html", context)


def introductions_call(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    today = timezone.localdate()
    units = list(units_to_call(congress, on=today))
    form = CallForm(request.POST or None)
    chosen = ticked(request.POST.getlist("units")) if request.method == "POST" else {unit.pk for unit in units}
    if form.is_valid():
        number = form.save(congress=congress, units=[unit for unit in units if unit.pk in chosen], today=today, by=request.user)
        if number:
            messages.success(request, f"Đã đề nghị {number:02} đơn vị giới thiệu.")
            return redirect("personnel:introductions", congress.pk)
    context = {"congress": congress, "form": form, "units": [(unit, unit.pk in chosen) for unit in units], "number": len(chosen)}
    return render(request, "personnel/introductions_call.html", context)


def introductions_take(request: Request, congress_id: int) -> HttpResponse:
    """Those whom units introduced, to take into the pool; who may be the same woman is pointed at."""
    congress = seen_or_404(request, congress_id)
    manages = may_manage(request.user, congress)
    error = ""
    if request.method == "POST":
        require(manages)
        try:
            number = take_up(
                congress=congress,
                introduction_ids=ticked(request.POST.getlist("introductions")),
                today=timezone.localdate(),
                by=request.user,
            )
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã đưa thêm {number:02} người vào nguồn nhân sự.")
            return redirect("personnel:introductions-take", congress.pk)
    page = Paginator(sent_introductions(congress), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page)
    same = alike([row.member for row in rows])
    named: dict[int, int] = {}
    for row in rows:
        named[row.member_id] = named.get(row.member_id, 0) + 1
    context = {
        "congress": congress,
        "page": page,
        "rows": [
            {
                "row": row,
                "ratio": ratio(row.votes, base) if row.votes is not None and (base := row.call.valid or row.call.present) else "",
                "alike": same.get(row.member_id, []),
                "often": named[row.member_id],
            }
            for row in rows
        ],
        "waiting": sum(row.candidate_id is None for row in rows),
        "error": error,
        "manages": manages,
        "tabs": tabs_of(congress, "introductions"),
    }
    return render(request, "personnel/introductions_take.html", context)


@require_POST
def introduction_return(request: Request, call_id: int) -> HttpResponse:
    calls = IntroductionCall.objects.filter(congress__in=rooms_for(request.user)).select_related("congress__unit", "unit")
    call = get_object_or_404(calls, pk=call_id)
    require(may_manage(request.user, call.congress))
    try:
        because = clean(request.POST.get("because", ""))[:300]
        return_introduction(call=call, because=because, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã trả lại cho {call.unit.name} để sửa.")
    return redirect("personnel:introductions", call.congress_id)


# ---- the unit's own pages --------------------------------------------------------------------------------------------


@require_GET
def introduce_list(request: Request) -> HttpResponse:
    """What her units are asked for."""
    if not has_anywhere(request.user, Permission.PERSONNEL_INTRODUCE):
        raise Http404
    page = Paginator(calls_for_unit(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "personnel/introduce_list.html", {"page": page, "today": timezone.localdate()})


@takes_staged("call")
def introduce_call(request: Request, call_id: int) -> HttpResponse:
    """The unit's paper: who is introduced, the meeting, its votes."""
    call = get_object_or_404(calls_for_unit(request.user), pk=call_id)
    rows = introductions_of(call)
    stored = {name: getattr(call, name) for name in ("revision", "held_on", "summoned", "present", "valid", "committee_agrees")}
    form = MeetingForm(request.POST or None, request.FILES or None, initial=stored)
    error, problems = "", []
    errors: dict[str, str] = {}
    if request.method == "POST":
        votes, reasons = read_votes(request.POST, rows, errors)
        try:
            if errors:
                raise MeetingProblems(errors.values())
            if form.is_valid():
                # figures that are refused leave no sealed scan behind
                with transaction.atomic():
                    scan = seal_scan(congress=call.congress, upload=form.cleaned_data["minutes"], by=request.user)
                    record_meeting(
                        call=call,
                        entry=meeting_of(form, votes, reasons, minutes=scan),
                        revision=form.cleaned_data["revision"],
                        today=timezone.localdate(),
                        by=request.user,
                    )
                if "send" in request.POST:
                    send_introduction(call=call, by=request.user)
                    messages.success(request, "Đã gửi giới thiệu. Từ nay không sửa được nữa.")
                else:
                    messages.success(request, "Đã lưu, chưa gửi.")
                return redirect("personnel:introduce-call", call.pk)
        except MeetingProblems as refusal:
            error, problems = str(refusal), refusal.sentences
        except Changed as refusal:
            # the next save is over what somebody else saved, so she is shown it first
            now = IntroductionCall.objects.get(pk=call.pk)
            refuse_or_show(form, refusal, stored=kept(now, *[name for name in stored if name != "revision"]))
            problems = _saved_by_others(introductions_of(now), votes, reasons)
            error = "Số phiếu, nhận xét đang lưu khác những gì bạn nhập." if problems else ""
        except Refusal as refusal:
            # what was typed may be saved by now, and only the sending refused
            error = str(refusal)
            form.data = request.POST.copy()
            form.data["revision"] = str(IntroductionCall.objects.values_list("revision", flat=True).get(pk=call.pk))
    context = {
        "call": call,
        "form": form,
        "rows": [
            (
                row,
                request.POST.get(f"votes-{row.pk}", "" if row.votes is None else row.votes),
                request.POST.get(f"reason-{row.pk}", row.reason),
            )
            for row in rows
        ],
        "error": error,
        "problems": problems,
        "is_sent": call.sent_at is not None,
        "today": timezone.localdate(),
    }
    return render(request, "personnel/introduce_call.html", context)


def _saved_by_others(rows: Iterable[Introduction], votes: Mapping[int, int | None], reasons: Mapping[int, str]) -> list[str]:
    """Votes and words as they are stored now, where something else was typed."""
    found = []
    for row in rows:
        if row.pk not in votes:
            found.append(f"{row.member.full_name}: vừa được thêm vào.")
            continue
        if row.votes != votes[row.pk]:
            found.append(f"{row.member.full_name}: người khác vừa ghi {'trống' if row.votes is None else row.votes} phiếu.")
        if row.reason != reasons[row.pk]:
            found.append(f"{row.member.full_name}: người khác vừa ghi nhận xét “{row.reason[:200]}”.")
    return found


def introduce_choose(request: Request, call_id: int) -> HttpResponse:
    """The unit's members, found by name, to tick."""
    call = get_object_or_404(calls_for_unit(request.user), pk=call_id)
    text = request.GET.get("q", "").strip()
    error = ""
    if request.method == "POST":
        members = members_to_introduce(call).filter(pk__in=ticked(request.POST.getlist("members")))
        try:
            number = introduce(call=call, members=list(members), by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đơn vị giới thiệu {number:02} người.")
            return redirect("personnel:introduce-call", call.pk)
    standing = set(call.introductions.values_list("member_id", flat=True))
    found = filtered_members(members_to_introduce(call), Filters(text=text)).select_related("unit")
    people = found.order_by("sort_key", "birth_date", "id")
    page = Paginator(people, PEOPLE_SHOWN).get_page(request.GET.get("page"))
    context = {"call": call, "q": text, "page": page, "standing": standing, "error": error}
    return render(request, "personnel/introduce_choose.html", context)


@require_POST
def introduce_remove(request: Request, call_id: int, introduction_id: int) -> HttpResponse:
    call = get_object_or_404(calls_for_unit(request.user), pk=call_id)
    introduction = get_object_or_404(call.introductions.select_related("call"), pk=introduction_id)
    introduction.call = call
    try:
        withdraw_introduction(introduction=introduction, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("personnel:introduce-call", call.pk)
