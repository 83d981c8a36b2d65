"""From seats to people: allocation, lists, delegates (procedure.md §3)."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.terms.models import Congress
from members.files.models import StoredFile
from members.people.models import Member
from members.units.models import Unit


class ElectingUnit(models.Model):
    """Đơn vị bầu đại biểu at one congress: a hội cơ sở, a chi hội, or a cụm of chi hội."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="electing_units")
    code = models.CharField("Mã", max_length=30)
    name = models.CharField("Tên", max_length=200)
    is_group = models.BooleanField("Là cụm", default=False)
    # whose head enters and sends the list; in a group one of its units, chosen by the staff
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị lập danh sách")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "code"],
                name="electing_unit_code_once_a_congress",
                violation_error_message="Mã đơn vị bầu này đã dùng ở đại hội này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ElectingUnitMember(models.Model):
    """A unit that elects its delegates in this electing unit; in one only at a congress."""

    electing_unit = models.ForeignKey(ElectingUnit, models.CASCADE, related_name="unit_links")
    congress = models.ForeignKey(Congress, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="electing_links")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "unit"],
                name="unit_elects_once_at_a_congress",
                violation_error_message="Đơn vị này đã thuộc một đơn vị bầu khác của đại hội.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ∈ {self.electing_unit}"


class AllocationMethod(models.TextChoices):
    LARGEST_REMAINDER = "F1", "Theo tỷ lệ hội viên (số dư lớn nhất)"
    BASE_PLUS = "F2", "Mỗi đơn vị tối thiểu, còn lại theo tỷ lệ"
    STEP_TABLE = "F3", "Theo bậc số hội viên"
    FIXED_RATIO = "F4", "Một đại biểu trên số hội viên cố định"
    BY_HAND = "F5", "Nhập tay"
    PRIORITY = "F6", "Ưu tiên đơn vị đặc thù, còn lại theo tỷ lệ"


class Allocation(models.Model):
    """Phân bổ số lượng đại biểu: a version. A draft may be changed; a frozen one never is, a later one replaces it."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="allocations")
    number = models.PositiveSmallIntegerField("Bản số")
    method = models.CharField("Cách tính", max_length=4, choices=AllocationMethod.choices)
    total = models.PositiveSmallIntegerField("Tổng số đại biểu")
    ex_officio = models.PositiveSmallIntegerField("Đại biểu đương nhiên")
    appointed = models.PositiveSmallIntegerField("Đại biểu chỉ định")
    member_count_on = models.DateField("Mốc tính hội viên")
    # what the method was given (least seats, step table, ratio …), copied from the rule set of that day
    parameters = models.JSONField(default=dict)
    # [{"candidates": […], "places": 1, "chosen": […], "reason": "…"}]: who decided a tie, and why
    tie_decisions = models.JSONField(default=list)
    reason = models.CharField("Lý do lập bản mới", max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "number"], name="allocation_number_once_a_congress"),
            models.UniqueConstraint(fields=["congress"], condition=Q(frozen_at=None), name="allocation_one_draft_at_a_time"),
            models.CheckConstraint(
                name="allocation_frozen_by_and_at_together",
                condition=Q(frozen_by=None, frozen_at=None) | Q(frozen_by__isnull=False, frozen_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Phân bổ đại biểu, bản {self.number}"

    @property
    def elected(self) -> int:
        return self.total - self.ex_officio - self.appointed


class AllocationRow(models.Model):
    """What one electing unit gets, and from what."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="rows")
    electing_unit = models.ForeignKey(ElectingUnit, models.PROTECT, related_name="allocation_rows")
    member_count = models.PositiveIntegerField()
    quota = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    base = models.PositiveSmallIntegerField(default=0)
    seats = models.PositiveSmallIntegerField()
    alternates = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["electing_unit__position", "electing_unit_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["allocation", "electing_unit"], name="allocation_row_once_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.electing_unit}: {self.seats}"


class ListState(models.TextChoices):
    NOT_OPEN = "not_open", "Chưa mở"
    ENTERING = "entering", "Đang nhập"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Đã duyệt"
    LOCKED = "locked", "Đã khoá"


