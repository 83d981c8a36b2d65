from django.urls import path

from documents.drafting.views import documents

urlpatterns = [
    path("", documents.document_list, name="document-list"),
]
