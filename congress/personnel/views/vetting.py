"""Questions about candidates: the staff's board, and the page of the body that answers, which shows nothing else."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.actions.vetting import note_vetting_view, note_vettings_view, remind, withdraw_exception
from congress.personnel.forms.vetting import AnswerForm, AskForm, ExceptionForm, FilterForm, RecordForm, initial_of
from congress.personnel.models import Candidate, Vetting, VettingState
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.vetting import (
    answering_accounts,
    asked_of,
    board,
    chosen_candidates,
    counts,
    earlier_answers,
    lacking_of,
    narrowed,
    owing,
    question_of,
)
from congress.personnel.rules.completeness import DocumentKind, document_kinds
from congress.personnel.rules.vetting import questions
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from congress.personnel.views.tabs import tabs_of
from congress.terms.queries import level_of
from members.access.access import has_anywhere
from members.access.refusal import Refusal
from members.access.roles import Permission

ROWS_A_PAGE = 60
ANSWERED = "Đề nghị này đã có trả lời nên lần gửi này không được ghi. Muốn trả lời lại, hãy báo Tiểu ban Nhân sự gửi đề nghị mới."


@require_GET
@vary_on_headers("HX-Request")
def vetting(request: Request, congress_id: int) -> HttpResponse:
    """Candidates × questions."""
    congress = seen_or_404(request, congress_id)
    today = timezone.localdate()
    form = FilterForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {"q": "", "kind": "", "state": ""}
    everybody = board(congress, today=today)
    rows = narrowed(everybody, text=values["q"], kind=values["kind"], state=values["state"])
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "congress": congress,
        "tabs": tabs_of(congress, "vetting"),
        "form": FilterForm(request.GET or None),
        "questions": questions().values(),
        "mandatory": [one.code for one in questions().values() if one.is_mandatory(level_of(congress.unit))],
        "page": page,
        "counts": counts(everybody),
        "may_manage": may_manage(request.user, congress),
        "may_decide": may_decide(request.user, congress),
    }
    part = "_vetting_rows" if request.htmx else "vetting"
    return render(request, f"personnel/{part}.html", context)


def _ids(values: list[str]) -> list[int]:
    return [int(one) for one in values if one.isdecimal() and len(one) < 19]


def vetting_ask(request: Request, congress_id: int) -> HttpResponse:
    """The people that were ticked (?c=), one question, one body."""
    congress = managed_or_403(request, congress_id)
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else request.GET
    chosen = chosen_candidates(congress, _ids(data.getlist("c")))
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một người trong bảng rồi chọn “Gửi đề nghị thẩm định”.")
        return redirect("personnel:vetting", congress.pk)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        congress=congress,
        accounts=answering_accounts(congress, on=today),
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        number = form.ask(candidate_ids=[one.pk for one in chosen], today=today, by=request.user)
        if number is not None:
            left = len(chosen) - number
            already = f" {left:02} người đã có trả lời nên không gửi lại." if left else ""
            messages.success(request, f"Đã ghi đề nghị thẩm định {number:02} người.{already}")
            return redirect("personnel:vetting", congress.pk)
    return render(request, "personnel/vetting_ask.html", {"congress": congress, "form": form, "chosen": chosen})


def _candidate(request: Request, candidate_id: int) -> Candidate:
    candidates = Candidate.objects.filter(congress__in=rooms_for(request.user))
    return get_object_or_404(
        candidates.select_related("congress__unit", "congress__term", "member__unit", "exception_by"), pk=candidate_id
    )


def vetting_record(request: Request, candidate_id: int, kind: str) -> HttpResponse:
    """One question about one person: how it stands, and what came on paper."""
    candidate = _candidate(request, candidate_id)
    question = questions().get(kind)
    if question is None:
        raise Http404
    manages = may_manage(request.user, candidate.congress)
    found = Vetting.objects.filter(candidate=candidate, kind=kind).select_related("asked_of", "asked_by", "answered_by").first()
    form = RecordForm(request.POST if request.method == "POST" else None, question=question, initial=initial_of(found, question))
    if request.method == "POST":
        if not manages:
            raise PermissionDenied
        written = form.is_valid() and form.write(candidate=candidate, kind=kind, today=timezone.localdate(), by=request.user)
        if written:
            messages.success(request, f"Đã ghi {question.name.lower()} của đồng chí {candidate.member.full_name}.")
            return redirect("personnel:vetting", candidate.congress_id)
    context = {
        "congress": candidate.congress,
        "candidate": candidate,
        "question": question,
        "vetting": found,
        "said": question.said(found.state if found else "not_asked"),
        "earlier": earlier_answers(found, question) if found else [],
        "kept_in": _kept_in(kind),
        "form": form,
        "may_manage": manages,
    }
    return render(request, "personnel/vetting_record.html", context)


def _kept_in(kind: str) -> DocumentKind | None:
    """The paper of her file whose scan the signed answer is; None: nothing of it is kept here but number and day."""
    found = document_kinds().get(kind)
    return None if found is None or found.sensitive else found


@require_GET
def vetting_reminders(request: Request, congress_id: int) -> HttpResponse:
    """Texts for those who still owe answers."""
    congress = managed_or_403(request, congress_id)
    context = {"congress": congress, "owing": owing(congress, today=timezone.localdate())}
    return render(request, "personnel/vetting_reminders.html", context)


@require_POST
def vetting_remind(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    number = 0
    try:
        number = remind(congress=congress, vetting_ids=_ids(request.POST.getlist("v")), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if number:
        messages.success(request, f"Đã ghi việc nhắc {number:02} đề nghị.")
    return redirect("personnel:vetting-reminders", congress.pk)


def vetting_exception(request: Request, candidate_id: int) -> HttpResponse:
    """The head's reasoned decision on somebody for whom something mandatory isn't in order."""
    candidate = _candidate(request, candidate_id)
    if not may_decide(request.user, candidate.congress):
        raise PermissionDenied
    form = ExceptionForm(request.POST or None, initial={"reason": candidate.exception_reason})
    if request.method == "POST" and form.is_valid() and form.decide(candidate=candidate, by=request.user):
        messages.success(request, f"Đã ghi quyết định ngoại lệ đối với đồng chí {candidate.member.full_name}.")
        return redirect("personnel:vetting", candidate.congress_id)
    context = {
        "congress": candidate.congress,
        "candidate": candidate,
        "lacking": lacking_of([candidate], level_of(candidate.congress.unit)).get(candidate.pk, []),
        "form": form,
    }
    return render(request, "personnel/vetting_exception.html", context)


@require_POST
def vetting_exception_withdraw(request: Request, candidate_id: int) -> HttpResponse:
    candidate = _candidate(request, candidate_id)
    if not may_decide(request.user, candidate.congress):
        raise PermissionDenied
    try:
        withdraw_exception(candidate=candidate, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ quyết định ngoại lệ.")
    return redirect("personnel:vetting", candidate.congress_id)


# ---- the body that answers ------------------------------------------------------------------------------------------


@require_GET
def vetting_mine(request: Request) -> HttpResponse:
    """What was asked of this account; for whoever answers nothing anywhere the page isn't there."""
    if not has_anywhere(request.user, Permission.VETTING_ANSWER):
        raise Http404
    today = timezone.localdate()
    page = Paginator(asked_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    note_vettings_view(vettings=list(page), by=request.user)
    rows = [(one, question_of(one), one.state == "asked" and one.due_on is not None and one.due_on < today) for one in page]
    return render(request, "personnel/vetting_mine.html", {"page": page, "rows": rows})


def vetting_answer(request: Request, vetting_id: int) -> HttpResponse:
    """Just this person and this question."""
    if not has_anywhere(request.user, Permission.VETTING_ANSWER):
        raise Http404
    found = get_object_or_404(asked_of(request.user), pk=vetting_id)
    question = question_of(found)
    if question is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None, question=question, initial={"revision": found.revision})
    if request.method == "POST":
        if found.state != VettingState.ASKED:
            # its page has no form any more that could say so
            messages.error(request, ANSWERED)
            return redirect("personnel:vetting-answer", found.pk)
        if form.is_valid() and form.answer(vetting=found, today=timezone.localdate(), by=request.user):
            messages.success(request, "Đã gửi trả lời. Cảm ơn đồng chí.")
            return redirect("personnel:vetting-mine")
    else:
        note_vetting_view(vetting=found, by=request.user)
    context = {"vetting": found, "question": question, "said": question.said(found.state), "form": form}
    return render(request, "personnel/vetting_answer.html", context)
