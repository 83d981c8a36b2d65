"""What a unit was asked, the draft as it reads on her phone, and what she says of it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from documents.drafting.access import may_comment
from documents.drafting.actions.comments import (
    agree,
    keep_typing,
    note_seen,
    put_back_comment,
    take_answer_back,
    withdraw_comment,
)
from documents.drafting.forms.comments import CommentForm, FinishForm, values_of_comment, values_of_typed
from documents.drafting.models import AnswerKind, Comment, CommentState, DocumentState, Participation, Round, RoundState
from documents.drafting.queries.comment_tables import waiting_table
from documents.drafting.queries.comments import (
    SAID,
    comments_of,
    own_comments,
    own_counts,
    quoted_at,
    takes_late,
    typed_by,
    values_of,
    with_values,
)
from documents.drafting.queries.rounds import own_unit_ids, participations_for
from documents.drafting.rules.participation import time_left, urgency
from documents.drafting.rules.places import map_of
from documents.drafting.rules.reading import At, Reading, anchor, at_of, reading_html, say_link
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import types
from documents.drafting.views.fetching import require
from members.access.access import has_anywhere
from members.access.refusal import Refusal
from members.access.roles import Permission

EARLIER_A_PAGE = 20
RUNNING_A_PAGE = 50
COMMENTS_A_PAGE = 50


def fetch_participation(request: Request, participation_id: int) -> Participation:
    """A unit that was asked, of those for which she comments; all others do not exist for her."""
    return get_object_or_404(participations_for(request.user), pk=participation_id)


def fetch_comment(request: Request, comment_id: int) -> Comment:
    return get_object_or_404(own_comments(request.user), pk=comment_id)


def heading_words(found: Round) -> str:
    """ "Báo cáo chính trị: Tổng kết nhiệm kỳ …"; a title that begins with the type's name says it once."""
    known, title = types().get(found.document.type), found.document.title
    if known is None or title.lower().startswith(known.name.lower()):
        return title
    return f"{known.name}: {title}"


# ---- what was asked ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A line of the list."""

    participation: Participation
    time_left: str
    urgency: str
    heading: str
    outcome: str = ""
    outcome_url: str = ""


def asked_list(request: Request) -> HttpResponse:
    require(has_anywhere(request.user, Permission.DOCUMENT_COMMENT))
    today, own = timezone.localdate(), own_unit_ids(request.user)
    counted = (
        participations_for(request.user)
        .defer("round__version__content")
        .annotate(sent=Count("comments", filter=Q(comments__state__in=SAID)))
    )
    running = counted.filter(round__state=RoundState.OPEN).exclude(round__document__state=DocumentState.STOPPED)
    # what is still to be answered first, and among it what is asked of her own unit
    ordered = running.annotate(
        is_answered=ExpressionWrapper(Q(answered_at__isnull=False), BooleanField()),
        is_others=ExpressionWrapper(~Q(unit__in=own), BooleanField()),
    ).order_by("is_answered", "is_others", "round__closes_on", "unit__sort_key", "id")
    waiting = Paginator(ordered, RUNNING_A_PAGE).get_page(request.GET.get("running"))
    page = Paginator(counted.filter(round__state=RoundState.CLOSED), EARLIER_A_PAGE).get_page(request.GET.get("page"))
    # what became of the comments is told from the day the answers are published
    outcomes = _outcomes([one for one in page.object_list if one.round.published_at is not None])

    def line(one: Participation) -> Asked:
        closes_on = one.round.closes_on
        words = outcomes.get(one.pk, "")
        return Asked(
            one,
            time_left(closes_on, today),
            urgency(closes_on, today),
            heading_words(one.round),
            words,
            _outcome_url(one) if words else "",
        )

    context = {
        "waiting": [line(one) for one in waiting.object_list],
        "running": waiting,
        "page": page,
        "earlier": [line(one) for one in page.object_list],
    }
    return render(request, "drafting/asked_list.html", context)


