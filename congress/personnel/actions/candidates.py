"""People who are considered: taken in, described, withdrawn. None before the direction is adopted (procedure.md §4.1)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from congress.personnel.actions.structure import require_open_list
from congress.personnel.models import Candidate, DocumentState, Origin, Place, StandardAnswer, VettingState
from congress.personnel.queries.candidates import alike_candidates, people_for
from congress.personnel.queries.direction import require_adopted
from congress.personnel.queries.reviews import is_in_office
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.models import Member

CHANGED = "Hồ sơ này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa."


@transaction.atomic
def add_candidate(
    *,
    congress: Congress,
    member: Member,
    origin: Origin = Origin.NAMED,
    post: str = "",
    block: str = "",
    is_full_time: bool = False,
    by: Account,
) -> Candidate:
    """Take a member of the congress's tree into the pool; whoever is in office now is an incumbent.

    Raises `Refusal` before the direction is adopted, for somebody of another tree or who has left, for the same member twice,
    and for a record that looks like one which is in the pool already (same name and birth date).
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    require_adopted(locked)
    if not people_for(locked).filter(pk=member.pk).exists():
        raise Refusal("Chỉ đưa vào được hội viên đang sinh hoạt thuộc tổ chức của đại hội này.", field="member")
    if Candidate.objects.filter(congress=locked, member=member).exists():
        raise Refusal(f"Đồng chí {member.full_name} đã có trong danh sách nhân sự.", field="member")
    if alike := alike_candidates(locked, member):
        raise Refusal(
            f"Đồng chí {alike[0].member.full_name} ({alike[0].member.unit.label}) đã có trong danh sách, cùng tên và ngày sinh. "
            "Nếu là một người, hãy gộp hai hồ sơ hội viên; nếu là hai người, hãy ghi “khác người” (dòng “Có thể trùng” "
            "ở trang của hội viên) rồi thêm lại.",
            field="member",
        )
    incumbent = is_in_office(locked, member, on=timezone.localdate())
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                congress=locked,
                member=member,
                origin=Origin.IN_OFFICE if incumbent else origin,
                is_incumbent=incumbent,
                post=post,
                block=block,
                is_full_time=is_full_time,
                sort_key=member.sort_key,
                added_by=by,
            )
    except IntegrityError as error:
        raise Refusal(f"Đồng chí {member.full_name} đã có trong danh sách nhân sự.", field="member") from error
    record("personnel.candidate_add", **_of(candidate, by))
    return candidate


@transaction.atomic
def describe_candidate(
    *,
    candidate: Candidate,
    origin: Origin,
    is_incumbent: bool,
    post: str,
    block: str,
    is_full_time: bool,
    biography: str,
    revision: int | None,
    by: Account,
) -> Candidate:
    """What people doesn't tell of her: the post she is meant for, her block, full-time or not, her half page of biography."""
    locked = lock_candidate(candidate, revision=revision)
    locked.origin, locked.is_incumbent, locked.post = origin, is_incumbent, post
    locked.block, locked.is_full_time, locked.biography = block, is_full_time, biography
    _save(locked)
    record("personnel.candidate_edit", **_of(locked, by))
    return locked


@transaction.atomic
def withdraw_candidate(*, candidate: Candidate, on: date, because: str, today: date, by: Account) -> Candidate:
    """She asked to be left out; she stays in the pool with the day and the reason, on no list.

    Twice is the same as once. Raises `Refusal` without a reason, and for a day to come.
    """
    locked = lock_candidate(candidate)
    if locked.withdrawn_on is not None:
        return locked
    if not because:
        raise Refusal("Hãy ghi lý do xin rút (theo đơn).", field="because")
    if on > today:
        raise Refusal("Ngày xin rút không thể ở tương lai.", field="on")
    require_open_list(locked.congress)
    locked.withdrawn_on, locked.withdrawn_because, locked.place = on, because, Place.NOT
    _save(locked)
    record("personnel.candidate_withdraw", **_of(locked, by))
    return locked


@transaction.atomic
def reinstate_candidate(*, candidate: Candidate, by: Account) -> Candidate:
    """The withdrawal was recorded by mistake, or taken back: she is in the pool again, as a reserve until somebody decides."""
    locked = lock_candidate(candidate)
    if locked.withdrawn_on is None:
        return locked
    locked.withdrawn_on, locked.withdrawn_because, locked.place = None, "", Place.RESERVE
    _save(locked)
    record("personnel.candidate_reinstate", **_of(locked, by))
    return locked


@transaction.atomic
def remove_candidate(*, candidate: Candidate, by: Account) -> None:
    """She was entered by mistake: the entry goes as if it had never been. Raises `Refusal` once anything is known of her."""
    locked = lock_candidate(candidate)
    if not is_bare(locked):
        raise Refusal("Đã có giấy tờ, phiếu, thẩm định hoặc giới thiệu của đồng chí này nên không xoá được; hãy ghi xin rút.")
    if locked.introductions.exists():
        raise Refusal("Đồng chí này do đơn vị giới thiệu nên không xoá được; hãy để ở nhóm “Không đưa vào”.")
    congress, pk = locked.congress, locked.pk
    locked.delete()
    record("personnel.candidate_remove", congress, by=by, unit=congress.unit, candidate=pk)


def is_bare(candidate: Candidate) -> bool:
    """Nothing hangs on the entry: no step, no paper that came in, no question that was asked, no standard that was looked at,
    no decision, no biography."""
    return not (
        candidate.biography
        or candidate.exception_at
        or candidate.withdrawn_on
        or candidate.step_names.exists()
        or candidate.documents.exclude(state=DocumentState.MISSING, files=None).exists()
        or candidate.vettings.exclude(state=VettingState.NOT_ASKED).exists()
        or any(one.answer != StandardAnswer.OPEN for one in candidate.standards.all())
    )


def lock_candidate(candidate: Candidate, *, revision: int | None = None) -> Candidate:
    """Her row until the end of the transaction, with her congress; raises `Changed` when it isn't as at `revision`."""
    congress = lock_congress(candidate.congress)
    require_not_over(congress)
    locked = (
        Candidate.objects.select_for_update(of=("self",)).select_related("congress__unit", "member__unit").get(pk=candidate.pk)
    )
    if revision is not None and locked.revision != revision:
        raise Changed(CHANGED)
    return locked


def _save(candidate: Candidate) -> None:
    candidate.revision += 1
    candidate.save()


def _of(candidate: Candidate, by: Account) -> dict[str, Any]:
    """For the trace: the congress and her number, never her name."""
    return {"target": candidate.congress, "by": by, "unit": candidate.congress.unit, "candidate": candidate.pk}
