"""The room's addresses, by noun."""

from congress.personnel.urls import direction, introductions, reviews, room, steps

app_name = "personnel"

urlpatterns = [
    *room.urlpatterns,
    *direction.urlpatterns,
    *reviews.urlpatterns,
    *steps.urlpatterns,
    *introductions.urlpatterns,
]