class DelegateList(models.Model):
    """The list of one electing unit for one congress, through its life (procedure.md §3.4)."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="delegate_lists")
    electing_unit = models.OneToOneField(ElectingUnit, models.PROTECT, related_name="delegate_list")
    state = models.CharField(max_length=20, choices=ListState.choices, default=ListState.NOT_OPEN)
    due_on = models.DateField("Hạn nộp")
    # a day that was granted to this unit alone: opening the lists again doesn't take it away
    extended_to = models.DateField("Gia hạn đến", null=True, blank=True)
    seats = models.PositiveSmallIntegerField("Số đại biểu", default=0)
    alternates = models.PositiveSmallIntegerField("Số dự khuyết", default=0)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    late_reason = models.CharField("Lý do gửi chậm", max_length=300, blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    return_reason = models.TextField("Lý do trả lại", blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)
    # counts the changes of the list and of its rows: a page opened on an older count is told what changed
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["electing_unit__position", "id"]
        indexes: ClassVar = [models.Index(fields=["congress", "state"], name="list_of_congress_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="list_sent_by_and_at_together",
                condition=Q(sent_by=None, sent_at=None) | Q(sent_by__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="list_approved_by_and_at_together",
                condition=Q(approved_by=None, approved_at=None) | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="list_approved_says_by_whom",
                condition=~Q(state__in=["approved", "locked"]) | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Danh sách đại biểu {self.electing_unit}"


class Category(models.TextChoices):
    EX_OFFICIO = "ex_officio", "Đương nhiên"
    ELECTED = "elected", "Được bầu"
    APPOINTED = "appointed", "Chỉ định"


class DelegateState(models.TextChoices):
    LISTED = "listed", "Trong danh sách"
    APPROVED = "approved", "Đã duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"
    REPLACED = "replaced", "Đã thay"


def new_badge_code() -> str:
    """80 random bits in 16 letters: what the QR of a badge says; no personal data (formats.md §4.5)."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(16))


