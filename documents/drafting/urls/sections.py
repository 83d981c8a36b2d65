from django.urls import path

from documents.drafting.views import sections

urlpatterns = [
    path("<int:document_id>/sections/add/", sections.section_add, name="section-add"),
    path("<int:document_id>/sections/removed/", sections.section_removed, name="section-removed"),
    path("sections/<int:section_id>/edit/", sections.section_edit, name="section-edit"),
    path("sections/<int:section_id>/autosave/", sections.section_autosave, name="section-autosave"),
    path("sections/<int:section_id>/autosave/drop/", sections.section_autosave_drop, name="section-autosave-drop"),
    path("sections/<int:section_id>/move/", sections.section_move, name="section-move"),
    path("sections/<int:section_id>/remove/", sections.section_remove, name="section-remove"),
    path("sections/<int:section_id>/restore/", sections.section_restore, name="section-restore"),
    path("sections/<int:section_id>/history/", sections.section_history, name="section-history"),
    path("sections/<int:section_id>/take-back/", sections.section_take_back, name="section-take-back"),
]
