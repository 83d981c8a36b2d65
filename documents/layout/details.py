"""How the parts of a paper's heading and end are written (Decree 30/2020/NĐ-CP, appendix I)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from vietnamese.dates import long_date

# a blank that a person fills in by hand: spaces that are neither broken nor folded into one
GAP = "\u00a0" * 7
END_MARK = "./."
PARTY = "dang"  # the profile of Party committees; the others: nd30, hoi, hoi_gon, dai_hoi

# what stands in a frame, by the words of Decree 30/2020/NĐ-CP, appendix I, II.10b and 11
URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
CIRCULATIONS = ("LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI")


@dataclass(frozen=True)
class Details:
    """What is asked once for a form of a unit and remembered; lines of a text are parted by line breaks.

    dated_on is "2026-02-05" or "" for a draft whose day is still to come; year is the year printed then.
    """

    profile: str = "hoi"
    separator: str = "ke"
    superior: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    dated_on: str = ""
    year: int = 0
    authority: str = ""
    signer: str = ""
    recipients: str = ""
    preparer: str = ""
    reference: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class DocumentDetails(Details):
    """What a written document has beside: lines of a text are parted by line breaks.

    addressees: whom it is for, after "Kính gửi:"; of an invitation, who is invited. issuing_authority: who decides, above the
    căn cứ of a decision or a resolution. left_post: who signs on the left (of minutes the secretary), whose name is `preparer`.
    urgency: "KHẨN" … in a frame. circulation: "LƯU HÀNH NỘI BỘ" … in a frame. typist: "PL.(300)". address: the line at the foot
    of a letter. warning_taken: a person said that this issuer is a Party committee although its name doesn't.
    """

    addressees: str = ""
    issuing_authority: str = ""
    left_post: str = ""
    urgency: str = ""
    circulation: str = ""
    typist: str = ""
    address: str = ""
    warning_taken: bool = False


def number_line(number: str, symbol: str, *, profile: str = "nd30") -> str:
    """Return "Số: 05/TB-BPN", in the Party's papers "Số 05-NQ/ĐU" (formats.md §2.1).

    A number that isn't known yet leaves a blank; a paper without a symbol has no number at all: "".
    """
    if not symbol:
        return ""
    known = number.strip()
    if known.isdecimal():
        known = f"{int(known):02}"
    if profile == PARTY:
        return f"Số {known or GAP}-{symbol.strip()}"
    return f"Số: {known or GAP}/{symbol.strip()}"


def place_and_date(place: str, day: date | None, *, year: int) -> str:
    """Return "Hà Sơn, ngày 05 tháng 02 năm 2026"; without a day, blanks to fill in (formats.md §1.4)."""
    when = long_date(day) if day else f"ngày {GAP} tháng {GAP} năm {year or GAP}"
    return f"{place.strip()}, {when}" if place.strip() else f"N{when[1:]}"


def recipient_lines(text: str) -> list[str]:
    """The lines under "Nơi nhận:": a dash before each, a semicolon after it, a full stop after the last."""
    names = [line.strip().lstrip("-–").strip().rstrip(";.").strip() for line in text.splitlines()]
    names = [name for name in names if name]
    return [f"- {name}{'.' if n == len(names) else ';'}" for n, name in enumerate(names, start=1)]


def lines_of_text(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_end_mark(sentence: str) -> str:
    """The sentence with "./." at its end, once, whatever stood there."""
    return f"{sentence.rstrip().rstrip('./').rstrip()}{END_MARK}"


def initials(name: str) -> str:
    """Return "BPN" for "Ban Phụ nữ": how an issuer is shortened in a symbol."""
    return "".join(word[0] for word in name.split()).upper()


def joined(parts: Sequence[str]) -> str:
    """Return "a, b và c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"
