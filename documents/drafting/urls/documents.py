from django.urls import path

from documents.drafting.views import documents

urlpatterns = [
    path("", documents.document_list, name="document-list"),
    path("new/", documents.document_new, name="document-new"),
    path("<int:document_id>/", documents.document_detail, name="document-detail"),
    path("<int:document_id>/edit/", documents.document_edit, name="document-edit"),
    path("<int:document_id>/details/", documents.document_details, name="document-details"),
    path("<int:document_id>/move/", documents.document_move, name="document-move"),
    path("<int:document_id>/stop/", documents.document_stop, name="document-stop"),
]
