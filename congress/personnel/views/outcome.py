"""To the ballot or to the decision: what was submitted, the locked list, the decision, what delegates see."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.actions.outcome import announce_list
from congress.personnel.forms.outcome import (
    DecisionForm,
    LockForm,
    SubmissionAnswerForm,
    SubmitForm,
    UnlockForm,
)
from congress.personnel.models import Submission
from congress.personnel.queries.outcome import (
    announced_list_for,
    decision_of,
    floor_of,
    gate_of,
    is_appointed,
    put_now,
    submissions_of,
)
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.structure import final_list_of
from congress.personnel.rules.ballot import shown_hash
from congress.personnel.views.fetching import decided_or_403, managed_or_403, seen_or_404
from congress.personnel.views.staged import takes_staged
from congress.personnel.views.tabs import tabs_of
from members.access.refusal import Refusal


@require_GET
def outcome(request: Request, congress_id: int) -> HttpResponse:
    """Where the list stands on its way: submissions, what is missing, the locked list or the decision."""
    congress = seen_or_404(request, congress_id)
    final, decision = final_list_of(congress), decision_of(congress)
    context = {
        "congress": congress,
        "tabs": tabs_of(congress, "outcome"),
        "submissions": [(one, shown_hash(one.hash), len(one.content["proposed"])) for one in submissions_of(congress)],
        "gate": None if final else gate_of(congress),
        "final": final,
        "final_hash": shown_hash(final.hash) if final else "",
        "decision": decision,
        "is_appointed": is_appointed(congress),
        "floor": floor_of(congress).count(),
        "may_manage": may_manage(request.user, congress),
        "may_decide": may_decide(request.user, congress),
    }
    return render(request, "personnel/outcome.html", context)


def outcome_submit(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    today = timezone.localdate()
    form = SubmitForm(request.POST or None, initial={"sent_on": today, "to": request.GET.get("to", "")})
    if request.method == "POST" and form.is_valid() and (made := form.submit(congress=congress, today=today, by=request.user)):
        messages.success(request, f"Đã ghi việc trình {made.get_to_display().lower()}, mã {shown_hash(made.hash)}.")
        return redirect("personnel:submission", made.pk)
    return render(request, "personnel/outcome_submit.html", {"congress": congress, "form": form, "put": put_now(congress)})


@takes_staged("submission")
def submission(request: Request, submission_id: int) -> HttpResponse:
    """What was put, and what was said to it."""
    submissions = Submission.objects.filter(congress__in=rooms_for(request.user))
    found = get_object_or_404(
        submissions.select_related("congress__unit", "congress__term", "sent_by", "recorded_by", "scan"), pk=submission_id
    )
    manages = may_manage(request.user, found.congress)
    initial = {
        "answer": found.answer,
        "answer_paper": found.answer_paper,
        "answered_on": found.answered_on,
        "opinion": found.opinion,
        "revision": found.revision,
    }
    form = SubmissionAnswerForm(request.POST if request.method == "POST" else None, request.FILES or None, initial=initial)
    if request.method == "POST":
        if not manages:
            raise PermissionDenied
        if form.is_valid() and form.write(submission=found, today=timezone.localdate(), by=request.user):
            messages.success(request, "Đã ghi ý kiến trả lời.")
            return redirect("personnel:outcome", found.congress_id)
    context = {
        "congress": found.congress,
        "submission": found,
        "hash": shown_hash(found.hash),
        "form": form,
        "may_manage": manages,
    }
    return render(request, "personnel/outcome_submission.html", context)


def final_lock(request: Request, congress_id: int) -> HttpResponse:
    """The list in the order of the ballot, each warning to be ticked, and the lock."""
    congress = decided_or_403(request, congress_id)
    if final_list_of(congress) is not None:
        return redirect("personnel:final", congress.pk)
    if is_appointed(congress):
        return redirect("personnel:decision", congress.pk)
    gate = gate_of(congress)
    form = LockForm(request.POST if request.method == "POST" else None, warnings=gate.warnings, initial={"hash": gate.hash})
    if request.method == "POST" and form.is_valid() and (locked := form.lock(congress=congress, by=request.user)):
        messages.success(request, f"Đã khoá danh sách {len(locked.content):02} người, mã {shown_hash(locked.hash)}.")
        return redirect("personnel:final", congress.pk)
    context = {"congress": congress, "gate": gate, "form": form, "hash": shown_hash(gate.hash), "full_hash": gate.hash}
    return render(request, "personnel/final_lock.html", context)


@require_GET
def final(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    found = final_list_of(congress)
    if found is None:
        raise Http404
    context = {
        "congress": congress,
        "final": found,
        "hash": shown_hash(found.hash),
        "may_decide": may_decide(request.user, congress),
    }
    return render(request, "personnel/final.html", context)


def final_unlock(request: Request, congress_id: int) -> HttpResponse:
    congress = decided_or_403(request, congress_id)
    found = final_list_of(congress)
    if found is None:
        raise Http404
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.unlock(congress=congress, by=request.user):
        messages.success(request, "Đã mở khoá danh sách. Phiếu bầu đã in từ danh sách cũ không dùng được nữa.")
        return redirect("personnel:outcome", congress.pk)
    context = {"congress": congress, "final": found, "hash": shown_hash(found.hash), "form": form}
    return render(request, "personnel/final_unlock.html", context)


@require_POST
def final_announce(request: Request, congress_id: int) -> HttpResponse:
    congress = decided_or_403(request, congress_id)
    try:
        announce_list(congress=congress, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("personnel:outcome", congress.pk)
    messages.success(request, "Đã công bố danh sách: đại biểu của đại hội xem được từ bây giờ.")
    return redirect("personnel:final", congress.pk)


@require_GET
def announced(request: Request, congress_id: int) -> HttpResponse:
    """For delegates of the congress, once it is announced; for all others there is nothing here."""
    found = announced_list_for(request.user, congress_id)
    if found is None:
        raise Http404
    context = {"final": found, "congress": found.congress, "hash": shown_hash(found.hash)}
    return render(request, "personnel/final_announced.html", context)


@takes_staged("decision")
def decision(request: Request, congress_id: int) -> HttpResponse:
    """Branch C: the decision to appoint."""
    congress = decided_or_403(request, congress_id)
    standing, gate = decision_of(congress), gate_of(congress)
    initial: dict[str, Any] = {"hash": gate.hash}
    if standing is not None:
        initial |= {"number": standing.number, "dated_on": standing.dated_on, "issuer": standing.issuer}
        initial |= {f"post-{row['candidate']}": row["post"] for row in standing.people}
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        people=gate.people,
        warnings=gate.warnings,
        member=f"Uỷ viên {congress.body_name}",
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        made = form.write(congress=congress, today=timezone.localdate(), by=request.user)
        if made:
            messages.success(request, f"Đã ghi quyết định {made.number}: {len(made.people):02} người.")
            return redirect("personnel:outcome", congress.pk)
    context = {"congress": congress, "gate": gate, "form": form, "decision": standing, "full_hash": gate.hash}
    return render(request, "personnel/outcome_decision.html", context)
