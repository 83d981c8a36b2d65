"""May this account administer that one?"""

from django.db.models import Q
from django.utils import timezone

from members.access.access import has_anywhere, may_grant, roles_of
from members.access.models import Account, Entry, Grant
from members.access.roles import Permission


def may_manage_accounts(by: Account) -> bool:
    return has_anywhere(by, Permission.ACCOUNT_MANAGE)


def may_manage_account(by: Account, account: Account) -> bool:
    """She might give the other every role that the other holds or will hold, each on its unit.

    So a member of the staff prints a new slip for a chapter's head, but not for the Trưởng ban or the administrator. A
    closed account keeps its roles for this question: whoever may not close it may not open it again. Of one whose roles
    have all ended, they are asked all the same; one that never had any is hers who opened it, and the administrators'.
    """
    if by.pk == account.pk:
        return False
    grants = Grant.objects.filter(account=account).select_related("unit")
    lasting = grants.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))
    asked = list(lasting) or list(grants)
    if not asked:
        return may_manage_accounts(by) and ("administrator" in roles_of(by) or opened_by(by, account))
    return all(may_grant(by, grant.role, grant.unit) for grant in asked)


def opened_by(by: Account, account: Account) -> bool:
    return Entry.objects.filter(
        action="account.open", account=by, object_type=Account._meta.label_lower, object_id=str(account.pk)
    ).exists()


def may_read_trace(by: Account) -> bool:
    return has_anywhere(by, Permission.TRACE_READ)
