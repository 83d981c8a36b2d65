"""An uploaded spreadsheet on its way to becoming people: read by a worker, previewed, confirmed, undone as one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from members.files.models import StoredFile
from members.sheets.sealed import SealedJSONField
from members.units.models import Unit


class SheetPurpose(models.TextChoices):
    ROSTER = "roster", "Danh sách hội viên"
    DELEGATES = "delegates", "Danh sách đại biểu"


class SheetState(models.TextChoices):
    QUEUED = "queued", "Chờ đọc"
    READING = "reading", "Đang đọc"
    READ = "read", "Chờ xác nhận"
    REFUSED = "refused", "Không đọc được"
    CONFIRMED = "confirmed", "Đã nhập"
    UNDONE = "undone", "Đã huỷ nhập"
    DISCARDED = "discarded", "Đã bỏ"


FOLLOWS: dict[str, set[str]] = {
    SheetState.QUEUED: {SheetState.READING, SheetState.DISCARDED},
    SheetState.READING: {SheetState.QUEUED, SheetState.READ, SheetState.REFUSED, SheetState.DISCARDED},
    SheetState.READ: {SheetState.CONFIRMED, SheetState.DISCARDED},
    SheetState.REFUSED: {SheetState.DISCARDED},
    SheetState.CONFIRMED: {SheetState.UNDONE},
    SheetState.UNDONE: set(),
    SheetState.DISCARDED: set(),
}


class Sheet(models.Model):
    """One upload. `reading` is what the worker found, `corrections` what she changed in the page since."""

    purpose = models.CharField(max_length=20, choices=SheetPurpose.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets")
    # the row the sheet is for when it is a delegate list: congress.delegates looks after it, this room does not know it
    target_id = models.PositiveBigIntegerField(null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SheetState.choices, default=SheetState.QUEUED)
    # service and identity numbers may stand in all of these, as in the file's bytes: none of them is kept in plain text
    reading = SealedJSONField(default=dict)
    corrections = SealedJSONField(default=dict)
    # what the target looked like when the preview was made; at confirmation it must look the same
    target_revision = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True)
    # what confirmation did, in enough detail to undo it as one
    outcome = SealedJSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "claimed_until"], name="sheet_nobody_reads"),
            models.Index(fields=["unit", "-id"], name="sheet_of_unit"),
            models.Index(fields=["purpose", "target_id", "-id"], name="sheet_for_target"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sheet_confirmed_by_and_at_together",
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file.name

    @property
    def is_cleared(self) -> bool:
        """Whether what was read and what was there before is no longer kept: nothing can be undone with it."""
        return self.state == SheetState.CONFIRMED and not self.reading
