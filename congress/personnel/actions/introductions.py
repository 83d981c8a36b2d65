"""Units are asked to introduce people; they write their own, send it, and the room takes it into its pool."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from congress.personnel.models import Candidate, Introduction, IntroductionCall, Origin, SealedFile
from congress.personnel.queries.direction import require_adopted
from congress.personnel.queries.introductions import alike, members_to_introduce, sent_introductions
from congress.personnel.queries.reviews import holders_of
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.models import Member
from members.units.models import Unit


@transaction.atomic
def call_units(
    *, congress: Congress, units: Iterable[Unit], due_on: date, request: str, most: int | None, today: date, by: Account
) -> int:
    """Ask these units; those asked already keep their call. Returns how many were asked now."""
    locked = lock_congress(congress)
    require_not_over(locked)
    require_adopted(locked)
    if due_on < today:
        raise Refusal("Hạn giới thiệu không thể ở trước hôm nay.", field="due_on")
    if most is not None and most < 1:
        raise Refusal("Số người được giới thiệu phải từ 1 trở lên.", field="most")
    called = set(locked.introduction_calls.values_list("unit_id", flat=True))
    new = [unit for unit in units if unit.pk not in called and unit.path.startswith(locked.unit.path)]
    if not new:
        raise Refusal("Hãy chọn ít nhất một đơn vị chưa được đề nghị.", field="units")
    IntroductionCall.objects.bulk_create(
        IntroductionCall(congress=locked, unit=unit, due_on=due_on, request=request, most=most, called_by=by) for unit in new
    )
    record("personnel.call", locked, by=by, unit=locked.unit, units=len(new))
    return len(new)


def _lock(call: IntroductionCall) -> IntroductionCall:
    congress = lock_congress(call.congress)
    require_not_over(congress)
    locked = IntroductionCall.objects.select_for_update(of=("self",)).select_related("unit").get(pk=call.pk)
    locked.congress = congress
    return locked


def _require_open(call: IntroductionCall) -> None:
    if call.sent_at is not None:
        raise Refusal("Đơn vị đã gửi giới thiệu nên không sửa được nữa. Nếu cần sửa, hãy báo Tiểu ban Nhân sự trả lại.")


def _record(action: str, call: IntroductionCall, by: Account) -> None:
    """The deed is the unit's, and the entry is the room's: it hangs on the congress and names nobody."""
    record(action, call.congress, by=by, unit=call.congress.unit, call=call.pk)


@transaction.atomic
def introduce(*, call: IntroductionCall, members: Collection[Member], by: Account) -> int:
    """These members of the unit are introduced, beside those who are already. Twice is the same as once."""
    locked = _lock(call)
    _require_open(locked)
    ids = {member.pk for member in members}
    own = set(members_to_introduce(locked).filter(pk__in=ids).values_list("pk", flat=True))
    if ids - own:
        raise Refusal("Chỉ giới thiệu được hội viên đang sinh hoạt ở đơn vị mình.")
    standing = set(locked.introductions.values_list("member_id", flat=True))
    number = len(standing | ids)
    if locked.most is not None and number > locked.most:
        raise Refusal(f"Đơn vị được giới thiệu nhiều nhất {locked.most:02} người, đang chọn {number:02}. Hãy bỏ bớt.")
    Introduction.objects.bulk_create(Introduction(call=locked, member_id=pk) for pk in sorted(ids - standing))
    _touch(locked)
    if ids - standing:
        _record("personnel.introduce", locked, by)
    return number


@transaction.atomic
def withdraw_introduction(*, introduction: Introduction, by: Account) -> None:
    """The unit takes a name off its paper, before it sends it."""
    locked = _lock(introduction.call)
    _require_open(locked)
    locked.introductions.filter(pk=introduction.pk).delete()
    _touch(locked)
    _record("personnel.introduce", locked, by)


def _touch(call: IntroductionCall) -> None:
    call.revision += 1
    call.save(update_fields=["revision"])


@dataclass(frozen=True)
class MeetingEntry:
    """What the unit's meeting said. `votes` and `reasons` by introduction."""

    held_on: date | None = None
    summoned: int | None = None
    present: int | None = None
    valid: int | None = None
    committee_agrees: bool = False
    votes: Mapping[int, int | None] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    minutes: SealedFile | None = None


class MeetingProblems(Refusal):
    """Everything that doesn't add up on the unit's paper; nothing was saved."""

    def __init__(self, sentences: Collection[str]) -> None:
        super().__init__("Chưa lưu được: có số không khớp nhau.")
        self.sentences = list(sentences)


