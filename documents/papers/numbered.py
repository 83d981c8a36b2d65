"""A paper under the number that the register gave it: its number line, its day, its proof."""

import base64
from dataclasses import replace
from typing import TypeVar

from documents.layout.details import Details
from documents.register.models import OutgoingPaper
from documents.register.rules import qr_svg, verification_address, whole_symbol

OwnDetails = TypeVar("OwnDetails", bound=Details)


def issued_details(details: OwnDetails, paper: OutgoingPaper) -> OwnDetails:
    """The details as the register has them: number, day and signatory are its own, never what was typed."""
    before = whole_symbol(paper.number, "", profile=paper.profile)
    day = paper.dated_on
    return replace(
        details,
        profile=paper.profile,
        number=str(paper.number),
        symbol=paper.symbol.removeprefix(before),
        dated_on=day.isoformat() if day else "",
        year=day.year if day else 0,
        signer=paper.signer,
        authority=paper.authority or details.authority,
        recipients=paper.recipients or details.recipients,
    )


def proof_of(paper: OutgoingPaper) -> str:
    """The address that its QR code says; "" where nobody knows where the program stood."""
    return verification_address(paper.address, paper.code) if paper.code and paper.address else ""


def qr_image(address: str) -> str:
    """The code as an image of its own, so that it has words for those who don't see it; "" for no address."""
    if not address:
        return ""
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_svg(address).encode()).decode()}"
