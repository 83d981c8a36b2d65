"""What of documents waits for a person: for the home page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from documents.drafting.models import Comment, CommentState, Document, DocumentState, Round, RoundState
from documents.drafting.queries.comments import SAID
from documents.drafting.queries.documents import documents_for
from documents.drafting.queries.rounds import own_unit_ids, participations_for, rounds_for
from documents.drafting.rules.participation import is_past, time_left, urgency
from documents.drafting.rules.states import ENDED, FROZEN
from documents.drafting.rules.types import types
from members.access.access import has_anywhere
from members.access.models import Account
from members.access.roles import Permission

SHOWN = 5


@dataclass(frozen=True)
class DraftingTask:
    """One thing that waits: what, where it is done, the word on the button, until when, and how pressing it is."""

    text: str
    url: str
    button: str
    detail: str = ""
    due_on: date | None = None
    kind: str = "neutral"


TaskMaker = Callable[[Account, date], list[DraftingTask]]

_makers: dict[str, TaskMaker] = {}


def register_tasks(name: str, maker: TaskMaker) -> None:
    """Let another noun of the room (synthesis, approval) say what waits; the same name again replaces the maker."""
    _makers[name] = maker


def drafting_tasks_for(account: Account, today: date) -> list[DraftingTask]:
    """Everything of documents that waits for this person; the home page puts it in order."""
    return [
        *_rounds_to_answer(account, today),
        *_rounds_running(account, today),
        *_late_comments(account),
        *_comments_without_answer(account),
        *_overdue_documents(account, today),
        *(task for maker in _makers.values() for task in maker(account, today)),
    ]


def _type(document: Document) -> str:
    known = types().get(document.type)
    return known.name if known else "Văn bản"


def _rounds_to_answer(account: Account, today: date) -> list[DraftingTask]:
    """What her own units were asked and have not answered."""
    own = own_unit_ids(account)
    if not own:
        return []
    waiting = (
        participations_for(account)
        .filter(unit__in=own, round__state=RoundState.OPEN, answered_at=None)
        .exclude(round__document__state=DocumentState.STOPPED)
        .defer("round__version__content")
        .annotate(sent=Count("comments", filter=Q(comments__state__in=SAID)))
        .order_by("round__closes_on", "id")[:SHOWN]
    )
    return [
        DraftingTask(
            f"Góp ý {one.round.version.name} {_type(one.round.document)}",
            reverse("drafting:reading", args=[one.pk]),
            "Góp ý tiếp" if one.sent else "Đọc và góp ý",
            f"{one.unit.label}: "
            + (f"đã gửi {one.sent} ý kiến, chưa báo xong" if one.sent else "chưa gửi ý kiến")
            + f"; {time_left(one.round.closes_on, today)}",
            one.round.closes_on,
            "late" if is_past(one.round.closes_on, today) else "due",
        )
        for one in waiting
    ]


def _rounds_running(account: Account, today: date) -> list[DraftingTask]:
    """Rounds that end soon while units have not answered: time to remind them."""
    running = (
        rounds_for(account, Permission.DOCUMENT_MANAGE)
        .filter(state=RoundState.OPEN)
        .defer("version__content")
        .annotate(waiting=Count("participations", filter=Q(participations__answered_at=None)))
        .filter(waiting__gt=0)
        .order_by("closes_on", "id")[:SHOWN]
    )
    return [
        DraftingTask(
            f"{one.waiting} đơn vị chưa góp ý {one.version.name} {_type(one.document)}",
            reverse("drafting:round-detail", args=[one.pk]),
            "Xem, nhắc",
            time_left(one.closes_on, today).capitalize(),
            one.closes_on,
            urgency(one.closes_on, today),
        )
        for one in running
    ]


def _late_comments(account: Account) -> list[DraftingTask]:
    late = Comment.objects.filter(round=OuterRef("pk"), state=CommentState.LATE)
    rounds = (
        Round.objects.filter(Exists(late), pk__in=rounds_for(account, Permission.DOCUMENT_ANSWER).values("pk"))
        .exclude(document__state__in=[str(state) for state in ENDED])
        .select_related("document")
        .annotate(late=Count("comments", filter=Q(comments__state=CommentState.LATE)))
        .order_by("-id")[:SHOWN]
    )
    return [
        DraftingTask(
            f"{one.late} ý kiến gửi muộn chờ xem xét",
            reverse("drafting:round-late", args=[one.pk]),
            "Xem xét",
            f"{_type(one.document)}, vòng {one.number}",
            kind="accent",
        )
        for one in rounds
    ]


def _comments_without_answer(account: Account) -> list[DraftingTask]:
    """Closed rounds with comments that nobody has answered; what was joined is answered with the other."""
    unanswered = Q(comments__state=CommentState.SENT, comments__answer=None, comments__joined_to=None)
    rounds = (
        rounds_for(account, Permission.DOCUMENT_ANSWER)
        .filter(state=RoundState.CLOSED, document__state=DocumentState.SYNTHESIS)
        .defer("version__content")
        .annotate(unanswered=Count("comments", filter=unanswered))
        .filter(unanswered__gt=0)
        .order_by("-id")[:SHOWN]
    )
    return [
        DraftingTask(
            f"{one.unanswered} ý kiến chưa trả lời: {one.version.name} {_type(one.document)}",
            _synthesis_url(one),
            "Tổng hợp",
            one.document.title,
            kind="accent",
        )
        for one in rounds
    ]


def _synthesis_url(found: Round) -> str:
    try:
        return reverse("drafting:synthesis", args=[found.document_id])
    except NoReverseMatch:
        return reverse("drafting:round-comments", args=[found.pk])


def _overdue_documents(account: Account, today: date) -> list[DraftingTask]:
    """Documents past their day: for those who lead them or are in the team, and for the staff who manage them."""
    if not has_anywhere(account, Permission.DOCUMENT_WRITE):
        return []
    mine = Q(lead=account) | Q(editors__account=account)
    managed = Q(pk__in=documents_for(account, Permission.DOCUMENT_MANAGE).values("pk"))
    late = (
        documents_for(account)
        .filter(mine | managed, due_on__lt=today)
        .exclude(state__in=[str(state) for state in ENDED | FROZEN])
        .order_by("due_on", "id")
        .distinct()[:SHOWN]
    )
    return [
        DraftingTask(
            f"{_type(one)} quá hạn hoàn thành",
            reverse("drafting:document-detail", args=[one.pk]),
            "Mở văn bản",
            f"{one.title}. {one.get_state_display()}",
            one.due_on,
            "late",
        )
        for one in late
    ]
