"""Where a request comes from, and the first password that must be changed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from members.access.trace import origin

Answer = Callable[[HttpRequest], HttpResponse]


class OriginMiddleware:
    """The trace says from where: the address of the request is known to it for as long as the request lasts."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.set(address_of(request))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


def address_of(request: HttpRequest) -> str:
    """Of the browser. In production a reverse proxy of ours stands before us: what it saw is the last it added, all before
    that is what somebody says of himself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return (forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:60]


class FirstPasswordMiddleware:
    """A password that was printed on a slip opens one page only: the one that changes it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        change = reverse("access:password-change")
        allowed = {change, reverse("access:sign-out")}
        if request.user.is_authenticated and request.user.must_change_password and request.path not in allowed:
            return redirect(change)
        return self.get_response(request)