def _outcomes(participations: list[Participation]) -> dict[int, str]:
    """What became of the comments of each: "2 tiếp thu toàn bộ, 1 giải trình, 1 chưa trả lời"."""
    rows = (
        Comment.objects.filter(participation__in=participations, state=CommentState.SENT)
        .order_by()
        .annotate(answered=Coalesce("answer__kind", "joined_to__answer__kind"))
        .values_list("participation", "answered")
        .annotate(number=Count("id"))
    )
    found: dict[int, list[tuple[int, str, int]]] = {}
    order = list(AnswerKind.values)
    for participation, kind, number in rows:
        words = str(AnswerKind(kind).label).lower() if kind else "chưa trả lời"
        found.setdefault(participation, []).append((order.index(kind) if kind else len(order), words, number))
    return {key: ", ".join(f"{number} {words}" for _, words, number in sorted(values)) for key, values in found.items()}


def _outcome_url(participation: Participation) -> str:
    """The page of the synthesis that tells this unit what became of its comments."""
    try:
        return reverse("drafting:unit-outcome", args=[participation.pk])
    except NoReverseMatch:
        return reverse("drafting:asked-comments", args=[participation.pk])


def asked_comments(request: Request, participation_id: int) -> HttpResponse:
    """Everything the unit said in this round, in one list."""
    participation = fetch_participation(request, participation_id)
    values = values_of(participation.round.version)
    places = {key: with_values(words, values) for key, words in map_of(participation.round.version.text).short}
    page = Paginator(comments_of(participation).select_related("answer"), COMMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "participation": participation,
        "round": participation.round,
        "page": page,
        "rows": [(one, places.get(one.section_key, "Toàn bộ dự thảo")) for one in page.object_list],
        "may_change": _may_write(participation),
        "answers": participation.round.published_at is not None,
    }
    return render(request, "drafting/asked_comments.html", context)


# ---- reading and commenting -------------------------------------------------------------------------------------------


def _may_write(participation: Participation) -> bool:
    return participation.round.state == RoundState.OPEN and participation.answered_at is None


@vary_on_headers("HX-Request")
def reading(request: Request, participation_id: int) -> HttpResponse:
    participation = fetch_participation(request, participation_id)
    found = participation.round
    text = found.version.text
    at = at_of(request.GET.get("at", "")) if "at" in request.GET else None
    if at is not None and quoted_at(found.version, text, *at) is None:
        at = None
    if request.htmx and at is not None:
        return _fragment(request, _place(request, participation, text, at))
    panel = render_to_string("drafting/_comment_place.html", _place(request, participation, text, at), request) if at else ""
    counts = own_counts(participation)
    may_write = _may_write(participation)
    shown = Reading(
        figures=found.version.content.get("figures", {}),
        counts=counts,
        typed=typed_by(participation, request.user) if may_write else {},
        may_say=may_write or takes_late(found),
        at=at,
        panel=panel,
    )
    today = timezone.localdate()
    context = {
        "participation": participation,
        "round": found,
        "heading": heading_words(found),
        # the text was cleaned when it was saved, the rest is written here
        "text": mark_safe(reading_html(text, shown)),  # noqa: S308
        "say_all": mark_safe(say_link(("", ""), shown, "Góp ý chung cho cả dự thảo")),  # noqa: S308
        "panel_all": panel if at == ("", "") else "",
        "sent": sum(counts.values()),
        "answers": found.published_at is not None,
        "time_left": time_left(found.closes_on, today),
        "urgency": urgency(found.closes_on, today),
        "is_open": found.state == RoundState.OPEN,
        "may_write": may_write,
        "takes_late": takes_late(found),
        "table": waiting_table(participation) if may_write else None,
    }
    return render(request, "drafting/reading.html", context)


