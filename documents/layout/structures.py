"""How the kinds of official papers are built up (Decree 30/2020/NĐ-CP, appendix III, II; formats.md §1.7)."""

from dataclasses import dataclass
from enum import StrEnum


class Structure(StrEnum):
    NAMED = "named"  # kế hoạch, báo cáo, tờ trình, thông báo, hướng dẫn, chương trình, đề án, phương án …
    LETTER = "letter"  # công văn: no type, "V/v …" under the number
    DECISION = "decision"  # quyết định
    RESOLUTION = "resolution"  # nghị quyết
    MINUTES = "minutes"  # biên bản
    INVITATION = "invitation"  # giấy mời
    ATTACHED = "attached"  # quy chế, thể lệ, nội quy issued with a decision
    SPEECH = "speech"  # diễn văn, lời chào mừng, kịch bản, tham luận


@dataclass(frozen=True)
class Parts:
    """Which parts a structure has. greets: "Kính gửi:" must name somebody."""

    number: bool = True
    place_and_date: bool = True
    type_name: bool = True
    greets: bool = False
    issuing_authority: bool = False
    two_signers: bool = False
    signature: bool = True
    recipients: bool = True
    end_mark: bool = True


PARTS = {
    Structure.NAMED: Parts(),
    Structure.LETTER: Parts(type_name=False, greets=True),
    Structure.DECISION: Parts(issuing_authority=True),
    Structure.RESOLUTION: Parts(issuing_authority=True),
    Structure.MINUTES: Parts(place_and_date=False, two_signers=True),
    Structure.INVITATION: Parts(),
    Structure.ATTACHED: Parts(number=False, place_and_date=False, signature=False, recipients=False),
    Structure.SPEECH: Parts(number=False, signature=False, recipients=False, end_mark=False),
}
# between the căn cứ and what is decided (formats.md §1.7)
ENACTING = {Structure.DECISION: "QUYẾT ĐỊNH:", Structure.RESOLUTION: "QUYẾT NGHỊ:"}
# by the abbreviation of its type; whatever isn't here is a paper with the name of its type
BY_ABBREVIATION = {
    "": Structure.LETTER,
    "CV": Structure.LETTER,
    "QĐ": Structure.DECISION,
    "NQ": Structure.RESOLUTION,
    "BB": Structure.MINUTES,
    "GM": Structure.INVITATION,
    "QC": Structure.ATTACHED,
    "QyĐ": Structure.ATTACHED,
}
# a paper that asks somebody above for something always says whom
ASKING = frozenset({"TTr"})


def structure_of(abbreviation: str) -> Structure:
    return BY_ABBREVIATION.get(abbreviation, Structure.NAMED)


def parts_of(structure: Structure | str, abbreviation: str = "") -> Parts:
    """The parts of a paper of this structure; a tờ trình greets although other named papers needn't."""
    parts = PARTS[Structure(structure)]
    if abbreviation in ASKING:
        return Parts(**{**parts.__dict__, "greets": True})
    return parts
