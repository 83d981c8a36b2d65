"""Answering: one comment, many at once, and with the new words of the text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_write_document
from documents.drafting.actions.answers import ANSWERED_IN, take_answer_away
from documents.drafting.forms.answers import AnswerForm, ManyForm, SectionTakeOverForm, TakeOverForm
from documents.drafting.models import Answer, Comment, Document, DraftSection
from documents.drafting.queries.documents import sections_of
from documents.drafting.queries.figures import figure_choices, figures_of
from documents.drafting.queries.synthesis import Places, answer_of, with_everything
from documents.drafting.rules.differences import difference_of_words, html_of_segments
from documents.drafting.rules.numbering import numbers_of
from documents.drafting.rules.showing import blocks_html, plain_words
from documents.drafting.rules.states import is_written_in
from documents.drafting.rules.synthesis import Standing, standing_of
from documents.drafting.rules.text import Kind, Text
from documents.drafting.views.fetching import require
from documents.drafting.views.synthesis import Line, back, chosen_comments, fetch_comment, fetch_to_answer, line_of
from members.access.refusal import Refusal


def answer_give(request: Request, comment_id: int) -> HttpResponse:
    """One comment: htmx swaps its card, without scripts the page comes back at it. A stale form shows both answers."""
    comment = fetch_comment(request, comment_id)
    document = comment.round.document
    form = AnswerForm(request.POST or None, comment=comment, answer=answer_of(comment))
    if form.is_valid() and form.save(by=request.user):
        if request.htmx:
            return _card(request, comment.pk, document)
        messages.success(request, f"Đã trả lời ý kiến số {comment.number}.")
        return back(request, document, comment)
    fresh = with_everything([comment.pk])[0]
    if request.htmx:
        return _card(request, comment.pk, document, form=form)
    theirs = Answer.objects.filter(comment=comment).select_related("answered_by").first()
    context = {"document": document, "comment": fresh, "form": form, "theirs": theirs, "next": request.POST.get("next", "")}
    return render(request, "drafting/answer.html", context, status=409 if form.theirs else 200)


def _card(request: Request, pk: int, document: Document, *, form: AnswerForm | None = None) -> HttpResponse:
    (fresh,) = with_everything([pk])
    may_answer = document.state in ANSWERED_IN
    line = Line(fresh, form) if form else line_of(fresh, may_answer=may_answer)
    may_take_over = may_answer and is_written_in(document.state) and may_write_document(request.user, document)
    context = {
        "line": line,
        "document": document,
        "several_rounds": document.rounds.count() > 1,
        "may_answer": may_answer,
        "may_take_over": may_take_over,
        "here": request.POST.get("next", ""),
        "is_open": form is not None,
    }
    return render(request, "drafting/_synthesis_comment.html", context)


@require_POST
def answer_away(request: Request, comment_id: int) -> HttpResponse:
    comment = fetch_comment(request, comment_id)
    given = request.POST.get("revision", "")
    try:
        take_answer_away(comment=comment, revision=int(given) if given.isdecimal() and len(given) < 9 else 0, by=request.user)
        messages.success(request, f"Đã xoá câu trả lời của ý kiến số {comment.number}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, comment.round.document, comment)


# ---- many at once -----------------------------------------------------------------------------------------------------


def _revisions(request: Request, chosen: list[Comment]) -> dict[int, int]:
    """id → revision of the answer as the page showed it: "12:3"; a bare id has none."""
    given: dict[int, int] = {}
    source = request.POST if request.method == "POST" else request.GET
    for one in source.getlist("comment"):
        pk, _, revision = one.partition(":")
        if pk.isdecimal() and (not revision or revision.isdecimal()) and len(one) < 30:
            given[int(pk)] = int(revision or 0)
    return {one.pk: given.get(one.pk, 0) for one in chosen}


def answer_many(request: Request, document_id: int) -> HttpResponse:
    """The same answer for those that were ticked: the page says how many, and asks once."""
    document = fetch_to_answer(request, document_id)
    chosen = [one for one in chosen_comments(request, document) if one.joined_to_id is None]
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một ý kiến rồi bấm “Trả lời”.")
        return redirect("drafting:synthesis", document.pk)
    revisions = _revisions(request, chosen)
    form = ManyForm(request.POST or None)
    if form.is_valid():
        number = form.save(document=document, comments=revisions, by=request.user)
        if number is not None:
            messages.success(request, f"Đã trả lời {number} ý kiến.")
            return back(request, document)
    context = {
        "document": document,
        "chosen": [(one, revisions[one.pk], answer_of(one)) for one in chosen],
        "answered": sum(answer_of(one) is not None for one in chosen),
        "form": form,
        "next": request.GET.get("next") or request.POST.get("next", ""),
    }
    return render(request, "drafting/answer_many.html", context)


# ---- into the draft -----------------------------------------------------------------------------------------------------


def answer_take_over(request: Request, document_id: int) -> HttpResponse:
    """The paragraph as it stands now beside what is proposed: write, save, and the comments are answered with it."""
    document = fetch_to_answer(request, document_id)
    require(may_write_document(request.user, document))
    chosen = [one for one in chosen_comments(request, document) if one.joined_to_id is None]
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một ý kiến rồi bấm “Tiếp thu vào dự thảo”.")
        return redirect("drafting:synthesis", document.pk)
    rows = list(sections_of(document))
    text = Text(tuple(row.as_section() for row in rows))
    source = request.POST if request.method == "POST" else request.GET
    asked = source.get("section", "")
    standing = _standing(text, chosen, asked)
    section = next((row for row in rows if standing.section is not None and row.key == standing.section.key), None)
    revisions = _revisions(request, chosen)
    context: dict[str, Any] = {
        "document": document,
        "chosen": [(one, revisions[one.pk], answer_of(one)) for one in chosen],
        "standing": standing,
        "section": section,
        "asked": asked,
        "several_places": len({(one.section_key, one.block_key) for one in chosen}) > 1,
        "sections": [(row.key, one.line or "Phần mở đầu") for row, one in zip(rows, numbers_of(text.sections), strict=True)],
        "next": source.get("next", ""),
        "is_written_in": is_written_in(document.state),
    }
    if section is None:
        return render(request, "drafting/answer_take_over.html", context)
    return _write(request, document, section, standing, revisions, context)


def _standing(text: Text, chosen: list[Comment], asked: str) -> Standing:
    """Where the first of those chosen stands now; `asked`: the section that was chosen instead."""
    if asked:
        return Standing(next((one for one in text.sections if one.key == asked), None), None)
    first = chosen[0]
    before = None
    if first.block_key:
        places = Places.of([first.round])
        section = places.section_in(first.round, first.section_key)
        before = next((block.plain for block in section.blocks if block.key == first.block_key), None) if section else None
    return standing_of(text, section_key=first.section_key, block_key=first.block_key, before=before)


def _write(
    request: Request,
    document: Document,
    section: DraftSection,
    standing: Standing,
    revisions: dict[int, int],
    context: dict[str, Any],
) -> HttpResponse:
    block = standing.block
    data = request.POST or None
    figures = figures_of(document)
    form: TakeOverForm | SectionTakeOverForm
    if block is not None and block.kind is not Kind.TABLE:
        form = TakeOverForm(data, section=section, block=block)
        saved = form.is_valid() and form.save(comments=revisions, by=request.user)
        now = form.changed.now if form.changed else block
        context["now_html"] = mark_safe(blocks_html([now], {}, figures)) if now else ""  # noqa: S308 -- clean blocks
        if now is not None:
            plain = plain_words(now.plain, figures)
            context["proposals"] = {
                one.pk: mark_safe(html_of_segments(difference_of_words(plain, one.proposal)))  # noqa: S308 -- escaped
                for one, _revision, _answer in context["chosen"]
                if one.proposal.strip()
            }
    else:
        form = SectionTakeOverForm(data, section=section)
        saved = form.is_valid() and form.take(comments=revisions, by=request.user)
        shown = getattr(form, "theirs", section.as_section().blocks)
        context["now_html"] = mark_safe(blocks_html(shown, {}, figures))  # noqa: S308 -- clean blocks
        context |= {"is_section": True, "figures": figure_choices(document)}
        context["tables"] = [one for one in section.as_section().blocks if one.kind is Kind.TABLE]
    if saved:
        number = len(revisions)
        messages.success(request, f"Đã sửa dự thảo và trả lời {number} ý kiến.")
        first = context["chosen"][0][0]
        return back(request, document, first)
    context |= {"form": form, "url": reverse("drafting:answer-take-over", args=[document.pk])}
    return render(request, "drafting/answer_take_over.html", context)
