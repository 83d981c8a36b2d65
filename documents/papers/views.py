"""The papers of a congress: which can be printed now, what is asked before a print, and asking for it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from config.request import Request
from congress.delegates.models import DelegateList
from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from documents.drafting.access import may_see_document, may_see_version
from documents.drafting.models import Version
from documents.papers.access import may_number_cards
from documents.papers.actions import (
    number_cards,
    print_account_slips,
    print_drafted,
    request_paper,
    request_unit_list,
    sheet_of_paper,
    sheet_of_unit_list,
)
from documents.papers.forms import TEXT_PREFIX, RequestForm, initial_of
from documents.papers.issuing.access import may_issue_paper
from documents.papers.issuing.queries import issued_papers
from documents.papers.models import PaperDetails
from documents.papers.paper import Missing, Paper
from documents.papers.queries import (
    cards_to_number,
    details_of,
    last_prints,
    list_named,
    own_lists,
    people_called,
    remembered,
)
from documents.papers.sheets import workbook_of
from documents.papers.sources import document_named
from documents.papers.unit_list import UnitDelegateList
from documents.printing.forms import REGISTRY, form_of
from documents.printing.models import RenderingState
from documents.printing.tables import Table
from documents.printing.views import PILLS
from documents.register.access import may_view_register
from documents.register.models import OutgoingPaper
from members.access.access import has
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.accounts.access import may_manage_accounts
from members.accounts.queries import accounts_for
from members.sheets.writing import MEDIA_TYPE

# in the order in which they are needed
ORDER = (
    "thong-bao-phan-bo",
    "danh-sach-dai-bieu-day-du",
    "danh-sach-dai-bieu-rut-gon",
    "danh-sach-theo-doan",
    "danh-sach-du-khuyet",
    "giay-trieu-tap",
    "the-dai-bieu",
    "bao-cao-tham-tra",
    "giay-moi",
    "giay-khen",
)
# of what is asked, the part that changes from print to print; the rest is folded away once it was filled in
ASKED_EACH_TIME = frozenset({"delegation", "only", "size", "number", "dated_on"})
# typed only where the register gives no number: for a draft, or for a number that was given elsewhere
OF_THE_REGISTER = frozenset({"number", "dated_on"})
ISSUED_SHOWN = 5


@dataclass(frozen=True)
class Hurdle:
    """Why a paper can't be printed yet, and the address where to mend it."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A paper on the page of a congress."""

    paper: Paper
    hurdles: list[Hurdle]
    draft: str
    issued: list[OutgoingPaper]


def _congress(request: Request, congress_id: int) -> Congress:
    return get_object_or_404(congresses_for(request.user).select_related("unit__parent"), pk=congress_id)


def _hurdle(missing: Missing) -> Hurdle:
    for arguments in (missing.arguments, ()):
        try:
            return Hurdle(missing.sentence, reverse(missing.url_name, args=arguments) if missing.url_name else "")
        except NoReverseMatch:
            continue
    return Hurdle(missing.sentence, "")


def _papers(account: Account, congress: Congress) -> list[Paper]:
    known = [REGISTRY[code] for code in ORDER if code in REGISTRY]
    return [paper for paper in known if isinstance(paper, Paper) and paper.may_print_for(account, congress)]


def index(request: Request, congress_id: int) -> HttpResponse:
    congress = _congress(request, congress_id)
    papers = _papers(request.user, congress)
    lists = [] if has(request.user, Permission.LIST_REVIEW, congress.unit) else list(own_lists(request.user, congress)[:30])
    if not papers and not lists:
        raise Http404
    issued = issued_papers(congress, [paper.code for paper in papers if paper.kind_name])
    entries = [
        Entry(
            paper,
            [_hurdle(one) for one in paper.missing(congress)],
            paper.draft_reason(congress, {}),
            issued.get(paper.code, [])[:ISSUED_SHOWN],
        )
        for paper in papers
    ]
    may_number = may_number_cards(request.user, congress)
    context = {
        "congress": congress,
        "entries": entries,
        "lists": lists,
        "cards": cards_to_number(congress) if may_number else 0,
        "prints": [(one, PILLS[RenderingState(one.state)]) for one in last_prints(request.user, congress)],
        "sees_register": may_view_register(request.user, congress.unit),
    }
    return render(request, "papers/index.html", context)


