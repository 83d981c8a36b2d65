"""Documents: the list, one of them, making and changing it."""

from django.http import HttpResponse
from django.shortcuts import render

from config.request import Request


def document_list(request: Request) -> HttpResponse:
    return render(request, "drafting/document_list.html", {})
