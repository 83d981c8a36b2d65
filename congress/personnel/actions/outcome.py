"""To the ballot or to the decision: submissions and their answers, the locked list, the decision to appoint."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from congress.personnel.actions.floor import carry_floor
from congress.personnel.actions.structure import require_open_list
from congress.personnel.models import (
    AppointmentDecision,
    FinalList,
    SealedFile,
    Submission,
    SubmissionAnswer,
    SubmittedTo,
)
from congress.personnel.queries.final_list import biographies_of, content_of, locked_content_of, proposed_of
from congress.personnel.queries.outcome import (
    gate_of,
    has_agreed,
    put_now,
    submissions_of,
)
from congress.personnel.rules.ballot import hash_of
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress, PersonnelMode
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

LIST_CHANGED = "Danh sách vừa thay đổi so với trang bạn đang xem. Hãy xem lại rồi khoá lần nữa."


@transaction.atomic
def submit_list(*, congress: Congress, to: str, body: str, paper: str, sent_on: date, today: date, by: Account) -> Submission:
    """The list as it is now was put to the committee or to the upper level; what was put is kept with its hash.

    The upper level only after the party committee has agreed (§1.4). The same list put again while the first waits for its
    answer is the first one.
    """
    if to not in SubmittedTo.values:
        raise Refusal("Hãy chọn nơi trình.", field="to")
    if not body.strip():
        raise Refusal("Hãy ghi tên cơ quan được trình.", field="body")
    if sent_on > today:
        raise Refusal("Ngày trình không thể ở tương lai.", field="sent_on")
    locked = lock_congress(congress)
    require_not_over(locked)
    content = put_now(locked)
    if not content["proposed"]:
        raise Refusal("Chưa có ai ở cột “Đề nghị” của bảng cơ cấu nên chưa trình được.")
    if to == SubmittedTo.UPPER and not has_agreed(locked, SubmittedTo.COMMITTEE):
        raise Refusal("Cấp uỷ cùng cấp chưa đồng ý: hãy trình cấp uỷ và ghi ý kiến trước khi trình Hội cấp trên.", field="to")
    value = hash_of(content)
    waiting = submissions_of(locked).filter(to=to, hash=value, answer=SubmissionAnswer.WAITING).first()
    if waiting is not None:
        return waiting
    made = Submission.objects.create(
        congress=locked, to=to, body=body.strip(), content=content, hash=value, paper=paper.strip(), sent_on=sent_on, sent_by=by
    )
    record("personnel.list_submit", locked, by=by, unit=locked.unit, to=to, submission=made.pk, hash=value)
    return made


@transaction.atomic
def record_submission_answer(
    *,
    submission: Submission,
    answer: str,
    paper: str,
    answered_on: date | None,
    opinion: str,
    scan: SealedFile | None,
    revision: int,
    today: date,
    by: Account,
) -> Submission:
    """What the body said, in which paper; may be written anew until the list is locked."""
    congress = lock_congress(submission.congress)
    require_not_over(congress)
    require_open_list(congress)
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if locked.revision != revision:
        raise Changed("Ý kiến này vừa được người khác ghi. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    if answer not in SubmissionAnswer.values or answer == SubmissionAnswer.WAITING:
        raise Refusal("Hãy chọn ý kiến trả lời.", field="answer")
    if not paper.strip():
        raise Refusal("Hãy ghi số và ngày văn bản trả lời.", field="answer_paper")
    if answered_on is None:
        raise Refusal("Hãy ghi ngày trả lời.", field="answered_on")
    if answered_on > today:
        raise Refusal("Ngày trả lời không thể ở tương lai.", field="answered_on")
    if answered_on < locked.sent_on:
        raise Refusal(f"Ngày trả lời không thể trước ngày trình ({locked.sent_on:%d/%m/%Y}).", field="answered_on")
    if answer != SubmissionAnswer.AGREED and not opinion.strip():
        raise Refusal("Hãy ghi nội dung ý kiến: đồng ý phần nào, cần bổ sung gì.", field="opinion")
    locked.answer, locked.answer_paper, locked.answered_on = answer, paper.strip(), answered_on
    locked.opinion, locked.scan = opinion.strip(), scan or locked.scan
    locked.recorded_by = by
    locked.revision += 1
    locked.save()
    record("personnel.submission_answer", congress, by=by, unit=congress.unit, submission=locked.pk)
    return locked


# ---- the final list -------------------------------------------------------------------------------------------------


def _check_gate(congress: Congress, accepted: Collection[str], seen_hash: str) -> list[dict[str, str]]:
    """The warnings as they are kept with the list. Raises `Refusal` unless all is in order and every warning was accepted."""
    gate = gate_of(congress)
    if gate.blocks:
        raise Refusal(f"Chưa khoá được danh sách. {' '.join(gate.blocks)}")
    if gate.hash != seen_hash:
        raise Changed(LIST_CHANGED)
    left = [one for one in gate.warnings if one.code not in accepted]
    if left:
        raise Refusal(f"Còn {len(left):02} cảnh báo chưa xác nhận: hãy đọc và đánh dấu từng cảnh báo.")
    return [{"code": one.code, "sentence": one.sentence} for one in gate.warnings]


@transaction.atomic
def lock_final_list(*, congress: Congress, accepted: Collection[str], seen_hash: str, by: Account) -> FinalList:
    """Lock the list for the ballot: people as they are printed, in the order of the ballot, with the hash (R12).

    The hash covers every column that the ballot, danh sách trích ngang (F4) and tiểu sử tóm tắt print, and of each biography
    its own hash; what changes in people afterwards changes neither the list nor its papers.
    A surplus over the limits, a mandatory answer without an exception, an open step or a missing agreement refuse; warnings
    are accepted one by one by their codes. Twice is the same as once.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    if locked.personnel_mode == PersonnelMode.APPOINTED:
        raise Refusal("Đại hội này chỉ định nhân sự, không bầu: hãy ghi quyết định chỉ định.")
    standing = FinalList.objects.filter(congress=locked).first()
    if standing is not None:
        return standing
    warnings = _check_gate(locked, accepted, seen_hash)
    people = proposed_of(locked)
    content = locked_content_of(people)
    value = hash_of(content)
    if value != seen_hash:
        # somebody's record changed after the gate was read: what is frozen is what was seen
        raise Changed(LIST_CHANGED)
    seats = gate_seats(locked)
    made = FinalList.objects.create(
        congress=locked,
        content=content,
        biographies=biographies_of(people),
        hash=value,
        seats=seats,
        accepted_warnings=warnings,
        locked_by=by,
    )
    record("personnel.list_lock", locked, by=by, unit=locked.unit, people=len(content), seats=seats, hash=made.hash)
    return made


