"""What an account holds."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from members.access.models import Account, Grant
from members.access.roles import ROLES, Permission


def grants_of(account: Account, *, on: date | None = None) -> list[Grant]:
    """The grants in force, with their units; read once per account object, so that a page asks the database once."""
    on = on or timezone.localdate()
    cached: dict[date, list[Grant]] = account.__dict__.setdefault("_grants_on", {})
    if on not in cached:
        if not account.is_active:
            cached[on] = []
        else:
            cached[on] = list(account.grants.in_force(on=on).select_related("unit"))
    return cached[on]


def roots_of(account: Account, permission: Permission, *, on: date | None = None) -> list[str]:
    """Paths of the units on which (and below which) the account has the permission."""
    return sorted({grant.unit.path for grant in grants_of(account, on=on) if permission in ROLES[grant.role].permissions})


def covered(account: Account, permission: Permission, *, path: str = "path") -> Q:
    """A condition on a unit's path (or on `relation__path`): the rows on which the account has the permission.

    With no grant at all the condition holds for no row.
    """
    condition = Q(pk__in=[])
    for root in roots_of(account, permission):
        condition |= Q(**{f"{path}__startswith": root})
    return condition
