"""Members and the offices they hold (procedure.md §3.5)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.people import reference
from members.units.models import Unit
from vietnamese.dates import PartialDate


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A day, a month or a bare year, kept as "1988", "1988-05" or "1988-05-03": text that sorts as time does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        # to a migration it is text: it must not need this module for ever
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        from members.people.fields import PartialDateFormField  # noqa: PLC0415 -- forms lean on models, not the other way

        return PartialDateFormField(label=self.verbose_name, required=not self.blank, help_text=self.help_text)


class MemberState(models.TextChoices):
    ACTIVE = "active", "Đang sinh hoạt"
    MATERNITY = "maternity", "Nghỉ thai sản"
    UNDER_REVIEW = "under_review", "Đang xem xét kỷ luật"
    MOVED = "moved", "Đã chuyển đi"
    RETIRED = "retired", "Đã nghỉ hưu"
    LEFT = "left", "Đã thôi hội viên"


GONE = [MemberState.MOVED, MemberState.RETIRED, MemberState.LEFT]


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> "MemberQuerySet":
        """Those who are members now."""
        return self.exclude(state__in=GONE).filter(merged_into=None)


class Member(models.Model):
    """A woman of the union as she is known now. Papers print frozen copies, never this row of a later day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="members", verbose_name="Đơn vị")
    full_name = models.CharField("Họ và tên", max_length=120)
    # overrides the sort order of names that have no họ/tên in the usual sense (Y Blung Niê)
    sort_name = models.CharField("Tên để sắp xếp", max_length=120, blank=True)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search_key = models.CharField(max_length=150)
    tone_key = models.CharField(max_length=150)
    # the words of the search key, so that any of them is found by its beginning (docs/decisions/word-search.md)
    words = models.GeneratedField(
        expression=SearchVector("search_key", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    birth_date = PartialDateField("Ngày sinh", blank=True)
    ethnicity = models.CharField("Dân tộc", max_length=40, blank=True)
    religion = models.CharField("Tôn giáo", max_length=40, blank=True)
    home_town = models.CharField("Quê quán", max_length=200, blank=True)
    home_province = models.CharField("Tỉnh quê quán", max_length=10, blank=True)
    residence = models.CharField("Nơi ở hiện nay", max_length=200, blank=True)
    rank = models.CharField("Cấp bậc hàm", max_length=40, blank=True)
    police_position = models.CharField("Chức vụ chính quyền", max_length=150, blank=True)
    position_group = models.CharField("Nhóm chức vụ", max_length=40, blank=True)
    party_position = models.CharField("Chức vụ trong Đảng", max_length=150, blank=True)
    union_position = models.CharField("Chức vụ trong Hội", max_length=40, blank=True)
    workplace = models.CharField("Đơn vị công tác", max_length=200, blank=True)
    union_joined = PartialDateField("Ngày vào Hội", blank=True)
    party_stage = models.CharField("Đảng, Đoàn", max_length=40, blank=True)
    party_joined = PartialDateField("Ngày vào Đảng", blank=True)
    party_official = PartialDateField("Ngày chính thức", blank=True)
    general_education = models.CharField("Giáo dục phổ thông", max_length=20, blank=True)
    education = models.CharField("Trình độ chuyên môn", max_length=40, blank=True)
    education_field = models.CharField("Ngành, trường", max_length=150, blank=True)
    degree = models.CharField("Học hàm, học vị", max_length=80, blank=True)
    political_theory = models.CharField("Lý luận chính trị", max_length=40, blank=True)
    languages = models.CharField("Ngoại ngữ, tin học", max_length=150, blank=True)
    family_background = models.CharField("Thành phần gia đình", max_length=150, blank=True)
    phone = models.CharField("Điện thoại", max_length=30, blank=True)
    email = models.EmailField("Thư công vụ", blank=True)
    # sealed with FIELD_KEY; the hash (keyed) finds the same number again without opening it
    service_number_sealed = models.BinaryField(null=True)
    service_number_hash = models.CharField(max_length=64, blank=True, db_index=True)
    identity_number_sealed = models.BinaryField(null=True)
    identity_number_hash = models.CharField(max_length=64, blank=True, db_index=True)
    photo = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(
        "Tình trạng",
        max_length=20,
        choices=MemberState.choices,
        default=MemberState.ACTIVE,
    )
    state_on = models.DateField("Từ ngày", null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    # counts the changes; a form that was opened on an older count is refused, not saved over a newer one
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "birth_date", "id"]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "birth_date", "id"], name="member_in_order"),
            models.Index(
                fields=["unit", "sort_key", "birth_date", "id"],
                name="member_of_unit_in_order",
            ),
            models.Index(fields=["search_key", "birth_date"], name="member_by_name_and_birth"),
            GinIndex(fields=["words"], name="member_by_words"),
            models.Index(
                fields=["sort_key", "birth_date", "id"],
                name="member_incomplete_in_order",
                condition=Q(birth_date="")
                | Q(rank="")
                | Q(police_position="")
                | Q(union_position="")
                | Q(workplace="")
                | Q(education="")
                | Q(political_theory="")
                | Q(ethnicity="")
                | Q(religion=""),
            ),
            # filters that few members pass: the list must not walk all the others to find them
            models.Index(fields=["rank", "sort_key", "birth_date", "id"], name="member_of_rank_in_order"),
            models.Index(fields=["union_position", "sort_key", "birth_date", "id"], name="member_of_post_in_order"),
            models.Index(fields=["state", "sort_key", "birth_date", "id"], name="member_of_state_in_order"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_is_not_merged_into_herself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth(self) -> PartialDate | None:
        return PartialDate.parse_iso(self.birth_date) if self.birth_date else None

    @property
    def given_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    # The codes of the reference lists are data, not choices of the column: a new spelling needs no migration.
    @property
    def ethnicity_label(self) -> str:
        return reference.ETHNIC_GROUPS.label(self.ethnicity)

    @property
    def religion_label(self) -> str:
        return reference.RELIGIONS.label(self.religion)

    @property
    def rank_label(self) -> str:
        return reference.RANKS.label(self.rank)

    @property
    def union_position_label(self) -> str:
        return reference.UNION_POSITIONS.label(self.union_position)

    @property
    def education_label(self) -> str:
        return reference.EDUCATION_LEVELS.label(self.education)

    @property
    def political_theory_label(self) -> str:
        return reference.POLITICAL_THEORY.label(self.political_theory)

    @property
    def party_stage_label(self) -> str:
        return reference.PARTY_STAGES.label(self.party_stage)


class DifferentPeople(models.Model):
    """Two records that look alike and that somebody has said are two women: not offered for merging again."""

    # the one with the smaller id, so that a pair is written down in one way
    first = models.ForeignKey(Member, models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="different_people_once"),
            models.CheckConstraint(name="different_people_in_one_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class Membership(models.Model):
    """Where a member has been, from when to when; the open one is her unit now."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    # null: she was there before we began to write it down
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = [F("starts_on").asc(nulls_first=True), "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(ends_on=None),
                name="membership_open_once_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} - {self.unit}"

    def covers(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or self.ends_on >= day)


class Office(models.Model):
    """A post in a union body, held from a day to a day."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="offices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices", verbose_name="Tổ chức Hội")
    position = models.CharField("Chức vụ", max_length=40)
    starts_on = models.DateField("Từ ngày")
    ends_on = models.DateField("Đến ngày", null=True, blank=True)
    basis = models.CharField("Căn cứ (quyết định, đại hội)", max_length=200, blank=True)
    end_reason = models.CharField("Lý do thôi giữ", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="office_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày thôi giữ chức vụ phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["member", "unit", "position"],
                condition=Q(ends_on=None),
                name="office_held_once_at_a_time",
                violation_error_message="Đồng chí này đang giữ chức vụ đó ở đơn vị này rồi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.position_label}"

    @property
    def position_label(self) -> str:
        return reference.UNION_POSITIONS.label(self.position)


class Award(models.Model):
    """Khen thưởng, danh hiệu thi đua, with the year."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="awards")
    title = models.CharField("Danh hiệu, hình thức", max_length=150)
    kind = models.CharField("Nhóm", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("Năm", null=True, blank=True)
    decision = models.CharField("Quyết định", max_length=150, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        return reference.AWARD_KINDS.label(self.kind)


class Discipline(models.Model):
    """Kỷ luật; sensitive."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="disciplines")
    form = models.CharField("Hình thức", max_length=150)
    year = models.PositiveSmallIntegerField("Năm", null=True, blank=True)
    decision = models.CharField("Quyết định", max_length=150, blank=True)
    ended_on = models.DateField("Hết hiệu lực", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "id"]

    def __str__(self) -> str:
        return self.form


class MemberCount(models.Model):
    """How many members a unit had on a day, frozen: never computed again silently (procedure.md §1.2)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="member_counts")
    on = models.DateField("Mốc")
    count = models.PositiveIntegerField("Số hội viên")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-on", "unit_id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "on"], name="member_count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.count}"
