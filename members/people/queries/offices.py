"""Who leads a unit."""

from datetime import date

from django.db.models import Q, QuerySet

from members.people.models import Office
from members.people.reference import UNION_POSITIONS
from members.units.models import Unit

# heads and deputies, as they are listed: the highest first
LEADING = [item.code for item in UNION_POSITIONS.items if item.code not in {"member", "group_head", "group_deputy"}]


def offices_in_force(*, on: date) -> QuerySet[Office]:
    return Office.objects.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


def leaders_of(unit: Unit, *, on: date) -> list[Office]:
    """Offices of the unit held on that day, the highest first."""
    offices = offices_in_force(on=on).filter(unit=unit).select_related("member")
    return sorted(offices, key=lambda office: (UNION_POSITIONS.order(office.position), office.member.sort_key))
