"""What stands around a version's text when it leaves as Word: heading, title, signature of its paper, as on its print."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from documents.drafting.models import Version
from documents.drafting.rules.showing import plain_words
from documents.drafting.rules.types import DocumentType, types
from documents.drafting.word.writing import WordLayout, word_of
from documents.layout.details import PARTY, DocumentDetails, lines_of_text
from documents.layout.heading import about_of, addressees_of, head_of, reference_to, signature_of, spoken_issuer, subject_of
from documents.layout.structures import ENACTING, Structure, parts_of
from documents.register.rules import kinds

NO_LONGER = "HẾT HIỆU LỰC"


def word_of_version(version: Version) -> bytes:
    """The .docx of a version as its document's type is laid out; every page says at its foot which version it is."""
    return word_of(version.text, layout=layout_of(version))


def layout_of(version: Version) -> WordLayout:
    figures = version.content.get("figures", {})
    title = plain_words(str(version.heading.get("title", "")), figures)
    known = types().get(str(version.heading.get("type", "")))
    details = DocumentDetails.of(version.heading.get("details", {}))
    # of a draft whose day is still to come at least the year is printed
    details = replace(details, year=details.year or timezone.localtime(version.made_at).year)
    layout = WordLayout(title=title.upper()) if known is None else layout_of_type(known, details, title=title)
    return replace(
        layout,
        label=version.name if version.is_current else f"{version.name} - {NO_LONGER}",
        figures={name: str(one["value"]) for name, one in figures.items()},
    )


def layout_of_type(known: DocumentType, details: DocumentDetails, *, title: str) -> WordLayout:
    """How a paper of this type is laid out (formats.md §1.7); title: its subject, without figures to fill in."""
    structure = known.structure
    parts = parts_of(structure, known.abbreviation)
    if not parts.number or not known.numbered:
        details = replace(details, number="", symbol="")
    head = head_of(details)
    if not parts.place_and_date:
        head["place_and_date"] = ""
    head["urgency"] = details.urgency.upper() if head["number"] else ""
    if structure == Structure.LETTER:
        head["about"] = about_of(title, profile=details.profile)
    left = (details.left_post or "THƯ KÝ") if parts.two_signers else ""
    is_signed = parts.signature and (details.authority or details.signer or details.recipients)
    name, subject = _title(kind_name(known, details.profile), structure, title)
    is_request = details.profile == PARTY and known.abbreviation == "TTr"
    return WordLayout(
        head=head,
        title=name,
        subject=subject,
        reference=details.reference.strip() if structure == Structure.ATTACHED else "",
        issuing_authority=details.issuing_authority.upper() if parts.issuing_authority else "",
        enacting=ENACTING.get(structure, ""),
        greeting=_inviting(details) if structure == Structure.INVITATION else "Kính trình:" if is_request else "Kính gửi:",
        addressees=addressees_of(details.addressees),
        signature=signature_of(details, left=left) | {"typist": details.typist} if is_signed else None,
        annex_reference=_annex_reference(known, details, structure),
        end_mark=parts.end_mark,
        circulation=details.circulation.upper(),
        address=details.address if structure == Structure.LETTER else "",
    )


def kind_name(known: DocumentType, profile: str) -> str:
    """ "Kế hoạch" of every type of plan; what the decree doesn't abbreviate is called as its type is."""
    kind = kinds(profile).get(known.abbreviation) if known.abbreviation else None
    return kind or known.name


def _title(kind: str, structure: Structure, title: str) -> tuple[str, list[str]]:
    """Type and subject. A letter has neither; a speech is called as it calls itself, and not "DIỄN VĂN" above it once more."""
    if structure == Structure.LETTER:
        return "", []
    if structure != Structure.SPEECH:
        return kind.upper(), subject_of(title)
    kind = kind.split(",")[0]
    if not title:
        return kind.upper(), []
    own = title.casefold().startswith(kind.casefold())
    return ("\n".join(subject_of(title.upper())), []) if own else (kind.upper(), subject_of(title.upper()))


def _inviting(details: DocumentDetails) -> str:
    return f"{' '.join(lines_of_text(details.issuer))} trân trọng kính mời:"


def _annex_reference(known: DocumentType, details: DocumentDetails, structure: Structure) -> str:
    if structure == Structure.ATTACHED:
        return details.reference.strip()
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    return reference_to(kind_name(known, details.profile), details, day=day, issuer=spoken_issuer(details))
