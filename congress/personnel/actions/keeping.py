"""How long the room keeps what it has: sealed anew with another key, destroyed on its day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from congress.personnel.actions.files import destroy_file, place_of
from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    CandidateStandard,
    Direction,
    DocumentState,
    FinalList,
    Incoming,
    IncomingPiece,
    Introduction,
    SealedFile,
    SealedPiece,
    Vetting,
)
from congress.personnel.sealing import open_named, open_piece, present_key, seal_named, seal_piece
from congress.terms.actions.locks import OVER
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

# after the day the Trưởng ban is asked for so long; then beat destroys without her
GRACE = timedelta(days=14)


def reseal_files() -> int:
    """Open every file with whatever key opens it and seal it with the present one; each file whole or not at all.

    Returns how many were sealed anew; broken off in the middle it goes on where it stopped. Raises Unopenable.
    """
    waiting = SealedFile.objects.exclude(sealed_with=present_key()).filter(destroyed_at=None).order_by("pk")
    number = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        number += _reseal_file(pk)
    for pk in list(IncomingPiece.objects.order_by("pk").values_list("pk", flat=True)):
        _reseal_incoming(pk)
    return number


@transaction.atomic
def _reseal_file(pk: int) -> int:
    file = SealedFile.objects.select_for_update(of=("self",)).get(pk=pk)
    if file.sealed_with == present_key() or file.destroyed_at is not None:
        return 0
    for piece_pk in file.pieces.values_list("pk", flat=True):
        # one piece in memory at a time
        piece = SealedPiece.objects.get(pk=piece_pk)
        place = place_of(file.pk, piece.position)
        piece.content = seal_piece(open_piece(piece.content, place=place, key_name=file.sealed_with), place=place)
        piece.save(update_fields=["content"])
    file.sealed_with = present_key()
    file.save(update_fields=["sealed_with"])
    return 1


@transaction.atomic
def _reseal_incoming(pk: int) -> None:
    piece = IncomingPiece.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if piece is None or bytes(piece.content).startswith(present_key().encode()):
        return
    place = f"incoming:{piece.incoming_id}:{piece.start}"
    piece.content = seal_named(open_named(piece.content, place=place), place=place)
    piece.save(update_fields=["content"])


@transaction.atomic
def agree_to_destroy(*, direction: Direction, today: date, by: Account) -> int:
    """Destroy the congress's files now that their day has come; the Trưởng ban has seen how many there are.

    Their bytes and the biographies go; who was considered, the states, the votes and the trace stay. Returns the number of
    files. Raises `Refusal` before the day, and without one. Twice is the same as once.
    """
    locked = Direction.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=direction.pk)
    if locked.keep_until is None:
        raise Refusal("Chưa ghi ngày lưu hồ sơ đến. Hãy ghi trong phương hướng nhân sự trước.")
    if today <= locked.keep_until:
        raise Refusal(f"Hồ sơ còn phải lưu đến hết ngày {locked.keep_until:%d/%m/%Y} nên chưa huỷ được.")
    congress = locked.congress
    if congress.state not in OVER and today <= congress.held_on:
        raise Refusal(
            f"Đại hội đã dời đến ngày {congress.held_on:%d/%m/%Y} nên hồ sơ còn cần. Hãy ghi thời hạn lưu mới sau ngày đại hội."
        )
    return destroy_of(locked, by=by)


@transaction.atomic
def keep_longer(*, direction: Direction, until: date, reason: str, today: date, by: Account) -> Direction:
    """The files are needed beyond their day. Raises `Refusal` for a day that isn't later, without a reason, and after all."""
    locked = Direction.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=direction.pk)
    if locked.destroyed_at is not None:
        raise Refusal("Hồ sơ đã được huỷ nên không kéo dài thời hạn lưu được nữa.")
    if until <= today or (locked.keep_until is not None and until <= locked.keep_until):
        raise Refusal("Ngày mới phải sau hôm nay và sau ngày đang ghi.", field="until")
    if not reason:
        raise Refusal("Hãy ghi lý do lưu thêm.", field="reason")
    locked.keep_until = until
    locked.revision += 1
    locked.save(update_fields=["keep_until", "revision"])
    congress = locked.congress
    record("personnel.keep_longer", congress, by=by, unit=congress.unit, reason=reason, until=until)
    return locked


def destroy_due_files(*, today: date, grace: bool = True) -> int:
    """For beat and the command: files of congresses whose day has passed, and with `grace` GRACE with it, without anybody's
    word. Returns how many files went."""
    number = 0
    last = today - GRACE if grace else today
    # a congress that was put off needs its files beyond the day that was written down before
    due = Q(congress__state__in=OVER) | Q(congress__held_on__lt=last)
    for pk in Direction.objects.filter(due, keep_until__lt=last, destroyed_at=None).values_list("pk", flat=True):
        with transaction.atomic():
            locked = Direction.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=pk)
            number += destroy_of(locked, by=None)
    return number


def destroy_of(direction: Direction, *, by: Account | None) -> int:
    """The files of one congress, whose direction's row is locked."""
    if direction.destroyed_at is not None:
        return 0
    files = list(SealedFile.objects.filter(congress=direction.congress, destroyed_at=None).select_for_update(of=("self",)))
    for file in files:
        destroy_file(file)
    Incoming.objects.filter(congress=direction.congress).delete()
    _clear_words(direction)
    direction.destroyed_at = timezone.now()
    direction.save(update_fields=["destroyed_at"])
    congress = direction.congress
    record("personnel.files_destroy", congress, by=by, unit=congress.unit, files=len(files))
    return len(files)


def _clear_words(direction: Direction) -> None:
    """What people wrote about people; states, days and votes stay."""
    congress = direction.congress
    Candidate.objects.filter(congress=congress).update(biography="")
    for final in FinalList.objects.filter(congress=congress):
        # the keys stay: there was a biography, or none, and nothing is printed in its place
        final.biographies = dict.fromkeys(final.biographies, "")
        final.save(update_fields=["biographies"])
    Introduction.objects.filter(call__congress=congress).update(reason="")
    Vetting.objects.filter(candidate__congress=congress).update(question="", note="")
    for vetting in Vetting.objects.filter(candidate__congress=congress).exclude(earlier=[]):
        vetting.earlier = [one | {"note": ""} for one in vetting.earlier]
        vetting.save(update_fields=["earlier"])
    CandidateStandard.objects.filter(candidate__congress=congress).update(evidence="")
    papers = CandidateDocument.objects.filter(candidate__congress=congress)
    papers.exclude(state=DocumentState.RETURNED).update(note="")
    papers.filter(state=DocumentState.RETURNED).update(note="đã huỷ")
