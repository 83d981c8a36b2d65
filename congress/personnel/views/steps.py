"""The process and its steps."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.actions.processes import adapt_process, choose_process
from congress.personnel.actions.scans import seal_scan
from congress.personnel.actions.steps import (
    FiguresProblem,
    close_step,
    open_step,
    put_forward,
    record_step,
    reopen_step,
    unit_votes,
)
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.forms.steps import ADDED, ReasonForm, StepForm, StepTable, entry_of, read_lines, read_table, ticked
from congress.personnel.forms.tables import key, words
from congress.personnel.models import Method, NameResult, ProcessStep, StepName, StepState, VoteBase
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.steps import (
    FIGURES,
    branch_for,
    branch_name,
    doubts_of,
    judged,
    may_be_put_forward,
    names_of,
    place_of,
    plain,
    process_of,
    reopenings_of,
    rule_sentence,
    source_of,
    steps_for,
    steps_of,
)
from congress.personnel.rules.processes import PURPOSES, branches, takes_names
from congress.personnel.rules.steps import why_not_adapt, why_not_open, why_not_reopen
from congress.personnel.rules.votes import LABELS, Judged, ratio
from congress.personnel.views.fetching import managed_or_403, require, seen_or_404
from congress.personnel.views.staged import takes_staged
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from members.access.refusal import Changed, Refusal

PILLS = {StepState.WAITING: "neutral", StepState.OPEN: "accent", StepState.CLOSED: "done"}
RESULTS = {NameResult.PENDING: "neutral", NameResult.PASSED: "done", NameResult.FAILED: "late", NameResult.TIED: "due"}


@require_GET
def process(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    found = process_of(congress)
    steps = steps_of(found) if found else []
    order = plain(steps)
    context = {
        "congress": congress,
        "process": found,
        "branch": branch_name(found) if found else "",
        "branches": branches().values(),
        "proposed": branch_for(congress),
        "steps": [(step, PILLS[StepState(step.state)], takes_names(step.purpose)) for step in steps],
        "may_adapt": bool(found) and not why_not_adapt(order),
        "manages": may_manage(request.user, congress),
        "tabs": tabs_of(congress, "process"),
    }
    return render(request, "personnel/process.html", context)


@require_POST
def process_choose(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    try:
        choose_process(congress=congress, branch=request.POST.get("branch", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã chọn quy trình.")
    return redirect("personnel:process", congress.pk)


def process_adapt(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    found = process_of(congress)
    if found is None:
        raise Http404
    steps = steps_of(found)
    if why := why_not_adapt(plain(steps)):
        messages.error(request, why)
        return redirect("personnel:process", congress.pk)
    errors: dict[str, str] = {}
    error, shown = "", found.revision
    if request.method == "POST":
        lines = read_lines(request.POST, steps, errors)
        shown = key(request.POST.get("revision", ""))
        try:
            if errors:
                raise Refusal(" ".join(errors.values()))
            adapt_process(
                process=found,
                lines=lines,
                reason=words(request.POST, "reason", 500),
                revision=shown,
                by=request.user,
            )
        except Changed as refusal:
            # the next save is over what somebody else saved, so she is shown it first
            now = ProcessStep.objects.filter(process=found).order_by("position")
            error = f"{refusal} Đang lưu {len(now):02} bước: {'; '.join(f'{one.code} {one.name}' for one in now)}."
            found.refresh_from_db(fields=["revision"])
            shown = found.revision
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Đã lưu các bước của quy trình.")
            return redirect("personnel:process", congress.pk)
    context = {
        "congress": congress,
        "process": found,
        "lines": _lines(request, steps),
        "methods": Method.choices,
        "bases": VoteBase.choices,
        "purposes": PURPOSES.items(),
        "error": error,
        "reason": request.POST.get("reason", found.adapted_because),
        "revision": shown,
    }
    return render(request, "personnel/process_adapt.html", context)


def _lines(request: Request, steps: list[ProcessStep]) -> list[dict[str, object]]:
    """The rows of the table: what was typed where something was, else what is stored."""
    names = ("order", "code", "name", "meeting", "product", "method", "threshold", "base", "most", "purpose")
    rows = []
    for place, step in enumerate([*steps, *[None] * ADDED], start=1):
        mark = str(step.pk) if step else f"new{place - len(steps) - 1}"
        stored = {name: getattr(step, name, "") if step else "" for name in names} | {"order": place * 10 if step else ""}
        if not step:
            stored |= {"method": Method.NONE, "purpose": "naming"}
        values = {name: request.POST.get(f"{name}-{mark}", stored[name]) for name in names}
        rows.append(values | {"mark": mark, "removed": bool(request.POST.get(f"remove-{mark}")), "is_new": step is None})
    return rows


def _step(request: Request, step_id: int) -> ProcessStep:
    return get_object_or_404(steps_for(rooms_for(request.user)), pk=step_id)


def _managed(request: Request, step_id: int) -> ProcessStep:
    step = _step(request, step_id)
    require(may_manage(request.user, step.process.congress))
    return step


@takes_staged("step")
def step(request: Request, step_id: int) -> HttpResponse:
    found = _step(request, step_id)
    congress = found.process.congress
    manages = may_manage(request.user, congress)
    names = names_of(found)
    form = StepForm(
        request.POST or None, request.FILES or None, step=found, initial={name: getattr(found, name) for name in _texts(found)}
    )
    table, error, problems = StepTable(), "", []
    if request.method == "POST":
        require(manages)
        table = read_table(request.POST, found, names)
        try:
            if form.is_valid():
                if table.errors:
                    raise Refusal("Chưa lưu được: có ô không phải là số.")
                _save(request, found, form, table)
                return redirect("personnel:step", found.pk)
        except FiguresProblem as refusal:
            error, problems = str(refusal), [one.sentence for one in refusal.problems]
        except Changed as refusal:
            # the next save is over what somebody else saved, so she is shown it first
            now = ProcessStep.objects.get(pk=found.pk)
            refuse_or_show(form, refusal, stored=kept(now, *_texts(found)))
            problems = _saved_by_others(now, table)
            error = "Số liệu đang lưu khác số bạn nhập." if problems else ""
        except Refusal as refusal:
            error, problems = str(refusal), [*table.errors.values()]
    rows = _rows(request, found, names)
    context = _context(request, found, names, manages) | {
        "form": form,
        "figures": _figures(request, found),
        "rows": rows,
        # by votes alone there is nothing to give a reason for
        "shows_reasons": found.method == Method.NONE or any(row["is_tied"] or row["because"] for row in rows),
        "undecided": [row for row in rows if row["doubts"] and not row["decision"]],
        "error": error,
        "problems": problems,
    }
    # somebody closed it meanwhile: what she typed stays in front of her
    context["edits"] = context["edits"] or (request.method == "POST" and manages)
    return render(request, "personnel/step.html", context)


def _texts(step: ProcessStep) -> list[str]:
    return ["revision", "held_on", "place", "chair", "secretary", "conclusion", "paper"]


def _saved_by_others(step: ProcessStep, table: StepTable) -> list[str]:
    """Figures and votes as they are stored now, where something else was typed."""
    found = [(LABELS[name].capitalize(), getattr(step, name), typed) for name, typed in table.figures.items()]
    names = [name for name in names_of(step) if name.pk in table.names and step.method != Method.NONE]
    found += [(name.candidate.member.full_name, name.votes, table.names[name.pk].votes) for name in names]
    return [
        f"{label}: người khác vừa ghi {'trống' if stored is None else stored}, bạn nhập {'trống' if typed is None else typed}."
        for label, stored, typed in found
        if stored != typed
    ]


def _save(request: Request, step: ProcessStep, form: StepForm, table: StepTable) -> None:
    congress, by = step.process.congress, request.user
    # figures that are refused leave no sealed scan behind
    with transaction.atomic():
        scans = {name: seal_scan(congress=congress, upload=form.cleaned_data.get(name), by=by) for name in ("minutes", "tally")}
        saved = record_step(
            step=step,
            entry=entry_of(form, table, **scans),
            revision=form.cleaned_data["revision"],
            today=timezone.localdate(),
            by=by,
        )
    if "close" not in request.POST:
        messages.success(request, "Đã lưu. Bước này chưa kết thúc.")
        return
    try:
        close_step(step=saved, revision=saved.revision, by=by)
    except FiguresProblem as refusal:
        # what was typed is saved by now; only the end of the step is refused
        for one in refusal.problems:
            messages.error(request, one.sentence)
        messages.warning(request, f"Đã lưu số liệu. {refusal}")
    else:
        messages.success(request, f"Đã kết thúc bước {step.code}.")


def _figures(request: Request, step: ProcessStep) -> list[tuple[str, str, object]]:
    if step.method == Method.NONE:
        return []
    shown = FIGURES if step.method == Method.BALLOT else FIGURES[:2]
    rows = []
    for name in shown:
        value = getattr(step, name)
        rows.append((name, LABELS[name].removeprefix("số ").capitalize(), request.POST.get(name, "" if value is None else value)))
    return rows


def _rows(request: Request, step: ProcessStep, names: list[StepName]) -> list[dict[str, object]]:
    found = judged(step, names)
    introduced = _introduced(step, names)
    doubts = doubts_of(step, names) if step.state == StepState.OPEN else {}
    rows: list[dict[str, object]] = []
    for name in names:
        decision = "" if name.result in (NameResult.PENDING, NameResult.TIED) or not _is_decided(step, name) else name.result
        because = name.decided_because
        if doubts.get(name.pk) and not decision and name.candidate.withdrawn_on:
            # nothing is left to decide: the row is filled in, she only saves it
            decision, because = NameResult.FAILED, doubts[name.pk][0]
        rows.append(
            {
                "name": name,
                "doubts": doubts.get(name.pk, []),
                "votes": request.POST.get(f"votes-{name.pk}", "" if name.votes is None else name.votes),
                "decision": request.POST.get(f"decision-{name.pk}", decision),
                "because": request.POST.get(f"because-{name.pk}", because),
                "ratio": ratio(name.votes, found.base) if found is not None and name.votes is not None and found.base else "",
                "pill": RESULTS[NameResult(name.result)],
                "said": _said(step, name),
                "is_tied": found is not None and name.pk in found.tied,
                "introduced": introduced.get(name.candidate_id, ""),
            }
        )
    return rows


def _said(step: ProcessStep, name: StepName) -> str:
    """Where nobody votes there is nothing to reach: she goes on or she doesn't."""
    if step.method == Method.NONE:
        return {NameResult.PASSED: "Đi tiếp", NameResult.FAILED: "Không đi tiếp"}.get(NameResult(name.result), "Chưa chọn")
    return name.get_result_display()


