"""What may happen to electing units and to the allocation of seats."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from congress.delegates.models import (
    Allocation,
    AllocationMethod,
    AllocationRow,
    ElectingUnit,
    ElectingUnitMember,
    ListState,
)
from congress.delegates.queries.allocation import (
    CHAPTERS,
    Parameters,
    alternates_in,
    counted_units,
    draft_of,
    electing_units_of,
    fingerprint,
    frozen_counts,
    open_tie_of,
    problems_in,
    shared_out,
    three_places,
    units_that_could_elect,
)
from congress.delegates.rules.electing_groups import neighbouring_groups
from congress.delegates.rules.seats import NotPossible, Tie, larger_membership, list_order
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.actions import freeze_member_counts
from members.people.models import MemberCount
from members.units.models import Unit

# how a tie may be decided, as procedure §3.2 has it
TIE_WAYS = {
    "members": "Đơn vị đông hội viên hơn",
    "order": "Theo thứ tự trong danh sách đơn vị",
    "board": "Ban Tổ chức quyết định",
}
NOT_SENT = (ListState.NOT_OPEN, ListState.ENTERING)


# ---- electing units -------------------------------------------------------------------------------------------------


def _require_no_version(congress: Congress) -> None:
    if congress.allocations.filter(frozen_at__isnull=False).exists():
        raise Refusal("Đã ban hành phân bổ nên không lập lại đơn vị bầu. Hãy chuyển từng chi hội giữa các đơn vị bầu.")
    if congress.allocations.filter(frozen_at=None).exists():
        raise Refusal("Đang có bản dự thảo phân bổ. Hãy bỏ bản dự thảo rồi lập lại đơn vị bầu.")


@transaction.atomic
def make_electing_units(*, congress: Congress, by: Account, groups: int | None = None) -> list[ElectingUnit]:
    """Every organisation directly below elects: hội cơ sở by themselves, chi hội too, or in `groups` cụm of neighbours by code.

    What was made before is made anew; once an allocation is drafted or frozen that is refused.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    _require_no_version(locked)
    units = units_that_could_elect(locked, on=_counting_day(locked))
    chapters = [unit for unit in units if unit.kind in CHAPTERS]
    if groups is not None and not 1 <= groups <= len(chapters):
        raise Refusal(f"Có {len(chapters)} chi hội: số cụm phải từ 1 đến {len(chapters)}.", field="groups")
    locked.electing_units.all().delete()
    alone = units if groups is None else [unit for unit in units if unit.kind not in CHAPTERS]
    made = [_place(locked, [unit], unit.code, unit.name, is_group=False) for unit in alone]
    if groups is not None:
        width = len(str(groups))
        for number, together in enumerate(neighbouring_groups(chapters, groups), start=1):
            made.append(_place(locked, together, f"CUM{number:0{max(2, width)}}", f"Cụm {number}", is_group=True))
    for position, electing_unit in enumerate(made):
        electing_unit.position = position
    ElectingUnit.objects.bulk_update(made, ["position"])
    record("electing_units.make", locked, by=by, unit=locked.unit, units=len(made), groups=groups)
    return made


def _counting_day(congress: Congress) -> date:
    return congress.member_count_on or timezone.localdate()


def _place(congress: Congress, units: list[Unit], code: str, name: str, *, is_group: bool) -> ElectingUnit:
    electing_unit = ElectingUnit.objects.create(congress=congress, code=code, name=name, is_group=is_group, lead_unit=units[0])
    ElectingUnitMember.objects.bulk_create(
        ElectingUnitMember(electing_unit=electing_unit, congress=congress, unit=unit) for unit in units
    )
    return electing_unit


