"""After how long the pages of the room cover themselves and sign out; a column of the board by why its names are there."""

from collections.abc import Sequence

from django import template
from django.conf import settings

from congress.personnel.models import Place, Scenario
from congress.personnel.queries.structure import Card

register = template.Library()


@register.simple_tag
def cover_seconds() -> int:
    return int(settings.PERSONNEL_COVER_SECONDS)


@register.simple_tag
def sign_out_seconds() -> int:
    return int(settings.PERSONNEL_SIGN_OUT_SECONDS)


@register.simple_tag
def groups_of_column(place: str, cards: Sequence[Card], scenario: Scenario | None) -> list[tuple[str, list[Card]]]:
    """Those who are left out by their reason, the most frequent first; another column, and a scenario's, as one."""
    if place != Place.NOT or scenario is not None or not cards:
        return [("", list(cards))]
    groups: dict[str, list[Card]] = {}
    for card in cards:
        candidate = card.candidate
        reason = "Xin rút." if candidate.withdrawn_on else candidate.dropped_because or "Chưa ghi lý do."
        groups.setdefault(reason, []).append(card)
    return sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
