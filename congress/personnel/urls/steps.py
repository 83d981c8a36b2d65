from django.urls import path

from congress.personnel.views import steps

urlpatterns = [
    path("<int:congress_id>/process/", steps.process, name="process"),
    path("<int:congress_id>/process/choose/", steps.process_choose, name="process-choose"),
    path("<int:congress_id>/process/adapt/", steps.process_adapt, name="process-adapt"),
    path("steps/<int:step_id>/", steps.step, name="step"),
    path("steps/<int:step_id>/open/", steps.step_open, name="step-open"),
    path("steps/<int:step_id>/names/", steps.step_names, name="step-names"),
    path("steps/<int:step_id>/reopen/", steps.step_reopen, name="step-reopen"),
]
