"""Portraits, for pages and for badges."""

from collections.abc import Collection

from members.files.models import StoredFile
from members.people.models import Member


def photos_of(member_ids: Collection[int]) -> dict[int, StoredFile]:
    """The picture of each of these members, by her id; one query. Whoever asks has asked the right before."""
    members = Member.objects.filter(pk__in=member_ids, photo__isnull=False).select_related("photo").only("photo")
    return {member.pk: member.photo for member in members if member.photo is not None}