def gate_seats(congress: Congress) -> int:
    """How many are to be elected, by the direction; the gate has made sure that it says so."""
    return int(congress.personnel_direction.seats or 0)


@transaction.atomic
def unlock_final_list(*, congress: Congress, reason: str, by: Account) -> None:
    """Take the lock back with a reason; ballots printed from it are void.

    What the congress decided of nominations and withdrawals while it was locked now comes to the list that is locked next.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do mở khoá danh sách.", field="reason")
    found = FinalList.objects.select_for_update(of=("self",)).filter(congress=locked).first()
    if found is None:
        return
    # the reason is a person's own words and may name somebody: kept only for readers of the room, as all "personnel." deeds are
    record("personnel.list_unlock", locked, by=by, unit=locked.unit, reason=reason.strip(), hash=found.hash)
    found.delete()
    carry_floor(locked, by)


@transaction.atomic
def announce_list(*, congress: Congress, by: Account) -> FinalList:
    """Delegates may see the locked list from here on. Twice is the same as once."""
    locked = lock_congress(congress)
    require_not_over(locked)
    found = FinalList.objects.select_for_update(of=("self",)).filter(congress=locked).first()
    if found is None:
        raise Refusal("Danh sách chính thức chưa khoá nên chưa công bố được.")
    if found.announced_at is not None:
        return found
    found.announced_by, found.announced_at = by, timezone.now()
    found.save(update_fields=["announced_by", "announced_at"])
    record("personnel.list_announce", locked, by=by, unit=locked.unit, hash=found.hash)
    return found


# ---- branch C: the decision instead of a ballot ---------------------------------------------------------------------


@transaction.atomic
def record_decision(
    *,
    congress: Congress,
    number: str,
    dated_on: date,
    issuer: str,
    posts: Mapping[int, str],
    accepted: Collection[str],
    seen_hash: str,
    scan: SealedFile | None,
    today: date,
    by: Account,
) -> AppointmentDecision:
    """Branch C: the decision with number, day, who signed, names and posts (`posts`: by candidate; the others are members).

    Everything mandatory must be in order as for a ballot. One decision a congress: written anew it replaces the first.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    if locked.personnel_mode == PersonnelMode.ELECTED:
        raise Refusal("Đại hội này bầu nhân sự: hãy khoá danh sách bầu cử.")
    if not number.strip():
        raise Refusal("Hãy ghi số, ký hiệu quyết định.", field="number")
    if not issuer.strip():
        raise Refusal("Hãy ghi cơ quan ký quyết định.", field="issuer")
    if dated_on > today:
        raise Refusal("Ngày quyết định không thể ở tương lai.", field="dated_on")
    _check_gate(locked, accepted, seen_hash)
    people = content_of(proposed_of(locked))
    member = f"Uỷ viên {locked.body_name}"
    rows = [row | {"post": posts.get(row["candidate"], "").strip() or row["post"] or member} for row in people]
    standing = AppointmentDecision.objects.filter(congress=locked).first()
    decision = standing or AppointmentDecision(congress=locked)
    decision.number, decision.dated_on, decision.issuer = number.strip(), dated_on, issuer.strip()
    decision.people, decision.scan = rows, scan or decision.scan
    decision.recorded_by, decision.recorded_at = by, timezone.now()
    decision.save()
    record("personnel.decision_record", locked, by=by, unit=locked.unit, people=len(rows), again=standing is not None)
    return decision
