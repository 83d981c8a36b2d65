"""Which papers of a form stand in the register already, and under which number the next would."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from congress.terms.models import Congress
from documents.drafting.models import Document
from documents.layout.details import Details
from documents.papers.comment_report import CommentReport
from documents.papers.paper import Numbered
from documents.register.models import OutgoingPaper, OutgoingState
from documents.register.queries import next_symbol, reserved_in
from members.units.models import Unit

TURN = "turn"


def issued_papers(congress: Congress, forms: Iterable[str]) -> dict[str, list[OutgoingPaper]]:
    """What was issued of these forms of a congress, by form, the newest first."""
    found = OutgoingPaper.objects.filter(unit=congress.unit_id, congress=congress, state=OutgoingState.ISSUED)
    by_form: dict[str, list[OutgoingPaper]] = {}
    for paper in found.filter(source_form__in=list(forms)).defer("words", "search_key").order_by("-id"):
        by_form.setdefault(paper.source_form, []).append(paper)
    return by_form


def issued_reports(document: Document) -> list[OutgoingPaper]:
    """The reports on the comments to a document that were issued, the newest first."""
    found = OutgoingPaper.objects.filter(unit=document.unit_id, state=OutgoingState.ISSUED, source_form=CommentReport.code)
    return list(found.filter(source_parameters__document=document.pk).order_by("-id"))


def of_scope(papers: Iterable[OutgoingPaper], scope: Mapping[str, Any]) -> list[OutgoingPaper]:
    """Those that are the very same paper, issued before."""
    return [paper for paper in papers if {**paper.source_parameters, TURN: None} == {**scope, TURN: None}]


def turn_after(papers: Iterable[OutgoingPaper]) -> int:
    """Which time the paper is issued, when these were issued before it: no two that stand in the register share one."""
    return 1 + max((int(paper.source_parameters.get(TURN, 1)) for paper in papers), default=0)


def numbers_for(unit: Unit, form: Numbered, details: Details, *, day: date) -> dict[str, Any]:
    """The number that would be given now, and those that were kept in the same series; what `NumberForm` takes."""
    if not details.symbol.strip():
        return {"next_symbol": "…", "reserved": []}
    series: dict[str, Any] = {"kind": form.symbol, "symbol": details.symbol.strip(), "profile": details.profile, "day": day}
    return {"next_symbol": next_symbol(unit, **series), "reserved": list(reserved_in(unit, **series))}
