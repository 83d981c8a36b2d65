from django.urls import path

from congress.personnel.views import floor, outcome

urlpatterns = [
    path("<int:congress_id>/outcome/", outcome.outcome, name="outcome"),
    path("<int:congress_id>/outcome/submit/", outcome.outcome_submit, name="outcome-submit"),
    path("submissions/<int:submission_id>/", outcome.submission, name="submission"),
    path("<int:congress_id>/final/", outcome.final, name="final"),
    path("<int:congress_id>/final/lock/", outcome.final_lock, name="final-lock"),
    path("<int:congress_id>/final/unlock/", outcome.final_unlock, name="final-unlock"),
    path("<int:congress_id>/final/announce/", outcome.final_announce, name="final-announce"),
    path("<int:congress_id>/final/announced/", outcome.announced, name="announced"),
    path("<int:congress_id>/decision/", outcome.decision, name="decision"),
    path("<int:congress_id>/floor/", floor.floor, name="floor"),
    path("floor/<int:nomination_id>/", floor.floor_edit, name="floor-edit"),
    path("<int:congress_id>/floor/withdraw/", floor.floor_withdraw, name="floor-withdraw"),
    path("floor/withdrawals/<int:withdrawal_id>/", floor.floor_withdrawal, name="floor-withdrawal"),
]
