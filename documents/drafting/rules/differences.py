"""What changed from one text to another: section by section, block by block, word by word."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby

from documents.drafting.rules.alignment import (
    MOST_EQUAL_PAIRS,
    canonical,
    canonical_word,
    common_sequence,
    heaviest_rising,
    likeness,
    longest_rising,
    pair_up,
)
from documents.drafting.rules.text import Block, Kind, Section, Text

# From this share of common words on, a paragraph is taken for a new wording of another one; below, for another paragraph.
ALIKE = 0.5
# Below this share two wordings are shown one after the other: word by word nobody could read them.
READABLE = 0.25
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"

    @property
    def moved(self) -> bool:
        return self in {Change.MOVED, Change.MOVED_AND_CHANGED}

    @property
    def changed(self) -> bool:
        return self in {Change.CHANGED, Change.MOVED_AND_CHANGED}


@dataclass(frozen=True)
class Segment:
    """Words that are the same, removed or added. before: of same words how the older text spells them (hoà, hòa)."""

    change: Change
    text: str
    before: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table; tag: th or td, spans: its colspan and rowspan as they stand in the tag.

    before, after: the markup inside it, "" of what was added or removed.
    """

    change: Change
    segments: tuple[Segment, ...]
    tag: str = "td"
    spans: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Row:
    change: Change
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class BlockDifference:
    """before, after: None of what was added, removed. rows: of a table, in place of segments.

    restyled: the words are the same, but bold, italics, or the kind or depth of the block are not.
    moved_from: the heading of the section that it came from, "" of what stayed in its section.
    """

    change: Change
    before: Block | None
    after: Block | None
    segments: tuple[Segment, ...] = ()
    rows: tuple[Row, ...] = ()
    restyled: bool = False
    moved_from: str = ""

    @property
    def key(self) -> str:
        """The key in the newer text, in the older one of what was removed."""
        block = self.after or self.before
        return block.key if block else ""


@dataclass(frozen=True)
class SectionDifference:
    """change: of its heading and its place; what became of its blocks, each of them says."""

    change: Change
    before: Section | None
    after: Section | None
    heading: tuple[Segment, ...]
    blocks: tuple[BlockDifference, ...]

    @property
    def is_untouched(self) -> bool:
        return self.change is Change.SAME and all(one.change is Change.SAME and not one.restyled for one in self.blocks)


@dataclass(frozen=True)
class Totals:
    """Numbers of blocks; one that was moved and changed counts as moved and as changed. headings: sections that changed."""

    same: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    restyled: int = 0
    headings: int = 0


@dataclass(frozen=True)
class Differences:
    sections: tuple[SectionDifference, ...] = ()
    totals: Totals = field(default_factory=Totals)


def compare(old: Text, new: Text) -> Differences:
    """Compare two texts. Each section and each block of either stands in the answer exactly once.

    They follow each other as in the newer text; what was removed stands after what it stood after. What has moved stands at its
    new place. Blocks are recognised by their key, then by the same words, then by like words (`ALIKE`).
    Unicode form, the place of the tone (hoà, hòa), kinds of spaces and of quotes make no difference.
    """
    comparison = _Comparison(old, new)
    sections = tuple(comparison.sections())
    return Differences(sections, _totals(sections))


@dataclass(frozen=True)
class _Place:
    section: int
    block: Block
    words: str


def _places(text: Text) -> list[_Place]:
    return [
        _Place(number, block, canonical(block.plain)) for number, section in enumerate(text.sections) for block in section.blocks
    ]


