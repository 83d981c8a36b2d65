"""Taking comments together: what an answer says by itself, where a place of an older draft stands now, how far the work is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.drafting.rules.text import Block, Section, Text

# stored values of models.AnswerKind, for a rule knows no database
FULL, PARTLY, EXPLAINED, DUPLICATE, OUT_OF_SCOPE = "full", "partly", "explained", "duplicate", "out_of_scope"
TAKEN = frozenset({FULL, PARTLY})
# from this measure on two comments are shown to a person as perhaps the same
ALIKE = 0.6


@dataclass(frozen=True)
class Progress:
    """How many comments there are, and how many have each answer."""

    total: int
    by_kind: Mapping[str, int]

    @property
    def answered(self) -> int:
        return sum(self.by_kind.values())

    @property
    def missing(self) -> int:
        return self.total - self.answered

    @property
    def taken(self) -> int:
        """Taken over wholly or partly."""
        return sum(number for kind, number in self.by_kind.items() if kind in TAKEN)

    @property
    def is_complete(self) -> bool:
        return self.missing == 0


def progress_of(answers: Iterable[str | None]) -> Progress:
    """Count answers, one for each comment; None for a comment that has none."""
    by_kind: dict[str, int] = {}
    total = 0
    for kind in answers:
        total += 1
        if kind:
            by_kind[kind] = by_kind.get(kind, 0) + 1
    return Progress(total, by_kind)


def name_of(number: int, *, round_number: int, rounds: int) -> str:
    """ "ý kiến số 12"; where the document was put to the units several times, also in which round."""
    return f"ý kiến số {number}" if rounds < 2 else f"ý kiến số {number} (vòng {round_number})"


def duplicate_wording(name: str) -> str:
    """What the answer to a comment says that was joined to another; it names no unit."""
    return f"Trùng với {name}, đã được tổng hợp và trả lời chung."


@dataclass(frozen=True)
class Standing:
    """Where a place of an older draft stands in the text now.

    section and block are None where they are there no longer. words: what stands there now. has_moved: the block stands in
    another section than it did. has_changed: it reads otherwise than when it was commented on. of_whole: the comment was never
    on one place.
    """

    section: Section | None
    block: Block | None
    has_moved: bool = False
    has_changed: bool = False
    of_whole: bool = False

    @property
    def is_gone(self) -> bool:
        return self.section is None

    @property
    def sentence(self) -> str:
        """What to tell whoever works the comment in; "" where everything is as it was."""
        if self.of_whole:
            return "Ý kiến này góp cho cả dự thảo. Hãy chọn mục cần sửa."
        if self.section is None:
            return "Đoạn được góp ý không còn trong lời văn hiện tại. Hãy chọn mục cần sửa."
        said = [
            "đã chuyển sang mục khác" if self.has_moved else "",
            "đã được sửa từ khi có ý kiến này" if self.has_changed else "",
        ]
        found = " và ".join(part for part in said if part)
        return f"Đoạn này {found}. Bên dưới là lời văn hiện tại." if found else ""


def standing_of(text: Text, *, section_key: str, block_key: str, before: str | None) -> Standing:
    """Find the place in the text as it stands now; `before` is what the block said then, None where that isn't known.

    A place on the whole text, and one that is gone, has no section.
    """
    if block_key:
        for section, block in text.blocks():
            if block.key == block_key:
                changed = before is not None and block.plain != before
                return Standing(section, block, has_moved=section.key != section_key, has_changed=changed)
    section_now = next((one for one in text.sections if one.key == section_key), None)
    return Standing(section_now, None, has_changed=bool(block_key), of_whole=not section_key)


def with_block(section: Section, key: str, new: Sequence[Block]) -> Section:
    """The section with one block written anew: the first new block keeps the key, so that comments still find it; of nothing,
    the block goes. Raises `KeyError` where the section has no such block."""
    if all(block.key != key for block in section.blocks):
        raise KeyError(key)
    written = tuple(replace(block, key=key) if place == 0 else block for place, block in enumerate(new))
    blocks: list[Block] = []
    for block in section.blocks:
        blocks += written if block.key == key else (block,)
    return section.with_blocks(blocks)
