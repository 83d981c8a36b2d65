"""Questions about candidates: asked of a body, answered with the number and day of a paper, decided against with a reason."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from congress.personnel.actions.structure import require_open_list
from congress.personnel.models import Candidate, Vetting, VettingState
from congress.personnel.queries.vetting import answering_accounts, lacking_of
from congress.personnel.rules.vetting import Question, questions
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from congress.terms.queries import level_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import Deed, record, record_many

# asked again after these; an answer that is in order is not asked for once more
MAY_BE_ASKED = {VettingState.NOT_ASKED, VettingState.ASKED, VettingState.MORE, VettingState.FAILED}
# what the body opens its own pages for: it isn't asked
ANSWERING = "Trả lời đề nghị thẩm định"


def _question(kind: str) -> Question:
    found = questions().get(kind)
    if found is None:
        raise Refusal("Hãy chọn nội dung thẩm định trong danh sách.", field="kind")
    return found


@transaction.atomic
def ask_vetting(
    *,
    congress: Congress,
    kind: str,
    candidate_ids: Collection[int],
    asked_of: Account | None,
    body: str,
    question: str,
    due_on: date | None,
    today: date,
    by: Account,
) -> int:
    """Put one question about many people to an account, or to a body on paper (`asked_of` None). How many were asked.

    Those whose answer is in order already are left out; whoever was asked before is asked again, and what was answered
    then is kept with the question. Raises `Refusal` for an
    account that may not answer, for a day that is past, and when nobody is left to ask about.
    """
    found = _question(kind)
    locked = lock_congress(congress)
    require_not_over(locked)
    if asked_of is not None and asked_of not in answering_accounts(locked, on=today):
        raise Refusal("Tài khoản này không được giao trả lời thẩm định cho đại hội. Hãy chọn tài khoản khác.", field="asked_of")
    if due_on is not None and due_on < today:
        raise Refusal("Hạn trả lời không thể ở quá khứ.", field="due_on")
    people = list(Candidate.objects.filter(congress=locked, pk__in=candidate_ids, withdrawn_on=None).order_by("id"))
    standing = {
        one.candidate_id: one for one in Vetting.objects.select_for_update(of=("self",)).filter(candidate__in=people, kind=kind)
    }
    asked = [one for one in people if one.pk not in standing or standing[one.pk].state in MAY_BE_ASKED]
    if not asked:
        raise Refusal("Không còn ai cần hỏi: hãy chọn người chưa có trả lời cho nội dung này.", field="candidates")
    for candidate in asked:
        vetting = standing.get(candidate.pk) or Vetting(candidate=candidate, kind=kind, revision=0)
        _keep_earlier(vetting)
        vetting.state, vetting.asked_of, vetting.body = VettingState.ASKED, asked_of, body.strip() or found.body
        vetting.question, vetting.due_on = question.strip() or found.question, due_on
        vetting.asked_by, vetting.asked_at, vetting.reminded_at = by, timezone.now(), None
        vetting.paper, vetting.paper_on, vetting.note = "", None, ""
        vetting.answered_by, vetting.answered_at = None, None
        vetting.revision += 1
        vetting.save()
    record("personnel.vetting_ask", locked, by=by, unit=locked.unit, kind=kind, number=len(asked))
    return len(asked)


@transaction.atomic
def answer_vetting(
    *,
    vetting: Vetting,
    state: str,
    paper: str,
    paper_on: date | None,
    note: str,
    revision: int,
    today: date,
    by: Account,
) -> Vetting:
    """The body that was asked answers in the program. Only while the question waits; another answer needs another question."""
    locked = _lock(vetting, revision)
    if locked.asked_of_id != by.pk:
        raise Refusal("Đề nghị này không gửi cho tài khoản của đồng chí.")
    if locked.state != VettingState.ASKED:
        raise Refusal("Đề nghị này đã có trả lời. Muốn trả lời lại, hãy báo Tiểu ban Nhân sự gửi đề nghị mới.")
    _write(locked, state, paper, paper_on, note, today, by)
    congress = locked.candidate.congress
    record("personnel.vetting_answer", congress, by=by, unit=congress.unit, kind=locked.kind, vetting=locked.pk)
    return locked


@transaction.atomic
def record_answer(
    *,
    candidate: Candidate,
    kind: str,
    state: str,
    body: str,
    paper: str,
    paper_on: date | None,
    note: str,
    revision: int,
    today: date,
    by: Account,
) -> Vetting:
    """The staff write down what came on paper, whether it had been asked in the program or not; a wrong entry is written anew,
    and what stood there is kept.

    `revision` 0: the page showed that there was nothing yet.
    """
    found = _question(kind)
    congress = lock_congress(candidate.congress)
    require_not_over(congress)
    locked = Vetting.objects.select_for_update(of=("self",)).filter(candidate=candidate, kind=kind).first()
    locked = locked or Vetting(candidate=candidate, kind=kind, revision=0)
    if locked.revision != revision:
        raise Changed("Nội dung này vừa được người khác ghi. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    locked.body = body.strip() or locked.body or found.body
    _write(locked, state, paper, paper_on, note, today, by)
    record("personnel.vetting_record", congress, by=by, unit=congress.unit, kind=kind, candidate=candidate.pk)
    return locked


def _lock(vetting: Vetting, revision: int) -> Vetting:
    locked = (
        Vetting.objects.select_for_update(of=("self",))
        .select_related("candidate__congress__unit", "candidate__member")
        .get(pk=vetting.pk)
    )
    require_not_over(locked.candidate.congress)
    if locked.revision != revision:
        raise Changed("Đề nghị này vừa thay đổi. Những gì đồng chí nhập vẫn còn trong trang; hãy xem lại rồi gửi lần nữa.")
    return locked


def _write(vetting: Vetting, state: str, paper: str, paper_on: date | None, note: str, today: date, by: Account) -> None:
    found = _question(vetting.kind)
    if state not in found.answers:
        raise Refusal("Hãy chọn một câu trả lời.", field="state")
    if state in (VettingState.PASSED, VettingState.FAILED) and (not paper.strip() or paper_on is None):
        raise Refusal("Hãy ghi số và ngày văn bản trả lời.", field="paper" if not paper.strip() else "paper_on")
    if paper_on is not None and paper_on > today:
        raise Refusal("Ngày văn bản không thể ở tương lai.", field="paper_on")
    if state == VettingState.MORE and not note.strip():
        raise Refusal("Hãy ghi cần bổ sung gì (chỉ tên giấy tờ, không ghi nội dung mật).", field="note")
    _keep_earlier(vetting)
    vetting.state, vetting.paper, vetting.paper_on = state, paper.strip(), paper_on
    # why a body says no stands in its paper and is kept nowhere here
    vetting.note = "" if state == VettingState.FAILED else note.strip()
    vetting.answered_by, vetting.answered_at = by, timezone.now()
    vetting.revision += 1
    vetting.save()


def _keep_earlier(vetting: Vetting) -> None:
    if vetting.answered_at is None:
        return
    vetting.earlier.append(
        {
            "state": vetting.state,
            "paper": vetting.paper,
            "paper_on": vetting.paper_on.isoformat() if vetting.paper_on else None,
            "note": vetting.note,
            "answered_at": vetting.answered_at.isoformat(),
        }
    )


@transaction.atomic
def remind(*, congress: Congress, vetting_ids: Collection[int], by: Account) -> int:
    """Write down that those who owe these answers were reminded today; the text itself goes another way. How many."""
    locked = lock_congress(congress)
    require_not_over(locked)
    number = Vetting.objects.filter(candidate__congress=locked, pk__in=vetting_ids, state=VettingState.ASKED).update(
        reminded_at=timezone.now()
    )
    if number:
        record("personnel.vetting_remind", locked, by=by, unit=locked.unit, number=number)
    return number


@transaction.atomic
def decide_exception(*, candidate: Candidate, reason: str, by: Account) -> Candidate:
    """She comes to the final list although something mandatory isn't in order; the papers show that and why (§4.5, R19)."""
    congress = lock_congress(candidate.congress)
    require_not_over(congress)
    require_open_list(congress)
    locked = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if locked.withdrawn_on is not None:
        raise Refusal("Người này đã xin rút nên không quyết định ngoại lệ được.")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do của quyết định ngoại lệ; lý do này được in trên văn bản.", field="reason")
    if locked.pk not in lacking_of([locked], level_of(congress.unit)):
        raise Refusal("Các nội dung bắt buộc của người này đã đủ nên không cần ngoại lệ.")
    locked.exception_reason, locked.exception_by, locked.exception_at = reason.strip(), by, timezone.now()
    locked.revision += 1
    locked.save(update_fields=["exception_reason", "exception_by", "exception_at", "revision"])
    record("personnel.exception_decide", congress, by=by, unit=congress.unit, candidate=locked.pk)
    return locked


