"""People who are considered, their files, what was asked about them, and where they stand on the list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.personnel.models.files import SealedFile
from congress.terms.models import Congress
from members.people.models import Member


class Origin(models.TextChoices):
    IN_OFFICE = "in_office", "Tái cử"
    INTRODUCED = "introduced", "Đơn vị giới thiệu"
    NAMED = "named", "Tiểu ban Nhân sự đề xuất"
    FLOOR = "floor", "Đề cử, ứng cử tại đại hội"


class Place(models.TextChoices):
    PROPOSED = "proposed", "Đề nghị"
    RESERVE = "reserve", "Dự phòng"
    NOT = "not", "Không đưa vào"


class Candidate(models.Model):
    """A person considered for the body. What she is, people knows; on the final list it is frozen."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="candidates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="Hội viên")
    origin = models.CharField("Nguồn giới thiệu", max_length=12, choices=Origin.choices)
    is_incumbent = models.BooleanField("Đương nhiệm", default=False)
    # what she is proposed for beside membership: "Trưởng ban", "Phó Trưởng ban"
    post = models.CharField("Chức danh dự kiến", max_length=120, blank=True)
    # groups of the structure that people doesn't tell: full-time, block …
    is_full_time = models.BooleanField("Chuyên trách", default=False)
    block = models.CharField("Khối", max_length=60, blank=True)
    place = models.CharField("Vị trí trong danh sách", max_length=10, choices=Place.choices, default=Place.PROPOSED)
    dropped_because = models.CharField("Lý do không đưa vào", max_length=500, blank=True)
    biography = models.TextField("Tiểu sử tóm tắt", blank=True)
    withdrawn_on = models.DateField("Xin rút ngày", null=True, blank=True)
    withdrawn_because = models.CharField("Lý do rút", max_length=300, blank=True)
    # Trưởng ban's reasoned decision that she comes to the list although something mandatory isn't in order
    exception_reason = models.CharField("Lý do ngoại lệ", max_length=500, blank=True)
    exception_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    exception_at = models.DateTimeField(null=True, blank=True)
    sort_key = models.CharField(max_length=400, db_collation="C")
    revision = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "member"],
                name="candidate_once_a_congress",
                violation_error_message="Đồng chí này đã có trong danh sách nhân sự.",
            ),
            models.CheckConstraint(
                name="candidate_exception_by_at_and_why",
                condition=Q(exception_by=None, exception_at=None, exception_reason="")
                | (Q(exception_by__isnull=False, exception_at__isnull=False) & ~Q(exception_reason="")),
            ),
            models.CheckConstraint(
                name="candidate_withdrawn_is_not_proposed",
                condition=Q(withdrawn_on=None) | Q(place="not"),
                violation_error_message="Người đã xin rút không thể còn trong danh sách đề nghị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"


class Scenario(models.Model):
    """Another way to put the list together, beside the one that counts."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="personnel_scenarios")
    name = models.CharField("Tên phương án", max_length=100)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["congress", "name"], name="scenario_name_once_a_congress")]

    def __str__(self) -> str:
        return self.name


class ScenarioPlace(models.Model):
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="places")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scenario_places")
    place = models.CharField(max_length=10, choices=Place.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scenario", "candidate"], name="place_once_a_scenario")]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.candidate_id}"


class DocumentState(models.TextChoices):
    MISSING = "missing", "Chưa có"
    RECEIVED = "received", "Đã nhận, chờ kiểm tra"
    ACCEPTED = "accepted", "Đạt"
    RETURNED = "returned", "Cần bổ sung"
    NOT_NEEDED = "not_needed", "Không phải nộp"


class CandidateDocument(models.Model):
    """One of the papers of §4.4 in a candidate's file. Of sensitive ones only state and date are kept, never the content."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="documents")
    # a code of data/documents.toml
    kind = models.CharField(max_length=40)
    state = models.CharField("Trạng thái", max_length=12, choices=DocumentState.choices, default=DocumentState.MISSING)
    dated_on = models.DateField("Ngày của giấy tờ", null=True, blank=True)
    expires_on = models.DateField("Có giá trị đến", null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "kind"], name="document_kind_once_a_candidate"),
            models.CheckConstraint(
                name="document_reviewed_by_and_at_together",
                condition=Q(reviewed_by=None, reviewed_at=None) | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="document_returned_says_what_is_missing",
                condition=~Q(state="returned") | ~Q(note=""),
                violation_error_message="Hãy ghi cần bổ sung gì.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.kind}"


class DocumentFile(models.Model):
    """A scan in a candidate's file; an earlier one stays until the day of retention."""

    document = models.ForeignKey(CandidateDocument, models.CASCADE, related_name="files")
    file = models.OneToOneField(SealedFile, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.file_id}"


class VettingState(models.TextChoices):
    NOT_ASKED = "not_asked", "Chưa gửi"
    ASKED = "asked", "Đã gửi, chờ trả lời"
    PASSED = "passed", "Đạt"
    MORE = "more", "Cần bổ sung"
    FAILED = "failed", "Không đạt"
    NOT_NEEDED = "not_needed", "Không thuộc diện"


class Vetting(models.Model):
    """One question about one candidate, asked of the body that answers it (procedure.md §4.5). The answer names its paper."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="vettings")
    # a code of data/vetting.toml
    kind = models.CharField(max_length=40)
    state = models.CharField("Trạng thái", max_length=12, choices=VettingState.choices, default=VettingState.NOT_ASKED)
    body = models.CharField("Cơ quan trả lời", max_length=200, blank=True)
    # the account that answers in the program; none: the staff record what came on paper
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="vettings_asked")
    question = models.TextField("Nội dung đề nghị", blank=True)
    due_on = models.DateField("Hạn trả lời", null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    paper = models.CharField("Số văn bản", max_length=100, blank=True)
    paper_on = models.DateField("Ngày văn bản", null=True, blank=True)
    # what has to be supplied; never the reason of a refusal ("theo văn bản số …")
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # what was answered before it was asked or written down anew, oldest first: state, paper, paper_on, note, answered_at
    earlier = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["asked_of", "state"], name="vetting_waiting_for_account"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "kind"], name="vetting_kind_once_a_candidate"),
            models.CheckConstraint(
                name="vetting_answered_by_and_at_together",
                condition=Q(answered_by=None, answered_at=None) | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="vetting_answer_names_its_paper",
                condition=~Q(state__in=["passed", "failed"]) | (~Q(paper="") & Q(paper_on__isnull=False)),
                violation_error_message="Hãy ghi số và ngày văn bản trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.kind}"


class StandardAnswer(models.TextChoices):
    MET = "met", "Đạt"
    UNMET = "unmet", "Chưa đạt"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"
    OPEN = "open", "Chưa xem xét"


class CandidateStandard(models.Model):
    """Whether a candidate meets one standard (procedure.md §4.3), and what that rests on."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="standards")
    # a code of data/standards.toml
    code = models.CharField(max_length=40)
    answer = models.CharField("Trả lời", max_length=16, choices=StandardAnswer.choices, default=StandardAnswer.OPEN)
    evidence = models.CharField("Căn cứ", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "code"], name="standard_once_a_candidate"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.code}"


