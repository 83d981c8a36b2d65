"""The facts of a unit that have no history of their own: the trace keeps what they were."""

from typing import Any

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Changed
from members.access.trace import record
from members.units.models import Unit

FACTS = ("kind", "leading_party_committee", "place", "founding_decision", "contact_name", "contact_phone")


@transaction.atomic
def change_unit(*, unit: Unit, revision: int, changes: dict[str, Any], by: Account) -> Unit:
    """Change facts of a unit (FACTS), if nobody else has since `revision`."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.revision != revision:
        raise Changed("Đơn vị này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    told = {
        name: [getattr(locked, name), value]
        for name, value in changes.items()
        if name in FACTS and getattr(locked, name) != value
    }
    if not told:
        return locked
    for name, (_, value) in told.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save(update_fields=[*told, "revision"])
    record("unit.change", locked, by=by, unit=locked, changes=told)
    return locked
