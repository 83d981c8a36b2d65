"""The chain of approval (procedure.md §1.4) and the congress's vote. Each decision has who, when, what she said (R19)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from documents.drafting.models.documents import Document
from documents.drafting.models.versions import Version
from members.files.models import StoredFile


class StepKind(models.TextChoices):
    WRITE = "soan", "Soạn thảo"
    ASSESS = "tham_dinh", "Thẩm định"
    CONSULT = "xin_y_kien", "Xin ý kiến"
    APPROVE = "duyet", "Duyệt"
    PUT_TO_CONGRESS = "trinh_dai_hoi", "Trình đại hội"
    ADOPT = "thong_qua", "Thông qua"


class StepState(models.TextChoices):
    WAITING = "waiting", "Chưa đến lượt"
    CURRENT = "current", "Đang chờ ý kiến"
    DONE = "done", "Đã xong"
    RETURNED = "returned", "Trả lại"
    SKIPPED = "skipped", "Không áp dụng"


class ApprovalStep(models.Model):
    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("Bước", max_length=15, choices=StepKind.choices)
    # "Đảng uỷ Công an tỉnh"; whose account may decide here herself: a role's code, "" when the staff record it
    body = models.CharField("Cơ quan", max_length=200)
    role = models.CharField(max_length=40, blank=True)
    is_required = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    skip_reason = models.CharField("Lý do không áp dụng", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="step_once_a_position"),
            models.CheckConstraint(name="step_skipped_with_a_reason", condition=~Q(state="skipped") | ~Q(skip_reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.body}"


class Outcome(models.TextChoices):
    AGREED = "agreed", "Đồng ý"
    AGREED_WITH_CHANGES = "agreed_with_changes", "Đồng ý, có ý kiến bổ sung"
    RETURNED = "returned", "Trả lại"


class Decision(models.Model):
    """What a step's body said of a version. A returned step may have several."""

    step = models.ForeignKey(ApprovalStep, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    outcome = models.CharField("Kết quả", max_length=20, choices=Outcome.choices)
    opinion = models.TextField("Ý kiến", blank=True)
    # the person or the paper that decided, as it is to be told later
    decided_by = models.CharField("Người (cơ quan) cho ý kiến", max_length=200)
    decided_on = models.DateField("Ngày")
    paper = models.CharField("Số, ngày văn bản", max_length=150, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Bản chụp")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decision_to_return_says_why",
                condition=~Q(outcome="returned") | ~Q(opinion=""),
                violation_error_message="Hãy ghi lý do trả lại.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Adoption(models.Model):
    """The congress's vote on the text that was put to it."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="adoption")
    put = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="Bản trình")
    # with the changes the congress made: the official text
    adopted = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="Bản thông qua")
    adopted_on = models.DateField("Ngày thông qua")
    present = models.PositiveIntegerField("Số đại biểu có mặt")
    in_favour = models.PositiveIntegerField("Đồng ý")
    against = models.PositiveIntegerField("Không đồng ý", default=0)
    other = models.PositiveIntegerField("Ý kiến khác", default=0)
    note = models.TextField("Nội dung đại hội sửa", blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="votes_are_not_more_than_those_present",
                condition=Q(present__gte=F("in_favour") + F("against") + F("other")),
                violation_error_message="Tổng số phiếu nhiều hơn số đại biểu có mặt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_favour}/{self.present}"
