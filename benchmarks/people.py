"""Members and delegates as the benches need them: many, invented, written quickly."""

import random
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from congress.terms.models import Congress
    from members.access.models import Account
    from members.people.models import Member
    from members.units.models import Unit

STARTED = date(2020, 1, 1)


def invented(number: int, units: "Sequence[Unit]", *, seed: int) -> "list[Member]":
    """Members spread over the units, with the columns that lists show and search."""
    from demo.names import FAMILY, GIVEN, MIDDLE
    from members.people.actions import set_keys
    from members.people.models import Member

    chance = random.Random(seed)  # noqa: S311 -- the same rows every time, nothing secret
    families, middles = [word for word, _ in FAMILY], [word for word, _ in MIDDLE]
    weights, middle_weights = [weight for _, weight in FAMILY], [weight for _, weight in MIDDLE]
    ranks = ("trung_uy", "thuong_uy", "dai_uy", "thieu_ta", "trung_ta")
    members = []
    for _ in range(number):
        family = chance.choices(families, weights)[0]
        middle = chance.choices(middles, middle_weights)[0]
        unit = chance.choice(units)
        member = Member(
            unit=unit,
            full_name=f"{family} {middle} {chance.choice(GIVEN)}",
            birth_date=f"{chance.randint(1970, 2002)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            ethnicity="kinh",
            religion="none",
            home_town=f"xã Tân Hoà {chance.randint(1, 90)}, tỉnh Hà Sơn",
            rank=chance.choice(ranks),
            police_position=f"Cán bộ Đội {chance.randint(1, 12)}",
            union_position="member",
            workplace=unit.name,
            party_stage="full",
            party_joined=f"{chance.randint(2003, 2024)}-05-19",
            general_education="12/12",
            education="university",
            education_field="Luật",
            political_theory="intermediate",
        )
        set_keys(member)
        members.append(member)
    return members


def save(members: "Sequence[Member]") -> None:
    from members.people.models import Member, Membership

    Member.objects.bulk_create(members, batch_size=2000)
    Membership.objects.bulk_create([Membership(member=member, unit=member.unit) for member in members], batch_size=5000)


def found_province(code: str, *, branches: int) -> "tuple[Unit, list[Unit], Account]":
    """A province with its branches, and a member of its staff."""
    from members.access.actions import give_grant, open_account
    from members.units.actions import found_unit
    from members.units.models import UnitKind

    province = found_unit(
        code=code, kind=UnitKind.PROVINCE, name=f"Hội Phụ nữ Công an tỉnh {code}", parent=None, starts_on=STARTED, by=None
    )
    units = [
        found_unit(
            code=f"{code}-{number:02}",
            kind=UnitKind.BRANCH,
            name=f"Hội phụ nữ Phòng Nghiệp vụ số {number}",
            parent=province,
            starts_on=STARTED,
            by=None,
        )
        for number in range(1, branches + 1)
    ]
    account = open_account(username=f"bench-{code.lower()}", full_name="Nguyễn Thị Đo", by=None)
    give_grant(account=account, role="head", unit=province, starts_on=STARTED, by=None)
    return province, units, account


def call_delegates(province: "Unit", members: "Sequence[Member]", by: "Account") -> "Congress":
    """A congress to which all of these are called, approved and with a number on their cards."""
    from congress.delegates.models import Category, Delegate, DelegateState, ElectingUnit, new_badge_code
    from congress.delegates.queries.snapshots import live_snapshot
    from congress.terms.actions import call_congress, open_term
    from congress.terms.models import CongressKind, DelegateMode, PersonnelMode

    term = open_term(unit=province, ordinal=11, starts_year=2026, ends_year=2031, by=by)
    congress = call_congress(
        unit=province,
        term=term,
        kind=CongressKind.DELEGATES,
        ordinal=11,
        held_on=date(2027, 1, 8),
        personnel_mode=PersonnelMode.ELECTED,
        delegate_mode=DelegateMode.ELECTED,
        by=by,
        place="Hội trường Công an tỉnh",
    )
    electing = {}
    for position, unit in enumerate({member.unit for member in members}):
        electing[unit.pk] = ElectingUnit.objects.create(
            congress=congress, code=unit.code, name=unit.name, lead_unit=unit, position=position
        )
    delegates = [
        Delegate(
            congress=congress,
            electing_unit=electing[member.unit_id],
            member=member,
            category=Category.ELECTED,
            state=DelegateState.APPROVED,
            card_number=number,
            badge_code=new_badge_code(),
        )
        for number, member in enumerate(members, start=1)
    ]
    # nobody has awards or was disciplined: what the snapshot would ask for is known to be empty
    for delegate in delegates:
        delegate.member._prefetched_objects_cache = {"awards": [], "disciplines": []}  # type: ignore[attr-defined]
        delegate.frozen = live_snapshot(delegate)
    Delegate.objects.bulk_create(delegates)
    return congress
