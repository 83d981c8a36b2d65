"""Exports of names, which need two people: who asked, who agreed, and whether it may still be used (procedure.md §4.7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.personnel.models import Export, ExportState
from congress.personnel.queries.room import rooms_for
from congress.terms.models import Congress
from members.access.models import Account

# from the asking to the answer, and from the answer to the export
VALID_FOR = timedelta(days=1)


def exports_of(congress: Congress) -> QuerySet[Export]:
    return Export.objects.filter(congress=congress).select_related("asked_by", "decided_by", "congress__unit").order_by("-id")


def exports_for(account: Account) -> QuerySet[Export]:
    """Those of the congresses whose personnel work she may see."""
    return Export.objects.filter(congress__in=rooms_for(account)).select_related("asked_by", "decided_by", "congress__unit")


def waiting_for_second(account: Account) -> QuerySet[Export]:
    """What others asked for and she may agree to."""
    since = timezone.now() - VALID_FOR
    return exports_for(account).filter(state=ExportState.ASKED, asked_at__gt=since).exclude(asked_by=account)


def open_exports_of(congress: Congress) -> list[Export]:
    """Those that somebody still has to do something about: answer, or print; the oldest first."""
    since = timezone.now() - VALID_FOR
    waiting = Q(state=ExportState.ASKED, asked_at__gt=since) | Q(state=ExportState.AGREED, decided_at__gt=since)
    return list(exports_of(congress).filter(waiting).order_by("id"))


def is_over(export: Export, now: datetime) -> bool:
    """Its day is over: nobody answered in time, or what was agreed wasn't used in time."""
    if export.state == ExportState.ASKED:
        return now - export.asked_at >= VALID_FOR
    if export.state == ExportState.AGREED and export.decided_at is not None:
        return now - export.decided_at >= VALID_FOR
    return export.state == ExportState.EXPIRED


def is_usable(export: Export, now: datetime) -> bool:
    return export.state == ExportState.AGREED and not is_over(export, now)


def agreed_export(account: Account, form: str, congress: Congress, parameters: Mapping[str, Any] | None = None) -> Export | None:
    """What this account asked for and somebody else agreed to within a day, not used yet; None: it must be asked for first.

    With `parameters` only an export of exactly these (a candidate's file: `{"candidate": 17}`).
    """
    found = Export.objects.filter(
        congress=congress,
        form=form,
        asked_by=account,
        state=ExportState.AGREED,
        decided_at__gt=timezone.now() - VALID_FOR,
    ).select_related("asked_by", "decided_by", "congress__unit")
    if parameters is not None:
        found = found.filter(parameters=dict(parameters))
    return found.order_by("-id").first()


def export_of_rendering(rendering_id: int) -> Export | None:
    """The export that a print was made under; None: none was, and nobody may have it."""
    return Export.objects.filter(rendering=rendering_id).select_related("asked_by", "decided_by", "congress__unit").first()
