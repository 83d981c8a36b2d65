"""The request as our views know it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from members.access.models import Account


class Request(HttpRequest):
    """LoginRequiredMiddleware lets only accounts through, and HtmxMiddleware adds `htmx`; the types don't know either."""

    user: "Account"
    htmx: "HtmxDetails"
