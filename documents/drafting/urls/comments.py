from django.urls import path

from documents.drafting.views import comment_tables as tables
from documents.drafting.views import comments as views

urlpatterns = [
    path("asked/", views.asked_list, name="asked-list"),
    path("asked/<int:participation_id>/", views.reading, name="reading"),
    path("asked/<int:participation_id>/seen/", views.reading_seen, name="reading-seen"),
    path("asked/<int:participation_id>/send/", views.comment_send, name="comment-send"),
    path("asked/<int:participation_id>/typing/", views.comment_typing, name="comment-typing"),
    path("asked/<int:participation_id>/agree/", views.asked_agree, name="asked-agree"),
    path("asked/<int:participation_id>/finish/", views.asked_finish, name="asked-finish"),
    path("asked/<int:participation_id>/again/", views.asked_again, name="asked-again"),
    path("asked/<int:participation_id>/comments/", views.asked_comments, name="asked-comments"),
    path("asked/<int:participation_id>/table/", tables.table_upload, name="comment-table-upload"),
    path("asked/<int:participation_id>/table/sample.xlsx", tables.table_sample, name="comment-table-sample"),
    path("comments/<int:comment_id>/change/", views.comment_change, name="comment-change"),
    path("comments/<int:comment_id>/withdraw/", views.comment_withdraw, name="comment-withdraw"),
    path("comments/<int:comment_id>/put-back/", views.comment_put_back, name="comment-put-back"),
    path("comment-tables/<int:table_id>/", tables.table_preview, name="comment-table"),
    path("comment-tables/<int:table_id>/row/<int:row>/", tables.table_row, name="comment-table-row"),
    path("comment-tables/<int:table_id>/row/<int:row>/out/", tables.table_row_out, name="comment-table-row-out"),
    path("comment-tables/<int:table_id>/confirm/", tables.table_confirm, name="comment-table-confirm"),
    path("comment-tables/<int:table_id>/discard/", tables.table_discard, name="comment-table-discard"),
]
