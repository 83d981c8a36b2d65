"""What stands around a version's text when it leaves as Word: heading, title, signature of its paper, as on its print."""

from dataclasses import replace
from datetime import date

from documents.drafting.models import Version
from documents.drafting.rules.showing import plain_words
from documents.drafting.rules.types import DocumentType, types
from documents.drafting.word.writing import WordLayout, word_of
from documents.layout.details import PARTY, DocumentDetails
from documents.layout.heading import about_of, addressees_of, head_of, reference_to, signature_of, spoken_issuer, subject_of
from documents.layout.structures import Structure, parts_of

NO_LONGER = "HẾT HIỆU LỰC"
# between the căn cứ and what is decided (formats.md §1.7)
ENACTING = {Structure.DECISION: "QUYẾT ĐỊNH:", Structure.RESOLUTION: "QUYẾT NGHỊ:"}


def word_of_version(version: Version) -> bytes:
    """The .docx of a version as its document's type is laid out; every page says at its foot which version it is."""
    return word_of(version.text, layout=layout_of(version))


def layout_of(version: Version) -> WordLayout:
    figures = version.content.get("figures", {})
    title = plain_words(str(version.heading.get("title", "")), figures)
    known = types().get(str(version.heading.get("type", "")))
    details = DocumentDetails.of(version.heading.get("details", {}))
    layout = WordLayout(title=title.upper()) if known is None else layout_of_type(known, details, title=title)
    return replace(
        layout,
        label=version.name if version.is_current else f"{version.name} - {NO_LONGER}",
        figures={name: str(one["value"]) for name, one in figures.items()},
    )


def layout_of_type(known: DocumentType, details: DocumentDetails, *, title: str) -> WordLayout:
    """How a paper of this type is laid out (formats.md §1.7); title: its subject, without figures to fill in."""
    structure = Structure(known.structure)
    parts = parts_of(structure, known.abbreviation)
    if not parts.number or not known.numbered:
        details = replace(details, number="", symbol="")
    head = head_of(details)
    if not parts.place_and_date:
        head["place_and_date"] = ""
    if structure == Structure.LETTER:
        head["about"] = about_of(title, profile=details.profile)
    left = (details.left_post or "THƯ KÝ") if parts.two_signers else ""
    is_signed = parts.signature and (details.authority or details.signer or details.recipients)
    is_request = details.profile == PARTY and known.abbreviation == "TTr"
    return WordLayout(
        head=head,
        title=known.name.upper() if parts.type_name else "",
        subject=subject_of(title) if parts.type_name else (),
        reference=details.reference.strip() if structure == Structure.ATTACHED else "",
        issuing_authority=details.issuing_authority.upper() if parts.issuing_authority else "",
        enacting=ENACTING.get(structure, ""),
        greeting="Kính trình:" if is_request else "Kính gửi:",
        addressees=addressees_of(details.addressees),
        signature=signature_of(details, left=left) if is_signed else None,
        annex_reference=_annex_reference(known, details, structure),
        end_mark=parts.end_mark,
    )


def _annex_reference(known: DocumentType, details: DocumentDetails, structure: Structure) -> str:
    if structure == Structure.ATTACHED:
        return details.reference.strip()
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    return reference_to(known.name, details, day=day, issuer=spoken_issuer(details))
