"""What every card of the board has, written without a loop of the template: a board has sixty of them."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from congress.personnel.queries.structure import Card

register = template.Library()

# all of them are one form: what is pressed is what is sent
BUTTON = '<button class="btn btn-sm btn-outline-secondary" type="submit" name="move" value="{}" aria-label="{}: {}">{}</button>'


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
    return format_html(
        '<div class="list-card-move">{}</div>',
        format_html_join("", BUTTON, ((value, words, name, words) for value, words in card.moves)),
    )
