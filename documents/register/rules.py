"""How a paper is numbered (Decree 30/2020/NĐ-CP art. 15, Party guidance 05-HD/VPTW), and what its proof says."""

import re
from datetime import date

import segno

from documents.layout.details import PARTY
from documents.layout.symbols import ABBREVIATIONS

LETTER = "Công văn"
# 05-HD/VPTW (2026) names the first nine; the others as they are usually written, not compared with an original
PARTY_KINDS = {
    "NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận", "QC": "Quy chế", "QĐ": "Quyết định", "QyĐ": "Quy định",
    "BC": "Báo cáo", "CTr": "Chương trình", "TT": "Thông tri", "TTr": "Tờ trình", "CV": LETTER, "HD": "Hướng dẫn",
    "TB": "Thông báo", "KH": "Kế hoạch", "ĐA": "Đề án", "BB": "Biên bản",
}  # fmt: skip
STATE_KINDS = {code: name for name, code in ABBREVIATIONS.items()} | {"": LETTER}
# letters and digits, and what stands between them: BPN, CAT-PX16(HPN), UBND.VP
SYMBOL = re.compile(r"[^\W_]+(?:[-/.&(]+[^\W_]+)*\)?")
# modules of white around a code, and the side it is printed at
QUIET_ZONE = 4
QR_SIDE = "20mm"


def kinds(profile: str) -> dict[str, str]:
    """Abbreviation → name of the types of paper; outside the Party a công văn has none (Decree 30, appendix III, I)."""
    return PARTY_KINDS if profile == PARTY else STATE_KINDS


def known_kind(kind: str, *, profile: str) -> str:
    """The abbreviation as its series has it: a công văn is "CV" in the Party and nothing elsewhere."""
    if kind in {"", "CV"}:
        return "CV" if profile == PARTY else ""
    return kind


def is_counted_by_term(profile: str) -> bool:
    """The Party counts each type through its committee's term; everybody else through the calendar year."""
    return profile == PARTY


def body_in(symbol: str, kind: str, *, profile: str) -> str | None:
    """Return whose series the symbol belongs to: "BPN" of "KH-BPN", "CAT" of "KH-CAT-PX16(HPN)", "ĐU" of "NQ/ĐU".

    None: the symbol isn't one of this type. A board that issues under its own name has numbers of its own
    (Decree 30, appendix I, II.3.a), the department that drafted has not.
    """
    beginning = f"{kind}{'/' if profile == PARTY else '-'}" if kind else ""
    if not SYMBOL.fullmatch(symbol) or not symbol.startswith(beginning):
        return None
    return symbol.removeprefix(beginning).split("-")[0] or None


def whole_symbol(number: int, symbol: str, *, profile: str) -> str:
    """Return "05/KH-BPN", in the Party profile "05-NQ/ĐU"; below ten with a nought."""
    return f"{number:02}{'-' if profile == PARTY else '/'}{symbol}"


def is_in_order(day: date, *, before: date | None, after: date | None) -> bool:
    """Whether a paper of this day may stand between the papers with the numbers next to its own (None: there is none)."""
    return (before is None or before <= day) and (after is None or day <= after)


def verification_address(address: str, code: str) -> str:
    """The address that the QR code of an issued paper says; `address` is the program's own, "https://host"."""
    return f"{address.rstrip('/')}/v/{code}"


def qr_svg(text: str) -> str:
    """The QR code as SVG for a print template: 20×20 mm with its white border of four modules, level M, black.

    The markup is ours from end to end; nothing of the text stands in it but as modules.
    """
    code = segno.make(text, error="m", boost_error=False, micro=False)
    drawn: str = code.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None)
    return drawn.replace("<svg ", f'<svg width="{QR_SIDE}" height="{QR_SIDE}" ', 1)
