"""What a unit is called, and since when."""

from datetime import date, timedelta

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit, UnitName
from vietnamese.names import text_sort_key
from vietnamese.search import search_key


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, on: date, by: Account, reason: str = "") -> Unit:
    """From this day the unit has another name; what it was called before stays in its names."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if (locked.name, locked.short_name) == (name, short_name):
        return locked
    if locked.ends_on is not None:
        raise Refusal("Đơn vị đã kết thúc hoạt động nên không đổi tên được nữa.")
    current = locked.names.filter(ends_on=None).order_by("-starts_on").first()
    if current is not None and current.starts_on >= on:
        raise Refusal(f"Tên hiện nay dùng từ {current.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
    if current is not None:
        current.ends_on = on - timedelta(days=1)
        current.save(update_fields=["ends_on"])
    UnitName.objects.create(unit=locked, name=name, short_name=short_name, starts_on=on)
    before = locked.name
    _call(locked, name, short_name)
    record("unit.rename", locked, by=by, unit=locked, reason=reason, before=before, after=name, on=on)
    return locked


@transaction.atomic
def correct_unit_name(*, unit: Unit, name: str, short_name: str, by: Account) -> Unit:
    """The name was written wrongly: it is mended where it stands, and no new name begins. The trace keeps the wrong one."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if (locked.name, locked.short_name) == (name, short_name):
        return locked
    latest = locked.names.order_by("-starts_on").first()
    if latest is not None:
        latest.name, latest.short_name = name, short_name
        latest.save(update_fields=["name", "short_name"])
    before = locked.name
    _call(locked, name, short_name)
    record("unit.correct_name", locked, by=by, unit=locked, before=before, after=name)
    return locked


def _call(unit: Unit, name: str, short_name: str) -> None:
    unit.name, unit.short_name = name, short_name
    unit.sort_key = text_sort_key(name)
    unit.search_key = search_key(f"{unit.code} {name} {short_name}")
    unit.save(update_fields=["name", "short_name", "sort_key", "search_key"])
