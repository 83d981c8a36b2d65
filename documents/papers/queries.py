"""What papers ask of a congress: its people by đoàn, what is not final yet, what was remembered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from congress.delegates.models import Delegate, DelegateList, DelegateState, ElectingUnit, ElectingUnitMember, ListState
from congress.delegates.queries.lists import lists_for
from congress.delegates.queries.snapshots import ACTIVE, alternates, as_printed, convened, snapshot_of
from congress.terms.models import Congress
from congress.terms.rules.names import UNION_WORDS
from documents.layout.details import Details
from documents.papers.models import PaperDetails
from documents.printing.access import may_see
from documents.printing.models import Rendering
from members.access.models import Account
from vietnamese.search import search_key

FINAL = (ListState.APPROVED, ListState.LOCKED)
# those who come by right or by appointment and whose unit elects nowhere
APART = "Đại biểu đương nhiên, chỉ định"
LAST_PRINTS = 8


@dataclass(frozen=True)
class Delegation:
    """A đoàn: the delegates of one electing unit, those by right and appointed among them."""

    key: int
    name: str
    position: tuple[int, int]


@dataclass(frozen=True)
class Person:
    """A delegate as papers print her."""

    pk: int
    delegation: Delegation
    seen: dict[str, Any]

    @property
    def card(self) -> str:
        return f"{self.seen['card_number']:03}" if self.seen["card_number"] else ""

    @property
    def order(self) -> tuple[tuple[int, int], str, str, int]:
        return (self.delegation.position, self.seen["sort_key"], self.seen["birth_date"], self.pk)


def congress_named(account: Account, congress_id: object) -> Congress | None:
    """The congress of a print's parameters; read once per account object, for the list of prints asks for every one."""
    if not isinstance(congress_id, int):
        return None
    read: dict[int, Congress | None] = account.__dict__.setdefault("_congresses_read", {})
    if congress_id not in read:
        read[congress_id] = Congress.objects.select_related("unit__parent", "term").filter(pk=congress_id).first()
    return read[congress_id]


def list_named(account: Account, list_id: object) -> DelegateList | None:
    """The delegate list of a print's parameters, read once like the congress."""
    if not isinstance(list_id, int):
        return None
    read: dict[int, DelegateList | None] = account.__dict__.setdefault("_lists_read", {})
    if list_id not in read:
        read[list_id] = (
            DelegateList.objects.select_related("congress__unit__parent", "congress__term", "electing_unit__lead_unit__parent")
            .prefetch_related("electing_unit__unit_links__unit")
            .filter(pk=list_id)
            .first()
        )
    return read[list_id]


def own_lists(account: Account, congress: Congress) -> QuerySet[DelegateList]:
    return lists_for(account).filter(congress=congress).order_by("electing_unit__position", "id")


def people_called(congress: Congress, *, approved_only: bool = False, among: Collection[int] | None = None) -> list[Person]:
    """Those convened, by đoàn, then by name; of these delegates (ids) alone where `among` names them."""
    called = convened(congress, approved_only=approved_only)
    return _people(congress, called if among is None else called.filter(pk__in=among))


def people_in_reserve(congress: Congress) -> list[Person]:
    """Alternates who have not stepped in, by đoàn, then in the order in which they would."""
    found = _people(congress, alternates(congress))
    return sorted(found, key=lambda one: (one.delegation.position, one.seen["alternate_order"] or 999, one.order))


def people_on_list(delegate_list: DelegateList) -> list[Person]:
    """Everybody on one unit's list as the unit ordered them, alternates last."""
    mine = delegate_list.delegates.all()
    people = {one.pk: one for one in _people(delegate_list.congress, convened(delegate_list.congress).filter(pk__in=mine))}
    people |= {one.pk: one for one in _people(delegate_list.congress, alternates(delegate_list.congress).filter(pk__in=mine))}
    ordered = mine.filter(pk__in=people).order_by("is_alternate", "position", "id").values_list("pk", flat=True)
    return [people[pk] for pk in ordered]