class Delegate(models.Model):
    """A person at a congress. `frozen` is what the papers print once the list is approved, whatever happens to her later."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="delegates")
    # null: by right or appointed; she comes in no unit's list
    delegate_list = models.ForeignKey(DelegateList, models.PROTECT, null=True, related_name="delegates")
    electing_unit = models.ForeignKey(ElectingUnit, models.PROTECT, null=True, related_name="delegates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="delegations")
    category = models.CharField("Loại đại biểu", max_length=20, choices=Category.choices)
    is_alternate = models.BooleanField("Dự khuyết", default=False)
    alternate_order = models.PositiveSmallIntegerField("Thứ tự dự khuyết", null=True, blank=True)
    # an alternate who stepped in: for whom; from then on she is an official delegate
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="Thay cho"
    )
    attended_before = models.BooleanField("Đã dự đại hội kỳ trước", null=True, blank=True)
    state = models.CharField(max_length=20, choices=DelegateState.choices, default=DelegateState.LISTED)
    position = models.PositiveIntegerField("Thứ tự trong danh sách", default=0)
    card_number = models.PositiveSmallIntegerField("Số thẻ", null=True, blank=True)
    badge_code = models.CharField(max_length=16, unique=True)
    frozen = models.JSONField(default=dict)
    # under review for discipline, and an authorised person confirmed all the same that she may be a delegate
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_reason = models.TextField(blank=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["congress", "state", "category"], name="delegate_by_category"),
            models.Index(fields=["delegate_list", "position"], name="delegate_of_list_in_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "member"],
                condition=Q(state__in=["listed", "approved"]),
                name="delegate_once_at_a_congress",
                violation_error_message="Đồng chí này đã có trong danh sách đại biểu của đại hội.",
            ),
            models.UniqueConstraint(
                fields=["congress", "card_number"],
                condition=Q(card_number__isnull=False) & Q(state__in=["listed", "approved"]),
                name="delegate_card_number_once_at_a_congress",
                violation_error_message="Số thẻ này đã có người dùng.",
            ),
            models.CheckConstraint(name="delegate_does_not_replace_herself", condition=Q(replaces=None) | ~Q(replaces=F("id"))),
            models.CheckConstraint(
                name="delegate_cleared_by_and_at_together",
                condition=Q(cleared_by=None, cleared_at=None) | Q(cleared_by__isnull=False, cleared_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)


class ListVersion(models.Model):
    """The list as it was sent, row by row: made at each sending and never changed."""

    delegate_list = models.ForeignKey(DelegateList, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    rows = models.JSONField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    late_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delegate_list", "number"], name="list_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"Lần gửi {self.number}"


class RowRemark(models.Model):
    """What the staff say of one row; while it is open the returned list can be edited in this row only."""

    delegate_list = models.ForeignKey(DelegateList, models.CASCADE, related_name="remarks")
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="remarks")
    text = models.CharField("Cần sửa gì", max_length=500)
    # a remark only returns the list once it is sent back; until then it is a note of the reviewers
    returns = models.BooleanField("Yêu cầu sửa", default=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["written_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="remark_settled_by_and_at_together",
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AttachmentKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản (trích biên bản) bầu đại biểu"
    SIGNED_LIST = "signed_list", "Danh sách đã ký, đóng dấu (bản quét)"
    OTHER = "other", "Tài liệu khác"


class Attachment(models.Model):
    """A scan that goes with a list."""

    delegate_list = models.ForeignKey(DelegateList, models.CASCADE, related_name="attachments")
    kind = models.CharField("Loại", max_length=20, choices=AttachmentKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class ChangeReason(models.TextChoices):
    MOVED = "moved", "Chuyển công tác"
    RETIRED = "retired", "Nghỉ hưu"
    ILL = "ill", "Ốm"
    MATERNITY = "maternity", "Nghỉ thai sản"
    DISCIPLINED = "disciplined", "Bị xem xét kỷ luật"
    OTHER = "other", "Lý do khác"


# health and discipline are sensitive (Law 91/2025/QH15)
SENSITIVE_REASONS = frozenset({ChangeReason.ILL, ChangeReason.MATERNITY, ChangeReason.DISCIPLINED})


class DelegateChange(models.Model):
    """Biến động đại biểu: after a list is approved nothing is edited, a change is added (procedure.md §3.3)."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="delegate_changes")
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="changes")
    reason = models.CharField("Lý do", max_length=20, choices=ChangeReason.choices)
    explanation = models.CharField("Nói rõ", max_length=300, blank=True)
    effective_on = models.DateField("Từ ngày")
    replacement = models.ForeignKey(
        Delegate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Dự khuyết thay"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-approved_at"]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_reason_display()}"

    def why(self, *, full: bool) -> str:
        """The reason in words; to those who see no sensitive facts only one that tells nothing of health or discipline."""
        if not full:
            return "Lý do cá nhân" if self.reason in SENSITIVE_REASONS else self.get_reason_display()
        return f"{self.get_reason_display()}: {self.explanation}" if self.explanation else self.get_reason_display()


class StructureTarget(models.Model):
    """Định hướng cơ cấu: so many of the seats should be young, Party members … Shown as reached or not; never a block."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="structure_targets")
    # null: for the whole congress
    electing_unit = models.ForeignKey(ElectingUnit, models.CASCADE, null=True, blank=True, related_name="targets")
    criterion = models.CharField("Tiêu chí", max_length=40)
    at_least = models.PositiveSmallIntegerField("Ít nhất", null=True, blank=True)
    at_most = models.PositiveSmallIntegerField("Nhiều nhất", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["congress_id", "electing_unit_id", "criterion"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress", "electing_unit", "criterion"],
                name="structure_target_once",
                nulls_distinct=False,
                violation_error_message="Tiêu chí này đã có chỉ tiêu.",
            ),
            models.CheckConstraint(
                name="structure_target_says_something",
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False),
                violation_error_message="Hãy ghi số ít nhất hoặc nhiều nhất.",
            ),
        ]

    def __str__(self) -> str:
        return self.criterion
