"""Tells the personnel room which of its papers hold names, so that its page of exports can offer them."""

from congress.personnel.exportable import Exportable, offer_export
from documents.papers.personnel.paper import ABOUT_CANDIDATE, PersonnelPaper
from documents.printing.forms import REGISTRY

URL_NAME = "papers:personnel-export"


def offer_papers() -> None:
    # a step's papers are asked for on the step's own page, where it is known which step
    for form in REGISTRY.values():
        if isinstance(form, PersonnelPaper) and form.has_names and form.about in {"", ABOUT_CANDIDATE}:
            offer_export(Exportable(form.code, form.title, URL_NAME, of_candidate=form.about == ABOUT_CANDIDATE))
