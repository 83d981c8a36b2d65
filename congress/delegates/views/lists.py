"""One list: its page, and who stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from congress.delegates import access
from congress.delegates.actions.lists import (
    move_on_list,
    open_row_ids,
    put_back_on_list,
    set_alternate,
    sort_list_by_name,
    take_off_list,
)
from congress.delegates.actions.rows import FILLABLE
from congress.delegates.actions.viewing import note_export, note_full_view
from congress.delegates.forms.lists import SENSITIVE_FIELDS, EnrolForm, FillForm, PickForm, RowForm
from congress.delegates.models import Attachment, Delegate, DelegateChange, DelegateList, ListState, RowRemark
from congress.delegates.queries.board import sent_on
from congress.delegates.queries.findings import Report, report_on, shown_values
from congress.delegates.queries.lists import TAKES_A_PLACE, active_by_member, candidates_for, rows_of, taken_off
from congress.delegates.queries.rule_values import required_columns, soon_days
from congress.delegates.queries.snapshots import category_words
from congress.delegates.queries.versions import ShownDifference, between
from congress.delegates.rules.checks import Finding, Severity
from congress.delegates.rules.columns import label_of
from congress.delegates.rules.lateness import lateness
from congress.delegates.rules.next_step import Situation, next_step, steps
from congress.delegates.rules.states import ListState as State
from congress.delegates.views.fetching import fetch_list, fetch_row, require, workbook_response
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.files.workbooks import Value, table_workbook
from members.people.queries import Filters, filtered_members
from members.units.models import Unit

PEOPLE_A_PAGE = 50
# who may not see disciplinary matters is not told of them by the checks
SENSITIVE_FINDINGS = {"under_discipline"}
REQUIRED, BELOW = "required_missing", ("photo_missing",)
FILE_FINDINGS = {"minutes_missing", "signed_list_missing"}
FULL_COLUMNS = (
    "ethnicity", "religion", "home_town", "party_stage", "party_joined", "education", "political_theory", "union_joined",
)  # fmt: skip
EXPORTED = (
    "full_name", "birth_date", "rank", "police_position", "union_position", "workplace", "home_town", "union_joined",
    "general_education", "education", "degree", "political_theory", "languages",
)  # fmt: skip
EXPORTED_IN_FULL = ("ethnicity", "religion", "party_stage", "party_joined", "party_position", "family_background")


@dataclass
class RowView:
    """A row of the page."""

    delegate: Delegate
    number: int
    seen: dict[str, str]
    words: str
    findings: list[Finding]
    remarks: list[RowRemark]
    is_open: bool
    full_cells: list[tuple[str, str]]

    @property
    def told(self) -> list[Finding]:
        """What is said in the row itself; what holds for nearly everybody (no photo yet) stands below the list once."""
        return [one for one in self.findings if one.severity is not Severity.INFO and one.code not in (*BELOW, REQUIRED)]

    @property
    def lacking(self) -> list[str]:
        """The required columns that are empty."""
        return [label_of(one.field) for one in self.findings if one.code == REQUIRED]

    @property
    def is_under_review(self) -> bool:
        return any(finding.code == "under_discipline" for finding in self.findings)

    @property
    def kind(self) -> str:
        if self.remarks or self.lacking or any(finding.blocks for finding in self.told):
            return "late"
        return "due" if self.told else ""


@dataclass
class FindingGroup:
    """The same thing said of several people, once."""

    message: str
    what_to_do: str
    code: str
    people: list[tuple[str, str]]


@vary_on_headers("HX-Request")
def list_detail(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    context = _detail(request, delegate_list)
    if context["staff"] or context["full"]:
        note_full_view(delegate_list=delegate_list, by=request.user, staff=context["staff"])
    part = "_list_rows" if request.htmx else "list_detail"
    return render(request, f"delegates/{part}.html", context)


def _detail(request: Request, delegate_list: DelegateList) -> dict[str, Any]:
    account, today = request.user, timezone.localdate()
    report = report_on(delegate_list, account=account, on=today)
    may_see_full = access.may_see_full(account, delegate_list)
    full = may_see_full and request.GET.get("columns") == "full"
    helps = access.enters_for(account, delegate_list) or access.comments_on(account, delegate_list) or may_see_full
    findings = _visible(report.findings, may_see_full) if helps else []
    may_enter = access.may_enter_list(account, delegate_list)
    rows = _row_views(delegate_list, report, findings, may_enter=may_enter, full=full)
    situation = _situation(account, delegate_list, report, rows)
    removed = list(taken_off(delegate_list)) if may_enter else []
    rules = rule_set_of(delegate_list.congress)
    return {
        "delegate_list": delegate_list,
        "congress": delegate_list.congress,
        "report": report,
        "rows": [row for row in rows if not row.delegate.is_alternate or row.delegate.replaces_id],
        "alternates": [row for row in rows if row.delegate.is_alternate and not row.delegate.replaces_id],
        "groups": _grouped(findings, report),
        "fills": _fills(report, may_see_full) if may_enter else [],
        "attachments": attachments_of(delegate_list),
        "removed": removed,
        "undo": next((one for one in removed if str(one.pk) == request.GET.get("undo")), None),
        "resent": _resent(delegate_list, full=may_see_full),
        "steps": steps(situation),
        "next": next_step(situation),
        "lateness": lateness(
            delegate_list.due_on, today=today, soon_working_days=soon_days(rules), done_on=sent_on(delegate_list)
        ),
        "changes": [
            (change, change.why(full=may_see_full))
            for change in DelegateChange.objects.filter(delegate__delegate_list=delegate_list).select_related(
                "delegate__member", "replacement__member"
            )
        ],
        "full": full,
        "may_see_full": may_see_full,
        "full_headings": [label_of(code) for code in FULL_COLUMNS],
        "may_enter": may_enter,
        "may_add": may_enter,
        "may_reorder": may_enter and delegate_list.state == ListState.ENTERING,
        "may_withdraw": _may_withdraw(account, delegate_list),
        "may_clear": access.approves(account, delegate_list) and delegate_list.state in {*access.WITH_THE_UNIT, ListState.SENT},
        "may_review": access.may_review_list(account, delegate_list),
        "may_approve": access.may_approve_list(account, delegate_list),
        "may_comment": access.may_comment_list(account, delegate_list),
        "may_lock": access.may_lock_list(account, delegate_list),
        "may_reopen": access.may_reopen_list(account, delegate_list),
        "may_change": access.may_change_delegates(account, delegate_list.congress)
        and delegate_list.state in {ListState.APPROVED, ListState.LOCKED},
        "staff": access.reviews(account, delegate_list),
        "import_url": _import_url(delegate_list) if may_enter else "",
        "scan_accept": "application/pdf,image/jpeg,image/png",
    }


def _resent(delegate_list: DelegateList, *, full: bool) -> ShownDifference | None:
    """What was changed since it was returned; None unless it has been sent again."""
    if delegate_list.state != ListState.SENT or delegate_list.returned_at is None:
        return None
    latest = list(delegate_list.versions.order_by("-number")[:2])
    return between(latest[1], latest[0], full=full) if len(latest) > 1 else None


def _may_withdraw(account: Account, delegate_list: DelegateList) -> bool:
    """The unit takes its own back; a member of the staff only what she sent herself."""
    if not access.may_withdraw_list(account, delegate_list) or delegate_list.returned_at is not None:
        return False
    return delegate_list.sent_by_id == account.pk or not access.reviews(account, delegate_list)


def attachments_of(delegate_list: DelegateList) -> list[Attachment]:
    """Without their bytes."""
    present = delegate_list.attachments.filter(removed_at=None).select_related("file__uploaded_by")
    return list(present.defer("file__content"))


def _import_url(delegate_list: DelegateList) -> str:
    try:
        return reverse("delegates:import-upload", args=[delegate_list.pk])
    except NoReverseMatch:
        return ""


def _visible(findings: Iterable[Finding], may_see_full: bool) -> list[Finding]:
    return [finding for finding in findings if may_see_full or finding.code not in SENSITIVE_FINDINGS]


def _row_views(
    delegate_list: DelegateList, report: Report, findings: list[Finding], *, may_enter: bool, full: bool
) -> list[RowView]:
    remarks: dict[int, list[RowRemark]] = {}
    for remark in delegate_list.remarks.filter(settled_at=None).select_related("written_by"):
        if remark.returns or delegate_list.state == ListState.SENT:
            remarks.setdefault(remark.delegate_id, []).append(remark)
    allowed = open_row_ids(delegate_list) if may_enter else set()
    views = []
    for number, delegate in enumerate(report.rows, 1):
        # the list and the congress are known: no row asks for them again
        delegate.congress, delegate.electing_unit = delegate_list.congress, delegate_list.electing_unit
        seen = shown_values(delegate)
        views.append(
            RowView(
                delegate=delegate,
                number=number,
                seen=seen,
                words=category_words(delegate),
                findings=[finding for finding in findings if finding.key == str(delegate.pk)],
                remarks=remarks.get(delegate.pk, []),
                is_open=may_enter and (allowed is None or delegate.pk in allowed),
                full_cells=[(label_of(code), seen[code]) for code in FULL_COLUMNS] if full else [],
            )
        )
    return views


def _grouped(findings: list[Finding], report: Report) -> list[tuple[str, str, list[FindingGroup]]]:
    """By severity; inside, the same sentence about several people is one line."""
    names = {facts.key: facts.full_name for facts in report.facts.delegates}
    groups: dict[Severity, dict[tuple[str, str], FindingGroup]] = {severity: {} for severity in Severity}
    for finding in findings:
        group = groups[finding.severity].setdefault(
            (finding.code, finding.message), FindingGroup(finding.message, finding.what_to_do, finding.code, [])
        )
        if finding.key in names:
            group.people.append((finding.key, names[finding.key]))
    kinds = {Severity.BLOCK: "late", Severity.WARN: "due", Severity.INFO: "neutral"}
    return [(severity.label, kinds[severity], list(found.values())) for severity, found in groups.items() if found]


def _fills(report: Report, may_see_full: bool) -> list[tuple[str, str, int]]:
    """Columns that several rows lack and that often hold one value for all."""
    return [
        (code, label_of(code), count)
        for code, count in report.completeness.missing.items()
        if code in FILLABLE and count > 1 and (may_see_full or code not in SENSITIVE_FIELDS)
    ]


def _situation(account: Account, delegate_list: DelegateList, report: Report, rows: list[RowView]) -> Situation:
    blocking = report.blocking
    files = sum(finding.code in FILE_FINDINGS for finding in blocking)
    return Situation(
        state=State(delegate_list.state),
        # the staff may enter for a unit, but what is said to them is where the unit stands
        is_unit=access.enters_for(account, delegate_list) and not access.reviews(account, delegate_list),
        is_reviewer=access.reviews(account, delegate_list),
        is_locker=access.locks(account, delegate_list),
        people=len(rows),
        seats=delegate_list.seats,
        to_mend=len(blocking) - files,
        missing_files=files,
        open_rows=sum(bool(row.remarks) for row in rows) if delegate_list.state == ListState.RETURNED else 0,
        sent_it_herself=delegate_list.sent_by_id == account.pk,
    )


# ---- a row ------------------------------------------------------------------------------------------------------------


def row_edit(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.enters_for(request.user, delegate_list))
    if request.method != "POST" and not access.may_enter_list(request.user, delegate_list):
        messages.warning(request, "Danh sách không còn ở đơn vị nên không sửa được dòng này.")
        return _to_list(delegate_list)
    form = RowForm(
        request.POST or None,
        delegate=delegate,
        full=access.may_see_full(request.user, delegate_list),
        required=required_columns(rule_set_of(delegate_list.congress)),
    )
    if form.is_valid() and form.save_row(by=request.user):
        messages.success(request, f"Đã lưu dòng của đồng chí {form.cleaned_data['full_name']}.")
        return _to_list(delegate_list, f"#dong-{delegate.pk}")
    found = report_on(delegate_list, account=request.user, on=timezone.localdate()).by_row.get(str(delegate.pk), [])
    context = {
        "form": form,
        "delegate": delegate,
        "delegate_list": delegate_list,
        "findings": [one for one in found if one.code not in (*BELOW, REQUIRED)],
        "lacking": [label_of(one.field) for one in found if one.code == REQUIRED],
        "remarks": delegate.remarks.filter(settled_at=None, returns=True),
    }
    return render(request, "delegates/row_form.html", context)


@require_POST
def row_take_off(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.enters_for(request.user, delegate_list))
    if not _done(request, lambda: take_off_list(delegate=delegate, by=request.user)):
        return _to_list(delegate_list)
    return _to_list(delegate_list, f"?undo={delegate.pk}")


@require_POST
def row_put_back(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.enters_for(request.user, delegate_list))
    if _done(request, lambda: put_back_on_list(delegate=delegate, by=request.user)):
        messages.success(request, f"Đã đưa đồng chí {delegate.member.full_name} trở lại danh sách.")
    return _to_list(delegate_list)


@require_POST
def row_move(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.enters_for(request.user, delegate_list))
    to = request.POST.get("to", "")
    if to.isdecimal() and len(to) < 6:
        _done(request, lambda: move_on_list(delegate=delegate, to=int(to), by=request.user))
    return _to_list(delegate_list, f"#dong-{delegate.pk}")


@require_POST
def row_alternate(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.enters_for(request.user, delegate_list))
    wanted = request.POST.get("alternate") == "yes"
    _done(request, lambda: set_alternate(delegate=delegate, is_alternate=wanted, by=request.user))
    return _to_list(delegate_list, f"#dong-{delegate.pk}")


@require_POST
def list_sort(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    if _done(request, lambda: sort_list_by_name(delegate_list=delegate_list, by=request.user)):
        messages.success(request, "Đã xếp danh sách theo tên.")
    return _to_list(delegate_list)


# ---- people in --------------------------------------------------------------------------------------------------------


def list_enrol(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    if request.method != "POST" and not access.may_enter_list(request.user, delegate_list):
        messages.warning(request, "Danh sách không còn ở đơn vị nên không thêm được.")
        return _to_list(delegate_list)
    paths = [link.unit for link in delegate_list.electing_unit.unit_links.all()]
    form = EnrolForm(
        request.POST or None,
        delegate_list=delegate_list,
        units=Unit.objects.filter(pk__in=[unit.pk for unit in paths]),
        full=access.may_see_full(request.user, delegate_list),
        required=required_columns(rule_set_of(delegate_list.congress)),
    )
    if form.is_valid() and (delegate := form.save_row(by=request.user)):
        messages.success(request, f"Đã thêm đồng chí {delegate.member.full_name}.")
        if "another" in request.POST:
            return redirect("delegates:list-enrol", delegate_list.pk)
        return _to_list(delegate_list, f"#dong-{delegate.pk}")
    return render(request, "delegates/row_form.html", {"form": form, "delegate_list": delegate_list})


@vary_on_headers("HX-Request")
def list_pick(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    if request.method != "POST" and not access.may_enter_list(request.user, delegate_list):
        messages.warning(request, "Danh sách không còn ở đơn vị nên không thêm được.")
        return _to_list(delegate_list)
    candidates = candidates_for(delegate_list)
    form = PickForm(request.POST or None, delegate_list=delegate_list, candidates=candidates)
    if form.is_valid() and (put := form.put(by=request.user)):
        messages.success(request, f"Đã đưa {len(put):02} đồng chí vào danh sách.")
        return _to_list(delegate_list)
    text = request.GET.get("q", "")
    asked = (request.POST if request.method == "POST" else request.GET).getlist("people")
    ticked = {int(pk) for pk in asked if pk.isdecimal() and len(pk) < 19}
    found = filtered_members(candidates, Filters(text=text)).select_related("unit")
    page = Paginator(found.exclude(pk__in=ticked), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    chosen = list(candidates.filter(pk__in=ticked).select_related("unit"))
    people = [*chosen, *page.object_list]
    standing = active_by_member(delegate_list.congress, people)
    context = {
        "delegate_list": delegate_list,
        "form": form,
        "page": page,
        "q": text,
        "people": [(member, member.pk in ticked, _words(request, delegate_list, standing.get(member.pk))) for member in people],
        "free": max(
            0, delegate_list.seats - rows_of(delegate_list).filter(is_alternate=False, category__in=TAKES_A_PLACE).count()
        ),
    }
    part = "_pick_people" if request.htmx else "list_pick"
    return render(request, f"delegates/{part}.html", context)


def _words(request: Request, delegate_list: DelegateList, found: Delegate | None) -> str:
    if found is None:
        return ""
    if found.delegate_list_id == delegate_list.pk:
        return "đã có trong danh sách này"
    if found.delegate_list is None:
        return "" if found.category == "ex_officio" else "đã là đại biểu chỉ định"
    if access.knows_unit_of(request.user, found.delegate_list):
        return f"đã có trong danh sách của {found.delegate_list.electing_unit.name}"
    return "đã có trong danh sách của đơn vị khác"


def list_fill(request: Request, list_id: int, field: str) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.may_enter_list(request.user, delegate_list))
    full = access.may_see_full(request.user, delegate_list)
    require(field in FILLABLE and (full or field not in SENSITIVE_FIELDS))
    form = FillForm(request.POST or None, delegate_list=delegate_list, field=field, full=full)
    if form.is_valid() and (filled := form.fill(by=request.user)) is not None:
        messages.success(request, f"Đã điền “{label_of(form.cleaned_data['field'])}” cho {filled} dòng.")
        return _to_list(delegate_list)
    report = report_on(delegate_list, account=request.user, on=timezone.localdate())
    lacking = [row.member.full_name for row in report.rows if not getattr(row.member, field)]
    context = {"form": form, "delegate_list": delegate_list, "label": label_of(field), "lacking": lacking}
    return render(request, "delegates/list_fill.html", context)


# ---- out as a file ----------------------------------------------------------------------------------------------------


def list_export(request: Request, list_id: int) -> HttpResponse:
    """The columns that the page shows: the sensitive ones only with ?columns=full, and only for her who may see them."""
    delegate_list = fetch_list(request, list_id)
    account = request.user
    full = request.GET.get("columns") == "full"
    if full:
        own = access.enters_for(account, delegate_list)
        require(access.may_see_full(account, delegate_list) and (own or access.may_export_full(account, delegate_list.congress)))
    columns = [*EXPORTED, *(EXPORTED_IN_FULL if full else ())]
    report = report_on(delegate_list, account=account, on=timezone.localdate())
    rows: list[list[Value]] = []
    for number, delegate in enumerate(report.rows, 1):
        delegate.congress, delegate.electing_unit = delegate_list.congress, delegate_list.electing_unit
        values = shown_values(delegate)
        rows.append([number, *(values[code] for code in columns), category_words(delegate), delegate.note])
    headings = [("TT", 5), *((label_of(code), 20) for code in columns), ("Loại đại biểu", 24), ("Ghi chú", 24)]
    content = table_workbook(f"Danh sách đại biểu {delegate_list.electing_unit}", headings, rows)
    note_export(delegate_list=delegate_list, by=account, rows=len(rows), full=full)
    return workbook_response(content, f"danh-sach-{delegate_list.electing_unit.code}.xlsx")


# ---- small ------------------------------------------------------------------------------------------------------------


def _to_list(delegate_list: DelegateList, rest: str = "") -> HttpResponse:
    return redirect(reverse("delegates:list-detail", args=[delegate_list.pk]) + rest)


def _done(request: Request, deed: Any) -> bool:
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    return True
