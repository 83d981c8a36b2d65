"""What may happen to a unit. Its path, names and placements are kept here and nowhere else."""

from datetime import date, timedelta

from django.db import connection, transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Succession, SuccessionKind, Unit, UnitName, UnitPlacement
from vietnamese.names import text_sort_key
from vietnamese.search import search_key

TREE_LOCK = "SELECT pg_advisory_xact_lock(7205002)"  # one change of the tree's shape at a time


def _lock_tree() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TREE_LOCK)


@transaction.atomic
def found_unit(
    *,
    code: str,
    kind: str,
    name: str,
    parent: Unit | None,
    starts_on: date,
    by: Account | None,
    short_name: str = "",
    leading_party_committee: str = "",
    place: str = "",
    founding_decision: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    predecessors: list[Unit] | None = None,
    succession: str = SuccessionKind.MERGED,
) -> Unit:
    """A new unit under its parent (none: the root of a tree), with its first name, its first placement and what it came from."""
    if Unit.objects.filter(code=code).exists():
        raise Refusal(f"Mã đơn vị {code} đã có. Hãy chọn mã khác.", field="code")
    unit = Unit.objects.create(
        code=code,
        kind=kind,
        name=name,
        short_name=short_name,
        parent=parent,
        path="",
        leading_party_committee=leading_party_committee,
        place=place,
        founding_decision=founding_decision,
        contact_name=contact_name,
        contact_phone=contact_phone,
        starts_on=starts_on,
        sort_key=text_sort_key(name),
        search_key=search_key(f"{code} {name} {short_name}"),
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitName.objects.create(unit=unit, name=name, short_name=short_name, starts_on=starts_on)
    UnitPlacement.objects.create(unit=unit, parent=parent, starts_on=starts_on)
    for predecessor in predecessors or []:
        Succession.objects.create(
            unit=unit, predecessor=predecessor, kind=succession, on=starts_on, decision=founding_decision
        )
    record("unit.found", unit, by=by, unit=unit, code=code, kind=kind)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, on: date, by: Account, reason: str = "") -> Unit:
    """From this day the unit has another name; what it was called before stays in its names."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if (locked.name, locked.short_name) == (name, short_name):
        return locked
    current = locked.names.filter(ends_on=None).order_by("-starts_on").first()
    if current is not None and current.starts_on >= on:
        raise Refusal(f"Tên hiện nay dùng từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
    if current is not None:
        current.ends_on = on - timedelta(days=1)
        current.save(update_fields=["ends_on"])
    UnitName.objects.create(unit=locked, name=name, short_name=short_name, starts_on=on)
    before = locked.name
    locked.name, locked.short_name = name, short_name
    locked.sort_key = text_sort_key(name)
    locked.search_key = search_key(f"{locked.code} {name} {short_name}")
    locked.save(update_fields=["name", "short_name", "sort_key", "search_key"])
    record("unit.rename", locked, by=by, unit=locked, reason=reason, before=before, after=name, on=on)
    return locked


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, on: date, by: Account, reason: str = "") -> Unit:
    """From this day the unit stands under another one, with everything below it."""
    _lock_tree()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    above = Unit.objects.get(pk=parent.pk)
    if locked.parent_id == above.pk:
        return locked
    if above.path.startswith(locked.path):
        raise Refusal("Không thể đặt đơn vị dưới chính nó hoặc dưới đơn vị cấp dưới của nó.", field="parent")
    current = locked.placements.filter(ends_on=None).order_by("-starts_on").first()
    if current is not None and current.starts_on >= on:
        raise Refusal(
            f"Đơn vị trực thuộc nơi hiện nay từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on"
        )
    if current is not None:
        current.ends_on = on - timedelta(days=1)
        current.save(update_fields=["ends_on"])
    UnitPlacement.objects.create(unit=locked, parent=above, starts_on=on)
    old, new = locked.path, f"{above.path}{locked.pk}/"
    moved = list(Unit.objects.filter(path__startswith=old))
    for row in moved:
        row.path = new + row.path[len(old) :]
    Unit.objects.bulk_update(moved, ["path"], batch_size=1000)
    before = locked.parent_id
    locked.parent, locked.path = above, new
    locked.save(update_fields=["parent", "path"])
    record("unit.move", locked, by=by, unit=locked, reason=reason, before=before, after=above.pk, on=on)
    return locked
