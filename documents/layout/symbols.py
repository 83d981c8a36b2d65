"""Ký hiệu: what stands behind the number of a paper, built from the unit's own pattern (formats.md §1.5, §2.1)."""

import re

from documents.layout.details import PARTY, initials

# Decree 30/2020/NĐ-CP, appendix III, I: the whole list; a công văn and a thư công have none
ABBREVIATIONS = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ", "Thông cáo": "TC",
    "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA",
    "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM", "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
}  # fmt: skip

TYPE, ISSUER, DRAFTER = "{loại}", "{cơ quan}", "{nơi soạn}"
# what a unit has that wrote no pattern of its own
STATE_PATTERN = f"{TYPE}-{ISSUER}"
PARTY_PATTERN = f"{TYPE}/{ISSUER}"
LETTER_PATTERN = f"{ISSUER}-{DRAFTER}"
PARTY_LETTER_PATTERN = f"CV/{ISSUER}"

_GROUP = r"[A-ZĐ0-9.]+"
_TYPE = r"[A-ZĐ][A-Za-zĐđy]{0,3}"
_PART = r"(?:\([A-ZĐ0-9.]+\))?"
_NUMBER = r"(?:\d{2,}[a-zđ]?|\s+)"
# formats.md §1.5, with the part of an office in brackets that police units write: 2225/KH-CAT-PX16(HPN)
STATE_LINE = re.compile(rf"^Số: {_NUMBER}/{_TYPE}(?:-{_GROUP})+{_PART}$")
LETTER_LINE = re.compile(rf"^Số: {_NUMBER}/{_GROUP}(?:-{_GROUP})*{_PART}$")
PARTY_LINE = re.compile(rf"^Số {_NUMBER}-{_TYPE}/{_GROUP}(?:-{_GROUP})*$")


def symbol_of(abbreviation: str, *, issuer: str, drafter: str = "", pattern: str = "", profile: str = "hoi") -> str:
    """Return "KH-BPN", "KH-CAT-PX16(HPN)", of a công văn (no abbreviation) "BPN-PX03", of a Party committee "NQ/ĐU".

    issuer, drafter: their abbreviations as they stand in symbols. pattern: the unit's own, in which {loại}, {cơ quan} and
    {nơi soạn} are filled in; what stays empty goes with the hyphen or slash before it. A công văn in a pattern with {loại} is
    written without it.
    """
    is_letter = abbreviation in {"", "CV"}
    chosen = pattern or _own_pattern(is_letter, is_party=profile == PARTY)
    filled = {TYPE: "" if is_letter else abbreviation, ISSUER: issuer.strip(), DRAFTER: drafter.strip()}
    for mark, value in filled.items():
        chosen = chosen.replace(mark, value)
    return re.sub(r"([-/])[-/]+", r"\1", chosen.replace("()", "")).strip("-/ ")


def _own_pattern(is_letter: bool, *, is_party: bool) -> str:
    if is_party:
        return PARTY_LETTER_PATTERN if is_letter else PARTY_PATTERN
    return LETTER_PATTERN if is_letter else STATE_PATTERN


def is_number_line(line: str, *, profile: str = "hoi", is_letter: bool = False) -> bool:
    """Whether "Số: 05/KH-BPN" is written as the decree, or the Party, wants it; the number may be a blank."""
    if profile == PARTY:
        return bool(PARTY_LINE.match(line))
    return bool((LETTER_LINE if is_letter else STATE_LINE).match(line))


def issuer_in_symbol(issuer: str, known: str = "") -> str:
    """How the issuer is shortened in a symbol: as the unit says, else the first letters of its words ("BPN")."""
    return known.strip() or initials(" ".join(issuer.split()))
