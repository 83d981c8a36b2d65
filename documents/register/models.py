"""Sổ văn bản: the series that numbers come from, what went out, what came in."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from congress.terms.models import Congress, Term
from documents.printing.models import Rendering
from documents.register.rules import whole_symbol
from members.files.models import StoredFile
from members.units.models import Unit

# 80 bits in letters that an address can hold
CODE_BYTES = 10


def new_code() -> str:
    return secrets.token_urlsafe(CODE_BYTES)


class Book(models.TextChoices):
    OUTGOING = "di", "Sổ văn bản đi"
    INCOMING = "den", "Sổ văn bản đến"


class Series(models.Model):
    """Where numbers come from: of one issuing body and one type, in one calendar year, in the Party profile in one term.

    The row is locked while a number is taken, so that no two papers ever get the same.
    """

    book = models.CharField("Sổ", max_length=3, choices=Book.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị")
    # how the issuing body stands in the symbol: a board that issues under its own name has numbers of its own
    body = models.CharField("Chữ viết tắt cơ quan ban hành", max_length=30, blank=True)
    kind = models.CharField("Chữ viết tắt loại văn bản", max_length=8, blank=True)
    year = models.PositiveSmallIntegerField("Năm", null=True, blank=True)
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Nhiệm kỳ")
    last_number = models.PositiveIntegerField("Số cuối đã cấp", default=0)
    # an office that begins in the middle of a year goes on from its paper book
    first_number = models.PositiveIntegerField("Số đầu tiên", default=1)
    first_reason = models.CharField("Lý do không bắt đầu từ 01", max_length=300, blank=True)
    first_set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    first_set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["unit_id", "book", "body", "kind", "-year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "unit", "body", "kind", "year", "term"],
                name="series_once_a_body_kind_and_period",
                nulls_distinct=False,
                violation_error_message="Dãy số này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="series_of_a_year_or_a_term",
                condition=Q(year__isnull=False, term=None) | Q(year=None, term__isnull=False),
                violation_error_message="Số được đánh theo năm hoặc theo nhiệm kỳ, không thể cả hai.",
            ),
            models.CheckConstraint(
                name="series_begins_elsewhere_with_a_reason",
                condition=Q(first_number=1)
                | (~Q(first_reason="") & Q(first_set_by__isnull=False, first_set_at__isnull=False, first_number__gt=0)),
                violation_error_message="Số đầu tiên khác 01 phải có lý do, người ghi và thời điểm.",
            ),
            models.CheckConstraint(
                name="series_counts_from_its_first_number",
                condition=Q(last_number__gte=F("first_number") - 1),
                violation_error_message="Số cuối không thể nhỏ hơn số đầu tiên của dãy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or 'Công văn'} {self.body}, {self.period}" if self.book == Book.OUTGOING else f"Đến, {self.period}"

    @property
    def next_number(self) -> int:
        return self.last_number + 1

    @property
    def period(self) -> str:
        return f"nhiệm kỳ {self.term}" if self.term_id else f"năm {self.year}"


class Profile(models.TextChoices):
    """How a paper is headed and numbered; the layout knows the rest."""

    STATE = "nd30", "Văn bản hành chính (Nghị định 30)"
    UNION = "hoi", "Văn bản của Hội (có Quốc hiệu)"
    UNION_PLAIN = "hoi_gon", "Văn bản của Hội, đầu trang gọn (không Quốc hiệu)"
    CONGRESS = "dai_hoi", "Văn bản của đại hội"
    PARTY = "dang", "Văn bản của Đảng"


class OutgoingState(models.TextChoices):
    RESERVED = "reserved", "Đang giữ số"
    ISSUED = "issued", "Đã phát hành"
    VOID = "void", "Đã huỷ"


FOLLOWS: dict[str, set[str]] = {
    OutgoingState.RESERVED: {OutgoingState.ISSUED, OutgoingState.VOID},
    OutgoingState.ISSUED: {OutgoingState.VOID},
    OutgoingState.VOID: set(),
}


class OutgoingPaper(models.Model):
    """A number and what was issued under it. The database itself refuses to change an issued paper or to take a number away."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị ban hành")
    number = models.PositiveIntegerField("Số")
    symbol = models.CharField("Số, ký hiệu", max_length=60)
    kind = models.CharField("Chữ viết tắt loại văn bản", max_length=8, blank=True)
    kind_name = models.CharField("Loại văn bản", max_length=100)
    profile = models.CharField("Thể thức", max_length=10, choices=Profile.choices)
    state = models.CharField("Trạng thái", max_length=10, choices=OutgoingState.choices)
    # the day of the paper; of a reserved number the day it was reserved: the order of the book
    listed_on = models.DateField("Ngày vào sổ")

    # -- reserved
    reserved_for = models.CharField("Giữ cho", max_length=200, blank=True)
    reserved_reason = models.CharField("Lý do giữ số", max_length=300, blank=True)
    reserved_until = models.DateField("Giữ đến ngày", null=True, blank=True)
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reserved_at = models.DateTimeField("Giữ lúc", null=True, blank=True)

    # -- issued
    abstract = models.CharField("Trích yếu nội dung", max_length=1000, blank=True)
    dated_on = models.DateField("Ngày văn bản", null=True, blank=True)
    signer = models.CharField("Người ký", max_length=150, blank=True)
    authority = models.CharField("Quyền hạn, chức vụ người ký", max_length=300, blank=True)
    recipients = models.TextField("Nơi nhận", blank=True)
    congress = models.ForeignKey(Congress, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đại hội")
    # what is printed: a registered PaperForm and its parameters; "" for a paper that was made elsewhere
    source_form = models.CharField(max_length=60, blank=True)
    source_parameters = models.JSONField(default=dict, blank=True)
    code = models.CharField("Mã xác minh", max_length=20, null=True, blank=True, unique=True)
    # where the program stood when the QR code was printed
    address = models.CharField(max_length=200, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField("Phát hành lúc", null=True, blank=True)
    rendering = models.ForeignKey(Rendering, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Bản PDF")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    frozen_at = models.DateTimeField("Lưu bản PDF lúc", null=True, blank=True)

    # -- void
    void_reason = models.CharField("Lý do huỷ", max_length=500, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField("Huỷ lúc", null=True, blank=True)

    note = models.CharField("Ghi chú", max_length=500, blank=True)
    # names the page from which the number was asked for: sent twice, it is one number
    token = models.CharField(max_length=64, null=True, blank=True, unique=True)
    search_key = models.TextField(default="")
    words = models.GeneratedField(
        expression=SearchVector("search_key", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering: ClassVar = ["-listed_on", "-number", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-listed_on", "-number", "-id"], name="outgoing_of_a_unit"),
            models.Index(fields=["-listed_on", "-number", "-id"], name="outgoing_newest_first"),
            models.Index(fields=["issued_at"], name="outgoing_without_its_pdf", condition=Q(state="issued", pdf=None)),
            GinIndex(fields=["words"], name="outgoing_by_words"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="outgoing_number_once_in_a_series",
                violation_error_message="Số này đã cấp cho văn bản khác trong cùng dãy.",
            ),
            models.CheckConstraint(
                name="outgoing_number_from_one",
                condition=Q(number__gt=0),
                violation_error_message="Số văn bản bắt đầu từ 01.",
            ),
            models.CheckConstraint(
                name="outgoing_reserved_by_and_at_together",
                condition=Q(reserved_by=None, reserved_at=None) | Q(reserved_by__isnull=False, reserved_at__isnull=False),
                violation_error_message="Người giữ số và lúc giữ phải ghi cùng nhau.",
            ),
            models.CheckConstraint(
                name="outgoing_reserved_for_somebody",
                condition=~Q(state="reserved")
                | (Q(reserved_at__isnull=False, reserved_until__isnull=False) & ~Q(reserved_for="") & ~Q(reserved_reason="")),
                violation_error_message="Số giữ phải ghi giữ cho ai, vì sao và đến ngày nào.",
            ),
            models.CheckConstraint(
                name="outgoing_issued_by_and_at_together",
                condition=Q(issued_by=None, issued_at=None) | Q(issued_by__isnull=False, issued_at__isnull=False),
                violation_error_message="Người phát hành và lúc phát hành phải ghi cùng nhau.",
            ),
            models.CheckConstraint(
                name="outgoing_issued_with_its_facts",
                condition=~Q(state="issued")
                | (Q(issued_at__isnull=False, dated_on__isnull=False, code__isnull=False) & ~Q(abstract="")),
                violation_error_message="Văn bản đã phát hành phải có ngày, trích yếu, người và lúc phát hành.",
            ),
            models.CheckConstraint(
                name="outgoing_frozen_with_its_hash",
                condition=Q(pdf=None, sha256="", frozen_at=None)
                | (Q(pdf__isnull=False, frozen_at__isnull=False) & ~Q(sha256="")),
                violation_error_message="Bản PDF, mã SHA-256 và lúc lưu phải ghi cùng nhau.",
            ),
            models.CheckConstraint(
                name="outgoing_void_by_at_and_why",
                condition=(~Q(state="void") & Q(voided_by=None, voided_at=None, void_reason=""))
                | (Q(state="void", voided_by__isnull=False, voided_at__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Văn bản huỷ phải ghi ai huỷ, lúc nào, vì sao.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} số {self.symbol}"

    @property
    def is_reserved(self) -> bool:
        return self.state == OutgoingState.RESERVED

    @property
    def is_issued(self) -> bool:
        return self.state == OutgoingState.ISSUED

    @property
    def is_void(self) -> bool:
        return self.state == OutgoingState.VOID

    @property
    def series_symbol(self) -> str:
        """The symbol without its number: "KH-BPN"."""
        return self.symbol.removeprefix(whole_symbol(self.number, "", profile=self.profile))


class SignedScan(models.Model):
    """The paper as it was signed. A better scan is added; the one before stays."""

    paper = models.ForeignKey(OutgoingPaper, models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField("Ghi chú", max_length=200, blank=True)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-attached_at", "-id"]

    def __str__(self) -> str:
        return f"Bản đã ký của {self.paper_id}"


class Urgency(models.TextChoices):
    ORDINARY = "thuong", "Thường"
    URGENT = "khan", "Khẩn"
    VERY_URGENT = "thuong_khan", "Thượng khẩn"
    FLASH = "hoa_toc", "Hoả tốc"


class IncomingPaper(models.Model):
    """A paper that came in: its arrival number, what it is, who deals with it until when."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="arrivals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị nhận")
    number = models.PositiveIntegerField("Số đến")
    arrived_on = models.DateField("Ngày đến")
    sender = models.CharField("Cơ quan gửi", max_length=200)
    symbol = models.CharField("Số, ký hiệu", max_length=60, blank=True)
    dated_on = models.DateField("Ngày văn bản", null=True, blank=True)
    kind_name = models.CharField("Loại văn bản", max_length=100)
    abstract = models.CharField("Trích yếu nội dung", max_length=1000)
    urgency = models.CharField("Độ khẩn", max_length=12, choices=Urgency.choices, default=Urgency.ORDINARY)
    handled_by = models.CharField("Người xử lý", max_length=200, blank=True)
    due_on = models.DateField("Hạn xử lý", null=True, blank=True)
    done_on = models.DateField("Xử lý xong ngày", null=True, blank=True)
    outcome = models.CharField("Kết quả xử lý", max_length=500, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    congress = models.ForeignKey(Congress, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đại hội")
    note = models.CharField("Ghi chú", max_length=500, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("Vào sổ lúc", default=timezone.now)
    # counts the changes of its facts; a form that was opened on an older count is refused
    revision = models.PositiveIntegerField(default=1)
    token = models.CharField(max_length=64, null=True, blank=True, unique=True)
    search_key = models.TextField(default="")
    words = models.GeneratedField(
        expression=SearchVector("search_key", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering: ClassVar = ["-arrived_on", "-number", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-arrived_on", "-number", "-id"], name="incoming_of_a_unit"),
            models.Index(fields=["-arrived_on", "-number", "-id"], name="incoming_newest_first"),
            models.Index(fields=["due_on"], name="incoming_not_done", condition=Q(done_on=None)),
            GinIndex(fields=["words"], name="incoming_by_words"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="incoming_number_once_in_a_series",
                violation_error_message="Số đến này đã cấp cho văn bản khác.",
            ),
            models.CheckConstraint(
                name="incoming_done_by_and_at_together",
                condition=Q(done_on=None, finished_by=None, finished_at=None)
                | Q(done_on__isnull=False, finished_by__isnull=False, finished_at__isnull=False),
                violation_error_message="Ngày xử lý xong, người ghi và lúc ghi phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                name="incoming_dated_before_it_arrived",
                condition=Q(dated_on=None) | Q(dated_on__lte=F("arrived_on")),
                violation_error_message="Ngày văn bản không thể sau ngày đến.",
            ),
        ]

    def __str__(self) -> str:
        return f"Văn bản đến số {self.number:02}: {self.kind_name} {self.symbol}".rstrip()


class IncomingFile(models.Model):
    """A scan of a paper that came in."""

    paper = models.ForeignKey(IncomingPaper, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["attached_at", "id"]

    def __str__(self) -> str:
        return f"Tệp của văn bản đến {self.paper_id}"
