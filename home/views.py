"""Việc của tôi."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from config.request import Request
from congress.delegates.models import ListState
from congress.delegates.queries.board import LATE
from home.queries import board_of, glance_at, tasks_for
from members.access.queries import grants_of


@never_cache
def home(request: Request) -> HttpResponse:
    today = timezone.localdate()
    glance = glance_at(request.user, today=today)
    context: dict[str, Any] = {
        "tasks": tasks_for(request.user, today=today),
        "glance": glance,
        "grants": grants_of(request.user),
        "today": today,
    }
    if glance is not None:
        tiles = [
            (LATE, "chưa gửi, quá hạn", "late"),
            (ListState.ENTERING, "đang nhập", "due"),
            (ListState.SENT, "đã gửi, chờ kiểm tra", "accent"),
            (ListState.RETURNED, "trả lại", "late"),
            (ListState.APPROVED, "đã duyệt", "done"),
            (ListState.LOCKED, "đã khoá", "done"),
        ]
        context["tiles"] = [
            {"value": glance["counts"].get(state, 0), "label": label, "kind": kind, "url": board_of(glance["congress"], state)}
            for state, label, kind in tiles
        ]
    return render(request, "home/home.html", context)
