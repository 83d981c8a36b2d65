"""Many units at once, from a sheet that was read without a problem."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.actions.founding import found_unit
from members.units.actions.placing import lock_tree
from members.units.models import Unit
from members.units.queries import units_managed_by
from members.units.rules import UnitRow


@transaction.atomic
def import_units(*, rows: Sequence[UnitRow], on: date, by: Account) -> list[Unit]:
    """Found every unit of the sheet, all or none; a parent stands in the tree or in an earlier row.

    `on` is the first day of the units whose row says none.
    """
    lock_tree()
    known = {unit.code: unit for unit in units_managed_by(by).filter(code__in=[row.parent_code for row in rows])}
    made = []
    for row in rows:
        parent = known.get(row.parent_code)
        if parent is None:
            raise Refusal(f"Dòng {row.row}: không còn đơn vị mang mã {row.parent_code}. Hãy đọc lại tệp.")
        unit = found_unit(
            code=row.code,
            kind=row.kind,
            name=row.name,
            short_name=row.short_name,
            parent=parent,
            starts_on=date.fromisoformat(row.starts_on) if row.starts_on else on,
            by=by,
            leading_party_committee=row.facts.get("leading_party_committee", ""),
            place=row.facts.get("place", ""),
            founding_decision=row.facts.get("founding_decision", ""),
            contact_name=row.facts.get("contact_name", ""),
            contact_phone=row.facts.get("contact_phone", ""),
        )
        known[unit.code] = unit
        made.append(unit)
    record("unit.import", by=by, units=len(made))
    return made
