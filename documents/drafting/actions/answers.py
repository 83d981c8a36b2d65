"""Every comment gets exactly one answer (R13): with its wording, by whom and when; from here also into the next draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.locks import lock_document, require_written_in
from documents.drafting.actions.sections import write_section
from documents.drafting.models import (
    Answer,
    AnswerKind,
    Change,
    Comment,
    CommentState,
    Document,
    DocumentState,
    DraftSection,
    RoundState,
)
from documents.drafting.rules.plain import plain_of_blocks
from documents.drafting.rules.synthesis import with_block
from documents.drafting.rules.text import Block
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import Deed, record, record_many

ANSWERED_IN = frozenset({DocumentState.COMMENTING, DocumentState.SYNTHESIS, DocumentState.DRAFTING})
LONGEST_WORDING = 10_000
MOST_AT_ONCE = 500
# what a person may choose; a duplicate comes of joining, so that it always names the comment it is the same as
BY_HAND = (AnswerKind.FULL, AnswerKind.PARTLY, AnswerKind.EXPLAINED, AnswerKind.OUT_OF_SCOPE)


class AnswerChanged(Changed):
    """Somebody else answered the comment meanwhile. `theirs` is the answer as it stands, None where it was taken back."""

    def __init__(self, comment: Comment, theirs: Answer | None) -> None:
        if theirs is None:
            said = f"Câu trả lời của ý kiến số {comment.number} vừa bị người khác xoá."
        else:
            said = (
                f"{theirs.answered_by.full_name} vừa trả lời ý kiến số {comment.number}: {theirs.get_kind_display()}. "
                "Hãy xem câu trả lời đó; muốn thay thì bấm lưu lần nữa."
            )
        super().__init__(said)
        self.comment, self.theirs = comment, theirs


@transaction.atomic
def answer_comment(*, comment: Comment, kind: str, wording: str, revision: int, by: Account) -> Answer:
    """Answer one comment, or put its answer otherwise. `revision`: of the answer the form showed, 0 for none.

    Raises `AnswerChanged` when somebody else answered meanwhile, `Refusal` while the round is open, for a comment that was
    withdrawn or joined to another, and where the wording is missing. The same again changes nothing.
    """
    document = lock_document(comment.round.document)
    (locked,) = lock_comments(document, [comment.pk])
    answer, is_new = _put(locked, kind=_kind(kind), wording=_wording(kind, wording), revision=revision, by=by)
    if is_new:
        record("answer.give", answer, by=by, unit=document.unit, comment=locked.pk, number=locked.number, kind=kind)
    return answer


@transaction.atomic
def answer_many(*, document: Document, comments: Mapping[int, int], kind: str, wording: str, by: Account) -> int:
    """The same answer for several comments (id → revision of the answer that was shown, 0 for none). How many.

    All or none: one that somebody else answered meanwhile raises `AnswerChanged`.
    """
    if not comments:
        raise Refusal("Hãy chọn ít nhất một ý kiến.")
    if len(comments) > MOST_AT_ONCE:
        raise Refusal(f"Mỗi lần trả lời nhiều nhất {MOST_AT_ONCE} ý kiến. Hãy chọn bớt.")
    locked = lock_document(document)
    rows = lock_comments(locked, comments)
    checked = _wording(kind, wording)
    put = [_put(row, kind=_kind(kind), wording=checked, revision=comments[row.pk], by=by) for row in rows]
    given = [answer for answer, is_new in put if is_new]
    record_many(
        [
            Deed("answer.give", one, locked.unit_id, {"comment": one.comment_id, "number": one.comment.number, "kind": kind})
            for one in given
        ],
        by=by,
    )
    return len(given)


@transaction.atomic
def take_answer_away(*, comment: Comment, revision: int, by: Account) -> None:
    """Take an answer back: the comment waits again. What was taken over into the text stays there, linked to the comment."""
    document = lock_document(comment.round.document)
    (locked,) = lock_comments(document, [comment.pk])
    answer = Answer.objects.select_related("answered_by").filter(comment=locked).first()
    if answer is None:
        return
    if answer.revision != revision:
        raise AnswerChanged(locked, answer)
    if locked.round.published_at is not None:
        raise Refusal("Trả lời của vòng này đã công bố cho đơn vị. Hãy sửa câu trả lời, không xoá.")
    record(
        "answer.take_away", answer, by=by, unit=document.unit, comment=locked.pk, number=locked.number, kind=answer.kind,
        wording=answer.wording,
    )  # fmt: skip
    answer.delete()


@dataclass(frozen=True)
class NewWords:
    """What was written: in place of one block as it read (`before`), or of the whole section as it was at `based_on`."""

    blocks: Sequence[Block]
    block_key: str = ""
    before: Block | None = None
    heading: str | None = None
    based_on: int = 0


class PlaceChanged(Changed):
    """Somebody else rewrote the paragraph meanwhile. `now` is it as it stands, None where it is gone."""

    def __init__(self, now: Block | None) -> None:
        super().__init__(
            "Đoạn này vừa được người khác sửa. Lời văn bạn viết vẫn còn bên dưới; hãy so với lời văn mới rồi lưu lại."
            if now
            else "Đoạn này vừa được bỏ hoặc chuyển sang mục khác. Lời văn bạn viết vẫn còn bên dưới; hãy chép sang mục cần sửa."
        )
        self.now = now


@transaction.atomic
def take_over(
    *, section: DraftSection, comments: Mapping[int, int], words: NewWords, kind: str, wording: str, by: Account
) -> Change:
    """ "Tiếp thu vào dự thảo": write the text anew, link the change to its comments and answer them, all or nothing.

    Only the block itself must be as it was shown: what others write elsewhere in the section stays. Raises `PlaceChanged`,
    `SectionChanged`, `AnswerChanged`, and `Refusal` where nothing changed in the text.
    """
    if kind not in {AnswerKind.FULL, AnswerKind.PARTLY}:
        raise Refusal("Hãy chọn tiếp thu toàn bộ hoặc tiếp thu một phần.", field="kind")
    if not comments:
        raise Refusal("Hãy chọn ít nhất một ý kiến.")
    document = lock_document(section.document)
    require_written_in(document)
    rows = lock_comments(document, comments)
    now = DraftSection.objects.select_for_update(of=("self",)).get(pk=section.pk)
    old, based_on = now.as_section(), words.based_on
    if words.block_key:
        standing = next((block for block in old.blocks if block.key == words.block_key), None)
        if standing is None or (words.before is not None and standing.html != words.before.html):
            raise PlaceChanged(standing)
        new, based_on = with_block(old, words.block_key, words.blocks), now.revision
        before, after = plain_of_blocks([standing]), plain_of_blocks(words.blocks)
    else:
        new = old.with_blocks(words.blocks)
        before, after = plain_of_blocks(old.blocks), plain_of_blocks(words.blocks)
    numbers = ", ".join(str(row.number) for row in rows)
    written = write_section(
        section=now,
        heading=old.heading if words.heading is None else words.heading,
        style=None,
        blocks=new.blocks,
        based_on=based_on,
        cause=f"tiếp thu ý kiến số {numbers}"[:200],
        by=by,
    )
    if written.revision == now.revision:
        raise Refusal("Lời văn chưa thay đổi. Hãy sửa lời văn; nếu không cần sửa thì chỉ trả lời ý kiến.", field="words")
    change = Change.objects.create(
        document=document,
        section_text=written.texts.get(revision=written.revision),
        section_key=written.key,
        block_key=words.block_key,
        before=before,
        after=after,
        made_by=by,
    )
    change.comments.set(rows)
    checked = _wording(kind, wording)
    for row in rows:
        _put(row, kind=AnswerKind(kind), wording=checked, revision=comments[row.pk], by=by)
    record("comment.take_over", change, by=by, unit=document.unit, document=document.pk, numbers=[row.number for row in rows])
    return change


# ---- what the synthesis stands on too -----------------------------------------------------------------------------------


def lock_comments(document: Document, ids: Iterable[int], *, joined_too: bool = False) -> list[Comment]:
    """The comments, locked in one order; the document is locked before them. Raises Refusal for one that takes no answer."""
    require_answerable(document)
    wanted = sorted(set(ids))
    rows = list(
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted, round__document=document)
        .select_related("round", "participation__unit")
        .order_by("pk")
    )
    if len(rows) < len(wanted):
        raise Refusal("Có ý kiến không còn trong văn kiện này. Hãy tải lại trang.")
    for row in rows:
        if row.round.state != RoundState.CLOSED:
            raise Refusal("Vòng góp ý chưa kết thúc, đơn vị còn sửa được ý kiến. Hãy kết thúc vòng góp ý rồi trả lời.")
        if row.state != CommentState.SENT:
            raise Refusal(f"Ý kiến số {row.number} đã rút hoặc gửi muộn chưa được nhận nên không trả lời.")
        if row.joined_to_id is not None and not joined_too:
            raise Refusal(f"Ý kiến số {row.number} đã gộp vào ý kiến khác. Hãy tách ra rồi trả lời riêng.")
    return rows


def require_answerable(document: Document) -> None:
    if document.state not in ANSWERED_IN:
        raise Refusal(f"Văn kiện {document.get_state_display().lower()} nên câu trả lời không đổi được nữa.")


def _put(comment: Comment, *, kind: AnswerKind, wording: str, revision: int, by: Account) -> tuple[Answer, bool]:
    """The answer, and whether it says something new. The comment must be locked."""
    answer = Answer.objects.select_related("answered_by").filter(comment=comment).first()
    if answer is not None and (answer.kind, answer.wording) == (kind, wording):
        return answer, False
    if (answer.revision if answer else 0) != revision:
        raise AnswerChanged(comment, answer)
    if answer is None:
        answer = Answer.objects.create(comment=comment, kind=kind, wording=wording, answered_by=by)
    else:
        answer.kind, answer.wording, answer.answered_by, answer.answered_at = kind, wording, by, timezone.now()
        answer.revision += 1
        answer.save(update_fields=["kind", "wording", "answered_by", "answered_at", "revision"])
    return answer, True


def _kind(kind: str) -> AnswerKind:
    if kind not in BY_HAND:
        raise Refusal("Hãy chọn một cách trả lời.", field="kind")
    return AnswerKind(kind)


def _wording(kind: str, wording: str) -> str:
    wording = wording.strip().replace("\r\n", "\n")
    if kind != AnswerKind.FULL and not wording:
        raise Refusal("Hãy ghi phần giải trình để đơn vị hiểu vì sao.", field="wording")
    if len(wording) > LONGEST_WORDING:
        raise Refusal(f"Nội dung trả lời dài quá {LONGEST_WORDING // 1000} nghìn ký tự. Hãy ghi ngắn hơn.", field="wording")
    return wording
