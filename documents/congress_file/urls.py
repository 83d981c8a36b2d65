from django.urls import path, re_path

from documents.congress_file import views

app_name = "congress_file"

urlpatterns = [
    path("<int:congress_id>/", views.index, name="index"),
    path("<int:congress_id>/bind/", views.bundle_request, name="request"),
    path("bundles/<int:pk>/", views.bundle_detail, name="bundle"),
    path("bundles/<int:pk>/progress/", views.bundle_progress, name="progress"),
    re_path(r"^bundles/(?P<pk>\d+)/(?P<kind>pdf|zip)/$", views.bundle_download, name="download"),
]
