"""A round as the staff see it: opened, followed, closed; who has answered, and what is said in it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from documents.drafting.access import may_answer_comments, may_manage_document
from documents.drafting.actions.rounds import close_round, decide_late, note_export, note_reminder
from documents.drafting.forms.rounds import AskMoreForm, DayForm, OpenRoundForm, StaffCommentForm
from documents.drafting.models import (
    Channel,
    Comment,
    CommentKind,
    CommentState,
    Participation,
    Round,
    RoundState,
    TypedComment,
    Version,
)
from documents.drafting.queries.comments import comments_of, counted_by_place, late_waiting, said_in, values_of, with_values
from documents.drafting.queries.rounds import (
    UNITS_OFFERED,
    in_standing,
    rounds_for,
    shares_of,
    standing_word,
    standings_of,
    with_counts,
)
from documents.drafting.rules.participation import (
    Standing,
    Waiting,
    is_past,
    reminder,
    reminder_to_all,
    time_left,
    urgency,
)
from documents.drafting.rules.places import Map, map_of
from documents.drafting.rules.types import types
from documents.drafting.views.fetching import download, fetch_to_manage, require
from members.access.access import has
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.files.models import StoredFile
from members.files.workbooks import Value, table_workbook
from members.units.models import Unit, UnitKind
from members.units.queries import search_units

UNITS_A_PAGE = 60
COMMENTS_A_PAGE = 50
MOST_TEXTS = 200
EXPORTED = [
    ("Đơn vị", 44), ("Loại đơn vị", 34), ("Tình trạng", 26), ("Nhất trí", 10), ("Số ý kiến", 10), ("Gửi muộn", 10),
    ("Số hội nghị", 10), ("Lượt người dự", 12), ("Ý kiến phát biểu", 14), ("Mở xem lúc", 18), ("Trả lời lúc", 18),
    ("Số lần nhắc", 10), ("Nhắc lần cuối", 18), ("Người liên hệ", 26), ("Điện thoại", 16),
]  # fmt: skip


def fetch_round(request: Request, round_id: int, *, to_manage: bool = False) -> Round:
    """A round of a document that she sees; 404 for all others, 403 where she sees it and may not manage it."""
    found = get_object_or_404(rounds_for(request.user), pk=round_id)
    require(not to_manage or may_manage_document(request.user, found.document))
    return found


def fetch_asked(request: Request, participation_id: int) -> Participation:
    """A unit that was asked, as the staff see it."""
    asked = with_counts(Participation.objects.filter(round__in=rounds_for(request.user)))
    related = ("unit", "round__document__unit", "round__version", "answered_by")
    return get_object_or_404(asked.select_related(*related), pk=participation_id)


def document_words(found: Round) -> str:
    """ "Dự thảo 2 Báo cáo chính trị: Tổng kết …": what is put to the units, for a message."""
    document = found.document
    known = types().get(document.type)
    name = known.name if known else "văn bản"
    return f"{found.version.name} {name}"


# ---- opening ----------------------------------------------------------------------------------------------------------


@vary_on_headers("HX-Request")
def round_open(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    current = Version.objects.filter(document=document, is_current=True).defer("content").first()
    form = OpenRoundForm(request.POST or None, document=document, current=current, today=timezone.localdate())
    searching = "search" in request.POST
    if request.method == "POST" and not searching and form.is_valid() and (opened := form.open(by=request.user)):
        asked = opened.participations.count()
        messages.success(
            request, f"Đã mở vòng {opened.number}, lấy ý kiến {asked} đơn vị đến hết ngày {opened.closes_on:%d/%m/%Y}."
        )
        return redirect("drafting:round-detail", opened.pk)
    if searching:
        form.errors.clear()
    context = {
        "document": document,
        "form": form,
        "offered": form.offered(),
        "limit": UNITS_OFFERED,
        "open_round": document.rounds.filter(state=RoundState.OPEN).first(),
    }
    return render(request, "drafting/round_open.html", context)


def round_units(request: Request, round_id: int) -> HttpResponse:
    found = fetch_round(request, round_id, to_manage=True)
    known = set(found.participations.values_list("unit_id", flat=True))
    form = AskMoreForm(request.POST or None, document=found.document, today=timezone.localdate(), known=known)
    searching = "search" in request.POST
    if request.method == "POST" and not searching and form.is_valid():
        number = form.ask(round=found, by=request.user)
        if number is not None:
            messages.success(request, f"Đã lấy ý kiến thêm {number} đơn vị." if number else "Các đơn vị này đã được lấy ý kiến.")
            return redirect("drafting:round-detail", found.pk)
    if searching:
        form.errors.clear()
    context = {"round": found, "form": form, "offered": form.offered(), "limit": UNITS_OFFERED}
    return render(request, "drafting/round_units.html", context)


# ---- following --------------------------------------------------------------------------------------------------------


@vary_on_headers("HX-Request")
def round_detail(request: Request, round_id: int) -> HttpResponse:
    found = fetch_round(request, round_id)
    today = timezone.localdate()
    asked = _filtered(request, found)
    page = Paginator(with_counts(asked.select_related("unit")).order_by("unit__sort_key", "id"), UNITS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "round": found,
        "page": page,
        "rows": [(one, standing_word(one)) for one in page.object_list],
        "q": request.GET.get("q", ""),
        "state": request.GET.get("state", ""),
        "kind": request.GET.get("kind", ""),
        "may_manage": may_manage_document(request.user, found.document),
        "is_open": found.state == RoundState.OPEN,
    }
    if request.htmx:
        return render(request, "drafting/_round_board.html", context)
    counts = standings_of(found)
    within = map_of(found.version.text)
    context |= {
        "tiles": [(standing, counts[standing]) for standing in Standing],
        "total": sum(counts.values()),
        "waiting": counts[Standing.OPENED] + counts[Standing.NOTHING],
        "shares": shares_of(found),
        "kinds": [(kind.value, kind.label) for kind in UnitKind],
        "late": late_waiting(found).count(),
        "said": said_in(found).count(),
        **_numbers(found, within),
        "time_left": time_left(found.closes_on, today),
        "urgency": urgency(found.closes_on, today),
        "is_past": is_past(found.closes_on, today),
        "others": found.document.rounds.exclude(pk=found.pk).select_related("version").defer("version__content"),
    }
    return render(request, "drafting/round_detail.html", context)


def _filtered(request: Request, found: Round) -> Any:
    asked = in_standing(found.participations.all(), request.GET.get("state", ""))
    if kind := request.GET.get("kind", ""):
        asked = asked.filter(unit__kind=kind)
    if text := request.GET.get("q", "")[:100].strip():
        asked = asked.filter(unit__in=search_units(Unit.objects.all(), text))
    return asked


def _numbers(found: Round, within: Map) -> dict[str, Any]:
    """How many comments by kind, and by section in the order of the text."""
    counted = counted_by_place(found)
    values = values_of(found.version)
    by_kind = [
        {"label": label, "value": sum(number for (_, kind), number in counted.items() if kind == code), "url": f"?kind={code}"}
        for code, label in CommentKind.choices
    ]
    by_section = [
        {
            "label": with_values(words, values),
            "value": sum(number for (section, _), number in counted.items() if section == key),
            "url": f"?section={key or '-'}",
        }
        for key, words in [("", "Toàn bộ dự thảo"), *within.short]
    ]
    comments_url = reverse("drafting:round-comments", args=[found.pk])
    for row in (*by_kind, *by_section):
        row["url"] = comments_url + str(row["url"])
    return {"by_kind": by_kind, "by_section": [row for row in by_section if row["value"]]}


@vary_on_headers("HX-Request")
def round_comments(request: Request, round_id: int) -> HttpResponse:
    """Everything that counts in the round, as rows: what a number on the round's page opens."""
    found = fetch_round(request, round_id)
    within = map_of(found.version.text)
    comments = said_in(found)
    kind, section, text = (request.GET.get(name, "") for name in ("kind", "section", "q"))
    if kind in CommentKind.values:
        comments = comments.filter(kind=kind)
    if section:
        comments = comments.filter(section_key="" if section == "-" else section)
    if text := text[:100].strip():
        units = search_units(Unit.objects.all(), text)
        comments = comments.filter(Q(participation__unit__in=units) | Q(body__icontains=text) | Q(proposal__icontains=text))
    page = Paginator(comments.select_related("participation__unit").order_by("number"), COMMENTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    values = values_of(found.version)
    places = {key: with_values(words, values) for key, words in within.short}
    context = {
        "round": found,
        "page": page,
        "rows": [(one, places.get(one.section_key, "Toàn bộ dự thảo")) for one in page.object_list],
        "kinds": CommentKind.choices,
        "sections": [("-", "Toàn bộ dự thảo"), *places.items()],
        "kind": kind,
        "section": section,
        "q": text,
    }
    part = "_round_comment_rows" if request.htmx else "round_comments"
    return render(request, f"drafting/{part}.html", context)


def round_export(request: Request, round_id: int) -> HttpResponse:
    """Exactly the units that the page shows, all pages of them."""
    found = fetch_round(request, round_id)
    asked = with_counts(_filtered(request, found).select_related("unit")).order_by("unit__sort_key", "id")
    rows = [_cells(one) for one in asked]
    content = table_workbook(f"Theo dõi góp ý {found.document.title}. Vòng {found.number}, {found.version.name}", EXPORTED, rows)
    note_export(round=found, by=request.user, rows=len(rows))
    return download(content, f"gop-y-vong-{found.number}.xlsx")


def _cells(one: Any) -> list[Value]:
    return [
        one.unit.name,
        one.unit.get_kind_display(),
        standing_word(one).label,
        "x" if one.agrees else "",
        one.sent,
        one.late,
        one.meetings,
        one.people,
        one.spoken,
        _moment(one.first_seen_at),
        _moment(one.answered_at),
        one.reminders,
        _moment(one.reminded_at),
        one.unit.contact_name,
        one.unit.contact_phone,
    ]


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else ""


# ---- its life ---------------------------------------------------------------------------------------------------------


def round_extend(request: Request, round_id: int) -> HttpResponse:
    found = fetch_round(request, round_id, to_manage=True)
    form = DayForm(request.POST or None, round=found, today=timezone.localdate())
    if form.is_valid() and (moved := form.extend(by=request.user)):
        messages.success(request, f"Hạn góp ý mới: hết ngày {moved.closes_on:%d/%m/%Y}, cho mọi đơn vị.")
        return redirect("drafting:round-detail", found.pk)
    return render(request, "drafting/round_day.html", {"round": found, "form": form, "reopens": False})


def round_reopen(request: Request, round_id: int) -> HttpResponse:
    found = fetch_round(request, round_id, to_manage=True)
    form = DayForm(request.POST or None, round=found, today=timezone.localdate())
    if form.is_valid() and (opened := form.reopen(by=request.user)):
        messages.success(request, f"Đã mở lại vòng {opened.number}, đến hết ngày {opened.closes_on:%d/%m/%Y}.")
        return redirect("drafting:round-detail", found.pk)
    return render(request, "drafting/round_day.html", {"round": found, "form": form, "reopens": True})


def round_close(request: Request, round_id: int) -> HttpResponse:
    """Asks once: how many have answered, how many are typing."""
    found = fetch_round(request, round_id, to_manage=True)
    if request.method == "POST":
        try:
            revision = request.POST.get("revision", "")
            close_round(
                round=found, by=request.user, revision=int(revision) if revision.isdecimal() and len(revision) < 9 else None
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã kết thúc vòng {found.number}. Việc tiếp theo: tổng hợp, trả lời từng ý kiến.")
            return redirect("drafting:round-detail", found.pk)
        return redirect("drafting:round-close", found.pk)
    counts = standings_of(found)
    typing = TypedComment.objects.filter(participation__round=found).values("participation").distinct().count()
    waiting = counts[Standing.OPENED] + counts[Standing.NOTHING]
    consequences = [
        f"{counts[Standing.ANSWERED]} đơn vị đã trả lời; {waiting} đơn vị chưa trả lời sẽ không gửi thêm được như thường.",
        f"{typing} đơn vị đang gõ dở: phần đang gõ được giữ thành ý kiến gửi muộn để đồng chí xem xét."
        if typing
        else "Ai gửi sau lúc này thì ý kiến được giữ là ý kiến gửi muộn để đồng chí xem xét.",
        "Văn bản chuyển sang bước tổng hợp ý kiến. Có thể mở lại vòng khi chưa có bản mới.",
    ]
    return render(request, "drafting/round_close.html", {"round": found, "consequences": consequences})


@require_POST
def comment_decide(request: Request, comment_id: int) -> HttpResponse:
    """Take or leave a late comment."""
    comment = get_object_or_404(Comment.objects.select_related("round__document__unit"), pk=comment_id, is_late=True)
    found = fetch_round(request, comment.round_id)
    require(may_answer_comments(request.user, found.document))
    take = request.POST.get("take") == "yes"
    try:
        decided = decide_late(comment=comment, take=take, by=request.user)
        words = "Đã nhận" if take else "Đã để lại, không xem xét,"
        messages.success(request, f"{words} ý kiến số {decided.number}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("drafting:round-late", found.pk)


def round_late(request: Request, round_id: int) -> HttpResponse:
    found = fetch_round(request, round_id)
    comments = found.comments.filter(is_late=True).exclude(state=CommentState.WITHDRAWN)
    ordered = comments.select_related("participation__unit", "late_decided_by").order_by("late_decided_at", "number")
    page = Paginator(ordered, COMMENTS_A_PAGE).get_page(request.GET.get("page"))
    values = values_of(found.version)
    places = {key: with_values(words, values) for key, words in map_of(found.version.text).short}
    context = {
        "round": found,
        "page": page,
        "rows": [(one, places.get(one.section_key, "Toàn bộ dự thảo")) for one in page.object_list],
        "may_decide": may_answer_comments(request.user, found.document),
    }
    return render(request, "drafting/round_late.html", context)


# ---- reminding --------------------------------------------------------------------------------------------------------


def round_reminder(request: Request, round_id: int) -> HttpResponse:
    """The texts to copy; a button writes down that they were sent."""
    found = fetch_round(request, round_id, to_manage=True)
    if found.state != RoundState.OPEN:
        messages.warning(request, "Vòng góp ý đã kết thúc nên không còn đơn vị nào để nhắc.")
        return redirect("drafting:round-detail", found.pk)
    chosen = found.participations.filter(answered_at=None)
    given = request.POST if request.method == "POST" else request.GET
    ticked = [int(one) for one in given.getlist("units") if one.isdecimal() and len(one) < 19]
    if ticked:
        chosen = chosen.filter(pk__in=ticked)
    if request.method == "POST":
        number = note_reminder(round=found, participations=chosen, by=request.user)
        messages.success(request, f"Đã ghi: vừa nhắc {number} đơn vị.")
        return redirect("drafting:round-detail", found.pk)
    today, what = timezone.localdate(), document_words(found)
    ask = found.document.congress.contact if found.document.congress else ""
    ordered = with_counts(chosen.select_related("unit")).order_by("unit__sort_key", "id")
    waiting = [(one, Waiting(one.unit.name, one.unit.contact_name, getattr(one, "sent", 0))) for one in ordered]
    context = {
        "round": found,
        "together": reminder_to_all(what, [words for _, words in waiting], closes_on=found.closes_on, today=today, ask=ask),
        "texts": [
            (one, reminder(what, words, closes_on=found.closes_on, today=today, ask=ask)) for one, words in waiting[:MOST_TEXTS]
        ],
        "number": len(waiting),
        "ticked": ticked,
    }
    return render(request, "drafting/round_reminder.html", context)


# ---- one unit ---------------------------------------------------------------------------------------------------------


def round_unit(request: Request, participation_id: int) -> HttpResponse:
    """What one unit said, and a form to enter what it sent on paper."""
    participation = fetch_asked(request, participation_id)
    found = participation.round
    may_manage = may_manage_document(request.user, found.document)
    within = map_of(found.version.text)
    form = StaffCommentForm(request.POST or None, participation=participation, within=within)
    if request.method == "POST":
        require(may_manage)
        if form.is_valid() and (sent := form.send(by=request.user)):
            late = " Vòng đã kết thúc nên ý kiến này chờ ở mục gửi muộn." if sent.state == CommentState.LATE else ""
            messages.success(request, f"Đã ghi ý kiến số {sent.number} của {participation.unit}.{late}")
            return redirect("drafting:round-unit", participation.pk)
    values = values_of(found.version)
    places = {key: with_values(words, values) for key, words in within.short}
    page = Paginator(comments_of(participation), COMMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "participation": participation,
        "round": found,
        "standing": standing_word(participation),
        "page": page,
        "rows": [(one, places.get(one.section_key, "Toàn bộ dự thảo")) for one in page.object_list],
        "form": form,
        "may_manage": may_manage,
        "online": Channel.ONLINE,
    }
    return render(request, "drafting/round_unit.html", context)


def round_minutes(request: Request, participation_id: int) -> HttpResponse:
    """The scan of a unit's minutes: for the staff, and for the unit itself."""
    participation = get_object_or_404(
        Participation.objects.select_related("unit", "round__document__unit", "minutes"), pk=participation_id
    )
    account = request.user
    seen = has(account, Permission.DOCUMENT_VIEW, participation.round.document.unit)
    if participation.minutes is None or not (seen or has(account, Permission.DOCUMENT_COMMENT, participation.unit)):
        raise Http404
    return file_response(participation.minutes)


def file_response(stored: StoredFile) -> HttpResponse:
    """The bytes as what they are (StoredFile's type comes from the content), never as a page of ours."""
    response = HttpResponse(bytes(stored.content), content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(False, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
