"""Who is at the door, and what is asked of an address: the words in which the tables of this folder are written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.world import World

STRANGER = "stranger"
NOBODY, FOREIGN = "nobody", ("foreign_head", "foreign_standing", "foreign_administrator")
# given the personnel work of the other province, and nothing else there
FOREIGN_PERSONNEL = "foreign_personnel_head"
ADMINISTRATOR, HEAD, STANDING, LEADERSHIP, BOARD = "administrator", "head", "standing", "leadership", "credentials_board"
IN_CHARGE, BRANCH, SUB, BRANCH_TWO = "in_charge", "branch_committee", "sub_chapter_head", "branch_two_head"
CHAPTER, CHAPTER_TWO = "chapter_head", "other_chapter_head"
CONTENT, PERSONNEL, PERSONNEL_HEAD, VETTING = "content_committee", "personnel_committee", "personnel_head", "vetting_body"
OF_PROVINCE = {
    ADMINISTRATOR, HEAD, STANDING, LEADERSHIP, BOARD, IN_CHARGE, BRANCH, SUB, BRANCH_TWO, CHAPTER, CHAPTER_TWO, CONTENT,
    PERSONNEL, PERSONNEL_HEAD,
}  # fmt: skip
# the body that vets sees the questions put to it, and nothing else of the province
PEOPLE = [*sorted(OF_PROVINCE), VETTING, NOBODY, *FOREIGN, FOREIGN_PERSONNEL]
EVERYBODY = set(PEOPLE)

STAFF = {HEAD, STANDING}
UNIT_HEADS = {BRANCH, SUB, BRANCH_TWO, CHAPTER, CHAPTER_TWO}
SUBCOMMITTEES = {CONTENT, PERSONNEL, PERSONNEL_HEAD}
# what the foreign ones may in their own province they may at a page that has no object: they see theirs there
INSIDE = {ADMINISTRATOR, LEADERSHIP, BOARD, *STAFF, *SUBCOMMITTEES}

Arguments = Callable[[World], list[Any]]
Data = dict[str, Any] | Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class At:
    """One address with its arguments."""

    arguments: Arguments
    may: frozenset[str]
    see: frozenset[str]
    method: str = "BOTH"
    # what is posted; where it names things of the world, made from it
    data: Data = field(default_factory=dict)
    # a page without an object may refuse instead of saying that there is nothing
    bare: bool = False

    def posted(self, world: World) -> dict[str, Any]:
        return self.data(world) if callable(self.data) else self.data


def at(
    arguments: Arguments,
    may: set[str],
    *,
    see: set[str] | None = None,
    method: str = "BOTH",
    data: Data | None = None,
) -> At:
    return At(arguments, frozenset(may), frozenset(see or set()), method, data or {})


def bare(may: set[str], *, method: str = "BOTH", data: Data | None = None) -> At:
    return At(lambda world: [], frozenset(may), frozenset(EVERYBODY), method, data or {}, bare=True)


def of(name: str, *names: str) -> Arguments:
    """The ids of what the world calls so."""
    return lambda world: [world.found[one].pk for one in (name, *names)]


def congress_of(*rest: str) -> Arguments:
    return lambda world: [world.congress.pk, *(world.found[one].pk for one in rest)]


def branch_congress_of(*rest: str) -> Arguments:
    return lambda world: [world.branch_congress.pk, *(world.found[one].pk for one in rest)]


def list_of(name: str, *rest: Any) -> Arguments:
    return lambda world: [world.lists[name].pk, *rest]


def member_of(name: str, place: int = 2) -> Arguments:
    return lambda world: [world.members[name][place].pk]


def unit_of(name: str) -> Arguments:
    return lambda world: [world.units[name].pk]


def account_of(name: str) -> Arguments:
    return lambda world: [world.people[name].pk]
