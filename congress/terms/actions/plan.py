"""The plan of a congress: its milestones, and moving the congress to another day."""

from datetime import date

from django.db import IntegrityError, transaction

from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.hooks import followers
from congress.terms.models import Congress, Milestone, Postponement
from congress.terms.queries import postponement_of, seen_milestone
from congress.terms.rules.states import may_postpone
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record


def _require_one_way(offset_days: int | None, fixed_on: date | None) -> None:
    if (offset_days is None) is (fixed_on is None):
        raise Refusal("Mỗi việc chỉ có một cách tính hạn: số ngày so với đại hội, hoặc một ngày cố định.", field="offset_days")


@transaction.atomic
def add_milestone(
    *,
    congress: Congress,
    code: str,
    name: str,
    by: Account,
    offset_days: int | None = None,
    fixed_on: date | None = None,
    product: str = "",
    responsible: str = "",
) -> Milestone:
    """A step of the plan: so many days from the congress (−20: before it), or a fixed day."""
    locked = lock_congress(congress)
    require_not_over(locked)
    _require_one_way(offset_days, fixed_on)
    try:
        with transaction.atomic():
            milestone = Milestone.objects.create(
                congress=locked,
                code=code,
                name=name,
                product=product,
                responsible=responsible,
                offset_days=offset_days,
                fixed_on=fixed_on,
            )
    except IntegrityError as error:
        raise Refusal(f"Kế hoạch đã có việc với mã {code}. Hãy ghi mã khác.", field="code") from error
    record("milestone.add", milestone, by=by, unit=locked.unit, congress=locked.pk, code=code)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    name: str,
    product: str,
    responsible: str,
    offset_days: int | None,
    fixed_on: date | None,
    late_reason: str,
    by: Account,
    seen: str | None = None,
) -> Milestone:
    """Other words, another day, another person in charge, the reason why it is late.

    Raises `Changed` when the step isn't as the person saw it any more (`seen`, from `queries.seen_milestone`).
    """
    locked = lock_congress(milestone.congress)
    require_not_over(locked)
    _require_one_way(offset_days, fixed_on)
    row = Milestone.objects.get(pk=milestone.pk)
    if seen is not None and seen_milestone(row) != seen:
        raise Changed("Việc này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; lưu lần nữa là ghi đè.")
    values = {
        "name": name,
        "product": product,
        "responsible": responsible,
        "offset_days": offset_days,
        "fixed_on": fixed_on,
        "late_reason": late_reason,
    }
    changed = {field: [getattr(row, field), value] for field, value in values.items() if getattr(row, field) != value}
    if not changed:
        return row
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))
    record("milestone.change", row, by=by, unit=locked.unit, congress=locked.pk, changes=changed)
    return row


@transaction.atomic
def finish_milestone(*, milestone: Milestone, on: date, by: Account, late_reason: str = "") -> Milestone:
    """It is done, on this day; done after its day, it needs a reason. Twice is the same as once."""
    locked = lock_congress(milestone.congress)
    row = Milestone.objects.get(pk=milestone.pk)
    if row.done_on is not None:
        return row
    due = row.due_on(locked.held_on)
    reason = late_reason.strip() or row.late_reason
    if on > due and not reason:
        raise Refusal(f"Việc này xong sau hạn {due:%d/%m/%Y}. Hãy ghi lý do chậm.", field="late_reason")
    row.done_on, row.late_reason = on, reason
    row.save(update_fields=["done_on", "late_reason"])
    record("milestone.finish", row, by=by, unit=locked.unit, congress=locked.pk, on=on, reason=reason)
    return row


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, by: Account) -> Milestone:
    """It isn't done after all."""
    locked = lock_congress(milestone.congress)
    require_not_over(locked)
    row = Milestone.objects.get(pk=milestone.pk)
    if row.done_on is None:
        return row
    row.done_on = None
    row.save(update_fields=["done_on"])
    record("milestone.reopen", row, by=by, unit=locked.unit, congress=locked.pk)
    return row


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Account) -> None:
    """Not part of this congress's plan."""
    locked = lock_congress(milestone.congress)
    require_not_over(locked)
    if not Milestone.objects.filter(pk=milestone.pk).exists():
        return
    record("milestone.remove", milestone, by=by, unit=locked.unit, congress=locked.pk, code=milestone.code)
    milestone.delete()


@transaction.atomic
def postpone_congress(*, congress: Congress, to_day: date, reason: str, by: Account, today: date) -> Congress:
    """Move the congress to another day, with all that hangs on it (R23).

    Sessions, relative milestones and what other rooms registered move by as many days. Fixed days stay; so do steps
    that are done (their day becomes a fixed one) and everything frozen. The same day again changes nothing.
    """
    locked = lock_congress(congress)
    if locked.held_on == to_day:
        return locked
    if not may_postpone(locked.state):
        raise Refusal(f"Đại hội đang ở bước “{locked.get_state_display()}” nên không dời ngày được nữa.")
    if to_day < today:
        raise Refusal(f"Ngày {to_day:%d/%m/%Y} đã qua. Hãy chọn từ hôm nay trở đi.", field="to_day")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do dời ngày.", field="reason")
    moved = sum(1 for one in postponement_of(locked, to_day) if not one.stays)
    from_day = locked.held_on
    for follower in followers():
        follower.move(locked, to_day, by)
    for milestone in locked.milestones.filter(done_on__isnull=False, offset_days__isnull=False):
        milestone.fixed_on, milestone.offset_days = milestone.due_on(from_day), None
        milestone.save(update_fields=["fixed_on", "offset_days"])
    shift = to_day - from_day
    for session in locked.sessions.all():
        session.starts_at += shift
        session.ends_at = session.ends_at and session.ends_at + shift
        session.save(update_fields=["starts_at", "ends_at"])
    Postponement.objects.create(congress=locked, from_day=from_day, to_day=to_day, reason=reason.strip(), decided_by=by)
    locked.held_on = to_day
    locked.revision += 1
    locked.save(update_fields=["held_on", "revision"])
    record(
        "congress.postpone", locked, by=by, unit=locked.unit, reason=reason.strip(), before=from_day, after=to_day, moved=moved
    )
    return locked
