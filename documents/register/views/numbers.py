"""Asking for numbers: for a paper that was made elsewhere, for one to come, for the first of a series."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from config.request import Request
from documents.register.access import may_correct_some_register, may_keep_some_register
from documents.register.forms.fields import own_unit
from documents.register.forms.numbers import FirstNumberForm, IssueForm, ReserveForm
from documents.register.models import Series
from documents.register.queries import running_series
from documents.register.views.fetching import address_of, enter, require
from members.access.roles import Permission


def _running(request: Request) -> list[Series]:
    """What the form's own unit counts: the numbers that come next."""
    unit = own_unit(request.user, Permission.REGISTER_KEEP)
    return [] if unit is None else list(running_series(unit, year=timezone.localdate().year))


def issue(request: Request) -> HttpResponse:
    enter(request)
    require(may_keep_some_register(request.user))
    form = IssueForm(request.POST or None, request.FILES or None, account=request.user)
    if form.is_valid() and (paper := form.save(address=address_of(request), by=request.user)):
        messages.success(request, f"Đã cấp số: {paper}, ngày {paper.dated_on:%d/%m/%Y}.")
        return redirect("register:outgoing-detail", paper.pk)
    return render(request, "register/issue.html", {"form": form, "series": _running(request)})


def reserve(request: Request) -> HttpResponse:
    enter(request)
    require(may_keep_some_register(request.user))
    form = ReserveForm(request.POST or None, account=request.user)
    if form.is_valid() and (paper := form.save(by=request.user)):
        messages.success(request, f"Đã giữ số {paper.symbol} đến hết ngày {paper.reserved_until:%d/%m/%Y}.")
        return redirect("register:outgoing-detail", paper.pk)
    return render(request, "register/reserve.html", {"form": form, "series": _running(request)})


def first_number(request: Request) -> HttpResponse:
    enter(request)
    require(may_correct_some_register(request.user))
    form = FirstNumberForm(request.POST or None, account=request.user)
    if form.is_valid() and (series := form.save(by=request.user)):
        messages.success(request, f"Số tiếp theo của dãy {series} là {series.first_number:02}.")
        return redirect("register:outgoing-list")
    return render(request, "register/first_number.html", {"form": form})
