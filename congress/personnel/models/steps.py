"""The process of a congress: its steps in order, who was put forward in each, with how many votes (procedure.md §4.2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.personnel.models.candidates import Candidate
from congress.personnel.models.files import SealedFile
from congress.terms.models import Congress
from members.units.models import Unit


class Process(models.Model):
    """Which branch of data/processes.toml the congress takes, and why its steps are other than there."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="personnel_process")
    branch = models.CharField("Quy trình", max_length=20)
    adapted_because = models.CharField("Lý do điều chỉnh", max_length=500, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.branch}: {self.congress}"


class StepState(models.TextChoices):
    WAITING = "waiting", "Chưa bắt đầu"
    OPEN = "open", "Đang thực hiện"
    CLOSED = "closed", "Đã xong"


class Method(models.TextChoices):
    NONE = "none", "Không bỏ phiếu"
    SHOW = "show", "Biểu quyết"
    BALLOT = "ballot", "Phiếu kín"


class VoteBase(models.TextChoices):
    """What a name's votes are measured against; the papers name it."""

    SUMMONED = "TRIEU_TAP", "số người được triệu tập"
    PRESENT = "CO_MAT", "số người có mặt"
    COLLECTED = "PHIEU_THU_VE", "số phiếu thu về"
    VALID = "PHIEU_HOP_LE", "số phiếu hợp lệ"


