"""After how long the pages of the room cover themselves and sign out."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def cover_seconds() -> int:
    return int(settings.PERSONNEL_COVER_SECONDS)


@register.simple_tag
def sign_out_seconds() -> int:
    return int(settings.PERSONNEL_SIGN_OUT_SECONDS)
