"""Accounts are administered, the trace is read."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.request import Request
from members.access.access import has_anywhere, roles_of
from members.access.actions import close_account, end_grant, reopen_account
from members.access.models import Account, Entry, Grant
from members.access.queries import grants_of
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.accounts.access import may_manage_account, may_manage_accounts, may_read_trace
from members.accounts.actions import open_unit_accounts
from members.accounts.forms import AccountFilter, AccountForm, GrantForm, ReasonForm, TraceFilter
from members.accounts.labels import label_of
from members.accounts.queries import accounts_for, entries_for, found_accounts, found_entries, units_without_account
from members.units.queries import units_for

ACCOUNTS_A_PAGE = 50
ENTRIES_A_PAGE = 50


def _required(request: Request) -> None:
    if not may_manage_accounts(request.user):
        raise PermissionDenied


def _account(request: Request, account_id: int) -> Account:
    _required(request)
    return get_object_or_404(accounts_for(request.user), pk=account_id)


def _manageable(request: Request, account_id: int) -> Account:
    account = _account(request, account_id)
    if not may_manage_account(request.user, account):
        raise PermissionDenied
    return account


def account_list(request: Request) -> HttpResponse:
    _required(request)
    form = AccountFilter(request.GET)
    form.is_valid()
    looked_for = form.cleaned_data
    accounts = found_accounts(
        accounts_for(request.user),
        text=looked_for.get("q", ""),
        role=looked_for.get("role", ""),
        state=looked_for.get("state", ""),
    ).order_by("sort_key", "id")
    page = Paginator(accounts.prefetch_related("grants__unit"), ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    waiting = units_without_account(request.user, on=timezone.localdate()).count()
    return render(request, "accounts/account_list.html", {"page": page, "form": form, "waiting": waiting})


def account_new(request: Request) -> HttpResponse:
    _required(request)
    form = AccountForm(request.POST or None)
    if form.is_valid() and (account := form.save(by=request.user)):
        messages.success(request, "Đã mở tài khoản. Hãy giao vai trò rồi in phiếu tài khoản.")
        if "administrator" in roles_of(request.user):
            return redirect("accounts:account-detail", account.pk)
        return redirect("accounts:grant-give", account.pk)
    return render(request, "accounts/account_form.html", {"form": form, "heading": "Mở tài khoản"})


def account_detail(request: Request, account_id: int) -> HttpResponse:
    account = _account(request, account_id)
    units = set(units_for(request.user, Permission.ACCOUNT_MANAGE).filter(grants__account=account).values_list("pk", flat=True))
    grants = [grant for grant in account.grants.select_related("unit", "granted_by") if grant.unit_id in units]
    deeds = Entry.objects.none()
    if may_read_trace(request.user):
        deeds = entries_for(request.user).filter(account=account)[:10]
    context = {
        "account": account,
        "grants": grants,
        "in_force": {grant.pk for grant in grants_of(account)},
        "may_manage": may_manage_account(request.user, account),
        "deeds": [Deed(entry, label_of(entry.action)) for entry in deeds],
    }
    return render(request, "accounts/account_detail.html", context)


def account_change(request: Request, account_id: int) -> HttpResponse:
    account = _manageable(request, account_id)
    form = AccountForm(request.POST or None, account=account)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu.")
        return redirect("accounts:account-detail", account.pk)
    return render(request, "accounts/account_form.html", {"form": form, "heading": f"Sửa tài khoản {account.username}"})


def account_close(request: Request, account_id: int) -> HttpResponse:
    account = _manageable(request, account_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            close_account(account=account, by=request.user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã khoá tài khoản {account.username}.")
            return redirect("accounts:account-detail", account.pk)
    return render(request, "accounts/account_close.html", {"form": form, "account": account})


@require_POST
def account_reopen(request: Request, account_id: int) -> HttpResponse:
    account = _manageable(request, account_id)
    reopen_account(account=account, by=request.user)
    messages.success(request, f"Đã mở lại tài khoản {account.username}.")
    return redirect("accounts:account-detail", account.pk)


def grant_give(request: Request, account_id: int) -> HttpResponse:
    account = _account(request, account_id)
    form = GrantForm(request.POST or None, account=account, by=request.user, today=timezone.localdate())
    if form.is_valid() and form.save():
        messages.success(request, "Đã giao vai trò.")
        return redirect("accounts:account-detail", account.pk)
    context = {"form": form, "heading": f"Giao vai trò cho {account.full_name}", "account": account}
    return render(request, "accounts/account_form.html", context)


def grant_end(request: Request, grant_id: int) -> HttpResponse:
    _required(request)
    mine = units_for(request.user, Permission.ACCOUNT_MANAGE)
    grant = get_object_or_404(Grant.objects.select_related("unit", "account").filter(unit__in=mine), pk=grant_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            end_grant(grant=grant, on=timezone.localdate(), by=request.user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã thu hồi vai trò, có hiệu lực ngay.")
            return redirect("accounts:account-list")
    return render(request, "accounts/grant_end.html", {"form": form, "grant": grant})


def accounts_for_units(request: Request) -> HttpResponse:
    """Units that nobody can sign in for, all ticked: one press opens their accounts."""
    _required(request)
    today = timezone.localdate()
    units = units_without_account(request.user, on=today)
    if request.method == "POST":
        chosen = units.filter(pk__in=[value for value in request.POST.getlist("unit") if value.isdecimal()])
        opened = open_unit_accounts(units=list(chosen), starts_on=today, by=request.user)
        messages.success(request, f"Đã mở {len(opened)} tài khoản. Việc tiếp theo: in phiếu tài khoản để giao cho đơn vị.")
        return redirect("accounts:account-list")
    return render(request, "accounts/accounts_for_units.html", {"units": list(units.select_related("parent"))})


@dataclass(frozen=True)
class Deed:
    """An entry with its words for the screen."""

    entry: Entry
    label: str


@never_cache
def trace(request: Request) -> HttpResponse:
    if not may_read_trace(request.user):
        raise PermissionDenied
    form = TraceFilter(request.GET, sees_personnel=has_anywhere(request.user, Permission.PERSONNEL_VIEW))
    form.is_valid()
    looked_for = form.cleaned_data
    entries = found_entries(
        entries_for(request.user).select_related("unit"),
        text=looked_for.get("q", ""),
        action=looked_for.get("action", ""),
        first=looked_for.get("first"),
        last=looked_for.get("last"),
    )
    after = request.GET.get("after", "")
    if after.isdecimal():
        entries = entries.filter(pk__lt=int(after))
    rows = list(entries[: ENTRIES_A_PAGE + 1])
    shown = rows[:ENTRIES_A_PAGE]
    page = {
        "has_next": len(rows) > ENTRIES_A_PAGE,
        "next_cursor": shown[-1].pk if shown else None,
        "has_previous": bool(after),
    }
    deeds = [Deed(entry, label_of(entry.action)) for entry in shown]
    return render(request, "accounts/trace.html", {"deeds": deeds, "page": page, "form": form})
