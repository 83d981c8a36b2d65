"""What is asked of units."""

from datetime import date

from django.db.models import QuerySet

from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.units.models import Unit, UnitQuerySet


def units_for(account: Account, permission: Permission = Permission.UNIT_VIEW) -> UnitQuerySet:
    """Units on which the account has the permission."""
    return Unit.objects.filter(covered(account, permission))


def ancestors_of(unit: Unit) -> QuerySet[Unit]:
    """The units above, the root first."""
    ids = [int(part) for part in unit.path.split("/") if part]
    return Unit.objects.filter(pk__in=ids).exclude(pk=unit.pk).order_by("path")


def units_in_force(*, root: Unit, on: date) -> UnitQuerySet:
    """The unit and everything below it that exists on that day."""
    return Unit.objects.below(root).in_force(on=on)
