from django.urls import path

from documents.drafting.views import rounds as views

urlpatterns = [
    path("<int:document_id>/rounds/new/", views.round_open, name="round-open"),
    path("rounds/<int:round_id>/", views.round_detail, name="round-detail"),
    path("rounds/<int:round_id>/comments/", views.round_comments, name="round-comments"),
    path("rounds/<int:round_id>/late/", views.round_late, name="round-late"),
    path("rounds/<int:round_id>/units/", views.round_units, name="round-units"),
    path("rounds/<int:round_id>/extend/", views.round_extend, name="round-extend"),
    path("rounds/<int:round_id>/close/", views.round_close, name="round-close"),
    path("rounds/<int:round_id>/reopen/", views.round_reopen, name="round-reopen"),
    path("rounds/<int:round_id>/reminder/", views.round_reminder, name="round-reminder"),
    path("rounds/<int:round_id>/export/", views.round_export, name="round-export"),
    path("participations/<int:participation_id>/", views.round_unit, name="round-unit"),
    path("participations/<int:participation_id>/minutes/", views.round_minutes, name="round-minutes"),
    path("comments/<int:comment_id>/late/", views.comment_decide, name="comment-decide"),
]
