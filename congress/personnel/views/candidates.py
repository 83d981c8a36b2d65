"""The pool: the list, one page a person, taking in, describing, withdrawing."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.actions.candidates import is_bare, reinstate_candidate, remove_candidate
from congress.personnel.forms.candidates import AddForm, CandidateFilterForm, CandidateForm, WithdrawForm
from congress.personnel.models import Candidate, DocumentState, Vetting
from congress.personnel.queries.candidates import (
    candidate_rows,
    candidates_for,
    documents_of,
    file_of,
    filtered,
    minutes_of,
    paper_rows,
    people_for,
    steps_through,
    vettings_of,
)
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.rule_values import limits_of, required_months, service_left_of
from congress.personnel.queries.standards import checklist_of
from congress.personnel.rules.vetting import questions
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from congress.personnel.views.purposes import purpose_of
from congress.personnel.views.tabs import tabs_of
from congress.terms.queries import rule_set_of
from members.access.refusal import Refusal
from members.people.queries import Filters, filtered_members

ROWS_A_PAGE = 60
PEOPLE_A_PAGE = 20


def vetting_rows(vettings: Sequence[Vetting]) -> list[tuple[Vetting, str, str]]:
    """Each with the words of its question: what was asked, what was answered."""
    known = questions()
    asked = [(one, known[one.kind]) for one in vettings if one.kind in known]
    return [(one, question.name, question.said(one.state)) for one, question in asked]


def candidate_or_404(request: Request, candidate_id: int) -> Candidate:
    return get_object_or_404(candidates_for(request.user), pk=candidate_id)


def changed_candidate(request: Request, candidate_id: int) -> Candidate:
    """404 for whoever may not know of her; 403 for whoever may change nothing."""
    candidate = candidate_or_404(request, candidate_id)
    if not may_manage(request.user, candidate.congress):
        raise PermissionDenied
    return candidate


@require_GET
@vary_on_headers("HX-Request")
def candidate_list(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    form = CandidateFilterForm(request.GET)
    rows = candidate_rows(congress)
    found = filtered(rows, **form.chosen())
    direction = direction_of(congress)
    context = {
        "congress": congress,
        "tabs": tabs_of(congress, "candidates"),
        "form": form,
        "total": len(rows),
        "complete": sum(row.file.is_complete for row in rows),
        "to_check": sum(one.paper.state == DocumentState.RECEIVED for row in rows for one in row.file.papers),
        "expired": sum(row.file.has_expired for row in rows),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_add": may_manage(request.user, congress),
        "is_adopted": direction is not None and direction.is_adopted,
    }
    part = "_candidate_table" if request.htmx else "candidate_list"
    return render(request, f"personnel/{part}.html", context)


def candidate_add(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    people = people_for(congress).select_related("unit")
    form = AddForm(request.POST or None, people=people)
    if form.is_valid() and (candidate := form.add(congress=congress, by=request.user)):
        messages.success(request, f"Đã đưa đồng chí {candidate.member.full_name} vào danh sách nhân sự.")
        return redirect("personnel:candidates", congress.pk)
    text = request.GET.get("q", "")
    page = Paginator(
        filtered_members(people, Filters(text=text)).order_by("sort_key", "birth_date", "id"), PEOPLE_A_PAGE
    ).get_page(request.GET.get("page"))
    standing = set(congress.candidates.filter(member__in=page.object_list).values_list("member", flat=True))
    chosen = form["member"].value()
    context = {
        "congress": congress,
        "form": form,
        "q": text,
        "page": page,
        "people": [(member, member.pk in standing, str(member.pk) == str(chosen)) for member in page.object_list],
        "fields": [form[name] for name in ("post", "block", "is_full_time")],
    }
    return render(request, "personnel/candidate_add.html", context)


@require_GET
def candidate(request: Request, candidate_id: int) -> HttpResponse:
    found = candidate_or_404(request, candidate_id)
    congress = found.congress
    # once for the section and for whether anything is known of her
    prefetch_related_objects([found], "standards")
    documents = documents_of(found)
    file = file_of(congress, found, documents, minutes_of([found]).get(found.pk, (0, 0)))
    rules = rule_set_of(congress)
    service = service_left_of(found.member, on=congress.held_on, limits=limits_of(rules))
    required = required_months(rules, again=found.is_incumbent)
    context = {
        "congress": congress,
        "candidate": found,
        "member": found.member,
        "purpose": purpose_of(request, congress),
        "file": file,
        "papers": paper_rows(file, documents),
        "standards": checklist_of(found.standards.all(), rules),
        "steps": steps_through(found),
        "vettings": vetting_rows(vettings_of(found)),
        "awards": list(found.member.awards.all()[:10]),
        "disciplines": list(found.member.disciplines.all()[:10]),
        "offices": list(found.member.offices.select_related("unit")[:10]),
        "service": service,
        "required_months": required,
        "too_short": required is not None and service.least is not None and service.least < required,
        "is_bare": is_bare(found),
        "may_change": may_manage(request.user, congress),
        "may_decide": may_decide(request.user, congress),
    }
    return render(request, "personnel/candidate_detail.html", context)


def candidate_edit(request: Request, candidate_id: int) -> HttpResponse:
    found = changed_candidate(request, candidate_id)
    names = ("origin", "is_incumbent", "post", "block", "is_full_time", "biography", "revision")
    form = CandidateForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid() and form.save(candidate=found, by=request.user):
        messages.success(request, "Đã lưu.")
        return redirect("personnel:candidate", found.pk)
    return render(request, "personnel/candidate_form.html", {"congress": found.congress, "candidate": found, "form": form})


def candidate_withdraw(request: Request, candidate_id: int) -> HttpResponse:
    found = changed_candidate(request, candidate_id)
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and form.withdraw(candidate=found, today=timezone.localdate(), by=request.user):
        messages.success(request, "Đã ghi việc xin rút. Đồng chí không còn trong danh sách đề nghị.")
        return redirect("personnel:candidate", found.pk)
    return render(request, "personnel/candidate_withdraw.html", {"congress": found.congress, "candidate": found, "form": form})


@require_POST
def candidate_reinstate(request: Request, candidate_id: int) -> HttpResponse:
    found = changed_candidate(request, candidate_id)
    try:
        reinstate_candidate(candidate=found, by=request.user)
        messages.success(request, "Đã bỏ việc xin rút. Đồng chí đang ở nhóm dự phòng.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("personnel:candidate", found.pk)


@require_POST
def candidate_remove(request: Request, candidate_id: int) -> HttpResponse:
    found = changed_candidate(request, candidate_id)
    try:
        remove_candidate(candidate=found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:candidate", found.pk)
    messages.success(request, f"Đã xoá đồng chí {found.member.full_name} khỏi danh sách nhân sự.")
    return redirect("personnel:candidates", found.congress_id)