class ProcessStep(models.Model):
    process = models.ForeignKey(Process, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    # "B3"
    code = models.CharField("Bước", max_length=10)
    name = models.CharField("Nội dung", max_length=300)
    meeting = models.CharField("Hội nghị (thành phần)", max_length=300, blank=True)
    product = models.CharField("Kết quả phải có", max_length=300, blank=True)
    method = models.CharField("Cách biểu quyết", max_length=10, choices=Method.choices, default=Method.NONE)
    # a fraction, "1/2": more than that passes
    threshold = models.CharField("Ngưỡng", max_length=10, blank=True)
    base = models.CharField("Mẫu số", max_length=15, choices=VoteBase.choices, blank=True)
    # of those over the threshold, the first so many by votes; null: all of them
    most = models.PositiveSmallIntegerField("Lấy nhiều nhất", null=True, blank=True)
    # what kind of a step it is for the program: direction, call, introduction, vetting, committee, upper, list
    purpose = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    held_on = models.DateField("Ngày họp", null=True, blank=True)
    place = models.CharField("Địa điểm", max_length=200, blank=True)
    chair = models.CharField("Chủ trì", max_length=150, blank=True)
    secretary = models.CharField("Thư ký", max_length=150, blank=True)
    summoned = models.PositiveSmallIntegerField("Triệu tập", null=True, blank=True)
    present = models.PositiveSmallIntegerField("Có mặt", null=True, blank=True)
    issued = models.PositiveSmallIntegerField("Phiếu phát ra", null=True, blank=True)
    collected = models.PositiveSmallIntegerField("Phiếu thu về", null=True, blank=True)
    valid = models.PositiveSmallIntegerField("Phiếu hợp lệ", null=True, blank=True)
    invalid = models.PositiveSmallIntegerField("Phiếu không hợp lệ", null=True, blank=True)
    # of a committee or an upper body: what it said, in which paper
    conclusion = models.TextField("Kết luận", blank=True)
    paper = models.CharField("Văn bản (số, ngày)", max_length=200, blank=True)
    minutes = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản")
    tally = models.ForeignKey(
        SealedFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản kiểm phiếu"
    )
    revision = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "position"], name="process_step_once_a_position"),
            models.UniqueConstraint(fields=["process", "code"], name="process_step_code_once"),
            models.UniqueConstraint(
                fields=["process"],
                condition=Q(state="open"),
                name="one_open_step_a_process",
                violation_error_message="Quy trình đang có một bước chưa kết thúc.",
            ),
            models.CheckConstraint(
                name="no_more_present_than_summoned",
                condition=Q(present=None) | Q(summoned=None) | Q(present__lte=F("summoned")),
                violation_error_message="Số có mặt nhiều hơn số triệu tập.",
            ),
            models.CheckConstraint(
                name="no_more_ballots_issued_than_present",
                condition=Q(issued=None) | Q(present=None) | Q(issued__lte=F("present")),
                violation_error_message="Số phiếu phát ra nhiều hơn số người có mặt.",
            ),
            models.CheckConstraint(
                name="no_more_ballots_collected_than_issued",
                condition=Q(collected=None) | Q(issued=None) | Q(collected__lte=F("issued")),
                violation_error_message="Số phiếu thu về nhiều hơn số phiếu phát ra.",
            ),
            models.CheckConstraint(
                name="ballots_valid_and_invalid_make_those_collected",
                condition=Q(collected=None) | Q(valid=None) | Q(invalid=None) | Q(collected=F("valid") + F("invalid")),
                violation_error_message="Phiếu hợp lệ và không hợp lệ cộng lại phải bằng phiếu thu về.",
            ),
            models.CheckConstraint(
                name="process_step_closed_by_and_at_together",
                condition=Q(closed_by=None, closed_at=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="process_step_closed_says_by_whom", condition=~Q(state="closed") | Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Reopening(models.Model):
    """A closed step was opened again, by whom and why (R11, R19)."""

    step = models.ForeignKey(ProcessStep, models.PROTECT, related_name="reopenings")
    reason = models.CharField("Lý do", max_length=500)
    # the figures and names as they stood
    before = models.JSONField(default=dict)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.reason}"


class NameResult(models.TextChoices):
    PENDING = "pending", "Chưa có kết quả"
    PASSED = "passed", "Đạt"
    FAILED = "failed", "Không đạt"
    TIED = "tied", "Bằng phiếu, chờ quyết định"


class StepName(models.Model):
    """A candidate put forward in a step, with the votes and what follows from them."""

    step = models.ForeignKey(ProcessStep, models.PROTECT, related_name="names")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="step_names")
    votes = models.PositiveSmallIntegerField("Số phiếu đồng ý", null=True, blank=True)
    result = models.CharField("Kết quả", max_length=10, choices=NameResult.choices, default=NameResult.PENDING)
    # passed or failed otherwise than by the votes alone: a tie, a reserve, a reasoned decision
    decided_because = models.CharField("Lý do quyết định", max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField("Ghi chú", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["candidate__sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step", "candidate"],
                name="name_once_a_step",
                violation_error_message="Người này đã có trong danh sách của bước.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.candidate_id}"


class IntroductionCall(models.Model):
    """A unit is asked to introduce people; it sees only what it proposed itself."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="introduction_calls")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="introduction_calls")
    request = models.TextField("Nội dung đề nghị", blank=True)
    due_on = models.DateField("Hạn giới thiệu")
    most = models.PositiveSmallIntegerField("Số người được giới thiệu", null=True, blank=True)
    summoned = models.PositiveSmallIntegerField("Triệu tập", null=True, blank=True)
    present = models.PositiveSmallIntegerField("Có mặt", null=True, blank=True)
    valid = models.PositiveSmallIntegerField("Phiếu hợp lệ", null=True, blank=True)
    held_on = models.DateField("Ngày họp", null=True, blank=True)
    minutes = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản")
    # the party committee of the unit agrees
    committee_agrees = models.BooleanField("Cấp uỷ đơn vị nhất trí", default=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField("Gửi lúc", null=True, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["unit__sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "unit"], name="introduction_call_once_a_unit"),
            models.CheckConstraint(
                name="introduction_sent_by_and_at_together",
                condition=Q(sent_by=None, sent_at=None) | Q(sent_by__isnull=False, sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class Introduction(models.Model):
    """A person a unit introduces, with the votes of its meeting."""

    call = models.ForeignKey(IntroductionCall, models.CASCADE, related_name="introductions")
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+", verbose_name="Hội viên")
    votes = models.PositiveSmallIntegerField("Số phiếu đồng ý", null=True, blank=True)
    reason = models.TextField("Nhận xét của đơn vị", blank=True)
    # once the room has taken it into its pool
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, blank=True, related_name="introductions")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "member"],
                name="introduced_once_a_unit",
                violation_error_message="Đơn vị đã giới thiệu đồng chí này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.member_id}"