class FloorKind(models.TextChoices):
    NOMINATED = "de_cu", "Đề cử"
    SELF = "ung_cu", "Ứng cử"


class FloorNomination(models.Model):
    """Ứng cử, đề cử at the congress (procedure.md §4.6), kept by the Đoàn Thư ký."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="floor_nominations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="Hội viên")
    kind = models.CharField("Hình thức", max_length=10, choices=FloorKind.choices)
    nominated_by = models.CharField("Người (đoàn) đề cử", max_length=200, blank=True)
    form_complete = models.BooleanField("Hồ sơ đủ", default=False)
    consents = models.BooleanField("Đồng ý ứng cử", null=True)
    # of a name outside the prepared list: how many delegates want it considered, of how many
    agreeing = models.PositiveIntegerField("Số đại biểu đồng ý", null=True, blank=True)
    voting = models.PositiveIntegerField("Số đại biểu biểu quyết", null=True, blank=True)
    accepted = models.BooleanField("Đưa vào danh sách", null=True)
    decided_because = models.CharField("Lý do", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "member"], name="floor_nomination_once_a_congress"),
            models.CheckConstraint(
                name="no_more_agree_than_vote",
                condition=Q(agreeing=None) | Q(voting=None) | Q(agreeing__lte=F("voting")),
                violation_error_message="Số đồng ý nhiều hơn số biểu quyết.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member_id}"


class WithdrawalDecision(models.TextChoices):
    WAITING = "waiting", "Chờ quyết định"
    ACCEPTED = "accepted", "Chấp nhận cho rút"
    REFUSED = "refused", "Không chấp nhận"


class FloorWithdrawal(models.Model):
    """Xin rút at the congress (procedure.md §4.6): of somebody on the locked list or nominated; the Đoàn Chủ tịch decides."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="floor_withdrawals")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="Hội viên")
    reason = models.CharField("Lý do xin rút", max_length=300)
    in_writing = models.BooleanField("Có đơn xin rút", default=False)
    decision = models.CharField(
        "Đoàn Chủ tịch quyết định", max_length=10, choices=WithdrawalDecision.choices, default=WithdrawalDecision.WAITING
    )
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    decision_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "member"],
                name="floor_withdrawal_once_a_congress",
                violation_error_message="Việc xin rút của đồng chí này đã được ghi.",
            ),
            models.CheckConstraint(
                name="floor_withdrawal_says_why",
                condition=~Q(reason=""),
                violation_error_message="Hãy ghi lý do xin rút.",
            ),
            models.CheckConstraint(
                name="floor_withdrawal_decided_by_and_at",
                condition=Q(decision="waiting", decision_by=None, decision_at=None)
                | Q(decision__in=["accepted", "refused"], decision_by__isnull=False, decision_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_decision_display()}"
