"""Records that may be the same woman."""

from dataclasses import dataclass

from django.db.models import Count, Q

from members.access.models import Account
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet
from members.people.queries.members import members_for


@dataclass(frozen=True)
class DuplicateGroup:
    """Records alike in name and birth date, or in a number; `why` says which."""

    why: str
    members: list[Member]


def duplicate_groups(account: Account, *, limit: int = 50) -> list[DuplicateGroup]:
    """Groups among the members whose records the account may change, at most `limit` of each kind."""
    rows = members_for(account, Permission.MEMBER_MANAGE).filter(merged_into=None)
    groups: list[DuplicateGroup] = []
    same_name = list(
        rows.filter(birth_date__gt="")
        .order_by("search_key", "birth_date")
        .values_list("search_key", "birth_date")
        .annotate(number=Count("id"))
        .filter(number__gt=1)[:limit]
    )
    if same_name:
        found = Q(pk__in=[])
        for name, birth, _ in same_name:
            found |= Q(search_key=name, birth_date=birth)
        by_key: dict[tuple[str, str], list[Member]] = {}
        for member in rows.filter(found).select_related("unit").order_by("sort_key", "id"):
            by_key.setdefault((member.search_key, member.birth_date), []).append(member)
        groups += [DuplicateGroup("Cùng họ tên và ngày sinh", members) for members in by_key.values()]
    for column, why in (("service_number_hash", "Cùng số hiệu CAND"), ("identity_number_hash", "Cùng số định danh")):
        groups += _same_number(rows, column, why, limit)
    return groups


def _same_number(rows: MemberQuerySet, column: str, why: str, limit: int) -> list[DuplicateGroup]:
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
    return [DuplicateGroup(why, members) for members in by_number.values()]


def possible_duplicates_of(member: Member, account: Account) -> MemberQuerySet:
    """Other records that may be hers, among those the account may change."""
    alike = Q(pk__in=[])
    if member.birth_date:
        alike |= Q(search_key=member.search_key, birth_date=member.birth_date)
    if member.service_number_hash:
        alike |= Q(service_number_hash=member.service_number_hash)
    if member.identity_number_hash:
        alike |= Q(identity_number_hash=member.identity_number_hash)
    rows = members_for(account, Permission.MEMBER_MANAGE).filter(merged_into=None)
    return rows.filter(alike).exclude(pk=member.pk).select_related("unit").order_by("sort_key", "id")
