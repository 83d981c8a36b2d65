"""Accounts, grants on units, and the trace of who did what."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from members.access.roles import ROLES


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A person who signs in. What she may do stands in her grants, never on the account."""

    username = models.CharField("Tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("Họ và tên", max_length=120)
    search_key = models.CharField(max_length=150, default="")
    sort_key = models.CharField(max_length=400, default="", db_collation="C")
    phone = models.CharField("Điện thoại", max_length=30, blank=True)
    email = models.EmailField("Thư điện tử", blank=True)
    member = models.ForeignKey(
        "people.Member", models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="Hội viên"
    )
    is_active = models.BooleanField("Đang dùng", default=True)
    # set for a password that was printed on a slip: good for one sign-in, in which it must be changed
    must_change_password = models.BooleanField(default=False)
    # how often a first password was issued; the password itself is derived from it and kept nowhere
    invitation = models.PositiveIntegerField(default=0)
    invited_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("username"),
                name="account_username_once_in_any_case",
                violation_error_message="Tên đăng nhập này đã có người dùng.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, *, on: date) -> "GrantQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Grant(models.Model):
    """A role on a unit and all units below it, from a day to a day."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField("Vai trò", max_length=40, choices=[(role.code, role.label) for role in ROLES.values()])
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="grants", verbose_name="Đơn vị")
    starts_on = models.DateField("Từ ngày")
    ends_on = models.DateField("Đến ngày", null=True, blank=True)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["account_id", "role", "unit_id", "starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "unit", "starts_on"],
                name="grant_once_from_a_day",
                violation_error_message="Tài khoản này đã có vai trò đó ở đơn vị đó từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLES[self.role].label} - {self.unit_id}"


class Entry(models.Model):
    """One deed in the trace. Each carries the hash of the one before; the database refuses to change or delete any."""

    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="entries")
    account_name = models.CharField(max_length=120)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    object_label = models.CharField(max_length=250, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    details = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    address = models.CharField(max_length=60, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["account", "-id"], name="entry_of_account"),
            models.Index(fields=["action", "-id"], name="entry_of_action"),
            models.Index(fields=["object_type", "object_id", "-id"], name="entry_of_object"),
            models.Index(fields=["unit", "-id"], name="entry_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.account_name}: {self.action}"
