"""The members of the invented province: delegates of the next and of the last congress, alternates and all others."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from demo.names import Names
from demo.profiles import Profile, delegate_profiles, other_profile
from members.people.actions.members import set_keys
from members.people.models import Award, Member, Membership, Office
from members.units.models import Unit, UnitKind

PARTY_MEMBERS = 1268
BY_RIGHT, APPOINTED = 19, 7
# of the delegates by right so many lead a unit of their own as well (§10.3, overlap test)
BY_RIGHT_WHO_LEAD = 15
FIELDS = ("Luật", "An ninh", "Cảnh sát", "Hành chính", "Kế toán", "Công nghệ thông tin", "Quản trị văn phòng")
COMMUNE_POSITIONS = ("Phó Trưởng Công an xã", "Phó Trưởng Công an phường")
TEAM_POSITIONS = ("Đội trưởng", "Phó Đội trưởng")
TOWNS = ("xã An Lâm", "xã Bình Hà", "xã Đông Phong", "phường Kim Sơn", "xã Minh Yên", "xã Phú Thuỷ", "phường Tân Hải")


@dataclass
class Cast:
    """Who plays which part at one congress."""

    by_right: list[Member] = field(default_factory=list)
    appointed: list[Member] = field(default_factory=list)
    # place of the electing unit (0-29 the branches, 30-49 the groups) → her delegates, then her alternates
    elected: dict[int, list[Member]] = field(default_factory=dict)
    alternates: dict[int, list[Member]] = field(default_factory=dict)


@dataclass
class Places:
    """How many members each unit still takes."""

    free: dict[int, int]
    units: dict[int, Unit]

    def take(self, unit: Unit) -> None:
        self.free[unit.pk] -= 1

    def roomy(self, units: Iterable[Unit]) -> list[Unit]:
        return [unit for unit in units if self.free[unit.pk] > 0]


class People:
    """Writes the members; every row is one of the union's, with the fields of §3.5 filled in."""

    def __init__(self, chance: random.Random, today: date, sizes: dict[Unit, int]) -> None:
        self.chance, self.today = chance, today
        self.names = Names(chance)
        self.places = Places({unit.pk: size for unit, size in sizes.items()}, {unit.pk: unit for unit in sizes})
        self.members: list[Member] = []
        self.awards: dict[int, list[tuple[str, str, int]]] = defaultdict(list)

    def cast(
        self,
        *,
        held_on: date,
        electing: list[list[Unit]],
        seats: list[int],
        alternates: list[int],
    ) -> Cast:
        """150 delegates and the alternates of one congress, spread over the units that elect them."""
        profiles = delegate_profiles(self.chance, held_on)
        leaders = [profile for profile in profiles if profile.position_group == "department_leader"]
        others = [profile for profile in profiles if profile.position_group != "department_leader"]
        self.chance.shuffle(others)
        team = [profile for profile in others if profile.position_group == "team_leader"]
        cast = Cast()
        board = [*leaders[:12], *team[: BY_RIGHT - 12]]
        rest = [profile for profile in [*leaders[12:], *others] if not any(profile is one for one in board)]
        branches = [units for units in electing if len(units) == 1]
        cast.by_right = [
            self._member(profile, self._unit(branches[place % len(branches)], profile)) for place, profile in enumerate(board)
        ]
        cast.appointed = [
            self._member(profile, self._unit(branches[(place * 3) % len(branches)], profile))
            for place, profile in enumerate(rest[:APPOINTED])
        ]
        waiting = rest[APPOINTED:]
        # leaders of departments come from the branches, which stand first
        waiting.sort(key=lambda profile: profile.position_group != "department_leader")
        for place, units in enumerate(electing):
            number = seats[place]
            cast.elected[place] = [self._member(profile, self._unit(units, profile)) for profile in waiting[:number]]
            waiting = waiting[number:]
            cast.alternates[place] = [
                self._member(profile, self._unit(units, profile))
                for profile in (other_profile(self.chance, held_on, in_party=True) for _ in range(alternates[place]))
            ]
        return cast

    def fill(self) -> None:
        """Everybody else, so that each unit has its number and the whole province its Party members."""
        empty = [self.places.units[pk] for pk, number in self.places.free.items() for _ in range(number)]
        wanted = PARTY_MEMBERS - sum(member.party_stage == "full" for member in self.members)
        flags = [place < wanted for place in range(len(empty))]
        self.chance.shuffle(flags)
        for unit, in_party in zip(empty, flags, strict=True):
            self._member(other_profile(self.chance, self.today, in_party=in_party), unit)

    def save(self) -> None:
        """Write everybody at once: members, memberships and awards."""
        Member.objects.bulk_create(self.members, batch_size=500)
        Membership.objects.bulk_create([Membership(member=member, unit=member.unit) for member in self.members])
        Award.objects.bulk_create(
            [
                Award(member=member, title=title, kind=kind, year=year)
                for place, member in enumerate(self.members)
                for title, kind, year in self.awards[place]
            ]
        )

    def _unit(self, units: list[Unit], profile: Profile) -> Unit:
        """One with room; she who leads a team of the commune police is not put into a department, nor the other way round."""
        roomy = self.places.roomy(units)
        if not roomy:
            # the by-right and appointed delegates come from any branch that still has room
            roomy = self.places.roomy(unit for unit in self.places.units.values() if unit.kind == units[0].kind)
        return self.chance.choice(roomy)

    def _member(self, profile: Profile, unit: Unit) -> Member:
        self.places.take(unit)
        in_commune = unit.kind == UnitKind.COMMUNE_CHAPTER
        group = profile.position_group
        position = "Cán bộ"
        if group == "department_leader":
            position = "Phó Trưởng phòng"
        elif group == "team_leader":
            position = self.chance.choice(COMMUNE_POSITIONS if in_commune else TEAM_POSITIONS)
            group = "commune_leader" if in_commune else "team_leader"
        elif group == "worker":
            position = "Nhân viên"
        joined = profile.party_joined
        member = Member(
            unit=unit,
            full_name=self.names.next(),
            birth_date=profile.birth_date.isoformat(),
            ethnicity=profile.ethnicity,
            religion=profile.religion,
            home_town=f"{self.chance.choice(TOWNS)}, tỉnh Hà Sơn",
            rank=profile.rank,
            police_position=position,
            position_group=group,
            union_position="member",
            workplace=unit.name.removeprefix("Hội phụ nữ ").removeprefix("Chi hội Phụ nữ "),
            union_joined=str(profile.birth_date.year + 22),
            party_stage=profile.party_stage,
            party_joined=joined.isoformat() if joined else "",
            party_official=joined.replace(year=joined.year + 1, day=min(joined.day, 28)).isoformat() if joined else "",
            general_education="12/12",
            education=profile.education,
            education_field=self.chance.choice(FIELDS),
            political_theory=profile.political_theory,
            # 010 was never given to subscribers: nobody real is called by mistake
            phone=f"010{self.chance.randint(10000000, 99999999) % 10000000:07}",
        )
        set_keys(member)
        self.awards[len(self.members)] = profile.awards
        self.members.append(member)
        return member


