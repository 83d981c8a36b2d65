"""Which comments say nearly the same. A measure for a person to judge by; nothing here puts anything together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from vietnamese.search import search_key

# A word, or two words that follow each other.
Feature = str
Features = frozenset[Feature]


@dataclass(frozen=True)
class Group:
    """ids: rising. measure: of the two in it that are least alike, so that it holds for any two."""

    ids: tuple[int, ...]
    measure: float

    @property
    def per_cent(self) -> int:
        return per_cent(self.measure)


@dataclass(frozen=True)
class Likeness:
    id: int
    measure: float

    @property
    def per_cent(self) -> int:
        return per_cent(self.measure)


def per_cent(measure: float) -> int:
    """As it is shown: cut, not rounded, so that only what has the same words is 100 %."""
    return int(measure * 100 + 1e-9)


def groups_of(texts: Mapping[int, str], *, at_least: float) -> list[Group]:
    """Group texts of which any two are alike to `at_least` (above 0, up to 1); each text stands in one group or in none.

    The measure: of the words and pairs of neighbouring words of both texts, the share that both have, each weighted by how
    rare it is among all the texts ("hội", that everyone writes, hardly counts). Accents, capitals and punctuation do not count.
    The most alike are put together first; the same texts give the same groups in the same order, larger groups first.
    """
    features = {key: features_of(text) for key, text in sorted(texts.items())}
    same: defaultdict[Features, list[int]] = defaultdict(list)
    for key, found in features.items():
        if found:
            same[found].append(key)
    first = {keys[0]: found for found, keys in same.items()}
    measures = _measures(first, _weights(features.values()), at_least)
    groups = {key: [key] for key in first}
    group_of = {key: key for key in first}
    least = dict.fromkeys(first, 1.0)
    for (one, other), _measure in sorted(measures.items(), key=lambda pair: (-pair[1], pair[0])):
        left, right = sorted((group_of[one], group_of[other]))
        if left == right:
            continue
        between = [measures.get((min(a, b), max(a, b)), 0.0) for a in groups[left] for b in groups[right]]
        if min(between) < at_least:
            continue
        least[left] = min(least[left], least.pop(right), *between)
        for key in groups[right]:
            group_of[key] = left
        groups[left] += groups.pop(right)
    whole = [
        Group(tuple(sorted(twin for key in keys for twin in same[first[key]])), least[name]) for name, keys in groups.items()
    ]
    return sorted(
        (group for group in whole if len(group.ids) > 1), key=lambda group: (-len(group.ids), -group.measure, group.ids)
    )


def similar_to(text: str, texts: Mapping[int, str], *, at_least: float) -> list[Likeness]:
    """Give those of the texts that are alike to this one, the most alike first, measured as in `groups_of`."""
    features = {key: features_of(one) for key, one in sorted(texts.items())}
    mine = features_of(text)
    weights = _weights([mine, *features.values()])
    found = [Likeness(key, _measure(mine, other, weights)) for key, other in features.items() if mine & other]
    return sorted((one for one in found if one.measure >= at_least), key=lambda one: (-one.measure, one.id))


def features_of(text: str) -> Features:
    """The words of a text without accents, and each two that follow each other."""
    words = search_key(text).split()
    return frozenset(words) | {f"{one} {other}" for one, other in pairwise(words)}


def _weights(all_features: Iterable[Features]) -> dict[Feature, float]:
    """Rarer features weigh more. One that all have still weighs a little: two texts that are the same are alike."""
    everything = list(all_features)
    counts = Counter(feature for features in everything for feature in features)
    return {feature: log(1 + len(everything) / count) for feature, count in counts.items()}


def _measure(one: Features, other: Features, weights: Mapping[Feature, float]) -> float:
    if one == other:
        return 1.0 if one else 0.0
    # in a fixed order: sums of floats depend on it, and a set's order changes from run to run
    shared = sum(sorted(weights[feature] for feature in one & other))
    unshared = sum(sorted(weights[feature] for feature in one ^ other))
    return 2 * shared / (2 * shared + unshared)


def _measures(texts: Mapping[int, Features], weights: Mapping[Feature, float], at_least: float) -> dict[tuple[int, int], float]:
    """Measure all pairs that can reach `at_least`.

    Such a pair shares a part of its weight: at least m / (2 - m) of each one's. So it shares one of the rarest features of each
    that make up all but that part; only texts found by these are measured. No pair is missed.
    """
    if not 0 < at_least <= 1:
        raise ValueError(f"{at_least} is no share above 0 and up to 1.")
    shared_part = at_least / (2 - at_least)
    postings: defaultdict[Feature, list[int]] = defaultdict(list)
    totals: dict[int, float] = {}
    measures: dict[tuple[int, int], float] = {}
    for key, features in texts.items():
        rarest_first = sorted(features, key=lambda feature: (-weights[feature], feature))
        totals[key] = sum(weights[feature] for feature in rarest_first)
        candidates: set[int] = set()
        passed = 0.0
        for feature in rarest_first:
            # a trace of room for the rounding of sums
            if totals[key] - passed < shared_part * totals[key] - 1e-6:
                break
            passed += weights[feature]
            candidates.update(postings[feature])
            postings[feature].append(key)
        for other in candidates:
            lighter, heavier = sorted((totals[key], totals[other]))
            if lighter < shared_part * heavier - 1e-6:
                continue
            measure = _measure(features, texts[other], weights)
            if measure >= at_least:
                measures[min(key, other), max(key, other)] = measure
    return measures


def pairs_of(texts: Mapping[int, str], *, at_least: float) -> dict[tuple[int, int], float]:
    """Measure every two, without any shortcut: what `groups_of` is tested against."""
    features = {key: features_of(text) for key, text in texts.items()}
    weights = _weights(features.values())
    pairs = {(a, b): _measure(features[a], features[b], weights) for a, b in combinations(sorted(features), 2)}
    return {pair: measure for pair, measure in pairs.items() if measure >= at_least}
