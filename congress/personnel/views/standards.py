"""One candidate's standards on one page: radios, what each rests on, what the program knows beside it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from config.request import Request
from congress.personnel.actions.standards import StandardProblems, answer_standards
from congress.personnel.forms.standards import LONGEST, read_answers, stored_answers
from congress.personnel.models import StandardAnswer
from congress.personnel.queries.candidates import vettings_of
from congress.personnel.queries.standards import is_police, known_of
from congress.personnel.rules.standards import standards_for
from congress.personnel.views.candidates import changed_candidate
from congress.terms.queries import rule_set_of
from members.access.refusal import Refusal


def candidate_standards(request: Request, candidate_id: int) -> HttpResponse:
    found = changed_candidate(request, candidate_id)
    rules = rule_set_of(found.congress)
    asked = standards_for(police=is_police(rules))
    error, problems = "", {}
    typed = read_answers(request.POST, asked) if request.method == "POST" else {}
    if request.method == "POST":
        try:
            number = answer_standards(candidate=found, answers=typed, by=request.user)
        except StandardProblems as refusal:
            error, problems = str(refusal), dict(refusal.rows)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã lưu {number:02} tiêu chuẩn." if number else "Không có gì thay đổi.")
            return redirect("personnel:candidate", found.pk)
    stored = stored_answers({one.code: one for one in found.standards.all()}, asked)
    known = known_of(found, rules, vettings=vettings_of(found), disciplines=found.member.disciplines.all()[:10])
    labels = dict(StandardAnswer.choices)
    rows = [
        {
            "standard": one,
            "typed": typed.get(one.code, stored[one.code]),
            # as it stands now: who saves again saves over what the page has just told her
            "revision": stored[one.code].revision,
            "known": known.get(one.code),
            "proposed": labels.get(known[one.code].answer, "") if one.code in known else "",
            "problem": problems.get(one.code, ""),
        }
        for one in asked
    ]
    context = {
        "congress": found.congress,
        "candidate": found,
        "rows": rows,
        "answers": StandardAnswer.choices,
        "error": error,
        "longest": LONGEST,
    }
    return render(request, "personnel/candidate_standards.html", context)
