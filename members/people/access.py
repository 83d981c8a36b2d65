"""May this account do this with members of this unit?"""

from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.queries import roots_of
from members.access.roles import Permission
from members.people.models import Member
from members.units.models import Unit


def may_see_sensitive(account: Account, unit: Unit) -> bool:
    """Ethnicity, religion, party, family, discipline, numbers."""
    return has(account, Permission.MEMBER_SENSITIVE, unit)


def may_manage_member(account: Account, member: Member) -> bool:
    return member.merged_into_id is None and has(account, Permission.MEMBER_MANAGE, member.unit)


def may_manage_some_members(account: Account) -> bool:
    return has_anywhere(account, Permission.MEMBER_MANAGE)


def may_see_all_sensitive(account: Account) -> bool:
    """The account may see sensitive facts wherever it may see members at all: a filter over them then tells nothing new."""

    seen = roots_of(account, Permission.MEMBER_VIEW)
    sensitive = roots_of(account, Permission.MEMBER_SENSITIVE)
    return all(any(root.startswith(above) for above in sensitive) for root in seen)
