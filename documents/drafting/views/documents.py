"""Documents: the list, one of them, making and changing it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from congress.terms.queries import congresses_for, rule_set_of
from documents.drafting.access import may_manage_document, may_write_document
from documents.drafting.actions.documents import note_export
from documents.drafting.actions.rounds import stop_document
from documents.drafting.actions.states import is_from_above, is_voted_on, move_document
from documents.drafting.actions.versions import hash_of
from documents.drafting.figures import UNKNOWN, unknown_names, unknown_sentence
from documents.drafting.forms.documents import BeginForm, ChangeForm, DetailsForm, DocumentFilter, UnitChoice, grouped_types
from documents.drafting.models import Autosave, Document, DocumentState, DraftSection, Origin, RoundState, WordRemark
from documents.drafting.panels import NextStep, Panel, panels_for
from documents.drafting.queries.documents import (
    congresses_for_documents,
    documents_for,
    found_documents,
    is_late,
    own_units,
    sections_of,
    units_for_documents,
)
from documents.drafting.queries.figures import TOKEN, figures_of, names_in, names_in_words, proposed_title
from documents.drafting.rules import states
from documents.drafting.rules.showing import ShownSection, pages_of, plain_words, shown_sections
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import DocumentType, types
from documents.drafting.views.fetching import download, fetch_document, fetch_to_manage, posted, require
from members.access.access import has_anywhere
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.files.workbooks import Value, table_workbook
from members.units.models import Unit

DOCUMENTS_A_PAGE = 30
AGREED = {DocumentState.ADOPTED, DocumentState.APPROVED, DocumentState.ISSUED}
MOST_EXPORTED = 5000
COLUMNS = [
    ("Trích yếu", 70), ("Loại", 30), ("Đơn vị", 36), ("Đại hội", 50), ("Bước", 26), ("Bản hiện hành", 20),
    ("Người chủ trì", 26), ("Hạn", 12), ("Sửa lần cuối", 18),
]  # fmt: skip


BEGIN_WRITING = "Chuyển sang soạn thảo"


# ---- the list -------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    document: Document
    type_name: str
    title: str
    late: bool

    @property
    def kind(self) -> str:
        if self.late:
            return "late"
        return "done" if self.document.state in AGREED else "neutral"


def document_list(request: Request) -> HttpResponse:
    account = request.user
    if not has_anywhere(account, Permission.DOCUMENT_VIEW):
        return _for_those_asked(request)
    congresses = list(congresses_for(account).filter(documents__isnull=False).distinct().order_by("-held_on", "pk"))
    form = DocumentFilter(request.GET or None, congresses=congresses)
    found = found_documents(documents_for(account), form.filters(account))
    if "export" in request.GET:
        return _export(request, found)
    page = Paginator(found, DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(document) for document in page.object_list],
        "filtered": any(request.GET.get(name) for name in form.fields),
        "may_begin": has_anywhere(account, Permission.DOCUMENT_MANAGE),
        "asked_url": asked_url() if has_anywhere(account, Permission.DOCUMENT_COMMENT) else "",
    }
    return render(request, "drafting/document_list.html", context)


def _for_those_asked(request: Request) -> HttpResponse:
    """Who only comments has a list of her own."""
    if has_anywhere(request.user, Permission.DOCUMENT_COMMENT) and (url := asked_url()):
        return redirect(url)
    return render(request, "drafting/document_list_nothing.html", {})


def asked_url() -> str:
    try:
        return reverse("drafting:asked-list")
    except NoReverseMatch:
        return ""


def _row(document: Document) -> Row:
    return Row(document, type_name(document), document.title, is_late(document, on=timezone.localdate()))


def type_name(document: Document) -> str:
    known = types().get(document.type)
    return known.name if known else document.type


def _export(request: Request, found: Any) -> HttpResponse:
    rows: list[list[Value]] = [
        [
            one.title,
            type_name(one),
            one.unit.name,
            one.congress.name if one.congress else "",
            one.get_state_display(),
            one.current_name or "",
            one.lead.full_name,
            one.due_on,
            f"{timezone.localtime(one.changed_at):%d/%m/%Y %H:%M}",
        ]
        for one in found[:MOST_EXPORTED]
    ]
    note_export(count=len(rows), by=request.user)
    return download(table_workbook("Danh sách văn kiện", COLUMNS, rows), "van-kien.xlsx")


# ---- beginning one --------------------------------------------------------------------------------------------------


def document_new(request: Request) -> HttpResponse:
    """Whose, which type, then the facts; each choice stands in the address, so that "back" goes back."""
    account, today = request.user, timezone.localdate()
    require(has_anywhere(account, Permission.DOCUMENT_MANAGE))
    unit = _chosen_unit(request, account)
    if unit is None:
        form = UnitChoice(request.GET if request.GET.get("unit") else None, units=units_for_documents(account, on=today))
        if form.is_valid():
            return redirect(f"{reverse('drafting:document-new')}?unit={form.cleaned_data['unit'].pk}")
        return render(request, "drafting/document_new_unit.html", {"form": form, "own": own_units(account, on=today)[:12]})
    origin = Origin.FROM_ABOVE if request.GET.get("origin") == Origin.FROM_ABOVE else Origin.OWN
    chosen = next((one for _group, mine in grouped_types(unit) for one in mine if one.code == request.GET.get("type")), None)
    if chosen is None:
        context = {"unit": unit, "groups": grouped_types(unit), "origin": origin, "from_above": origin == Origin.FROM_ABOVE}
        return render(request, "drafting/document_new_type.html", context)
    return _begin(request, unit, chosen, origin)


def _chosen_unit(request: Request, account: Account) -> Unit | None:
    own = own_units(account, on=timezone.localdate())
    wanted = request.GET.get("unit", "")
    if wanted.isdecimal() and len(wanted) < 18:
        return get_object_or_404(units_for_documents(account, on=timezone.localdate()), pk=int(wanted))
    return own[0] if len(own) == 1 and not wanted else None


def _begin(request: Request, unit: Unit, chosen: DocumentType, origin: str) -> HttpResponse:
    congresses = congresses_for_documents(unit)
    wanted = request.GET.get("congress", "")
    congress = congresses.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 18 else congresses.first()
    own = origin == Origin.OWN
    initial = {
        "title": proposed_title(chosen, unit=unit, congress=congress) if own else chosen.name,
        "congress": congress,
        "lead": request.user,
    }
    form = BeginForm(request.POST or None, unit=unit, type=chosen, origin=origin, initial=initial)
    if form.is_valid() and (document := form.save(by=request.user)):
        if own:
            messages.success(request, "Đã lập văn kiện với các mục của đề cương mẫu. Mở từng mục để viết.")
            return redirect("drafting:document-detail", document.pk)
        messages.success(request, "Đã lập văn kiện. Bây giờ hãy đưa tệp dự thảo của cấp trên vào.")
        return redirect("drafting:word-upload", document.pk)
    context = {"form": form, "unit": unit, "type": chosen, "from_above": not own}
    context["sections"] = [(one.style, TOKEN.sub("…", one.heading)) for one in chosen.outline] if own else []
    return render(request, "drafting/document_new.html", context)


# ---- one of them ----------------------------------------------------------------------------------------------------


@dataclass
class SectionView:
    """A section of the page: how it reads, its row, and what is to be told of it."""

    shown: ShownSection
    row: DraftSection
    has_draft: bool
    # of its pages by their name: made from one pattern each, for a text has hundreds
    urls: dict[str, str]
    # from a Word file and not ticked off, each with the beginning of its paragraph
    remarks: list[tuple[WordRemark, str]]

    @property
    def is_empty(self) -> bool:
        return not self.shown.html

    @property
    def indent(self) -> int:
        return min(self.shown.depth, 4)


def document_detail(request: Request, document_id: int) -> HttpResponse:
    document = fetch_document(request, document_id)
    account = request.user
    rows = list(sections_of(document).select_related("changed_by"))
    text = Text(tuple(row.as_section() for row in rows))
    figures = figures_of(document)
    shown = shown_sections(text, figures)
    versions = list(document.versions.defer("content").select_related("made_by"))
    current = next((one for one in versions if one.is_current), None)
    names = list(dict.fromkeys([*names_in_words(document.title), *names_in(text)]))
    said = {one: figures[one] for one in names_in(text) if one in figures}
    is_frozen_now = current is not None and current.hash == hash_of(text, said)
    drafts = set(Autosave.objects.filter(section__document=document, account=account).values_list("section_id", flat=True))
    may_write, may_manage = may_write_document(account, document), may_manage_document(account, document)
    panels = panels_for(account, document)
    remarks = _remarks_at(document, text) if may_write else {}
    words = sum(one.words for one in shown)
    context = {
        "document": document,
        "title": plain_words(document.title, figures),
        "type_name": type_name(document),
        "type": types().get(document.type),
        "sections": _section_views(shown, rows, drafts, remarks),
        "loose_remarks": remarks.get("", []),
        "remark_count": sum(len(some) for some in remarks.values()),
        "outline": [one for one in shown if one.heading],
        "unknown": [unknown_sentence(name, meant) for name, meant in unknown_names(names).items()],
        "pending": sum(figures[name]["value"] == UNKNOWN for name in names if name in figures),
        "versions": versions[:4],
        "version_count": len(versions),
        "current": current,
        "changed_since": current is not None and not is_frozen_now,
        "steps": _steps(document),
        "editors": document.editors.select_related("account").order_by("account__full_name"),
        "panels": panels,
        "may_write": may_write and states.is_written_in(document.state),
        "may_manage": may_manage,
        "late": is_late(document, on=timezone.localdate()),
        "words": words,
        "pages": pages_of(words),
        "add_url": reverse("drafting:section-add", args=[document.pk]),
        "removed": document.sections.exclude(removed_at=None).count(),
        "from_above": is_from_above(document),
    }
    context["page_limit"] = _page_limit(document)
    context["next"] = _next_step(document, context, panels)
    return render(request, "drafting/document_detail.html", context)


def _remarks_at(document: Document, text: Text) -> dict[str, list[tuple[WordRemark, str]]]:
    """What is left of the remarks of Word files by the section it stands in now; under "" what has no place any more."""
    sections = {section.key for section in text.sections}
    blocks = {block.key: (section.key, block.plain) for section, block in text.blocks()}
    found: dict[str, list[tuple[WordRemark, str]]] = {}
    for one in document.remarks.filter(settled_at=None):
        section, words = blocks.get(one.block_key, (one.section_key, ""))
        found.setdefault(section if section in sections else "", []).append((one, words))
    return found


def _section_views(
    shown: list[ShownSection], rows: list[DraftSection], drafts: set[int], remarks: dict[str, list[tuple[WordRemark, str]]]
) -> list[SectionView]:
    patterns = {name: reverse(f"drafting:section-{name}", args=[0]) for name in ("edit", "move", "history", "remove")}
    return [
        SectionView(
            one,
            row,
            row.pk in drafts,
            {name: way.replace("/0/", f"/{row.pk}/") for name, way in patterns.items()},
            remarks.get(row.key, []),
        )
        for one, row in zip(shown, rows, strict=True)
    ]


def _page_limit(document: Document) -> int | None:
    known = types().get(document.type)
    if known is None:
        return None
    return known.pages_allowed(rule_set_of(document.congress) if document.congress and known.page_limit_rule else None)


def _steps(document: Document) -> list[dict[str, str]]:
    """The life of this document as steps; what it has behind it, and where it stands."""
    life = states.states_of(adopted_by_vote=is_voted_on(document), from_above=is_from_above(document))
    life = [one for one in life if one != states.DocumentState.STOPPED]
    here = life.index(states.DocumentState(document.state)) if document.state in life else -1
    labels = {states.DocumentState.DRAFTING: "Soạn thảo", states.DocumentState.COMMENTING: "Xin ý kiến"}
    labels |= {states.DocumentState.SYNTHESIS: "Tổng hợp", states.DocumentState.APPROVAL: "Trình duyệt"}
    labels |= {states.DocumentState.ADOPTED: "Thông qua", states.DocumentState.APPROVED: "Duyệt"}
    labels |= {states.DocumentState.ISSUED: "Ban hành", states.DocumentState.CLOSED: "Gửi cấp trên"}
    last = len(life) - 1
    return [
        {
            "label": labels.get(one, one.label),
            "state": "done" if place < here or (place == here == last) else "current" if place == here else "todo",
        }
        for place, one in enumerate(life)
    ]


@dataclass(frozen=True)
class Move:
    """A next step that is a change of state: one button that posts."""

    sentence: str
    text: str
    to: str


def _next_step(document: Document, context: dict[str, Any], panels: list[Panel]) -> NextStep | Move | None:
    """The one thing to do now, for whoever may do it."""
    if document.state == DocumentState.STOPPED:
        return None
    if context["may_write"] and not context["sections"]:
        return NextStep(
            "Văn bản chưa có lời văn." if not context["from_above"] else "Chưa có lời văn của dự thảo cấp trên gửi xuống.",
            "Nhập từ tệp Word",
            reverse("drafting:word-upload", args=[document.pk]),
        )
    proposed = sorted((panel.next_step for panel in panels if panel.next_step), key=lambda step: not step.comes_first)
    if not context["may_manage"] or (proposed and proposed[0].comes_first):
        return next(iter(proposed), None)
    make = reverse("drafting:version-make", args=[document.pk])
    if document.state == DocumentState.OUTLINE:
        if context["current"] is None and not context["from_above"]:
            return Move("Xong đề cương thì chuyển sang soạn thảo; mục nào cũng còn sửa được.", BEGIN_WRITING, "drafting")
        return Move("Chuyển sang soạn thảo để viết, lập bản và xin ý kiến.", BEGIN_WRITING, "drafting")
    if document.state == DocumentState.DRAFTING and context["current"] is None:
        return NextStep("Viết xong thì lập bản dự thảo: lời văn được giữ nguyên để xin ý kiến, so sánh.", "Lập Dự thảo 1", make)
    if document.state == DocumentState.DRAFTING and context["changed_since"]:
        return NextStep(f"Lời văn đã sửa sau {context['current'].name}.", "Lập bản mới", make)
    return next(iter(proposed), None)


def document_edit(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    form = ChangeForm(request.POST or None, document=document)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu thông tin văn kiện.")
        return redirect("drafting:document-detail", document.pk)
    now = Document.objects.select_related("lead").get(pk=document.pk)
    stale = form.is_bound and str(now.revision) != form.data.get("revision")
    return render(request, "drafting/document_edit.html", {"form": form, "document": document, "now": now, "stale": stale})


def document_details(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    form = DetailsForm(request.POST or None, document=document)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu phần đầu và phần ký.")
        return redirect("drafting:document-detail", document.pk)
    return render(request, "drafting/document_details.html", {"form": form, "document": document})


def document_stop(request: Request, document_id: int) -> HttpResponse:
    """Stop with a reason; the page says what follows from it."""
    document = fetch_to_manage(request, document_id)
    error = ""
    if request.method == "POST":
        try:
            stop_document(document=document, reason=posted(request, "reason"), by=request.user)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Đã dừng văn kiện. Lời văn và các bản vẫn còn.")
            return redirect("drafting:document-detail", document.pk)
    context = {"document": document, "error": error, "reason": posted(request, "reason")}
    context["open_round"] = document.rounds.filter(state=RoundState.OPEN).first()
    return render(request, "drafting/document_stop.html", context)


# the moves that are a click on the page; rounds, synthesis and approval make the others by deeds of their own
BY_HAND = {DocumentState.DRAFTING}


@require_POST
def document_move(request: Request, document_id: int) -> HttpResponse:
    document = fetch_to_manage(request, document_id)
    to = request.POST.get("to", "")
    if to not in BY_HAND:
        raise Http404
    try:
        move_document(document=document, to=DocumentState(to), by=request.user)
        messages.success(request, "Văn kiện đang ở bước soạn thảo.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("drafting:document-detail", document.pk)
