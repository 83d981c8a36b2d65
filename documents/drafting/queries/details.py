"""Heading, addressees, signature and recipients that a new document begins with, from what is known of its unit and congress."""

from congress.terms.models import Congress, CongressKind
from congress.terms.rules.names import UNION_WORDS
from documents.drafting.rules.types import DocumentType
from documents.layout.details import DocumentDetails
from documents.layout.structures import parts_of
from documents.layout.symbols import issuer_in_symbol, symbol_of
from members.units.models import Unit, UnitKind
from vietnamese.numbers import roman

PROVINCES = {UnitKind.PROVINCE, UnitKind.CENTRAL_BOARD}
CONGRESS_PROFILE = "dai_hoi"


def proposed_details(*, unit: Unit, congress: Congress | None, type: DocumentType) -> DocumentDetails:  # noqa: A002 -- its name
    """What the page begins with; everything of it can be put otherwise."""
    is_province = unit.kind in PROVINCES
    body = congress.body_name if congress else "Ban Phụ nữ" if is_province else "Ban Chấp hành"
    head = congress.head_title if congress else "Trưởng ban" if is_province else "Chủ tịch"
    police = UNION_WORDS.sub("", unit.name.strip())
    above = police if is_province or unit.parent is None else unit.parent.name
    of_congress = congress is not None and type.profile == CONGRESS_PROFILE
    issuer = congress_lines(congress) if congress is not None and of_congress else body if is_province else unit.name
    return DocumentDetails(
        profile=str(type.profile),
        superior=(unit.name if of_congress else above).upper(),
        issuer=issuer.upper(),
        symbol=symbol_of(type.abbreviation, issuer=issuer_in_symbol(body), profile=str(type.profile)) if type.numbered else "",
        place=unit.place,
        authority=(type.authority or f"TM. {body}\n{head}").upper(),
        addressees="\n".join(type.addressees),
        recipients="\n".join(type.recipients),
        issuing_authority=_issuing_authority(type, f"{body} {police if is_province else unit.name}", congress).upper(),
    )


def _issuing_authority(type: DocumentType, body: str, congress: Congress | None) -> str:  # noqa: A002 -- as above
    """Who decides, above the căn cứ: the congress under its name without the term, else the body whose paper it is."""
    if not parts_of(type.structure, type.abbreviation).issuing_authority:
        return ""
    return congress.name.split(",")[0] if congress is not None and type.profile == CONGRESS_PROFILE else body


def congress_lines(congress: Congress) -> str:
    """ "Đại hội đại biểu lần thứ XI" and "Nhiệm kỳ 2025-2030", one under the other; a chapter's meeting isn't counted."""
    counted = "" if congress.kind == CongressKind.CHAPTER_MEETING else f" lần thứ {roman(congress.ordinal)}"
    return f"{congress.get_kind_display()}{counted}\nNhiệm kỳ {congress.term}"
