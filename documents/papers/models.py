"""What a unit was asked about a form, so that it is asked once; and what an issued paper of figures says, for good."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from documents.register.models import OutgoingPaper
from members.units.models import Unit


class Profile(models.TextChoices):
    STATE = "nd30", "Văn bản hành chính (Nghị định 30)"
    UNION = "hoi", "Văn bản của Hội (có Quốc hiệu)"
    UNION_PLAIN = "hoi_gon", "Văn bản của Hội, đầu trang gọn (không Quốc hiệu)"
    CONGRESS = "dai_hoi", "Văn bản của đại hội"
    PARTY = "dang", "Văn bản của Đảng (chỉ của cấp uỷ, tổ chức đảng)"


class Separator(models.TextChoices):
    RULE = "ke", "Gạch ngang"
    STAR = "sao1", "Một dấu sao"
    STARS = "sao3", "Ba dấu sao"


class PaperDetails(models.Model):
    """Heading, signatory and recipients of a form, as they were last given for a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paper_details", verbose_name="Đơn vị")
    form = models.CharField("Mẫu", max_length=60)
    profile = models.CharField("Kiểu đầu trang", max_length=10, choices=Profile.choices, default=Profile.UNION)
    separator = models.CharField("Dưới tên cơ quan", max_length=4, choices=Separator.choices, default=Separator.RULE)
    superior = models.CharField("Cơ quan cấp trên", max_length=200, blank=True)
    issuer = models.CharField("Cơ quan ban hành", max_length=300, blank=True)
    number = models.CharField("Số", max_length=20, blank=True)
    symbol = models.CharField("Ký hiệu", max_length=40, blank=True)
    place = models.CharField("Địa danh", max_length=100, blank=True)
    dated_on = models.DateField("Ngày ký", null=True, blank=True)
    authority = models.CharField("Quyền hạn, chức vụ", max_length=300, blank=True)
    signer = models.CharField("Người ký", max_length=150, blank=True)
    recipients = models.TextField("Nơi nhận", blank=True)
    preparer = models.CharField("Người lập biểu", max_length=150, blank=True)
    reference = models.CharField("Kèm theo văn bản", max_length=300, blank=True)
    # further texts of this form: what to bring, complaints received …
    texts = models.JSONField(default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "form"], name="paper_details_once_a_unit_and_form")]

    def __str__(self) -> str:
        return f"{self.form} - {self.unit}"


class IssuedContent(models.Model):
    """What a paper that is made from data says, as it was when it took its number: its print comes from here, whatever becomes
    of the data."""

    paper = models.OneToOneField(OutgoingPaper, models.PROTECT, related_name="+")
    # the laid-out pieces (documents/papers/issuing/content.py)
    pieces = models.JSONField()
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Nội dung của {self.paper_id}"
