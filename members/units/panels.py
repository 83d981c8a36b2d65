"""What rooms above show on a unit's page: they register a maker here, so that this room needs none of them.

A maker gets the account and the unit and gives a panel, or None where there is nothing for this account to see. It must ask
its own right, and ask the database a constant number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from members.access.models import Account
from members.units.models import Unit


@dataclass(frozen=True)
class Panel:
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


PanelMaker = Callable[[Account, Unit], Panel | None]

_makers: dict[str, tuple[int, PanelMaker]] = {}


def register_panel(name: str, maker: PanelMaker, *, order: int = 50) -> None:
    """Show what `maker` gives on every unit's page; small orders stand first. The same name again replaces the maker."""
    _makers[name] = (order, maker)


def panels_for(account: Account, unit: Unit) -> list[Panel]:
    makers = [maker for _, maker in sorted(_makers.values(), key=lambda pair: pair[0])]
    return [panel for maker in makers if (panel := maker(account, unit)) is not None]
