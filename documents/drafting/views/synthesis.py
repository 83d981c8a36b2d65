"""All comments of a document by paragraph: read, put together, answered, taken over; and what became of them for each unit."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_answer_comments, may_manage_document, may_write_document
from documents.drafting.actions.answers import ANSWERED_IN
from documents.drafting.actions.synthesis import join_comments, note_synthesis_export, publish_answers, separate_comment
from documents.drafting.forms.answers import AnswerForm
from documents.drafting.forms.synthesis import CloseForm, SynthesisFilter
from documents.drafting.models import AnswerKind, Comment, CommentState, Document, Participation, Round, RoundState
from documents.drafting.queries.documents import documents_for
from documents.drafting.queries.rounds import participations_for
from documents.drafting.queries.synthesis import (
    Places,
    answer_of,
    by_place,
    counted_in,
    found,
    groups_alike,
    head_of,
    outcomes_of,
    progress,
    rounds_of,
    shown_groups,
    synthesis_rows,
    with_everything,
)
from documents.drafting.rules.states import is_written_in
from documents.drafting.views.fetching import download, fetch_document, require
from documents.printing.actions import request_rendering
from documents.register.access import may_keep_register
from members.access.refusal import Refusal
from members.files.workbooks import Value, table_workbook

COMMENTS_A_PAGE = 30
GROUPS_A_PAGE = 20
MOST_CHOSEN = 500
F19_COLUMNS = [
    ("STT", 8), ("Mục, trang của dự thảo", 36), ("Nội dung góp ý", 80), ("Đơn vị/cá nhân góp ý", 40), ("Số ý kiến", 11),
    ("Tiếp thu, giải trình", 72),
]  # fmt: skip
PRINTS = {"table": "tong-hop-gop-y", "report": "bao-cao-tong-hop-gop-y"}


def fetch_to_answer(request: Request, document_id: int) -> Document:
    """404 for what isn't hers, 403 where she may read and not answer."""
    document = fetch_document(request, document_id)
    require(may_answer_comments(request.user, document))
    return document


def fetch_comment(request: Request, comment_id: int) -> Comment:
    """A comment on a document whose comments she answers."""
    related = ("round__document__unit", "participation__unit", "answer__answered_by", "joined_to")
    comments = Comment.objects.filter(round__document__in=documents_for(request.user)).select_related(*related)
    comment = get_object_or_404(comments, pk=comment_id)
    require(may_answer_comments(request.user, comment.round.document))
    return comment


def back(request: Request, document: Document, comment: Comment | None = None) -> HttpResponse:
    """To the page it was asked from, at the comment."""
    to = request.POST.get("next", "")
    ours, secure = {request.get_host()}, request.is_secure()
    # a path: a bare word would be taken for the name of a view
    if not to.startswith("/") or not url_has_allowed_host_and_scheme(to, allowed_hosts=ours, require_https=secure):
        to = reverse("drafting:synthesis", args=[document.pk])
    return redirect(f"{to}#y-kien-{comment.pk}" if comment else to)


@dataclass
class Line:
    """A comment with the form of its answer."""

    comment: Comment
    form: AnswerForm | None

    @property
    def answer(self) -> Any:
        return answer_of(self.comment)


def line_of(comment: Comment, *, may_answer: bool) -> Line:
    return Line(comment, AnswerForm(comment=comment, answer=answer_of(comment)) if may_answer else None)


