"""Delegates who come in no unit's list: by right (đương nhiên) and appointed (chỉ định)."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from congress.delegates.actions.lists import touch_list
from congress.delegates.models import Allocation, Category, Delegate, DelegateList, DelegateState, new_badge_code
from congress.delegates.queries.lists import active_by_member, appointed_of, by_right_of, category_on_lists
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.models import Member


@transaction.atomic
def set_by_right(*, congress: Congress, members: Iterable[Member], by: Account) -> list[Delegate]:
    """These, and no others, are delegates by right. Twice is the same as once.

    She whom a unit lists already keeps her one row: it becomes one by right, takes no seat there, and the unit is warned
    (procedure §3.1). She who is not chosen any more goes back to the unit's list or is withdrawn. Raises `Refusal` for one
    who is approved, on either side: what is approved is not edited.
    """
    locked = Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    chosen = {member.pk: member for member in members}
    _lock_lists(locked, chosen)
    standing = active_by_member(locked, chosen)
    present = {found.member_id: found for found in by_right_of(locked)}
    leaving = [found for pk, found in present.items() if pk not in chosen]
    if frozen := [found.member.full_name for found in leaving if found.state == DelegateState.APPROVED]:
        raise Refusal(f"{', '.join(frozen)} đã được duyệt. Hãy ghi ở phần Biến động thay vì bỏ chọn.")
    appointed = [
        found.member.full_name
        for found in standing.values()
        if found.category == Category.APPOINTED and not found.delegate_list_id
    ]
    if appointed:
        raise Refusal(f"{', '.join(appointed)} đang là đại biểu chỉ định. Hãy bỏ chỉ định trước.")
    listed = [found for found in standing.values() if found.delegate_list_id and found.category != Category.EX_OFFICIO]
    if frozen := [found.member.full_name for found in listed if found.state == DelegateState.APPROVED]:
        raise Refusal(f"{', '.join(frozen)} đã được duyệt trong danh sách của đơn vị. Hãy mở lại danh sách đó trước.")
    for found in leaving:
        _leave(found, locked)
    for found in listed:
        _become_by_right(found)
    made = [_new(locked, member, Category.EX_OFFICIO, by) for pk, member in chosen.items() if pk not in standing]
    _create(made)
    joined = [found for found in standing.values() if found.pk not in {one.pk for one in present.values()}]
    _touch_lists([*leaving, *joined])
    if made or leaving or joined:
        record(
            "delegate.by_right",
            locked,
            by=by,
            unit=locked.unit,
            people=len(chosen),
            added=len(made) + len(joined),
            removed=len(leaving),
        )
    return list(by_right_of(locked))


@transaction.atomic
def appoint_delegate(*, congress: Congress, member: Member, by: Account, note: str = "") -> Delegate:
    """Name an appointed delegate, within the number of the frozen allocation (R03)."""
    locked = Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    if found := active_by_member(locked, [member]).get(member.pk):
        if found.category == Category.APPOINTED and found.delegate_list is None:
            return found
        where = found.delegate_list.electing_unit.name if found.delegate_list else "đại biểu đương nhiên"
        raise Refusal(f"Đồng chí {member.full_name} đã có trong danh sách đại biểu ({where}).", field="member")
    allocation: Allocation | None = locked.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    if allocation is None:
        raise Refusal("Chưa chốt phân bổ đại biểu nên chưa biết số đại biểu chỉ định. Hãy chốt phân bổ trước.")
    if appointed_of(locked).count() >= allocation.appointed:
        raise Refusal(f"Đã đủ {allocation.appointed} đại biểu chỉ định theo {allocation}. Hãy bỏ một đồng chí trước khi thêm.")
    delegate = _new(locked, member, Category.APPOINTED, by, note)
    _create([delegate])
    record("delegate.appoint", delegate, by=by, unit=locked.unit, reason=note)
    return delegate


@transaction.atomic
def dismiss_appointed(*, delegate: Delegate, by: Account, reason: str = "") -> Delegate:
    """Take back an appointment that has not been approved."""
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=delegate.congress_id)
    row = Delegate.objects.select_related("member", "congress__unit").get(pk=delegate.pk)
    if row.category != Category.APPOINTED or row.state == DelegateState.WITHDRAWN:
        return row
    if row.state != DelegateState.LISTED:
        raise Refusal(f"Đồng chí {row.member.full_name} đã được duyệt. Hãy ghi ở phần Biến động.")
    row.state = DelegateState.WITHDRAWN
    row.save(update_fields=["state"])
    record("delegate.dismiss", row, by=by, unit=row.congress.unit, reason=reason)
    return row


def _new(congress: Congress, member: Member, category: Category, by: Account, note: str = "") -> Delegate:
    return Delegate(congress=congress, member=member, category=category, badge_code=new_badge_code(), added_by=by, note=note)


def _create(made: list[Delegate]) -> None:
    try:
        with transaction.atomic():
            Delegate.objects.bulk_create(made)
    except IntegrityError as error:
        raise Refusal("Có đồng chí vừa được đơn vị đưa vào danh sách. Hãy tải lại trang rồi làm lại.") from error


def _become_by_right(found: Delegate) -> None:
    found.category, found.is_alternate, found.alternate_order = Category.EX_OFFICIO, False, None
    found.save(update_fields=["category", "is_alternate", "alternate_order"])


def _leave(found: Delegate, congress: Congress) -> None:
    if found.delegate_list_id is not None:
        found.category = category_on_lists(congress)
    else:
        found.state = DelegateState.WITHDRAWN
    found.save(update_fields=["category", "state"])


def _lock_lists(congress: Congress, members: Iterable[int]) -> None:
    """The lists on which any of these stand, before their rows are read: a list that is being approved is waited for."""
    standing = [*active_by_member(congress, members).values(), *by_right_of(congress)]
    ids = {found.delegate_list_id for found in standing if found.delegate_list_id}
    list(DelegateList.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _touch_lists(delegates: list[Delegate]) -> None:
    ids = {found.delegate_list_id for found in delegates if found.delegate_list_id}
    for locked in DelegateList.objects.filter(pk__in=ids):
        touch_list(locked)
