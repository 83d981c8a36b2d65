"""What leaves the room: submissions and their answers, the locked list, the decision to appoint, exports with two keys."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.personnel.models.files import SealedFile
from congress.terms.models import Congress


class SubmittedTo(models.TextChoices):
    COMMITTEE = "cap_uy", "Cấp uỷ cùng cấp"
    UPPER = "hoi_cap_tren", "Hội cấp trên"


class SubmissionAnswer(models.TextChoices):
    WAITING = "waiting", "Chờ ý kiến"
    AGREED = "agreed", "Đồng ý"
    AGREED_IN_PART = "agreed_in_part", "Đồng ý một phần"
    RETURNED = "returned", "Yêu cầu bổ sung"


class Submission(models.Model):
    """The list was put to the party committee or to the upper level, and what it said."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="personnel_submissions")
    to = models.CharField("Trình", max_length=15, choices=SubmittedTo.choices)
    body = models.CharField("Cơ quan", max_length=200)
    # candidates as they were put: ids, names, SHA-256 of the list
    content = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)
    paper = models.CharField("Tờ trình (số, ngày)", max_length=200, blank=True)
    sent_on = models.DateField("Ngày trình")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField("Ý kiến", max_length=15, choices=SubmissionAnswer.choices, default=SubmissionAnswer.WAITING)
    answer_paper = models.CharField("Văn bản trả lời (số, ngày)", max_length=200, blank=True)
    answered_on = models.DateField("Ngày trả lời", null=True, blank=True)
    opinion = models.TextField("Nội dung", blank=True)
    scan = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="submission_answer_names_its_paper_and_day",
                condition=Q(answer="waiting") | (~Q(answer_paper="") & Q(answered_on__isnull=False)),
                violation_error_message="Hãy ghi số và ngày văn bản trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()}: {self.get_answer_display()}"


class FinalList(models.Model):
    """Danh sách bầu cử, locked with its hash: what is printed on ballots is this and nothing else (R12).

    `hash` is over the whole of `content`: who stands on it, in which order, and every column that its papers print; of each
    biography its own hash, so that it can be checked while it is kept and goes without breaking the list's.
    """

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="final_list")
    # people as they are printed, in the order of the ballot (queries/final_list.as_locked); lists locked before all columns
    # were kept have name, birth, unit, rank, post, re-elected
    content = models.JSONField()
    # the biographies as they were written, by candidate; emptied when the files are destroyed
    biographies = models.JSONField(default=dict, blank=True)
    hash = models.CharField(max_length=64)
    seats = models.PositiveSmallIntegerField()
    # warnings that were seen and accepted when it was locked
    accepted_warnings = models.JSONField(default=list)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(default=timezone.now)
    # visible to delegates from here on
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="final_list_announced_by_and_at_together",
                condition=Q(announced_by=None, announced_at=None) | Q(announced_by__isnull=False, announced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.hash[:12]


class AppointmentDecision(models.Model):
    """Branch C: quyết định chỉ định; number, day, who signed, names and posts."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="appointment_decision")
    number = models.CharField("Số, ký hiệu", max_length=60)
    dated_on = models.DateField("Ngày")
    issuer = models.CharField("Cơ quan ký", max_length=200)
    # list of {"candidate", "name", "post"}
    people = models.JSONField(default=list)
    scan = models.ForeignKey(SealedFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.number


class ExportState(models.TextChoices):
    ASKED = "asked", "Chờ người thứ hai đồng ý"
    AGREED = "agreed", "Đã đồng ý"
    REFUSED = "refused", "Không đồng ý"
    USED = "used", "Đã xuất"
    EXPIRED = "expired", "Hết hạn"


class Export(models.Model):
    """Two people for every export of names: one asks and says what for, another one agrees (procedure.md §4.7)."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="personnel_exports")
    # a form of documents/papers and its parameters, or "xlsx:…"
    form = models.CharField(max_length=60)
    title = models.CharField("Văn bản", max_length=200)
    parameters = models.JSONField(default=dict)
    purpose = models.CharField("Mục đích", max_length=300)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField("Lý do", max_length=300, blank=True)
    rendering = models.BigIntegerField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="export_agreed_by_somebody_else",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message="Người yêu cầu không tự đồng ý được; cần một người khác.",
            ),
            models.CheckConstraint(
                name="export_decided_by_and_at_together",
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
