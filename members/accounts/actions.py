"""What may happen to many accounts at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from members.access.actions import give_grant, issue_first_passwords, open_account
from members.access.models import Account
from members.access.refusal import Refusal
from members.accounts.access import may_manage_account
from members.units.models import Unit, UnitKind
from vietnamese.search import search_key


def proposed_username(unit: Unit, taken: set[str]) -> str:
    """From the unit's code, which is on every paper it knows: "CH017" → "ch017"; with a number behind it when taken."""
    plain = "".join(search_key(unit.code).split()) or f"don-vi-{unit.pk}"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


@transaction.atomic
def open_unit_accounts(*, units: Iterable[Unit], starts_on: date, by: Account) -> list[Account]:
    """For each unit an account for its head, with the role that fits the unit, from a day on; no password yet."""
    taken = set(Account.objects.values_list("username", flat=True))
    opened = []
    for unit in units:
        role = "branch_committee" if unit.kind == UnitKind.BRANCH else "chapter_head"
        username = proposed_username(unit, taken)
        taken.add(username)
        account = open_account(username=username, full_name=unit.contact_name or unit.name, phone=unit.contact_phone, by=by)
        give_grant(account=account, role=role, unit=unit, starts_on=starts_on, by=by)
        opened.append(account)
    return opened


@transaction.atomic
def invite_accounts(*, accounts: Iterable[Account], by: Account) -> list[Account]:
    """A new first password for each; the slips that show them are printed by documents/papers."""
    chosen = list(accounts)
    for account in chosen:
        if not account.is_active:
            raise Refusal(f"Tài khoản {account.username} đang khoá. Hãy mở lại trước khi in phiếu.")
        if not may_manage_account(by, account):
            raise Refusal(f"Bạn không được cấp lại mật khẩu cho tài khoản {account.username}.")
    return issue_first_passwords(accounts=chosen, by=by)
