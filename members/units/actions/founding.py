"""How a unit begins."""

from datetime import date

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Succession, SuccessionKind, Unit, UnitName, UnitPlacement
from vietnamese.names import text_sort_key
from vietnamese.search import search_key


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
        Succession.objects.create(unit=unit, predecessor=predecessor, kind=succession, on=starts_on, decision=founding_decision)
    record("unit.found", unit, by=by, unit=unit, code=code, kind=kind)
    return unit
