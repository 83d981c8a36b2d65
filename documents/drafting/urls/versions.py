from django.urls import path

from documents.drafting.views import versions

urlpatterns = [
    path("<int:document_id>/versions/", versions.version_list, name="version-list"),
    path("<int:document_id>/versions/make/", versions.version_make, name="version-make"),
    path("<int:document_id>/compare/", versions.version_compare, name="version-compare"),
    path("<int:document_id>/compare/print/", versions.version_compare_print, name="version-compare-print"),
    path("versions/<int:version_id>/", versions.version_detail, name="version-detail"),
    path("versions/<int:version_id>/word/", versions.version_word, name="version-word"),
]