def _place(
    request: Request, participation: Participation, text: Text, at: At, *, form: CommentForm | None = None, note: str = ""
) -> dict[str, Any]:
    """What stands under a place: one's own comments on it, and the form."""
    found = participation.round
    own = list(comments_of(participation).filter(section_key=at[0], block_key=at[1]).select_related("answer"))
    edited = next((one for one in own if str(one.pk) == request.GET.get("edit", "")), None)
    may_write = _may_write(participation) or takes_late(found)
    typed = typed_by(participation, request.user).get(at) if may_write and form is None else None
    quoted = quoted_at(found.version, text, *at) or ""
    words = _whole_words(participation, text, at) if at[1] else ""
    if form is None and may_write:
        more = "more" in request.GET or typed is not None or not any(one.state in SAID for one in own)
        if edited is not None and _may_write(participation):
            form = CommentForm(initial=values_of_comment(edited))
        elif more and not note:
            initial: dict[str, Any] = {"section_key": at[0], "block_key": at[1]}
            initial |= values_of_typed(typed) if typed else {}
            if "fill" in request.GET and not initial.get("proposal"):
                initial["proposal"] = words
            form = CommentForm(initial=initial)
    return {
        "participation": participation,
        "at": at,
        "anchor": anchor(at),
        "own": own,
        "edited": edited if form is not None else None,
        "count": sum(one.state in SAID for one in own),
        "form": form,
        "typed": typed,
        "note": note,
        "quoted": quoted,
        "words": words,
        "may_write": may_write,
        "may_change": _may_write(participation),
        "is_closed": found.state == RoundState.CLOSED,
        "answers": found.published_at is not None,
        "swapped": bool(request.htmx),
        # the bar at the bottom counts along
        "sent": participation.comments.filter(state__in=SAID).count() if request.htmx else None,
    }


def _fragment(request: Request, context: dict[str, Any]) -> HttpResponse:
    """The place alone; the address of the page stays what it is, so that it can be loaded again."""
    response = render(request, "drafting/_comment_place.html", context)
    response["HX-Push-Url"] = "false"
    return response


def _whole_words(participation: Participation, text: Text, at: At) -> str:
    """The whole paragraph, to be changed in the proposal."""
    block = next((one for section, one in text.blocks() if (section.key, one.key) == at), None)
    return with_values(block.plain, values_of(participation.round.version)) if block else ""


@require_POST
@vary_on_headers("HX-Request")
def comment_send(request: Request, participation_id: int) -> HttpResponse:
    """Send. What is sent after the end is kept as late, and she is told so."""
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    form = CommentForm(request.POST)
    form.is_valid()
    sent = form.send(participation=participation, by=request.user)
    words = form.words()
    at = (words.section_key, words.block_key)
    if sent is None:
        return _again(request, participation, at, form)
    note = f"Đã gửi ý kiến số {sent.number}."
    if sent.state == CommentState.LATE:
        note = late_words(sent)
    return _answered(request, participation, at, note, late=sent.is_late)


def late_words(comment: Comment) -> str:
    """What she is told whose words came after the end."""
    return (
        f"Vòng góp ý đã kết thúc trong khi đồng chí đang viết. Nội dung không mất: được giữ là ý kiến gửi muộn số "
        f"{comment.number}, {comment.round.document.unit.label} sẽ xem xét và quyết định có nhận hay không."
    )


def _again(request: Request, participation: Participation, at: At, form: CommentForm) -> HttpResponse:
    """The form as it was typed, with what is wrong; the typing is kept as well."""
    text = participation.round.version.text
    if quoted_at(participation.round.version, text, *at) is None:
        at = ("", "")
    if request.htmx:
        return _fragment(request, _place(request, participation, text, at, form=form))
    context = _place(request, participation, text, at, form=form) | {"round": participation.round}
    return render(request, "drafting/comment_form.html", context)


def _answered(request: Request, participation: Participation, at: At, note: str, *, late: bool = False) -> HttpResponse:
    participation = fetch_participation(request, participation.pk)
    if request.htmx:
        text = participation.round.version.text
        context = _place(request, participation, text, at, note=note) | {"note_kind": "due" if late else "done"}
        return _fragment(request, context)
    (messages.warning if late else messages.success)(request, note)
    return redirect(f"{reverse('drafting:reading', args=[participation.pk])}?at={at[0]}.{at[1]}#{anchor(at)}")


@require_POST
def comment_typing(request: Request, participation_id: int) -> HttpResponse:
    """What she is typing, every few seconds: kept, and offered again when she comes back."""
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    context: dict[str, Any] = {"at": timezone.localtime()}
    try:
        late = keep_typing(participation=participation, words=CommentForm(request.POST).words(), by=request.user)
    except Refusal as refusal:
        context["refusal"] = str(refusal)
    else:
        context["late"] = late_words(late) if late is not None else ""
    return render(request, "drafting/_comment_typing.html", context)


