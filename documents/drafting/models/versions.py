"""Versions: the text frozen under a name, with its hash. Exactly one is current (procedure.md §6.1, R13)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.drafting.models.documents import Document
from documents.drafting.rules.text import Text


class VersionKind(models.TextChoices):
    OUTLINE = "outline", "Đề cương"
    DRAFT = "draft", "Dự thảo"
    SUBMISSION = "submission", "Bản trình duyệt"
    CONGRESS_TEXT = "congress_text", "Bản trình đại hội"
    OFFICIAL = "official", "Bản chính thức"
    CORRECTED = "corrected", "Bản chính thức (đã đính chính)"


class Version(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("Loại bản", max_length=20, choices=VersionKind.choices)
    # "Dự thảo 2"
    name = models.CharField("Tên bản", max_length=100)
    # rules.text.Text.as_dict() and "figures": name → value and source, as they were
    content = models.JSONField()
    # SHA-256 of Text.digest with the figures' values: the same words, the same hash
    hash = models.CharField(max_length=64)
    # type, title and details of the document as they were
    heading = models.JSONField(default=dict)
    summary = models.CharField("Tóm tắt thay đổi", max_length=500, blank=True)
    is_current = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once_a_document"),
            models.UniqueConstraint(fields=["document", "name"], name="version_name_once_a_document"),
            models.UniqueConstraint(fields=["document"], condition=Q(is_current=True), name="one_current_version_a_document"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> Text:
        return Text.of(self.content)


class Corrigendum(models.Model):
    """After adoption the text is changed only so: what was wrong, what is right, why, who agreed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="corrigenda")
    number = models.PositiveSmallIntegerField()
    before = models.ForeignKey(Version, models.PROTECT, related_name="+")
    after = models.OneToOneField(Version, models.PROTECT, related_name="corrigendum")
    reason = models.CharField("Lý do đính chính", max_length=500)
    agreed_by = models.CharField("Người đồng ý", max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="corrigendum_once_a_number"),
        ]

    def __str__(self) -> str:
        return f"Đính chính {self.number}"
