"""Quyền hạn ký: the lines above a signature (Decree 30/2020/NĐ-CP, article 13 and appendix I, II.7.b; formats.md §1.6, §2.1)."""

from dataclasses import dataclass
from enum import StrEnum

from documents.layout.details import PARTY


class Authority(StrEnum):
    """In whose name somebody signs."""

    HEAD = "head"  # the head of an office that is led by one person: no prefix
    COLLECTIVE = "collective"  # TM.: for a collective or the organisation
    DEPUTY = "deputy"  # KT.: a deputy for the head
    ORDER = "order"  # TL.: by order of the head
    DELEGATED = "delegated"  # TUQ.: delegated in writing, for a time, never further
    ACTING = "acting"  # Q.: acting head


LABELS = {
    Authority.HEAD: "Người đứng đầu ký",
    Authority.COLLECTIVE: "Thay mặt tập thể (TM.)",
    Authority.DEPUTY: "Cấp phó ký thay (KT.)",
    Authority.ORDER: "Ký thừa lệnh (TL.)",
    Authority.DELEGATED: "Ký thừa uỷ quyền (TUQ.)",
    Authority.ACTING: "Quyền người đứng đầu (Q.)",
}
STATE_PREFIXES = {"for": "TM. ", "instead": "KT. ", "order": "TL. ", "delegated": "TUQ. ", "acting": "Q. "}
# the Party has no TUQ.: what it delegates is signed by order
PARTY_PREFIXES = {"for": "T/M ", "instead": "K/T ", "order": "T/L ", "acting": "Q. "}
# so that lines typed by hand are read, whichever way they are written
ALL_PREFIXES = tuple(dict.fromkeys([*STATE_PREFIXES.values(), *PARTY_PREFIXES.values()]))


@dataclass(frozen=True)
class Signing:
    """Who signs: body "Ban Phụ nữ", head "Trưởng ban", post of the signer "Phó Trưởng ban".

    deputy_of: by order, the signer may be the deputy of whom the order goes to ("Chánh Văn phòng"), who signs KT. for her.
    collective: the head herself signs TM. a collective, so that a deputy's lines begin with it too.
    """

    body: str = ""
    head: str = ""
    post: str = ""
    deputy_of: str = ""
    collective: bool = True


def choices_of(profile: str) -> list[tuple[str, str]]:
    """The authorities a paper of this profile knows, for a form."""
    without = {Authority.DELEGATED} if profile == PARTY else set()
    return [(one.value, LABELS[one]) for one in Authority if one not in without]


def authority_lines(authority: Authority | str, signing: Signing, *, profile: str = "hoi") -> list[str]:
    """Return ["TM. BAN PHỤ NỮ", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]; in the Party's papers T/M, K/T, T/L.

    Raises ValueError for TUQ. in a Party paper.
    """
    chosen, is_party = Authority(authority), profile == PARTY
    if is_party and chosen == Authority.DELEGATED:
        raise ValueError("Party papers know no TUQ.; choices_of() leaves it out.")
    prefix = PARTY_PREFIXES if is_party else STATE_PREFIXES
    collective = [prefix["for"] + signing.body] if signing.body and signing.collective else []
    if chosen == Authority.HEAD:
        lines = [signing.head]
    elif chosen == Authority.COLLECTIVE:
        lines = [prefix["for"] + signing.body, signing.head]
    elif chosen == Authority.DEPUTY:
        lines = [*collective, prefix["instead"] + signing.head, signing.post]
    elif chosen == Authority.ACTING:
        lines = [*collective, prefix["acting"] + signing.head]
    else:
        deputy = [prefix["instead"] + signing.deputy_of] if signing.deputy_of else []
        lines = [prefix["order" if chosen == Authority.ORDER else "delegated"] + signing.head, *deputy, signing.post]
    return [line.strip().upper() for line in lines if line.strip()]


def is_prefixed(line: str) -> bool:
    """Whether a line names in whose stead somebody signs, and isn't a post: the Party prints the one bold, the other not."""
    return line.strip().upper().startswith(ALL_PREFIXES)


def body_in(authority: str) -> str:
    """In whose name the lines "TM. BAN PHỤ NỮ", "TRƯỞNG BAN" are signed: "BAN PHỤ NỮ"; "" without lines."""
    first = next((line.strip() for line in authority.splitlines() if line.strip()), "")
    return first.removeprefix("TM. ").removeprefix("T/M ")


def head_in(authority: str) -> str:
    """The post in the last of several lines: "TRƯỞNG BAN"; "" of a single line."""
    lines = [line.strip() for line in authority.splitlines() if line.strip()]
    return lines[-1] if len(lines) > 1 else ""
