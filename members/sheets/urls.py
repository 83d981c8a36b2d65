from django.urls import path

from members.sheets import views

app_name = "sheets"

urlpatterns = [
    path("units/<int:unit_id>/", views.upload, name="upload"),
    path("units/<int:unit_id>/template.xlsx", views.template, name="template"),
    path("<int:sheet_id>/", views.preview, name="preview"),
    path("<int:sheet_id>/state/", views.state, name="state"),
    path("<int:sheet_id>/rows/<int:number>/", views.row, name="row"),
    path("<int:sheet_id>/rows/<int:number>/choose/", views.row_choose, name="row-choose"),
    path("<int:sheet_id>/keep/", views.keep, name="keep"),
    path("<int:sheet_id>/continue/", views.acknowledge, name="continue"),
    path("<int:sheet_id>/errors.xlsx", views.errors, name="errors"),
    path("<int:sheet_id>/confirm/", views.confirm, name="confirm"),
    path("<int:sheet_id>/discard/", views.discard, name="discard"),
    path("<int:sheet_id>/undo/", views.undo, name="undo"),
]
