"""Delegates by right and appointed delegates; structure targets."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from congress.delegates.access import may_approve_named, may_clear_named, may_name_delegates, may_set_targets
from congress.delegates.actions.named import dismiss_appointed, set_by_right
from congress.delegates.actions.review import approve_named, clear_delegate
from congress.delegates.forms.review import AppointForm, TargetsForm
from congress.delegates.models import Category, Delegate, DelegateState
from congress.delegates.queries.findings import office_holders
from congress.delegates.queries.lists import active_by_member, appointed_of, by_right_of
from congress.delegates.queries.rule_values import proposed_by_rules, structure_rules
from congress.delegates.views.fetching import fetch_congress, require
from congress.terms.models import Congress
from congress.terms.queries import congresses_for, rule_set_of
from members.access.access import has
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people import reference
from members.people.models import Member, MemberState
from members.people.queries import Filters, filtered_members
from vietnamese.normalise import clean

PEOPLE_A_PAGE = 50


def ex_officio(request: Request, congress_id: int) -> HttpResponse:
    """Those who hold office in the body of the convening unit, to tick; and who is ticked already."""
    congress = fetch_congress(request, congress_id)
    may_name = may_name_delegates(request.user, congress)
    offices = office_holders(congress, on=timezone.localdate())
    present = {found.member_id: found for found in by_right_of(congress)}
    error = ""
    ticked = set(present)
    if request.method == "POST":
        require(may_name)
        ticked = {int(pk) for pk in request.POST.getlist("members") if pk.isdecimal() and len(pk) < 19}
        allowed = {office.member_id for office in offices} | set(present)
        try:
            chosen = set_by_right(congress=congress, members=Member.objects.filter(pk__in=ticked & allowed), by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã ghi {len(chosen):02} đại biểu đương nhiên.")
            return redirect("delegates:ex-officio", congress.pk)
    listed = active_by_member(congress, [office.member for office in offices])
    people = [
        (
            office.member,
            reference.UNION_POSITIONS.label(office.position),
            office.member_id in ticked,
            listed.get(office.member_id),
        )
        for office in offices
    ]
    holders = {office.member_id for office in offices}
    allocation = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    context = {
        "congress": congress,
        "people": people,
        "former": [found for pk, found in present.items() if pk not in holders],
        "ticked": ticked,
        "error": error,
        "may_name": may_name,
        "may_approve": may_approve_named(request.user, congress),
        "number": len(present),
        "waiting": congress.delegates.filter(delegate_list=None, state=DelegateState.LISTED).count(),
        "planned": allocation.ex_officio if allocation else None,
        "under_review": _told_of_review(request, congress),
        "may_clear": may_clear_named(request.user, congress),
        "doubled": sum(found.delegate_list_id is not None for found in present.values()),
    }
    return render(request, "delegates/ex_officio.html", context)


def appointed(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_congress(request, congress_id)
    may_name = may_name_delegates(request.user, congress)
    members = Member.objects.present().filter(unit__path__startswith=congress.unit.path)
    form = AppointForm(request.POST or None, congress=congress, members=members)
    if request.method == "POST":
        require(may_name)
        if form.is_valid() and (delegate := form.appoint(by=request.user)):
            messages.success(request, f"Đã thêm đồng chí {delegate.member.full_name} vào đại biểu chỉ định.")
            return redirect("delegates:appointed", congress.pk)
    text = request.GET.get("q", "")
    # whoever names delegates looks among all members; whoever only reads this page does not
    looked_for = filtered_members(members, Filters(text=text)).select_related("unit")
    found = list(looked_for[:PEOPLE_A_PAGE]) if text and may_name else []
    allocation = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    rows = list(appointed_of(congress).order_by("member__sort_key"))
    context = {
        "congress": congress,
        "form": form,
        "rows": rows,
        "q": text,
        "found": found,
        "standing": active_by_member(congress, found),
        "may_name": may_name,
        "may_approve": may_approve_named(request.user, congress),
        "planned": allocation.appointed if allocation else None,
        "under_review": _told_of_review(request, congress),
        "may_clear": may_clear_named(request.user, congress),
        "waiting": sum(row.state == DelegateState.LISTED for row in rows),
    }
    return render(request, "delegates/appointed.html", context)


def _fetch_named(request: Request, delegate_id: int) -> Delegate:
    """A delegate by right or appointed, who comes in no unit's list, of a congress whose lists she may read."""
    congresses = congresses_for(request.user, Permission.LIST_VIEW)
    named = Delegate.objects.filter(congress__in=congresses, delegate_list=None)
    return get_object_or_404(named.select_related("congress__unit", "member"), pk=delegate_id)


def named_clear(request: Request, delegate_id: int) -> HttpResponse:
    """She is under review and may be a delegate all the same: as `row_clear` of a list."""
    delegate = _fetch_named(request, delegate_id)
    require(may_clear_named(request.user, delegate.congress))
    page = "delegates:appointed" if delegate.category == Category.APPOINTED else "delegates:ex-officio"
    reason, error = clean(request.POST.get("reason", "")), ""
    if request.method == "POST":
        try:
            clear_delegate(delegate=delegate, reason=reason, by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã xác nhận đồng chí {delegate.member.full_name} đủ tư cách.")
            return redirect(page, delegate.congress_id)
    context = {
        "delegate": delegate,
        "heading": delegate.get_category_display(),
        "back_url": reverse(page, args=[delegate.congress_id]),
        "reason": reason,
        "error": error,
    }
    return render(request, "delegates/named_clear.html", context)


@require_POST
def appointed_remove(request: Request, delegate_id: int) -> HttpResponse:
    delegate = _fetch_named(request, delegate_id)
    require(may_name_delegates(request.user, delegate.congress))
    try:
        dismiss_appointed(delegate=delegate, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("delegates:appointed", delegate.congress_id)


@require_POST
def named_approve(request: Request, congress_id: int) -> HttpResponse:
    congress = fetch_congress(request, congress_id)
    require(may_approve_named(request.user, congress))
    try:
        number = approve_named(congress=congress, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã duyệt {number:02} đại biểu đương nhiên và chỉ định.")
    return redirect("delegates:appointed" if request.POST.get("back") == "appointed" else "delegates:ex-officio", congress.pk)


def targets(request: Request, congress_id: int) -> HttpResponse:
    """Of the whole congress, or of one electing unit (?unit=)."""
    congress: Congress = fetch_congress(request, congress_id)
    require(may_set_targets(request.user, congress))
    unit = None
    if request.GET.get("unit"):
        unit = get_object_or_404(congress.electing_units, pk=_whole(request.GET["unit"]))
    values = rule_set_of(congress)
    proposed = [] if unit else proposed_by_rules(congress, values)
    form = TargetsForm(
        request.POST or None,
        congress=congress,
        electing_unit=unit,
        rules=structure_rules(congress, values),
        proposed=proposed,
    )
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu định hướng cơ cấu.")
        return redirect(request.get_full_path())
    page = Paginator(congress.electing_units.all(), 200).get_page(1)
    return render(request, "delegates/targets.html", {"congress": congress, "unit": unit, "form": form, "units": page})


def _told_of_review(request: Request, congress: Congress) -> MemberState | None:
    """Disciplinary matters are told to those who see them in the record."""
    return MemberState.UNDER_REVIEW if has(request.user, Permission.MEMBER_SENSITIVE, congress.unit) else None


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
