"""A document on its way from the outline to the issued paper: what it is, who writes it, its text as it stands now."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from congress.terms.models import Congress
from documents.drafting.rules import states
from documents.drafting.rules.text import Block, Section, Style
from members.units.models import Unit


class DocumentState(models.TextChoices):
    OUTLINE = states.DocumentState.OUTLINE.value, "Đề cương"
    DRAFTING = states.DocumentState.DRAFTING.value, "Đang soạn thảo"
    COMMENTING = states.DocumentState.COMMENTING.value, "Đang xin ý kiến"
    SYNTHESIS = states.DocumentState.SYNTHESIS.value, "Đang tổng hợp ý kiến"
    APPROVAL = states.DocumentState.APPROVAL.value, "Đang trình duyệt"
    APPROVED = states.DocumentState.APPROVED.value, "Đã duyệt"
    TO_CONGRESS = states.DocumentState.TO_CONGRESS.value, "Trình đại hội"
    ADOPTED = states.DocumentState.ADOPTED.value, "Đã thông qua"
    ISSUED = states.DocumentState.ISSUED.value, "Đã ban hành"
    CLOSED = states.DocumentState.CLOSED.value, "Đã gửi tổng hợp lên cấp trên"
    STOPPED = states.DocumentState.STOPPED.value, "Đã dừng"


class Origin(models.TextChoices):
    OWN = "own", "Văn kiện của đơn vị"
    # the ministry's draft, on which the province collects comments (procedure.md §6.2)
    FROM_ABOVE = "from_above", "Dự thảo của cấp trên"


class Document(models.Model):
    """One document of a unit, mostly for a congress. Which type it is stands in data/types.toml."""

    type = models.CharField("Loại văn bản", max_length=60)
    origin = models.CharField("Nguồn", max_length=12, choices=Origin.choices, default=Origin.OWN)
    sender = models.CharField("Cơ quan gửi dự thảo", max_length=200, blank=True)
    # trích yếu: what the paper is about, as it is printed under the type's name
    title = models.CharField("Trích yếu", max_length=400)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name="Đơn vị")
    congress = models.ForeignKey(
        Congress, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="Đại hội"
    )
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents_led", verbose_name="Người chủ trì")
    due_on = models.DateField("Hạn hoàn thành", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=20, choices=DocumentState.choices, default=DocumentState.OUTLINE)
    # heading, addressees, signature, recipients: documents.layout.details.Details and what the structure asks for more
    details = models.JSONField(default=dict)
    stop_reason = models.CharField("Lý do dừng", max_length=300, blank=True)
    # counts the changes of its facts and its state: a form opened on an older count is told what changed
    revision = models.PositiveIntegerField(default=1)
    search_key = models.CharField(max_length=600)
    words = models.GeneratedField(
        expression=SearchVector("search_key", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "-changed_at"], name="document_of_unit"),
            models.Index(fields=["congress", "type"], name="document_of_congress"),
            models.Index(fields=["-changed_at", "-id"], name="document_newest_first"),
            GinIndex(fields=["words"], name="document_by_words"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="document_from_above_says_from_whom",
                condition=~Q(origin="from_above") | ~Q(sender=""),
                violation_error_message="Hãy ghi cơ quan gửi dự thảo.",
            ),
            models.CheckConstraint(name="document_stopped_with_a_reason", condition=~Q(state="stopped") | ~Q(stop_reason="")),
        ]

    def __str__(self) -> str:
        return self.title


class Editor(models.Model):
    """A member of the editing team (tổ biên tập); the lead needs no row."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editors")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="edited_documents")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "account"],
                name="editor_once_a_document",
                violation_error_message="Người này đã ở trong tổ biên tập.",
            )
        ]

    def __str__(self) -> str:
        return str(self.account)


class DraftSection(models.Model):
    """A section of the text as it stands now. `revision` is the number of its newest `SectionText`."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=12)
    # by tens, so that a section can be put between two; the actions number them anew
    position = models.PositiveIntegerField()
    style = models.CharField("Kiểu mục", max_length=20, choices=[(style.value, style.value) for style in Style])
    heading = models.CharField("Tiêu đề", max_length=400, blank=True)
    # what should stand here: from the outline of the type, in our words; never printed
    guide = models.TextField("Gợi ý", blank=True)
    # list of rules.text.Block.as_dict()
    blocks = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    # taken out of the text; its words stay in its texts, and it can be put back
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["document", "position"], name="section_of_document")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "key"], name="section_key_once_a_document"),
            models.CheckConstraint(
                name="section_removed_by_and_at_together",
                condition=Q(removed_by=None, removed_at=None) | Q(removed_by__isnull=False, removed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.key

    def as_section(self) -> Section:
        return Section(
            key=self.key,
            style=Style(self.style),
            heading=self.heading,
            blocks=tuple(Block.of(block) for block in self.blocks),
        )


class SectionText(models.Model):
    """Every saved text of a section: history is added, never overwritten."""

    section = models.ForeignKey(DraftSection, models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    style = models.CharField(max_length=20)
    heading = models.CharField(max_length=400, blank=True)
    blocks = models.JSONField(default=list)
    # "sửa", "nhập từ Word", "tiếp thu ý kiến số 12" …
    cause = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "revision"], name="section_text_once_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} ({self.revision})"


class Autosave(models.Model):
    """What one person typed in a section and has not saved yet: offered to her again, shown to nobody else."""

    section = models.ForeignKey(DraftSection, models.CASCADE, related_name="autosaves")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    based_on = models.PositiveIntegerField()
    heading = models.CharField(max_length=400, blank=True)
    html = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "account"], name="autosave_once_a_person_and_section"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.saved_at:%H:%M}"


class FigureValue(models.Model):
    """The value of a `{{Tên số liệu}}` in this document: as it was last taken from the rows, or frozen by a person."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="figures")
    name = models.CharField(max_length=120)
    value = models.CharField(max_length=400)
    source = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # frozen: a refresh leaves it alone
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "name"], name="figure_once_a_document"),
            models.CheckConstraint(
                name="figure_frozen_by_and_at_together",
                condition=Q(frozen_by=None, frozen_at=None) | Q(frozen_by__isnull=False, frozen_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
