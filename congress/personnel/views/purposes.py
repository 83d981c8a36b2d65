"""What she opens files for: asked once in a sitting and congress, kept with her session, written down with every view."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from config.request import Request
from congress.personnel.forms.candidates import PurposeForm
from congress.personnel.rules.purposes import PURPOSES
from congress.personnel.views.fetching import seen_or_404
from congress.terms.models import Congress

SESSION_KEY = "personnel_purposes"
SITTING = 2 * 3600


def purpose_of(request: Request, congress: Congress) -> str:
    """In words; "" when she has not said it yet, or too long ago."""
    kept = request.session.get(SESSION_KEY, {}).get(str(congress.pk))
    if not kept or timezone.now().timestamp() - kept["at"] > SITTING:
        return ""
    return PURPOSES.get(kept["code"], "")


def ask_purpose(request: Request, congress: Congress) -> HttpResponse:
    """To the page that asks, and from there back to this one."""
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('personnel:purpose', args=[congress.pk])}?{back}")


def purpose(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    onward = request.GET.get("next", "")
    # a path of ours: a bare word would be taken for the name of a view
    if not onward.startswith("/") or not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("personnel:candidates", args=[congress.pk])
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        kept = dict(request.session.get(SESSION_KEY, {}))
        kept[str(congress.pk)] = {"code": form.cleaned_data["purpose"], "at": timezone.now().timestamp()}
        request.session[SESSION_KEY] = kept
        return redirect(onward)
    return render(request, "personnel/candidate_purpose.html", {"congress": congress, "form": form, "onward": onward})
