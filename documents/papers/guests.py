"""Names pasted one a line: guests, people who are commended; each with what belongs to her behind a hyphen."""

import re
from dataclasses import dataclass

from members.access.refusal import Refusal
from vietnamese.normalise import clean

MOST = 500
# from a sheet a line comes with tabs; typed it has hyphens with a space on both sides, so that "2025-2030" is not torn
PARTED = re.compile(r"\t+|\s+[-–—]\s+|\s*;\s*")
NUMBER = re.compile(r"^\s*\d{1,3}[.)\t]\s*")


@dataclass(frozen=True)
class Named:
    """One line: whom it names, her post and unit, and what else is said of her."""

    name: str
    post: str = ""
    words: str = ""


def people_in(text: str, *, field: str) -> list[Named]:
    """The people of a text, one a line: "Trần Thị Hoa - Chủ tịch hội cơ sở, Phòng PX01"; a number in front is left away.

    Raises Refusal for a text without names, and for more than 500.
    """
    found = []
    for line in text.splitlines():
        parts = [clean(part) for part in PARTED.split(NUMBER.sub("", line), maxsplit=2)]
        parts = [part.rstrip(".;,").strip() for part in parts if part]
        if parts and parts[0]:
            found.append(Named(*parts))
    if not found:
        raise Refusal("Chưa có tên ai. Hãy ghi mỗi dòng một người: Họ tên - chức vụ, đơn vị.", field=field)
    if len(found) > MOST:
        raise Refusal(f"Có {len(found)} dòng; mỗi lần in được nhiều nhất {MOST}. Hãy chia thành nhiều lần.", field=field)
    return found
