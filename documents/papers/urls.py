from django.urls import path

from documents.papers import views

app_name = "papers"

urlpatterns = [
    path("accounts/slips/", views.account_slips, name="account-slips"),
    path("lists/<int:list_id>/", views.unit_list, name="unit-list"),
    path("documents/<int:document_id>/print/", views.document_print, name="document-print"),
    path("<int:congress_id>/", views.index, name="index"),
    path("<int:congress_id>/cards/", views.cards_number, name="cards-number"),
    path("<slug:form_code>/<int:congress_id>/", views.request_print, name="request"),
]
