"""150 delegates whose figures are those of the worked example (procedure.md §10.5), on the day of a congress."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from members.people import reference

# band: years from, to, how many
AGES = ((24, 29, 21), (30, 35, 38), (36, 40, 42), (41, 45, 27), (46, 50, 15), (51, 53, 7))
RANKS = (
    ("worker", 1), ("thieu_uy", 2), ("trung_uy", 6), ("thuong_uy", 17), ("dai_uy", 39), ("thieu_ta", 44), ("trung_ta", 31),
    ("thuong_ta", 9), ("dai_ta", 1),
)  # fmt: skip
EDUCATION = (("intermediate", 5), ("college", 7), ("university", 103), ("master", 34), ("doctorate", 1))
THEORY = (("none", 13), ("elementary", 52), ("intermediate", 71), ("advanced", 14))
OUTSIDE_THE_PARTY = 19
MINORITIES = ("tay", "tay", "tay", "tay", "nung", "nung", "nung", "muong", "muong", "dao", "thai", "thai")
RELIGIOUS = ("buddhism", "buddhism", "buddhism", "catholicism", "catholicism")
DEPARTMENT_LEADERS, TEAM_LEADERS = 18, 47
AWARDS = (
    ("medal", "Huân chương Bảo vệ Tổ quốc hạng Ba", 2),
    ("diploma_government", "Bằng khen của Thủ tướng Chính phủ", 5),
    ("diploma", "Bằng khen của Bộ Công an", 38),
    ("title_force", "Chiến sĩ thi đua toàn lực lượng", 4),
    ("title_unit", "Chiến sĩ thi đua cơ sở", 66),
    ("certificate", "Giấy khen của Giám đốc Công an tỉnh", 121),
)


@dataclass
class Profile:
    """What stands in a member's row; `position_group` before her unit is known."""

    birth_date: date
    rank: str
    position_group: str
    education: str
    political_theory: str
    ethnicity: str = "kinh"
    religion: str = "none"
    party_stage: str = "full"
    party_joined: date | None = None
    awards: list[tuple[str, str, int]] = field(default_factory=list)


def delegate_profiles(chance: random.Random, held_on: date) -> list[Profile]:
    """150 profiles, the one with the highest rank first; every column has the counts of §10.5 on `held_on`."""
    births = sorted((_birth(chance, held_on, low, high) for low, high, number in AGES for _ in range(number)), reverse=True)
    ranks = _roughly_sorted(chance, [rank for rank, number in RANKS for _ in range(number)])
    theory = _roughly_sorted(chance, [level for level, number in THEORY for _ in range(number)])
    education = [level for level, number in EDUCATION for _ in range(number)]
    chance.shuffle(education)
    profiles = [
        Profile(birth, rank, "officer", level, theory_level)
        for birth, rank, level, theory_level in zip(births, ranks, education, theory, strict=True)
    ]
    _leave_outside_the_party(chance, profiles, held_on)
    for codes, column in ((MINORITIES, "ethnicity"), (RELIGIOUS, "religion")):
        for profile, code in zip(chance.sample(profiles, len(codes)), codes, strict=True):
            setattr(profile, column, code)
    for kind, title, number in AWARDS:
        for profile in chance.sample(profiles, number):
            profile.awards.append((title, kind, held_on.year - chance.randint(1, 4)))
    profiles.sort(key=lambda profile: (reference.RANKS.order(profile.rank), profile.birth_date))
    for place, profile in enumerate(profiles):
        if profile.rank == "worker":
            profile.position_group = "worker"
        elif place < DEPARTMENT_LEADERS:
            profile.position_group = "department_leader"
        elif place < DEPARTMENT_LEADERS + TEAM_LEADERS:
            profile.position_group = "team_leader"
    return profiles


def other_profile(chance: random.Random, on: date, *, in_party: bool) -> Profile:
    """A member who is no delegate: nothing about her is counted but the Party."""
    low, high, _ = chance.choices(AGES, [number for _, _, number in AGES])[0]
    birth = _birth(chance, on, low, high)
    years = (on - birth).days // 365
    junior, senior = ("trung_uy", "thuong_uy", "dai_uy"), ("dai_uy", "thieu_ta", "trung_ta")
    profile = Profile(
        birth,
        chance.choice(junior if years < 36 else senior),
        "officer" if chance.random() < 0.85 else "team_leader",
        chance.choices([level for level, _ in EDUCATION[:4]], [1, 2, 14, 3])[0],
        chance.choices([level for level, _ in THEORY[:3]], [2, 5, 4])[0],
        ethnicity="kinh" if chance.random() < 0.92 else chance.choice(MINORITIES),
        religion="none" if chance.random() < 0.97 else chance.choice(RELIGIOUS),
    )
    if in_party:
        profile.party_joined = _joined(chance, birth, on)
    else:
        profile.party_stage = "youth_union" if years < 31 else "none"
    return profile


def _birth(chance: random.Random, on: date, low: int, high: int) -> date:
    """Somebody of `low` to `high` full years on the day."""
    years = chance.randint(low, high)
    birthday = date(on.year - years, on.month, min(on.day, 28))
    return birthday - timedelta(days=chance.randint(0, 360))


def _joined(chance: random.Random, birth: date, on: date) -> date:
    earliest = date(birth.year + 20, birth.month, min(birth.day, 28))
    return min(earliest + timedelta(days=chance.randint(0, 2600)), on - timedelta(days=chance.randint(400, 700)))


def _leave_outside_the_party(chance: random.Random, profiles: list[Profile], on: date) -> None:
    young = sorted(profiles, key=lambda profile: profile.birth_date, reverse=True)[: 2 * OUTSIDE_THE_PARTY]
    outside = {id(profile) for profile in chance.sample(young, OUTSIDE_THE_PARTY)}
    for profile in profiles:
        if id(profile) in outside:
            profile.party_stage = "youth_union" if (on - profile.birth_date).days // 365 < 31 else "none"
        else:
            profile.party_joined = _joined(chance, profile.birth_date, on)


def _roughly_sorted(chance: random.Random, values: Sequence[str]) -> list[str]:
    """Nearly in order, as ranks go with age but not strictly."""
    order = sorted(range(len(values)), key=lambda place: place + chance.gauss(0, 6))
    return [values[place] for place in order]
