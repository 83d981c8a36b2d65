"""Uploads that come piece by piece: what has arrived stays, sealed, so that a lost line loses nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from congress.personnel import binary
from congress.personnel.actions.files import LIMIT, refuse_too_large, seal_content
from congress.personnel.models import Incoming, SealedFile
from congress.personnel.sealing import open_named, seal_named
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

KEEP_PIECE = "INSERT INTO personnel_incomingpiece (incoming_id, start, content) VALUES (%s, %s, %b)"
READ_PIECE = "SELECT content FROM personnel_incomingpiece WHERE incoming_id = %s AND start = %s"
# of one piece; the page sends half of it
MOST_A_PIECE = 1024 * 1024
LONGEST_NAME = 200
# another tab may be sending the same file just now: its upload is left to it
IN_USE = timedelta(seconds=10)
# what nobody went on with is thrown away
KEPT = timedelta(days=2)


class OutOfPlace(Exception):
    """The piece doesn't follow what is there; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


@transaction.atomic
def begin_upload(*, congress: Congress, purpose: str, name: str, size: int, stamp: str, now: datetime, by: Account) -> Incoming:
    """Announce a file of `size` bytes. The same file for the same purpose goes on where its line was lost.

    Raises `Refusal` for an empty or too large one, before a byte of it is sent.
    """
    if size < 1:
        raise Refusal("Tệp rỗng. Hãy chọn lại tệp.", field="file")
    refuse_too_large(size, LIMIT)
    same = Incoming.objects.select_for_update(of=("self",), skip_locked=True).filter(
        congress=congress, purpose=purpose, name=name[:LONGEST_NAME], size=size, stamp=stamp, account=by
    )
    found = same.filter(changed_at__lt=now - IN_USE).order_by("-received", "id").first()
    if found is None:
        return Incoming.objects.create(
            congress=congress,
            purpose=purpose,
            name=name[:LONGEST_NAME],
            size=size,
            stamp=stamp,
            account=by,
            begun_at=now,
            changed_at=now,
        )
    found.changed_at = now
    found.save(update_fields=["changed_at"])
    return found


@transaction.atomic
def take_piece(*, incoming: Incoming, start: int, content: bytes, now: datetime) -> Incoming:
    """Keep the piece that begins at byte `start`. Sent again it changes nothing; raises `OutOfPlace` for a gap, `Refusal` for
    more than was announced."""
    locked = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    end = start + len(content)
    if start < locked.received and end <= locked.received:
        return locked
    if start != locked.received:
        raise OutOfPlace(locked.received)
    if not content or len(content) > MOST_A_PIECE or end > locked.size:
        raise Refusal("Tệp đã thay đổi trong lúc tải lên. Hãy chọn lại tệp.", field="file")
    sealed = seal_named(content, place=_place(locked, start))
    binary.execute(KEEP_PIECE, [locked.pk, start, sealed])
    locked.received, locked.changed_at = end, now
    locked.save(update_fields=["received", "changed_at"])
    return locked


@transaction.atomic
def finish_upload(*, incoming: Incoming, attach: Callable[[SealedFile], object], by: Account) -> SealedFile:
    """All of it is there: it is looked at, sealed as a file, and handed to `attach`; its pieces go.

    Raises `OutOfPlace` while something is missing, and what `seal_content` raises; then the pieces are to be dropped.
    """
    locked = Incoming.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=incoming.pk)
    if locked.received < locked.size:
        raise OutOfPlace(locked.received)
    file = seal_content(congress=locked.congress, name=locked.name, content=content_of(incoming=locked), by=by)
    attach(file)
    locked.delete()
    record("personnel.upload", file.congress, by=by, unit=file.congress.unit, file=file.pk, size=file.size)
    return file


def content_of(*, incoming: Incoming) -> bytes:
    """What has arrived so far, opened."""
    starts = incoming.pieces.order_by("start").values_list("start", flat=True)
    return b"".join(_opened(incoming, start) for start in list(starts))


def drop_upload(*, incoming: Incoming) -> None:
    """What arrived is thrown away. Twice is the same as once."""
    Incoming.objects.filter(pk=incoming.pk).delete()


def drop_old_uploads(*, now: datetime | None = None) -> int:
    """What nobody went on with for two days. Returns how many there were."""
    _, by_model = Incoming.objects.filter(changed_at__lt=(now or timezone.now()) - KEPT).delete()
    return by_model.get("personnel.Incoming", 0)


def _opened(incoming: Incoming, start: int) -> bytes:
    sealed = next(binary.rows(READ_PIECE, [incoming.pk, start]))[0]
    return open_named(sealed, place=_place(incoming, start))


def _place(incoming: Incoming, start: int) -> str:
    return f"incoming:{incoming.pk}:{start}"