class _Comparison:
    """The older and the newer text side by side, blocks counted through each of them."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self.olds, self.news = _places(old), _places(new)
        self.block_pairs = _paired(
            [(one.block.key, one.words) for one in self.olds], [(one.block.key, one.words) for one in self.news]
        )
        self.section_pairs = self._paired_sections()
        self.new_of_old = {before: after for after, before in self.block_pairs.items()}
        self.moved_sections = self._moved_sections()
        self.moved_blocks = self._moved_blocks()

    def _paired_sections(self) -> dict[int, int]:
        pairs = _paired(
            [(one.key, canonical(one.heading).casefold()) for one in self.old.sections],
            [(one.key, canonical(one.heading).casefold()) for one in self.new.sections],
        )
        # a section under another name is still the one whose blocks it has
        taken = set(pairs.values())
        common: defaultdict[tuple[int, int], int] = defaultdict(int)
        for after, before in self.block_pairs.items():
            common[self.news[after].section, self.olds[before].section] += 1
        for (after, before), count in sorted(common.items(), key=lambda one: (-one[1], one[0])):
            fewer = min(len(self.new.sections[after].blocks), len(self.old.sections[before].blocks))
            if after not in pairs and before not in taken and 2 * count >= fewer:
                pairs[after] = before
                taken.add(before)
        return pairs

    def _moved_sections(self) -> set[int]:
        paired = sorted(self.section_pairs)
        weights = [1 + len(self.new.sections[one].blocks) for one in paired]
        stay = heaviest_rising([self.section_pairs[one] for one in paired], weights)
        return {one for number, one in enumerate(paired) if number not in stay}

    def _moved_blocks(self) -> set[int]:
        """What went to another section that was there before, or left its order, unless its section as a whole took it along."""
        still_there = set(self.section_pairs.values())
        crossed = {one for one in self.block_pairs if self._crossed(one, still_there)}
        paired = sorted(self.block_pairs.keys() - crossed)
        stay = longest_rising([self.block_pairs[one] for one in paired])
        moved = {one for number, one in enumerate(paired) if number not in stay}
        for section in self.moved_sections:
            inside = [one for one in paired if self.news[one].section == section and self._went_along(one)]
            kept = longest_rising([self.block_pairs[one] for one in inside])
            moved -= {one for number, one in enumerate(inside) if number in kept}
        return moved | crossed

    def _crossed(self, after: int, still_there: set[int]) -> bool:
        """Whether it left a section that is still there for another that was: nothing else would show it."""
        section = self.news[after].section
        came_from = self.olds[self.block_pairs[after]].section
        return section in self.section_pairs and not self._went_along(after) and came_from in still_there

    def _went_along(self, after: int) -> bool:
        section = self.news[after].section
        return self.section_pairs.get(section) == self.olds[self.block_pairs[after]].section

    def sections(self) -> Iterable[SectionDifference]:
        at_start, after_block, of_gone = self._places_of_removed()
        blocks: defaultdict[int, list[BlockDifference]] = defaultdict(list)
        for section, removed in at_start.items():
            blocks[section] += removed
        for number, place in enumerate(self.news):
            blocks[place.section].append(self._block(number))
            blocks[place.section] += after_block.get(number, [])
        kept = {before: after for after, before in self.section_pairs.items()}
        gone_after: defaultdict[int, list[int]] = defaultdict(list)
        last = -1
        for number in range(len(self.old.sections)):
            if number in kept:
                last = kept[number]
            else:
                gone_after[last].append(number)
        for number in range(-1, len(self.new.sections)):
            if number >= 0:
                yield self._section(number, tuple(blocks[number]))
            for gone in gone_after[number]:
                before = self.old.sections[gone]
                heading = difference_of_words(before.heading, "")
                yield SectionDifference(Change.REMOVED, before, None, heading, tuple(of_gone[gone]))

    def _places_of_removed(
        self,
    ) -> tuple[Mapping[int, list[BlockDifference]], Mapping[int, list[BlockDifference]], Mapping[int, list[BlockDifference]]]:
        """Removed blocks: by the new section that they begin, the new block that they follow, the removed section they are in."""
        at_start: defaultdict[int, list[BlockDifference]] = defaultdict(list)
        after_block: defaultdict[int, list[BlockDifference]] = defaultdict(list)
        of_gone: defaultdict[int, list[BlockDifference]] = defaultdict(list)
        partner = {before: after for after, before in self.section_pairs.items()}
        anchor, section = None, -1
        for number, place in enumerate(self.olds):
            if place.section != section:
                anchor, section = None, place.section
            if (after := self.new_of_old.get(number)) is not None:
                anchor = anchor if after in self.moved_blocks else after
                continue
            removed = _removed(place.block)
            if anchor is not None:
                after_block[anchor].append(removed)
            elif section in partner:
                at_start[partner[section]].append(removed)
            else:
                of_gone[section].append(removed)
        return at_start, after_block, of_gone

    def _section(self, number: int, blocks: tuple[BlockDifference, ...]) -> SectionDifference:
        after = self.new.sections[number]
        if number not in self.section_pairs:
            return SectionDifference(Change.ADDED, None, after, difference_of_words("", after.heading), blocks)
        before = self.old.sections[self.section_pairs[number]]
        changed = before.style != after.style or canonical(before.heading) != canonical(after.heading)
        change = _change(changed=changed, moved=number in self.moved_sections)
        return SectionDifference(change, before, after, difference_of_words(before.heading, after.heading), blocks)

    def _block(self, number: int) -> BlockDifference:
        after = self.news[number]
        if number not in self.block_pairs:
            return _added(after.block)
        before = self.olds[self.block_pairs[number]]
        difference = difference_of_blocks(before.block, after.block, moved=number in self.moved_blocks)
        if not difference.change.moved or self._went_along(number):
            return difference
        return replace(difference, moved_from=self.old.sections[before.section].heading)


def _paired(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Pair what has the same key, then of the rest what is alike. Each is (key, words)."""
    by_key: dict[str, int] = {}
    for place, (key, _words) in enumerate(old):
        by_key.setdefault(key, place)
    pairs: dict[int, int] = {}
    for place, (key, _words) in enumerate(new):
        if key in by_key:
            pairs[place] = by_key.pop(key)
    taken = set(pairs.values())
    olds = [place for place in range(len(old)) if place not in taken]
    news = [place for place in range(len(new)) if place not in pairs]
    found = pair_up([old[place][1] for place in olds], [new[place][1] for place in news], at_least=ALIKE)
    return pairs | {news[after]: olds[before] for after, before in found.items()}