@transaction.atomic
def record_meeting(*, call: IntroductionCall, entry: MeetingEntry, revision: int, today: date, by: Account) -> IntroductionCall:
    """Write down the meeting; all figures that don't add up are named at once and nothing is saved."""
    locked = _lock(call)
    _require_open(locked)
    if locked.revision != revision:
        raise Changed("Trang này vừa được sửa ở nơi khác. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    rows = list(locked.introductions.select_related("member"))
    if problems := _problems(entry, rows, today):
        raise MeetingProblems(problems)
    for name in ("held_on", "summoned", "present", "valid", "committee_agrees"):
        setattr(locked, name, getattr(entry, name))
    locked.minutes = entry.minutes or locked.minutes
    locked.revision += 1
    locked.save()
    for row in rows:
        row.votes, row.reason = entry.votes.get(row.pk, row.votes), entry.reasons.get(row.pk, row.reason)
    Introduction.objects.bulk_update(rows, ["votes", "reason"])
    _record("personnel.introduce_meeting", locked, by)
    return locked


def _problems(entry: MeetingEntry, rows: Collection[Introduction], today: date) -> list[str]:
    found = []
    if entry.held_on is not None and entry.held_on > today:
        found.append("Ngày họp không thể ở tương lai.")
    if entry.summoned is not None and entry.present is not None and entry.present > entry.summoned:
        found.append(f"Có mặt {entry.present}, nhiều hơn triệu tập {entry.summoned}.")
    if entry.valid is not None and entry.present is not None and entry.valid > entry.present:
        found.append(f"Phiếu hợp lệ {entry.valid}, nhiều hơn số có mặt {entry.present}.")
    base = entry.valid if entry.valid is not None else entry.present
    for row in rows:
        votes = entry.votes.get(row.pk)
        if votes is not None and base is not None and votes > base:
            found.append(f"{row.member.full_name} có {votes} phiếu, nhiều hơn {base} phiếu hợp lệ (người có mặt).")
    return found


@transaction.atomic
def send_introduction(*, call: IntroductionCall, by: Account) -> IntroductionCall:
    """The unit's paper goes to the room and is frozen. Twice is the same as once."""
    locked = _lock(call)
    if locked.sent_at is not None:
        return locked
    rows = list(locked.introductions.all())
    lacking = []
    if not rows:
        lacking.append("chưa chọn ai")
    if locked.held_on is None or locked.present is None:
        lacking.append("chưa ghi ngày họp và số có mặt")
    if any(row.votes is None for row in rows):
        lacking.append("còn người chưa ghi số phiếu")
    if not locked.committee_agrees:
        lacking.append("chưa ghi cấp uỷ đơn vị nhất trí")
    if lacking:
        raise Refusal(f"Chưa gửi được: {', '.join(lacking)}.")
    locked.sent_by, locked.sent_at = by, timezone.now()
    locked.revision += 1
    locked.save()
    _record("personnel.introduce_send", locked, by)
    return locked


@transaction.atomic
def return_introduction(*, call: IntroductionCall, because: str, today: date, by: Account) -> IntroductionCall:
    """The room gives it back to the unit to be mended, while nobody of it has been taken up. The unit reads why above what it
    was asked for (R19)."""
    locked = _lock(call)
    if locked.sent_at is None:
        return locked
    if not because.strip():
        raise Refusal("Hãy ghi đơn vị cần sửa gì rồi mới trả lại.", field="because")
    if locked.introductions.exclude(candidate=None).exists():
        raise Refusal("Đã đưa người của đơn vị này vào danh sách nhân sự nên không trả lại được.")
    locked.sent_by = locked.sent_at = None
    locked.request = f"Trả lại ngày {today:%d/%m/%Y}, đề nghị sửa: {because.strip()}\n{locked.request}".strip()
    locked.revision += 1
    locked.save()
    _record("personnel.introduce_return", locked, by)
    return locked


@transaction.atomic
def take_up(*, congress: Congress, introduction_ids: Collection[int], today: date, by: Account) -> int:
    """Those who were introduced become candidates; she whom two units name becomes one. Returns how many are new."""
    locked = lock_congress(congress)
    require_not_over(locked)
    require_adopted(locked)
    rows = list(sent_introductions(locked).filter(pk__in=introduction_ids))
    if not rows:
        raise Refusal("Hãy chọn ít nhất một người.")
    return _into_pool(locked, {row.member_id: (row.member, Origin.INTRODUCED) for row in rows}, rows, today, by)


@transaction.atomic
def take_re_elected(*, congress: Congress, members: Iterable[Member], today: date, by: Account) -> int:
    """Those in office who stay become candidates, as incumbents. Returns how many are new."""
    locked = lock_congress(congress)
    require_not_over(locked)
    require_adopted(locked)
    return _into_pool(locked, {member.pk: (member, Origin.IN_OFFICE) for member in members}, [], today, by)


def _into_pool(
    congress: Congress,
    people: Mapping[int, tuple[Member, Origin]],
    introductions: Collection[Introduction],
    today: date,
    by: Account,
) -> int:
    incumbents = {office.member_id for office in holders_of(congress, on=today)}
    standing = {found.member_id: found for found in Candidate.objects.filter(congress=congress, member__in=people)}
    _refuse_same_woman(congress, [member for pk, (member, _) in people.items() if pk not in standing], set(people))
    made = Candidate.objects.bulk_create(
        Candidate(
            congress=congress,
            member=member,
            origin=Origin.IN_OFFICE if pk in incumbents else origin,
            is_incumbent=pk in incumbents,
            sort_key=member.sort_key,
            added_by=by,
        )
        for pk, (member, origin) in people.items()
        if pk not in standing
    )
    by_member = standing | {found.member_id: found for found in made}
    for row in introductions:
        row.candidate = by_member[row.member_id]
    Introduction.objects.bulk_update(introductions, ["candidate"])
    if made or introductions:
        record("personnel.take_up", congress, by=by, unit=congress.unit, rows=len(made))
    return len(made)


def _refuse_same_woman(congress: Congress, members: list[Member], together: Collection[int]) -> None:
    """Two records that look like one woman do not both come into the pool before somebody has said which is true."""
    pool = {*together, *Candidate.objects.filter(congress=congress).values_list("member_id", flat=True)}
    for pk, others in alike(members).items():
        found = next((other for other in others if other.pk in pool), None)
        if found is not None:
            name = next(member.full_name for member in members if member.pk == pk)
            raise Refusal(
                f"{name} và {found.full_name} ({found.unit.label}) có thể là một người. Nếu là một người, hãy gộp hai hồ sơ "
                "hội viên; nếu là hai người, hãy ghi “khác người” (dòng “Có thể trùng” ở trang của hội viên) rồi đưa vào lại."
            )
