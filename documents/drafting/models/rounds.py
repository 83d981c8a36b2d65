"""Comment rounds: a version is put to units until a day, and what they say of it (procedure.md §6.2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from documents.drafting.models.documents import Document
from documents.drafting.models.versions import Version
from members.files.models import StoredFile
from members.units.models import Unit


class RoundState(models.TextChoices):
    OPEN = "open", "Đang lấy ý kiến"
    CLOSED = "closed", "Đã kết thúc"


class Round(models.Model):
    """Vòng góp ý."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="rounds")
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("Vòng")
    # what is asked of the units
    request = models.TextField("Nội dung xin ý kiến", blank=True)
    closes_on = models.DateField("Hạn góp ý")
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    # from here on each unit sees what became of its own comments
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField("Công bố trả lời lúc", null=True, blank=True)
    # numbers given to comments so far, so that "ý kiến số 12" is said once in a round
    last_comment = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="round_number_once_a_document"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state="open"),
                name="one_open_round_a_document",
                violation_error_message="Văn bản này đang có một vòng góp ý chưa kết thúc.",
            ),
            models.CheckConstraint(
                name="round_closed_by_and_at_together",
                condition=Q(closed_at=None, state="open") | Q(closed_at__isnull=False, state="closed"),
            ),
            models.CheckConstraint(
                name="round_published_by_and_at_together",
                condition=Q(published_by=None, published_at=None) | Q(published_by__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Vòng {self.number}"


class Participation(models.Model):
    """A unit asked in a round: whether it has answered, with what figures of its meetings."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    # trả lời xong: with comments or with none
    answered_at = models.DateTimeField("Trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agrees = models.BooleanField("Nhất trí, không có ý kiến", default=False)
    meetings = models.PositiveSmallIntegerField("Số hội nghị", default=0)
    people = models.PositiveIntegerField("Số lượt người dự", default=0)
    spoken = models.PositiveIntegerField("Số ý kiến phát biểu", default=0)
    minutes = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Biên bản")
    first_seen_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["unit__sort_key", "id"]
        indexes: ClassVar = [models.Index(fields=["unit", "round"], name="participation_of_unit")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "unit"], name="participation_once_a_round_and_unit"),
            models.CheckConstraint(
                name="participation_answered_by_and_at_together",
                condition=Q(answered_by=None, answered_at=None) | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class CommentKind(models.TextChoices):
    CONTENT = "content", "Nội dung"
    FIGURES = "figures", "Số liệu"
    WORDING = "wording", "Câu chữ"
    STRUCTURE = "structure", "Bố cục"
    TARGETS = "targets", "Chỉ tiêu"


class Channel(models.TextChoices):
    """Hình thức: how the comment came."""

    ONLINE = "online", "Trực tuyến"
    WRITTEN = "written", "Bằng văn bản"
    SPOKEN = "spoken", "Phát biểu trực tiếp"
    SPEECH = "speech", "Tham luận"


class CommentState(models.TextChoices):
    SENT = "sent", "Đã gửi"
    # came after the round was closed: the staff take it or leave it
    LATE = "late", "Gửi sau khi kết thúc, chờ xem xét"
    LEFT = "left", "Gửi muộn, không xem xét"
    WITHDRAWN = "withdrawn", "Đã rút"


class Comment(models.Model):
    """Một ý kiến góp ý: on a paragraph, on a section, or on the whole."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="comments")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField("Số")
    # where: both empty for the whole document; a block's section is always given with it
    section_key = models.CharField(max_length=12, blank=True)
    block_key = models.CharField(max_length=12, blank=True)
    # what stood there when it was said, shortened
    quoted = models.CharField(max_length=500, blank=True)
    kind = models.CharField("Loại ý kiến", max_length=12, choices=CommentKind.choices)
    channel = models.CharField("Hình thức", max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    body = models.TextField("Nội dung góp ý")
    proposal = models.TextField("Đề xuất sửa", blank=True)
    reason = models.TextField("Lý do", blank=True)
    # who said it in the unit's meeting, where they want it told
    person = models.CharField("Người góp ý", max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.SENT)
    is_late = models.BooleanField(default=False)
    late_decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    late_decided_at = models.DateTimeField(null=True, blank=True)
    # put together by a person's click with the comment that is answered for both
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    # measured when they were joined, 0 to 1
    similarity = models.FloatField(null=True, blank=True)
    table = models.ForeignKey("drafting.CommentTable", models.PROTECT, null=True, blank=True, related_name="comments")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["round", "section_key", "block_key"], name="comment_by_place"),
            models.Index(fields=["participation", "number"], name="comment_of_participation"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="comment_number_once_a_round"),
            models.CheckConstraint(name="comment_on_a_block_names_its_section", condition=Q(block_key="") | ~Q(section_key="")),
            models.CheckConstraint(name="comment_not_joined_to_itself", condition=Q(joined_to=None) | ~Q(joined_to=F("id"))),
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(body="") | ~Q(proposal=""),
                violation_error_message="Hãy ghi nội dung góp ý hoặc đề xuất sửa.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ý kiến số {self.number}"


class TypedComment(models.Model):
    """What a chapter head is typing: kept as she types, hers alone, and saved as a late comment when the round closes."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="typed")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section_key = models.CharField(max_length=12, blank=True)
    block_key = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=CommentKind.choices, default=CommentKind.CONTENT)
    body = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    person = models.CharField(max_length=150, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "account", "section_key", "block_key"], name="typed_comment_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.saved_at:%H:%M}"
