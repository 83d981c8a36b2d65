"""May this account do this on this unit?"""

from typing import TYPE_CHECKING

from members.access.models import Account
from members.access.queries import grants_of, roots_of
from members.access.roles import ROLES, Permission

if TYPE_CHECKING:
    from members.units.models import Unit


def has(account: Account, permission: Permission, unit: "Unit") -> bool:
    """The permission is granted on the unit or on one above it."""
    return any(unit.path.startswith(root) for root in roots_of(account, permission))


def has_anywhere(account: Account, permission: Permission) -> bool:
    return bool(roots_of(account, permission))


def roles_of(account: Account) -> list[str]:
    """Codes of the roles held today."""
    return sorted({grant.role for grant in grants_of(account) if grant.role in ROLES})
