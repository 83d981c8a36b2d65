from django.urls import path

from documents.drafting.views import answers, synthesis

urlpatterns = [
    path("<int:document_id>/synthesis/", synthesis.synthesis, name="synthesis"),
    path("<int:document_id>/synthesis/similar/", synthesis.synthesis_similar, name="synthesis-similar"),
    path("<int:document_id>/synthesis/join/", synthesis.synthesis_join, name="synthesis-join"),
    path("<int:document_id>/synthesis/close/", synthesis.synthesis_close, name="synthesis-close"),
    path("<int:document_id>/synthesis/export/", synthesis.synthesis_export, name="synthesis-export"),
    path("<int:document_id>/synthesis/print/", synthesis.synthesis_print, name="synthesis-print"),
    path("<int:document_id>/synthesis/answer/", answers.answer_many, name="answer-many"),
    path("<int:document_id>/synthesis/take-over/", answers.answer_take_over, name="answer-take-over"),
    path("rounds/<int:round_id>/publish/", synthesis.synthesis_publish, name="synthesis-publish"),
    path("comments/<int:comment_id>/answer/", answers.answer_give, name="answer-give"),
    path("comments/<int:comment_id>/answer/away/", answers.answer_away, name="answer-away"),
    path("comments/<int:comment_id>/separate/", synthesis.comment_separate, name="comment-separate"),
    path("asked/<int:participation_id>/outcome/", synthesis.unit_outcome, name="unit-outcome"),
    path("participations/<int:participation_id>/outcome/", synthesis.staff_outcome, name="staff-outcome"),
    path("participations/<int:participation_id>/outcome/print/", synthesis.outcome_print, name="outcome-print"),
]
