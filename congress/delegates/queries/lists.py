"""What is asked of delegate lists and of who stands on them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from congress.delegates.models import Category, Delegate, DelegateList, DelegateState, ElectingUnitMember
from congress.delegates.queries.snapshots import ACTIVE
from congress.terms.models import Congress, DelegateMode
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet, Membership

# rights that reading gives to every unit of a group, not only to the one that leads it
READING = frozenset({Permission.LIST_VIEW})


def lists_for(account: Account, permission: Permission = Permission.LIST_VIEW) -> QuerySet[DelegateList]:
    """Lists on whose lead unit the account has the permission; for reading also those of a group her unit elects in.

    The staff's grants stand on the congress's unit, above every lead unit, so the same condition finds their lists.
    """
    condition = covered(account, permission, path="electing_unit__lead_unit__path")
    if permission in READING:
        links = ElectingUnitMember.objects.filter(
            covered(account, permission, path="unit__path"), electing_unit=OuterRef("electing_unit")
        )
        condition |= Q(Exists(links))
    return (
        DelegateList.objects.filter(condition)
        .select_related("electing_unit__lead_unit", "congress__unit", "congress__term")
        .prefetch_related("electing_unit__unit_links__unit")
    )


# rows that take a place of their unit: delegates by right, whom a unit may list too, take none
TAKES_A_PLACE = (Category.ELECTED, Category.APPOINTED)


def category_on_lists(congress: Congress) -> Category:
    """What those on the units' lists are: elected there, or named by a decision (§1.5)."""
    return Category.APPOINTED if congress.delegate_mode == DelegateMode.APPOINTED else Category.ELECTED


def rows_of(delegate_list: DelegateList) -> QuerySet[Delegate]:
    """Those who stand on the list now, delegates first, each group in its order."""
    return delegate_list.delegates.filter(state__in=ACTIVE).order_by("is_alternate", "position", "id")


def taken_off(delegate_list: DelegateList) -> QuerySet[Delegate]:
    """Those who were on the list and were taken off before it was approved."""
    return (
        delegate_list.delegates.filter(state=DelegateState.WITHDRAWN, changes=None)
        .exclude(member__in=rows_of(delegate_list).values("member"))
        .select_related("member")
    )


def candidates_for(delegate_list: DelegateList) -> MemberQuerySet:
    """Present members of the units that elect in this list, and of those below them."""
    condition = Q(pk__in=[])
    for link in delegate_list.electing_unit.unit_links.all():
        condition |= Q(unit__path__startswith=link.unit.path)
        if link.unit.ends_on is not None:  # its members have moved with a merger; they are elected here all the same
            condition |= Q(pk__in=Membership.objects.filter(unit=link.unit).values("member"))
    return Member.objects.present().filter(condition)


def active_by_member(congress: Congress, members: Iterable[Member | int]) -> dict[int, Delegate]:
    """Who of these is at the congress already: member id → her delegate row with its list and unit."""
    ids = [member.pk if isinstance(member, Member) else member for member in members]
    found = congress.delegates.filter(state__in=ACTIVE, member__in=ids).select_related(
        "member", "delegate_list__electing_unit__lead_unit"
    )
    return {delegate.member_id: delegate for delegate in found}


def by_right_of(congress: Congress) -> QuerySet[Delegate]:
    """Delegates by right, those included whom a unit lists too."""
    return congress.delegates.filter(category=Category.EX_OFFICIO, state__in=ACTIVE).select_related(
        "member__unit", "delegate_list__electing_unit"
    )


def appointed_of(congress: Congress) -> QuerySet[Delegate]:
    """Appointed delegates who come in no unit's list."""
    return congress.delegates.filter(category=Category.APPOINTED, delegate_list=None, state__in=ACTIVE).select_related(
        "member__unit"
    )
