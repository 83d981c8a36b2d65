"""Personnel papers of a congress: which there are, asking a second person, printing. For all others they do not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from config.request import Request
from congress.personnel.actions.exports import ask_export
from congress.personnel.actions.viewing import note_candidate_view
from congress.personnel.models import Export, ExportState, Method
from congress.personnel.queries.exports import agreed_export, exports_for, is_over, open_exports_of
from congress.personnel.queries.papers import candidate_named, step_named
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.steps import process_of, steps_of
from congress.personnel.views.exports import export_rows
from congress.personnel.views.purposes import ask_purpose, purpose_of
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from documents.papers.forms import initial_of
from documents.papers.paper import Missing
from documents.papers.personnel.actions import parameters_of, request_personnel_paper
from documents.papers.personnel.forms import AskForm, PersonnelRequestForm
from documents.papers.personnel.paper import ABOUT_CANDIDATE, ABOUT_STEP, PersonnelPaper
from documents.papers.queries import details_of, last_prints, remembered
from documents.printing.forms import form_of
from documents.printing.models import RenderingState
from documents.printing.views import PILLS
from members.access.refusal import Refusal

# in the order in which they are needed
ORDER = (
    "de-an-nhan-su",
    "trich-ngang-nhan-su",
    "to-trinh-nhan-su",
    "co-cau-nhan-su",
    "so-yeu-ly-lich",
    "tieu-su-tom-tat",
    "to-trinh-chuan-y",
    "quyet-dinh-chuan-y",
)
MINUTES, TALLY = "bien-ban-buoc-nhan-su", "bien-ban-kiem-phieu-nhan-su"


@dataclass(frozen=True)
class Hurdle:
    sentence: str
    url: str


def _congress(request: Request, congress_id: int) -> Congress:
    return get_object_or_404(rooms_for(request.user).select_related("unit__parent", "term"), pk=congress_id)


def _paper(form_code: str) -> PersonnelPaper:
    paper = form_of(form_code)
    if not isinstance(paper, PersonnelPaper):
        raise Http404
    return paper


def _hurdles(found: Sequence[Missing]) -> list[Hurdle]:
    hurdles = []
    for one in found:
        try:
            url = reverse(one.url_name, args=one.arguments) if one.url_name else ""
        except NoReverseMatch:
            url = ""
        hurdles.append(Hurdle(one.sentence, url))
    return hurdles


@never_cache
def papers(request: Request, congress_id: int) -> HttpResponse:
    congress = _congress(request, congress_id)
    forms = [form for code in ORDER if isinstance(form := form_of(code), PersonnelPaper)]
    process = process_of(congress)
    steps = [step for step in steps_of(process) if step.held_on] if process else []
    open_exports = open_exports_of(congress)
    prints = [one for one in last_prints(request.user, congress) if isinstance(form_of(one.form), PersonnelPaper)]
    context = {
        "congress": congress,
        "tabs": tabs_of(congress, "papers:personnel"),
        "papers": [(form, _hurdles(form.missing(congress))) for form in forms],
        "rows": export_rows(open_exports, request.user),
        "steps": [(step, step.method == Method.BALLOT) for step in steps],
        "minutes": MINUTES,
        "tally": TALLY,
        "prints": [(one, PILLS[RenderingState(one.state)]) for one in prints],
    }
    return render(request, "papers/personnel/papers.html", context)


@never_cache
def request_print(request: Request, congress_id: int, form_code: str) -> HttpResponse:
    """Ask a second person first where the paper names people; once she has agreed, fill in the heading and print."""
    congress, paper = _congress(request, congress_id), _paper(form_code)
    about = _about(request, paper, congress)
    if request.method == "GET" and about is not None and paper.about == ABOUT_CANDIDATE:
        # the page is headed with her name: as every page of the room that names somebody (congress/personnel/views/showing.py)
        purpose = purpose_of(request, congress)
        if not purpose:
            return ask_purpose(request, congress)
        note_candidate_view(congress=congress, candidate=about, page=paper.code, purpose=purpose, by=request.user)
    context = {
        "congress": congress,
        "paper": paper,
        "heading": paper.title_about(congress, about),
        "hurdles": _hurdles(paper.missing_about(congress, about)),
        "about_query": urlencode({paper.about: about}) if about is not None else "",
        "subject": _subject(paper, congress, about),
    }
    export = agreed_export(request.user, paper.code, congress, parameters_of(paper, about)) if paper.has_names else None
    if paper.has_names and export is None:
        return _ask(request, paper, congress, about, context)
    return _print(request, paper, congress, about, export, context)


def _about(request: Request, paper: PersonnelPaper, congress: Congress) -> int | None:
    """The step or candidate named in the address, of this congress; 404 for any other."""
    value = request.GET.get(paper.about, "") if paper.about else ""
    if not value:
        if paper.about == ABOUT_STEP:
            raise Http404
        return None
    named = {ABOUT_STEP: step_named, ABOUT_CANDIDATE: candidate_named}[paper.about]
    found = named(congress, int(value)) if value.isdecimal() and len(value) < 10 else None
    if found is None:
        raise Http404
    return int(found.pk)


def _subject(paper: PersonnelPaper, congress: Congress, about: int | None) -> str:
    if about is None:
        return ""
    if paper.about == ABOUT_STEP:
        step = step_named(congress, about)
        return f"{step.code}. {step.name}" if step else ""
    candidate = candidate_named(congress, about)
    return candidate.member.full_name if candidate else ""


def _ask(request: Request, paper: PersonnelPaper, congress: Congress, about: int | None, context: dict[str, Any]) -> HttpResponse:
    form = AskForm(request.POST or None)
    if form.is_valid() and not context["hurdles"]:
        try:
            ask_export(
                congress=congress,
                form=paper.code,
                title=paper.title_about(congress, about),
                parameters=parameters_of(paper, about),
                purpose=form.cleaned_data["purpose"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "Đã gửi yêu cầu. Khi một người thứ hai đồng ý, trang này cho in.")
            return redirect(request.get_full_path())
    waiting = _waiting(request, paper, congress, about)
    return render(request, "papers/personnel/ask.html", context | {"form": form, "waiting": waiting})


def _waiting(request: Request, paper: PersonnelPaper, congress: Congress, about: int | None) -> Export | None:
    """Her request that nobody has answered yet."""
    asked = exports_for(request.user).filter(
        congress=congress,
        form=paper.code,
        parameters=parameters_of(paper, about),
        asked_by=request.user,
        state=ExportState.ASKED,
    )
    found = asked.order_by("-id").first()
    return found if found is not None and not is_over(found, timezone.now()) else None


def _print(
    request: Request,
    paper: PersonnelPaper,
    congress: Congress,
    about: int | None,
    export: Export | None,
    context: dict[str, Any],
) -> HttpResponse:
    kept = remembered(congress, paper.code)
    texts = paper.texts(congress)
    form = PersonnelRequestForm(
        request.POST or None,
        initial=initial_of(details_of(kept) if kept else paper.proposed(congress), {text.name: text.proposal for text in texts}),
        paper=paper,
        asks=paper.asks,
        texts=texts,
        year=timezone.localdate().year,
    )
    if form.is_valid():
        try:
            rendering = request_personnel_paper(
                paper=paper,
                congress=congress,
                details=form.details,
                texts=form.given_texts,
                about=about,
                size=form.cleaned_data.get("size", ""),
                export=export,
                purpose=form.cleaned_data.get("purpose", ""),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("printing:rendering", rendering.pk)
    return render(request, "papers/personnel/request.html", context | {"form": form, "export": export, "kept": kept})


@never_cache
def export_print(request: Request, export_id: int) -> HttpResponse:
    """From an agreed export to the page that prints it."""
    export = get_object_or_404(exports_for(request.user).filter(asked_by=request.user), pk=export_id)
    paper = _paper(export.form)
    about = export.parameters.get(paper.about) if paper.about else None
    address = reverse("papers:personnel-request", args=[export.congress_id, paper.code])
    return redirect(f"{address}?{urlencode({paper.about: about})}" if about is not None else address)
