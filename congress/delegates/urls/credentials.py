from django.urls import path

from congress.delegates.views import credentials as views

urlpatterns = [
    path("credentials/", views.credentials_entry, name="credentials-entry"),
    path("congress/<int:congress_id>/credentials/", views.credentials, name="credentials"),
    path("congress/<int:congress_id>/credentials/people/", views.credentials_people, name="credentials-people"),
]
