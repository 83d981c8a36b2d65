from django.urls import path

from congress.personnel.views import vetting

urlpatterns = [
    path("<int:congress_id>/vetting/", vetting.vetting, name="vetting"),
    path("<int:congress_id>/vetting/ask/", vetting.vetting_ask, name="vetting-ask"),
    path("<int:congress_id>/vetting/reminders/", vetting.vetting_reminders, name="vetting-reminders"),
    path("<int:congress_id>/vetting/remind/", vetting.vetting_remind, name="vetting-remind"),
    path("candidates/<int:candidate_id>/vetting/<slug:kind>/", vetting.vetting_record, name="vetting-record"),
    path("candidates/<int:candidate_id>/exception/", vetting.vetting_exception, name="vetting-exception"),
    path(
        "candidates/<int:candidate_id>/exception/withdraw/", vetting.vetting_exception_withdraw, name="vetting-exception-withdraw"
    ),
    path("vetting/", vetting.vetting_mine, name="vetting-mine"),
    path("vetting/<int:vetting_id>/", vetting.vetting_answer, name="vetting-answer"),
]
