"""What stands on a document's page beside its text: rounds, synthesis, approval, issue. Each noun registers a maker of its panel.

A maker gets the account and the document and gives a panel, or None where there is nothing for this account to see. It must ask
its own right, and ask the database a constant number of times. Register in `DraftingConfig.ready` (or a room above in its own).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from documents.drafting.models import Document
from members.access.models import Account


@dataclass(frozen=True)
class NextStep:
    """What is to be done next, as one button: `text` on it, where it leads, and a sentence before it that says why.

    comes_first: before what the document's own state would propose.
    """

    sentence: str
    text: str
    url: str
    comes_first: bool = False


@dataclass(frozen=True)
class Panel:
    """`template` is included with `context` alone. next_step: asked for in the document's present state, None for nothing."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    next_step: NextStep | None = None
    # shown above the text in place of beside it
    is_wide: bool = False


PanelMaker = Callable[[Account, Document], Panel | None]

_makers: dict[str, tuple[int, PanelMaker]] = {}


def register_panel(name: str, maker: PanelMaker, *, order: int = 50) -> None:
    """Show what `maker` gives on every document's page; small orders stand first. The same name again replaces the maker."""
    _makers[name] = (order, maker)


def panels_for(account: Account, document: Document) -> list[Panel]:
    makers = [maker for _, maker in sorted(_makers.values(), key=lambda pair: pair[0])]
    return [panel for maker in makers if (panel := maker(account, document)) is not None]
