"""Under which name failed sign-ins are counted: one account, one count, however its name is written."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

# of the table that counts
LONGEST = 255


def counted_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The name without regard to capitals, as signing in itself takes it: else every way to write it had tries of its own."""
    name = (credentials or request.POST).get("username") or ""
    # PostgreSQL compares upper cases, and more than one letter has the same
    return str(name).strip().upper().lower()[:LONGEST]
