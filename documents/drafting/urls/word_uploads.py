from django.urls import path

from documents.drafting.views import word_uploads

urlpatterns = [
    path("<int:document_id>/word/", word_uploads.word_upload, name="word-upload"),
    path("word/<int:upload_id>/", word_uploads.word_detail, name="word-detail"),
    path("word/<int:upload_id>/waiting/", word_uploads.word_waiting, name="word-waiting"),
    path("word/<int:upload_id>/tracked/", word_uploads.word_tracked, name="word-tracked"),
    path("word/<int:upload_id>/confirm/", word_uploads.word_confirm, name="word-confirm"),
    path("word/<int:upload_id>/discard/", word_uploads.word_discard, name="word-discard"),
    path("word/remarks/<int:remark_id>/settle/", word_uploads.remark_settle, name="remark-settle"),
    path("word/remarks/<int:remark_id>/reopen/", word_uploads.remark_reopen, name="remark-reopen"),
]
