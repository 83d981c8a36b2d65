"""Việc của tôi."""

from django.http import HttpResponse
from django.shortcuts import render

from config.request import Request


def home(request: Request) -> HttpResponse:
    return render(request, "home/home.html", {})
