"""A member's record: how it begins and changes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Changed
from members.access.trace import record
from members.people.models import Member, Membership
from members.people.rules import SENSITIVE_FACTS
from members.people.sealing import IDENTITY, SERVICE, number_hash, seal
from members.units.models import Unit
from vietnamese.names import sort_key
from vietnamese.search import search_key, tone_key


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
        raise Changed("Hồ sơ này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
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
    # the trace is read by more people than the file is (Law 91/2025/QH15): sensitive values stay out of it
    told = {name: [before[name], changes[name]] for name in changed if name not in SENSITIVE_FACTS}
    hidden = sorted(set(changed) & SENSITIVE_FACTS)
    record("member.change", locked, by=by, unit=locked.unit, changes=_plain(told), hidden=hidden)
    return locked


def _plain(values: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {
        name: [value if isinstance(value, str | int | bool | None) else str(value) for value in pair]
        for name, pair in values.items()
    }


@transaction.atomic
def seal_numbers(*, member: Member, by: Account, service_number: str = "", identity_number: str = "") -> Member:
    """Keep these numbers sealed; an empty one leaves what is there."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    changed = []
    for kind, number in ((SERVICE, service_number), (IDENTITY, identity_number)):
        found = number_hash(kind, number)
        if not found or found == getattr(locked, f"{kind}_hash"):
            continue
        setattr(locked, f"{kind}_sealed", seal(number))
        setattr(locked, f"{kind}_hash", found)
        changed += [f"{kind}_sealed", f"{kind}_hash"]
    if changed:
        locked.updated_at = timezone.now()
        locked.save(update_fields=[*changed, "updated_at"])
        record("member.seal_numbers", locked, by=by, unit=locked.unit, numbers=sorted({name[:-7] for name in changed[::2]}))
    return locked
