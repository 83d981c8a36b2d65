"""What was printed long ago is not kept: the row stays, the bytes go, and "In lại" makes the paper anew from what is there.

Plans write down which parts they need while parts that nobody needs are deleted; a lock keeps the two apart.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from documents.printing.forms import REGISTRY
from documents.printing.models import Output, Part, Rendering, RenderingState
from members.access.trace import record

CLEARED = "Bản in đã được dọn. Bấm “In lại” để in từ dữ liệu hiện nay."
LOCK = 7_205_011  # our own number for pg_advisory_xact_lock: plans share it, clearing has it alone
# what was made this lately may belong to a print that is just being joined
FRESH = timedelta(hours=1)


def hold_parts() -> None:
    """Until the transaction ends, no part is deleted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


@transaction.atomic
def clear_old_prints(*, now: datetime | None = None) -> int:
    """Clear the prints that are older than their form keeps them, and delete parts and outputs that no print needs any more.

    Gives how many finished prints were cleared. Twice is the same as once.
    """
    day = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    old = Rendering.objects.filter(_older_than_kept(day))
    old.filter(state=RenderingState.FAILED).exclude(part_keys=[]).update(part_keys=[])
    cleared = old.filter(state=RenderingState.DONE).update(
        state=RenderingState.CLEARED, output=None, content_hash="", part_keys=[], parts_done=0, parts_total=0, error=CLEARED
    )
    outputs, _ = Output.objects.filter(renderings=None, made_at__lt=day - FRESH).delete()
    parts = _delete_unneeded_parts(day - FRESH)
    if cleared or outputs or parts:
        record("rendering.clear", by=None, prints=cleared, outputs=outputs, parts=parts)
    return cleared


def _older_than_kept(now: datetime) -> Q:
    apart = {code: form.kept_days for code, form in REGISTRY.items() if form.kept_days is not None}
    condition = ~Q(form__in=apart) & Q(finished_at__lt=now - timedelta(days=settings.PRINTS_KEPT_DAYS))
    for code, days in apart.items():
        condition |= Q(form=code, finished_at__lt=now - timedelta(days=days))
    return condition


def _delete_unneeded_parts(made_before: datetime) -> int:
    """One hashed pass over all keys that prints need; the ORM's NOT IN would look each one up anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH needed AS (SELECT DISTINCT unnest(part_keys) AS key FROM {Rendering._meta.db_table})
            DELETE FROM {Part._meta.db_table} AS part
            WHERE part.made_at < %s AND NOT EXISTS (SELECT 1 FROM needed WHERE needed.key = part.key)
            """,  # noqa: S608 -- only our own table names
            [made_before],
        )
        return int(cursor.rowcount)
