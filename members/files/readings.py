"""Uploads that a worker reads: who reads one, how long it is hers, and what becomes of those that nobody reads.

The rows are their rooms' (sheets, tables of comments, Word files). All have `state`, `attempts`, `claimed_until`,
`uploaded_at`, `read_at` and `refusal`, and the states named here.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

QUEUED, READING, REFUSED = "queued", "reading", "refused"
ATTEMPTS = 3
# how long after its upload a row may wait before its message counts as lost
QUEUED_FOR = timedelta(seconds=30)
# a reader who lives says so again and again; one who was killed is followed by another after this time
CLAIMED_FOR = timedelta(seconds=30)
SAID_AGAIN_AFTER = CLAIMED_FOR / 3
MOST_WOKEN = 200


@dataclass(frozen=True)
class Readings:
    """One kind of upload. `task`: where the task is that reads one; `died`: what is said of one that killed its readers."""

    rows: type[models.Model]
    task: str
    died: str

    def wake(self, pk: int) -> None:
        """Tell the workers; say nothing when the broker is away, for beat asks again."""
        try:
            import_string(self.task).delay(pk)
        except (OperationalError, OSError) as trouble:
            logger.warning("No broker: %s %s waits for beat (%s)", self.rows._meta.model_name, pk, trouble)

    def claim(self, pk: int) -> bool:
        """Whether it is ours to read. One UPDATE decides; the claim ends by itself, in case we are killed."""
        now = timezone.now()
        free = Q(state=QUEUED) | Q(state=READING, claimed_until__lt=now)
        claimed = self._found(free, pk=pk, attempts__lt=ATTEMPTS).update(
            state=READING, claimed_until=now + CLAIMED_FOR, attempts=F("attempts") + 1
        )
        return claimed == 1

    @contextmanager
    def held(self, pk: int) -> Iterator[bool]:
        """Claim it and keep the claim for as long as the block takes; False: somebody else reads it, or nobody may any more."""
        if not self.claim(pk):
            yield False
            return
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(pk, done), daemon=True)
        keeper.start()
        try:
            yield True
        finally:
            done.set()
            keeper.join()

    def _keep(self, pk: int, done: threading.Event) -> None:
        try:
            while not done.wait(SAID_AGAIN_AFTER.total_seconds()):
                self._found(pk=pk, state=READING).update(claimed_until=timezone.now() + CLAIMED_FOR)
        except DatabaseError as trouble:
            # then it is read once more by another: twice is the same as once
            logger.warning("The claim on %s %s is not kept (%s)", self.rows._meta.model_name, pk, trouble)
        finally:
            connection.close()

    def end(self, row: Any, state: str, **found: Any) -> None:
        """Write down what was found, only while the row is the reader's: what was thrown away meanwhile stays so."""
        ours = self._found(pk=row.pk, state=READING, attempts=row.attempts)
        ours.update(state=state, claimed_until=None, read_at=timezone.now(), **found)

    def queue_again(self) -> int:
        """Wake the workers for every row that nobody reads; give up what has died too often. The number woken."""
        now = timezone.now()
        forgotten = self._found(Q(state=QUEUED, uploaded_at__lt=now - QUEUED_FOR) | Q(state=READING, claimed_until__lt=now))
        forgotten.filter(attempts__gte=ATTEMPTS).update(state=REFUSED, refusal=self.died, claimed_until=None, read_at=now)
        waiting = list(forgotten.filter(attempts__lt=ATTEMPTS).order_by("pk").values_list("pk", flat=True)[:MOST_WOKEN])
        for pk in waiting:
            self.wake(pk)
        return len(waiting)

    def _found(self, *conditions: Q, **values: Any) -> models.QuerySet[Any]:
        return self.rows._default_manager.filter(*conditions, **values)
