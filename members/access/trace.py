"""The trace: who did what, when, on what, from where and why, chained by hashes so that a later edit shows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from members.access.models import Account, Entry

if TYPE_CHECKING:
    from members.units.models import Unit

# where the deed came from: set by OriginMiddleware for a request, by a command for itself
origin: ContextVar[str] = ContextVar("origin", default="")

FIRST_HASH = "0" * 64
LOCK = 7_205_001  # our own number for pg_advisory_xact_lock: one writer of the chain at a time


def record(
    action: str,
    target: models.Model | None = None,
    *,
    by: Account | None,
    unit: "Unit | None" = None,
    reason: str = "",
    **details: Any,
) -> Entry:
    """Add a deed to the trace, in the transaction of the deed itself.

    `action` is "thing.deed" (see ACTIONS for the Vietnamese words), `details` plain values that help to understand it
    later; never ethnic group, religion, party matters or identity numbers: the trace is read by more people than the file is.
    """
    with transaction.atomic():
        (entry,) = _chained([Deed(action, target, unit.pk if unit is not None else None, details, reason)], by)
        entry.save(force_insert=True)
    return entry


@dataclass(frozen=True, slots=True)
class Deed:
    """One of many deeds that are recorded together; what `details` may hold: see `record`."""

    action: str
    target: models.Model | None
    unit_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def record_many(deeds: Sequence[Deed], *, by: Account | None) -> None:
    """Add many deeds, in their order, with a few statements. Last in a long transaction: until it ends nobody else can record."""
    if not deeds:
        return
    with transaction.atomic():
        Entry.objects.bulk_create(_chained(deeds, by), batch_size=1000)


def hold_chain() -> None:
    """Take the chain's lock now, not only when the deed is recorded: for an action that locks a row which others lock after
    they have recorded, so that no two wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _chained(deeds: Sequence[Deed], by: Account | None) -> list[Entry]:
    """Entries that follow the last one; the chain is locked from here to the end of the transaction."""
    hold_chain()
    last = Entry.objects.order_by("-id").values_list("hash", flat=True).first() or FIRST_HASH
    now, entries = timezone.now(), []
    for deed in deeds:
        entry = Entry(
            at=now,
            account=by,
            account_name=by.full_name if by else "Hệ thống",
            action=deed.action,
            object_type=deed.target._meta.label_lower if deed.target is not None else "",
            object_id=str(deed.target.pk) if deed.target is not None else "",
            object_label=str(deed.target)[:250] if deed.target is not None else "",
            unit_id=deed.unit_id,
            details=json.loads(json.dumps(deed.details, cls=DjangoJSONEncoder)),
            reason=deed.reason,
            address=origin.get(),
            previous_hash=last,
        )
        entry.hash = last = hash_of(entry)
        entries.append(entry)
    return entries


def hash_of(entry: Entry) -> str:
    """SHA-256 over everything the entry says and over the hash of the one before."""
    said = [
        entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        entry.account_id,
        entry.account_name,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.unit_id,
        entry.details,
        entry.reason,
        entry.address,
        entry.previous_hash,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries, read in the order of their ids, whose hash or whose link to the one before does not hold."""
    previous = FIRST_HASH
    for entry in entries:
        if entry.previous_hash != previous or entry.hash != hash_of(entry):
            yield entry
        previous = entry.hash
