"""Bytes that people gave us, kept in PostgreSQL: one thing to back up, one thing to bring back (docs/decisions)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class StoredFile(models.Model):
    """What was uploaded, as it was. The type is what the bytes are, whatever the name said."""

    name = models.CharField("Tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    # of a picture that we scaled ourselves, in pixels; 0: not a picture, or not measured
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="stored_file_not_empty", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name
