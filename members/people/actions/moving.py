"""Where a member is, and whether she still is one. Earlier memberships stay."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.models import GONE, Member, Membership, MemberState, Office
from members.units.models import Unit


@transaction.atomic
def move_members(*, members: Sequence[Member], unit: Unit, on: date, by: Account, reason: str = "") -> list[Member]:
    """From this day the members belong to the unit; those who are there already stay as they are. Gives who moved."""
    target = Unit.objects.select_for_update().get(pk=unit.pk)
    if target.ends_on is not None and target.ends_on < on:
        raise Refusal(f"{target.name} đã kết thúc hoạt động ngày {target.ends_on:%d/%m/%Y}. Hãy chọn đơn vị khác.", field="unit")
    if target.starts_on > on:
        raise Refusal(f"{target.name} hoạt động từ {target.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
    locked = list(Member.objects.select_for_update(of=("self",)).filter(pk__in=[m.pk for m in members]).order_by("pk"))
    moving = [member for member in locked if member.unit_id != target.pk and member.merged_into_id is None]
    gone = [member.full_name for member in moving if member.state in GONE]
    if gone:
        raise Refusal(f"{gone[0]} không còn là hội viên đang sinh hoạt. Hãy đổi tình trạng của đồng chí ấy trước.")
    open_now = {row.member_id: row for row in Membership.objects.filter(member__in=moving, ends_on=None)}
    for member in moving:
        current = open_now.get(member.pk)
        if current is not None and current.starts_on is not None and current.starts_on >= on:
            raise Refusal(
                f"{member.full_name} ở đơn vị hiện nay từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on"
            )
    _carry(moving, target, on=on, reason=reason)
    for member in moving:
        before = member.unit_id
        member.unit = target
        record("member.move", member, by=by, unit=target, reason=reason, on=on, before=before)
    return moving


def _carry(members: Sequence[Member], unit: Unit, *, on: date, reason: str) -> None:
    ids = [member.pk for member in members]
    Membership.objects.filter(member__in=ids, ends_on=None).update(ends_on=on - timedelta(days=1))
    Membership.objects.bulk_create(Membership(member_id=pk, unit=unit, starts_on=on, reason=reason[:200]) for pk in ids)
    Member.objects.filter(pk__in=ids).update(unit=unit, revision=F("revision") + 1, updated_at=timezone.now())


def follow_units(predecessor: Unit, successor: Unit, on: date, by: Account) -> None:
    """When a unit goes on in another one, its members do, too: one line in the trace for all of them.

    Offices of the old unit end with it. Women who had left stay where they were last.
    """
    moving = list(
        Member.objects.select_for_update(of=("self",)).filter(unit=predecessor, merged_into=None).exclude(state__in=GONE)
    )
    late = Membership.objects.filter(member__in=moving, ends_on=None, starts_on__gte=on).select_related("member").first()
    if late is not None:
        raise Refusal(
            f"{late.member.full_name} mới về {predecessor.name} từ {late.starts_on:%d/%m/%Y}. Hãy chọn ngày sáp nhập sau đó.",
            field="on",
        )
    _carry(moving, successor, on=on, reason=f"{predecessor.name} sáp nhập")
    ended = Office.objects.filter(unit=predecessor, ends_on=None, starts_on__lt=on).update(
        ends_on=on - timedelta(days=1), end_reason="Đơn vị sáp nhập"
    )
    record("member.follow_unit", successor, by=by, unit=successor, on=on, members=len(moving), offices=ended)


@transaction.atomic
def change_state(*, member: Member, state: str, on: date, by: Account, reason: str = "") -> Member:
    """She is on leave, has left, is back. Leaving ends membership and offices on that day; coming back begins a membership."""
    locked = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    if state not in MemberState.values:
        raise Refusal("Hãy chọn một tình trạng trong danh sách.", field="state")
    if locked.state == state:
        return locked
    if on > timezone.localdate():
        raise Refusal(f"Ngày {on:%d/%m/%Y} chưa đến; tình trạng đổi ngay khi lưu. Hãy ghi vào ngày đó hoặc sau đó.", field="on")
    if state in GONE and locked.state not in GONE:
        open_now = locked.memberships.filter(ends_on=None).first()
        if open_now is not None and open_now.starts_on is not None and open_now.starts_on > on:
            raise Refusal(f"Đồng chí ở đơn vị này từ {open_now.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
        locked.memberships.filter(ends_on=None).update(ends_on=on, reason=(reason or MemberState(state).label)[:200])
        locked.offices.filter(ends_on=None, starts_on__lte=on).update(ends_on=on, end_reason=MemberState(state).label)
    elif state not in GONE and locked.state in GONE:
        if locked.unit.ends_on is not None and locked.unit.ends_on < on:
            raise Refusal("Đơn vị cũ của đồng chí đã kết thúc hoạt động. Hãy nhập đồng chí vào đơn vị mới.", field="state")
        Membership.objects.create(member=locked, unit=locked.unit, starts_on=on, reason=reason[:200])
    before = locked.state
    locked.state, locked.state_on = state, on
    locked.revision += 1
    locked.updated_at = timezone.now()
    locked.save(update_fields=["state", "state_on", "revision", "updated_at"])
    record("member.change_state", locked, by=by, unit=locked.unit, reason=reason, before=before, after=state, on=on)
    return locked


def refuse_closing_with_members(unit: Unit, last_day: date) -> None:
    """A unit is not closed over the heads of its members."""
    left = Member.objects.present().filter(unit=unit).count()
    if left:
        raise Refusal(f"Đơn vị còn {left} hội viên. Hãy chuyển hội viên sang đơn vị khác trước khi kết thúc.")
