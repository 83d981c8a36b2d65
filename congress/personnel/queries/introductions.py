"""Calls to units to introduce people: the staff's board, and the unit's own page, which shows only what it proposed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from congress.personnel.models import Introduction, IntroductionCall
from congress.terms.actions.locks import OVER
from congress.terms.models import Congress
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import DifferentPeople, Member, MemberQuerySet
from members.units.models import Unit

SENT, LATE, WAITING = "sent", "late", "waiting"


@dataclass(frozen=True)
class CallRow:
    """One unit on the staff's board; what it proposes is told once it has sent it."""

    call: IntroductionCall
    state: str
    people: int


def calls_for_unit(account: Account) -> QuerySet[IntroductionCall]:
    """Calls to the units for which she introduces people, of congresses that are not over."""
    return (
        IntroductionCall.objects.filter(covered(account, Permission.PERSONNEL_INTRODUCE, path="unit__path"))
        .exclude(congress__state__in=OVER)
        .select_related("congress__unit", "congress__term", "unit", "minutes", "sent_by")
        .order_by("due_on", "id")
    )


def calls_of(congress: Congress) -> QuerySet[IntroductionCall]:
    return IntroductionCall.objects.filter(congress=congress).select_related("unit", "sent_by", "minutes")


def call_board(congress: Congress, *, today: date) -> list[CallRow]:
    """Every unit that was called, with how many it sent; what is being written is nobody's business but the unit's. Those that
    have not sent come first."""
    calls = calls_of(congress).annotate(number=Count("introductions", filter=Q(sent_at__isnull=False)))
    rows = [CallRow(call, _state(call, today), call.number) for call in calls.order_by("unit__sort_key", "id")]
    return sorted(rows, key=lambda row: (LATE, WAITING, SENT).index(row.state))


def _state(call: IntroductionCall, today: date) -> str:
    if call.sent_at is not None:
        return SENT
    return LATE if call.due_on < today else WAITING


def sent_introductions(congress: Congress) -> QuerySet[Introduction]:
    """What units have sent, by name: the pool from which the staff takes."""
    return (
        Introduction.objects.filter(call__congress=congress, call__sent_at__isnull=False)
        .select_related("member__unit", "call__unit", "candidate")
        .order_by("member__sort_key", "id")
    )


def introductions_of(call: IntroductionCall) -> list[Introduction]:
    return list(call.introductions.select_related("member__unit").order_by("member__sort_key", "id"))


def members_to_introduce(call: IntroductionCall) -> MemberQuerySet:
    """A unit introduces its own members, and those of the units below it."""
    return Member.objects.present().filter(unit__path__startswith=call.unit.path)


def units_to_call(congress: Congress, *, on: date) -> QuerySet[Unit]:
    """Those directly under the one that holds the congress, that haven't been called yet."""
    called = IntroductionCall.objects.filter(congress=congress).values("unit")
    return Unit.objects.in_force(on=on).filter(parent=congress.unit).exclude(pk__in=called).order_by("sort_key", "id")


def alike(members: Collection[Member]) -> dict[int, list[Member]]:
    """Other records that may be the same woman (same name and birth date, or the same numbers), by the id of hers.

    Two questions for all of them; pairs that somebody told apart are left out.
    """
    found: dict[int, list[Member]] = {}
    condition = Q(pk__in=[])
    for member in members:
        if member.birth_date:
            condition |= Q(search_key=member.search_key, birth_date__startswith=member.birth_date[:4])
        for column in ("service_number_hash", "identity_number_hash"):
            if getattr(member, column):
                condition |= Q(**{column: getattr(member, column)})
    others = list(Member.objects.filter(condition, merged_into=None).select_related("unit").order_by("sort_key", "id"))
    ids = {member.pk for member in [*others, *members]}
    apart = {
        frozenset(pair) for pair in DifferentPeople.objects.filter(first__in=ids, second__in=ids).values_list("first", "second")
    }
    for member in members:
        same = [one for one in others if one.pk != member.pk and _looks_like(member, one)]
        if left := [one for one in same if frozenset((member.pk, one.pk)) not in apart]:
            found[member.pk] = left
    return found


def _looks_like(one: Member, other: Member) -> bool:
    if one.service_number_hash and one.service_number_hash == other.service_number_hash:
        return True
    if one.identity_number_hash and one.identity_number_hash == other.identity_number_hash:
        return True
    if one.search_key != other.search_key or not one.birth_date or not other.birth_date:
        return False
    shorter, longer = sorted((one.birth_date, other.birth_date), key=len)
    return bool(longer.startswith(shorter))
