"""What may happen to a list while its unit makes it: opening it, and who stands on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from congress.delegates.access import knows_unit_of
from congress.delegates.models import (
    Allocation,
    Category,
    Delegate,
    DelegateList,
    DelegateState,
    ListState,
    new_badge_code,
)
from congress.delegates.queries.lists import TAKES_A_PLACE, active_by_member, category_on_lists, rows_of
from congress.delegates.queries.rule_values import due_day
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.models import Member

WITH_THE_UNIT = {ListState.ENTERING, ListState.RETURNED}


@dataclass(frozen=True)
class Entry:
    """A person to put on a list."""

    member: Member
    is_alternate: bool = False
    attended_before: bool | None = None
    note: str = ""


def lock_list_row(delegate_list: DelegateList, *, revision: int | None = None) -> DelegateList:
    """The list's row, locked until the transaction ends. Raises `Changed` when it isn't as it was at `revision` any more.

    Call `touch_list` once something is written; a deed that changes nothing leaves the count alone.
    """
    locked = (
        DelegateList.objects.select_for_update(of=("self",))
        .select_related("electing_unit__lead_unit", "congress__unit", "congress__term")
        .get(pk=delegate_list.pk)
    )
    if revision is not None and locked.revision != revision:
        raise Changed(
            "Danh sách này vừa được người khác sửa (xem phần Lịch sử). Những gì bạn nhập vẫn còn trong trang; "
            "hãy xem lại rồi lưu lần nữa."
        )
    return locked


def touch_list(locked: DelegateList, *fields: str) -> DelegateList:
    """Count a change of the list or of its rows, and save these of its fields with it."""
    locked.revision += 1
    locked.save(update_fields=["revision", *fields])
    return locked


def require_with_the_unit(locked: DelegateList) -> None:
    """Raise `Refusal` unless rows may be changed now."""
    if locked.state not in WITH_THE_UNIT:
        raise Refusal(
            f"Danh sách đang ở bước “{locked.get_state_display()}” nên không sửa được nữa. "
            "Nếu cần sửa, hãy đề nghị Ban Phụ nữ trả lại danh sách."
        )


def open_row_ids(locked: DelegateList) -> set[int] | None:
    """In a returned list, the delegates whose rows may be changed; None when all may be.

    Sent back with a reason and no remark on any row, the whole list is open.
    """
    if locked.state != ListState.RETURNED:
        return None
    remarked = set(
        locked.remarks.filter(returns=True, settled_at=None, written_at__lte=locked.returned_at).values_list(
            "delegate", flat=True
        )
    )
    if not remarked:
        return None
    # rows added since it came back are hers to mend, too
    added = set(locked.delegates.filter(added_at__gt=locked.returned_at).values_list("pk", flat=True))
    return remarked | added


def require_open_row(locked: DelegateList, delegate: Delegate) -> None:
    """Raise `Refusal` unless this row may be changed now."""
    require_with_the_unit(locked)
    allowed = open_row_ids(locked)
    if allowed is not None and delegate.pk not in allowed:
        raise Refusal(
            f"Ban Phụ nữ chỉ trả lại một số dòng; dòng của đồng chí {delegate.member.full_name} đã được chấp nhận nên không sửa."
        )


# ---- opening ------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_lists(*, congress: Congress, by: Account) -> list[DelegateList]:
    """A list for every electing unit that has seats in the latest frozen allocation. Twice is the same as once.

    Called again after a new allocation or a postponement, it brings seats and due days of lists not yet approved up to
    date; what is approved stays. Source of the due day: `han_nop_danh_sach`.
    """
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    allocation: Allocation | None = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    if allocation is None:
        raise Refusal("Chưa chốt phân bổ đại biểu. Hãy chốt một bản phân bổ rồi mở danh sách.")
    due_on = due_day(congress)
    present = {found.electing_unit_id: found for found in congress.delegate_lists.select_for_update(of=("self",))}
    opened, changed = [], 0
    for row in allocation.rows.select_related("electing_unit"):
        delegate_list = present.get(row.electing_unit_id)
        if delegate_list is None and row.seats == 0:
            continue
        if delegate_list is None:
            opened.append(
                DelegateList(
                    congress=congress,
                    electing_unit=row.electing_unit,
                    state=ListState.ENTERING,
                    due_on=due_on,
                    seats=row.seats,
                    alternates=row.alternates,
                )
            )
        else:
            changed += _bring_up_to_date(delegate_list, row.seats, row.alternates, due_on)
    DelegateList.objects.bulk_create(opened)
    if opened or changed:
        record("list.open", congress, by=by, unit=congress.unit, opened=len(opened), changed=changed, due_on=due_on)
    return list(congress.delegate_lists.all())


def _bring_up_to_date(delegate_list: DelegateList, seats: int, alternates: int, due_on: date) -> bool:
    if delegate_list.state in {ListState.APPROVED, ListState.LOCKED}:
        return False
    state = ListState.ENTERING if delegate_list.state == ListState.NOT_OPEN else delegate_list.state
    # a day granted to this unit stays, unless all have later now
    due_on = max(due_on, delegate_list.extended_to or due_on)
    wanted = {"seats": seats, "alternates": alternates, "due_on": due_on, "state": state}
    if all(getattr(delegate_list, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(delegate_list, name, value)
    touch_list(delegate_list, *wanted)
    return True


@transaction.atomic
def extend_list(*, delegate_list: DelegateList, to: date, reason: str, by: Account, revision: int | None = None) -> DelegateList:
    """Give one unit until a later day, with a reason, while the list is still with it; `open_lists` doesn't take it away."""
    locked = lock_list_row(delegate_list, revision=revision)
    require_with_the_unit(locked)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do gia hạn.", field="reason")
    if to == locked.due_on == locked.extended_to:
        return locked
    if to <= locked.due_on:
        raise Refusal(f"Hạn hiện nay là {locked.due_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="to")
    if to > locked.congress.held_on:
        raise Refusal(f"Đại hội họp ngày {locked.congress.held_on:%d/%m/%Y}. Hãy chọn ngày trước đó.", field="to")
    before, locked.due_on, locked.extended_to = locked.due_on, to, to
    touch_list(locked, "due_on", "extended_to")
    record("list.extend", locked, by=by, unit=locked.electing_unit.lead_unit, reason=reason.strip(), before=before, to=to)
    return locked


# ---- who stands on it -----------------------------------------------------------------------------------------------


@transaction.atomic
def put_on_list(
    *,
    delegate_list: DelegateList,
    member: Member,
    is_alternate: bool,
    by: Account,
    revision: int | None = None,
    attended_before: bool | None = None,
    note: str = "",
) -> Delegate:
    """Put a member on the list, last of her kind. She who is on it already is given back unchanged.

    A delegate by right keeps her one row and her category: it is shown on the list with a warning and takes no seat
    (procedure §3.1). Raises `Refusal` when she is on another unit's list of this congress or was appointed.
    """
    entry = Entry(member, is_alternate, attended_before, note)
    return put_many_on_list(delegate_list=delegate_list, entries=[entry], by=by, revision=revision)[0]


@transaction.atomic
def put_many_on_list(
    *, delegate_list: DelegateList, entries: Sequence[Entry], by: Account, revision: int | None = None, reason: str = ""
) -> list[Delegate]:
    """The same for many in a constant number of queries; all are put on it or, when one is refused, none."""
    locked = lock_list_row(delegate_list, revision=revision)
    require_with_the_unit(locked)
    standing = active_by_member(locked.congress, [entry.member for entry in entries])
    _refuse_those_elsewhere(locked, standing.values(), by)
    missing = [entry for entry in entries if entry.member.pk not in standing]
    attached = [found for found in standing.values() if found.delegate_list_id is None]
    if not missing and not attached:
        return [standing[entry.member.pk] for entry in entries]
    if open_row_ids(locked) is not None:
        _require_free_places(locked, missing)
    last = locked.delegates.aggregate(last=Max("position"))["last"] or 0
    last_alternate = locked.delegates.aggregate(last=Max("alternate_order"))["last"] or 0
    made, category = [], category_on_lists(locked.congress)
    for number, entry in enumerate(missing, 1):
        last_alternate += entry.is_alternate
        made.append(
            Delegate(
                congress=locked.congress,
                delegate_list=locked,
                electing_unit=locked.electing_unit,
                member=entry.member,
                category=category,
                is_alternate=entry.is_alternate,
                alternate_order=last_alternate if entry.is_alternate else None,
                attended_before=entry.attended_before,
                note=entry.note,
                position=last + number,
                badge_code=new_badge_code(),
                added_by=by,
            )
        )
    try:
        with transaction.atomic():
            Delegate.objects.bulk_create(made, batch_size=1000)
    except IntegrityError as error:
        raise Refusal("Có đồng chí vừa được đưa vào danh sách đại biểu khác. Hãy tải lại trang để xem ai.") from error
    for number, found in enumerate(attached, 1):
        found.delegate_list, found.electing_unit, found.position = locked, locked.electing_unit, last + len(made) + number
        found.save(update_fields=["delegate_list", "electing_unit", "position"])
    touch_list(locked)
    names = [entry.member.full_name for entry in entries[:20]]
    record("list.put", locked, by=by, unit=locked.electing_unit.lead_unit, reason=reason, people=len(entries), names=names)
    by_member = standing | {delegate.member_id: delegate for delegate in made}
    return [by_member[entry.member.pk] for entry in entries]


def _refuse_those_elsewhere(locked: DelegateList, standing: Iterable[Delegate], by: Account) -> None:
    sentences = []
    for found in standing:
        name = found.member.full_name
        if found.delegate_list_id == locked.pk or (found.delegate_list is None and found.category == Category.EX_OFFICIO):
            continue
        if found.delegate_list is None:
            sentences.append(f"Đồng chí {name} đã là đại biểu chỉ định.")
            continue
        known = knows_unit_of(by, found.delegate_list)
        where = found.delegate_list.electing_unit.name if known else "đơn vị khác"
        sentences.append(f"Đồng chí {name} đã có trong danh sách đại biểu của {where}.")
    if sentences:
        sentences.append("Hãy chọn người khác, hoặc báo Ban Phụ nữ nếu danh sách kia sai.")
        raise Refusal(" ".join(sentences), field="member")


def _require_free_places(locked: DelegateList, entries: Sequence[Entry]) -> None:
    rows = rows_of(locked)
    for is_alternate, places, noun in ((False, locked.seats, "đại biểu"), (True, locked.alternates, "dự khuyết")):
        wanted = sum(entry.is_alternate is is_alternate for entry in entries)
        taken = rows.filter(is_alternate=is_alternate, category__in=TAKES_A_PLACE).count()
        if wanted and taken + wanted > places:
            raise Refusal(
                f"Danh sách được trả lại đã đủ {places} {noun}. Hãy đưa đồng chí ở dòng bị trả lại ra khỏi danh sách "
                "trước khi thêm người thay."
            )


@transaction.atomic
def take_off_list(*, delegate: Delegate, by: Account, revision: int | None = None, reason: str = "") -> Delegate:
    """Take her off; no other row changes. `put_back_on_list` undoes it. A delegate by right stays one, off the list."""
    locked, row = _locked_row(delegate, revision)
    if row.state == DelegateState.WITHDRAWN or row.delegate_list_id is None:
        return row
    require_open_row(locked, row)
    if row.category == Category.EX_OFFICIO:
        row.delegate_list = row.electing_unit = None
    else:
        row.state = DelegateState.WITHDRAWN
    row.save(update_fields=["state", "delegate_list", "electing_unit"])
    touch_list(locked)
    record("list.take_off", row, by=by, unit=locked.electing_unit.lead_unit, reason=reason, delegate_list=locked.pk)
    return row


@transaction.atomic
def put_back_on_list(*, delegate: Delegate, by: Account, revision: int | None = None) -> Delegate:
    """Undo `take_off_list`: she stands where she stood."""
    locked, row = _locked_row(delegate, revision)
    if row.state == DelegateState.LISTED:
        return row
    require_with_the_unit(locked)
    standing = active_by_member(locked.congress, [row.member_id])
    _refuse_those_elsewhere(locked, standing.values(), by)
    if row.state != DelegateState.WITHDRAWN or row.frozen or standing:
        raise Refusal("Đồng chí này đã có trong danh sách. Hãy tải lại trang để xem danh sách mới nhất.")
    if (allowed := open_row_ids(locked)) is not None and row.pk not in allowed:
        _require_free_places(locked, [Entry(row.member, row.is_alternate)])
    row.state = DelegateState.LISTED
    row.save(update_fields=["state"])
    touch_list(locked)
    record("list.put_back", row, by=by, unit=locked.electing_unit.lead_unit, delegate_list=locked.pk)
    return row


@transaction.atomic
def move_on_list(*, delegate: Delegate, to: int, by: Account, revision: int | None = None) -> Delegate:
    """Put her in this place (from 1) among those of her kind; the others keep their order."""
    locked, row = _locked_row(delegate, revision)
    require_with_the_unit(locked)
    if open_row_ids(locked) is not None:
        raise Refusal("Danh sách được trả lại theo dòng nên không đổi thứ tự. Hãy sửa các dòng được yêu cầu rồi gửi lại.")
    kind = [other for other in rows_of(locked) if other.is_alternate == row.is_alternate]
    others = [other for other in kind if other.pk != row.pk]
    if len(others) == len(kind):
        raise Refusal("Đồng chí này không còn trong danh sách. Hãy tải lại trang.")
    place = max(1, min(to, len(kind)))
    wanted = [*others[: place - 1], row, *others[place - 1 :]]
    if [one.pk for one in wanted] == [one.pk for one in kind]:
        return row
    for number, one in enumerate(wanted, 1):
        one.position = number
        one.alternate_order = number if one.is_alternate else None
    Delegate.objects.bulk_update(wanted, ["position", "alternate_order"])
    touch_list(locked)
    record("list.move", row, by=by, unit=locked.electing_unit.lead_unit, delegate_list=locked.pk, to=place)
    return row


@transaction.atomic
def sort_list_by_name(*, delegate_list: DelegateList, by: Account, revision: int | None = None) -> DelegateList:
    """Order the delegates by tên, họ, đệm; alternates keep the order in which they were elected."""
    locked = lock_list_row(delegate_list, revision=revision)
    require_with_the_unit(locked)
    if open_row_ids(locked) is not None:
        raise Refusal("Danh sách được trả lại theo dòng nên không đổi thứ tự. Hãy sửa các dòng được yêu cầu rồi gửi lại.")
    rows = list(rows_of(locked).filter(is_alternate=False).order_by("member__sort_key", "member__birth_date", "id"))
    for number, row in enumerate(rows, 1):
        row.position = number
    Delegate.objects.bulk_update(rows, ["position"])
    touch_list(locked)
    record("list.sort", locked, by=by, unit=locked.electing_unit.lead_unit)
    return locked


@transaction.atomic
def set_alternate(*, delegate: Delegate, is_alternate: bool, by: Account, revision: int | None = None) -> Delegate:
    """Make her an alternate (last in their order), or a delegate (last in the list)."""
    locked, row = _locked_row(delegate, revision)
    require_open_row(locked, row)
    if row.is_alternate == is_alternate:
        return row
    if row.category == Category.EX_OFFICIO:
        raise Refusal("Đại biểu đương nhiên không thể là dự khuyết.")
    numbers = locked.delegates.aggregate(last=Max("position"), last_alternate=Max("alternate_order"))
    row.is_alternate = is_alternate
    row.alternate_order = (numbers["last_alternate"] or 0) + 1 if is_alternate else None
    row.position = (numbers["last"] or 0) + 1
    row.save(update_fields=["is_alternate", "alternate_order", "position"])
    touch_list(locked)
    record("list.set_alternate", row, by=by, unit=locked.electing_unit.lead_unit, is_alternate=is_alternate)
    return row


def _locked_row(delegate: Delegate, revision: int | None) -> tuple[DelegateList, Delegate]:
    """The list first, then the row as it is now: everybody locks in this order."""
    if delegate.delegate_list is None:
        raise Refusal("Đồng chí này không nằm trong danh sách của đơn vị nào.")
    locked = lock_list_row(delegate.delegate_list, revision=revision)
    row = Delegate.objects.select_related("member", "delegate_list").get(pk=delegate.pk)
    return locked, row
