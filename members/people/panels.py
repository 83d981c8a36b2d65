"""What a unit's page shows of its people."""

from django.utils import timezone

from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission
from members.people.queries import bounded_count, leaders_of, members_seen
from members.units.models import Unit
from members.units.panels import Panel


def leaders_panel(account: Account, unit: Unit) -> Panel | None:
    """Who leads it: names of officers are no secret to those who see the unit."""
    return Panel("Ban lãnh đạo Hội", "people/_unit_leaders.html", {"offices": leaders_of(unit, on=timezone.localdate())})


def members_panel(account: Account, unit: Unit) -> Panel | None:
    if not has(account, Permission.MEMBER_VIEW, unit):
        return None
    number, more = bounded_count(members_seen(account, unit=unit).present())
    counts = unit.member_counts.all()[:3]
    may_manage = has(account, Permission.MEMBER_MANAGE, unit)
    return Panel(
        "Hội viên", "people/_unit_members.html", {"number": number, "more": more, "counts": counts, "may_manage": may_manage}
    )
