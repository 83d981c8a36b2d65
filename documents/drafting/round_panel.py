"""The comment rounds on a document's page: who has answered in the open one, what is to be done next."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from documents.drafting.access import may_manage_document, may_see_document
from documents.drafting.models import CommentState, Document, DocumentState, RoundState
from documents.drafting.panels import NextStep, Panel, register_panel
from documents.drafting.rules.participation import time_left, urgency
from documents.drafting.rules.types import types
from members.access.models import Account

MAY_BE_OPENED = {
    DocumentState.DRAFTING,
    DocumentState.SYNTHESIS,
    DocumentState.APPROVAL,
    DocumentState.OUTLINE,
    DocumentState.CLOSED,
}


def rounds_panel(account: Account, document: Document) -> Panel | None:
    """The rounds, the newest first; a button to open one where she may and the document's state allows it."""
    if not may_see_document(account, document):
        return None
    rounds = list(
        document.rounds.select_related("version")
        .defer("version__content")
        .annotate(
            asked=Count("participations", distinct=True),
            answered=Count("participations", filter=Q(participations__answered_at__isnull=False), distinct=True),
            said=Count("comments", filter=Q(comments__state=CommentState.SENT), distinct=True),
            late=Count("comments", filter=Q(comments__state=CommentState.LATE), distinct=True),
        )
    )
    may_manage = may_manage_document(account, document)
    may_open = may_manage and document.state in MAY_BE_OPENED
    if not rounds and not may_open:
        return None
    today = timezone.localdate()
    running = next((one for one in rounds if one.state == RoundState.OPEN), None)
    step = None
    if running is not None and may_manage:
        waiting = running.asked - running.answered
        step = NextStep(
            f"{running.answered}/{running.asked} đơn vị đã trả lời; {time_left(running.closes_on, today)}.",
            "Theo dõi, nhắc đơn vị" if waiting else "Xem góp ý",
            reverse("drafting:round-detail", args=[running.pk]),
        )
    elif may_open and not rounds and document.state == DocumentState.DRAFTING and _is_usually_asked_about(document):
        url = reverse("drafting:round-open", args=[document.pk])
        step = NextStep("Dự thảo viết xong thì lấy ý kiến các đơn vị.", "Mở vòng góp ý", url)
    context = {
        "rounds": [(one, time_left(one.closes_on, today), urgency(one.closes_on, today)) for one in rounds],
        "open_url": reverse("drafting:round-open", args=[document.pk]) if may_open else "",
    }
    return Panel("Góp ý của các đơn vị", "drafting/_round_panel.html", context, step)


def _is_usually_asked_about(document: Document) -> bool:
    known = types().get(document.type)
    return known is not None and known.rounds > 0


def register() -> None:
    register_panel("rounds", rounds_panel, order=30)
