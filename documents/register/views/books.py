"""The book: what went out, what came in, its export and its print."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.request import Request
from documents.printing.actions import request_rendering
from documents.register.access import may_correct_some_register, may_keep_some_register
from documents.register.forms.fields import own_unit
from documents.register.forms.listing import BookForm, FilterForm
from documents.register.models import Book, IncomingPaper, OutgoingPaper, OutgoingState
from documents.register.queries import (
    found_incoming,
    found_outgoing,
    held_too_long,
    incoming_for,
    open_arrivals,
    outgoing_for,
    registers_for,
)
from documents.register.views.fetching import enter, workbook_response, years
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.access.trace import record
from members.files.workbooks import Value, table_workbook
from members.units.forms.refusing import refuse

PAGE_SIZE = 50
PILLS = {OutgoingState.RESERVED: "due", OutgoingState.ISSUED: "done", OutgoingState.VOID: "late"}
FORMS = {Book.OUTGOING.value: "so-van-ban-di", Book.INCOMING.value: "so-van-ban-den"}


def _filter(request: Request, book: str) -> tuple[FilterForm, bool]:
    """The form, and whether it was understood: nothing is shown as of a unit that wasn't."""
    enter(request)
    many = len(registers_for(request.user)[:2]) > 1
    form = FilterForm(request.GET, account=request.user, book=book, years=years(), many_units=many)
    return form, form.is_valid()


def _outgoing(request: Request) -> tuple[FilterForm, QuerySet[OutgoingPaper]]:
    form, understood = _filter(request, Book.OUTGOING)
    rows = found_outgoing(outgoing_for(request.user), form.wanted)
    return form, rows if understood else rows.none()


def _incoming(request: Request) -> tuple[FilterForm, QuerySet[IncomingPaper]]:
    form, understood = _filter(request, Book.INCOMING)
    rows = found_incoming(incoming_for(request.user), form.wanted, today=timezone.localdate())
    return form, rows if understood else rows.none()


def _tabs(book: str) -> list[dict[str, Any]]:
    return [
        {"label": "Văn bản đi", "url": reverse("register:outgoing-list"), "active": book == Book.OUTGOING},
        {"label": "Văn bản đến", "url": reverse("register:incoming-list"), "active": book == Book.INCOMING},
    ]


def _shared(account: Account, book: str) -> dict[str, Any]:
    return {
        "tabs": _tabs(book),
        "many_units": len(registers_for(account)[:2]) > 1,
        "may_keep": may_keep_some_register(account),
        "may_correct": may_correct_some_register(account),
        "today": timezone.localdate(),
    }


@require_GET
def outgoing_list(request: Request) -> HttpResponse:
    form, papers = _outgoing(request)
    page = Paginator(papers.only(*SHOWN_OUTGOING), PAGE_SIZE).get_page(request.GET.get("page"))
    context = _shared(request.user, Book.OUTGOING) | {
        "form": form,
        "page": page,
        "rows": [(paper, PILLS[OutgoingState(paper.state)]) for paper in page],
        "held_too_long": held_too_long(request.user, today=timezone.localdate())[:5],
    }
    return render(request, "register/outgoing_list.html", context)


@require_GET
def incoming_list(request: Request) -> HttpResponse:
    form, papers = _incoming(request)
    page = Paginator(papers.defer("words", "search_key"), PAGE_SIZE).get_page(request.GET.get("page"))
    late = open_arrivals(request.user).filter(due_on__lt=timezone.localdate()).count()
    context = _shared(request.user, Book.INCOMING) | {"form": form, "page": page, "late": late}
    return render(request, "register/incoming_list.html", context)


SHOWN_OUTGOING = (
    "symbol", "kind_name", "abstract", "listed_on", "dated_on", "signer", "recipients", "state", "reserved_for", "reserved_until",
    "void_reason", "unit__name", "unit__short_name",
)  # fmt: skip
OUTGOING_COLUMNS: Sequence[tuple[str, int]] = (
    ("Số, ký hiệu", 20), ("Ngày văn bản", 13), ("Loại văn bản", 16), ("Trích yếu nội dung", 70), ("Người ký", 28),
    ("Nơi nhận", 40), ("Đơn vị ban hành", 36), ("Trạng thái", 16), ("Ghi chú", 40), ("SHA-256 của bản PDF", 66),
)  # fmt: skip
INCOMING_COLUMNS: Sequence[tuple[str, int]] = (
    ("Số đến", 8), ("Ngày đến", 13), ("Cơ quan gửi", 36), ("Số, ký hiệu", 20), ("Ngày văn bản", 13), ("Loại văn bản", 16),
    ("Trích yếu nội dung", 70), ("Độ khẩn", 12), ("Người xử lý", 26), ("Hạn xử lý", 13), ("Xong ngày", 13), ("Kết quả", 40),
    ("Đơn vị nhận", 36), ("Ghi chú", 30),
)  # fmt: skip


@require_GET
def outgoing_export(request: Request) -> HttpResponse:
    """What the list shows, all pages of it."""
    _, papers = _outgoing(request)
    content = table_workbook("SỔ VĂN BẢN ĐI", OUTGOING_COLUMNS, map(_outgoing_row, papers.iterator(chunk_size=2000)))
    record("outgoing.export", by=request.user, query=request.GET.urlencode())
    return workbook_response(content, "so-van-ban-di.xlsx")


@require_GET
def incoming_export(request: Request) -> HttpResponse:
    _, papers = _incoming(request)
    content = table_workbook("SỔ VĂN BẢN ĐẾN", INCOMING_COLUMNS, map(_incoming_row, papers.iterator(chunk_size=2000)))
    record("incoming.export", by=request.user, query=request.GET.urlencode())
    return workbook_response(content, "so-van-ban-den.xlsx")


def _outgoing_row(paper: OutgoingPaper) -> Sequence[Value]:
    why = paper.void_reason or (f"Giữ cho {paper.reserved_for}: {paper.reserved_reason}" if paper.is_reserved else "")
    return [
        paper.symbol,
        f"{paper.dated_on:%d/%m/%Y}" if paper.dated_on else "",
        paper.kind_name,
        paper.abstract,
        paper.signer,
        paper.recipients,
        paper.unit.name,
        paper.get_state_display(),
        ". ".join(filter(None, (why, paper.note))),
        paper.sha256,
    ]


def _incoming_row(paper: IncomingPaper) -> Sequence[Value]:
    days: Iterable[Any] = (paper.arrived_on, paper.dated_on, paper.due_on, paper.done_on)
    arrived, dated, due, done = (f"{day:%d/%m/%Y}" if day else "" for day in days)
    return [
        paper.number, arrived, paper.sender, paper.symbol, dated, paper.kind_name, paper.abstract, paper.get_urgency_display(),
        paper.handled_by, due, done, paper.outcome, paper.unit.name, paper.note,
    ]  # fmt: skip


def book_print(request: Request) -> HttpResponse:
    """The book as it is kept on paper: one unit's, one year's."""
    enter(request)
    initial = {
        "unit": own_unit(request.user, Permission.REGISTER_VIEW),
        "year": timezone.localdate().year,
        "book": request.GET.get("book", Book.OUTGOING),
    }
    form = BookForm(request.POST or None, account=request.user, years=years(), initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        try:
            rendering = request_rendering(
                form=FORMS[values["book"]],
                parameters={"unit": values["unit"].pk, "year": values["year"]},
                by=request.user,
                unit=values["unit"],
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("printing:rendering", rendering.pk)
    return render(request, "register/book_print.html", {"form": form})
