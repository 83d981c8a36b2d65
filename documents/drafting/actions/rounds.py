"""A comment round: opened to units, its day moved, closed, opened again; late comments taken or left."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from documents.drafting.actions.states import move_document
from documents.drafting.actions.versions import make_version
from documents.drafting.models import (
    Comment,
    CommentState,
    Document,
    DocumentState,
    Participation,
    Round,
    RoundState,
    TypedComment,
    Version,
    VersionKind,
)
from documents.drafting.queries.comments import quoted_at
from documents.drafting.rules.participation import is_past
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.units.models import Unit

CHANGED_MEANWHILE = "Vòng góp ý vừa được người khác thay đổi. Hãy xem lại trạng thái mới ở trang này rồi làm lại."
LONGEST_REQUEST = 4000


@transaction.atomic
def open_round(
    *,
    document: Document,
    units: Sequence[Unit],
    closes_on: date,
    by: Account,
    today: date,
    request: str = "",
    version: Version | None = None,
    name: str = "",
) -> Round:
    """Put a version to units until the end of a day.

    `version` is one that is frozen already and current; without it the working text is frozen now, as `name` or as the next
    "Dự thảo". The document goes to "Đang xin ý kiến". Raises Refusal for a day that is past, for no units, for a unit that is not
    below the document's own or is no longer there, and while another round is open.
    """
    locked = Document.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=document.pk)
    _check_day(closes_on, today)
    asked = _units_to_ask(locked, units, today)
    if locked.rounds.filter(state=RoundState.OPEN).exists():
        raise Refusal("Văn bản này đang có một vòng góp ý chưa kết thúc. Hãy kết thúc vòng đó trước.")
    if version is None:
        version = make_version(document=locked, kind=VersionKind.DRAFT, name=name, by=by)
    elif version.document_id != locked.pk or not version.is_current:
        raise Refusal("Bản này không còn là bản hiện hành. Hãy chọn bản hiện hành.", field="version")
    number = (locked.rounds.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made = Round.objects.create(
        document=locked,
        version=version,
        number=number,
        request=request.strip()[:LONGEST_REQUEST],
        closes_on=closes_on,
        opened_by=by,
    )
    Participation.objects.bulk_create(Participation(round=made, unit=unit) for unit in asked)
    _to_commenting(locked, by)
    record(
        "round.open",
        made,
        by=by,
        unit=locked.unit,
        document=locked.pk,
        version=version.name,
        units=len(asked),
        closes_on=closes_on,
    )
    return made


def _to_commenting(document: Document, by: Account) -> None:
    # an outline that is put to the units is a draft from now on
    if document.state == DocumentState.OUTLINE:
        move_document(document=document, to=DocumentState.DRAFTING, by=by)
    move_document(document=document, to=DocumentState.COMMENTING, by=by)


def _check_day(closes_on: date, today: date) -> None:
    if is_past(closes_on, today):
        raise Refusal("Hạn góp ý phải từ hôm nay trở đi.", field="closes_on")


def _units_to_ask(document: Document, units: Sequence[Unit], today: date) -> list[Unit]:
    chosen = {unit.pk for unit in units}
    if not chosen:
        raise Refusal("Hãy chọn ít nhất một đơn vị để lấy ý kiến.", field="units")
    found = Unit.objects.in_force(on=today).below(document.unit).exclude(pk=document.unit_id).filter(pk__in=chosen)
    asked = list(found.order_by("sort_key", "id"))
    if len(asked) < len(chosen):
        raise Refusal("Có đơn vị không thuộc phạm vi lấy ý kiến hoặc đã ngừng hoạt động. Hãy chọn lại.", field="units")
    return asked


@transaction.atomic
def ask_more_units(*, round: Round, units: Sequence[Unit], by: Account, today: date) -> int:  # noqa: A002 -- the statute's word
    """Ask units that were forgotten; those asked already stay as they are. How many came to it."""
    locked = lock_round(round)
    _require_open(locked)
    known = set(locked.participations.values_list("unit_id", flat=True))
    asked = [unit for unit in _units_to_ask(locked.document, units, today) if unit.pk not in known]
    Participation.objects.bulk_create(Participation(round=locked, unit=unit) for unit in asked)
    if asked:
        record("round.ask", locked, by=by, unit=locked.document.unit, units=[unit.code for unit in asked])
    return len(asked)


@transaction.atomic
def extend_round(*, round: Round, closes_on: date, by: Account, today: date, revision: int | None = None) -> Round:  # noqa: A002
    """Move the last day, for all units."""
    locked = lock_round(round, revision)
    _require_open(locked)
    _check_day(closes_on, today)
    if closes_on == locked.closes_on:
        return locked
    before, locked.closes_on = locked.closes_on, closes_on
    _save(locked, "closes_on")
    record("round.extend", locked, by=by, unit=locked.document.unit, before=before, closes_on=closes_on)
    return locked


@transaction.atomic
def close_round(*, round: Round, by: Account | None, revision: int | None = None) -> Round:  # noqa: A002
    """End the round; `by` is None when its day has passed. Twice is the same as once.

    What somebody is typing at this moment becomes a late comment, for the staff to take or leave. The document goes to "Đang tổng
    hợp ý kiến".
    """
    locked = lock_round(round, revision)
    if locked.state == RoundState.CLOSED:
        return locked
    locked.state, locked.closed_at, locked.closed_by = RoundState.CLOSED, timezone.now(), by
    typed = list(TypedComment.objects.filter(participation__round=locked).select_related("account").order_by("id"))
    late = keep_typed(locked, typed)
    _save(locked, "state", "closed_at", "closed_by")
    _count_who_spoke(locked)
    document = locked.document
    if document.state == DocumentState.COMMENTING:
        move_document(document=document, to=DocumentState.SYNTHESIS, by=by)
    record("round.close", locked, by=by, unit=document.unit, number=locked.number, late=late)
    return locked


def _count_who_spoke(locked: Round) -> None:
    """A unit that sent comments has answered, also where nobody there pressed "Đã góp ý xong"."""
    said = Comment.objects.filter(participation__round=locked, state=CommentState.SENT, participation__answered_at=None)
    last = said.order_by("participation_id", "-number").distinct("participation_id").select_related("participation")
    for comment in last:
        participation = comment.participation
        participation.answered_at, participation.answered_by_id = comment.written_at, comment.written_by_id
        participation.save(update_fields=["answered_at", "answered_by"])


@transaction.atomic
def stop_document(*, document: Document, reason: str, by: Account) -> Document:
    """Stop a document for a reason, and end the round that is open: nobody is left waiting for an answer to what was dropped.

    What was said and what was being typed is kept, as when a round is closed. Raises `Refusal` without a reason.
    """
    is_open = document.rounds.filter(state=RoundState.OPEN)
    for one in is_open.all():
        close_round(round=one, by=by)
    stopped = move_document(document=document, to=DocumentState.STOPPED, by=by, reason=reason)
    # the document is locked from here on; a round is never locked after it
    if is_open.exists():
        raise Refusal("Vừa có người mở vòng góp ý cho văn kiện này. Hãy tải lại trang, xem vòng đó rồi làm lại.")
    return stopped


def keep_typed(locked: Round, typed: Collection[TypedComment]) -> int:
    """Make late comments of what was being typed; the round is locked and its number of comments is counted on. How many."""
    text = locked.version.text
    made = 0
    for one in typed:
        if (one.body.strip() or one.proposal.strip()) and not _is_sent(one):
            Comment.objects.create(
                round=locked,
                participation_id=one.participation_id,
                number=next_number(locked),
                section_key=one.section_key,
                block_key=one.block_key,
                quoted=quoted_at(locked.version, text, one.section_key, one.block_key) or "",
                kind=one.kind,
                body=one.body.strip(),
                proposal=one.proposal.strip(),
                reason=one.reason.strip(),
                person=one.person.strip(),
                state=CommentState.LATE,
                is_late=True,
                written_by=one.account,
            )
            made += 1
    TypedComment.objects.filter(pk__in=[one.pk for one in typed]).delete()
    return made


def _is_sent(typed: TypedComment) -> bool:
    """Whether it was sent already, and only its last autosave came in after it."""
    return Comment.objects.filter(
        participation_id=typed.participation_id,
        written_by_id=typed.account_id,
        section_key=typed.section_key,
        block_key=typed.block_key,
        body=typed.body.strip(),
        proposal=typed.proposal.strip(),
    ).exists()


@transaction.atomic
def reopen_round(*, round: Round, closes_on: date, by: Account, today: date, revision: int | None = None) -> Round:  # noqa: A002
    """Open a closed round again until a new day. Late comments stay late. Raises Refusal when the text went on since."""
    locked = lock_round(round, revision)
    if locked.state == RoundState.OPEN:
        return locked
    _check_day(closes_on, today)
    if locked.published_at is not None:
        raise Refusal("Đã công bố trả lời của vòng này nên không mở lại được. Hãy mở vòng mới.")
    document = locked.document
    if document.rounds.filter(number__gt=locked.number).exists():
        raise Refusal("Đã có vòng góp ý sau vòng này nên không mở lại được. Hãy mở vòng mới.")
    if not locked.version.is_current:
        raise Refusal("Đã có bản mới hơn bản lấy ý kiến nên không mở lại được. Hãy mở vòng mới cho bản hiện hành.")
    _to_commenting(document, by)
    locked.state, locked.closed_at, locked.closed_by, locked.closes_on = RoundState.OPEN, None, None, closes_on
    _save(locked, "state", "closed_at", "closed_by", "closes_on")
    record("round.reopen", locked, by=by, unit=document.unit, number=locked.number, closes_on=closes_on)
    return locked


def close_past_rounds(*, today: date) -> int:
    """Close every round whose last day is over, each by itself, and keep what was typed after an end. How many were closed."""
    past = Round.objects.filter(state=RoundState.OPEN, closes_on__lt=today)
    closed = 0
    for one in past.order_by("id"):
        with transaction.atomic():
            locked = lock_round(one)
            # its day may have been moved while we came to it
            if locked.state == RoundState.OPEN and is_past(locked.closes_on, today):
                close_round(round=locked, by=None)
                closed += 1
    return closed


@transaction.atomic
def note_reminder(*, round: Round, participations: QuerySet[Participation], by: Account) -> int:  # noqa: A002
    """Write down that these units were reminded just now. How many."""
    reminded = participations.filter(round=round, answered_at=None).update(
        reminded_at=timezone.now(), reminders=F("reminders") + 1
    )
    if reminded:
        record("round.remind", round, by=by, unit=round.document.unit, units=reminded)
    return reminded


@transaction.atomic
def note_export(*, round: Round, by: Account, rows: int) -> None:  # noqa: A002
    """The table of who has answered left the system as a file."""
    record("round.export", round, by=by, unit=round.document.unit, rows=rows)


@transaction.atomic
def decide_late(*, comment: Comment, take: bool, by: Account) -> Comment:
    """Take a comment that came too late among the others, or leave it; a decision can be turned round until it is answered.

    Raises Refusal for taking one after the answers were published: the units would read a synthesis that doesn't know it.
    """
    locked_round = lock_round(comment.round)
    locked = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    if not locked.is_late or locked.state == CommentState.WITHDRAWN:
        raise Refusal("Ý kiến này không phải ý kiến gửi muộn đang chờ xem xét.")
    wanted = CommentState.SENT if take else CommentState.LEFT
    if locked.state == wanted:
        return locked
    if take and locked_round.published_at is not None:
        raise Refusal(
            "Đã công bố trả lời của vòng này nên không nhận thêm ý kiến: bản công bố mà các đơn vị đã xem không có ý kiến này. "
            "Hãy để lại ở mục gửi muộn và đưa vào vòng góp ý sau."
        )
    if hasattr(locked, "answer"):
        raise Refusal("Ý kiến này đã được trả lời nên không bỏ được. Hãy xoá câu trả lời trước.")
    locked.state, locked.late_decided_by, locked.late_decided_at = wanted, by, timezone.now()
    locked.revision += 1
    locked.save(update_fields=["state", "late_decided_by", "late_decided_at", "revision"])
    record("comment.decide_late", locked, by=by, unit=locked_round.document.unit, number=locked.number, taken=take)
    return locked


# ---- what the other actions of the round stand on -----------------------------------------------------------------------


def lock_round(round: Round, revision: int | None = None) -> Round:  # noqa: A002
    """The round, locked before anything that hangs on it, so that comments are numbered one after the other.

    The round is always locked before its document and before the trace.
    """
    locked = (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document__unit", "version", "document__congress")
        .get(pk=round.pk)
    )
    if revision is not None and revision != locked.revision:
        raise Changed(CHANGED_MEANWHILE)
    return locked


def next_number(locked: Round) -> int:
    """The next comment's number; the round must be locked."""
    Round.objects.filter(pk=locked.pk).update(last_comment=F("last_comment") + 1)
    locked.last_comment += 1
    return locked.last_comment


def _require_open(locked: Round) -> None:
    if locked.state != RoundState.OPEN:
        raise Refusal("Vòng góp ý đã kết thúc. Hãy mở lại vòng góp ý nếu cần.")


def _save(locked: Round, *fields: str) -> None:
    locked.revision += 1
    locked.save(update_fields=[*fields, "revision"])