def _change(*, changed: bool, moved: bool) -> Change:
    if moved:
        return Change.MOVED_AND_CHANGED if changed else Change.MOVED
    return Change.CHANGED if changed else Change.SAME


def difference_of_blocks(before: Block, after: Block, *, moved: bool = False) -> BlockDifference:
    """Compare a block with what became of it; of two tables the rows are compared, of everything else the words."""
    rows: tuple[Row, ...] = ()
    segments: tuple[Segment, ...] = ()
    if before.kind is Kind.TABLE and after.kind is Kind.TABLE:
        rows = difference_of_tables(before.html, after.html)
        changed = any(row.change is not Change.SAME for row in rows)
    else:
        segments = difference_of_words(before.plain, after.plain)
        changed = any(segment.change is not Change.SAME for segment in segments)
    restyled = not changed and _look(before) != _look(after)
    return BlockDifference(_change(changed=changed, moved=moved), before, after, segments, rows, restyled=restyled)


def _look(block: Block) -> tuple[Kind, int, bool, str]:
    return block.kind, block.level, block.ordered, canonical(block.html)


def _added(block: Block) -> BlockDifference:
    rows = difference_of_tables("", block.html) if block.kind is Kind.TABLE else ()
    segments = () if block.kind is Kind.TABLE else difference_of_words("", block.plain)
    return BlockDifference(Change.ADDED, None, block, segments, rows)