@transaction.atomic
def place_unit(*, congress: Congress, unit: Unit, to: ElectingUnit | None, by: Account, reason: str = "") -> ElectingUnit:
    """Let a unit elect in another electing unit of this congress, or (`to` None) by itself.

    Once an allocation is frozen it needs a reason, and neither list may have been sent. The last unit that leaves takes
    its electing unit with it, where no allocation holds on to it.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    if not unit.path.startswith(locked.unit.path) or unit.pk == locked.unit_id:
        raise Refusal("Chỉ chọn tổ chức thuộc phạm vi của đại hội.", field="unit")
    link = ElectingUnitMember.objects.filter(congress=locked, unit=unit).select_related("electing_unit").first()
    left = link.electing_unit if link else None
    if left is not None and (left == to or (to is None and not left.is_group)):
        return left
    concerned = [electing_unit for electing_unit in (left, to) if electing_unit is not None]
    _require_movable(locked, concerned, reason)
    target = to or ElectingUnit.objects.create(
        congress=locked, code=unit.code, name=unit.name, lead_unit=unit, position=_next_position(locked)
    )
    if link is not None:
        link.electing_unit = target
        link.save(update_fields=["electing_unit"])
        # units that ended and went on in this one come with it, for their members were counted with them
        ElectingUnitMember.objects.filter(electing_unit=left, unit__ends_on__isnull=False, unit__successors__unit=unit).update(
            electing_unit=target
        )
    else:
        ElectingUnitMember.objects.create(electing_unit=target, congress=locked, unit=unit)
    if left is not None:
        after_leaving(left, unit)
    record(
        "electing_units.place", unit, by=by, unit=locked.unit, reason=reason, congress=locked.pk, to=target.name,
        from_=left.name if left else "",
    )  # fmt: skip
    return target


def _next_position(congress: Congress) -> int:
    last = congress.electing_units.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _require_movable(congress: Congress, electing_units: list[ElectingUnit], reason: str) -> None:
    if congress.allocations.filter(frozen_at=None).exists():
        raise Refusal("Đang có bản dự thảo phân bổ. Hãy ban hành hoặc bỏ bản dự thảo trước khi đổi đơn vị bầu.")
    if congress.allocations.filter(frozen_at__isnull=False).exists() and not reason.strip():
        raise Refusal("Đã ban hành phân bổ. Hãy ghi lý do đổi đơn vị bầu.", field="reason")
    sent = congress.delegate_lists.filter(electing_unit__in=electing_units).exclude(state__in=NOT_SENT).first()
    if sent is not None:
        raise Refusal(f"Danh sách của {sent.electing_unit} đã gửi nên không đổi đơn vị bầu được nữa.")


def after_leaving(left: ElectingUnit, unit: Unit) -> None:
    """An electing unit that `unit` has left: gone with its last unit, or led by another."""
    remaining = left.unit_links.select_related("unit").order_by("id").first()
    if remaining is None:
        try:
            left.delete()
        except ProtectedError as error:
            raise Refusal(f"{left.name} sẽ không còn tổ chức nào mà đã có phân bổ. Hãy giữ lại ít nhất một.") from error
    elif left.lead_unit_id == unit.pk:
        left.lead_unit = remaining.unit
        left.save(update_fields=["lead_unit"])


@transaction.atomic
def change_electing_unit(*, electing_unit: ElectingUnit, name: str, lead_unit: Unit, by: Account) -> ElectingUnit:
    """Another name, another unit that enters the list; it must be one of those that elect there."""
    locked = lock_congress(electing_unit.congress)
    require_not_over(locked)
    row = ElectingUnit.objects.select_for_update(of=("self",)).get(pk=electing_unit.pk)
    if not row.unit_links.filter(unit=lead_unit).exists():
        raise Refusal(f"{lead_unit} không thuộc {row.name}. Hãy chọn một tổ chức trong đơn vị bầu này.", field="lead_unit")
    if (row.name, row.lead_unit_id) == (name, lead_unit.pk):
        return row
    before = {"name": row.name, "lead": row.lead_unit_id}
    row.name, row.lead_unit = name, lead_unit
    row.save(update_fields=["name", "lead_unit"])
    record("electing_units.change", row, by=by, unit=locked.unit, before=before, after={"name": name, "lead": lead_unit.pk})
    return row


@transaction.atomic
def freeze_counts(*, congress: Congress, by: Account) -> list[MemberCount]:
    """Freeze the members of all units below on the congress's day; what is frozen already stays as it is."""
    locked = lock_congress(congress)
    require_not_over(locked)
    if locked.member_count_on is None:
        raise Refusal("Chưa đặt mốc tính hội viên. Hãy ghi ngày ở phần Sửa thông tin đại hội.")
    if locked.member_count_on > timezone.localdate():
        raise Refusal(f"Mốc {locked.member_count_on:%d/%m/%Y} chưa tới nên chưa chốt được.")
    units = list(counted_units(locked).in_force(on=locked.member_count_on))  # type: ignore[attr-defined]
    return freeze_member_counts(units=units, on=locked.member_count_on, by=by)


# ---- the draft --------------------------------------------------------------------------------------------------------


def _require_same(locked: Congress, shown: str | None) -> Allocation | None:
    draft = draft_of(locked)
    if shown is not None and fingerprint(draft) != shown:
        raise Changed("Bản dự thảo phân bổ vừa được người khác sửa. Hãy xem bản hiện nay rồi làm lại.")
    return draft


