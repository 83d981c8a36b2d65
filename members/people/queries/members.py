"""Whom an account may see."""

from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet


def members_for(account: Account, permission: Permission = Permission.MEMBER_VIEW) -> MemberQuerySet:
    """Members of the units on which the account has the permission."""
    return Member.objects.filter(covered(account, permission, path="unit__path"))
