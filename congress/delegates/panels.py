"""What a unit's page shows of its delegate lists."""

from django.db.models import Exists, OuterRef, Q

from congress.delegates.models import ElectingUnitMember
from congress.delegates.queries.lists import lists_for
from members.access.models import Account
from members.units.models import Unit
from members.units.panels import Panel

LISTS_SHOWN = 3


def lists_panel(account: Account, unit: Unit) -> Panel | None:
    """The lists in which the unit elects or which it writes, the latest congress first, as far as the account may read them."""
    links = ElectingUnitMember.objects.filter(electing_unit=OuterRef("electing_unit"), unit=unit)
    lists = list(
        lists_for(account)
        .filter(Q(electing_unit__lead_unit=unit) | Exists(links))
        .order_by("-congress__held_on", "id")[:LISTS_SHOWN]
    )
    return Panel("Danh sách đại biểu", "delegates/_unit_lists.html", {"lists": lists}) if lists else None