def request_print(request: Request, form_code: str, congress_id: int) -> HttpResponse:
    """Ask for a paper of the congress: a short form, filled in as last time."""
    paper = form_of(form_code)
    congress = _congress(request, congress_id)
    if isinstance(paper, UnitDelegateList):
        return _choose_list(request, congress)
    if not isinstance(paper, Paper) or not paper.may_print_for(request.user, congress):
        raise Http404
    form = request_form(request, paper, congress)
    if form.is_valid() and "back" not in request.POST:
        given: dict[str, Any] = {"details": form.details, "texts": form.given_texts, "by": request.user, **form.chosen}
        try:
            if "sheet" in request.POST and paper.has_sheet:
                return _download(sheet_of_paper(paper=paper, congress=congress, **given), paper.title)
            rendering = request_paper(paper=paper, congress=congress, **given)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("printing:rendering", rendering.pk)
    return request_page(request, paper, congress, form)


def request_form(request: Request, paper: Paper, congress: Congress) -> RequestForm:
    """What is asked before a print, as it was typed or as it was filled in last time."""
    return RequestForm(
        request.POST or None,
        initial=_initial(paper, congress, remembered(congress, paper.code)),
        paper=paper,
        asks=paper.asks,
        texts=paper.texts(congress),
        people=people_called(congress, approved_only=True) if paper.chooses_people else [],
        year=timezone.localdate().year,
    )


def request_page(request: Request, paper: Paper, congress: Congress, form: RequestForm) -> HttpResponse:
    """The page of a request; whoever keeps the register can enter a numbered paper in it from here."""
    hurdles = [_hurdle(missing) for missing in paper.missing(congress)]
    kept = remembered(congress, paper.code)
    context = {
        "congress": congress,
        "paper": paper,
        "form": form,
        "hurdles": hurdles,
        "draft": paper.draft_reason(congress, {}),
        "note": "" if hurdles else paper.note(congress),
        "kept": kept,
        "may_issue": may_issue_paper(request.user, paper, congress),
        "issued": issued_papers(congress, [paper.code]).get(paper.code, [])[:ISSUED_SHOWN] if paper.kind_name else [],
        "sees_register": may_view_register(request.user, congress.unit),
    }
    return render(request, "papers/request.html", context | _parted(form, kept))


def _initial(paper: Paper, congress: Congress, kept: PaperDetails | None) -> dict[str, Any]:
    details = details_of(kept) if kept else paper.proposed(congress)
    texts = {text.name: text.proposal for text in paper.texts(congress)} | (dict(kept.texts) if kept else {})
    return initial_of(details, texts)


def _parted(form: RequestForm, kept: PaperDetails | None) -> dict[str, Any]:
    """Fields that are asked each time, and those that were filled in before and can stay folded."""
    fields = list(form.visible_fields())
    typed = [field for field in fields if field.name in OF_THE_REGISTER and form.paper.kind_name]
    fields = [field for field in fields if field not in typed]
    numbered = {"typed": typed, "unfold_typed": any(field.errors or field.value() for field in typed)}
    if kept is None:
        return {"now": fields, "before": [], "unfold": False, **numbered}
    now = [field for field in fields if field.name in ASKED_EACH_TIME or field.name.startswith(TEXT_PREFIX)]
    before = [field for field in fields if field not in now]
    return {"now": now, "before": before, "unfold": any(field.errors for field in before) or not now, **numbered}


def _choose_list(request: Request, congress: Congress) -> HttpResponse:
    """Which unit's list: named in the address, the only one there is, or one to be chosen."""
    lists = own_lists(request.user, congress)
    wanted = request.GET.get("list", "")
    if wanted.isdecimal():
        return redirect("papers:unit-list", get_object_or_404(lists, pk=int(wanted)).pk)
    found = list(lists[:200])
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("papers:unit-list", found[0].pk)
    return render(request, "papers/unit_lists.html", {"congress": congress, "lists": found})


