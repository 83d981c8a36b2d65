"""The plan of a congress, and moving it to another day."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.terms.access import may_manage_congress, may_postpone_congress
from congress.terms.actions import remove_milestone, reopen_milestone
from congress.terms.forms.plan import DoneForm, MilestoneForm, NewDayForm, NewMilestoneForm, PostponeForm
from congress.terms.models import Congress, Milestone
from congress.terms.queries import plan_of, postponement_of, rule_set_of, seen_milestone
from congress.terms.rules.calendar import working_days_between
from congress.terms.views.fetching import inside_or_404, managed_or_403
from congress.terms.views.tabs import tabs_of
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.workbooks import XLSX, table_workbook

SOON = "bao_sap_den_han_ngay_lam_viec"


@dataclass(frozen=True)
class Step:
    """A milestone as the page shows it on a day."""

    milestone: Milestone
    due: date
    kind: str
    label: str
    row: str

    @property
    def distance(self) -> int:
        """Days between the step and the congress."""
        return abs(self.milestone.offset_days or 0)


def _steps(congress: Congress, today: date) -> list[Step]:
    soon = _soon_days(congress)
    return [_step(milestone, congress, today, soon) for milestone in plan_of(congress)]


def _soon_days(congress: Congress) -> int:
    rules = rule_set_of(congress)
    try:
        return rules.integer(SOON)
    except LookupError:
        return 0


def _step(milestone: Milestone, congress: Congress, today: date, soon: int) -> Step:
    due = milestone.due_on(congress.held_on)
    if milestone.done_on is not None:
        late = milestone.done_on > due
        return Step(milestone, due, "done", f"Xong, chậm {(milestone.done_on - due).days} ngày" if late else "Xong", "")
    if due < today:
        return Step(milestone, due, "late", f"Quá hạn {(today - due).days} ngày", "row-late")
    if working_days_between(today, due) <= soon:
        return Step(milestone, due, "due", "Hôm nay" if due == today else f"Còn {(due - today).days} ngày", "row-due")
    return Step(milestone, due, "neutral", f"Còn {(due - today).days} ngày", "")


@require_GET
def plan(request: Request, congress_id: int) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    steps = _steps(congress, timezone.localdate())
    context = {
        "congress": congress,
        "steps": steps,
        "done": sum(step.kind == "done" for step in steps),
        "late": sum(step.kind == "late" for step in steps),
        "manages": may_manage_congress(request.user, congress),
        "may_postpone": may_postpone_congress(request.user, congress),
        "tabs": tabs_of(congress, "plan"),
    }
    return render(request, "terms/plan.html", context)


@require_GET
def plan_export(request: Request, congress_id: int) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    content = table_workbook(
        f"KẾ HOẠCH: {congress.name}",
        [
            ("Mã", 12),
            ("Việc", 60),
            ("Hạn", 14),
            ("Kết quả phải có", 50),
            ("Chịu trách nhiệm", 28),
            ("Tình trạng", 24),
            ("Lý do chậm", 40),
        ],
        (
            [
                step.milestone.code,
                step.milestone.name,
                f"{step.due:%d/%m/%Y}",
                step.milestone.product,
                step.milestone.responsible,
                step.label,
                step.milestone.late_reason,
            ]
            for step in _steps(congress, timezone.localdate())
        ),
    )
    record("plan.export", congress, by=request.user, unit=congress.unit)
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="ke-hoach.xlsx"'})


def _milestone(request: Request, congress_id: int, milestone_id: int) -> Milestone:
    congress = managed_or_403(request, congress_id)
    return get_object_or_404(
        Milestone.objects.select_related("congress__unit", "congress__term"), congress=congress, pk=milestone_id
    )


def milestone_new(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    form = NewMilestoneForm(request.POST or None)
    if form.is_valid() and form.save_new(congress=congress, by=request.user):
        messages.success(request, "Đã thêm việc vào kế hoạch.")
        return redirect("terms:plan", congress.pk)
    return render(request, "terms/milestone_form.html", {"form": form, "congress": congress, "heading": "Thêm việc"})


def milestone_edit(request: Request, congress_id: int, milestone_id: int) -> HttpResponse:
    milestone = _milestone(request, congress_id, milestone_id)
    fields = ("name", "offset_days", "fixed_on", "product", "responsible", "late_reason")
    seen = seen_milestone(milestone)
    form = MilestoneForm(request.POST or None, initial={name: getattr(milestone, name) for name in fields} | {"seen": seen})
    if form.is_valid() and form.save(milestone=milestone, by=request.user):
        messages.success(request, "Đã lưu.")
        return redirect("terms:plan", congress_id)
    if form.is_bound:
        data = request.POST.copy()
        data["seen"] = seen
        form.data = data
    context = {"form": form, "congress": milestone.congress, "heading": "Sửa việc", "milestone": milestone}
    return render(request, "terms/milestone_form.html", context)


def milestone_done(request: Request, congress_id: int, milestone_id: int) -> HttpResponse:
    milestone = _milestone(request, congress_id, milestone_id)
    initial = {"on": timezone.localdate(), "late_reason": milestone.late_reason}
    form = DoneForm(request.POST or None, initial=initial)
    if form.is_valid() and form.save(milestone=milestone, by=request.user):
        messages.success(request, f"Đã ghi xong: {milestone.name}.")
        return redirect("terms:plan", congress_id)
    context = {
        "form": form,
        "congress": milestone.congress,
        "heading": "Ghi xong việc",
        "lead": f"{milestone.name}. Hạn {milestone.due_on(milestone.congress.held_on):%d/%m/%Y}.",
        "button": "Ghi đã xong",
    }
    return render(request, "terms/milestone_form.html", context)


@require_POST
def milestone_reopen(request: Request, congress_id: int, milestone_id: int) -> HttpResponse:
    milestone = _milestone(request, congress_id, milestone_id)
    try:
        reopen_milestone(milestone=milestone, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("terms:plan", congress_id)


@require_POST
def milestone_remove(request: Request, congress_id: int, milestone_id: int) -> HttpResponse:
    milestone = _milestone(request, congress_id, milestone_id)
    try:
        remove_milestone(milestone=milestone, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã bỏ khỏi kế hoạch: {milestone.name}.")
    return redirect("terms:plan", congress_id)


def postpone(request: Request, congress_id: int) -> HttpResponse:
    """First the day; then everything it moves, and what stays; then once more, with the reason."""
    congress = managed_or_403(request, congress_id)
    if not may_postpone_congress(request.user, congress):
        raise PermissionDenied
    if request.method == "POST":
        form = PostponeForm(request.POST)
        if form.is_valid() and form.save(congress=congress, today=timezone.localdate(), by=request.user):
            messages.success(request, f"Đã dời đại hội sang {form.cleaned_data['to_day']:%d/%m/%Y}.")
            return redirect("terms:congress-detail", congress.pk)
        data = request.POST.copy()
        data["from_day"] = f"{congress.held_on:%d/%m/%Y}"
        form.data = data
        return _foreseen(request, congress, form, form.cleaned_data.get("to_day"))
    asked = NewDayForm(request.GET if "to_day" in request.GET else None)
    if not (asked.is_bound and asked.is_valid()):
        return render(request, "terms/postpone.html", {"congress": congress, "asked": asked})
    to_day = asked.cleaned_data["to_day"]
    return _foreseen(request, congress, PostponeForm(initial={"to_day": to_day, "from_day": congress.held_on}), to_day)


def _foreseen(request: Request, congress: Congress, form: PostponeForm, to_day: date | None) -> HttpResponse:
    days = postponement_of(congress, to_day) if to_day else []
    context = {
        "congress": congress,
        "form": form,
        "to_day": to_day,
        "moving": [one for one in days if not one.stays],
        "staying": [one for one in days if one.stays],
        "shift": (to_day - congress.held_on).days if to_day else 0,
        "earlier": (congress.held_on - to_day).days if to_day else 0,
    }
    return render(request, "terms/postpone.html", context)
