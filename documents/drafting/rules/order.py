"""Which sections hang below which, and how one moves among its like with all that hangs below it."""

from collections.abc import Sequence

from documents.drafting.rules.text import Style

# the lower, the higher it stands; alike for those that part a text in the same way
RANKS: dict[Style, int] = {
    Style.LEAD: 0,
    Style.BASIS: 0,
    Style.ANNEX: 0,
    Style.ANNEX_LANDSCAPE: 0,
    Style.PART: 0,
    Style.CHAPTER: 1,
    Style.ROMAN: 2,
    Style.ARTICLE: 3,
    Style.UNNUMBERED: 3,
    Style.ARABIC: 4,
}
# nothing hangs below what stands before the first heading
WITHOUT_BELOW = frozenset({Style.LEAD, Style.BASIS})


def below(styles: Sequence[Style], place: int) -> range:
    """The places of a section and of all that hang below it."""
    end = place + 1
    if styles[place] not in WITHOUT_BELOW:
        while end < len(styles) and RANKS[styles[end]] > RANKS[styles[place]]:
            end += 1
    return range(place, end)


def depth(styles: Sequence[Style], place: int) -> int:
    """How many sections it hangs below: 0 for the outermost that this text has."""
    count, rank = 0, RANKS[styles[place]]
    for earlier in reversed(range(place)):
        if styles[earlier] not in WITHOUT_BELOW and RANKS[styles[earlier]] < rank:
            count, rank = count + 1, RANKS[styles[earlier]]
    return count


def moved(styles: Sequence[Style], place: int, *, up: bool) -> list[int]:
    """The places in their new order, when the section at `place` with all below it changes with its neighbour before or after.

    The neighbour is the nearest of the same rank with all below it; where there is none, the nearest section. At either end
    of the text nothing moves.
    """
    order = list(range(len(styles)))
    mine = below(styles, place)
    if up:
        if mine.start == 0:
            return order
        start = _neighbour_before(styles, place)
        return [*order[:start], *mine, *order[start : mine.start], *order[mine.stop :]]
    if mine.stop == len(styles):
        return order
    end = below(styles, mine.stop).stop if RANKS[styles[mine.stop]] == RANKS[styles[place]] else mine.stop + 1
    return [*order[: mine.start], *order[mine.stop : end], *mine, *order[end:]]


def _neighbour_before(styles: Sequence[Style], place: int) -> int:
    for earlier in reversed(range(place)):
        if RANKS[styles[earlier]] == RANKS[styles[place]]:
            return earlier
        if RANKS[styles[earlier]] < RANKS[styles[place]]:
            break
    return place - 1
