"""Writing: one section after the other, kept while she types, and nothing lost when two write at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from documents.drafting.access import may_write_document
from documents.drafting.actions.sections import (
    SectionChanged,
    drop_typed,
    keep_typed,
    move_section,
    remove_section,
    restore_section,
    write_section,
)
from documents.drafting.forms.sections import AddForm, SectionForm, beginning_of
from documents.drafting.models import Autosave, DraftSection, SectionText
from documents.drafting.queries.documents import sections_of
from documents.drafting.queries.figures import figure_choices, figures_of
from documents.drafting.rules.blocks import blocks_of_html
from documents.drafting.rules.differences import compare
from documents.drafting.rules.marking import marked_blocks
from documents.drafting.rules.merging import Merge, merge
from documents.drafting.rules.numbering import item_labels_of, numbers_of
from documents.drafting.rules.showing import blocks_html
from documents.drafting.rules.states import is_written_in
from documents.drafting.rules.text import Block, Section, Style, Text
from documents.drafting.views.fetching import fetch_section, fetch_section_to_write, fetch_to_write, posted
from members.access.models import Account
from members.access.refusal import Refusal

TEXTS_A_PAGE = 30


def back_to(section: DraftSection) -> HttpResponse:
    return redirect(f"{reverse('drafting:document-detail', args=[section.document_id])}#muc-{section.key}")


# ---- writing --------------------------------------------------------------------------------------------------------


@vary_on_headers("HX-Request")
def section_edit(request: Request, section_id: int) -> HttpResponse:
    section = fetch_section_to_write(request, section_id)
    typed = Autosave.objects.filter(section=section, account=request.user).first()
    form = _form(request, section, typed)
    if form.is_valid():
        try:
            saved = form.save(by=request.user)
        except SectionChanged as changed:
            return _both_texts(request, form, changed)
        if saved:
            messages.success(request, "Đã lưu mục.")
            for sentence in form.dropped:
                messages.warning(request, sentence)
            return back_to(section)
    offered = None if "draft" in request.GET else typed
    context = {"form": form, "section": section, "document": section.document, **_around(section, offered, form)}
    if request.htmx:
        return render(request, "drafting/_section_form.html", {**context, "inline": True})
    return render(request, "drafting/section_edit.html", context)


def _form(request: Request, section: DraftSection, typed: Autosave | None) -> SectionForm:
    if request.method == "POST":
        return SectionForm(request.POST, section=section)
    if typed is not None and "draft" in request.GET:
        blocks, _dropped = blocks_of_html(typed.html, before=beginning_of(section, typed.based_on))
        return SectionForm(section=section, blocks=blocks, heading=typed.heading, based_on=typed.based_on)
    return SectionForm(section=section)


def _around(section: DraftSection, typed: Autosave | None, form: SectionForm) -> dict[str, Any]:
    """What stands around the text: its number, what she typed before, the figures she may put in."""
    rows = list(sections_of(section.document).only("pk", "key", "style", "heading", "document_id"))
    numbered = numbers_of([Section(row.key, Style(row.style), row.heading) for row in rows])
    return {
        "number": next((one.line for one in numbered if one.key == section.key), section.heading),
        "typed": None if form.is_bound or _taken_up(typed, form) else typed,
        "typed_is_old": typed is not None and typed.based_on != section.revision,
        "figures": figure_choices(section.document),
        "tables": [block for block in section.as_section().blocks if block.kind == "table"],
        "is_written_in": is_written_in(section.document.state),
    }


def _taken_up(typed: Autosave | None, form: SectionForm) -> bool:
    return typed is None or (typed.html == form.initial["html"] and typed.heading == form.initial["heading"])


@require_POST
def section_autosave(request: Request, section_id: int) -> HttpResponse:
    """Kept every few seconds while she types; the answer says when, and whether somebody else has saved the section."""
    section = fetch_section_to_write(request, section_id)
    based_on = request.POST.get("based_on", "")
    try:
        kept = keep_typed(
            section=section,
            heading=posted(request, "heading"),
            html=posted(request, "html"),
            based_on=int(based_on) if based_on.isdecimal() and len(based_on) < 9 else section.revision,
            by=request.user,
        )
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=400)
    who = section.changed_by.full_name if section.changed_by else "Người khác"
    changed = f"{who} vừa lưu mục này. Khi bạn lưu, hai bản sẽ được đặt cạnh nhau." if kept.based_on != section.revision else ""
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}", "changed": changed})


@require_POST
def section_autosave_drop(request: Request, section_id: int) -> HttpResponse:
    section = fetch_section_to_write(request, section_id)
    drop_typed(section=section, by=request.user)
    messages.success(request, "Đã bỏ bản nháp.")
    return redirect("drafting:section-edit", section.pk)


# ---- two at once ----------------------------------------------------------------------------------------------------


def _both_texts(request: Request, form: SectionForm, changed: SectionChanged) -> HttpResponse:
    """Hers and the other's beside each other, and a proposal of both to go on with; hers is kept as a draft meanwhile."""
    theirs, base = changed.theirs, changed.base
    mine = Section(theirs.key, Style(form.cleaned_data["style"]), form.cleaned_data["heading"], form.typed_blocks())
    merged = merge(
        base=tuple(Block.of(one) for one in base.blocks) if base else (), mine=mine.blocks, theirs=theirs.as_section().blocks
    )
    keep_typed(
        section=theirs,
        heading=mine.heading,
        html=form.cleaned_data["html"] if "html" in form.data else "".join(f"<p>{block.html}</p>" for block in mine.blocks),
        based_on=form.cleaned_data["based_on"],
        by=request.user,
    )
    heading, conflict = _merged_heading(base, mine, theirs)
    proposal = SectionForm(section=theirs, blocks=merged.blocks, heading=heading, style=str(mine.style), based_on=theirs.revision)
    context = {
        "form": proposal,
        "section": theirs,
        "document": theirs.document,
        "theirs": theirs,
        "who": theirs.changed_by,
        "their_html": _marked(theirs.as_section(), base),
        "my_html": _marked(mine, base),
        "their_heading": theirs.heading,
        "my_heading": mine.heading,
        "merged": merged,
        "conflicts": _conflicts(merged),
        "removed": [(one.block.plain, str(one.by)) for one in merged.removed],
        "heading_conflict": conflict,
        **_around(theirs, None, proposal),
    }
    return render(request, "drafting/section_both.html", context, status=409)


