"""Comments are put together by a click and taken apart by one; the answers are published; the synthesis ends."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.answers import lock_comments, require_answerable
from documents.drafting.actions.locks import lock_document
from documents.drafting.actions.states import is_from_above, move_document
from documents.drafting.models import (
    Answer,
    AnswerKind,
    Comment,
    CommentState,
    Document,
    DocumentState,
    Round,
    RoundState,
)
from documents.drafting.rules.similarity import similar_to
from documents.drafting.rules.synthesis import duplicate_wording, name_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import Deed, record, record_many

LEAST_MEASURE = 0.0001


def words_of(comment: Comment) -> str:
    """What is measured of a comment: what it says, or what it proposes where it says nothing else."""
    return comment.body.strip() or comment.proposal.strip()


@transaction.atomic
def join_comments(*, document: Document, into: Comment, comments: Iterable[Comment], by: Account) -> int:
    """Put comments together with `into`, which is answered for all. How many were joined now.

    Each joined one is answered at once: a duplicate of the number it was joined to (R13: one answer, no second). How alike they
    are is measured and kept. What was joined to a joined one goes along. Raises Refusal for one that has an answer already.
    """
    locked = lock_document(document)
    others = {one.pk for one in comments} - {into.pk}
    if not others:
        raise Refusal("Hãy chọn ít nhất hai ý kiến để gộp.")
    rows = lock_comments(locked, [into.pk, *others], joined_too=True)
    main = next(row for row in rows if row.pk == into.pk)
    if main.joined_to_id is not None:
        raise Refusal(f"Ý kiến số {main.number} đã gộp vào ý kiến khác. Hãy chọn ý kiến đó làm ý kiến chính.", field="into")
    rest = [row for row in rows if row.pk != main.pk and row.joined_to_id != main.pk]
    elsewhere = [row for row in rest if row.joined_to_id is not None]
    if elsewhere:
        raise Refusal(f"{_named(elsewhere)} đã gộp vào ý kiến khác. Hãy tách ra trước.")
    answered = set(Answer.objects.filter(comment__in=rest).values_list("comment_id", flat=True))
    if answered:
        raise Refusal(
            f"{_named(row for row in rest if row.pk in answered)} đã có câu trả lời riêng. Hãy xoá câu trả lời đó, "
            "hoặc chọn làm ý kiến chính."
        )
    rest += list(
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .filter(joined_to__in=rest)
        .select_related("participation__unit", "round")
        .order_by("pk")
    )
    if not rest:
        return 0
    wording = _duplicate_of(locked, main)
    measures = {
        one.id: one.measure for one in similar_to(words_of(main), {row.pk: words_of(row) for row in rest}, at_least=LEAST_MEASURE)
    }
    for row in rest:
        row.joined_to, row.similarity = main, measures.get(row.pk, 0.0)
        row.revision += 1
        row.save(update_fields=["joined_to", "similarity", "revision"])
        Answer.objects.update_or_create(
            comment=row,
            defaults={"kind": AnswerKind.DUPLICATE, "wording": wording, "answered_by": by, "answered_at": timezone.now()},
        )
    record_many(
        [
            Deed(
                "comment.join",
                row,
                locked.unit_id,
                {"number": row.number, "into": main.number, "similarity": round(row.similarity or 0, 2)},
            )
            for row in rest
        ],
        by=by,
    )
    return len(rest)


@transaction.atomic
def separate_comment(*, comment: Comment, by: Account) -> Comment:
    """Take a joined comment out again: it waits for an answer of its own. Twice is the same as once."""
    locked = lock_document(comment.round.document)
    (row,) = lock_comments(locked, [comment.pk], joined_too=True)
    if row.joined_to_id is None:
        return row
    if row.round.published_at is not None:
        raise Refusal("Trả lời của vòng này đã công bố cho đơn vị nên không tách ra được nữa.")
    main = row.joined_to_id
    Answer.objects.filter(comment=row).delete()
    row.joined_to, row.similarity = None, None
    row.revision += 1
    row.save(update_fields=["joined_to", "similarity", "revision"])
    record("comment.separate", row, by=by, unit=locked.unit, number=row.number, main=main)
    return row


def _duplicate_of(document: Document, main: Comment) -> str:
    rounds = document.rounds.count()
    return duplicate_wording(name_of(main.number, round_number=main.round.number, rounds=rounds))


def _named(rows: Iterable[Comment]) -> str:
    return "Ý kiến số " + ", ".join(str(row.number) for row in sorted(rows, key=lambda one: one.number))


# ---- the end --------------------------------------------------------------------------------------------------------


def lock_rounds(document: Document) -> list[Round]:
    """All rounds, locked before their document, as everywhere in the room."""
    return list(Round.objects.select_for_update(of=("self",), no_key=True).filter(document=document).order_by("pk"))


def require_answered(document: Document) -> None:
    """Raise Refusal, naming how many, while comments have no answer or late ones wait for a decision."""
    mine = Comment.objects.filter(round__document=document)
    if missing := mine.filter(state=CommentState.SENT, answer=None).count():
        raise Refusal(f"Còn {missing} ý kiến chưa có câu trả lời. Hãy trả lời hết rồi làm bước này.")
    if late := mine.filter(state=CommentState.LATE).count():
        raise Refusal(f"Còn {late} ý kiến gửi muộn chưa quyết định nhận hay không. Hãy quyết định rồi làm bước này.")


@transaction.atomic
def publish_answers(*, round: Round, by: Account) -> Round:  # noqa: A002 -- the statute's word
    """ "Công bố trả lời": each unit sees what became of its own comments. Twice is the same as once.

    Raises Refusal while the round is open or a comment of it has no answer.
    """
    locked = Round.objects.select_for_update(of=("self",), no_key=True).select_related("document__unit").get(pk=round.pk)
    # answers are given and taken away under this lock: none goes between the counting and the publishing
    locked.document = lock_document(locked.document)
    _publish(locked, by)
    return locked


def _publish(locked: Round, by: Account) -> None:
    if locked.published_at is not None:
        return
    if locked.state != RoundState.CLOSED:
        raise Refusal("Vòng góp ý chưa kết thúc nên chưa công bố được.")
    if missing := locked.comments.filter(state=CommentState.SENT, answer=None).count():
        raise Refusal(f"Còn {missing} ý kiến của vòng {locked.number} chưa có câu trả lời. Hãy trả lời hết rồi công bố.")
    locked.published_at, locked.published_by = timezone.now(), by
    locked.revision += 1
    locked.save(update_fields=["published_at", "published_by", "revision"])
    record("round.publish", locked, by=by, unit=locked.document.unit, number=locked.number)


@transaction.atomic
def close_synthesis(
    *, document: Document, by: Account, publish: bool = True, sent_as: str = "", revision: int | None = None
) -> Document:
    """End the synthesis: our own document goes back to be drafted, one from above is closed, for its synthesis was sent.

    publish: show the units their answers at once. sent_as: number and day of the paper that took the synthesis up; asked of a
    draft from above. Raises Refusal, naming how many, while comments lack an answer.
    """
    rounds = lock_rounds(document)
    locked = lock_document(document)
    from_above = is_from_above(locked)
    to = DocumentState.CLOSED if from_above else DocumentState.DRAFTING
    if locked.state == to:
        return locked
    require_answerable(locked)
    if any(one.state == RoundState.OPEN for one in rounds):
        raise Refusal("Còn một vòng góp ý chưa kết thúc. Hãy kết thúc vòng góp ý trước.")
    require_answered(locked)
    if from_above and not sent_as.strip():
        raise Refusal("Hãy ghi số, ngày văn bản gửi tổng hợp lên cấp trên.", field="sent_as")
    if publish:
        for one in rounds:
            one.document = locked
            _publish(one, by)
    return move_document(document=locked, to=to, by=by, reason=sent_as[:300], revision=revision)


@transaction.atomic
def note_synthesis_export(*, document: Document, rows: int, by: Account) -> None:
    """The table of all comments left as a file."""
    record("synthesis.export", document, by=by, unit=document.unit, rows=rows)
