from django.urls import path

from congress.personnel.views import files

urlpatterns = [
    path("<int:congress_id>/uploads/", files.upload_begin, name="upload-begin"),
    path("uploads/<int:incoming_id>/", files.upload_piece, name="upload-piece"),
    path("uploads/<int:incoming_id>/finish/", files.upload_finish, name="upload-finish"),
    path("files/<int:file_id>/", files.open_file, name="file-open"),
    path("files/<int:file_id>/content/", files.file_content, name="file-content"),
    path("<int:congress_id>/keeping/", files.keeping, name="keeping"),
]
