"""What may happen to a member."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Changed
from members.access.trace import record
from members.people.models import Member, MemberCount, Membership
from members.people.queries import counts_on
from members.units.models import Unit
from vietnamese.names import sort_key
from vietnamese.search import search_key, tone_key

# never written into the trace: it is read by more people than the file is (Law 91/2025/QH15)
SENSITIVE = {"ethnicity", "religion", "party_stage", "party_joined", "party_official", "party_position", "family_background"}


def set_keys(member: Member) -> None:
    """Sort and search keys follow the name."""
    member.sort_key = sort_key(member.full_name, member.sort_name)
    member.search_key = search_key(member.full_name)
    member.tone_key = tone_key(member.full_name)


@transaction.atomic
def enrol_member(
    *, unit: Unit, full_name: str, by: Account | None, since: date | None = None, reason: str = "", **fields: Any
) -> Member:
    """A new member of the unit, there since a day (None: since before we began to write it down).

    `fields` are columns of Member, as the database keeps them (codes, partial dates as "1988-05").
    """
    member = Member(unit=unit, full_name=full_name, **fields)
    set_keys(member)
    member.save()
    Membership.objects.create(member=member, unit=unit, starts_on=since, reason=reason)
    record("member.enrol", member, by=by, unit=unit, reason=reason)
    return member


@transaction.atomic
def change_member(*, member: Member, revision: int, by: Account, changes: dict[str, Any]) -> Member:
    """Change columns of a member, if nobody else has since `revision`; the trace names the columns, not sensitive values."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if locked.revision != revision:
        raise Changed(
            "Hồ sơ này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa."
        )
    before = {name: getattr(locked, name) for name in changes}
    changed = [name for name, value in changes.items() if before[name] != value]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, changes[name])
    set_keys(locked)
    locked.revision += 1
    locked.updated_at = timezone.now()
    locked.save()
    told = {name: [before[name], changes[name]] for name in changed if name not in SENSITIVE}
    hidden = sorted(set(changed) & SENSITIVE)
    record("member.change", locked, by=by, unit=locked.unit, changes=_plain(told), hidden=hidden)
    return locked


def _plain(values: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {
        name: [value if isinstance(value, str | int | bool | None) else str(value) for value in pair]
        for name, pair in values.items()
    }


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