def _people(congress: Congress, delegates: QuerySet[Delegate]) -> list[Person]:
    units = {unit.pk: unit for unit in ElectingUnit.objects.filter(congress=congress)}
    links = ElectingUnitMember.objects.filter(congress=congress).select_related("unit")
    by_path = {link.unit.path: link.electing_unit_id for link in links}
    found = []
    for delegate in as_printed(delegates):
        unit_id = delegate.electing_unit_id or _elects_in(delegate.member.unit.path, by_path)
        found.append(Person(delegate.pk, _delegation(units.get(unit_id or 0)), snapshot_of(delegate)))
    return sorted(found, key=lambda one: one.order)


def _elects_in(path: str, by_path: dict[str, int]) -> int | None:
    """The electing unit of a unit, or of the nearest unit above it that elects."""
    above = [root for root in by_path if path.startswith(root)]
    return by_path[max(above, key=len)] if above else None


def _delegation(unit: ElectingUnit | None) -> Delegation:
    if unit is None:
        return Delegation(0, APART, (-1, 0))
    return Delegation(unit.pk, unit.name, (unit.position, unit.pk))


def delegations_among(people: Iterable[Person]) -> list[Delegation]:
    return sorted({person.delegation for person in people}, key=lambda one: one.position)


def chosen_among(people: list[Person], text: str) -> tuple[list[Person], list[str]]:
    """The people meant by "12, 15-20, Nguyễn Thị Hường": card numbers, spans of them, names; and what nobody answers to."""
    wanted: set[int] = set()
    unknown = []
    for part in (piece.strip() for piece in text.replace(";", ",").replace("\n", ",").split(",")):
        if not part:
            continue
        numbers = _numbers(part)
        key = search_key(part)
        found = {
            person.pk
            for person in people
            if (person.seen["card_number"] in numbers if numbers else search_key(person.seen["full_name"]) == key)
        }
        wanted |= found
        if not found:
            unknown.append(part)
    return [person for person in people if person.pk in wanted], unknown


def _numbers(text: str) -> range | None:
    first, _, last = (part.strip() for part in text.replace("–", "-").partition("-"))
    if first.isdecimal() and (last.isdecimal() or not last):
        return range(int(first), int(last or first) + 1)
    return None


def has_people(congress: Congress) -> bool:
    called = Q(is_alternate=False) | Q(replaces__isnull=False)
    return congress.delegates.filter(called, state__in=ACTIVE).exists()


def has_reserve(congress: Congress) -> bool:
    return congress.delegates.filter(is_alternate=True, replaces=None, state__in=ACTIVE).exists()


def cards_to_number(congress: Congress) -> int:
    """Approved delegates who have no card number yet."""
    called = Q(is_alternate=False) | Q(replaces__isnull=False)
    return congress.delegates.filter(called, state=DelegateState.APPROVED, card_number=None).count()


def lists_not_final(congress: Congress) -> int:
    return congress.delegate_lists.exclude(state__in=FINAL).filter(Q(seats__gt=0) | Q(alternates__gt=0)).count()


def people_not_final(congress: Congress) -> int:
    """Delegates who stand on a list and are not approved yet."""
    waiting = congress.delegates.filter(state=DelegateState.LISTED)
    return waiting.filter(Q(is_alternate=False) | Q(replaces__isnull=False)).count()


def remembered(congress: Congress, form: str) -> PaperDetails | None:
    """What was last given for this form of the congress's unit."""
    return PaperDetails.objects.filter(unit=congress.unit_id, form=form).first()


def details_of(kept: PaperDetails) -> Details:
    names = Details().as_dict().keys() - {"dated_on", "year"}
    day = kept.dated_on.isoformat() if kept.dated_on else ""
    return Details(**{name: getattr(kept, name) for name in names}, dated_on=day)


def police_name(congress: Congress) -> str:
    """ "Công an tỉnh Hà Sơn" of "Hội Phụ nữ Công an tỉnh Hà Sơn"."""
    return UNION_WORDS.sub("", congress.unit.name.strip())


def last_prints(account: Account, congress: Congress) -> list[Rendering]:
    rows = Rendering.objects.filter(congress=congress.pk).select_related("requested_by", "unit").defer("part_keys")
    return [row for row in rows.order_by("-requested_at", "-id")[: 5 * LAST_PRINTS] if may_see(account, row)][:LAST_PRINTS]
