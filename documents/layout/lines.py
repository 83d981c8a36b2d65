"""Lines that are broken before they are laid out, so that a heading stands in lines of like length, broken where one breathes."""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents.printing.metrics import BOLD, width_in_em

MM_IN_POINTS = 72 / 25.4
# words that are not torn apart in a heading
TOGETHER = re.compile(
    r"công an thành phố hồ chí minh|công an (?:tỉnh|thành phố|xã|phường)(?: (?!lần thứ)\S+ \S+)?|công an|phụ nữ"
    r"|chi hội|ban chấp hành"
    r"|(?:dự )?đại hội đại biểu|(?:dự )?đại hội toàn thể|hội nghị|đại biểu|tư cách đại biểu|thẩm tra|số lượng"
    r"|lần thứ \S+|nhiệm kỳ \S+|ngày \S+ tháng \S+ năm \S+|số \S+/\S+",
    re.IGNORECASE,
)
TORN = 1e6
IMPOSSIBLE = 1e12


def balanced(text: str, *, width: float, size: float, name: str = BOLD) -> list[str]:
    """The text in as few lines as `width` (mm) allows, of like length; its own line breaks stay."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        if paragraph.strip():
            lines += _balanced(" ".join(paragraph.split()), width * MM_IN_POINTS / size, name)
    return lines


@lru_cache(maxsize=4096)
def _balanced(text: str, room: float, name: str) -> Sequence[str]:
    """Of all ways to break into the fewest lines the most even one; `room` in em."""
    words = text.split()
    if width_in_em(text, name) <= room:
        return (text,)
    torn = _torn(text)
    for count in range(2, len(words) + 1):
        cost, breaks = _best(tuple(words), torn, count, room, name)
        if cost < IMPOSSIBLE:
            edges = [0, *breaks, len(words)]
            return tuple(" ".join(words[start:end]) for start, end in itertools.pairwise(edges))
    return tuple(words)


def _torn(text: str) -> frozenset[int]:
    """Numbers of the words before which a line should not begin."""
    torn = set()
    for match in TOGETHER.finditer(text):
        first = text[: match.start()].count(" ")
        torn |= set(range(first + 1, first + len(match[0].split())))
    return frozenset(torn)


def _best(words: tuple[str, ...], torn: frozenset[int], count: int, room: float, name: str) -> tuple[float, list[int]]:
    even = width_in_em(" ".join(words), name) / count
    widths = [width_in_em(word, name) for word in words]
    space = width_in_em(" ", name)

    @cache
    def cost_from(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        best: tuple[float, tuple[int, ...]] = (IMPOSSIBLE, ())
        wide = -space
        for end in range(start + 1, len(words) + 1):
            wide += space + widths[end - 1]
            if wide > room:
                break
            here = (wide - even) ** 2
            if lines == 1:
                if end == len(words):
                    best = min(best, (here, ()))
                continue
            if end == len(words):
                break
            rest, breaks = cost_from(end, lines - 1)
            best = min(best, (here + rest + (TORN if end in torn else 0), (end, *breaks)))
        return best

    total, breaks = cost_from(0, count)
    return total, list(breaks)


def broken(lines: Iterable[str]) -> SafeString:
    """Lines one under the other in HTML."""
    return format_html_join("", "{}{}", ((("" if n == 0 else SafeString("<br>")), line) for n, line in enumerate(lines)))
