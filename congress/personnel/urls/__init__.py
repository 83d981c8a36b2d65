"""The room's addresses, by noun."""

from congress.personnel.urls import (
    candidates,
    direction,
    documents,
    exports,
    files,
    introductions,
    outcome,
    reviews,
    room,
    scenarios,
    steps,
    structure,
    vetting,
)
from congress.personnel.urls.showing import SHOWN
from congress.personnel.views.confidential import confidential

app_name = "personnel"

urlpatterns = confidential(
    [
        *room.urlpatterns,
        *direction.urlpatterns,
        *reviews.urlpatterns,
        *steps.urlpatterns,
        *introductions.urlpatterns,
        *candidates.urlpatterns,
        *documents.urlpatterns,
        *files.urlpatterns,
        *vetting.urlpatterns,
        *structure.urlpatterns,
        *scenarios.urlpatterns,
        *outcome.urlpatterns,
        *exports.urlpatterns,
    ],
    shown=SHOWN,
)
