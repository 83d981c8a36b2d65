"""What a document lacks before it is issued, which number it would get, and under which it was issued."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from documents.drafting.models import Document, DocumentState, Version
from documents.drafting.queries.details import proposed_details
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figures_of
from documents.drafting.rules.numbering import numbers_of
from documents.drafting.rules.showing import plain_words
from documents.drafting.rules.text import Style, Text
from documents.drafting.rules.types import DocumentType, type_or_plain
from documents.layout.checks import Checked, Hint, Missing, Paragraph, hints, missing_before_issue
from documents.layout.details import DocumentDetails
from documents.register.models import OutgoingPaper, OutgoingState
from documents.register.queries import reserved_in
from documents.register.rules import kinds

FORM = "van-ban"
ANNEXES = {Style.ANNEX, Style.ANNEX_LANDSCAPE}
BEFORE_ISSUE = {DocumentState.ADOPTED, DocumentState.APPROVED}


def details_of(document: Document) -> DocumentDetails:
    """Heading and end of the document, with what its type proposes where nothing was given."""
    kind = type_or_plain(document.type)
    proposed = proposed_details(unit=document.unit, congress=document.congress, type=kind).as_dict()
    given = {name: value for name, value in document.details.items() if value not in (None, "")}
    return DocumentDetails.of(proposed | given)


def type_name_on_paper(kind: DocumentType, profile: str) -> str:
    """ "Kế hoạch" of every type of plan; what the decree doesn't abbreviate is called as its type is."""
    known = kinds(profile).get(kind.abbreviation) if kind.abbreviation else None
    return known or kind.name


def paragraphs_of(text: Text, figures: Mapping[str, Mapping[str, str]]) -> list[Paragraph]:
    """The blocks of a text for the checks; each annex is a part of its own."""
    part, found = 0, []
    for section in text.sections:
        if section.style in ANNEXES:
            part += 1
        for block in section.blocks:
            found.append(Paragraph(block.key, plain_words(block.plain, figures), part))
    return found


def checked_of(document: Document, *, details: DocumentDetails | None = None) -> Checked:
    """The document as it is checked before it is issued."""
    kind = type_or_plain(document.type)
    chosen = details or details_of(document)
    if not kind.numbered:
        chosen = replace(chosen, symbol=chosen.symbol)
    figures = figures_of(document)
    return Checked(
        details=chosen,
        title=plain_words(document.title, figures),
        paragraphs=paragraphs_of(working_text(document), figures),
        structure=kind.structure.value,
        abbreviation=kind.abbreviation,
    )


def missing_of(document: Document, *, details: DocumentDetails | None = None) -> list[Missing]:
    """What keeps it from being issued. A paper without a number isn't asked for one, nor for what only a numbered one has."""
    found = missing_before_issue(checked_of(document, details=details))
    if type_or_plain(document.type).numbered:
        return found
    return [one for one in found if one.field in {"text", "title"}]


def hints_of(document: Document) -> list[tuple[Hint, str]]:
    """Capital letters and the like, each with the heading of the section it stands in."""
    text = working_text(document)
    places: dict[str, str] = {}
    for section, numbered in zip(text.sections, numbers_of(text.sections), strict=True):
        for block in section.blocks:
            places[block.key] = numbered.line or "Phần mở đầu"
    return [(hint, places.get(hint.key, "Phần đầu, phần ký")) for hint in hints(checked_of(document))]


def issued_paper(document: Document) -> OutgoingPaper | None:
    """The paper under which a version of the document was issued."""
    versions = list(document.versions.values_list("pk", flat=True))
    papers = OutgoingPaper.objects.filter(unit=document.unit, source_form=FORM, source_parameters__version__in=versions)
    return papers.exclude(state=OutgoingState.VOID).select_related("unit", "rendering").order_by("-id").first()


def may_be_issued(document: Document) -> bool:
    """Whether its state lets it be issued: approved, adopted, or issued under a number that was voided since."""
    if document.state != DocumentState.ISSUED:
        return document.state in BEFORE_ISSUE
    return type_or_plain(document.type).numbered and issued_paper(document) is None


def reserved_for(document: Document, *, symbol: str, profile: str, day: date) -> QuerySet[OutgoingPaper]:
    """Numbers kept in the series that the paper would belong to."""
    kind = type_or_plain(document.type)
    return reserved_in(document.unit, kind=kind.abbreviation, symbol=symbol, profile=profile, day=day)


def current_version(document: Document) -> Version | None:
    return document.versions.filter(is_current=True).defer("content").first()


def place_to_mend(document: Document, missing: Missing) -> dict[str, Any]:
    """Where to mend it: the URL name and its argument."""
    return {"name": "drafting:document-detail" if missing.field == "text" else "drafting:document-details", "pk": document.pk}
