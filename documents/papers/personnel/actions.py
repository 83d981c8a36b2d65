"""Asking for a personnel paper: with an export that a second person agreed to where it names people."""

from collections.abc import Mapping

from django.db import transaction

from congress.personnel.access import may_see
from congress.personnel.actions.exports import use_export
from congress.personnel.models import Export
from congress.personnel.rules.purposes import PURPOSES
from congress.terms.models import Congress
from documents.layout.details import Details
from documents.papers.actions import NOT_YOURS, remember_details
from documents.papers.personnel.paper import NOT_AGREED, PersonnelPaper
from documents.printing.actions import request_rendering
from documents.printing.models import Rendering
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

NO_PURPOSE = "Hãy chọn mục đích in."


@transaction.atomic
def request_personnel_paper(
    *,
    paper: PersonnelPaper,
    congress: Congress,
    details: Details,
    texts: Mapping[str, str],
    about: int | None = None,
    size: str = "",
    export: Export | None = None,
    purpose: str = "",
    by: Account,
) -> Rendering:
    """Ask for the print, and use up its export; the heading is remembered, what was typed beside it is not.

    Raises Refusal for whoever may not see the personnel work, without an agreed export where the paper names people, without a
    purpose where it does not, and while something is missing.
    """
    if not may_see(by, congress):
        raise Refusal(NOT_YOURS)
    if paper.has_names and (export is None or not _is_for(export, paper, congress, about)):
        raise Refusal(NOT_AGREED)
    if not paper.has_names and purpose not in PURPOSES:
        raise Refusal(NO_PURPOSE, field="purpose")
    for missing in paper.missing_about(congress, about):
        raise Refusal(missing.sentence)
    paper.check_texts(congress, texts)
    remember_details(unit=congress.unit, form=paper.code, details=details, texts={}, by=by)
    rendering = request_rendering(
        form=paper.code,
        parameters=paper.parameters_for(
            congress=congress, details=details, texts=texts, about=about, size=size, export=export, by=by
        ),
        by=by,
        unit=congress.unit,
        congress=congress.pk,
    )
    if paper.has_names and export is not None:
        use_export(export=export, rendering=rendering.pk, by=by)
    else:
        record("personnel.print_purpose", congress, by=by, unit=congress.unit, form=paper.code, purpose=PURPOSES[purpose])
    return rendering


def parameters_of(paper: PersonnelPaper, about: int | None) -> dict[str, int]:
    """What an export of this paper is asked for: a candidate, a step, or nothing."""
    return {paper.about: about} if paper.about and about is not None else {}


def _is_for(export: Export, paper: PersonnelPaper, congress: Congress, about: int | None) -> bool:
    return (export.form, export.congress_id, export.parameters) == (paper.code, congress.pk, parameters_of(paper, about))
