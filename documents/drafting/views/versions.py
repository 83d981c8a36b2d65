"""Versions: made, listed, read, taken away as Word or PDF, and any two compared."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from config.request import Request
from documents.drafting.access import may_manage_document
from documents.drafting.actions.versions import note_download
from documents.drafting.forms.versions import MakeForm
from documents.drafting.models import Document, Version
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figures_of, names_in, without_value
from documents.drafting.rules.differences import BlockDifference, Differences, compare
from documents.drafting.rules.marking import is_changed, labels_of, marked_block, marked_heading, note_of, section_note, state_of
from documents.drafting.rules.numbering import numbers_of
from documents.drafting.rules.showing import Figures, ShownSection, pages_of, plain_words, shown_sections
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import types
from documents.drafting.views.documents import type_name
from documents.drafting.views.fetching import DOCX, download, fetch_document, fetch_to_manage, fetch_version
from documents.drafting.word.layout import word_of_version
from documents.printing.actions import request_rendering
from members.access.refusal import Refusal
from vietnamese.search import search_key

VERSIONS_A_PAGE = 30
# stands for the text as it is written now, beside the versions
WORKING = "now"
WORKING_NAME = "Lời văn đang soạn"


def version_list(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    versions = document.versions.defer("content").select_related("made_by")
    page = Paginator(versions, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"document": document, "page": page, "may_manage": may_manage_document(request.user, document)}
    return render(request, "drafting/version_list.html", context)


def version_make(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    form = MakeForm(request.POST or None, document=document)
    if form.is_valid() and (answer := form.save(by=request.user)):
        version, made = answer
        if made:
            messages.success(request, f"Đã lập {version.name}. Đây là bản hiện hành.")
        else:
            messages.warning(request, f"Lời văn vẫn như {version.name} nên không lập bản mới.")
        return redirect("drafting:version-detail", version.pk)
    text = working_text(document)
    current = document.versions.filter(is_current=True).defer("content").first()
    context = {
        "document": document,
        "form": form,
        "current": current,
        "unknown": without_value(names_in(text), figures_of(document)),
        "sections": len(text.sections),
    }
    return render(request, "drafting/version_make.html", context)


def version_detail(request: Request, version_id: int) -> HttpResponse:
    version = fetch_version(request, version_id)
    text, figures = version.text, version.content.get("figures", {})
    shown: list[ShownSection] = shown_sections(text, figures)
    words = sum(one.words for one in shown)
    known = types().get(version.heading.get("type", ""))
    context = {
        "version": version,
        "document": version.document,
        "type_name": known.name if known else type_name(version.document),
        "title": plain_words(version.heading.get("title", ""), figures),
        "sections": shown,
        "words": words,
        "pages": pages_of(words),
        "before": version.document.versions.filter(number__lt=version.number).defer("content").first(),
        "others": version.document.versions.count() > 1,
        "current": version.document.versions.filter(is_current=True).defer("content").first(),
    }
    return render(request, "drafting/version_detail.html", context)


def version_word(request: Request, version_id: int) -> HttpResponse:
    """The version as .docx, in the layout of its paper."""
    version = fetch_version(request, version_id)
    content = word_of_version(version)
    note_download(version=version, by=request.user)
    name = f"{slugify(search_key(version.heading.get('title', '')))[:60] or 'van-kien'}-{slugify(search_key(version.name))}.docx"
    return download(content, name, DOCX)


def _print(request: Request, document: Document, form: str, parameters: dict[str, Any]) -> HttpResponse:
    try:
        rendering = request_rendering(
            form=form, parameters=parameters, by=request.user, unit=document.unit, congress=document.congress_id
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:document-detail", document.pk)
    return redirect("printing:rendering", rendering.pk)


# ---- comparing ------------------------------------------------------------------------------------------------------


@dataclass
class Side:
    """One of the two texts: a version, or the text as it is written now."""

    value: str
    name: str
    text: Text
    figures: dict[str, dict[str, str]]


@dataclass
class ShownBlock:
    html: SafeString
    note: str
    change: str
    is_changed: bool
    anchor: str
    following: str


@dataclass
class ShownDifference:
    heading: SafeString
    blocks: list[ShownBlock]
    is_changed: bool
    note: str


def version_compare(request: Request, document_id: int) -> HttpResponse:
    """Two texts of a document, the older first; without a choice the current version with what came after or before it."""
    document = fetch_document(request, document_id)
    versions = list(document.versions.defer("content"))
    if not versions:
        return redirect("drafting:version-list", document.pk)
    old, new = _sides(request, document, versions)
    differences = compare(old.text, new.text)
    only = request.GET.get("only") == "changes"
    sections = _shown_differences(differences, old, new, only=only)
    context = {
        "document": document,
        "versions": versions,
        "old": old,
        "new": new,
        "totals": differences.totals,
        "sections": sections,
        "only": only,
        "changes": sum(block.is_changed for section in sections for block in section.blocks),
        "figures": _changed_figures(old, new),
        "may_print": old.value != WORKING and new.value != WORKING,
        "working": WORKING,
        "working_name": WORKING_NAME,
    }
    return render(request, "drafting/version_compare.html", context)


def _sides(request: Request, document: Document, versions: list[Version]) -> tuple[Side, Side]:
    current = next((one for one in versions if one.is_current), versions[0])
    wanted_new = request.GET.get("new", "")
    wanted_old = request.GET.get("old", "")
    if not wanted_new and not wanted_old:
        wanted_new, wanted_old = WORKING, str(current.pk)
    elif not wanted_old:
        after = next((one for one in versions if str(one.pk) == wanted_new), None)
        before = next((one for one in versions if after is not None and one.number < after.number), current)
        wanted_old = str(before.pk)
    return _side(document, wanted_old), _side(document, wanted_new or WORKING)


def _side(document: Document, wanted: str) -> Side:
    if wanted == WORKING:
        text, known = working_text(document), figures_of(document)
        return Side(WORKING, WORKING_NAME, text, {name: known[name] for name in names_in(text) if name in known})
    if not wanted.isdecimal() or len(wanted) > 17:
        raise Http404
    version = get_object_or_404(document.versions, pk=int(wanted))
    return Side(wanted, version.name, version.text, version.content.get("figures", {}))


def _shown_differences(differences: Differences, old: Side, new: Side, *, only: bool) -> list[ShownDifference]:
    numbers = {one.key: one for one in numbers_of(new.text.sections)}
    figures = old.figures | new.figures
    changed = [block for section in differences.sections for block in section.blocks if is_changed(block)]
    following = {id(block): f"d{place + 1}" for place, block in enumerate(changed, start=1) if place < len(changed)}
    anchors = {id(block): f"d{place}" for place, block in enumerate(changed, start=1)}
    shown = []
    for section in differences.sections:
        if only and section.is_untouched:
            continue
        labels = labels_of(section)
        blocks = [
            _shown_block(block, figures, labels, anchors.get(id(block), ""), following.get(id(block), ""))
            for block in section.blocks
            if not only or is_changed(block)
        ]
        heading = mark_safe(marked_heading(section, numbers, figures))  # noqa: S308 -- escaped words in tags of our own
        shown.append(ShownDifference(heading, blocks, not section.is_untouched, section_note(section)))
    return shown


def _shown_block(block: BlockDifference, figures: Figures, labels: dict[str, str], anchor: str, following: str) -> ShownBlock:
    html = mark_safe(marked_block(block, figures, labels))  # noqa: S308 -- as above
    return ShownBlock(html, note_of(block, figures), state_of(block), is_changed(block), anchor, following)


def _changed_figures(old: Side, new: Side) -> list[tuple[str, str, str]]:
    names = [*old.figures, *(name for name in new.figures if name not in old.figures)]
    values = [(name, old.figures.get(name, {}).get("value", ""), new.figures.get(name, {}).get("value", "")) for name in names]
    return [one for one in values if one[1] != one[2]]


@require_POST
def version_compare_print(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    old, new = (_version_of(document, request.POST.get(name, "")) for name in ("old", "new"))
    title = f"So sánh {old.name} và {new.name}: {document.title}"[:240]
    only = request.POST.get("only") == "changes"
    return _print(request, document, "so-sanh", {"old": old.pk, "new": new.pk, "only_changes": only, "title": title})


def _version_of(document: Document, wanted: str) -> Version:
    if not wanted.isdecimal() or len(wanted) > 17:
        raise Http404
    return get_object_or_404(document.versions.defer("content"), pk=int(wanted))