def synthesis(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    rounds = [one for one in rounds_of(document) if one.state == RoundState.CLOSED]
    places = Places.of(rounds)
    form = SynthesisFilter(request.GET or None, document=document, rounds=rounds, places=places)
    matched = found(document, places, form.filters())
    page = Paginator(matched.ids, COMMENTS_A_PAGE).get_page(request.GET.get("page"))
    may_answer = may_answer_comments(request.user, document) and document.state in ANSWERED_IN
    comments = with_everything(list(page.object_list))
    groups = [(group, [line_of(one, may_answer=may_answer) for one in group.comments]) for group in by_place(comments, places)]
    late = Comment.objects.filter(round__document=document, state=CommentState.LATE).values_list("round_id", flat=True)
    may_write = may_answer and is_written_in(document.state) and may_write_document(request.user, document)
    counted, may_manage = progress(document), may_manage_document(request.user, document)
    context = {
        "document": document,
        "form": form,
        "page": page,
        "groups": groups,
        "rounds": rounds,
        "several_rounds": len(rounds) > 1,
        "open_round": document.rounds.filter(state=RoundState.OPEN).first(),
        "progress": counted,
        "labels": AnswerKind.choices,
        "sections": _sections(request, places, matched),
        "filtered": any(request.GET.get(name) for name in ("q", "section", "answer", "kind", "unit", "round")),
        "late": list(late),
        "may_answer": may_answer,
        "may_take_over": may_write,
        "may_manage": may_manage,
        "may_issue": may_manage and counted.total > 0 and counted.is_complete and may_keep_register(request.user, document.unit),
        "here": request.get_full_path(),
    }
    return render(request, "drafting/synthesis.html", context)


def _sections(request: Request, places: Places, matched: Any) -> list[dict[str, Any]]:
    """The sections that have comments, with how many of them wait for an answer."""
    chosen = request.GET.get("section", "")
    kept = {name: value for name, value in request.GET.items() if name not in {"section", "page"} and value}
    rows = [("", "Tất cả", sum(matched.by_section.values()), sum(matched.missing_by_section.values()))]
    ordered = sorted(matched.by_section, key=lambda key: places.position("" if key == "-" else key, ""))
    for key in ordered:
        words = places.lines.get(key) or places.words_of("" if key == "-" else key)
        rows.append((key, words, matched.by_section[key], matched.missing_by_section[key]))
    return [
        {
            "label": words,
            "total": total,
            "missing": missing,
            "url": f"?{urlencode(kept | ({'section': key} if key else {}))}",
            "active": chosen == key,
        }
        for key, words, total, missing in rows
    ]


# ---- near-identical ones ----------------------------------------------------------------------------------------------


def synthesis_similar(request: Request, document_id: int) -> HttpResponse:
    """Groups of near-identical comments with how like they are; a click puts one together, nothing happens by itself."""
    document = fetch_to_answer(request, document_id)
    groups = groups_alike(document)
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    rounds = [one for one in rounds_of(document) if one.state == RoundState.CLOSED]
    places = Places.of(rounds)
    shown = shown_groups(list(page.object_list))
    context = {
        "document": document,
        "page": page,
        "groups": [(one, places.words_of(one.main.section_key)) for one in shown],
        "several_rounds": len(rounds) > 1,
        "here": request.get_full_path(),
        "may_answer": document.state in ANSWERED_IN,
    }
    return render(request, "drafting/synthesis_similar.html", context)


def chosen_comments(request: Request, document: Document) -> list[Comment]:
    """The comments that were ticked, as far as they are this document's."""
    source = request.POST if request.method == "POST" else request.GET
    ids = {int(one.split(":")[0]) for one in source.getlist("comment") if one.split(":")[0].isdecimal() and len(one) < 30}
    if len(ids) > MOST_CHOSEN:
        ids = set(sorted(ids)[:MOST_CHOSEN])
    pks = list(counted_in(document).filter(pk__in=ids).order_by("round__number", "number").values_list("pk", flat=True))
    return with_everything(pks)


def synthesis_join(request: Request, document_id: int) -> HttpResponse:
    """Which of those chosen is answered for all; then they are one."""
    document = fetch_to_answer(request, document_id)
    chosen = chosen_comments(request, document)
    wanted = request.POST.get("into", "")
    main = next((one for one in chosen if str(one.pk) == wanted), None)
    error = ""
    if request.method == "POST":
        if main is None:
            error = "Hãy chọn ý kiến được trả lời chung."
        else:
            try:
                number = join_comments(document=document, into=main, comments=chosen, by=request.user)
            except Refusal as refusal:
                error = str(refusal)
            else:
                messages.success(
                    request, f"Đã gộp {number} ý kiến vào ý kiến số {main.number}; mỗi ý kiến được trả lời là trùng lặp."
                )
                return back(request, document, main)
    if len(chosen) < 2:
        messages.error(request, "Hãy đánh dấu ít nhất hai ý kiến rồi bấm “Gộp”.")
        return redirect("drafting:synthesis", document.pk)
    proposed = main or next((one for one in chosen if answer_of(one)), chosen[0])
    context = {
        "document": document,
        "chosen": chosen,
        "main": proposed,
        "error": error,
        "next": request.GET.get("next") or request.POST.get("next", ""),
    }
    return render(request, "drafting/synthesis_join.html", context)


@require_POST
def comment_separate(request: Request, comment_id: int) -> HttpResponse:
    comment = fetch_comment(request, comment_id)
    try:
        separate_comment(comment=comment, by=request.user)
        messages.success(request, f"Đã tách ý kiến số {comment.number}; ý kiến này chờ câu trả lời riêng.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, comment.round.document, comment)


# ---- the end ----------------------------------------------------------------------------------------------------------


def synthesis_close(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    require(may_manage_document(request.user, document))
    form = CloseForm(request.POST or None, document=document)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã kết thúc tổng hợp ý kiến.")
        return redirect("drafting:document-detail", document.pk)
    counts = progress(document)
    late = Comment.objects.filter(round__document=document, state=CommentState.LATE).values_list("round_id", flat=True)
    context = {
        "document": document,
        "form": form,
        "progress": counts,
        "late": list(late),
        "from_above": document.origin == "from_above",
        "rounds": [one for one in rounds_of(document) if one.published_at is None],
        "open_round": document.rounds.filter(state=RoundState.OPEN).first(),
    }
    return render(request, "drafting/synthesis_close.html", context)


@require_POST
def synthesis_publish(request: Request, round_id: int) -> HttpResponse:
    rounds = Round.objects.filter(document__in=documents_for(request.user)).select_related("document__unit")
    one = get_object_or_404(rounds, pk=round_id)
    require(may_manage_document(request.user, one.document))
    try:
        publish_answers(round=one, by=request.user)
        messages.success(request, f"Đã công bố trả lời của vòng {one.number}; mỗi đơn vị xem được kết quả của mình.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("drafting:synthesis", one.document_id)


def synthesis_export(request: Request, document_id: int) -> HttpResponse:
    """F19 as .xlsx: the rows that the print has."""
    document = fetch_document(request, document_id)
    places = Places.of([one for one in rounds_of(document) if one.state == RoundState.CLOSED])
    rows = synthesis_rows(document, places)
    head = head_of(document)
    title = (
        f"Bảng tổng hợp ý kiến góp ý {document.title}. Hội nghị: {head.meetings}; lượt người: {head.people}; "
        f"ý kiến phát biểu: {head.spoken}; ý kiến tiếp thu: {head.progress.taken}/{head.progress.total}"
    )
    cells: list[list[Value]] = [
        [number, row.place, row.words, "; ".join(row.units), row.count, row.answer] for number, row in enumerate(rows, start=1)
    ]
    note_synthesis_export(document=document, rows=len(rows), by=request.user)
    return download(table_workbook(title, F19_COLUMNS, cells), "bang-tong-hop-gop-y.xlsx")


@require_POST
def synthesis_print(request: Request, document_id: int) -> HttpResponse:
    """F19 or the báo cáo tổng hợp as PDF."""
    document = fetch_document(request, document_id)
    form = PRINTS.get(request.POST.get("form", ""))
    if form is None:
        raise Http404
    try:
        rendering = request_rendering(
            form=form,
            parameters={"document": document.pk},
            by=request.user,
            unit=document.unit,
            congress=document.congress_id,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:synthesis", document.pk)
    return redirect("printing:rendering", rendering.pk)


# ---- for one unit ------------------------------------------------------------------------------------------------------


def unit_outcome(request: Request, participation_id: int) -> HttpResponse:
    """What became of this unit's comments, hers alone; from the day the answers of the round are published."""
    participation = get_object_or_404(participations_for(request.user), pk=participation_id)
    return _outcome(request, participation, is_staff=False)


def staff_outcome(request: Request, participation_id: int) -> HttpResponse:
    """The same as the unit sees it, also before it is published."""
    participation = get_object_or_404(_asked_of(request), pk=participation_id)
    return _outcome(request, participation, is_staff=True)


def _asked_of(request: Request) -> QuerySet[Participation]:
    asked = Participation.objects.filter(round__document__in=documents_for(request.user))
    return asked.select_related("unit", "round__document__unit", "round__version")


def _outcome(request: Request, participation: Participation, *, is_staff: bool) -> HttpResponse:
    is_shown = is_staff or participation.round.published_at is not None
    outcomes = outcomes_of(participation) if is_shown else []
    numbers = Counter(one.answer.kind for one in outcomes if one.answer is not None)
    context = {
        "participation": participation,
        "round": participation.round,
        "document": participation.round.document,
        "is_shown": is_shown,
        "is_staff": is_staff,
        "outcomes": outcomes,
        "counts": [(label, numbers[kind]) for kind, label in AnswerKind.choices if numbers[kind]],
    }
    return render(request, "drafting/outcome.html", context)


@require_POST
def outcome_print(request: Request, participation_id: int) -> HttpResponse:
    asked = participations_for(request.user) if request.POST.get("as") == "unit" else _asked_of(request)
    participation = get_object_or_404(asked, pk=participation_id)
    try:
        rendering = request_rendering(
            form="ket-qua-gop-y", parameters={"participation": participation.pk}, by=request.user, unit=participation.unit
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:unit-outcome", participation.pk)
    return redirect("printing:rendering", rendering.pk)
