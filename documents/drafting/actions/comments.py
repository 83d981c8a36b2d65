"""What a unit says in a round: typed, sent, changed, withdrawn; and that it has answered."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.rounds import lock_round, next_number
from documents.drafting.models import (
    Channel,
    Comment,
    CommentKind,
    CommentState,
    CommentTable,
    Participation,
    Round,
    RoundState,
    TypedComment,
)
from documents.drafting.queries.comments import quoted_at
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.files.actions import SCANS, store_file

LONGEST_TEXT = 10_000
LONGEST_PERSON = 150
MOST_PEOPLE = 100_000
NO_SUCH_PLACE = "Không tìm thấy chỗ này trong bản dự thảo. Hãy tải lại trang rồi chọn lại đoạn cần góp ý."
ALREADY_ANSWERED = "Đơn vị đã báo góp ý xong. Bấm “Góp ý tiếp” rồi gửi; nội dung đang gõ vẫn còn."
ENDED = "Vòng góp ý đã kết thúc nên không sửa được nữa. Nếu cần, hãy báo người tổng hợp."


@dataclass(frozen=True)
class Words:
    """What is said, and where: `section_key` and `block_key` both empty for the whole document."""

    section_key: str = ""
    block_key: str = ""
    kind: str = CommentKind.CONTENT
    body: str = ""
    proposal: str = ""
    reason: str = ""
    person: str = ""

    def stored(self) -> dict[str, str]:
        return {"kind": self.kind, **{name: tidy(getattr(self, name)) for name in ("body", "proposal", "reason", "person")}}


def tidy(text: str) -> str:
    """Without what no database and no paper can hold; line breaks stay."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


@transaction.atomic
def send_comment(
    *, participation: Participation, words: Words, by: Account, channel: str = Channel.ONLINE, table: CommentTable | None = None
) -> Comment:
    """Send one comment. After the end of the round it is kept as a late one, which the staff take or leave.

    The comments of a round are numbered without a gap and none twice: the round is locked. Raises Refusal where nothing is said,
    the place is not in the version, or the unit has said that it is done.
    """
    locked = lock_round(participation.round)
    by_the_staff = channel != Channel.ONLINE
    values = _checked(words)
    is_open = locked.state == RoundState.OPEN
    mine = Participation.objects.get(pk=participation.pk)
    if is_open and mine.answered_at is not None and not by_the_staff:
        raise Refusal(ALREADY_ANSWERED)
    place = _place(locked, words)
    typed = TypedComment.objects.filter(participation=mine, account=by, section_key=words.section_key, block_key=words.block_key)
    comment = None if is_open or by_the_staff else _kept_late(mine, words, by)
    if comment is not None:
        for name, value in values.items():
            setattr(comment, name, value)
        comment.revision += 1
        comment.save(update_fields=[*values, "revision"])
    else:
        comment = Comment.objects.create(
            round=locked,
            participation=mine,
            number=next_number(locked),
            section_key=words.section_key,
            block_key=words.block_key,
            quoted=place,
            channel=channel,
            state=CommentState.SENT if is_open else CommentState.LATE,
            is_late=not is_open,
            table=table,
            written_by=by,
            **values,
        )
    typed.delete()
    _seen(mine)
    record("comment.send", comment, by=by, unit=mine.unit, round=locked.pk, number=comment.number, late=comment.is_late)
    return comment


def _checked(words: Words) -> dict[str, str]:
    values = words.stored()
    if not values["body"] and not values["proposal"]:
        raise Refusal("Hãy ghi nội dung góp ý hoặc đề xuất sửa.", field="body")
    for name, label in (("body", "Nội dung góp ý"), ("proposal", "Đề xuất sửa"), ("reason", "Lý do")):
        if len(values[name]) > LONGEST_TEXT:
            raise Refusal(f"{label} dài quá {LONGEST_TEXT:,} ký tự. Hãy tách thành nhiều ý kiến.".replace(",", "."), field=name)
    if len(values["person"]) > LONGEST_PERSON:
        raise Refusal(f"Tên người góp ý dài quá {LONGEST_PERSON} ký tự.", field="person")
    if values["kind"] not in CommentKind.values:
        raise Refusal("Hãy chọn loại ý kiến.", field="kind")
    return values


