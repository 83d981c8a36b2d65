"""What she may have meant."""

from collections.abc import Iterable

from vietnamese.search import search_key, tone_key


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that is spelled most like the word, or None where none is near or two are as near.

    Accents count last: "Thieu ta" and "Thiếu tã" both mean "Thiếu tá". A third of the letters may be wrong.
    """
    key, tones = search_key(word), tone_key(word)
    if not key:
        return None
    allowed = max(1, len(key) // 3)
    ranked = sorted((distance(key, search_key(choice)), distance(tones, tone_key(choice)), choice) for choice in set(choices))
    if not ranked or ranked[0][0] > min(allowed, len(key) - 1):
        return None
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return None
    return ranked[0][2]


def distance(left: str, right: str) -> int:
    """Return how many letters to add, drop, change or swap with their neighbour make one word of the other."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
