from django.urls import path

from congress.personnel.views import direction

urlpatterns = [
    path("<int:congress_id>/direction/", direction.direction, name="direction"),
    path("<int:congress_id>/direction/edit/", direction.direction_edit, name="direction-edit"),
    path("<int:congress_id>/direction/adopt/", direction.direction_adopt, name="direction-adopt"),
    path("<int:congress_id>/direction/reopen/", direction.direction_reopen, name="direction-reopen"),
]
