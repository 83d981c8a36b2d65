"""What the congress itself changes of the list that goes to the ballot (procedure.md §4.6)."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class OnBallot:
    """People: `locked` on the prepared list, `withdrawn` of them by decision, `added` from the floor, `waiting` undecided."""

    locked: int
    withdrawn: int
    added: int
    waiting: int

    @property
    def number(self) -> int:
        return self.locked - self.withdrawn + self.added

    @property
    def is_changed(self) -> bool:
        return bool(self.withdrawn or self.added)


def on_ballot(
    *, size: int, listed: Collection[int], withdrawn: Collection[int], waiting: Collection[int], taken_up: Collection[int]
) -> OnBallot:
    """The locked list less the accepted withdrawals, and the accepted nominations (§4.6).

    `size` is how many the locked list has, `listed` who they are (member ids); `withdrawn` and `waiting` whose withdrawal was
    accepted and isn't decided yet; `taken_up` whose nomination was accepted. Whoever is on the list already isn't added again;
    whoever was nominated and let go counts on neither side.
    """
    gone = set(withdrawn)
    return OnBallot(
        locked=size,
        withdrawn=len(gone & set(listed)),
        added=len(set(taken_up) - set(listed) - gone),
        waiting=len(set(waiting) & (set(listed) | set(taken_up))),
    )