def _is_decided(step: ProcessStep, name: StepName) -> bool:
    return step.method == Method.NONE or name.decided_by_id is not None


def _introduced(step: ProcessStep, names: list[StepName]) -> dict[int, str]:
    """What the units' meetings said, where they are what the step is about."""
    if step.purpose != "introduction":
        return {}
    people = may_be_put_forward(step).filter(pk__in=[name.candidate_id for name in names])
    return {candidate.pk: unit_votes(candidate.introductions.all()) for candidate in people}


def _context(request: Request, step: ProcessStep, names: list[StepName], manages: bool) -> dict[str, object]:
    congress: Congress = step.process.congress
    steps = steps_of(step.process)
    place = place_of(steps, step)
    order = plain(steps)
    result: Judged | None = judged(step, names)
    return {
        "congress": congress,
        "step": step,
        "pill": PILLS[StepState(step.state)],
        "has_votes": step.method != Method.NONE,
        "takes_names": takes_names(step.purpose),
        "rule": rule_sentence(step, result),
        "judged": result,
        "tally": {
            "all": len(names),
            "passed": sum(name.result == NameResult.PASSED for name in names),
            "failed": sum(name.result == NameResult.FAILED for name in names),
        },
        "previous": steps[place - 1] if place else None,
        "next": steps[place + 1] if place + 1 < len(steps) else None,
        "why_not_open": why_not_open(order, place) if step.state == StepState.WAITING else "",
        "why_not_reopen": why_not_reopen(order, place) if step.state == StepState.CLOSED else "",
        "reopenings": reopenings_of(step),
        "manages": manages,
        "decides": may_decide(request.user, congress),
        "is_open": step.state == StepState.OPEN,
        "edits": manages and step.state == StepState.OPEN,
        "tabs": tabs_of(congress, "process"),
    }


