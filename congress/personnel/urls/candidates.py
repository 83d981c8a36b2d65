from django.urls import path

from congress.personnel.views import candidates, purposes, standards

urlpatterns = [
    path("<int:congress_id>/purpose/", purposes.purpose, name="purpose"),
    path("<int:congress_id>/candidates/", candidates.candidate_list, name="candidates"),
    path("<int:congress_id>/candidates/add/", candidates.candidate_add, name="candidate-add"),
    path("candidates/<int:candidate_id>/", candidates.candidate, name="candidate"),
    path("candidates/<int:candidate_id>/edit/", candidates.candidate_edit, name="candidate-edit"),
    path("candidates/<int:candidate_id>/standards/", standards.candidate_standards, name="candidate-standards"),
    path("candidates/<int:candidate_id>/withdraw/", candidates.candidate_withdraw, name="candidate-withdraw"),
    path("candidates/<int:candidate_id>/reinstate/", candidates.candidate_reinstate, name="candidate-reinstate"),
    path("candidates/<int:candidate_id>/remove/", candidates.candidate_remove, name="candidate-remove"),
]