def _removed(block: Block) -> BlockDifference:
    rows = difference_of_tables(block.html, "") if block.kind is Kind.TABLE else ()
    segments = () if block.kind is Kind.TABLE else difference_of_words(block.plain, "")
    return BlockDifference(Change.REMOVED, block, None, segments, rows)


def difference_of_words(old: str, new: str) -> tuple[Segment, ...]:
    """Give the words of both in one row: the removed and the same ones are the old text, the same and the added ones the new.

    Words are parted by one space in a segment and between segments. Long texts are compared by sentences first, and word by word
    only inside sentences that changed; where even that costs too much, the whole is given as removed and added.
    """
    before, after = old.split(), new.split()
    if before == after:
        return (Segment(Change.SAME, " ".join(after)),) if after else ()
    old_words, new_words = [canonical_word(one) for one in before], [canonical_word(one) for one in after]
    return _segments(before, after, _joined_islands(_same_words(old_words, new_words), old_words, new_words))


def _same_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    if old == new:
        return [(place, place) for place in range(len(old))]
    counts = _counts(new)
    if sum(counts.get(word, 0) for word in old) <= MOST_EQUAL_PAIRS:
        return common_sequence(old, new) if likeness(_counts(old), counts) >= READABLE else []
    pairs: list[tuple[int, int]] = []
    old_sentences, new_sentences = _sentences(old), _sentences(new)
    same = common_sequence([tuple(old[one]) for one in old_sentences], [tuple(new[one]) for one in new_sentences])
    begin_old = begin_new = 0
    for left, right in [*same, (-1, -1)]:
        end_old = old_sentences[left].start if left >= 0 else len(old)
        end_new = new_sentences[right].start if right >= 0 else len(new)
        gap = common_sequence(old[begin_old:end_old], new[begin_new:end_new])
        pairs += [(begin_old + one, begin_new + other) for one, other in gap]
        if left >= 0:
            length = old_sentences[left].stop - end_old
            pairs += [(end_old + step, end_new + step) for step in range(length)]
            begin_old, begin_new = end_old + length, end_new + length
    return pairs


