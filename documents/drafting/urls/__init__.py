"""The addresses of the room, by noun."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

app_name = "drafting"

NOUNS = (
    "documents", "sections", "figures", "versions", "word_uploads", "rounds", "comments", "synthesis", "approval",
)  # fmt: skip

# a noun has its addresses from the moment its module is there
urlpatterns: list[URLPattern] = [
    pattern
    for noun in NOUNS
    if find_spec(f"documents.drafting.urls.{noun}")
    for pattern in import_module(f"documents.drafting.urls.{noun}").urlpatterns
]
