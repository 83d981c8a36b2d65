"""Files on their way into a text or into comments: a row first, read by a worker, previewed, confirmed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.drafting.models.documents import Document
from documents.drafting.models.rounds import Participation
from members.files.models import StoredFile


class UploadState(models.TextChoices):
    QUEUED = "queued", "Chờ đọc"
    READING = "reading", "Đang đọc"
    # tracked changes or comments were found: she says what becomes of them, then it is read
    ASKING = "asking", "Chờ chọn cách xử lý bản sửa"
    READ = "read", "Chờ xác nhận"
    REFUSED = "refused", "Không đọc được"
    CONFIRMED = "confirmed", "Đã nhập"
    DISCARDED = "discarded", "Đã bỏ"


FOLLOWS: dict[str, set[str]] = {
    UploadState.QUEUED: {UploadState.READING, UploadState.DISCARDED},
    UploadState.READING: {
        UploadState.QUEUED, UploadState.ASKING, UploadState.READ, UploadState.REFUSED, UploadState.DISCARDED,
    },
    UploadState.ASKING: {UploadState.QUEUED, UploadState.DISCARDED},
    UploadState.READ: {UploadState.CONFIRMED, UploadState.DISCARDED},
    UploadState.REFUSED: {UploadState.DISCARDED},
    UploadState.CONFIRMED: set(),
    UploadState.DISCARDED: set(),
}  # fmt: skip


class Upload(models.Model):
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=UploadState.choices, default=UploadState.QUEUED)
    # what the worker found, as plain values
    reading = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file.name


class Tracked(models.TextChoices):
    ACCEPT = "accept", "Chấp nhận mọi sửa đổi"
    REJECT = "reject", "Bỏ mọi sửa đổi"
    COMMENTS = "comments", "Giữ lại thành ghi chú"


class WordUpload(Upload):
    """A .docx that becomes the sections of a document."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="word_uploads")
    # what becomes of tracked changes, once she was asked; "" while there are none or nobody said
    tracked = models.CharField(max_length=10, choices=Tracked.choices, blank=True)
    # whether it replaces the text (paragraphs keep their keys where they are alike) or is put behind it
    replaces = models.BooleanField(default=True)

    class Meta(Upload.Meta):
        indexes: ClassVar = [
            models.Index(fields=["claimed_until"], name="word_upload_nobody_reads", condition=Q(state__in=["queued", "reading"])),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="word_upload_confirmed_by_and_at_together",
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]


class WordRemark(models.Model):
    """A comment or a tracked change of a Word file: shown to the editing team at its place until somebody ticks it off."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="remarks")
    upload = models.ForeignKey(WordUpload, models.CASCADE, related_name="remarks")
    # "" where it stood on the heading or around the text; the paragraph may have gone since
    section_key = models.CharField(max_length=12, blank=True)
    block_key = models.CharField(max_length=12, blank=True)
    author = models.CharField("Người ghi", max_length=200, blank=True)
    words = models.TextField("Ghi chú")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["document"], name="word_remark_not_settled", condition=Q(settled_at=None))]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="word_remark_settled_by_and_at_together",
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class CommentTable(Upload):
    """A table of comments (.xlsx or .docx) that a unit wrote at its meeting."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="tables")
    # what she set right in the preview: row number → field → value; rows she leaves out
    corrections = models.JSONField(default=dict)

    class Meta(Upload.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["claimed_until"], name="comment_table_nobody_reads", condition=Q(state__in=["queued", "reading"])
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="comment_table_confirmed_by_and_at_together",
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]
