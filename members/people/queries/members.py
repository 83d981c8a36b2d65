"""Whom an account may see."""

from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet, MemberState


def as_told(member: Member, *, sensitive: bool) -> Member:
    """The record as a page may show it, not to be saved: that discipline is considered is told with the sensitive facts."""
    if not sensitive and member.state == MemberState.UNDER_REVIEW:
        member.state, member.state_on = MemberState.ACTIVE, None
    return member


def members_for(account: Account, permission: Permission = Permission.MEMBER_VIEW) -> MemberQuerySet:
    """Members of the units on which the account has the permission."""
    return Member.objects.filter(covered(account, permission, path="unit__path"))
