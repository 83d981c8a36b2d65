"""What is asked of documents."""

from django.db.models import QuerySet

from documents.drafting.models import Document, DraftSection
from documents.drafting.rules.text import Text
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission


def documents_for(account: Account, permission: Permission = Permission.DOCUMENT_VIEW) -> QuerySet[Document]:
    """Documents of the units on which the account has the permission."""
    return Document.objects.filter(covered(account, permission, path="unit__path")).select_related("unit", "congress", "lead")


def sections_of(document: Document) -> QuerySet[DraftSection]:
    """The sections of the text as it stands now, in their order; what was taken out is not among them."""
    return document.sections.filter(removed_at=None).order_by("position", "id")


def working_text(document: Document) -> Text:
    return Text(tuple(section.as_section() for section in sections_of(document)))
