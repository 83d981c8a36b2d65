"""Signed scans of meetings: minutes, tally minutes."""

from django.core.files.base import File

from congress.personnel.actions.files import seal_upload
from congress.personnel.models import SealedFile
from congress.terms.models import Congress
from members.access.models import Account


def seal_scan(*, congress: Congress, upload: "File[bytes] | None", by: Account) -> SealedFile | None:
    """The uploaded paper under the room's key; None where none was uploaded."""
    return seal_upload(congress=congress, upload=upload, by=by) if upload is not None else None
