"""What was asked to be printed, the parts it is made of, and what came out.

The rows are the truth; messages only wake workers.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RenderingState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    WORKING = "working", "Đang in"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không in được"
    CLEARED = "cleared", "Đã dọn"


State = RenderingState  # the short name, where no other room's states are about


FOLLOWS: dict[str, set[str]] = {
    RenderingState.QUEUED: {RenderingState.WORKING, RenderingState.FAILED},
    # back to the queue when its worker died
    RenderingState.WORKING: {RenderingState.DONE, RenderingState.FAILED, RenderingState.QUEUED},
    # its bytes are not kept for ever
    RenderingState.DONE: {RenderingState.CLEARED},
    RenderingState.FAILED: {RenderingState.QUEUED},
    RenderingState.CLEARED: {RenderingState.QUEUED},
}


class Output(models.Model):
    """A finished PDF, under the hash of its parts' keys and its title."""

    key = models.CharField(max_length=64, unique=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    # where the elements with an id stand: [id, page from 0, left, bottom, right, top] in points from the page's lower left
    anchors = models.JSONField(default=list, blank=True)
    # the form whose seal `pdf` is under; "": it lies open
    sealed_by = models.CharField(max_length=60, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.pages} trang)"


class Part(models.Model):
    """A few pages, rendered once for all papers they stand in."""

    # SHA-256 of what is rendered, the stylesheets, the fonts and the engine's version
    key = models.CharField(max_length=64, unique=True)
    source = models.JSONField()
    state = models.CharField(max_length=10, choices=RenderingState.choices, default=RenderingState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    fragment = models.BinaryField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="part_done_with_its_bytes",
                condition=~Q(state=RenderingState.DONE) | Q(fragment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.key[:12]


class Rendering(models.Model):
    """One request to print: which form, of what, for whom, how far it is and how it ended."""

    form = models.CharField("Mẫu", max_length=60)
    title = models.CharField("Tên văn bản", max_length=250)
    parameters = models.JSONField(default=dict)
    draft = models.BooleanField("Bản dự thảo", default=False)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị")
    congress = models.BigIntegerField(null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=10, choices=RenderingState.choices, default=RenderingState.QUEUED)
    content_hash = models.CharField(max_length=64, blank=True)
    part_keys = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    parts_done = models.PositiveIntegerField(default=0)
    parts_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField("Lỗi", blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="renderings", verbose_name="Người yêu cầu"
    )
    requested_at = models.DateTimeField("Yêu cầu lúc", default=timezone.now)
    # when the last message about it went out: beat sends another when nothing came of that one
    woken_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField("Bắt đầu lúc", null=True, blank=True)
    finished_at = models.DateTimeField("Xong lúc", null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    output = models.ForeignKey(Output, models.PROTECT, null=True, blank=True, related_name="renderings")
    pages = models.PositiveIntegerField("Số trang", default=0)

    class Meta:
        ordering: ClassVar = ["-requested_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-requested_at", "-id"], name="rendering_newest_first"),
            models.Index(fields=["requested_by", "-requested_at"], name="rendering_of_a_person"),
            models.Index(
                fields=["state", "claimed_until"],
                name="rendering_not_finished",
                condition=Q(state__in=[RenderingState.QUEUED, RenderingState.WORKING]),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rendering_done_with_an_output",
                condition=~Q(state=RenderingState.DONE) | Q(output__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rendering_failed_with_a_reason", condition=~Q(state=RenderingState.FAILED) | ~Q(error="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {RenderingState.QUEUED, RenderingState.WORKING}
