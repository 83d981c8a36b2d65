"""Merging, splitting and closing: old units end and stay, new ones say where they come from (procedure.md §1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.actions.founding import found_unit
from members.units.actions.placing import lock_tree, place_under
from members.units.following import closing_checks, split_followers, succession_followers
from members.units.models import Succession, SuccessionKind, Unit, UnitName, UnitPlacement


@dataclass(frozen=True)
class Part:
    """A unit that a split makes."""

    code: str
    name: str
    short_name: str = ""
    kind: str = ""


@transaction.atomic
def merge_units(*, units: Sequence[Unit], into: Unit, on: date, by: Account, decision: str = "") -> Unit:
    """From this day the units are one: `into`, which may be one of them or a unit founded for it.

    The others end the day before and stay as its predecessors; what stood below them stands below it, and what rooms above
    keep (members, …) follows by `members.units.following`.
    """
    lock_tree()
    locked = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=[u.pk for u in [*units, into]])}
    successor = locked[into.pk]
    ending = [locked[unit.pk] for unit in units if unit.pk != into.pk]
    if not ending:
        raise Refusal("Hãy chọn ít nhất một đơn vị khác để sáp nhập.", field="units")
    for unit in ending:
        if unit.ends_on is not None:
            raise Refusal(f"{unit.name} đã kết thúc hoạt động từ trước, không sáp nhập được nữa.", field="units")
        if unit.starts_on >= on:
            raise Refusal(f"{unit.name} mới hoạt động từ {unit.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
        if successor.path.startswith(unit.path):
            raise Refusal(
                f"{successor.name} đang trực thuộc {unit.name}. Hãy chuyển {successor.name} lên cấp trên trước.",
                field="into",
            )
    if successor.ends_on is not None:
        raise Refusal(f"{successor.name} đã kết thúc hoạt động, không nhận sáp nhập được.", field="into")
    for unit in ending:
        Succession.objects.get_or_create(
            unit=successor,
            predecessor=unit,
            defaults={"kind": SuccessionKind.MERGED, "on": on, "decision": decision},
        )
        for child in Unit.objects.filter(parent=unit).in_force(on=on).exclude(pk=successor.pk):
            place_under(child, successor, on=on)
        for follow in succession_followers:
            follow(unit, successor, on, by)
        _end(unit, last_day=on - timedelta(days=1))
        record("unit.close", unit, by=by, unit=unit, reason=decision, last_day=unit.ends_on, successor=successor.name)
    record(
        "unit.merge",
        successor,
        by=by,
        unit=successor,
        reason=decision,
        on=on,
        predecessors=[unit.name for unit in ending],
    )
    return successor


@transaction.atomic
def split_unit(*, unit: Unit, parts: Sequence[Part], on: date, by: Account, decision: str = "") -> list[Unit]:
    """New units come from this one from a day; it goes on until its members have moved and it is closed."""
    lock_tree()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.ends_on is not None:
        raise Refusal("Đơn vị đã kết thúc hoạt động, không chia tách được nữa.")
    if not parts:
        raise Refusal("Hãy ghi ít nhất một đơn vị mới.", field="parts")
    if locked.starts_on >= on:
        raise Refusal(f"Đơn vị mới hoạt động từ {locked.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
    made = [
        found_unit(
            code=part.code,
            kind=part.kind or locked.kind,
            name=part.name,
            short_name=part.short_name,
            parent=locked.parent,
            starts_on=on,
            by=by,
            founding_decision=decision,
            predecessors=[locked],
            succession=SuccessionKind.SPLIT,
        )
        for part in parts
    ]
    for follow in split_followers:
        follow(locked, made, on, by)
    record("unit.split", locked, by=by, unit=locked, reason=decision, on=on, parts=[part.name for part in made])
    return made


@transaction.atomic
def close_unit(*, unit: Unit, last_day: date, by: Account, reason: str = "") -> Unit:
    """The unit ends with this day. It must have nothing below it and nothing that rooms above still need it for."""
    lock_tree()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.ends_on is not None:
        return locked
    if last_day < locked.starts_on:
        raise Refusal(f"Đơn vị hoạt động từ {locked.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="last_day")
    below = Unit.objects.filter(parent=locked).in_force(on=last_day + timedelta(days=1)).count()
    if below:
        raise Refusal(f"Còn {below} đơn vị trực thuộc đang hoạt động. Hãy chuyển hoặc kết thúc các đơn vị đó trước.")
    for check in closing_checks:
        check(locked, last_day)
    _end(locked, last_day=last_day)
    record("unit.close", locked, by=by, unit=locked, reason=reason, last_day=last_day)
    return locked


def _end(unit: Unit, *, last_day: date) -> None:
    unit.ends_on = last_day
    unit.save(update_fields=["ends_on"])
    UnitName.objects.filter(unit=unit, ends_on=None).update(ends_on=last_day)
    UnitPlacement.objects.filter(unit=unit, ends_on=None).update(ends_on=last_day)
