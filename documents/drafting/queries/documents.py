"""What is asked of documents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from congress.terms.models import Congress
from documents.drafting.models import Document, DraftSection, Editor, Version
from documents.drafting.rules.states import has_ended, is_frozen
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import types
from members.access.models import Account, Grant
from members.access.queries import covered, roots_of
from members.access.roles import ROLES, Permission
from members.units.models import Unit, UnitQuerySet
from vietnamese.search import search_key


def documents_for(account: Account, permission: Permission = Permission.DOCUMENT_VIEW) -> QuerySet[Document]:
    """Documents of the units on which the account has the permission."""
    return Document.objects.filter(covered(account, permission, path="unit__path")).select_related("unit", "congress", "lead")


def sections_of(document: Document) -> QuerySet[DraftSection]:
    """The sections of the text as it stands now, in their order; what was taken out is not among them."""
    return document.sections.filter(removed_at=None).order_by("position", "id")


def working_text(document: Document) -> Text:
    return Text(tuple(section.as_section() for section in sections_of(document)))


@dataclass(frozen=True)
class DocumentFilters:
    text: str = ""
    congress: int | None = None
    group: str = ""
    state: str = ""
    # led or edited by this account
    of: Account | None = None


def found_documents(documents: QuerySet[Document], filters: DocumentFilters) -> QuerySet[Document]:
    """Those that fit, searched without accents, each with the name of its current version as `current_name`."""
    for word in search_key(filters.text).split():
        documents = documents.filter(search_key__contains=word)
    if filters.congress is not None:
        documents = documents.filter(congress=filters.congress)
    if filters.group:
        documents = documents.filter(type__in=[one.code for one in types().values() if one.group == filters.group])
    if filters.state:
        documents = documents.filter(state=filters.state)
    if filters.of is not None:
        edited = Editor.objects.filter(document=OuterRef("pk"), account=filters.of)
        documents = documents.filter(Q(lead=filters.of) | Exists(edited))
    current = Version.objects.filter(document=OuterRef("pk"), is_current=True)
    return documents.annotate(current_name=Subquery(current.values("name")[:1]))


def is_late(document: Document, *, on: date) -> bool:
    """Past its day and not finished; what the congress adopted was finished in time, whenever its number is given."""
    if document.due_on is None or document.due_on >= on:
        return False
    return not has_ended(document.state) and not is_frozen(document.state)


def writers_of(unit: Unit, *, on: date) -> QuerySet[Account]:
    """The accounts that may lead or edit documents of this unit."""
    roles = [role.code for role in ROLES.values() if Permission.DOCUMENT_WRITE in role.permissions]
    above = [unit.path[: place + 1] for place, sign in enumerate(unit.path) if sign == "/" and place]
    grants = Grant.objects.in_force(on=on).filter(role__in=roles, unit__path__in=above)
    return Account.objects.filter(is_active=True, pk__in=grants.values("account")).order_by("full_name", "pk")


def units_for_documents(account: Account, *, on: date) -> UnitQuerySet:
    """The units for which she may begin documents."""
    return Unit.objects.in_force(on=on).filter(covered(account, Permission.DOCUMENT_MANAGE))


def own_units(account: Account, *, on: date) -> list[Unit]:
    """The units on which she holds that right herself: nearly always the one she means."""
    roots = roots_of(account, Permission.DOCUMENT_MANAGE)
    return list(Unit.objects.in_force(on=on).filter(path__in=roots).order_by("path"))


def congresses_for_documents(unit: Unit) -> QuerySet[Congress]:
    """Those of the unit, then of the units above it; the latest first."""
    above = [unit.path[: place + 1] for place, sign in enumerate(unit.path) if sign == "/" and place]
    return Congress.objects.filter(unit__path__in=above).select_related("unit", "term").order_by("-unit__path", "-held_on")
