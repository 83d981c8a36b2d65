"""Offices in union bodies, held from a day to a day."""

from datetime import date

from django.db import IntegrityError, transaction

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.models import Member, Office
from members.people.reference import UNION_POSITIONS
from members.units.models import Unit


@transaction.atomic
def begin_office(*, member: Member, unit: Unit, position: str, starts_on: date, by: Account, basis: str = "") -> Office:
    if UNION_POSITIONS.get(position) is None:
        raise Refusal("Hãy chọn một chức vụ trong danh sách.", field="position")
    try:
        with transaction.atomic():
            office = Office.objects.create(member=member, unit=unit, position=position, starts_on=starts_on, basis=basis)
    except IntegrityError as error:
        raise Refusal("Đồng chí này đang giữ chức vụ đó ở đơn vị này rồi.", field="position") from error
    record("office.begin", member, by=by, unit=unit, position=position, starts_on=starts_on, reason=basis)
    return office


@transaction.atomic
def end_office(*, office: Office, ends_on: date, by: Account, reason: str) -> Office:
    """The office ends with this day; it stays in her record."""
    locked = Office.objects.select_for_update(of=("self",)).select_related("member", "unit").get(pk=office.pk)
    if locked.ends_on is not None:
        return locked
    if ends_on < locked.starts_on:
        raise Refusal(f"Đồng chí giữ chức vụ này từ {locked.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="ends_on")
    locked.ends_on, locked.end_reason = ends_on, reason
    locked.save(update_fields=["ends_on", "end_reason"])
    record("office.end", locked.member, by=by, unit=locked.unit, position=locked.position, ends_on=ends_on, reason=reason)
    return locked
