"""What a congress is called, on screens and in the titles of papers."""

import re

from vietnamese.numbers import roman

KINDS = {
    "DAI_BIEU": "Đại hội đại biểu",
    "TOAN_THE": "Đại hội toàn thể",
    "HOI_NGHI": "Hội nghị",
}
# "Hội Phụ nữ Công an tỉnh Hà Sơn" gives "Phụ nữ Công an tỉnh Hà Sơn"; "Hội phụ nữ cơ sở Phòng …" gives "Phụ nữ Phòng …"
UNION_WORDS = re.compile(r"^(?:hội|ban)\s+(?:liên hiệp\s+)?phụ nữ\s+(?:cơ sở\s+)?", re.IGNORECASE)
CHAPTER_WORDS = re.compile(r"^chi hội\s+(?:liên xã\s+)?(?:phụ nữ\s+)?", re.IGNORECASE)


def women_of(unit_name: str) -> str:
    """ "Phụ nữ Công an tỉnh Hà Sơn" from whatever the organisation is called."""
    return f"Phụ nữ {UNION_WORDS.sub('', unit_name.strip())}"


def chapter_of(unit_name: str) -> str:
    """ "Chi hội Phụ nữ Công an xã Bình An" from "Chi hội Công an xã Bình An", with or without "Phụ nữ"."""
    return f"Chi hội Phụ nữ {CHAPTER_WORDS.sub('', UNION_WORDS.sub('', unit_name.strip()))}"


def term_years(starts: int, ends: int) -> str:
    """ "2025-2030", with a hyphen as papers write it."""
    return f"{starts}-{ends}"


def congress_name(*, kind: str, unit_name: str, ordinal: int, starts: int, ends: int) -> str:
    """The full name: "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030".

    `kind` is `dai_hoi.hinh_thuc`: DAI_BIEU, TOAN_THE or HOI_NGHI. A chapter's meeting isn't counted: "Hội nghị Chi hội
    Phụ nữ Công an xã Bình An, nhiệm kỳ 2025-2030". An `ordinal` of 0 leaves the count out.
    """
    term = f"nhiệm kỳ {term_years(starts, ends)}"
    if kind == "HOI_NGHI":
        return f"{KINDS[kind]} {chapter_of(unit_name)}, {term}"
    count = f" lần thứ {roman(ordinal)}" if ordinal else ""
    return f"{KINDS[kind]} {women_of(unit_name)}{count}, {term}"
