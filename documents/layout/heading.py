"""Heading, title and signature of a paper, as templates/print takes them."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.layout.authority import is_prefixed
from documents.layout.details import PARTY, Details, lines_of_text, number_line, place_and_date, recipient_lines
from documents.layout.lines import balanced, broken
from documents.printing.metrics import ITALIC, REGULAR
from vietnamese.dates import long_date

# widths in mm of what stands beside each other (formats.md §2.4); landscape as in styles/landscape.css
HEAD_LEFT = {"portrait": 66.0, "landscape": 96.0}
SIGNATURE = {"portrait": 88.0, "landscape": 122.0}
TITLE = {"portrait": 140.0, "landscape": 210.0}
SIGNATURE_SIZE = {"portrait": 14.0, "landscape": 13.0}
BLANK = "……"  # within a sentence, where spaces would look like a slip


def head_of(details: Details, *, style: str = "portrait") -> dict[str, Any]:
    """What templates/print/_head.html takes."""
    width = HEAD_LEFT[style]
    profile = details.profile
    is_congress, is_party = profile == "dai_hoi", profile == PARTY
    size = 14.0 if is_party else 13.0
    superior = balanced(details.superior, width=width, size=size, name="Bold" if is_congress else REGULAR)
    issuer = balanced(details.issuer, width=width, size=12 if is_congress else size, name=REGULAR if is_congress else "Bold")
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    return {
        "profile": profile,
        "superior": broken(superior),
        "issuer": broken(issuer),
        "separator": _separator(details),
        "right": "dang" if is_party else "khong" if profile == "hoi_gon" else "quoc_hieu",
        "number": number_line(details.number, details.symbol, profile=profile),
        "place_and_date": place_and_date(details.place, day, year=details.year),
    }


def _separator(details: Details) -> str:
    """Below the issuer: the Party always has one star, a plain heading never a rule (formats.md §2.1, §2.3)."""
    if details.profile == PARTY:
        return "sao1"
    return "sao3" if details.profile == "hoi_gon" and details.separator == "ke" else details.separator


def signature_of(details: Details, *, style: str = "portrait", left: str = "") -> dict[str, Any]:
    """What templates/print/_signature.html takes. The Party prints the line of authority bold and the post not."""
    posts: list[str] = []
    for line in lines_of_text(details.authority):
        lines = balanced(line, width=SIGNATURE[style], size=SIGNATURE_SIZE[style])
        posts += [_plain_post(one) for one in lines] if details.profile == PARTY and not is_prefixed(line) else lines
    return {
        "recipients": recipient_lines(details.recipients),
        "left": left,
        "left_name": details.preparer if left else "",
        "posts": posts,
        "name": details.signer,
    }


def _plain_post(line: str) -> SafeString:
    return format_html('<span class="chuc-danh">{}</span>', line)


def subject_of(text: str, *, style: str = "portrait") -> list[str]:
    return balanced(text, width=TITLE[style], size=14)


def about_of(title: str, *, profile: str = "hoi") -> list[str]:
    """The lines under the number of a công văn: "V/v …", of the Party "về việc …" (formats.md §1.3, §2.1)."""
    said = " ".join(title.split())
    for opening in ("V/v ", "Về việc ", "về việc "):
        said = said.removeprefix(opening)
    opening = "về việc" if profile == PARTY else "V/v"
    name = ITALIC if profile == PARTY else REGULAR
    return balanced(f"{opening} {lower_first(said)}", width=HEAD_LEFT["portrait"] - 2, size=12, name=name)


def lower_first(text: str) -> str:
    """The text as it goes on behind other words; names and abbreviations keep their capitals."""
    first, second = text[:1], text.split(" ")[1:2]
    is_name = text.split(" ")[0].isupper() or bool(second and second[0][:1].isupper())
    return text if is_name else first.lower() + text[1:]


def addressees_of(text: str) -> list[str]:
    """Whom a paper is for: one alone ends with a full stop, several begin with a dash each (formats.md §1.3, 9a)."""
    lines = recipient_lines(text)
    return [lines[0].removeprefix("- ")] if len(lines) == 1 else lines


def reference_to(kind: str, details: Details, *, day: date | None, issuer: str) -> str:
    """Return "Kèm theo Kế hoạch số 05/KH-BPN ngày 05 tháng 02 năm 2026 của Ban Phụ nữ", with blanks for what isn't known yet."""
    number = number_line(details.number or BLANK, details.symbol, profile=details.profile)
    number = number.removeprefix("Số").removeprefix(":").strip(" ")
    when = long_date(day) if day else f"ngày {BLANK} tháng {BLANK} năm {details.year or BLANK}"
    counted = f" số {number} {when}" if number else ""
    return f"Kèm theo {kind}{counted} của {issuer}" if issuer else f"Kèm theo {kind}{counted}"


def spoken_issuer(details: Details, *known: str) -> str:
    """ "Ban Phụ nữ Công an tỉnh Hà Sơn" where the heading says it in capitals on two lines.

    From capitals nobody can tell which words are names, so each line is compared with names that are `known`.
    """
    spoken = {name.upper(): name for name in known}
    issuer, superior = (" ".join(lines_of_text(text)) for text in (details.issuer, details.superior))
    said = spoken.get(issuer.upper(), issuer)
    above = spoken.get(superior.upper(), "")
    return f"{said} {above}".strip() if above and above.upper() not in said.upper() and len(said.split()) < 4 else said
