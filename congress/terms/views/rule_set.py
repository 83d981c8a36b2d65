"""The rule set of a congress: read, changed, compared with the originals."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.terms.access import may_check_rules, may_manage_rules
from congress.terms.actions import reset_rule
from congress.terms.forms.rule_set import CheckForm, RuleFilter, RuleForm
from congress.terms.models import Congress, Rule
from congress.terms.queries import level_of, rule_lines, seen_rule
from congress.terms.rules.catalogue import Entry, catalogue, display, groups
from congress.terms.views.fetching import inside_or_404
from congress.terms.views.tabs import tabs_of
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.workbooks import XLSX, table_workbook
from vietnamese.search import search_key


@dataclass(frozen=True)
class Line:
    """One rule as the page shows it."""

    entry: Entry
    value: str
    rule: Rule | None
    is_default: bool

    @property
    def basis(self) -> str:
        return self.rule.basis if self.rule else self.entry.basis

    @property
    def is_checked(self) -> bool:
        return self.rule is not None and self.rule.checked_at is not None

    @property
    def is_unchecked(self) -> bool:
        """Somebody has to compare it: a rule that is not set has nothing to be compared."""
        return self.rule is not None and self.rule.checked_at is None


def _lines(congress: Congress) -> list[Line]:
    return [
        Line(entry, display(entry, value), rule, value == entry.default(level_of(congress.unit)))
        for entry, value, rule in rule_lines(congress)
    ]


def _wanted(line: Line, text: str, only: str) -> bool:
    if text and search_key(text) not in search_key(f"{line.entry.label} {line.entry.key}"):
        return False
    return {"unchecked": line.is_unchecked, "checked": line.is_checked, "changed": not line.is_default}.get(only, True)


def _filtered(request: Request, congress: Congress) -> tuple[RuleFilter, list[Line], int]:
    form = RuleFilter(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    lines = _lines(congress)
    unchecked = sum(line.is_unchecked for line in lines)
    return form, [line for line in lines if _wanted(line, values.get("q", ""), values.get("only", ""))], unchecked


@require_GET
def rule_set(request: Request, congress_id: int) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    form, lines, unchecked = _filtered(request, congress)
    context = {
        "congress": congress,
        "form": form,
        "groups": [(group, shown) for group in groups() if (shown := [line for line in lines if line.entry.group == group.code])],
        "shown": len(lines),
        "total": len(catalogue()),
        "unchecked": unchecked,
        "may_manage": may_manage_rules(request.user, congress),
        "may_check": may_check_rules(request.user, congress),
        "tabs": tabs_of(congress, "rule-set"),
    }
    return render(request, "terms/rule_set.html", context)


@require_GET
def rule_set_export(request: Request, congress_id: int) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    _, lines, _ = _filtered(request, congress)
    content = table_workbook(
        f"BỘ QUY TẮC: {congress.name}",
        [("Nhóm", 8), ("Quy tắc", 60), ("Giá trị", 50), ("Căn cứ", 60), ("Người điền", 28), ("Đối chiếu", 34)],
        (
            [
                line.entry.group,
                line.entry.label,
                line.value,
                line.basis,
                line.rule.entered_by.full_name if line.rule and line.rule.entered_by else "Mặc định của phần mềm",
                f"{line.rule.checked_by}, {line.rule.checked_at:%d/%m/%Y}"
                if line.rule and line.rule.checked_at
                else "Chưa đối chiếu",
            ]
            for line in lines
        ),
    )
    record("rule.export", congress, by=request.user, unit=congress.unit)
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="bo-quy-tac.xlsx"'})


def _line(congress: Congress, key: str) -> Line:
    for line in _lines(congress):
        if line.entry.key == key:
            return line
    raise Http404


def rule_edit(request: Request, congress_id: int, key: str) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    line = _line(congress, key)
    if not may_manage_rules(request.user, congress):
        raise PermissionDenied
    value = line.rule.value if line.rule else line.entry.default(level_of(congress.unit))
    seen = seen_rule(line.rule)
    form = RuleForm(request.POST or None, entry=line.entry, initial=RuleForm.initial_of(line.entry, value, line.basis, seen))
    if form.is_valid() and form.save(congress=congress, by=request.user):
        messages.success(request, f"Đã lưu “{line.entry.label}”.")
        return _back(congress, line)
    if form.is_bound:
        # what she typed stays; saving again is saving over the value that the page now shows above
        data = request.POST.copy()
        data["seen"] = seen
        form.data = data
    context = {"form": form, "congress": congress, "line": line}
    return render(request, "terms/rule_edit.html", context)


@require_POST
def rule_reset(request: Request, congress_id: int, key: str) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    line = _line(congress, key)
    if not may_manage_rules(request.user, congress):
        raise PermissionDenied
    try:
        reset_rule(congress=congress, key=key, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{line.entry.label}” trở lại giá trị mặc định.")
    return _back(congress, line)


def rule_check(request: Request, congress_id: int, key: str) -> HttpResponse:
    congress = inside_or_404(request, congress_id)
    line = _line(congress, key)
    if not may_check_rules(request.user, congress):
        raise PermissionDenied
    # a default's basis says where the program took it from, which is no document that anybody compared
    known = line.basis if line.rule and line.rule.entered_by_id else ""
    form = CheckForm(request.POST or None, initial={"basis": known})
    if form.is_valid() and form.save(congress=congress, key=key, by=request.user):
        messages.success(request, f"Đã ghi: “{line.entry.label}” đã đối chiếu văn bản gốc.")
        return _back(congress, line)
    return render(request, "terms/rule_check.html", {"form": form, "congress": congress, "line": line})


def _back(congress: Congress, line: Line) -> HttpResponse:
    response = redirect("terms:rule-set", congress.pk)
    response["Location"] += f"#{line.entry.key}"
    return response
