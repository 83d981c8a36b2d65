"""Whose a file is, and how many there are."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from congress.personnel.models import Candidate, DocumentFile, SealedFile
from congress.personnel.rules.completeness import document_kinds
from congress.terms.models import Congress


@dataclass(frozen=True)
class Owner:
    """The paper that a file is a scan of."""

    candidate: Candidate
    kind: str
    title: str


def owner_of(file: SealedFile) -> Owner | None:
    """None for what belongs to the congress itself: minutes and the like."""
    found = DocumentFile.objects.filter(file=file).select_related("document__candidate__member__unit").first()
    if found is None:
        return None
    kind = document_kinds().get(found.document.kind)
    return Owner(found.document.candidate, found.document.kind, kind.name if kind else "")


@dataclass(frozen=True)
class Stored:
    files: int
    size: int


def stored_in(congress: Congress) -> Stored:
    """Files that still have their bytes."""
    found = SealedFile.objects.filter(congress=congress, destroyed_at=None).aggregate(number=Count("pk"), size=Sum("size"))
    return Stored(found["number"], found["size"] or 0)
