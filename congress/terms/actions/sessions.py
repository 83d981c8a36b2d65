"""Sessions of a congress."""

from datetime import datetime

from django.db import transaction

from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress, Session, SessionKind
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


@transaction.atomic
def set_session(
    *,
    congress: Congress,
    kind: str,
    starts_at: datetime,
    by: Account,
    ends_at: datetime | None = None,
    place: str = "",
    session: Session | None = None,
) -> Session:
    """A new session, or (`session` given) other times and another place for one of the congress's own.

    A preparatory session begins before the first official one.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    if ends_at is not None and ends_at <= starts_at:
        raise Refusal("Giờ kết thúc phải sau giờ bắt đầu.", field="ends_at")
    others = locked.sessions.exclude(pk=session.pk) if session else locked.sessions.all()
    for other in others:
        if kind == SessionKind.PREPARATORY and other.kind == SessionKind.OFFICIAL and starts_at >= other.starts_at:
            raise Refusal("Phiên trù bị phải bắt đầu trước phiên chính thức.", field="starts_at")
        if kind == SessionKind.OFFICIAL and other.kind == SessionKind.PREPARATORY and starts_at <= other.starts_at:
            raise Refusal("Phiên chính thức phải bắt đầu sau phiên trù bị.", field="starts_at")
    row = locked.sessions.get(pk=session.pk) if session else Session(congress=locked)
    values = {"kind": kind, "starts_at": starts_at, "ends_at": ends_at, "place": place}
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record("session.set", row, by=by, unit=locked.unit, congress=locked.pk, kind=kind, starts_at=starts_at)
    return row


@transaction.atomic
def remove_session(*, session: Session, by: Account) -> None:
    """Take a session out of the programme. Twice is the same as once."""
    locked = lock_congress(session.congress)
    require_not_over(locked)
    if not locked.sessions.filter(pk=session.pk).exists():
        return
    record("session.remove", session, by=by, unit=locked.unit, congress=locked.pk, kind=session.kind)
    session.delete()
