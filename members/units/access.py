"""May this account do this to units?"""

from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.roles import Permission
from members.units.models import Unit


def may_manage_unit(account: Account, unit: Unit) -> bool:
    return has(account, Permission.UNIT_MANAGE, unit)


def may_manage_some_unit(account: Account) -> bool:
    return has_anywhere(account, Permission.UNIT_MANAGE)


def may_reshape_unit(account: Account, unit: Unit) -> bool:
    """Merging, moving and closing change the unit above as well, so the right must reach up to it."""
    return unit.parent is not None and has(account, Permission.UNIT_MANAGE, unit.parent)
