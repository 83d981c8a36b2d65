from django.urls import path

from documents.printing import views

app_name = "printing"

urlpatterns = [
    path("", views.rendering_list, name="list"),
    path("<int:pk>/", views.rendering_detail, name="rendering"),
    path("<int:pk>/progress/", views.rendering_progress, name="progress"),
    path("<int:pk>/download/", views.rendering_download, name="download"),
    path("<int:pk>/retry/", views.rendering_retry, name="retry"),
]
