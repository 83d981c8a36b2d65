"""May this account administer that one?"""

from members.access.access import has, has_anywhere, roles_of
from members.access.models import Account
from members.access.queries import grants_of
from members.access.roles import ROLES, Permission


def may_manage_accounts(by: Account) -> bool:
    return has_anywhere(by, Permission.ACCOUNT_MANAGE)


def may_manage_account(by: Account, account: Account) -> bool:
    """She manages accounts on every unit where the other holds a role, and holds herself whatever that role gives.

    So a member of the staff prints a new slip for a chapter's head, but not for the Trưởng ban or the administrator; the
    system administrator does so for everybody.
    """
    if by.pk == account.pk:
        return False
    if "administrator" in roles_of(by):
        return True
    return all(
        has(by, Permission.ACCOUNT_MANAGE, grant.unit)
        and all(has(by, permission, grant.unit) for permission in ROLES[grant.role].permissions)
        for grant in grants_of(account)
    )


def may_read_trace(by: Account) -> bool:
    return has_anywhere(by, Permission.TRACE_READ)
