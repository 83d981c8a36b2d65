"""Every room's addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from config.health import HealthView

urlpatterns = [
    path("", include("home.urls")),
    path("access/", include("members.access.urls")),
    path("accounts/", include("members.accounts.urls")),
    path("units/", include("members.units.urls")),
    path("people/", include("members.people.urls")),
    path("sheets/", include("members.sheets.urls")),
    path("files/", include("members.files.urls")),
    path("terms/", include("congress.terms.urls")),
    path("delegates/", include("congress.delegates.urls")),
    path("personnel/", include("congress.personnel.urls")),
    path("printing/", include("documents.printing.urls")),
    # its own pages under register/, and the open page v/<code>/ that a QR code leads to
    path("", include("documents.register.urls")),
    path("drafting/", include("documents.drafting.urls")),
    path("papers/", include("documents.papers.urls")),
    path("congress-file/", include("documents.congress_file.urls")),
    path("health/", login_not_required(HealthView.as_view()), name="health"),
]
