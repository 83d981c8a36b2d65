from django.urls import path

from congress.personnel.views import structure

urlpatterns = [
    path("<int:congress_id>/board/", structure.board, name="board"),
    path("<int:congress_id>/board/move/", structure.board_move, name="board-move"),
    path("candidates/<int:candidate_id>/drop/", structure.board_drop, name="board-drop"),
]
