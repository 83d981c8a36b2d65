"""What every answer carries, and what no view is asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


class ContentSecurityPolicyMiddleware:
    """Nothing from outside, no inline script and no inline style."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class WellFormedMiddleware:
    """Refuses what no page of ours sends, before anything reads it: a form in another encoding, a NUL in the address.

    Reading such a form fails in every view, the page that would say so included; PostgreSQL takes no NUL, not even to compare.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        query = request.META.get("QUERY_STRING", "").replace("%25", "")
        if charset.lower() not in {"utf-8", "utf8"} or "\x00" in request.path or "%00" in query:
            return HttpResponse(render_to_string("400.html"), status=400)
        return self.get_response(request)
