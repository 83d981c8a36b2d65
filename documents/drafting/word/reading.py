"""Word in: a .docx becomes sections and blocks, and whatever isn't taken in is said."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from documents.drafting.rules.text import Text
from documents.drafting.word.gathering import Told, Tracked
from documents.drafting.word.headings import split_at_breaks
from documents.drafting.word.limits import Limits
from documents.drafting.word.lines import lines_of
from documents.drafting.word.official import Found, take_apart
from documents.drafting.word.parts import WordParts, word_parts
from documents.drafting.word.refused import Refused
from documents.drafting.word.sections import Remark, sections_of, text_of
from documents.drafting.word.words import read_words
from vietnamese.numbers import format_number

logger = logging.getLogger(__name__)

INSERTED = re.compile(rb"<(?:\w{1,10}:)?(?:ins|moveTo)[\s>]")
DELETED = re.compile(rb"<(?:\w{1,10}:)?(?:del|moveFrom)[\s>]")
COMMENT = re.compile(rb"<(?:\w{1,10}:)?comment[\s>]")
LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Look:
    """What a person is asked about before the file is read: accept the tracked changes, reject them, or keep them as comments."""

    insertions: int
    deletions: int
    comments: int
    has_macros: bool

    @property
    def must_ask(self) -> bool:
        return self.insertions + self.deletions > 0


@dataclass(frozen=True)
class WordText:
    """A Word file as it was read.

    comments: from Word, and with "comments" the tracked changes as proposals. dropped: Vietnamese sentences. found: heading,
    title, addressees, recipients and signer, which are no part of the text. tracked_changes: (insertions, deletions).
    """

    text: Text
    comments: tuple[Remark, ...] = ()
    dropped: tuple[str, ...] = ()
    tracked_changes: tuple[int, int] = (0, 0)
    comment_count: int = 0
    words: int = 0
    found: Found = field(default_factory=Found)


def word_limits() -> Limits:
    return Limits(file_bytes=settings.WORD_LIMIT)


def inspect_word(content: bytes, *, limits: Limits | None = None) -> Look:
    """Whether the file has tracked changes and comments; quick, nothing is parsed. Raises Refused."""
    with no_surprise():
        word = word_parts(content, limits or word_limits())
        texts = [word.parts["document"], word.parts.get("footnotes", b""), word.parts.get("endnotes", b"")]
        return Look(
            insertions=sum(len(INSERTED.findall(text)) for text in texts),
            deletions=sum(len(DELETED.findall(text)) for text in texts),
            comments=len(COMMENT.findall(word.parts.get("comments", b""))),
            has_macros=word.has_macros,
        )


def read_word(content: bytes, *, tracked: Tracked, limits: Limits | None = None) -> WordText:
    """The text of a Word file. Raises Refused, whose `message` says what to do, for a file that can't be read.

    tracked: "accept" or "reject" the changes, or "comments": the text as it was before them, each a proposal on its paragraph.
    """
    limits = limits or word_limits()
    with no_surprise():
        return _read(content, tracked, limits)


@contextmanager
def no_surprise() -> Iterator[None]:
    """A file nobody has thought of is refused, and the log says where our reading failed; it must not end a page or a job."""
    try:
        yield
    except (Refused, OSError):
        # a full disk is not the file's fault
        raise
    except Exception as error:
        logger.exception("reading a Word file failed")
        raise Refused("corrupt") from error


def _read(content: bytes, tracked: Tracked, limits: Limits) -> WordText:
    word = word_parts(content, limits)
    read = read_words(word, limits)
    lines, told = lines_of(read.blocks, tracked)
    lines = [part for line in lines for part in split_at_breaks(line)]
    if not lines:
        raise Refused("no_words")
    frame = take_apart(lines)
    building = sections_of(frame.lines, paragraph=limits.paragraph)
    text = text_of(building)
    if sum(len(section.blocks) for section in text.sections) > limits.blocks:
        raise Refused("too_complicated")
    first = text.sections[0].key if text.sections else ""
    beside = [Remark(first, "", author, said) for author, said in frame.remarks]
    return WordText(
        text=text,
        comments=tuple(beside + building.remarks),
        dropped=(*frame.dropped, *_dropped(word, read.survey, told, building.parted, limits)),
        tracked_changes=(told.insertions, told.deletions),
        comment_count=told.comments,
        words=text.words,
        found=frame.found,
    )


def tables_of_word(content: bytes, *, limits: Limits | None = None) -> list[list[list[str]]]:
    """All tables of a Word file: rows of cells as words, tracked changes accepted. Raises Refused.

    A cell over several rows says its words in each of them; one over several columns only in the first.
    """
    limits = limits or word_limits()
    with no_surprise():
        lines, _told = lines_of(read_words(word_parts(content, limits), limits).blocks, "accept")
        return [[list(row) for row in line.rows] for line in lines if line.is_table]


def _dropped(word: WordParts, survey: dict[str, Any], told: Told, parted: int, limits: Limits) -> list[str]:
    """What the text lacks of the file, and what was changed in it."""
    sentences = []
    if pictures := survey.get("pictures", 0):
        sentences.append(f"{_count(pictures)} ảnh không đưa vào; tệp gốc vẫn giữ ảnh.")
    if objects := max(survey.get("objects", 0), word.embedded):
        sentences.append(
            f"{_count(objects)} bảng tính hoặc tệp nhúng không đưa vào. Nếu cần số liệu, hãy chép thành bảng của Word."
        )
    if charts := survey.get("charts", 0):
        sentences.append(f"{_count(charts)} biểu đồ không đưa vào; tệp gốc vẫn giữ biểu đồ.")
    sentences += [f"Ô chữ (text box) không đưa vào: “{_short(box)}”." for box in survey.get("boxes", [])]
    if around := survey.get("around"):
        sentences.append(f"Đã bỏ đầu trang và chân trang: {_quoted(around)}.")
    if survey.get("contents"):
        sentences.append("Đã bỏ mục lục: chương trình tự lập từ các đề mục.")
    for number, columns, opening, above in told.wide:
        place = f"dưới dòng “{_short(above)}”" if above else f"bảng thứ {number} của tệp"
        sentences.append(
            f"Bảng {columns} cột không đưa vào ({place}, bắt đầu bằng “{_short(opening)}”): khổ A4 nằm ngang chỉ vừa "
            f"{limits.columns} cột. Hãy chia thành các bảng hẹp hơn; tệp gốc vẫn giữ bảng này."
        )
    if told.notes:
        sentences.append(f"{_count(told.notes)} chú thích chân trang được đưa vào trong ngoặc, ngay chỗ đánh số.")
    if equations := survey.get("equations", 0):
        sentences.append(f"{_count(equations)} công thức chỉ giữ được chữ và số, hãy xem lại.")
    if links := survey.get("links", 0):
        sentences.append(f"{_count(links)} liên kết chỉ giữ chữ, bỏ địa chỉ.")
    if nested := survey.get("nested", 0):
        sentences.append(f"{_count(nested)} bảng nằm trong ô của bảng khác được đổi thành dòng chữ, hãy xem lại.")
    if parted:
        sentences.append(
            f"{_count(parted)} đoạn dài quá {format_number(limits.paragraph)} chữ cái được chia nhỏ; không mất chữ nào."
        )
    if survey.get("legacy"):
        sentences.append("Có chữ gõ bằng phông cũ (TCVN3 hoặc VNI) đã chuyển sang Unicode; hãy xem kỹ dấu.")
    if word.has_macros:
        sentences.append("Tệp có macro: chương trình chỉ đọc chữ, không chạy macro.")
    return sentences


def _count(number: int) -> str:
    return format_number(number)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{_short(text)}”" for text in texts)
