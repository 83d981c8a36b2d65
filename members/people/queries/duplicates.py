"""Records that may be the same woman."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from members.access.models import Account
from members.access.roles import Permission
from members.people.models import DifferentPeople, Member, MemberQuerySet
from members.people.queries.members import members_for

# so many letters of a birth date as it is kept
YEAR, MONTH = 4, 7
# every pair that was told apart may hide a group of its own: so many more are looked at
TOLD_APART_AT_MOST = 1000


@dataclass(frozen=True)
class DuplicateGroup:
    """Records alike in name and birth date, or in a number; `why` says which.

    `rows`: each record with an earlier one that it may be merged with, None where there is none that wasn't told apart.
    """

    why: str
    rows: list[tuple[Member, Member | None]]

    @property
    def members(self) -> list[Member]:
        return [member for member, _ in self.rows]


def duplicate_groups(account: Account, *, limit: int = 50) -> list[DuplicateGroup]:
    """Groups among the members whose records the account may change, at most `limit` of each kind."""
    rows = members_for(account, Permission.MEMBER_MANAGE).filter(merged_into=None)
    told_apart = DifferentPeople.objects.filter(first__in=rows).order_by()[:TOLD_APART_AT_MOST].count()
    looked_at = limit + told_apart
    found = [
        *(("Cùng họ tên và ngày sinh", members) for members in _same_name(rows, looked_at)),
        *(("Cùng số hiệu CAND", members) for members in _same_number(rows, "service_number_hash", looked_at)),
        *(("Cùng số định danh", members) for members in _same_number(rows, "identity_number_hash", looked_at)),
    ]
    different = _told_apart([member.pk for _, members in found for member in members])
    groups = [DuplicateGroup(why, rows_left(members, different)) for why, members in found]
    shown: dict[str, list[DuplicateGroup]] = {}
    for group in groups:
        if group.rows:
            shown.setdefault(group.why, []).append(group)
    return [group for kind in shown.values() for group in kind[:limit]]


def rows_left(members: Sequence[Member], different: Collection[frozenset[int]]) -> list[tuple[Member, Member | None]]:
    """The records that may still be one woman, each with the earliest other one that it wasn't told apart from."""
    rows: list[tuple[Member, Member | None]] = []
    for place, member in enumerate(members):
        alike = [other for other in members if other is not member and frozenset((member.pk, other.pk)) not in different]
        if alike:
            earlier = [other for other in members[:place] if other in alike]
            rows.append((member, earlier[0] if earlier else None))
    return rows


def _told_apart(member_ids: Collection[int]) -> set[frozenset[int]]:
    pairs = DifferentPeople.objects.filter(first__in=member_ids, second__in=member_ids).values_list("first", "second")
    return {frozenset(pair) for pair in pairs}


def are_different(one: Member, other: Member) -> bool:
    """Whether somebody has said that these two are two women."""
    return bool(_told_apart([one.pk, other.pk]))


def _same_name(rows: MemberQuerySet, limit: int) -> list[list[Member]]:
    repeated = list(
        rows.filter(birth_date__gt="")
        .order_by("search_key", "birth_date")
        .values_list("search_key", "birth_date")
        .annotate(number=Count("id"))
        .filter(number__gt=1)[:limit]
    )
    found = Q(pk__in=[])
    for name, birth, _ in repeated:
        found |= Q(search_key=name, birth_date=birth)
    by_key: dict[tuple[str, str], list[Member]] = {}
    for member in rows.filter(found).select_related("unit").order_by("sort_key", "id"):
        by_key.setdefault((member.search_key, member.birth_date), []).append(member)
    return list(by_key.values())


def _same_number(rows: MemberQuerySet, column: str, limit: int) -> list[list[Member]]:
    repeated = (
        rows.filter(**{f"{column}__gt": ""})
        .order_by(column)
        .values_list(column, flat=True)
        .annotate(number=Count("id"))
        .filter(number__gt=1)[:limit]
    )
    by_number: dict[str, list[Member]] = {}
    for member in rows.filter(**{f"{column}__in": list(repeated)}).select_related("unit").order_by("sort_key", "id"):
        by_number.setdefault(getattr(member, column), []).append(member)
    return list(by_number.values())


def looks_like(member: Member, *, through: str = "") -> Q:
    """Records that may be hers, she herself among them: the same name and a birth date that agrees as far as both are known, or
    the same number. `through`: the way to the record, like "member__"."""
    alike = Q(pk__in=[])
    if birth := member.birth_date:
        # "1975-03-04" agrees with "1975" and "1975-03", and "1975" with all of them
        shorter = [birth[:length] for length in (YEAR, MONTH) if length < len(birth)]
        agrees = Q(**{f"{through}birth_date__startswith": birth}) | Q(**{f"{through}birth_date__in": shorter})
        alike |= agrees & Q(**{f"{through}search_key": member.search_key})
    for column in ("service_number_hash", "identity_number_hash"):
        if value := getattr(member, column):
            alike |= Q(**{f"{through}{column}": value})
    return alike


def possible_duplicates_of(member: Member, account: Account) -> MemberQuerySet:
    """Other records that may be hers and weren't told apart from it, among those the account may change."""
    rows = members_for(account, Permission.MEMBER_MANAGE).filter(merged_into=None)
    others = (
        rows.filter(looks_like(member)).exclude(pk=member.pk).exclude(pk__in=_second_of(member)).exclude(pk__in=_first_of(member))
    )
    return others.select_related("unit").order_by("sort_key", "id")


def _second_of(member: Member) -> QuerySet[DifferentPeople, int]:
    return DifferentPeople.objects.filter(first=member).order_by().values_list("second", flat=True)


def _first_of(member: Member) -> QuerySet[DifferentPeople, int]:
    return DifferentPeople.objects.filter(second=member).order_by().values_list("first", flat=True)
