"""What a unit's page shows of its delegate lists."""

from congress.delegates.queries.lists import lists_for
from members.access.models import Account
from members.units.models import Unit
from members.units.panels import Panel

LISTS_SHOWN = 3


def lists_panel(account: Account, unit: Unit) -> Panel | None:
    """The lists in which the unit elects, the latest congress first, as far as the account may read them."""
    lists = list(
        lists_for(account).filter(electing_unit__unit_links__unit=unit).order_by("-congress__held_on", "id")[:LISTS_SHOWN]
    )
    return Panel("Danh sách đại biểu", "delegates/_unit_lists.html", {"lists": lists}) if lists else None
