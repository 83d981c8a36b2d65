"""May this account do this on this unit?"""

from typing import TYPE_CHECKING

from members.access.models import Account
from members.access.queries import grants_of, roots_of
from members.access.roles import ADMINISTRATOR, HEAD, PERSONNEL_ROLES, ROLES, SAID_FOR_ONESELF, Permission

if TYPE_CHECKING:
    from members.units.models import Unit


def has(account: Account, permission: Permission, unit: "Unit") -> bool:
    """The permission is granted on the unit or on one above it."""
    return any(unit.path.startswith(root) for root in roots_of(account, permission))


def has_anywhere(account: Account, permission: Permission) -> bool:
    return bool(roots_of(account, permission))


def holds(account: Account, role: str, unit: "Unit") -> bool:
    """The role itself is held on the unit or on one above it."""
    return any(grant.role == role and unit.path.startswith(grant.unit.path) for grant in grants_of(account))


def may_grant(account: Account, role: str, unit: "Unit") -> bool:
    """She may give a role on a unit if she manages accounts there and holds herself everything the role gives, but for what a
    unit's head says for her own unit.

    The system administrator of the unit hands out every role but those of the personnel work: it is her work, and the trace
    shows each grant. The Trưởng ban gives every role but the administrator's, also roles that enter lists, which she, who
    approves them, does not; and she alone gives those of the personnel work, person by person (procedure.md §4.7).
    """
    if not has(account, Permission.ACCOUNT_MANAGE, unit):
        return False
    if role in PERSONNEL_ROLES:
        return holds(account, HEAD.code, unit)
    if holds(account, ADMINISTRATOR.code, unit):
        return True
    if role == ADMINISTRATOR.code:
        return False
    needed = ROLES[role].permissions - SAID_FOR_ONESELF
    return holds(account, HEAD.code, unit) or all(has(account, permission, unit) for permission in needed)


def roles_of(account: Account) -> list[str]:
    """Codes of the roles held today."""
    return sorted({grant.role for grant in grants_of(account) if grant.role in ROLES})
