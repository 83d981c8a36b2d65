"""The tree of organisations through time (procedure.md §1.1-1.2)."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q


class UnitKind(models.TextChoices):
    CENTRAL_BOARD = "BAN_PN_CAND", "Ban Phụ nữ Công an nhân dân"
    PROVINCE = "HOI_PN_CA_TINH", "Hội Phụ nữ Công an tỉnh"
    BRANCH = "HOI_CO_SO", "Hội phụ nữ cơ sở"
    CHAPTER_OF_BRANCH = "CHI_HOI_TRUC_THUOC_CO_SO", "Chi hội trực thuộc hội cơ sở"
    COMMUNE_CHAPTER = "CHI_HOI_CA_XA_PHUONG", "Chi hội Công an xã, phường"
    JOINT_CHAPTER = "CHI_HOI_LIEN_XA", "Chi hội liên xã"
    GROUP = "TO_PHU_NU", "Tổ phụ nữ"


class UnitQuerySet(models.QuerySet["Unit"]):
    def in_force(self, *, on: date) -> "UnitQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit itself and all units under it."""
        return self.filter(path__startswith=unit.path)


class Unit(models.Model):
    """An organisation as it stands now; how it stood earlier is in its names, placements and predecessors."""

    code = models.CharField("Mã", max_length=30, unique=True)
    kind = models.CharField("Loại", max_length=30, choices=UnitKind.choices)
    name = models.CharField("Tên đầy đủ", max_length=200)
    short_name = models.CharField("Tên viết tắt", max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="Tổ chức cấp trên"
    )
    # "/1/14/203/": ids from the root down, so that "all below" is one prefix; kept by the actions alone
    path = models.CharField(max_length=250, db_index=True)
    leading_party_committee = models.CharField("Cấp uỷ lãnh đạo", max_length=200, blank=True)
    place = models.CharField("Địa danh ghi trên văn bản", max_length=100, blank=True)
    founding_decision = models.CharField("Quyết định thành lập (số, ngày, cơ quan)", max_length=200, blank=True)
    contact_name = models.CharField("Người liên hệ", max_length=120, blank=True)
    contact_phone = models.CharField("Điện thoại liên hệ", max_length=30, blank=True)
    starts_on = models.DateField("Hoạt động từ ngày")
    ends_on = models.DateField("Đến ngày", null=True, blank=True)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search_key = models.CharField(max_length=300)
    # the words of the search key, so that any of them is found by its beginning (docs/decisions/word-search.md)
    words = models.GeneratedField(
        expression=SearchVector("search_key", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    # counts the changes of its facts; a form that was opened on an older count is refused
    revision = models.PositiveIntegerField(default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key"]
        indexes: ClassVar = [
            models.Index(fields=["parent", "sort_key"], name="unit_children_in_order"),
            models.Index(fields=["sort_key", "id"], name="unit_in_order"),
            GinIndex(fields=["words"], name="unit_by_words"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unit_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu hoạt động.",
            ),
            models.CheckConstraint(
                name="unit_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="Đơn vị không thể là cấp trên của chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name


class UnitName(models.Model):
    """What a unit was called, and until when."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="unit_name_once_from_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitPlacement(models.Model):
    """Under whom a unit stood, and until when."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="unit_placement_once_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ← {self.parent}"


class SuccessionKind(models.TextChoices):
    MERGED = "merged", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    REPLACED = "replaced", "Thành lập lại"


class Succession(models.Model):
    """A unit comes from another (tiền thân)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    kind = models.CharField(max_length=20, choices=SuccessionKind.choices)
    on = models.DateField()
    decision = models.CharField("Quyết định", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "predecessor"], name="succession_once"),
            models.CheckConstraint(name="succession_is_of_two_units", condition=~Q(unit=F("predecessor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.unit}"
