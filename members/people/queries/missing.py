"""What is missing in the records, by member and by unit."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q

from members.people.models import Member
from members.people.rules import required_facts
from members.units.models import Unit


def missing_condition(name: str, *, sensitive: bool) -> Q:
    """This fact is missing; "any": one of those that a list needs."""
    names = [fact for fact, _ in required_facts(sensitive=sensitive)]
    if name in names:
        return Q(**{name: ""})
    condition = Q()
    for fact in names:
        condition |= Q(**{fact: ""})
    return condition


def completeness_of(units: Sequence[Unit], *, sensitive: bool) -> dict[int, dict[str, Any]]:
    """For each of these units itself: how many members, how many lack something, how many lack each fact; by unit id."""
    numbers: dict[str, Any] = {
        f"lack_{name}": Count("id", filter=Q(**{name: ""})) for name, _ in required_facts(sensitive=sensitive)
    }
    counted = (
        Member.objects.present()
        .filter(unit__in=units)
        .order_by()
        .values("unit")
        .annotate(total=Count("id"), lacking=Count("id", filter=missing_condition("any", sensitive=sensitive)), **numbers)
    )
    return {row["unit"]: dict(row) for row in counted}