def give_offices(
    chance: random.Random, *, province: Unit, branches: list[Unit], chapters: list[Unit], cast: Cast, since: date, today: date
) -> None:
    """The provincial board with its 19 members in office, and those who lead each unit."""
    offices = []
    positions: dict[int, str] = {}

    def take_office(member: Member, unit: Unit, position: str, *, ends_on: date | None = None, end_reason: str = "") -> None:
        offices.append(
            Office(member=member, unit=unit, position=position, starts_on=since, ends_on=ends_on, end_reason=end_reason)
        )
        if ends_on is None and positions.get(member.pk, "member") == "member":
            positions[member.pk] = position

    titles = ["board_head", "board_deputy", "board_deputy"]
    for place, member in enumerate(cast.by_right):
        take_office(member, province, titles[place] if place < len(titles) else "board_member")
    led = {member.unit_id for member in cast.by_right[:BY_RIGHT_WHO_LEAD]}
    leaders = {member.unit_id: member for member in reversed(cast.by_right[:BY_RIGHT_WHO_LEAD])}
    listed = {member.pk for members in cast.elected.values() for member in members}
    gone: list[Member] = []
    for unit in [*branches, *chapters]:
        people = list(unit.members.order_by("birth_date"))
        ordinary = [member for member in people if member.pk not in positions] or people
        leader = leaders[unit.pk] if unit.pk in led else ordinary[0]
        if unit.kind == UnitKind.BRANCH:
            take_office(leader, unit, "president")
            committee = [member for member in ordinary if member.pk != leader.pk][: 2 if len(people) < 30 else 4]
            for place, member in enumerate(committee):
                take_office(member, unit, "vice_president" if place == 0 else "committee_member")
            gone.extend(member for member in ordinary[-2:] if member.pk not in listed)
        else:
            take_office(leader, unit, "branch_head")
            if len(people) >= 9:
                take_office(next(member for member in ordinary if member.pk != leader.pk), unit, "branch_deputy")
    # of the 21 that the last congress elected two have moved and one is retired; one was added since (§10.3)
    reasons = ("Chuyển công tác", "Chuyển công tác", "Nghỉ hưu")
    for member, reason in zip(chance.sample(gone, 3), reasons, strict=True):
        take_office(member, province, "board_member", ends_on=date(today.year - 1, 6, 30), end_reason=reason)
    Office.objects.bulk_create(offices)
    for member in Member.objects.filter(pk__in=positions):
        member.union_position = positions[member.pk]
        member.save(update_fields=["union_position"])
