"""The congress file: everything of a congress bound into one PDF and one ZIP, made by a worker."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from congress.terms.models import Congress
from members.files.models import StoredFile


class BundleState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    WORKING = "working", "Đang đóng hồ sơ"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không đóng được"
    CLEARED = "cleared", "Đã dọn"


FOLLOWS: dict[str, set[str]] = {
    BundleState.QUEUED: {BundleState.WORKING, BundleState.FAILED},
    BundleState.WORKING: {BundleState.QUEUED, BundleState.DONE, BundleState.FAILED},
    BundleState.DONE: {BundleState.CLEARED},
    BundleState.FAILED: {BundleState.QUEUED},
    BundleState.CLEARED: set(),
}


class Bundle(models.Model):
    """One binding of the file as it was on that day. Asked for again, it is bound anew."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="bundles")
    state = models.CharField(max_length=10, choices=BundleState.choices, default=BundleState.QUEUED)
    # what was bound: part, title, day, pages, first page, SHA-256 of each; and what could not be
    manifest = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    archive = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["claimed_until"], name="bundle_nobody_binds", condition=Q(state__in=["queued", "working"])),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bundle_done_with_its_files",
                condition=~Q(state="done") | Q(pdf__isnull=False, archive__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(name="bundle_failed_with_a_reason", condition=~Q(state="failed") | ~Q(error="")),
            # a second click while the first is being made gets the first
            models.UniqueConstraint(
                fields=["congress"], condition=Q(state__in=["queued", "working"]), name="one_open_bundle_a_congress"
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ đại hội, {self.requested_at:%d/%m/%Y %H:%M}"

    @property
    def front_pages(self) -> int:
        """Cover and table of contents: what the file has beside the pages of its documents."""
        return self.pages - sum(int(one["pages"]) for one in self.manifest.get("documents", []))

    @property
    def is_open(self) -> bool:
        return self.state in {BundleState.QUEUED, BundleState.WORKING}
