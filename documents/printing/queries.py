"""What is asked of the prints."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from documents.printing.access import may_see
from documents.printing.models import Part, Rendering, RenderingState
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission

# looked at for one page of the list: whoever needs an older print asks for it anew and has it at once
LOOKED_AT = 300
# a message that nothing came of: the broker lost it, or was away
MESSAGE_LOST_AFTER = timedelta(seconds=30)
WORKING_FOR = timedelta(seconds=120)
ATTEMPTS = 3


def renderings_in_reach(account: Account) -> QuerySet[Rendering]:
    """Asked for by this account, or for a unit on which it may print. Whether it may see each is asked of the form."""
    reach = Q(requested_by=account) | covered(account, Permission.PAPER_PRINT, path="unit__path")
    return (
        Rendering.objects.filter(reach).select_related("requested_by", "unit").defer("part_keys").order_by("-requested_at", "-id")
    )


def visible_renderings(account: Account, *, form: str = "", state: str = "") -> list[Rendering]:
    """The newest prints that this account may see, newest first."""
    rows = renderings_in_reach(account)
    if form:
        rows = rows.filter(form=form)
    if state:
        rows = rows.filter(state=state)
    return [rendering for rendering in rows[:LOOKED_AT] if may_see(account, rendering)]


def free(now: datetime) -> Q:
    """Nobody works on it, or whoever did has not been heard of for too long."""
    return Q(claimed_until=None) | Q(claimed_until__lt=now)


def unfinished_parts(keys: list[str]) -> QuerySet[Part]:
    return Part.objects.filter(key__in=keys).exclude(state=RenderingState.DONE)


def forgotten_renderings(now: datetime) -> QuerySet[Rendering]:
    """Open, free, and not woken lately: their message was lost or their worker died."""
    return Rendering.objects.filter(
        free(now),
        Q(woken_at=None) | Q(woken_at__lt=now - MESSAGE_LOST_AFTER),
        state__in=[RenderingState.QUEUED, RenderingState.WORKING],
    )


def attempts_left() -> Q:
    return Q(attempts__lt=ATTEMPTS)
