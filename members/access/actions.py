"""What may happen to an account and its grants."""

import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.access.access import has, roles_of
from members.access.models import Account, Grant
from members.access.refusal import Refusal
from members.access.roles import ROLES, Permission
from members.access.trace import record

if TYPE_CHECKING:
    from members.units.models import Unit

# without letters and digits that are mistaken for one another on a printed slip
SLIP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_first_password() -> str:
    """Three groups of four letters: about 59 bits, and it can be typed from paper."""
    return "-".join("".join(secrets.choice(SLIP_LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def open_account(*, username: str, full_name: str, by: Account | None, phone: str = "", email: str = "") -> Account:
    """A new account without a password: nobody can sign in to it before an invitation is printed."""
    account = Account(username=username.strip().lower(), full_name=full_name.strip(), phone=phone, email=email)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Refusal("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.", field="username") from error
    record("account.open", account, by=by)
    return account


@transaction.atomic
def issue_first_password(*, account: Account, by: Account | None) -> str:
    """Give the account a password that is good for one sign-in, end its sessions, and return it to be printed once.

    It is kept nowhere in plain text: printed again means issued again.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    password = new_first_password()
    locked.set_password(password)
    locked.must_change_password = True
    locked.save(update_fields=["password", "must_change_password"])
    end_sessions(locked)
    record("account.invite", locked, by=by)
    return password


def end_sessions(account: Account) -> int:
    """Sign the account out everywhere; gives how many sessions ended."""
    ended = 0
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
            ended += 1
    return ended


@transaction.atomic
def close_account(*, account: Account, by: Account, reason: str) -> Account:
    """The account can't sign in any more; everything it did stays in the trace under its name."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.pk == by.pk:
        raise Refusal("Không thể tự khoá tài khoản của mình. Hãy nhờ người quản trị khác.")
    if not locked.is_active:
        return locked
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    end_sessions(locked)
    record("account.close", locked, by=by, reason=reason)
    return locked


@transaction.atomic
def reopen_account(*, account: Account, by: Account) -> Account:
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.is_active:
        return locked
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    record("account.reopen", locked, by=by)
    return locked


def may_grant(account: Account, role: str, unit: "Unit") -> bool:
    """She may give a role on a unit if she manages accounts there and holds herself everything the role gives.

    The system administrator hands out every role: it is her work, and the trace shows each grant.
    """
    if not has(account, Permission.ACCOUNT_MANAGE, unit):
        return False
    if "administrator" in roles_of(account):
        return True
    return all(has(account, permission, unit) for permission in ROLES[role].permissions)


@transaction.atomic
def give_grant(
    *, account: Account, role: str, unit: "Unit", starts_on: date, by: Account | None, ends_on: date | None = None
) -> Grant:
    """Give a role on a unit and all below it, from a day to a day (both included); the same grant twice is one."""
    if role not in ROLES:
        raise Refusal("Hãy chọn một vai trò trong danh sách.", field="role")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("Ngày kết thúc phải sau ngày bắt đầu.", field="ends_on")
    if by is not None:
        if by.pk == account.pk:
            raise Refusal("Không thể tự giao vai trò cho mình. Hãy nhờ người quản trị khác.")
        if not may_grant(by, role, unit):
            raise Refusal(f"Bạn không được giao vai trò {ROLES[role].label} ở đơn vị này.", field="role")
    grant, made = Grant.objects.get_or_create(
        account=account, role=role, unit=unit, starts_on=starts_on, defaults={"ends_on": ends_on, "granted_by": by}
    )
    if made:
        record("grant.give", account, by=by, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, on: date, by: Account, reason: str) -> Grant:
    """The grant is good until the day before `on`; one that has not begun is never in force."""
    locked = Grant.objects.select_for_update().get(pk=grant.pk)
    last_day = on - timedelta(days=1)
    if locked.ends_on is not None and locked.ends_on <= last_day:
        return locked
    if not may_grant(by, locked.role, locked.unit):
        raise Refusal("Bạn không được thu hồi vai trò này.")
    if last_day < locked.starts_on:
        record("grant.end", locked.account, by=by, unit=locked.unit, role=locked.role, ends_on=None, reason=reason)
        locked.delete()
        return locked
    locked.ends_on = last_day
    locked.save(update_fields=["ends_on"])
    record("grant.end", locked.account, by=by, unit=locked.unit, role=locked.role, ends_on=last_day, reason=reason)
    return locked