def _counts(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _sentences(words: Sequence[str]) -> list[slice]:
    sentences, start = [], 0
    for place, word in enumerate(words, start=1):
        if word.endswith((".", ";", ":", "!", "?", "…")) or place == len(words):
            sentences.append(slice(start, place))
            start = place
    return sentences


def _joined_islands(pairs: list[tuple[int, int]], old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Without single words that are the same by chance in the midst of what changed: they make it harder to read."""
    if len(pairs) == len(old) == len(new):
        return pairs
    kept: list[tuple[int, int]] = []
    for place, (left, right) in enumerate(pairs):
        earlier = kept[-1] if kept else (-1, -1)
        later = pairs[place + 1] if place + 1 < len(pairs) else (len(old), len(new))
        gap_before = (left - earlier[0] - 1, right - earlier[1] - 1)
        gap_after = (later[0] - left - 1, later[1] - right - 1)
        if min(*gap_before, *gap_after) >= 1 and max(gap_before) >= 2 and max(gap_after) >= 2:
            continue
        kept.append((left, right))
    return kept


def _segments(old: Sequence[str], new: Sequence[str], pairs: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    begin_old = begin_new = 0
    for _offset, run in groupby(enumerate(pairs), key=lambda one: (one[1][0] - one[0], one[1][1] - one[0])):
        places = [pair for _number, pair in run]
        (left, right), length = places[0], len(places)
        segments += _replaced(old[begin_old:left], new[begin_new:right])
        begin_old, begin_new = left + length, right + length
        before, after = " ".join(old[left:begin_old]), " ".join(new[right:begin_new])
        segments.append(Segment(Change.SAME, after, "" if before == after else before))
    segments += _replaced(old[begin_old:], new[begin_new:])
    return tuple(segments)


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Segment]:
    removed = [Segment(Change.REMOVED, " ".join(old))] if old else []
    return [*removed, Segment(Change.ADDED, " ".join(new))] if new else removed


def html_of_segments(segments: Iterable[Segment]) -> str:
    """Escaped text with <ins> and <del>."""
    tags = {Change.ADDED: "ins", Change.REMOVED: "del"}
    return " ".join(
        f"<{tag}>{html.escape(one.text)}</{tag}>" if (tag := tags.get(one.change)) else html.escape(one.text) for one in segments
    )


@dataclass(frozen=True)
class _TableCell:
    tag: str
    spans: str
    plain: str
    markup: str


def _table(source: str) -> list[list[_TableCell]]:
    return [
        [
            _TableCell(tag, spans.strip(), Block("", Kind.PARAGRAPH, inline).plain, inline)
            for tag, spans, inline in CELL.findall(row)
        ]
        for row in ROW.findall(source)
    ]


def difference_of_tables(old: str, new: str) -> tuple[Row, ...]:
    """Compare two clean tables cell by cell. Where their shapes differ, rows are paired by their words first.

    Rows that are paired but have not the same number of cells are given as one removed and one added.
    """
    before, after = _table(old), _table(new)
    pairs = _paired_rows(before, after)
    stay = longest_rising([pairs[one] for one in sorted(pairs)])
    in_order = {one: pairs[one] for number, one in enumerate(sorted(pairs)) if number in stay}
    rows: list[Row] = []
    done = 0
    for number, cells in enumerate(after):
        if number not in in_order:
            rows.append(Row(Change.ADDED, tuple(_cell(None, cell) for cell in cells)))
            continue
        rows += [_removed_row(row) for row in before[done : in_order[number]]]
        done = in_order[number] + 1
        both = tuple(_cell(left, right) for left, right in zip(before[in_order[number]], cells, strict=True))
        changed = any(cell.change is not Change.SAME for cell in both)
        rows.append(Row(Change.CHANGED if changed else Change.SAME, both))
    return (*rows, *(_removed_row(row) for row in before[done:]))


def _paired_rows(old: list[list[_TableCell]], new: list[list[_TableCell]]) -> dict[int, int]:
    words = [[canonical(" ".join(cell.plain for cell in row)) for row in table] for table in (old, new)]
    if [len(row) for row in old] == [len(row) for row in new]:
        unmoved = sum(before == after for before, after in zip(*words, strict=True))
        # unless a row went out above and another came in below, and all between them only slid
        if unmoved >= len(common_sequence(words[0], words[1])):
            return {place: place for place in range(len(new))}
    found = pair_up(words[0], words[1], at_least=ALIKE)
    return {after: before for after, before in found.items() if len(old[before]) == len(new[after])}


def _cell(before: _TableCell | None, after: _TableCell) -> Cell:
    segments = difference_of_words(before.plain if before else "", after.plain)
    if before is None:
        return Cell(Change.ADDED, segments, after.tag, after.spans, after=after.markup)
    changed = any(one.change is not Change.SAME for one in segments)
    return Cell(Change.CHANGED if changed else Change.SAME, segments, after.tag, after.spans, before.markup, after.markup)


def _removed_row(cells: Iterable[_TableCell]) -> Row:
    removed = (Cell(Change.REMOVED, difference_of_words(cell.plain, ""), cell.tag, cell.spans, cell.markup) for cell in cells)
    return Row(Change.REMOVED, tuple(removed))


def _totals(sections: Iterable[SectionDifference]) -> Totals:
    counts = dict.fromkeys(("same", "changed", "added", "removed", "moved", "restyled", "headings"), 0)
    for section in sections:
        counts["headings"] += section.change is not Change.SAME
        for block in section.blocks:
            counts["same"] += block.change is Change.SAME
            counts["changed"] += block.change.changed
            counts["added"] += block.change is Change.ADDED
            counts["removed"] += block.change is Change.REMOVED
            counts["moved"] += block.change.moved
            counts["restyled"] += block.restyled
    return Totals(**counts)
