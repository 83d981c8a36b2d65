"""Terms, congresses, the rule set and the plan of each congress (procedure.md §1.5, §2)."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from members.units.models import Unit

# [) in years: a term 2025-2030 and a term 2030-2035 touch and do not overlap
YEARS = Func("starts_year", "ends_year", Value("[)"), function="INT4RANGE", output_field=IntegerRangeField())
# a range of one unit: equality in an exclusion constraint without the btree_gist extension, which core PostgreSQL lacks
SAME_UNIT = Func(
    Cast("unit", models.IntegerField()),
    Cast("unit", models.IntegerField()),
    Value("[]"),
    function="INT4RANGE",
    output_field=IntegerRangeField(),
)


class Term(models.Model):
    """Nhiệm kỳ of one organisation."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms", verbose_name="Tổ chức Hội")
    ordinal = models.PositiveSmallIntegerField("Khoá (lần) thứ")
    starts_year = models.PositiveSmallIntegerField("Từ năm")
    ends_year = models.PositiveSmallIntegerField("Đến năm")

    class Meta:
        ordering: ClassVar = ["-starts_year"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=Q(ends_year__gt=F("starts_year")),
                violation_error_message="Năm kết thúc nhiệm kỳ phải sau năm bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["unit", "ordinal"],
                name="term_ordinal_once_a_unit",
                violation_error_message="Đơn vị này đã có nhiệm kỳ với số thứ tự đó.",
            ),
            ExclusionConstraint(
                name="term_overlaps_no_other_of_its_unit",
                expressions=[(YEARS, RangeOperators.OVERLAPS), (SAME_UNIT, RangeOperators.OVERLAPS)],
                violation_error_message="Đơn vị này đã có nhiệm kỳ trùng các năm đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_year}-{self.ends_year}"


class CongressKind(models.TextChoices):
    DELEGATES = "DAI_BIEU", "Đại hội đại biểu"
    ALL_MEMBERS = "TOAN_THE", "Đại hội toàn thể hội viên"
    CHAPTER_MEETING = "HOI_NGHI", "Hội nghị chi hội"


class PersonnelMode(models.TextChoices):
    ELECTED = "BAU", "Bầu"
    APPOINTED = "CHI_DINH", "Chỉ định"
    PARTLY_ELECTED = "BAU_MOT_PHAN", "Bầu một phần"


class DelegateMode(models.TextChoices):
    ELECTED = "BAU", "Bầu"
    APPOINTED = "CHI_DINH", "Chỉ định"
    MIXED = "HON_HOP", "Hỗn hợp"


class CongressState(models.TextChoices):
    PREPARING = "preparing", "Đang chuẩn bị"
    READY = "ready", "Đủ điều kiện tổ chức"
    IN_SESSION = "in_session", "Đang diễn ra"
    CLOSED = "closed", "Đã bế mạc"
    CANCELLED = "cancelled", "Không tổ chức"


class Congress(models.Model):
    """A congress (or a chapter's meeting) of one organisation."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="congresses", verbose_name="Tổ chức Hội")
    term = models.ForeignKey(Term, models.PROTECT, related_name="congresses", verbose_name="Nhiệm kỳ")
    kind = models.CharField("Hình thức", max_length=20, choices=CongressKind.choices)
    ordinal = models.PositiveSmallIntegerField("Lần thứ")
    # "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030": proposed by us, she may put it otherwise
    name = models.CharField("Tên gọi đầy đủ", max_length=300)
    personnel_mode = models.CharField("Hình thức nhân sự", max_length=20, choices=PersonnelMode.choices)
    delegate_mode = models.CharField("Hình thức đại biểu", max_length=20, choices=DelegateMode.choices)
    body_name = models.CharField("Cơ quan lãnh đạo của Hội", max_length=100, default="Ban Phụ nữ")
    head_title = models.CharField("Chức danh đứng đầu", max_length=100, default="Trưởng ban")
    held_on = models.DateField("Ngày khai mạc phiên chính thức")
    place = models.CharField("Địa điểm", max_length=200, blank=True)
    dress = models.CharField("Trang phục", max_length=150, blank=True)
    contact = models.CharField("Liên hệ Ban Tổ chức", max_length=150, blank=True)
    member_count_on = models.DateField("Mốc tính hội viên", null=True, blank=True)
    state = models.CharField(max_length=20, choices=CongressState.choices, default=CongressState.PREPARING)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-held_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "kind", "ordinal"],
                name="congress_ordinal_once_a_unit_and_kind",
                violation_error_message="Đơn vị này đã có đại hội cùng hình thức với số thứ tự đó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SessionKind(models.TextChoices):
    PREPARATORY = "tru_bi", "Phiên trù bị"
    OFFICIAL = "chinh_thuc", "Phiên chính thức"


class Session(models.Model):
    """Phiên trù bị, phiên chính thức."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="sessions")
    kind = models.CharField("Phiên", max_length=20, choices=SessionKind.choices)
    starts_at = models.DateTimeField("Bắt đầu")
    ends_at = models.DateTimeField("Kết thúc", null=True, blank=True)
    place = models.CharField("Địa điểm", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Rule(models.Model):
    """One value of a congress's rule set, with where it comes from (procedure.md §0.1, §2.5)."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="rules")
    key = models.CharField("Khoá", max_length=60)
    value = models.JSONField("Giá trị")
    basis = models.CharField("Căn cứ (văn bản, số, ngày)", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    # đã đối chiếu văn bản gốc
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "key"], name="rule_once_a_congress"),
            models.CheckConstraint(
                name="rule_checked_by_and_at_together",
                condition=Q(checked_by=None, checked_at=None) | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Milestone(models.Model):
    """One step of the plan: so many days from the congress, or a fixed day that a postponement leaves alone."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="milestones")
    code = models.CharField("Mã", max_length=20)
    name = models.CharField("Việc", max_length=200)
    product = models.CharField("Kết quả phải có", max_length=300, blank=True)
    offset_days = models.SmallIntegerField("Số ngày so với đại hội", null=True, blank=True)
    fixed_on = models.DateField("Ngày cố định", null=True, blank=True)
    responsible = models.CharField("Người chịu trách nhiệm", max_length=120, blank=True)
    done_on = models.DateField("Xong ngày", null=True, blank=True)
    late_reason = models.CharField("Lý do chậm", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["congress_id", "offset_days", "fixed_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "code"], name="milestone_once_a_congress"),
            models.CheckConstraint(
                name="milestone_is_relative_or_fixed",
                condition=Q(offset_days=None, fixed_on__isnull=False) | Q(offset_days__isnull=False, fixed_on=None),
                violation_error_message="Mỗi việc chỉ có một cách tính hạn: theo ngày đại hội hoặc ngày cố định.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def due_on(self, held_on: date) -> date:
        if self.fixed_on is not None:
            return self.fixed_on
        return held_on + timedelta(days=self.offset_days or 0)


class Postponement(models.Model):
    """The congress moved to another day: from when to when, and why."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="postponements")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.CharField("Lý do", max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["decided_at"]

    def __str__(self) -> str:
        return f"{self.from_day:%d/%m/%Y} → {self.to_day:%d/%m/%Y}"
