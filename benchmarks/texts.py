"""Two versions of a long report compared, and a thousand comments grouped: pure rules, timed on texts that are made up here."""

import random
import time

from benchmarks.registry import bench
from benchmarks.stage import Stage
from documents.drafting.rules.differences import compare
from documents.drafting.rules.similarity import groups_of
from documents.drafting.rules.text import Block, Kind, Section, Style, Text

SECTIONS, BLOCKS_OF_A_SECTION, WORDS_OF_A_BLOCK = 40, 15, 90
ONSETS = ("b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x")
RIMES = (
    "a",
    "ân",
    "ăng",
    "ao",
    "ay",
    "anh",
    "e",
    "êu",
    "em",
    "i",
    "iên",
    "inh",
    "o",
    "ông",
    "oan",
    "ơn",
    "u",
    "ương",
    "ui",
    "uyên",
    "ưa",
)


def vocabulary(chance: random.Random, size: int) -> list[str]:
    """Made-up syllables, the first of which are drawn most often, as in any language."""
    syllables = [onset + rime for onset in ONSETS for rime in RIMES]
    chance.shuffle(syllables)
    return syllables[:size]


def prose(chance: random.Random, words: list[str], length: int) -> list[str]:
    weights = [1 / (place + 3) for place in range(len(words))]
    return chance.choices(words, weights, k=length)


def reworded(chance: random.Random, words: list[str], vocabulary: list[str], places: int) -> list[str]:
    changed = list(words)
    for _ in range(places):
        place = chance.randrange(len(changed))
        changed[place : place + chance.randint(0, 2)] = prose(chance, vocabulary, chance.randint(0, 3))
    return changed


def two_versions(*, same_keys: bool) -> tuple[Text, Text]:
    """40 pages: 600 paragraphs of 90 words; in the second 30 % are reworded, some moved, some taken out, some new.

    Without the same keys it is as when the second one came back as a Word file.
    """
    chance = random.Random(30)  # noqa: S311 -- made-up prose, the same in every run
    words = vocabulary(chance, 500)
    old, new = [], []
    for number in range(SECTIONS):
        heading = " ".join(prose(chance, words, 8))
        before = [(f"b{number}-{place}", prose(chance, words, WORDS_OF_A_BLOCK)) for place in range(BLOCKS_OF_A_SECTION)]
        after = [(key, reworded(chance, text, words, 6) if chance.random() < 0.3 else text) for key, text in before]
        if number % 3 == 0:
            after.insert(2, after.pop(11))
        if number % 5 == 0:
            after[7] = (f"n{number}", prose(chance, words, WORDS_OF_A_BLOCK))
        old.append(section(f"s{number}", heading, before))
        new.append(
            section(f"s{number}", heading, after)
            if same_keys
            else section(f"t{number}", heading, [("t" + k, t) for k, t in after])
        )
    return Text(tuple(old)), Text(tuple(new))


def section(key: str, heading: str, blocks: list[tuple[str, list[str]]]) -> Section:
    paragraphs = (Block(block, Kind.PARAGRAPH, " ".join(words)) for block, words in blocks)
    return Section(key, Style.ROMAN, heading, tuple(paragraphs))


def comments(number: int) -> dict[int, str]:
    """Comments of 20 to 60 words; a third of them are another one with some words changed, as units copy from each other."""
    chance = random.Random(1000)  # noqa: S311 -- made-up prose, the same in every run
    words = vocabulary(chance, 500)
    texts: list[list[str]] = []
    for place in range(number):
        if place > 30 and chance.random() < 0.35:
            texts.append(reworded(chance, chance.choice(texts), words, 3))
        else:
            texts.append(prose(chance, words, chance.randint(20, 60)))
    return {place: " ".join(text) for place, text in enumerate(texts, start=1)}


@bench("diff_two_versions_40_pages", unit="s", goal=1.0)
def diff_two_versions_40_pages(stage: Stage) -> float:
    """The slower of two: versions written here, and one that came back without its keys."""
    taken = []
    for same_keys in (True, False):
        old, new = two_versions(same_keys=same_keys)
        began = time.perf_counter()
        differences = compare(old, new)
        taken.append(time.perf_counter() - began)
        assert differences.totals.moved >= 10, differences.totals
        assert differences.totals.changed >= 120, differences.totals
    return max(taken)


@bench("similar_comments_1000", unit="s", goal=2.0)
def similar_comments_1000(stage: Stage) -> float:
    texts = comments(1000)
    began = time.perf_counter()
    groups = groups_of(texts, at_least=0.6)
    taken = time.perf_counter() - began
    assert len(groups) > 20, len(groups)
    return taken
