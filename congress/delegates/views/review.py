"""A list on its way: sending, returning, approving, locking; its history."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from congress.delegates import access
from congress.delegates.actions.review import (
    approve_list,
    clear_delegate,
    lock_list,
    remove_remark,
    withdraw_list,
)
from congress.delegates.actions.viewing import note_version_view
from congress.delegates.forms.review import ExtendForm, RemarkForm, ReopenForm, ReturnForm, SendForm
from congress.delegates.models import ListVersion, RowRemark
from congress.delegates.queries.findings import report_on
from congress.delegates.queries.lists import lists_for
from congress.delegates.queries.trace import history_of
from congress.delegates.queries.versions import between, shown_rows
from congress.delegates.rules.checks import Finding
from congress.delegates.views.fetching import fetch_list, fetch_row, require
from members.access.refusal import Refusal
from members.accounts.labels import label_of
from vietnamese.normalise import clean


def list_send(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    today = timezone.localdate()
    form = SendForm(request.POST or None, delegate_list=delegate_list, on=today)
    if form.is_valid() and form.send(by=request.user):
        messages.success(request, "Đã gửi danh sách cho Ban Phụ nữ. Khi được duyệt hoặc trả lại, trang này sẽ báo.")
        return redirect("delegates:list-detail", delegate_list.pk)
    report = report_on(delegate_list, account=request.user, on=today)
    names = {facts.key: facts.full_name for facts in report.facts.delegates}
    context = {
        "delegate_list": delegate_list,
        "form": form,
        "report": report,
        "blocking": [(names.get(finding.key, ""), finding) for finding in report.blocking],
        "warnings": _said_once([finding for finding in report.findings if finding.severity == "warn"], names),
        "late_days": max(0, (today - delegate_list.due_on).days),
    }
    return render(request, "delegates/list_send.html", context)


def _said_once(findings: list[Finding], names: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Each sentence once, with those whom it is about."""
    people: dict[str, list[str]] = {}
    for finding in findings:
        people.setdefault(finding.message, []).extend([names[finding.key]] if finding.key in names else [])
    return list(people.items())