def _place(locked: Round, words: Words) -> str:
    quoted = quoted_at(locked.version, locked.version.text, words.section_key, words.block_key)
    if quoted is None:
        raise Refusal(NO_SUCH_PLACE)
    return quoted


def _kept_late(participation: Participation, words: Words, by: Account) -> Comment | None:
    """What she was typing when the round closed was kept already; what she sends now is the same comment, finished."""
    return (
        participation.comments.filter(
            state=CommentState.LATE,
            late_decided_at=None,
            written_by=by,
            section_key=words.section_key,
            block_key=words.block_key,
            table=None,
        )
        .order_by("-number")
        .first()
    )


@transaction.atomic
def keep_typing(*, participation: Participation, words: Words, by: Account) -> Comment | None:
    """Keep what she is typing at a place, hers alone. Emptied, it is forgotten.

    Once the round has closed it is kept as a late comment, which is returned: she is told so. Nothing typed is refused for its
    length here, only cut at what a comment can hold.
    """
    locked = lock_round(participation.round)
    values = {name: value[:LONGEST_TEXT] for name, value in words.stored().items()}
    values["person"] = values["person"][:LONGEST_PERSON]
    if values["kind"] not in CommentKind.values:
        values["kind"] = CommentKind.CONTENT
    _place(locked, words)
    is_empty = not values["body"] and not values["proposal"]
    if locked.state == RoundState.CLOSED:
        if is_empty:
            return None
        kept = Words(section_key=words.section_key, block_key=words.block_key, **values)
        return send_comment(participation=participation, words=kept, by=by)
    where: dict[str, Any] = {
        "participation": participation,
        "account": by,
        "section_key": words.section_key,
        "block_key": words.block_key,
    }
    if is_empty:
        TypedComment.objects.filter(**where).delete()
    else:
        TypedComment.objects.update_or_create(**where, defaults=values | {"saved_at": timezone.now()})
    return None


@transaction.atomic
def change_comment(*, comment: Comment, words: Words, revision: int, by: Account) -> Comment:
    """Say it otherwise, while the round is open. The place stays. Raises Changed when somebody else changed it meanwhile."""
    locked = _lock_own(comment)
    if locked.revision != revision:
        raise Changed("Ý kiến này vừa được người khác trong đơn vị sửa. Hãy xem bản mới bên dưới rồi lưu lại nếu vẫn cần.")
    if locked.state != CommentState.SENT:
        raise Refusal("Ý kiến này đã rút. Hãy lấy lại rồi sửa.")
    values = _checked(words)
    _save(locked, **values)
    record("comment.change", locked, by=by, unit=locked.participation.unit, number=locked.number)
    return locked


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: Account) -> Comment:
    """Take it back, while the round is open; its number is not given again."""
    locked = _lock_own(comment)
    if locked.state == CommentState.SENT:
        _save(locked, state=CommentState.WITHDRAWN)
        record("comment.withdraw", locked, by=by, unit=locked.participation.unit, number=locked.number)
    return locked


@transaction.atomic
def put_back_comment(*, comment: Comment, by: Account) -> Comment:
    """What was withdrawn is said again."""
    locked = _lock_own(comment)
    if locked.state == CommentState.WITHDRAWN:
        _save(locked, state=CommentState.SENT)
        record("comment.put_back", locked, by=by, unit=locked.participation.unit, number=locked.number)
    return locked


def _lock_own(comment: Comment) -> Comment:
    locked_round = lock_round(comment.round)
    if locked_round.state != RoundState.OPEN:
        raise Refusal(ENDED)
    locked = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("participation__unit").get(pk=comment.pk)
    if locked.participation.answered_at is not None and locked.channel == Channel.ONLINE:
        raise Refusal("Đơn vị đã báo góp ý xong. Bấm “Góp ý tiếp” rồi sửa.")
    return locked


