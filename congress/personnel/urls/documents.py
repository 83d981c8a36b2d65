from django.urls import path

from congress.personnel.views import documents

urlpatterns = [
    path("candidates/<int:candidate_id>/documents/<str:kind>/", documents.document, name="document"),
    path("candidates/<int:candidate_id>/documents/<str:kind>/accept/", documents.document_accept, name="document-accept"),
    path("candidates/<int:candidate_id>/documents/<str:kind>/return/", documents.document_return, name="document-return"),
    path(
        "candidates/<int:candidate_id>/documents/<str:kind>/not-needed/",
        documents.document_not_needed,
        name="document-not-needed",
    ),
    path("candidates/<int:candidate_id>/documents/<str:kind>/reset/", documents.document_reset, name="document-reset"),
    path("candidates/<int:candidate_id>/documents/<str:kind>/scan/", documents.document_scan, name="document-scan"),
    path("scans/<int:scan_id>/remove/", documents.scan_remove, name="scan-remove"),
]
