"""How many, without ever counting a whole tree for a page."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from members.people.models import Member
from members.units.models import Unit

COUNTED_AT_MOST = 1000


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


def counts_below(units: list[Unit]) -> dict[int, int]:
    """Present members of each of these units itself, by unit id."""
    counted = Member.objects.present().filter(unit__in=units).order_by().values_list("unit").annotate(number=Count("id"))
    return dict(counted)


def bounded_count(rows: QuerySet[Any], *, at_most: int = COUNTED_AT_MOST) -> tuple[int, bool]:
    """The count up to a bound, and whether there are more: what a page says must not cost more as the tree grows."""
    number = rows.order_by()[: at_most + 1].count()
    return min(number, at_most), number > at_most