@require_POST
@vary_on_headers("HX-Request")
def comment_change(request: Request, comment_id: int) -> HttpResponse:
    comment = fetch_comment(request, comment_id)
    require(may_comment(request.user, comment.participation))
    form = CommentForm(request.POST)
    form.is_valid()
    at = (comment.section_key, comment.block_key)
    participation = fetch_participation(request, comment.participation_id)
    if form.change(comment=comment, by=request.user) is None:
        if request.htmx:
            context = _place(request, participation, participation.round.version.text, at, form=form)
            return _fragment(request, context | {"edited": comment})
        context = _place(request, participation, participation.round.version.text, at, form=form)
        return render(request, "drafting/comment_form.html", context | {"edited": comment, "round": participation.round})
    return _answered(request, participation, at, f"Đã lưu ý kiến số {comment.number}.")


@require_POST
@vary_on_headers("HX-Request")
def comment_withdraw(request: Request, comment_id: int) -> HttpResponse:
    return _moved(request, comment_id, withdraw_comment, "Đã rút ý kiến số {}. Có thể lấy lại khi vòng góp ý còn mở.")


@require_POST
@vary_on_headers("HX-Request")
def comment_put_back(request: Request, comment_id: int) -> HttpResponse:
    return _moved(request, comment_id, put_back_comment, "Đã lấy lại ý kiến số {}.")


def _moved(request: Request, comment_id: int, action: Any, words: str) -> HttpResponse:
    comment = fetch_comment(request, comment_id)
    require(may_comment(request.user, comment.participation))
    late, note = False, words.format(comment.number)
    try:
        action(comment=comment, by=request.user)
    except Refusal as refusal:
        late, note = True, str(refusal)
    if request.POST.get("back") == "list":
        (messages.warning if late else messages.success)(request, note)
        return redirect("drafting:asked-comments", comment.participation_id)
    return _answered(request, comment.participation, (comment.section_key, comment.block_key), note, late=late)


@require_POST
def reading_seen(request: Request, participation_id: int) -> HttpResponse:
    """The page tells that it was opened: the first time is kept."""
    participation = fetch_participation(request, participation_id)
    if participation.unit_id in own_unit_ids(request.user):
        note_seen(participation=participation)
    return HttpResponse(status=204)


# ---- the unit's answer ------------------------------------------------------------------------------------------------


@require_POST
def asked_agree(request: Request, participation_id: int) -> HttpResponse:
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    try:
        agree(participation=participation, by=request.user)
        messages.success(request, f"Đã ghi: {participation.unit.name} nhất trí với dự thảo, không có ý kiến.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("drafting:reading", participation.pk)


def asked_finish(request: Request, participation_id: int) -> HttpResponse:
    """ "Đã góp ý xong": the figures of the meetings, the minutes."""
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    if request.method != "POST" and participation.round.state != RoundState.OPEN:
        messages.warning(request, "Vòng góp ý đã kết thúc nên không ghi thêm được.")
        return redirect("drafting:reading", participation.pk)
    initial = {
        "meetings": participation.meetings or 1,
        "people": participation.people or None,
        "spoken": participation.spoken if participation.people else None,
    }
    form = FinishForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid() and form.finish(participation=participation, by=request.user):
        messages.success(request, f"Đã báo: {participation.unit.name} góp ý xong. Cảm ơn đồng chí!")
        return redirect("drafting:reading", participation.pk)
    sent = participation.comments.filter(state=CommentState.SENT).count()
    context = {"participation": participation, "round": participation.round, "form": form, "sent": sent}
    return render(request, "drafting/asked_finish.html", context)


@require_POST
def asked_again(request: Request, participation_id: int) -> HttpResponse:
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    try:
        take_answer_back(participation=participation, by=request.user)
        messages.success(request, "Đơn vị góp ý tiếp được. Xong thì bấm “Đã góp ý xong” lần nữa.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("drafting:reading", participation.pk)
