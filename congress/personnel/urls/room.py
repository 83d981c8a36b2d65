from django.urls import path

from congress.personnel.views import room

urlpatterns = [
    path("<int:congress_id>/", room.room, name="room"),
]