def _members(congress: Congress) -> dict[int, int]:
    counts = frozen_counts(congress)
    if not counts.by_electing_unit:
        raise Refusal("Chưa có đơn vị bầu đại biểu, hoặc chưa chốt số hội viên. Hãy làm hai việc đó trước.")
    if counts.missing:
        raise Refusal(f"Chưa chốt số hội viên của {len(counts.missing)} đơn vị: {', '.join(counts.missing[:3])}. Hãy chốt lại.")
    # in the order of the list, which is one of the ways to decide a tie
    return {unit.pk: counts.by_electing_unit.get(unit.pk, 0) for unit in electing_units_of(congress)}


@transaction.atomic
def draft_allocation(
    *,
    congress: Congress,
    method: str,
    parameters: Parameters,
    by: Account,
    shown: str | None = None,
    table: Mapping[int, int] | None = None,
) -> Allocation:
    """Make the draft, or make it anew by this method. There is one draft at a time.

    `shown` is the `fingerprint` of the draft that the person saw ("" for none): if it is another one by now, `Changed`.
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    draft = _require_same(locked, shown)
    members = _members(locked)
    assert locked.member_count_on is not None  # noqa: S101 -- counts are frozen on it
    try:
        computed = shared_out(method, parameters, members, table=table)
    except NotPossible as reason:
        raise Refusal(str(reason)) from reason
    last = locked.allocations.aggregate(last=Max("number"))["last"] or 0
    allocation = draft or Allocation(congress=locked, number=last + 1)
    allocation.method, allocation.parameters = method, parameters.stored()
    allocation.total, allocation.ex_officio, allocation.appointed = (
        parameters.total,
        parameters.ex_officio,
        parameters.appointed,
    )
    allocation.member_count_on, allocation.tie_decisions = locked.member_count_on, []
    allocation.created_by, allocation.created_at = by, timezone.now()
    allocation.save()
    allocation.rows.all().delete()
    notes = {one.unit: one.note for one in parameters.additions} if method == AllocationMethod.PRIORITY else {}
    AllocationRow.objects.bulk_create(
        AllocationRow(
            allocation=allocation,
            electing_unit_id=row.unit,
            member_count=row.members,
            quota=three_places(row.quota),
            base=row.base,
            seats=row.seats,
            note=notes.get(row.unit, ""),
        )
        for row in computed.units
    )
    _set_alternates(allocation)
    record("allocation.draft", allocation, by=by, unit=locked.unit, method=method, total=parameters.total, seats=computed.total)
    return allocation


def _set_alternates(allocation: Allocation) -> None:
    by_unit = alternates_in(allocation).by_unit
    rows = list(allocation.rows.all())
    for row in rows:
        row.alternates = by_unit[row.electing_unit_id]
    AllocationRow.objects.bulk_update(rows, ["alternates"], batch_size=1000)


def _lock_draft(allocation: Allocation, shown: str | None) -> tuple[Congress, Allocation]:
    locked = lock_congress(allocation.congress)
    require_not_over(locked)
    row = Allocation.objects.select_for_update(of=("self",)).filter(pk=allocation.pk).first()
    if row is None:
        raise Changed("Bản dự thảo này vừa được người khác bỏ.")
    if row.frozen_at is not None:
        raise Refusal(f"Bản {row.number} đã ban hành nên không sửa. Hãy lập bản mới và ghi lý do.")
    if shown is not None and fingerprint(row) != shown:
        raise Changed("Bản dự thảo phân bổ vừa được người khác sửa. Hãy xem bản hiện nay rồi làm lại.")
    return locked, row


@transaction.atomic
def decide_tie(
    *,
    allocation: Allocation,
    way: str,
    by: Account,
    chosen: Collection[int] = (),
    reason: str = "",
    shown: str | None = None,
) -> Allocation:
    """Settle the open tie of a draft. The larger membership and the order of the list choose by themselves, where they can;
    the board's decision names the units and says why."""
    locked, row = _lock_draft(allocation, shown)
    found = open_tie_of(row)
    if found is None:
        return row
    of, tie = found
    picked = _picked(tie, way, chosen, row)
    if way == "board" and not reason.strip():
        raise Refusal("Hãy ghi lý do Ban Tổ chức chọn.", field="reason")
    others = [one for one in row.tie_decisions if one["of"] != of]
    row.tie_decisions = [
        *others,
        {
            "of": of,
            "candidates": list(tie.candidates),
            "places": tie.places,
            "chosen": list(picked),
            "way": way,
            "reason": reason.strip() or TIE_WAYS[way],
            "by": by.full_name,
        },
    ]
    row.save(update_fields=["tie_decisions"])
    if of == "seats":
        for taken in row.rows.filter(electing_unit__in=picked):
            taken.seats += 1
            taken.save(update_fields=["seats"])
    _set_alternates(row)
    record("allocation.tie", row, by=by, unit=locked.unit, reason=reason.strip(), of=of, way=way, chosen=list(picked))
    return row


