"""How many members a unit had on a day, written down once."""

from datetime import date

from django.db import transaction

from members.access.models import Account
from members.access.trace import record
from members.people.models import MemberCount
from members.people.queries import counts_on
from members.units.models import Unit


@transaction.atomic
def freeze_member_counts(*, units: list[Unit], on: date, by: Account) -> list[MemberCount]:
    """Write down how many members each of these units had on the day; a count that is frozen already stays as it is."""
    frozen = {count.unit_id: count for count in MemberCount.objects.filter(unit__in=units, on=on)}
    missing = [unit for unit in units if unit.pk not in frozen]
    numbers = counts_on(missing, day=on)
    made = MemberCount.objects.bulk_create(
        MemberCount(unit=unit, on=on, count=numbers[unit.pk], frozen_by=by) for unit in missing
    )
    if made:
        record("member_count.freeze", by=by, on=on, units=len(made), members=sum(count.count for count in made))
    return [*frozen.values(), *made]
