"""The room's addresses, by noun."""

from congress.personnel.urls import room

app_name = "personnel"

urlpatterns = [*room.urlpatterns]
