"""What became of the comments: exactly one answer each, and the changes of the text that they caused (R13)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.drafting.models.documents import Document, SectionText
from documents.drafting.models.rounds import Comment


class AnswerKind(models.TextChoices):
    FULL = "full", "Tiếp thu toàn bộ"
    PARTLY = "partly", "Tiếp thu một phần"
    EXPLAINED = "explained", "Giải trình"
    DUPLICATE = "duplicate", "Trùng lặp"
    OUT_OF_SCOPE = "out_of_scope", "Ngoài phạm vi"


class Answer(models.Model):
    comment = models.OneToOneField(Comment, models.PROTECT, related_name="answer")
    kind = models.CharField("Trả lời", max_length=12, choices=AnswerKind.choices)
    wording = models.TextField("Nội dung tiếp thu, giải trình", blank=True)
    revision = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="answer_explains_what_it_does_not_take_over",
                condition=Q(kind__in=["full", "duplicate"]) | ~Q(wording=""),
                violation_error_message="Hãy ghi phần giải trình để đơn vị hiểu vì sao.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Change(models.Model):
    """A place of the text changed because of comments."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="changes")
    section_text = models.ForeignKey(SectionText, models.PROTECT, related_name="changes")
    section_key = models.CharField(max_length=12)
    block_key = models.CharField(max_length=12, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    comments = models.ManyToManyField(Comment, related_name="changes")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.section_key} {self.block_key}"
