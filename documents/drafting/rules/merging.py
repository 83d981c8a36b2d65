"""An edit of a section that another one changed meanwhile: what both did, and a proposal that loses no word of either."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.drafting.rules.alignment import canonical, longest_rising
from documents.drafting.rules.text import Block, new_key


class Who(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """A block that both changed in different ways; None where one of the two took it out. base: None of a key that both made.

    keys: of the blocks in the proposal that hold the two wordings, theirs first.
    """

    base: Block | None
    mine: Block | None
    theirs: Block | None
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Removed:
    """A block that one of them took out while the other left it as it was: it is not in the proposal."""

    block: Block
    by: Who


@dataclass(frozen=True)
class Merge:
    """blocks: the proposal; where both changed a block it holds theirs and behind it mine.

    conflicts: what a person has to look at. removed: what the proposal leaves out. both_moved: both put the blocks in another
    order; the proposal follows theirs. mine, theirs: keys of what only she, only the other changed or added.
    """

    blocks: tuple[Block, ...]
    conflicts: tuple[Conflict, ...] = ()
    removed: tuple[Removed, ...] = ()
    mine: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    both_moved: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to choose."""
        return not self.conflicts and not self.both_moved


def merge(*, base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> Merge:
    """Put together what two made of the same blocks; `theirs` was saved first.

    Blocks are known by their keys. Every wording that one of them wrote stands in the proposal; every wording that one left as
    it was and the other took out stands in `removed`. What both added in the same words stands there once.
    """
    return _Merging(base, _own_keys(mine), _own_keys(theirs)).result()


def _own_keys(blocks: Iterable[Block]) -> list[Block]:
    """A key that is there twice names only the first block."""
    seen: set[str] = set()
    own = []
    for block in blocks:
        own.append(replace(block, key=new_key()) if block.key in seen else block)
        seen.add(own[-1].key)
    return own


def _said(block: Block | None) -> tuple[object, ...] | None:
    return None if block is None else (block.kind, block.level, block.ordered, canonical(block.html))


class _Merging:
    def __init__(self, base: Sequence[Block], mine: list[Block], theirs: list[Block]) -> None:
        self.base = {block.key: block for block in reversed(base)}
        self.theirs = {block.key: block for block in theirs}
        self.mine = {block.key: block for block in self._without_twins(mine)}
        self.conflicts: list[Conflict] = []
        self.removed: list[Removed] = []
        self.only: dict[Who, set[str]] = {Who.MINE: set(), Who.THEIRS: set()}

    def _without_twins(self, mine: list[Block]) -> Iterable[Block]:
        """Hers, but for what the other added in the same words: that goes by the other's key."""
        added = [block for block in self.theirs.values() if block.key not in self.base]
        twins = Counter(_said(block) for block in added)
        keys = {said: [block.key for block in reversed(added) if _said(block) == said] for said in twins}
        known = {block.key for block in mine} & set(self.theirs)
        for block in mine:
            candidates = keys.get(_said(block), [])
            while candidates and candidates[-1] in known:
                candidates.pop()
            if block.key not in self.base and block.key not in self.theirs and candidates:
                yield replace(block, key=candidates.pop())
            else:
                yield block

    def result(self) -> Merge:
        order, both_moved = self._order()
        blocks: list[Block] = []
        for key in order:
            blocks += self._merged(key)
        return Merge(
            tuple(blocks),
            tuple(self.conflicts),
            tuple(self.removed),
            frozenset(self.only[Who.MINE]),
            frozenset(self.only[Who.THEIRS]),
            both_moved,
        )

    def _order(self) -> tuple[list[str], bool]:
        """All keys, in the order of the one who moved something; what only the other has stands behind what it stood behind."""
        mine_moved, theirs_moved = self._has_moved(self.mine), self._has_moved(self.theirs)
        frame, other = (self.mine, self.theirs) if mine_moved and not theirs_moved else (self.theirs, self.mine)
        order = list(frame)
        place = {key: [key] for key in order}  # for each key of the frame, it and what follows it
        start: list[str] = []
        hook = start
        for key in other:
            if key in place:
                hook = place[key]
            else:
                hook.append(key)
        return start + [key for one in order for key in place[one]], mine_moved and theirs_moved and self._order_differs()

    def _has_moved(self, blocks: dict[str, Block]) -> bool:
        places = {key: number for number, key in enumerate(reversed(self.base))}
        common = [places[key] for key in blocks if key in places]
        return len(longest_rising(common)) < len(common)

    def _order_differs(self) -> bool:
        return [key for key in self.mine if key in self.theirs] != [key for key in self.theirs if key in self.mine]

    def _merged(self, key: str) -> list[Block]:
        base, mine, theirs = self.base.get(key), self.mine.get(key), self.theirs.get(key)
        if mine is not None and theirs is not None:
            return self._of_both(base, mine, theirs)
        who, one = (Who.MINE, mine) if mine is not None else (Who.THEIRS, theirs)
        if one is None:
            return []
        if base is None:
            self.only[who].add(key)
            return [one]
        if _said(one) == _said(base):
            self.removed.append(Removed(one, by=Who.THEIRS if who is Who.MINE else Who.MINE))
            return []
        self.conflicts.append(Conflict(base, mine, theirs, (key,)))
        return [one]

    def _of_both(self, base: Block | None, mine: Block, theirs: Block) -> list[Block]:
        if _said(mine) == _said(theirs):
            return [theirs]
        if base is not None and _said(mine) == _said(base):
            self.only[Who.THEIRS].add(theirs.key)
            return [theirs]
        if base is not None and _said(theirs) == _said(base):
            self.only[Who.MINE].add(mine.key)
            return [mine]
        second = replace(mine, key=new_key())
        self.conflicts.append(Conflict(base, mine, theirs, (theirs.key, second.key)))
        return [theirs, second]
