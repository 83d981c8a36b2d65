from django.urls import path

from congress.terms.views import congresses, plan, rule_set

app_name = "terms"

urlpatterns = [
    path("", congresses.congress_list, name="congress-list"),
    path("export/", congresses.congress_list_export, name="congress-list-export"),
    path("call/", congresses.congress_call, name="congress-call"),
    path("<int:congress_id>/", congresses.congress_detail, name="congress-detail"),
    path("<int:congress_id>/edit/", congresses.congress_edit, name="congress-edit"),
    path("<int:congress_id>/move/<str:state>/", congresses.congress_move, name="congress-move"),
    path("<int:congress_id>/sessions/new/", congresses.session_edit, name="session-new"),
    path("<int:congress_id>/sessions/<int:session_id>/", congresses.session_edit, name="session-edit"),
    path("<int:congress_id>/sessions/<int:session_id>/remove/", congresses.session_remove, name="session-remove"),
    path("<int:congress_id>/rules/", rule_set.rule_set, name="rule-set"),
    path("<int:congress_id>/rules/export/", rule_set.rule_set_export, name="rule-set-export"),
    path("<int:congress_id>/rules/<str:key>/", rule_set.rule_edit, name="rule-edit"),
    path("<int:congress_id>/rules/<str:key>/reset/", rule_set.rule_reset, name="rule-reset"),
    path("<int:congress_id>/rules/<str:key>/check/", rule_set.rule_check, name="rule-check"),
    path("<int:congress_id>/plan/", plan.plan, name="plan"),
    path("<int:congress_id>/plan/export/", plan.plan_export, name="plan-export"),
    path("<int:congress_id>/plan/new/", plan.milestone_new, name="milestone-new"),
    path("<int:congress_id>/plan/<int:milestone_id>/", plan.milestone_edit, name="milestone-edit"),
    path("<int:congress_id>/plan/<int:milestone_id>/done/", plan.milestone_done, name="milestone-done"),
    path("<int:congress_id>/plan/<int:milestone_id>/reopen/", plan.milestone_reopen, name="milestone-reopen"),
    path("<int:congress_id>/plan/<int:milestone_id>/remove/", plan.milestone_remove, name="milestone-remove"),
    path("<int:congress_id>/postpone/", plan.postpone, name="postpone"),
]
