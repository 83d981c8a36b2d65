"""Where a request comes from, and the first password that must be changed."""

from collections.abc import Callable

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
        token = origin.set(request.META.get("REMOTE_ADDR", ""))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


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
