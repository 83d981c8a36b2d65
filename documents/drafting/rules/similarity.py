"""Which comments say nearly the same. A measure for a person to judge by; nothing here puts anything together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

from vietnamese.search import search_key

# A word, or two words that follow each other.
Feature = str
Features = frozenset[Feature]
# Weights are whole numbers: their sums are exact, so a measure does not depend on the order in which words are added up.
FINENESS = 10_000


@dataclass(frozen=True)
class Group:
    """ids: rising. like: the one that all the others were measured against. measure: of the one that is least like it."""

    ids: tuple[int, ...]
    like: int
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
    """Group texts that are alike to `at_least` (above 0, up to 1; else ValueError); each stands in one group or in none.

    The measure: of the words and pairs of neighbouring words of both texts, the share that both have, each weighted by how
    rare it is among all the texts ("hội", that everyone writes, hardly counts). Accents, capitals and punctuation do not count.
    A text that is like none before it (by id) begins a group; every other one goes to the beginning that it is most like.
    The same texts give the same groups in the same order, larger groups first.
    """
    corpus = _Corpus(texts)
    part = _shared_part(at_least)
    index = {key: corpus.rarest(key, part) for key in corpus.features}
    postings: defaultdict[Feature, list[int]] = defaultdict(list)
    for key, rarest in index.items():
        for feature in rarest:
            postings[feature].append(key)
    nearest: dict[int, tuple[float, int]] = {}  # for each text that goes to another: how like, and which
    beginnings: dict[int, None] = {}
    for key, rarest in index.items():
        if key in nearest:
            continue
        beginnings[key] = None
        for other in {other for feature in rarest for other in postings[feature]} - beginnings.keys():
            if corpus.may_reach(key, other, part) and (measure := corpus.measure(key, other)) >= at_least:
                nearest[other] = max(nearest.get(other, (0.0, 0)), (measure, -key))
    members: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for other, (measure, key) in nearest.items():
        members[-key][other] = measure
    groups = [Group(tuple(sorted({key, *members[key]})), key, min(members[key].values())) for key in beginnings if key in members]
    return sorted(groups, key=lambda group: (-len(group.ids), -group.measure, group.ids))


def similar_to(text: str, texts: Mapping[int, str], *, at_least: float) -> list[Likeness]:
    """Give those of the texts that are alike to this one, the most alike first, measured as in `groups_of`."""
    _shared_part(at_least)
    mine = min(texts, default=0) - 1
    corpus = _Corpus({mine: text, **texts})
    if mine not in corpus.features:
        return []
    found = [Likeness(key, corpus.measure(mine, key)) for key in corpus.features if key != mine]
    return sorted((one for one in found if one.measure >= at_least), key=lambda one: (-one.measure, one.id))


def features_of(text: str) -> Features:
    """The words of a text without accents, and each two that follow each other."""
    words = search_key(text).split()
    return frozenset(words) | {f"{one} {other}" for one, other in pairwise(words)}


class _Corpus:
    """All texts that have words, by rising id, and what each word of them weighs."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.features = {key: found for key, text in sorted(texts.items()) if (found := features_of(text))}
        self.weights = _weights(self.features.values())
        self.totals = {key: sum(map(self.weights.__getitem__, found)) for key, found in self.features.items()}

    def measure(self, one: int, other: int) -> float:
        shared = sum(map(self.weights.__getitem__, self.features[one] & self.features[other]))
        return 2 * shared / (self.totals[one] + self.totals[other])

    def may_reach(self, one: int, other: int, part: float) -> bool:
        """Whether the lighter one could hold as much of the heavier one as is asked for."""
        lighter, heavier = sorted((self.totals[one], self.totals[other]))
        return lighter >= part * heavier - 1

    def rarest(self, key: int, part: float) -> list[Feature]:
        """The rarest features of a text without which less than `part` of its weight is left.

        Two texts that share this part of each share one of these: the rarest that they share can be in neither's rest.
        """
        rarest: list[Feature] = []
        left = self.totals[key]
        for feature in sorted(self.features[key], key=lambda one: (-self.weights[one], one)):
            # one unit of room, for the part is a float
            if left < part * self.totals[key] - 1:
                break
            left -= self.weights[feature]
            rarest.append(feature)
        return rarest


def _weights(all_features: Iterable[Features]) -> dict[Feature, int]:
    """Rarer features weigh more. One that all have still weighs a little: two texts that are the same are alike."""
    everything = list(all_features)
    counts = Counter(feature for features in everything for feature in features)
    return {feature: round(FINENESS * log(1 + len(everything) / count)) for feature, count in counts.items()}


def _shared_part(at_least: float) -> float:
    """The part of its weight that each of two texts shares at least when they measure `at_least`.

    Of weights a and b the shared one s is m·(a + b) / 2 and no more than either, so at least m / (2 - m) of each.
    """
    if not 0 < at_least <= 1:
        raise ValueError(f"{at_least} is no share above 0 and up to 1.")
    return at_least / (2 - at_least)
