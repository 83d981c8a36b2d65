"""The direction of the personnel work: written, adopted, and from then on frozen (procedure.md §4.1)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from congress.personnel.models import Direction, SealedFile
from congress.personnel.queries.rule_values import rules_in_force
from congress.personnel.rules.targets import LABELS, TargetProblem, contradiction
from congress.personnel.rules.votes import needed_votes
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

CHANGED = "Phương hướng vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa."


@transaction.atomic
def edit_direction(
    *,
    congress: Congress,
    seats: int | None,
    requirements: str,
    standards: str,
    targets: Sequence[dict[str, str]],
    keep_until: date | None,
    revision: int | None,
    by: Account,
) -> Direction:
    """Write the direction. `targets`: rows with key, label, minimum, maximum ("3", "1/3", "15%", "").

    Raises `Refusal` once it is adopted, and where a target contradicts itself.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    direction = Direction.objects.filter(congress=locked).first() or Direction(congress=locked, revision=0)
    if direction.is_adopted:
        raise Refusal("Phương hướng đã được thông qua nên không sửa được nữa.")
    if revision is not None and direction.revision != revision:
        raise Changed(CHANGED)
    if seats is not None and seats < 1:
        raise Refusal("Số lượng phải từ 1 người trở lên.", field="seats")
    if keep_until is not None and keep_until <= locked.held_on:
        raise Refusal("Ngày huỷ hồ sơ phải sau ngày đại hội.", field="keep_until")
    for row in targets:
        try:
            problem = contradiction(row["minimum"], row["maximum"], seats)
        except TargetProblem as found:
            raise Refusal(f"{row['label']}: {found}", field=f"target-{row['key']}") from found
        if problem:
            raise Refusal(f"{row['label']}: {problem}", field=f"target-{row['key']}")
    direction.seats, direction.requirements, direction.standards = seats, requirements, standards
    direction.targets = [row for row in targets if row["key"] in LABELS or row["label"]]
    direction.keep_until = keep_until
    direction.revision += 1
    direction.save()
    record("personnel.direction_edit", locked, by=by, unit=locked.unit)
    return direction


@transaction.atomic
def adopt_direction(
    *,
    congress: Congress,
    adopted_on: date,
    meeting: str,
    in_favour: int,
    present: int,
    minutes: SealedFile | None,
    revision: int | None,
    today: date,
    by: Account,
) -> Direction:
    """Record that a meeting adopted it; the rules in force are kept with it, and names may be entered from now on.

    Raises `Refusal` where figures don't add up or fewer than `nguong_bieu_quyet` agreed. Twice is the same as once.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    direction = Direction.objects.select_for_update(of=("self",)).filter(congress=locked).first()
    if direction is None or direction.seats is None:
        raise Refusal("Hãy ghi số lượng và nội dung phương hướng trước khi thông qua.")
    if direction.is_adopted:
        return direction
    if revision is not None and direction.revision != revision:
        raise Changed(CHANGED)
    if adopted_on > today:
        raise Refusal("Ngày thông qua không thể ở tương lai.", field="adopted_on")
    if in_favour > present:
        raise Refusal(f"Số đồng ý là {in_favour}, nhiều hơn số có mặt là {present}: hãy xem lại.", field="in_favour")
    rules = rule_set_of(locked)
    needed = needed_votes(rules.fraction("nguong_bieu_quyet"), present)
    if in_favour < needed:
        raise Refusal(
            f"Mới có {in_favour}/{present} đồng ý; cần ít nhất {needed} (quá {rules.display('nguong_bieu_quyet')}). "
            "Phương hướng chưa được thông qua.",
            field="in_favour",
        )
    direction.adopted_on, direction.adopted_by_meeting = adopted_on, meeting
    direction.in_favour, direction.present = in_favour, present
    direction.minutes = minutes or direction.minutes
    direction.rules = rules_in_force(rules)
    direction.adopted_by, direction.adopted_at = by, timezone.now()
    direction.revision += 1
    direction.save()
    record("personnel.direction_adopt", locked, by=by, unit=locked.unit)
    return direction


@transaction.atomic
def reopen_direction(*, congress: Congress, reason: str, by: Account) -> Direction:
    """Take the adoption back with a reason, while nobody has been entered under it (R19)."""
    locked = lock_congress(congress)
    require_not_over(locked)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do mở lại phương hướng.", field="reason")
    direction = Direction.objects.select_for_update(of=("self",)).filter(congress=locked).first()
    if direction is None or not direction.is_adopted:
        raise Refusal("Phương hướng chưa được thông qua nên không cần mở lại.")
    if locked.candidates.exists() or locked.introduction_calls.exists():
        raise Refusal("Đã có người được đưa vào hoặc đơn vị được đề nghị giới thiệu theo phương hướng này nên không mở lại được.")
    direction.adopted_by = direction.adopted_at = None
    direction.revision += 1
    direction.save()
    # a person's own words: kept only for readers of the room, as all "personnel." deeds are
    record("personnel.direction_reopen", locked, by=by, unit=locked.unit, reason=reason.strip())
    return direction
