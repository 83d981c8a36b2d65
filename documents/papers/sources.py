"""What a drafted text is printed from: the text as it stands, a version, or the paper that was issued."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from documents.drafting.access import may_see_document, may_see_version
from documents.drafting.models import Document, DocumentState, Version, VersionKind
from documents.drafting.queries.details import proposed_details
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figures_of
from documents.drafting.queries.issue import FORM, type_name_on_paper
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import DocumentType, type_or_plain, types
from documents.layout.details import DocumentDetails
from documents.layout.structures import Structure
from documents.papers.numbered import issued_details, proof_of
from documents.printing.models import Rendering
from documents.printing.queries import LOOKED_AT
from documents.register.access import may_view_register
from documents.register.models import OutgoingPaper, OutgoingState
from members.access.models import Account

Row = TypeVar("Row", bound=Model)
# prints what was kept of a paper of figures when it was issued
ISSUED = "ban-phat-hanh"
DRAFT, NO_LONGER = "DỰ THẢO", "HẾT HIỆU LỰC"
OFFICIAL = frozenset({VersionKind.OFFICIAL, VersionKind.CORRECTED})
ADOPTED = frozenset({DocumentState.ADOPTED, DocumentState.ISSUED})
APPROVED = ADOPTED | {DocumentState.APPROVED, DocumentState.TO_CONGRESS}


@dataclass(frozen=True)
class Source:
    """Everything that is printed of a drafted text. note: the line in the margin. address: what the QR code says, "" for none."""

    type: DocumentType
    title: str
    details: DocumentDetails
    text: Text
    figures: Mapping[str, str]
    watermark: str
    note: str
    issuer: str
    superior: str
    address: str = ""
    is_issued: bool = False

    @property
    def structure(self) -> Structure:
        return Structure(self.type.structure.value)

    @property
    def kind_name(self) -> str:
        return type_name_on_paper(self.type, self.details.profile)


def _read(account: Account, kind: str, number: object, rows: QuerySet[Row]) -> Row | None:
    """A row of a print's parameters; read once per account object, for the list of prints asks for every one.

    With the first of a kind come all that the newest prints name, so that the list takes as many queries for 300 as for one.
    """
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    known: dict[tuple[str, int], Row | None] = account.__dict__.setdefault("_drafted_read", {})
    if (kind, number) not in known:
        wanted = {number, *_printed_lately(account).get(kind, ())}
        found = {row.pk: row for row in rows.filter(pk__in=wanted)}
        known |= {(kind, pk): found.get(pk) for pk in wanted}
    return known[kind, number]


def _printed_lately(account: Account) -> dict[str, set[int]]:
    if "_drafted_printed" not in account.__dict__:
        newest = (
            Rendering.objects.filter(form__in=[FORM, ISSUED])
            .order_by("-requested_at", "-id")
            .values_list("parameters", flat=True)
        )
        lately: dict[str, set[int]] = {"document": set(), "version": set(), "outgoing": set()}
        for parameters in newest[:LOOKED_AT]:
            for kind, numbers in lately.items():
                numbers |= {parameters[kind]} if isinstance(parameters.get(kind), int) else set()
        account.__dict__["_drafted_printed"] = lately
    printed: dict[str, set[int]] = account.__dict__["_drafted_printed"]
    return printed


def document_named(account: Account, number: object) -> Document | None:
    return _read(account, "document", number, Document.objects.select_related("unit__parent", "congress"))


def version_named(account: Account, number: object) -> Version | None:
    versions = Version.objects.select_related("document__unit__parent", "document__congress").defer("content")
    return _read(account, "version", number, versions)


def outgoing_named(account: Account, number: object) -> OutgoingPaper | None:
    return _read(account, "outgoing", number, OutgoingPaper.objects.select_related("unit__parent", "congress"))


def may_print_source(account: Account, parameters: Mapping[str, Any]) -> bool:
    """Whoever sees the text; of an issued paper also whoever sees the register it stands in."""
    if "outgoing" in parameters:
        paper = outgoing_named(account, parameters["outgoing"])
        if paper is None or not paper.source_parameters.items() <= dict(parameters).items():
            return False
        if may_view_register(account, paper.unit):
            return True
    if "version" in parameters:
        version = version_named(account, parameters["version"])
        return version is not None and may_see_version(account, version)
    document = document_named(account, parameters.get("document"))
    return document is not None and may_see_document(account, document)


def source_of(parameters: Mapping[str, Any], account: Account) -> Source | None:
    """What is to be printed; None when it is there no longer."""
    version = version_named(account, parameters.get("version"))
    if version is not None:
        source = _of_version(version)
    else:
        document = document_named(account, parameters.get("document"))
        if document is None:
            return None
        source = _of_document(document)
    if "outgoing" not in parameters:
        return source
    paper = outgoing_named(account, parameters["outgoing"])
    return None if paper is None else _issued(source, paper)


def title_of_source(parameters: Mapping[str, Any]) -> str:
    """What a print is called: by its number once it is issued, else by its title and version."""
    if paper := OutgoingPaper.objects.filter(pk=_number(parameters, "outgoing")).only("symbol", "abstract").first():
        return f"{paper.symbol} {paper.abstract}"
    versions = Version.objects.filter(pk=_number(parameters, "version")).select_related("document").defer("content")
    if version := versions.first():
        return f"{version.document.title} ({version.name})"
    document = Document.objects.filter(pk=_number(parameters, "document")).only("title").first()
    return document.title if document else ""


def _number(parameters: Mapping[str, Any], name: str) -> int:
    given = parameters.get(name)
    return given if isinstance(given, int) else 0


def _of_document(document: Document) -> Source:
    changed = timezone.localtime(document.changed_at)
    watermark = "" if document.state in ADOPTED else DRAFT
    return _source(
        document,
        heading={"type": document.type, "title": document.title, "details": document.details},
        text=working_text(document),
        figures=figures_of(document),
        watermark=watermark,
        year=timezone.localdate().year,
        note=f"Bản đang soạn, sửa lần cuối {changed:%H:%M} ngày {changed:%d/%m/%Y}",
    )


def _of_version(version: Version) -> Source:
    made = timezone.localtime(version.made_at)
    return _source(
        version.document,
        heading=version.heading,
        text=version.text,
        figures=version.content.get("figures", {}),
        watermark=watermark_of(version),
        year=made.year,
        note=f"{version.name}, {made:%H:%M} ngày {made:%d/%m/%Y}",
    )


def watermark_of(version: Version) -> str:
    """The words behind a version: an older one is no longer in force, the current one a draft until it is adopted or approved."""
    if not version.is_current:
        return NO_LONGER
    if version.kind in OFFICIAL:
        return ""
    known = types().get(version.document.type)
    is_voted_on = known is not None and known.adopted
    return "" if version.document.state in (ADOPTED if is_voted_on else APPROVED) else DRAFT


def _source(
    document: Document,
    *,
    heading: Mapping[str, Any],
    text: Text,
    figures: Mapping[str, Mapping[str, Any]],
    watermark: str,
    year: int,
    note: str,
) -> Source:
    """year: printed as long as the day of issue isn't known."""
    kind = type_or_plain(str(heading.get("type") or document.type))
    given = heading.get("details")
    congress, unit = document.congress, document.unit
    return Source(
        type=kind,
        title=str(heading.get("title") or document.title),
        details=_details(document, kind, given if isinstance(given, Mapping) else {}, year=year),
        text=text,
        figures={name: str(one["value"]) for name, one in figures.items()},
        watermark=watermark,
        note=note,
        issuer=congress.body_name if congress and congress.unit_id == unit.pk else unit.name,
        superior=unit.parent.name if unit.parent else unit.name,
    )


def _details(document: Document, kind: DocumentType, given: Mapping[str, Any], *, year: int) -> DocumentDetails:
    """What the type proposes where nothing was given, as on the page of the document."""
    proposed = proposed_details(unit=document.unit, congress=document.congress, type=kind).as_dict()
    found = DocumentDetails.of(proposed | {name: value for name, value in given.items() if value not in (None, "")})
    return found if found.year else replace(found, year=year)


def _issued(source: Source, paper: OutgoingPaper) -> Source:
    """The text under its number, signed by whom the register says, with the address of its proof."""
    return replace(
        source,
        title=paper.abstract or source.title,
        details=issued_details(source.details, paper),
        watermark=NO_LONGER if paper.state == OutgoingState.VOID else "",
        note="",
        address=proof_of(paper),
        is_issued=True,
    )
