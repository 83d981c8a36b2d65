"""The addresses of the room, by noun."""

from documents.drafting.urls import documents

app_name = "drafting"

urlpatterns = [*documents.urlpatterns]