def _merged_heading(base: SectionText | None, mine: Section, theirs: DraftSection) -> tuple[str, bool]:
    """The heading that one of them changed; where both did, hers, and it is said."""
    before = base.heading if base else theirs.heading
    if mine.heading == before:
        return theirs.heading, False
    return mine.heading, theirs.heading not in {before, mine.heading}


def _marked(section: Section, base: SectionText | None) -> SafeString:
    """A text with what differs from the common beginning marked."""
    before = Section(section.key, section.style, section.heading, tuple(Block.of(one) for one in base.blocks) if base else ())
    differences = compare(Text((before,)), Text((section,)))
    return mark_safe(marked_blocks(differences))  # noqa: S308 -- escaped words in tags of our own


def _conflicts(merged: Merge) -> list[dict[str, str]]:
    return [
        {
            "theirs": one.theirs.plain if one.theirs else "",
            "mine": one.mine.plain if one.mine else "",
        }
        for one in merged.conflicts
    ]


# ---- the order of sections ------------------------------------------------------------------------------------------


def section_add(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_write(request, document_id)
    wanted = request.GET.get("after", "")
    after = sections_of(document).filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 18 else None
    form = AddForm(request.POST or None, document=document, after=after)
    if form.is_valid() and (section := form.save(by=request.user)):
        return redirect("drafting:section-edit", section.pk)
    return render(request, "drafting/section_add.html", {"form": form, "document": document, "after": after})


@require_POST
def section_move(request: Request, section_id: int) -> HttpResponse:
    section = fetch_section_to_write(request, section_id)
    to = request.POST.get("to")
    if to not in {"up", "down"}:
        raise Http404
    try:
        move_section(section=section, up=to == "up", by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back_to(section)


def section_remove(request: Request, section_id: int) -> HttpResponse:
    section = fetch_section_to_write(request, section_id)
    if request.method == "POST":
        try:
            remove_section(section=section, by=request.user, reason=posted(request, "reason", longest=300))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã bỏ mục. Có thể đưa trở lại ở “Mục đã bỏ”.")
        return redirect("drafting:document-detail", section.document_id)
    return render(request, "drafting/section_remove.html", {"section": section, "document": section.document})


@require_POST
def section_restore(request: Request, section_id: int) -> HttpResponse:
    section = fetch_section_to_write(request, section_id)
    try:
        restore_section(section=section, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:section-removed", section.document_id)
    messages.success(request, "Đã đưa mục trở lại.")
    return back_to(section)


def section_removed(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_write(request, document_id)
    removed = document.sections.exclude(removed_at=None).select_related("removed_by").order_by("-removed_at")
    page = Paginator(removed, TEXTS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, " ".join(block.plain for block in one.as_section().blocks)) for one in page.object_list]
    return render(request, "drafting/section_removed.html", {"document": document, "page": page, "rows": rows})


# ---- history --------------------------------------------------------------------------------------------------------


@dataclass
class Edit:
    text: SectionText
    shown: bool


def section_history(request: Request, section_id: int) -> HttpResponse:
    """Every saved text, and what one of them changed against the one before."""
    section = fetch_section(request, section_id)
    page = Paginator(section.texts.select_related("written_by").defer("blocks"), TEXTS_A_PAGE).get_page(request.GET.get("page"))
    wanted = request.GET.get("revision", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else section.revision
    shown = get_object_or_404(section.texts.select_related("written_by"), revision=number)
    before = section.texts.filter(revision=number - 1).first()
    context = {
        "section": section,
        "document": section.document,
        "page": page,
        "rows": [Edit(one, one.revision == number) for one in page.object_list],
        "shown": shown,
        "before": before,
        "html": _history_html(section, shown, before),
        "may_take_back": number != section.revision and _may_write_now(request.user, section),
    }
    return render(request, "drafting/section_history.html", context)


def _history_html(section: DraftSection, shown: SectionText, before: SectionText | None) -> SafeString:
    now = _section_of(section, shown)
    if before is None:
        html = blocks_html(now.blocks, item_labels_of(now.blocks, style=now.style), figures_of(section.document))
        return mark_safe(html)  # noqa: S308 -- clean blocks
    differences = compare(Text((_section_of(section, before),)), Text((now,)))
    return mark_safe(marked_blocks(differences, with_headings=True, figures=figures_of(section.document)))  # noqa: S308 -- as above


def _section_of(section: DraftSection, text: SectionText) -> Section:
    return Section(section.key, Style(text.style), text.heading, tuple(Block.of(one) for one in text.blocks))


def _may_write_now(account: Account, section: DraftSection) -> bool:
    return may_write_document(account, section.document) and is_written_in(section.document.state) and not section.removed_at


@require_POST
def section_take_back(request: Request, section_id: int) -> HttpResponse:
    """Write an earlier text once more: what stands there now stays in the history."""
    section = fetch_section_to_write(request, section_id)
    wanted = request.POST.get("revision", "")
    if not wanted.isdecimal() or len(wanted) > 8:
        raise Http404
    text = get_object_or_404(section.texts, revision=int(wanted))
    earlier = _section_of(section, text)
    try:
        write_section(
            section=section, heading=earlier.heading, style=str(earlier.style), blocks=earlier.blocks,
            based_on=section.revision, cause=f"lấy lại lần sửa {text.revision}", by=request.user,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã lấy lại lời văn của lần sửa đó.")
    return back_to(section)
