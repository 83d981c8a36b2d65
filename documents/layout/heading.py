"""Heading, title and signature of a paper, as templates/print takes them."""

from datetime import date
from typing import Any

from documents.layout.details import Details, lines_of_text, number_line, place_and_date, recipient_lines
from documents.layout.lines import balanced, broken
from documents.printing.metrics import REGULAR

# widths in mm of what stands beside each other (formats.md §2.4); landscape as in styles/landscape.css
HEAD_LEFT = {"portrait": 66.0, "landscape": 96.0}
SIGNATURE = {"portrait": 88.0, "landscape": 122.0}
TITLE = {"portrait": 140.0, "landscape": 210.0}
SIGNATURE_SIZE = {"portrait": 14.0, "landscape": 13.0}


def head_of(details: Details, *, style: str = "portrait") -> dict[str, Any]:
    """What templates/print/_head.html takes."""
    width = HEAD_LEFT[style]
    is_congress = details.profile == "dai_hoi"
    superior = balanced(details.superior, width=width, size=13, name="Bold" if is_congress else REGULAR)
    issuer = balanced(details.issuer, width=width, size=12 if is_congress else 13, name=REGULAR if is_congress else "Bold")
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    return {
        "profile": details.profile,
        "superior": broken(superior),
        "issuer": broken(issuer),
        "separator": "sao3" if details.profile == "hoi_gon" and details.separator == "ke" else details.separator,
        "right": "khong" if details.profile == "hoi_gon" else "quoc_hieu",
        "number": number_line(details.number, details.symbol),
        "place_and_date": place_and_date(details.place, day, year=details.year),
    }


def signature_of(details: Details, *, style: str = "portrait", left: str = "") -> dict[str, Any]:
    """What templates/print/_signature.html takes."""
    posts: list[str] = []
    for line in lines_of_text(details.authority):
        posts += balanced(line, width=SIGNATURE[style], size=SIGNATURE_SIZE[style])
    return {
        "recipients": recipient_lines(details.recipients),
        "left": left,
        "left_name": details.preparer if left else "",
        "posts": posts,
        "name": details.signer,
    }


def subject_of(text: str, *, style: str = "portrait") -> list[str]:
    return balanced(text, width=TITLE[style], size=14)