def _save(comment: Comment, **values: Any) -> None:
    for name, value in values.items():
        setattr(comment, name, value)
    comment.revision += 1
    comment.save(update_fields=[*values, "revision"])


# ---- the unit's answer ------------------------------------------------------------------------------------------------


@transaction.atomic
def agree(*, participation: Participation, by: Account) -> Participation:
    """ "Nhất trí, không có ý kiến". Raises Refusal where the unit has sent comments. Twice is the same as once."""
    locked = _lock_participation(participation)
    if locked.answered_at is not None:
        return locked
    if sent := locked.comments.filter(state=CommentState.SENT).count():
        raise Refusal(f"Đơn vị đã gửi {sent} ý kiến. Hãy bấm “Đã góp ý xong”, hoặc rút các ý kiến rồi bấm “Nhất trí”.")
    return _answer(locked, by, agrees=True)


@transaction.atomic
def finish_answer(
    *,
    participation: Participation,
    by: Account,
    meetings: int = 0,
    people: int = 0,
    spoken: int = 0,
    upload: File | None = None,  # type: ignore[type-arg]
) -> Participation:
    """ "Đã góp ý xong", with the figures of the unit's meetings and, if there is one, the scan of the minutes.

    Raises Refusal for figures that cannot be, and for a scan that is none.
    """
    locked = _lock_participation(participation)
    for value, field in ((meetings, "meetings"), (people, "people"), (spoken, "spoken")):
        if not 0 <= value <= MOST_PEOPLE:
            raise Refusal("Số này không hợp lý. Hãy ghi một số từ 0 trở lên.", field=field)
    if people and not meetings:
        raise Refusal("Có người dự thì phải có ít nhất 1 hội nghị.", field="meetings")
    if spoken > people:
        raise Refusal("Số ý kiến phát biểu nhiều hơn số lượt người dự. Hãy kiểm tra lại.", field="spoken")
    locked.meetings, locked.people, locked.spoken = meetings, people, spoken
    if upload is not None:
        locked.minutes = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT)
    agrees = not locked.comments.filter(state=CommentState.SENT).exists()
    return _answer(locked, by, agrees=agrees)


def _answer(locked: Participation, by: Account, *, agrees: bool) -> Participation:
    locked.answered_at, locked.answered_by, locked.agrees = timezone.now(), by, agrees
    locked.first_seen_at = locked.first_seen_at or locked.answered_at
    locked.save()
    record("participation.answer", locked, by=by, unit=locked.unit, round=locked.round_id, agrees=agrees)
    return locked


@transaction.atomic
def take_answer_back(*, participation: Participation, by: Account) -> Participation:
    """ "Góp ý tiếp": the unit is at it again, while the round is open. Figures and minutes stay."""
    locked = _lock_participation(participation)
    if locked.answered_at is None:
        return locked
    locked.answered_at, locked.answered_by, locked.agrees = None, None, False
    locked.save(update_fields=["answered_at", "answered_by", "agrees"])
    record("participation.take_back", locked, by=by, unit=locked.unit, round=locked.round_id)
    return locked


@transaction.atomic
def note_seen(*, participation: Participation) -> None:
    """The unit has opened the draft: the first time is kept."""
    _seen(participation)


def _seen(participation: Participation) -> None:
    Participation.objects.filter(pk=participation.pk, first_seen_at=None).update(first_seen_at=timezone.now())


def _lock_participation(participation: Participation) -> Participation:
    locked_round = lock_round(participation.round)
    if locked_round.state != RoundState.OPEN:
        raise Refusal("Vòng góp ý đã kết thúc nên không ghi được nữa. Ý kiến đã gửi vẫn được tổng hợp.")
    locked = Participation.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=participation.pk)
    locked.round = locked_round
    return locked
