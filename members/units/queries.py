"""What is asked of units."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.units.models import Unit, UnitName, UnitPlacement, UnitQuerySet
from vietnamese.search import search_key


def units_for(account: Account, permission: Permission = Permission.UNIT_VIEW) -> UnitQuerySet:
    """Units on which the account has the permission."""
    return Unit.objects.filter(covered(account, permission))


def units_managed_by(account: Account) -> UnitQuerySet:
    return units_for(account, Permission.UNIT_MANAGE)


def ancestors_of(unit: Unit) -> QuerySet[Unit]:
    """The units above, the root first."""
    ids = [int(part) for part in unit.path.split("/") if part]
    return Unit.objects.filter(pk__in=ids).exclude(pk=unit.pk).order_by("path")


def units_in_force(*, root: Unit, on: date) -> UnitQuerySet:
    """The unit and everything below it that exists on that day."""
    return Unit.objects.below(root).in_force(on=on)


def words_query(text: str) -> SearchQuery | None:
    """Every word of the text as the beginning of a word; None when it has no word."""
    words = search_key(text).split()
    if not words:
        return None
    return SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")


def search_units(units: UnitQuerySet, text: str) -> UnitQuerySet:
    """Those whose code, name or short name holds every word, with or without accents; no word: all of them."""
    query = words_query(text)
    return units if query is None else units.filter(words=query)


def find_units(units: UnitQuerySet, text: str, *, limit: int = 10) -> list[Unit]:
    """What somebody who typed this may have meant: the one with exactly this code, else a few that hold the words."""
    exact = list(units.filter(code__iexact=text.strip())[:1])
    return exact or list(search_units(units, text).order_by("sort_key", "id")[:limit])


@dataclass(frozen=True)
class UnitOnDay:
    """How a unit stood on a day; name and parent are None where it was not there yet or no more."""

    name: UnitName | None
    placement: UnitPlacement | None
    children: list[UnitPlacement]


def covers(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def unit_on(unit: Unit, day: date) -> UnitOnDay:
    return UnitOnDay(
        name=unit.names.filter(covers(day)).first(),
        placement=unit.placements.filter(covers(day)).select_related("parent").first(),
        children=list(
            UnitPlacement.objects.filter(covers(day), parent=unit).select_related("unit").order_by("unit__sort_key")[:200]
        ),
    )
