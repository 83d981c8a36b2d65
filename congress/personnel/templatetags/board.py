"""What every card of the board has, written without a loop of the template: a board has sixty of them."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from congress.personnel.queries.structure import Card

register = template.Library()

# both belong to the one form of the board: what is pressed is what is sent
BUTTON = '<button class="btn btn-sm btn-outline-secondary" type="submit" name="move" value="{}" aria-label="{}: {}">{}</button>'
BUTTONS = f'<div class="list-card-move">{BUTTON}{BUTTON}</div>'


@lru_cache(maxsize=4096)
def _address(page: str, number: int) -> str:
    return reverse(f"personnel:{page}", args=[number])


@register.simple_tag
def page_of(card: Card, page: str = "candidate") -> str:
    """The address of a page about her."""
    return _address(page, card.candidate.pk)


@register.simple_tag
def move_buttons(card: Card) -> SafeString:
    """To the two places where she isn't."""
    name = card.facts.name
    (first, to_first), (second, to_second) = card.moves
    return format_html(BUTTONS, first, to_first, name, to_first, second, to_second, name, to_second)
