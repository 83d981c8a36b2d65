"""Words that lists and papers use: what is printed, our code for it, and how else people write it."""

from members.people.reference.education import EDUCATION_LEVELS, GENERAL_EDUCATION, POLITICAL_THEORY
from members.people.reference.lists import ReferenceItem, ReferenceList
from members.people.reference.people import ETHNIC_GROUPS, RELIGIONS
from members.people.reference.police import POLICE_POSITION_GROUPS, POLICE_POSITIONS, RANK_CLASSES, RANKS
from members.people.reference.provinces import PROVINCES
from members.people.reference.union import (
    AWARD_KINDS,
    DELEGATE_GROUP_ROWS,
    PARTY_STAGES,
    UNION_POSITION_GROUPS,
    UNION_POSITIONS,
    recognise_group_row,
)

__all__ = [
    "AWARD_KINDS",
    "DELEGATE_GROUP_ROWS",
    "EDUCATION_LEVELS",
    "ETHNIC_GROUPS",
    "GENERAL_EDUCATION",
    "PARTY_STAGES",
    "POLICE_POSITIONS",
    "POLICE_POSITION_GROUPS",
    "POLITICAL_THEORY",
    "PROVINCES",
    "RANKS",
    "RANK_CLASSES",
    "RELIGIONS",
    "UNION_POSITIONS",
    "UNION_POSITION_GROUPS",
    "ReferenceItem",
    "ReferenceList",
    "recognise_group_row",
]
