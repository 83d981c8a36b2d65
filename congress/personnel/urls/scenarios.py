from django.urls import path

from congress.personnel.views import scenarios

urlpatterns = [
    path("<int:congress_id>/scenarios/make/", scenarios.scenario_make, name="scenario-make"),
    path("<int:congress_id>/scenarios/compare/", scenarios.scenario_compare, name="scenario-compare"),
    path("scenarios/<int:scenario_id>/", scenarios.scenario, name="scenario"),
    path("scenarios/<int:scenario_id>/move/", scenarios.scenario_move, name="scenario-move"),
    path("scenarios/<int:scenario_id>/adopt/", scenarios.scenario_adopt, name="scenario-adopt"),
    path("scenarios/<int:scenario_id>/remove/", scenarios.scenario_remove, name="scenario-remove"),
]
