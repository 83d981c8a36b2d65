"""The direction of the personnel work, adopted before any name is entered, and the review of those in office."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.personnel.models.files import SealedFile
from congress.terms.models import Congress
from members.people.models import Member


class Direction(models.Model):
    """Phương hướng công tác nhân sự of a congress: how many, of what kind, by which rules (procedure.md §4.1)."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="personnel_direction")
    seats = models.PositiveSmallIntegerField("Số lượng cần bầu (chỉ định)", null=True, blank=True)
    requirements = models.TextField("Yêu cầu", blank=True)
    standards = models.TextField("Tiêu chuẩn", blank=True)
    # list of {"key", "label", "minimum", "maximum"}; minimum and maximum as counts or shares "1/3"; null: only reported
    targets = models.JSONField("Cơ cấu", default=list)
    # the values of the rule set that were in force when it was adopted: key → value
    rules = models.JSONField(default=dict)
    adopted_on = models.DateField("Ngày thông qua", null=True, blank=True)
    adopted_by_meeting = models.CharField("Hội nghị thông qua", max_length=300, blank=True)
    in_favour = models.PositiveSmallIntegerField("Số đồng ý", null=True, blank=True)
    present = models.PositiveSmallIntegerField("Số có mặt", null=True, blank=True)
    minutes = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    # files and names are destroyed from this day on (Law 91/2025/QH15: no longer than needed)
    keep_until = models.DateField("Lưu đến ngày", null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="direction_adopted_with_number_day_and_minutes",
                condition=Q(adopted_at=None, adopted_by=None)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False, adopted_on__isnull=False, seats__isnull=False),
                violation_error_message="Phương hướng nhân sự phải có số lượng và ngày thông qua.",
            ),
            models.CheckConstraint(
                name="direction_votes_are_not_more_than_those_present",
                condition=Q(in_favour=None) | Q(present=None) | Q(in_favour__lte=F("present")),
                violation_error_message="Số đồng ý nhiều hơn số có mặt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Phương hướng nhân sự {self.congress}"

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None


class Stays(models.TextChoices):
    UNDECIDED = "undecided", "Chưa quyết định"
    STAYS = "stays", "Tái cử"
    GOES = "goes", "Không tái cử"


class GoesBecause(models.TextChoices):
    AGE = "age", "Đến tuổi, không đủ thời gian công tác"
    MOVED = "moved", "Chuyển công tác"
    WISH = "wish", "Tự nguyện xin không tái cử"
    RENEWAL = "renewal", "Theo yêu cầu đổi mới"
    STANDARDS = "standards", "Không còn đủ tiêu chuẩn"
    OTHER = "other", "Lý do khác"


class OfficeReview(models.Model):
    """One member of the outgoing body: stays or goes, and why. Rank and birth as they were at the review."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="office_reviews")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    post = models.CharField("Chức vụ trong Hội", max_length=120, blank=True)
    decision = models.CharField("Tái cử", max_length=10, choices=Stays.choices, default=Stays.UNDECIDED)
    because = models.CharField("Lý do", max_length=12, choices=GoesBecause.choices, blank=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    # from the rules on the day of the congress; null when rank or birth date are not known
    months_left = models.SmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["member__sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "member"], name="office_reviewed_once_a_congress"),
            models.CheckConstraint(
                name="office_review_to_go_says_why",
                condition=~Q(decision="goes") | ~Q(because=""),
                violation_error_message="Hãy chọn lý do không tái cử.",
            ),
            models.CheckConstraint(
                name="office_review_decided_by_and_at_together",
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_decision_display()}"


class BodyChangeKind(models.TextChoices):
    ADDED = "bo_sung", "Bổ sung"
    RELIEVED = "cho_thoi", "Cho thôi giữ chức"
    LEFT = "thoi_tham_gia", "Thôi tham gia"


class BodyChange(models.Model):
    """Branch E: somebody joined or left the body in mid-term; the next report counts them (procedure.md §4.2 E)."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="body_changes", verbose_name="Khoá")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    kind = models.CharField("Thay đổi", max_length=15, choices=BodyChangeKind.choices)
    position = models.CharField("Chức vụ trong Hội", max_length=40)
    because = models.CharField("Lý do", max_length=12, choices=GoesBecause.choices, blank=True)
    on = models.DateField("Từ ngày")
    decision = models.CharField("Quyết định (số, ngày, cơ quan)", max_length=200)
    # the signed decision
    scan = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "member", "kind", "on"], name="body_change_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member}"
