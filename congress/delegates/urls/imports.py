from django.urls import URLPattern, path

from congress.delegates.views import imports as views

urlpatterns: list[URLPattern] = [
    path("lists/<int:list_id>/import/", views.import_upload, name="import-upload"),
    path("lists/<int:list_id>/import/template.xlsx", views.import_template, name="import-template"),
]
