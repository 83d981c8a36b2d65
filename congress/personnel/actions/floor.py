"""At the congress (procedure.md §4.6): nominations, self-nominations and withdrawals. The locked list is never changed by them;
once it is unlocked with a reason, what was decided comes to the list that is locked next."""

from django.db import transaction
from django.utils import timezone

from congress.personnel.models import (
    Candidate,
    FinalList,
    FloorKind,
    FloorNomination,
    FloorWithdrawal,
    Origin,
    Place,
    WithdrawalDecision,
)
from congress.personnel.queries.floor import may_withdraw, members_of
from congress.personnel.queries.outcome import is_outside, may_be_nominated
from congress.personnel.queries.reviews import is_in_office
from congress.personnel.rules.ballot import may_be_considered
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.models import Member


@transaction.atomic
def register_nomination(*, congress: Congress, member: Member, kind: str, nominated_by: str, by: Account) -> FloorNomination:
    """Somebody was nominated, or offered herself, at the congress (§4.6). Twice is the same as once."""
    if kind not in FloorKind.values:
        raise Refusal("Hãy chọn đề cử hoặc ứng cử.", field="kind")
    if kind == FloorKind.NOMINATED and not nominated_by.strip():
        raise Refusal("Hãy ghi người hoặc đoàn đề cử.", field="nominated_by")
    locked = lock_congress(congress)
    require_not_over(locked)
    standing = FloorNomination.objects.filter(congress=locked, member=member).first()
    if standing is not None:
        return standing
    if not may_be_nominated(locked).filter(pk=member.pk).exists():
        raise Refusal("Đồng chí này đã có trong danh sách chuẩn bị hoặc không phải hội viên của tổ chức.", field="member")
    made = FloorNomination.objects.create(
        congress=locked, member=member, kind=kind, nominated_by=nominated_by.strip(), recorded_by=by
    )
    record("personnel.floor_register", locked, by=by, unit=locked.unit, nomination=made.pk)
    return made


