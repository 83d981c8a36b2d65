"""What is asked of members."""

from datetime import date

from django.db.models import Count, Q

from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet
from members.units.models import Unit


def members_for(account: Account, permission: Permission = Permission.MEMBER_VIEW) -> MemberQuerySet:
    """Members of the units on which the account has the permission."""
    return Member.objects.filter(covered(account, permission, path="unit__path"))


def members_on(day: date) -> Q:
    """A condition: the open or closed membership covers the day."""
    return (Q(memberships__starts_on=None) | Q(memberships__starts_on__lte=day)) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=day)
    )


def counts_on(units: list[Unit], *, day: date) -> dict[int, int]:
    """Members of each of these units itself (not of those below) on that day, by unit id."""
    counted = (
        Member.objects.filter(members_on(day), memberships__unit__in=units, merged_into=None)
        .values("memberships__unit")
        .annotate(number=Count("id", distinct=True))
        .values_list("memberships__unit", "number")
    )
    numbers = dict(counted)
    return {unit.pk: numbers.get(unit.pk, 0) for unit in units}
