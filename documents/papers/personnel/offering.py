"""Tells the personnel room which of its papers hold names, so that its page of exports can offer them."""

from congress.personnel.exportable import Exportable, offer_export
from documents.papers.personnel.paper import ABOUT_CANDIDATE, ABOUT_STEP, PersonnelPaper
from documents.printing.forms import REGISTRY

URL_NAME = "papers:personnel-export"


def offer_papers() -> None:
    for form in REGISTRY.values():
        if isinstance(form, PersonnelPaper) and form.has_names:
            about = {"of_candidate": form.about == ABOUT_CANDIDATE, "of_step": form.about == ABOUT_STEP}
            offer_export(Exportable(form.code, form.title, URL_NAME, **about))
