from django.urls import path

from documents.papers import views
from documents.papers.issuing import views as issuing
from documents.papers.personnel import views as personnel

app_name = "papers"

urlpatterns = [
    path("accounts/slips/", views.account_slips, name="account-slips"),
    path("lists/<int:list_id>/", views.unit_list, name="unit-list"),
    path("documents/<int:document_id>/print/", views.document_print, name="document-print"),
    path("versions/<int:version_id>/print/", views.version_print, name="version-print"),
    path("comments/<int:document_id>/issue/", issuing.report_issue, name="report-issue"),
    path("personnel/exports/<int:export_id>/", personnel.export_print, name="personnel-export"),
    path("personnel/<int:congress_id>/", personnel.papers, name="personnel"),
    path("personnel/<int:congress_id>/<slug:form_code>/", personnel.request_print, name="personnel-request"),
    path("<int:congress_id>/", views.index, name="index"),
    path("<int:congress_id>/cards/", views.cards_number, name="cards-number"),
    path("<slug:form_code>/<int:congress_id>/", views.request_print, name="request"),
    path("<slug:form_code>/<int:congress_id>/issue/", issuing.paper_issue, name="issue"),
]
