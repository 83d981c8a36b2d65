from django.urls import URLPattern, path

from congress.delegates.views import allocation as views
from congress.delegates.views import electing_units as units

urlpatterns: list[URLPattern] = [
    path("congresses/<int:congress_id>/allocation/", views.allocation, name="allocation"),
    path("congresses/<int:congress_id>/allocation/preview/", views.allocation_preview, name="allocation-preview"),
    path("congresses/<int:congress_id>/allocation/counts/", units.allocation_counts, name="allocation-counts"),
    path("congresses/<int:congress_id>/electing-units/", units.electing_units, name="electing-units"),
    path("congresses/<int:congress_id>/electing-units/make/", units.electing_units_make, name="electing-units-make"),
    path("congresses/<int:congress_id>/electing-units/place/", units.electing_unit_place, name="electing-unit-place"),
    path(
        "congresses/<int:congress_id>/electing-units/<int:electing_unit_id>/",
        units.electing_unit_edit,
        name="electing-unit-edit",
    ),
    path("allocations/<int:allocation_id>/", views.allocation_detail, name="allocation-detail"),
    path("allocations/<int:allocation_id>/seats/", views.allocation_seats, name="allocation-seats"),
    path("allocations/<int:allocation_id>/tie/", views.allocation_tie, name="allocation-tie"),
    path("allocations/<int:allocation_id>/drop/", views.allocation_drop, name="allocation-drop"),
    path("allocations/<int:allocation_id>/freeze/", views.allocation_freeze, name="allocation-freeze"),
    path("allocations/<int:allocation_id>/difference/", views.allocation_difference, name="allocation-difference"),
    path("allocations/<int:allocation_id>/export/", views.allocation_export, name="allocation-export"),
]