@transaction.atomic
def withdraw_exception(*, candidate: Candidate, by: Account) -> Candidate:
    """The exception is taken back. Twice is the same as once."""
    congress = lock_congress(candidate.congress)
    require_not_over(congress)
    require_open_list(congress)
    locked = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if locked.exception_at is None:
        return locked
    locked.exception_reason, locked.exception_by, locked.exception_at = "", None, None
    locked.revision += 1
    locked.save(update_fields=["exception_reason", "exception_by", "exception_at", "revision"])
    record("personnel.exception_withdraw", congress, by=by, unit=congress.unit, candidate=locked.pk)
    return locked


def note_vetting_view(*, vetting: Vetting, by: Account) -> None:
    """Write down that the body opened the question about this person (R20); whose, by number only."""
    congress = vetting.candidate.congress
    record("personnel.vetting_view", congress, by=by, unit=congress.unit, reason=ANSWERING, kind=vetting.kind, vetting=vetting.pk)


def note_vettings_view(*, vettings: Sequence[Vetting], by: Account) -> None:
    """Write down that the body opened the list of what it is asked (R20): once for each congress, by number only."""
    congresses = {one.candidate.congress_id: one.candidate.congress for one in vettings}
    asked = {pk: [one.pk for one in vettings if one.candidate.congress_id == pk] for pk in congresses}
    record_many(
        [
            Deed("personnel.vetting_view", congress, congress.unit_id, {"vettings": asked[pk]}, ANSWERING)
            for pk, congress in congresses.items()
        ],
        by=by,
    )
