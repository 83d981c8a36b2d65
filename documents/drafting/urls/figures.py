from django.urls import path

from documents.drafting.views import figures

urlpatterns = [
    path("<int:document_id>/figures/", figures.figure_list, name="figure-list"),
    path("<int:document_id>/figures/refresh/", figures.figure_refresh, name="figure-refresh"),
    path("figures/<int:figure_id>/freeze/", figures.figure_freeze, name="figure-freeze"),
    path("figures/<int:figure_id>/unfreeze/", figures.figure_unfreeze, name="figure-unfreeze"),
]
