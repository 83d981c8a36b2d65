"""A member's portrait: for her page and for the badge."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from members.access.models import Account
from members.access.trace import record
from members.files.actions import MEGABYTE, store_picture
from members.files.models import StoredFile
from members.people.models import Member

PHOTO_LIMIT = 5 * MEGABYTE
# twice what a badge prints at 300 dots an inch
PHOTO_WITHIN = (600, 800)


@transaction.atomic
def set_photo(*, member: Member, upload: "File[Any]", by: Account) -> Member:
    """Keep this picture, scaled and without what the camera wrote into it, instead of the one before."""
    locked = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    stored = store_picture(upload=upload, by=by, limit=PHOTO_LIMIT, within=PHOTO_WITHIN)
    before = locked.photo_id
    _point_at(locked, stored)
    _forget(before)
    record("member.photo", locked, by=by, unit=locked.unit, width=stored.width, height=stored.height)
    return locked


@transaction.atomic
def remove_photo(*, member: Member, by: Account) -> Member:
    """Her picture is deleted, not hidden: it is personal data. Twice is the same as once."""
    locked = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    if locked.photo_id is None:
        return locked
    before = locked.photo_id
    _point_at(locked, None)
    _forget(before)
    record("member.photo_remove", locked, by=by, unit=locked.unit)
    return locked


def _point_at(member: Member, stored: StoredFile | None) -> None:
    member.photo = stored
    member.revision += 1
    member.updated_at = timezone.now()
    member.save(update_fields=["photo", "revision", "updated_at"])


def _forget(file_id: int | None) -> None:
    """A record that was merged into hers may point at it still: the picture goes for both."""
    if file_id is not None:
        StoredFile.objects.filter(pk=file_id).delete()
