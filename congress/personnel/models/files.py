"""Files of the personnel room: sealed at rest, never beside others, taken in piece by piece so that a lost line loses nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.terms.models import Congress


class SealedFile(models.Model):
    """Bytes under the room's own key (PERSONNEL_KEY); the name tells nothing of a person to others."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="+")
    name = models.CharField("Tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # in pieces, each sealed by itself, so that 20 MB are never held three times in memory
    sealed_with = models.CharField(max_length=16)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    # the bytes were destroyed on the day of retention; what it was stays known
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="sealed_file_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class SealedPiece(models.Model):
    file = models.ForeignKey(SealedFile, models.CASCADE, related_name="pieces")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "position"], name="sealed_piece_once_a_position")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.position}"


class Incoming(models.Model):
    """An upload on its way: what has arrived so far stays, so that it goes on where the line was lost."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="+")
    # what it is for: "document:17", "step:4:minutes"
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    # when the file was last changed, as her browser says: the same name and size may be another scan
    stamp = models.CharField(max_length=40, blank=True)
    received = models.PositiveIntegerField(default=0)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="no_more_received_than_announced", condition=Q(received__lte=F("size"))),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.received}/{self.size}"


class IncomingPiece(models.Model):
    incoming = models.ForeignKey(Incoming, models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["incoming", "start"], name="incoming_piece_once")]

    def __str__(self) -> str:
        return f"{self.incoming_id}: {self.start}"