def _picked(tie: Tie, way: str, chosen: Collection[int], allocation: Allocation) -> tuple[int, ...]:
    if way == "members":
        members = {row.electing_unit_id: row.member_count for row in allocation.rows.all()}
        larger = larger_membership(tie, members)
        if larger is None:
            raise Refusal(
                "Các đơn vị này có số hội viên bằng nhau nên cách này không chọn được. Hãy chọn cách khác.", field="way"
            )
        return larger
    if way == "order":
        order = list(allocation.rows.values_list("electing_unit", flat=True))
        return list_order(tie, order)
    if way != "board":
        raise Refusal("Hãy chọn một cách.", field="way")
    if not tie.fits(chosen):
        raise Refusal(f"Hãy chọn đúng {tie.places} đơn vị trong các đơn vị ngang nhau.", field="chosen")
    return tuple(sorted(chosen))


@transaction.atomic
def set_seats(
    *,
    allocation: Allocation,
    seats: Mapping[int, int],
    by: Account,
    notes: Mapping[int, str] | None = None,
    shown: str | None = None,
) -> Allocation:
    """Top up or trim by hand: seats by electing unit id; a unit that isn't named keeps what it has.

    A changed number needs a note unless the whole table is filled by hand.
    """
    locked, row = _lock_draft(allocation, shown)
    said = notes or {}
    changed: dict[str, Any] = {}
    rows = list(row.rows.select_related("electing_unit"))
    for line in rows:
        wanted = seats.get(line.electing_unit_id, line.seats)
        note = said.get(line.electing_unit_id, line.note).strip()
        if wanted < 0:
            raise Refusal(f"{line.electing_unit.name}: số đại biểu phải từ 0 trở lên.")
        if wanted != line.seats and not note and row.method != AllocationMethod.BY_HAND:
            raise Refusal(f"{line.electing_unit.name}: hãy ghi vì sao đổi từ {line.seats} thành {wanted}.")
        if (wanted, note) != (line.seats, line.note):
            changed[line.electing_unit.code] = [line.seats, wanted]
            line.seats, line.note = wanted, note
    if not changed:
        return row
    AllocationRow.objects.bulk_update(rows, ["seats", "note"], batch_size=1000)
    _set_alternates(row)
    record("allocation.hand", row, by=by, unit=locked.unit, changes=changed)
    return row


@transaction.atomic
def drop_draft(*, allocation: Allocation, by: Account, shown: str | None = None) -> None:
    """Throw the draft away; frozen versions stay. Twice is the same as once."""
    if not Allocation.objects.filter(pk=allocation.pk).exists():
        return
    locked, row = _lock_draft(allocation, shown)
    record("allocation.drop", row, by=by, unit=locked.unit, number=row.number)
    row.delete()


@transaction.atomic
def freeze_allocation(*, allocation: Allocation, by: Account, reason: str = "", shown: str | None = None) -> Allocation:
    """Issue the draft as a version that is never changed again; every version after the first says why it was needed.

    Which units make up each electing unit is written down with it. Twice is the same as once.
    """
    locked = lock_congress(allocation.congress)
    row = Allocation.objects.select_for_update(of=("self",)).filter(pk=allocation.pk).first()
    if row is not None and row.frozen_at is not None:
        return row
    locked, row = _lock_draft(allocation, shown)
    if problems := problems_in(row):
        raise Refusal(" ".join(problem.message for problem in problems[:3]))
    if row.number > 1 and not reason.strip():
        raise Refusal(f"Đây là bản {row.number}. Hãy ghi lý do lập bản mới.", field="reason")
    row.parameters["units"] = {
        str(electing_unit.pk): {
            "code": electing_unit.code,
            "name": electing_unit.name,
            "units": [link.unit.name for link in electing_unit.unit_links.all()],
        }
        for electing_unit in electing_units_of(locked)
    }
    row.reason = reason.strip()
    row.frozen_by, row.frozen_at = by, timezone.now()
    row.save(update_fields=["parameters", "reason", "frozen_by", "frozen_at"])
    record(
        "allocation.freeze",
        row,
        by=by,
        unit=locked.unit,
        reason=row.reason,
        number=row.number,
        total=row.total,
        elected=row.elected,
    )
    return row
