"""What may happen to an account and its grants."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.access.access import may_grant
from members.access.models import Account, Grant
from members.access.refusal import Refusal
from members.access.roles import ROLES
from members.access.trace import Deed, record, record_many
from vietnamese.names import sort_key
from vietnamese.search import search_key

if TYPE_CHECKING:
    from members.units.models import Unit

# without letters and digits that are mistaken for one another on a printed slip
SLIP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class SlipHasher(Argon2PasswordHasher):
    """Argon2 with little work: 150 slips are issued in one request, and what they hash is 59 random bits, not a person's word.

    The password is good for one sign-in, at which Django hashes it again with the usual work.
    """

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1


SLIP_HASHER = SlipHasher()


def first_password_of(account: Account) -> str:
    """The password on the slip of the account's last invitation: three groups of four letters, about 59 bits.

    Derived from FIELD_KEY, so that a slip can be printed, and printed again after a crash, without the password being
    kept anywhere; once it has been changed, it opens nothing.
    """
    message = f"first password of {account.pk}, invitation {account.invitation}".encode()
    number = int.from_bytes(hmac.digest(settings.FIELD_KEY.encode(), message, "sha256"), "big")
    letters = []
    for _ in range(12):
        number, place = divmod(number, len(SLIP_LETTERS))
        letters.append(SLIP_LETTERS[place])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


@transaction.atomic
def open_account(*, username: str, full_name: str, by: Account | None, phone: str = "", email: str = "") -> Account:
    """A new account without a password: nobody can sign in to it before an invitation is printed."""
    name = full_name.strip()
    account = Account(
        username=username.strip().lower(),
        full_name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        phone=phone,
        email=email,
    )
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Refusal("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.", field="username") from error
    record("account.open", account, by=by)
    return account


@transaction.atomic
def change_account(*, account: Account, full_name: str, phone: str, email: str, by: Account) -> Account:
    """Who the account belongs to and how to reach her; the user name stays, it is on the slip."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    name = full_name.strip()
    if (locked.full_name, locked.phone, locked.email) == (name, phone, email):
        return locked
    before = locked.full_name
    locked.full_name, locked.phone, locked.email = name, phone, email
    locked.search_key, locked.sort_key = search_key(name), sort_key(name)
    locked.save(update_fields=["full_name", "search_key", "sort_key", "phone", "email"])
    record("account.change", locked, by=by, before=before, after=name)
    return locked


@transaction.atomic
def issue_first_password(*, account: Account, by: Account | None) -> Account:
    """Give the account a new password that is good for one sign-in (`first_password_of`), and end its sessions."""
    return issue_first_passwords(accounts=[account], by=by)[0]


@transaction.atomic
def issue_first_passwords(*, accounts: Sequence[Account], by: Account | None) -> list[Account]:
    """The same for many: their sessions are looked for once, and the trace, which others wait for, is written last."""
    rows = Account.objects.select_for_update().filter(pk__in=[account.pk for account in accounts]).order_by("pk")
    locked = {account.pk: account for account in rows}
    for one in locked.values():
        one.invitation += 1
        one.invited_at = timezone.now()
        one.password = SLIP_HASHER.encode(first_password_of(one), SLIP_HASHER.salt())
        one.must_change_password = True
    Account.objects.bulk_update(locked.values(), ["password", "must_change_password", "invitation", "invited_at"])
    end_sessions(locked.values())
    record_many([Deed("account.invite", one) for one in locked.values()], by=by)
    return [locked[account.pk] for account in accounts]


@transaction.atomic
def change_own_password(*, account: Account, password: str) -> Account:
    """She has a password of her own; the one on her slip, and all other sessions of hers, are good for nothing any more."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record("account.password", account, by=account)
    return account


def end_sessions(accounts: Iterable[Account]) -> int:
    """Sign these accounts out everywhere; gives how many sessions ended. Every session is opened once for all of them."""
    ids = {str(account.pk) for account in accounts}
    ended = [
        session.session_key
        for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") in ids
    ]
    Session.objects.filter(session_key__in=ended).delete()
    return len(ended)


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
    end_sessions([locked])
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