def unit_list(request: Request, list_id: int) -> HttpResponse:
    """Ask for one unit's list, with its sensitive columns for whoever may see them."""
    delegate_list = list_named(request.user, list_id)
    paper = form_of(UnitDelegateList.code)
    if delegate_list is None or not isinstance(paper, UnitDelegateList):
        raise Http404
    may_see, full = (paper.may_print(request.user, {"list": list_id, "full": wanted}) for wanted in (False, True))
    if not may_see:
        raise Http404
    unit = delegate_list.electing_unit.lead_unit
    kept = PaperDetails.objects.filter(unit=unit, form=paper.code).first()
    initial = initial_of(details_of(kept) if kept else paper.proposed_for(delegate_list), {})
    form = RequestForm(request.POST or None, initial=initial, paper=paper, asks=paper.asks, year=timezone.localdate().year)
    if form.is_valid():
        given: dict[str, Any] = {"delegate_list": delegate_list, "full": full, "details": form.details, "by": request.user}
        try:
            if "sheet" in request.POST:
                return _download(sheet_of_unit_list(paper=paper, **given), _title(paper, delegate_list))
            rendering = request_unit_list(paper=paper, **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("printing:rendering", rendering.pk)
    context = {
        "congress": delegate_list.congress,
        "paper": paper,
        "form": form,
        "hurdles": [_hurdle(missing) for missing in paper.missing_on(delegate_list)],
        "draft": paper.draft_of(delegate_list),
        "kept": kept,
        "heading": _title(paper, delegate_list),
    }
    return render(request, "papers/request.html", context | _parted(form, kept))


def _title(paper: Paper, delegate_list: DelegateList) -> str:
    return f"{paper.title}: {delegate_list.electing_unit.name}"


def _download(table: Table, title: str) -> HttpResponse:
    response = HttpResponse(workbook_of(table), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename=\"danh-sach.xlsx\"; filename*=UTF-8''{quote(title, safe='')}.xlsx"
    return response


@require_POST
def cards_number(request: Request, congress_id: int) -> HttpResponse:
    """Give card numbers to those approved who have none."""
    congress = _congress(request, congress_id)
    try:
        numbered = number_cards(congress=congress, by=request.user)
    except Refusal as refusal:
        raise PermissionDenied from refusal
    if numbered:
        messages.success(request, f"Đã đánh số {numbered} thẻ.")
    else:
        messages.info(request, "Mọi đại biểu đã duyệt đều có số thẻ.")
    return redirect("papers:index", congress.pk)


@require_POST
def account_slips(request: Request) -> HttpResponse:
    """New first passwords for the chosen accounts, and their slips."""
    if not may_manage_accounts(request.user):
        raise PermissionDenied
    wanted = [int(value) for value in request.POST.getlist("account") if value.isdecimal()]
    accounts = list(accounts_for(request.user).filter(pk__in=wanted).order_by("full_name", "id"))
    try:
        rendering = print_account_slips(accounts=accounts, address=request.build_absolute_uri("/"), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:account-list")
    return redirect("printing:rendering", rendering.pk)


@require_POST
def version_print(request: Request, version_id: int) -> HttpResponse:
    """A version as it was frozen, also for the units that were asked about it."""
    version = get_object_or_404(Version.objects.defer("content").select_related("document__unit"), pk=version_id)
    if not may_see_version(request.user, version):
        raise Http404
    return redirect("printing:rendering", print_drafted(document=version.document, version=version, by=request.user).pk)


@require_POST
def document_print(request: Request, document_id: int) -> HttpResponse:
    """The text as it stands now."""
    document = document_named(request.user, document_id)
    if document is None or not may_see_document(request.user, document):
        raise Http404
    return redirect("printing:rendering", print_drafted(document=document, by=request.user).pk)
