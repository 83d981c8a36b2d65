"""Which piece of one text is which piece of another: what is alike, what stands in the same order, what has moved.

Every function here has a bounded cost, whatever it is given: a paragraph of 100,000 letters, a thousand lines that are all alike.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from vietnamese.normalise import clean
from vietnamese.search import TONE_PLACEMENTS

# hòa, Òa, HÒA: the old place of the tone, in each case of its two letters, and the new one.
TONES = {case(old): case(new) for old, new in TONE_PLACEMENTS for case in (str.lower, str.upper, str.capitalize)}
OLD_TONE = re.compile("|".join(TONES))
QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛ʼ′`´", "'")})
CURLY = re.compile("[“”„‟«»″‘’‚‛ʼ′`´]")

# The number of equal pairs up to which the longest common blocks are searched for; beyond, only what is unique is an anchor.
MOST_EQUAL_PAIRS = 20_000
# A word that stands in more of the pieces than this says nothing about which two belong together.
MOST_POSTINGS = 64
MOST_CANDIDATES = 8


def canonical(text: str) -> str:
    """The text as it is compared: NFC, the tone in its new place, straight quotes, single spaces. Capitals stay capitals."""
    cleaned = clean(text)
    if CURLY.search(cleaned):
        cleaned = cleaned.translate(QUOTES)
    return OLD_TONE.sub(lambda old: TONES[old.group()], cleaned)


@lru_cache(maxsize=1 << 15)
def canonical_word(word: str) -> str:
    return canonical(word)


def common_sequence(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Give pairs of places (old, new) that hold the same, rising on both sides. Takes n log n where much repeats itself."""
    start, end_old, end_new = 0, len(old), len(new)
    while start < min(end_old, end_new) and old[start] == new[start]:
        start += 1
    while start < min(end_old, end_new) and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    head = [(place, place) for place in range(start)]
    tail = [(end_old + place, end_new + place) for place in range(len(old) - end_old)]
    middle = _middle(old[start:end_old], new[start:end_new])
    return [*head, *((start + one, start + other) for one, other in middle), *tail]


def _middle(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    counts = Counter(new)
    if sum(counts[one] for one in old) <= MOST_EQUAL_PAIRS:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    where = {one: place for place, one in enumerate(new) if counts[one] == 1}
    once = Counter(old)
    unique = [(place, where[one]) for place, one in enumerate(old) if once[one] == 1 and one in where]
    rising = longest_rising([place for _old, place in unique])
    anchors = [pair for number, pair in enumerate(unique) if number in rising]
    return _widened(old, new, anchors)


def _widened(old: Sequence[Hashable], new: Sequence[Hashable], anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The anchors, and before and after each what is the same beside it."""
    pairs: list[tuple[int, int]] = []
    ends = [*anchors, (len(old), len(new))]
    begin_old = begin_new = 0
    for end_old, end_new in ends:
        back: list[tuple[int, int]] = []
        while begin_old < end_old and begin_new < end_new and old[begin_old] == new[begin_new]:
            pairs.append((begin_old, begin_new))
            begin_old, begin_new = begin_old + 1, begin_new + 1
        left, right = end_old - 1, end_new - 1
        while left >= begin_old and right >= begin_new and old[left] == new[right]:
            back.append((left, right))
            left, right = left - 1, right - 1
        pairs += reversed(back)
        if end_old < len(old):
            pairs.append((end_old, end_new))
        begin_old, begin_new = end_old + 1, end_new + 1
    return pairs


def longest_rising(values: Sequence[int]) -> set[int]:
    """Give the places of a longest rising sequence among distinct values: what has kept its order. The others have moved."""
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tops, value)
        before.append(places[length - 1] if length else -1)
        if length == len(tops):
            tops.append(value)
            places.append(place)
        else:
            tops[length], places[length] = value, place
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def heaviest_rising(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The same, of the rising sequence that weighs most: a long section stays, the short one beside it has moved."""
    if len(values) > 500:  # its cost is square
        return longest_rising(values)
    best: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        earlier = max((one for one in range(place) if values[one] < value), key=lambda one: best[one], default=-1)
        best.append(weights[place] + (best[earlier] if earlier >= 0 else 0))
        before.append(earlier)
    kept: set[int] = set()
    place = max(range(len(values)), key=lambda one: best[one], default=-1)
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def likeness(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Twice the words that both have over the words of both, each as often as it stands there: 0 nothing, 1 the same words."""
    total = sum(one.values()) + sum(other.values())
    if not total:
        return 1.0
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return 2 * sum(min(count, many.get(word, 0)) for word, count in few.items()) / total


def pair_up(old: Sequence[str], new: Sequence[str], *, at_least: float) -> dict[int, int]:
    """Give for each piece of `new` the piece of `old` that it was, if any; each piece of either is used once at most.

    Texts are compared as they are (hand in `canonical` ones): first the same text in its order, then the same text wherever
    it stands, then the most alike, as far as `likeness` of their words is `at_least`.
    """
    pairs = {right: left for left, right in common_sequence(old, new)}
    taken = set(pairs.values())
    free: defaultdict[str, list[int]] = defaultdict(list)
    for place in reversed(range(len(old))):
        if place not in taken:
            free[old[place]].append(place)
    for place, text in enumerate(new):
        if place not in pairs and free.get(text):
            pairs[place] = free[text].pop()
    taken = set(pairs.values())
    olds = {place: _words(text) for place, text in enumerate(old) if place not in taken}
    news = {place: _words(text) for place, text in enumerate(new) if place not in pairs}
    for _likeness, left, right in sorted(_alike(olds, news, at_least), key=lambda one: (-one[0], abs(one[1] - one[2]), one[1:])):
        if left not in taken and right not in pairs:
            pairs[right] = left
            taken.add(left)
    return pairs


def _words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def _alike(
    olds: Mapping[int, Counter[str]], news: Mapping[int, Counter[str]], at_least: float
) -> Iterable[tuple[float, int, int]]:
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for left, words in olds.items():
        for word in words:
            postings[word].append(left)
    in_order = list(olds)
    for number, (right, words) in enumerate(news.items()):
        shared: Counter[int] = Counter()
        for word in words:
            if len(found := postings.get(word, ())) <= MOST_POSTINGS:
                shared.update(found)
        candidates = {left for left, _count in shared.most_common(MOST_CANDIDATES)}
        candidates.update(in_order[max(0, number - 1) : number + 2])
        for left in candidates:
            if words and olds[left] and (measured := likeness(olds[left], words)) >= at_least:
                yield measured, left, right
