"""Those in office, how long they can still serve, who stays; and changes of the body in mid-term."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.actions.introductions import take_re_elected
from congress.personnel.actions.reviews import RowProblems, make_reviews, save_reviews
from congress.personnel.forms.body_changes import BodyChangeForm, DecisionScanForm
from congress.personnel.forms.reviews import read_decisions
from congress.personnel.models import GoesBecause, Stays
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.reviews import (
    changes_for,
    changes_of,
    reviewed,
    reviews_of,
    term_begins_on,
    totals_of,
    turnover_of,
)
from congress.personnel.queries.rule_values import required_months
from congress.personnel.views.fetching import managed_or_403, require, seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.queries import rule_set_of
from members.access.refusal import Refusal
from members.people.models import Member
from members.people.queries import Filters, filtered_members

PAGE_SIZE = 50
PEOPLE_SHOWN = 20


def reviews(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    manages = may_manage(request.user, congress)
    rules = rule_set_of(congress)
    rows = reviewed(congress, rules)
    problems: dict[int, str] = {}
    error = ""
    if request.method == "POST":
        managed_or_403(request, congress_id)
        typed = read_decisions(request.POST, [row.review.pk for row in rows])
        try:
            number = save_reviews(congress=congress, decisions=typed, by=request.user)
        except RowProblems as refusal:
            error, problems = str(refusal), dict(refusal.rows)
            for row in rows:
                if found := typed.get(row.review.pk):
                    row.review.decision, row.review.because, row.review.note = found.decision, found.because, found.note
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã lưu {number:02} dòng." if number else "Không có gì thay đổi.")
            return redirect("personnel:reviews", congress.pk)
    today = timezone.localdate()
    changed = turnover_of(congress, on=today)
    direction = direction_of(congress)
    context = {
        "congress": congress,
        "rows": [(row, problems.get(row.review.pk, "")) for row in rows],
        "totals": totals_of(rows),
        "error": error,
        "decisions": Stays.choices,
        "reasons": GoesBecause.choices,
        "required": required_months(rules, again=True),
        "turnover": changed,
        "left": [(GoesBecause(why).label, number) for why, number in sorted(changed.left.items())],
        "since": term_begins_on(congress),
        "is_adopted": direction is not None and direction.is_adopted,
        "manages": manages,
        "tabs": tabs_of(congress, "reviews"),
    }
    return render(request, "personnel/reviews.html", context)


@require_POST
def reviews_make(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    try:
        rows = make_reviews(congress=congress, on=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Bảng rà soát có {len(rows):02} người đang giữ chức vụ.")
    return redirect("personnel:reviews", congress.pk)


@require_POST
def reviews_take(request: Request, congress_id: int) -> HttpResponse:
    """Those who stay go into the pool of candidates."""
    congress = managed_or_403(request, congress_id)
    staying = reviews_of(congress).filter(decision=Stays.STAYS)
    try:
        number = take_re_elected(
            congress=congress, members=[review.member for review in staying], today=timezone.localdate(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã đưa thêm {number:02} người tái cử vào nguồn nhân sự.")
    return redirect("personnel:reviews", congress.pk)


@require_GET
def body_changes(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    changed = turnover_of(congress, on=timezone.localdate())
    context = {
        "congress": congress,
        "page": Paginator(changes_of(congress), PAGE_SIZE).get_page(request.GET.get("page")),
        "turnover": changed,
        "left": [(GoesBecause(why).label, number) for why, number in sorted(changed.left.items())],
        "since": term_begins_on(congress),
        "manages": may_manage(request.user, congress),
        "tabs": tabs_of(congress, "body-changes"),
    }
    return render(request, "personnel/body_changes.html", context)


def body_change_find(request: Request, congress_id: int) -> HttpResponse:
    """Whom the change is about."""
    congress = managed_or_403(request, congress_id)
    text = request.GET.get("q", "").strip()
    members = Member.objects.present().filter(unit__path__startswith=congress.unit.path)
    found = filtered_members(members, Filters(text=text)).select_related("unit").order_by("sort_key", "id")[:PEOPLE_SHOWN]
    context = {"congress": congress, "q": text, "found": list(found) if text else [], "limit": PEOPLE_SHOWN}
    return render(request, "personnel/body_change_find.html", context)


def body_change_new(request: Request, congress_id: int, member_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    members = Member.objects.filter(merged_into=None, unit__path__startswith=congress.unit.path).select_related("unit")
    member = get_object_or_404(members, pk=member_id)
    form = BodyChangeForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.save(congress=congress, member=member, today=timezone.localdate(), by=request.user):
        messages.success(request, f"Đã ghi thay đổi của đồng chí {member.full_name}.")
        return redirect("personnel:body-changes", congress.pk)
    held = member.offices.filter(unit=congress.unit, ends_on=None)
    context = {"congress": congress, "member": member, "form": form, "held": held}
    return render(request, "personnel/body_change_new.html", context)


def body_change_scan(request: Request, change_id: int) -> HttpResponse:
    """The signed decision, when it comes later."""
    change = get_object_or_404(changes_for(request.user), pk=change_id)
    congress = change.congress
    require(may_manage(request.user, congress))
    form = DecisionScanForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.keep(change=change, by=request.user):
        messages.success(request, "Đã lưu bản quét quyết định.")
        return redirect("personnel:body-changes", congress.pk)
    return render(request, "personnel/body_change_scan.html", {"congress": congress, "change": change, "form": form})
