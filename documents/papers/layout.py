"""Lines that are broken before they are laid out, so that a heading stands in lines of like length."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents.printing.metrics import BOLD, lines_of

MM_IN_POINTS = 72 / 25.4


def balanced(text: str, *, width: float, size: float, name: str = BOLD) -> list[str]:
    """The text in as few lines as `width` (mm) allows, none much longer than the others; its own line breaks stay."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        if paragraph.strip():
            lines += _balanced(paragraph.strip(), width=width * MM_IN_POINTS, size=size, name=name)
    return lines


def _balanced(text: str, *, width: float, size: float, name: str) -> Sequence[str]:
    best = lines_of(text, name=name, size=size, width=width)
    if len(best) == 1:
        return best
    for tenths in range(19, 8, -1):
        narrower = lines_of(text, name=name, size=size, width=width * tenths / 20)
        # a word longer than the line would be cut
        if len(narrower) > len(best) or " ".join(narrower) != " ".join(best):
            break
        best = narrower
    return best


def broken(lines: Iterable[str]) -> SafeString:
    """Lines one under the other in HTML."""
    return format_html_join("", "{}{}", ((("" if n == 0 else SafeString("<br>")), line) for n, line in enumerate(lines)))
