"""Who may do what with the register of a unit."""

from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.roles import Permission
from members.units.models import Unit


def may_enter_register(account: Account) -> bool:
    return has_anywhere(account, Permission.REGISTER_VIEW)


def may_keep_some_register(account: Account) -> bool:
    return has_anywhere(account, Permission.REGISTER_KEEP)


def may_correct_some_register(account: Account) -> bool:
    return has_anywhere(account, Permission.REGISTER_CORRECT)


def may_view_register(account: Account, unit: Unit) -> bool:
    return has(account, Permission.REGISTER_VIEW, unit)


def may_keep_register(account: Account, unit: Unit) -> bool:
    """Issue, reserve, enter what came in, attach scans."""
    return has(account, Permission.REGISTER_KEEP, unit)


def may_correct_register(account: Account, unit: Unit) -> bool:
    """Void a paper, say with which number a series begins."""
    return has(account, Permission.REGISTER_CORRECT, unit)
