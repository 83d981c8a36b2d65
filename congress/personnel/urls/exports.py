from django.urls import path

from congress.personnel.views import exports

urlpatterns = [
    path("<int:congress_id>/exports/", exports.exports, name="exports"),
    path("<int:congress_id>/exports/ask/<slug:form_code>/", exports.export_ask, name="export-ask"),
    path("exports/<int:export_id>/", exports.export_answer, name="export-answer"),
    path("exports/<int:export_id>/agree/", exports.export_agree, name="export-agree"),
]
