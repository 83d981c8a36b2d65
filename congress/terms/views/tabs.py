"""The parts of a congress's pages."""

from dataclasses import dataclass

from django.urls import reverse

from congress.terms.models import Congress

PARTS = [("congress-detail", "Tổng quan"), ("plan", "Kế hoạch"), ("rule-set", "Bộ quy tắc")]


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool
    count: int | None = None


def tabs_of(congress: Congress, active: str) -> list[Tab]:
    return [Tab(label, reverse(f"terms:{name}", args=[congress.pk]), name == active) for name, label in PARTS]
