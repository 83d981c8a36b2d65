from django.urls import path

from members.units.views import browsing, editing, importing, reorganising

app_name = "units"

urlpatterns = [
    path("", browsing.unit_list, name="unit-list"),
    path("export/", browsing.unit_list_export, name="unit-list-export"),
    path("import/", importing.unit_import, name="unit-import"),
    path("import/confirm/", importing.unit_import_confirm, name="unit-import-confirm"),
    path("import/template.xlsx", importing.unit_import_template, name="unit-import-template"),
    path("new/", editing.unit_found, name="unit-found"),
    path("<int:unit_id>/", browsing.unit_detail, name="unit-detail"),
    path("<int:unit_id>/history/", browsing.unit_history, name="unit-history"),
    path("<int:unit_id>/edit/", editing.unit_edit, name="unit-edit"),
    path("<int:unit_id>/rename/", editing.unit_rename, name="unit-rename"),
    path("<int:unit_id>/move/", reorganising.unit_move, name="unit-move"),
    path("<int:unit_id>/merge/", reorganising.unit_merge, name="unit-merge"),
    path("<int:unit_id>/split/", reorganising.unit_split, name="unit-split"),
    path("<int:unit_id>/close/", reorganising.unit_close, name="unit-close"),
]
