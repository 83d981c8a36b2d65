"""What rooms above show on a member's page: they register a maker here, so that this room needs none of them.

As with units (members/units/panels): a maker asks its own right, gives None where this account sees nothing, and asks the
database a constant number of times.
"""

from collections.abc import Callable

from members.access.models import Account
from members.people.models import Member
from members.units.panels import Panel

MemberPanelMaker = Callable[[Account, Member], Panel | None]

_makers: dict[str, tuple[int, MemberPanelMaker]] = {}


def register_member_panel(name: str, maker: MemberPanelMaker, *, order: int = 50) -> None:
    """Show what `maker` gives on every member's page; small orders stand first. The same name again replaces the maker."""
    _makers[name] = (order, maker)


def member_panels_for(account: Account, member: Member) -> list[Panel]:
    makers = [maker for _, maker in sorted(_makers.values(), key=lambda pair: pair[0])]
    return [panel for maker in makers if (panel := maker(account, member)) is not None]
