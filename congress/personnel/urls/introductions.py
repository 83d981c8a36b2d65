from django.urls import path

from congress.personnel.views import files, introductions

urlpatterns = [
    path("<int:congress_id>/introductions/", introductions.introductions, name="introductions"),
    path("<int:congress_id>/introductions/call/", introductions.introductions_call, name="introductions-call"),
    path("<int:congress_id>/introductions/take/", introductions.introductions_take, name="introductions-take"),
    path("introductions/<int:call_id>/return/", introductions.introduction_return, name="introduction-return"),
    path("introduce/", introductions.introduce_list, name="introduce"),
    path("introduce/<int:call_id>/", introductions.introduce_call, name="introduce-call"),
    path("introduce/<int:call_id>/uploads/", files.introduce_upload, name="introduce-upload"),
    path("introduce/<int:call_id>/choose/", introductions.introduce_choose, name="introduce-choose"),
    path("introduce/<int:call_id>/<int:introduction_id>/remove/", introductions.introduce_remove, name="introduce-remove"),
]