@transaction.atomic
def record_nomination(
    *,
    nomination: FloorNomination,
    form_complete: bool,
    consents: bool | None,
    agreeing: int | None,
    voting: int | None,
    accepted: bool | None,
    because: str,
    revision: int,
    by: Account,
) -> FloorNomination:
    """What is known and decided of a nomination (§4.6). Accepted, she becomes a candidate on the list; while the final list is
    locked only the decision is kept, and she comes to the list once it is unlocked (`carry_floor`).

    Raises `Refusal` for a name outside the list without more than `nguong_nguoi_ngoai_danh_sach` of the delegates behind it,
    without consent or with an incomplete file; while the Đoàn Chủ tịch has not decided whether she may withdraw; and for
    taking back an acceptance that the locked list already holds.
    """
    congress = lock_congress(nomination.congress)
    require_not_over(congress)
    locked = FloorNomination.objects.select_for_update(of=("self",)).select_related("member").get(pk=nomination.pk)
    if locked.revision != revision:
        raise Changed("Người này vừa được người khác ghi. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    if agreeing is not None and voting is not None and agreeing > voting:
        raise Refusal(f"Số đồng ý là {agreeing}, nhiều hơn số biểu quyết là {voting}: hãy xem lại.", field="agreeing")
    withdrawal = FloorWithdrawal.objects.filter(congress=congress, member=locked.member_id).first()
    if accepted and withdrawal is not None and withdrawal.decision == WithdrawalDecision.WAITING:
        raise Refusal("Đồng chí này xin rút: Đoàn Chủ tịch cần quyết định trước.", field="accepted")
    if accepted and withdrawal is not None and withdrawal.decision == WithdrawalDecision.ACCEPTED and not locked.accepted:
        raise Refusal("Đoàn Chủ tịch đã đồng ý cho rút nên không đưa vào danh sách được.", field="accepted")
    if accepted:
        _require_considered(congress, locked, form_complete, consents, agreeing, voting)
    if accepted is False and not because.strip():
        raise Refusal("Hãy ghi lý do không đưa vào danh sách.", field="because")
    if bool(accepted) != bool(locked.accepted):
        _place(locked, congress, bool(accepted), because.strip(), by)
    locked.form_complete, locked.consents = form_complete, consents
    locked.agreeing, locked.voting = agreeing, voting
    locked.accepted, locked.decided_because = accepted, because.strip()
    locked.revision += 1
    locked.save()
    record("personnel.floor_record", congress, by=by, unit=congress.unit, nomination=locked.pk)
    return locked


def _require_considered(
    congress: Congress,
    nomination: FloorNomination,
    form_complete: bool,
    consents: bool | None,
    agreeing: int | None,
    voting: int | None,
) -> None:
    if not consents:
        raise Refusal("Đồng chí này chưa đồng ý ứng cử.", field="consents")
    if not form_complete:
        raise Refusal("Hồ sơ của đồng chí này chưa đủ.", field="form_complete")
    rules = rule_set_of(congress)
    threshold = rules.percent_or_none("nguong_nguoi_ngoai_danh_sach")
    if is_outside(nomination) and not may_be_considered(agreeing=agreeing, voting=voting, threshold=threshold):
        shown = f"{agreeing}/{voting}" if agreeing is not None and voting else "chưa ghi"
        raise Refusal(
            f"Người ngoài danh sách chuẩn bị cần quá {rules.display('nguong_nguoi_ngoai_danh_sach')} đại biểu đồng ý xem xét "
            f"(hiện {shown}).",
            field="agreeing",
        )


def _place(nomination: FloorNomination, congress: Congress, accepted: bool, because: str, by: Account) -> None:
    final = FinalList.objects.filter(congress=congress).first()
    if accepted:
        _require_not_withdrawn(congress, nomination.member_id)
    if final is None:
        _put_on_list(nomination, congress, by) if accepted else _take_off_list(nomination, because)
    elif not accepted and nomination.member_id in members_of(final):
        raise Refusal("Đồng chí này có trong danh sách đã khoá: hãy ghi xin rút tại đại hội.", field="accepted")


def _require_not_withdrawn(congress: Congress, member: int) -> None:
    if Candidate.objects.filter(congress=congress, member=member, withdrawn_on__isnull=False).exists():
        raise Refusal("Đồng chí này đã xin rút khỏi nguồn nhân sự. Hãy ghi lại việc rút ở hồ sơ trước.", field="accepted")


def _put_on_list(nomination: FloorNomination, congress: Congress, by: Account) -> None:
    candidate = Candidate.objects.filter(congress=congress, member=nomination.member_id).first()
    if candidate is None:
        Candidate.objects.create(
            congress=congress,
            member=nomination.member,
            origin=Origin.FLOOR,
            is_incumbent=is_in_office(congress, nomination.member, on=timezone.localdate()),
            place=Place.PROPOSED,
            sort_key=nomination.member.sort_key,
            added_by=by,
        )
        return
    candidate.place, candidate.dropped_because = Place.PROPOSED, ""
    candidate.revision += 1
    candidate.save(update_fields=["place", "dropped_because", "revision"])


def _take_off_list(nomination: FloorNomination, because: str) -> None:
    for candidate in Candidate.objects.filter(congress=nomination.congress_id, member=nomination.member_id):
        candidate.place, candidate.dropped_because = Place.NOT, because
        candidate.revision += 1
        candidate.save(update_fields=["place", "dropped_because", "revision"])


# ---- withdrawals ----------------------------------------------------------------------------------------------------


@transaction.atomic
def register_withdrawal(*, congress: Congress, member: int, reason: str, in_writing: bool, by: Account) -> FloorWithdrawal:
    """Somebody on the locked list, or nominated at the congress, asks to be left out (§4.6). Twice is the same as once.

    Raises `Refusal` without a reason, and for whoever is on neither: before the lock she withdraws in her file.
    """
    if not reason.strip():
        raise Refusal("Hãy ghi lý do xin rút.", field="reason")
    locked = lock_congress(congress)
    require_not_over(locked)
    standing = FloorWithdrawal.objects.filter(congress=locked, member=member).first()
    if standing is not None:
        return standing
    if member not in dict(may_withdraw(locked)):
        raise Refusal("Hãy chọn một người trong danh sách đã khoá hoặc đã được đề cử, ứng cử tại đại hội.", field="member")
    made = FloorWithdrawal.objects.create(
        congress=locked, member_id=member, reason=reason.strip(), in_writing=in_writing, recorded_by=by
    )
    record("personnel.floor_withdraw", locked, by=by, unit=locked.unit, withdrawal=made.pk)
    return made


@transaction.atomic
def record_withdrawal(
    *,
    withdrawal: FloorWithdrawal,
    reason: str,
    in_writing: bool,
    decision: str,
    note: str,
    revision: int,
    by: Account,
) -> FloorWithdrawal:
    """What the Đoàn Chủ tịch decided of a withdrawal. The locked list and its hash stay as they are.

    Raises `Changed` when somebody else wrote it since, `Refusal` without a reason or a decision that there is.
    """
    congress = lock_congress(withdrawal.congress)
    require_not_over(congress)
    locked = FloorWithdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if locked.revision != revision:
        raise Changed("Việc xin rút này vừa được người khác ghi. Những gì bạn nhập vẫn còn; hãy xem lại rồi lưu lần nữa.")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do xin rút.", field="reason")
    if decision not in WithdrawalDecision.values:
        raise Refusal("Hãy chọn quyết định của Đoàn Chủ tịch.", field="decision")
    before = locked.decision
    locked.reason, locked.in_writing, locked.note = reason.strip(), in_writing, note.strip()
    if decision != before:
        is_decided = decision != WithdrawalDecision.WAITING
        locked.decision = decision
        locked.decision_by, locked.decision_at = (by, timezone.now()) if is_decided else (None, None)
    locked.revision += 1
    locked.save()
    if decision != before and not FinalList.objects.filter(congress=congress).exists():
        _carry_withdrawal(locked, was_accepted=before == WithdrawalDecision.ACCEPTED)
    record("personnel.floor_withdrawal_record", congress, by=by, unit=congress.unit, withdrawal=locked.pk)
    return locked


def _carry_withdrawal(withdrawal: FloorWithdrawal, *, was_accepted: bool) -> None:
    """Her place on the open list follows the decision; what her file already says of a withdrawal stays."""
    candidate = Candidate.objects.filter(congress=withdrawal.congress_id, member=withdrawal.member_id).first()
    if candidate is None:
        return
    is_accepted = withdrawal.decision == WithdrawalDecision.ACCEPTED
    if is_accepted and candidate.withdrawn_on is None:
        candidate.withdrawn_on, candidate.withdrawn_because = timezone.localdate(), withdrawal.reason
        candidate.place = Place.NOT
    elif was_accepted and not is_accepted and candidate.withdrawn_on is not None:
        candidate.withdrawn_on, candidate.withdrawn_because, candidate.place = None, "", Place.PROPOSED
    else:
        return
    candidate.revision += 1
    candidate.save(update_fields=["withdrawn_on", "withdrawn_because", "place", "revision"])


def carry_floor(congress: Congress, by: Account) -> None:
    """The list was unlocked: whom the congress took up comes to it, whom the Đoàn Chủ tịch let go leaves it."""
    on_list = Candidate.objects.filter(congress=congress, place=Place.PROPOSED).values("member")
    left = FloorWithdrawal.objects.filter(congress=congress, decision=WithdrawalDecision.ACCEPTED)
    gone = Candidate.objects.filter(congress=congress, withdrawn_on__isnull=False).values("member")
    taken_up = FloorNomination.objects.filter(congress=congress, accepted=True).select_related("member")
    for nomination in taken_up.exclude(member__in=on_list).exclude(member__in=gone).exclude(member__in=left.values("member")):
        _put_on_list(nomination, congress, by)
    for withdrawal in left:
        _carry_withdrawal(withdrawal, was_accepted=False)
