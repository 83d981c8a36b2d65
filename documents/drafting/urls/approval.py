from django.urls import path

from documents.drafting.views import adoption, approval, issue

urlpatterns = [
    path("<int:document_id>/approval/", approval.approval, name="approval"),
    path("<int:document_id>/approval/send/", approval.approval_send, name="approval-send"),
    path("approval/<int:step_id>/decide/", approval.approval_decide, name="approval-decide"),
    path("approval/<int:step_id>/skip/", approval.approval_skip, name="approval-skip"),
    path("decisions/<int:decision_id>/scan/", approval.decision_scan, name="decision-scan"),
    path("<int:document_id>/adoption/", adoption.adoption, name="adoption"),
    path("<int:document_id>/adoption/prepare/", adoption.adoption_prepare, name="adoption-prepare"),
    path("<int:document_id>/adoption/scan/", adoption.adoption_scan, name="adoption-scan"),
    path("sections/<int:section_id>/at-congress/", adoption.adoption_section, name="adoption-section"),
    path("<int:document_id>/corrigenda/", adoption.corrigenda, name="corrigenda"),
    path("sections/<int:section_id>/correct/", adoption.adoption_correct, name="adoption-correct"),
    path("<int:document_id>/issue/", issue.issue, name="issue"),
    path("<int:document_id>/issue/end/", issue.issue_end, name="issue-end"),
]