@require_POST
def list_withdraw(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.enters_for(request.user, delegate_list))
    try:
        withdraw_list(delegate_list=delegate_list, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã rút danh sách về để sửa. Sửa xong, nhớ gửi lại.")
    return redirect("delegates:list-detail", delegate_list.pk)


def list_return(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.reviews(request.user, delegate_list))
    report = report_on(delegate_list, account=request.user, on=timezone.localdate())
    form = ReturnForm(request.POST or None, delegate_list=delegate_list, rows=report.rows)
    if form.is_valid() and form.send_back(by=request.user):
        messages.success(request, "Đã trả lại danh sách. Đơn vị thấy lý do và chỉ sửa được các dòng có nhận xét.")
        return redirect("delegates:list-detail", delegate_list.pk)
    return render(request, "delegates/list_return.html", {"delegate_list": delegate_list, "form": form, "report": report})


def list_approve(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.approves(request.user, delegate_list))
    today, error = timezone.localdate(), ""
    if request.method == "POST":
        try:
            approve_list(delegate_list=delegate_list, by=request.user, on=today, revision=_revision(request))
        except Refusal as refusal:
            error = str(refusal)
            delegate_list = fetch_list(request, list_id)
        else:
            messages.success(request, f"Đã duyệt danh sách của {delegate_list.electing_unit}.")
            return redirect("delegates:list-detail", delegate_list.pk)
    report = report_on(delegate_list, account=request.user, on=today)
    consequences = [
        f"{report.elected:02} đại biểu và {report.reserve:02} dự khuyết được ghi cố định như hôm nay cho mọi văn bản.",
        "Đơn vị không sửa được nữa; thay đổi về sau ghi ở phần Biến động.",
    ]
    context = {
        "delegate_list": delegate_list,
        "report": report,
        "consequences": consequences,
        "error": error,
        "hidden": {"revision": delegate_list.revision},
        "may": access.may_approve_list(request.user, delegate_list) and not report.is_blocked,
    }
    return render(request, "delegates/list_approve.html", context)


def list_lock(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.locks(request.user, delegate_list))
    error = ""
    if request.method == "POST":
        try:
            lock_list(delegate_list=delegate_list, by=request.user, revision=_revision(request))
        except Refusal as refusal:
            error = str(refusal)
            delegate_list = fetch_list(request, list_id)
        else:
            messages.success(request, f"Đã khoá danh sách của {delegate_list.electing_unit}.")
            return redirect("delegates:list-detail", delegate_list.pk)
    context = {"delegate_list": delegate_list, "error": error, "hidden": {"revision": delegate_list.revision}}
    return render(request, "delegates/list_lock.html", context)


def list_reopen(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    require(access.locks(request.user, delegate_list))
    form = ReopenForm(request.POST or None)
    if form.is_valid() and form.reopen(delegate_list=delegate_list, by=request.user):
        messages.success(request, "Đã mở lại danh sách; đơn vị sửa rồi gửi lại.")
        return redirect("delegates:list-detail", delegate_list.pk)
    return render(request, "delegates/list_reopen.html", {"delegate_list": delegate_list, "form": form})


def list_extend(request: Request, list_id: int) -> HttpResponse:
    """A later day for this unit alone."""
    delegate_list = fetch_list(request, list_id)
    require(access.reviews(request.user, delegate_list))
    form = ExtendForm(request.POST or None)
    if form.is_valid() and form.extend(delegate_list=delegate_list, by=request.user):
        messages.success(request, f"Đã gia hạn cho {delegate_list.electing_unit.name}.")
        return redirect("delegates:list-detail", delegate_list.pk)
    return render(request, "delegates/list_extend.html", {"delegate_list": delegate_list, "form": form})


def row_remark(request: Request, delegate_id: int) -> HttpResponse:
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.comments_on(request.user, delegate_list))
    form = RemarkForm(request.POST or None)
    if form.is_valid() and form.write(delegate=delegate, by=request.user):
        messages.success(request, f"Đã ghi nhận xét ở dòng của đồng chí {delegate.member.full_name}.")
        return redirect("delegates:list-detail", delegate.delegate_list_id)
    return render(request, "delegates/row_remark.html", {"delegate": delegate, "delegate_list": delegate_list, "form": form})


@require_POST
def remark_remove(request: Request, remark_id: int) -> HttpResponse:
    mine = RowRemark.objects.filter(delegate_list__in=lists_for(request.user), written_by=request.user)
    remark = get_object_or_404(mine.select_related("delegate_list"), pk=remark_id)
    try:
        remove_remark(remark=remark, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("delegates:list-detail", remark.delegate_list_id)


def row_clear(request: Request, delegate_id: int) -> HttpResponse:
    """She is under review and may be a delegate all the same: said by an authorised person, with the reason."""
    delegate, delegate_list = fetch_row(request, delegate_id)
    require(access.approves(request.user, delegate_list))
    reason, error = clean(request.POST.get("reason", "")), ""
    if request.method == "POST":
        try:
            clear_delegate(delegate=delegate, reason=reason, by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Đã xác nhận đồng chí {delegate.member.full_name} đủ tư cách.")
            return redirect("delegates:list-detail", delegate.delegate_list_id)
    context = {"delegate": delegate, "delegate_list": delegate_list, "reason": reason, "error": error}
    return render(request, "delegates/row_clear.html", context)


def list_history(request: Request, list_id: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    full = access.may_see_full(request.user, delegate_list)
    versions = list(delegate_list.versions.select_related("sent_by").order_by("number"))
    changes = [
        (version, between(versions[place - 1] if place else None, version, full=full)) for place, version in enumerate(versions)
    ]
    entries = [(entry, label_of(entry.action)) for entry in history_of(delegate_list)[:100]]
    context = {"delegate_list": delegate_list, "changes": changes[::-1], "entries": entries}
    return render(request, "delegates/list_history.html", context)


def list_version(request: Request, list_id: int, number: int) -> HttpResponse:
    delegate_list = fetch_list(request, list_id)
    version = get_object_or_404(ListVersion.objects.select_related("sent_by"), delegate_list=delegate_list, number=number)
    full = access.may_see_full(request.user, delegate_list)
    if full:
        note_version_view(delegate_list=delegate_list, by=request.user, numbers=[number])
    rows = shown_rows(version, full=full)
    return render(request, "delegates/list_version.html", {"delegate_list": delegate_list, "version": version, "rows": rows})


def _revision(request: Request) -> int | None:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None
