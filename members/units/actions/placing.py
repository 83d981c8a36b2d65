"""Where a unit stands in the tree, and since when."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit, UnitPlacement

TREE_LOCK = "SELECT pg_advisory_xact_lock(7205002)"  # one change of the tree's shape at a time


def lock_tree() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TREE_LOCK)


def place_under(unit: Unit, parent: Unit, *, on: date) -> None:
    """Write the placement down and carry the paths of everything below along; the caller holds the tree's lock."""
    current = unit.placements.filter(ends_on=None).order_by("-starts_on").first()
    if current is not None and current.starts_on >= on:
        raise Refusal(f"{unit.name} trực thuộc nơi hiện nay từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
    if current is not None:
        current.ends_on = on - timedelta(days=1)
        current.save(update_fields=["ends_on"])
    UnitPlacement.objects.create(unit=unit, parent=parent, starts_on=on)
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    Unit.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    unit.parent, unit.path = parent, new
    unit.save(update_fields=["parent", "path"])


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, on: date, by: Account, reason: str = "") -> Unit:
    """From this day the unit stands under another one, with everything below it."""
    lock_tree()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    above = Unit.objects.get(pk=parent.pk)
    if locked.parent_id == above.pk:
        return locked
    if above.path.startswith(locked.path):
        raise Refusal("Không thể đặt đơn vị dưới chính nó hoặc dưới đơn vị cấp dưới của nó.", field="parent")
    current = locked.placements.filter(ends_on=None).order_by("-starts_on").first()
    if current is not None and current.starts_on >= on:
        raise Refusal(f"Đơn vị trực thuộc nơi hiện nay từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
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
