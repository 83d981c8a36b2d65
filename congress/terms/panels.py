"""What a unit's page shows of its congresses."""

from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission
from members.units.models import Unit
from members.units.panels import Panel

SHOWN = 5


def congress_panel(account: Account, unit: Unit) -> Panel | None:
    """The unit's congresses, the latest first; nothing where the account may not view congresses."""
    if not has(account, Permission.CONGRESS_VIEW, unit):
        return None
    congresses: list[Congress] = list(congresses_for(account).filter(unit=unit)[:SHOWN])
    may_call = has(account, Permission.CONGRESS_MANAGE, unit)
    if not congresses and not may_call:
        return None
    return Panel("Đại hội, hội nghị", "terms/_unit_panel.html", {"congresses": congresses, "may_call": may_call, "unit": unit})