@require_POST
def step_open(request: Request, step_id: int) -> HttpResponse:
    found = _managed(request, step_id)
    try:
        open_step(step=found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã bắt đầu bước {found.code}.")
    return redirect("personnel:step", found.pk)


def step_names(request: Request, step_id: int) -> HttpResponse:
    """Who is put forward in the step, to tick."""
    found = _managed(request, step_id)
    if not takes_names(found.purpose):
        raise Http404
    people = list(may_be_put_forward(found))
    chosen = set(found.names.values_list("candidate_id", flat=True))
    error = ""
    if request.method == "POST":
        chosen = ticked(request.POST.getlist("candidates"))
        try:
            number = put_forward(step=found, candidate_ids=chosen, by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Bước {found.code} có {number:02} người.")
            return redirect("personnel:step", found.pk)
    context = {
        "congress": found.process.congress,
        "step": found,
        "source": source_of(found),
        "people": [(candidate, candidate.pk in chosen, unit_votes(candidate.introductions.all())) for candidate in people],
        "number": len(chosen),
        "error": error,
        "recorded": found.names.exclude(votes=None).count(),
    }
    return render(request, "personnel/step_names.html", context)


def step_reopen(request: Request, step_id: int) -> HttpResponse:
    found = _step(request, step_id)
    require(may_decide(request.user, found.process.congress))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reopen_step(step=found, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã mở lại bước {found.code}. Số liệu cũ được giữ cùng lý do.")
            return redirect("personnel:step", found.pk)
    return render(request, "personnel/step_reopen.html", {"congress": found.process.congress, "step": found, "form": form})
