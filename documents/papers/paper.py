"""What all papers of a congress have in common: heading, signature, what is asked for and remembered, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.template.loader import render_to_string

from congress.terms.models import Congress, CongressKind
from documents.papers.layout import balanced, broken
from documents.papers.queries import congress_named, police_name
from documents.papers.rules import (
    Details,
    initials,
    lines_of_text,
    number_line,
    place_and_date,
    recipient_lines,
)
from documents.printing.forms import PaperForm, Parameters
from documents.printing.metrics import REGULAR
from documents.printing.tables import Table
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import UnitKind
from vietnamese.numbers import roman

# widths in mm of what stands beside each other (formats.md §2.4); landscape as in styles/landscape.css
HEAD_LEFT = {"portrait": 66.0, "landscape": 96.0}
SIGNATURE = {"portrait": 88.0, "landscape": 122.0}
TITLE = {"portrait": 140.0, "landscape": 210.0}
SIGNATURE_SIZE = {"portrait": 14.0, "landscape": 13.0}

NUMBERED = (
    "profile",
    "separator",
    "superior",
    "issuer",
    "number",
    "symbol",
    "place",
    "dated_on",
    "authority",
    "signer",
    "recipients",
)
LISTED = (
    "profile", "separator", "superior", "issuer", "place", "dated_on", "reference", "preparer", "authority", "signer",
)  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """Why a paper can't be printed yet, and where to mend it: a URL name and its arguments, "" when there is no such page."""

    sentence: str
    url_name: str = ""
    arguments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Text:
    """A text of this form alone, asked with the heading and remembered with it."""

    name: str
    label: str
    proposal: str
    help: str = ""
    rows: int = 2


class Paper(PaperForm):
    """A form of one congress. `parameters`: congress (id), details (`Details.as_dict`), texts, and what the form adds."""

    description: ClassVar[str]
    asks: ClassVar[Sequence[str]] = ()
    # whether she may choose some of the delegates
    chooses_people: ClassVar[bool] = False
    sizes: ClassVar[Sequence[tuple[str, str]]] = ()
    has_sheet: ClassVar[bool] = False
    is_restricted: ClassVar[bool] = False
    symbol: ClassVar[str] = ""
    profile: ClassVar[str] = "hoi"
    recipients: ClassVar[str] = ""

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        congress = congress_named(account, parameters.get("congress"))
        return congress is not None and self.may_print_for(account, congress)

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        raise NotImplementedError

    def missing(self, congress: Congress) -> list[Missing]:
        """Why it can't be printed now; nothing: it can."""
        return []

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        """Why it would be printed with "DỰ THẢO" now; "": it wouldn't."""
        return ""

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        if "congress" not in parameters:
            return False
        return bool(self.draft_reason(self.congress_of(parameters, account), parameters))

    def note(self, congress: Congress) -> str:
        """What else she should know before she prints, as a sentence; "": nothing."""
        return ""

    def texts(self, congress: Congress) -> Sequence[Text]:
        return ()

    def check_texts(self, congress: Congress, texts: Mapping[str, str]) -> None:
        """Raise Refusal, with the field "text_…", for a text that can't be printed."""

    def title_of(self, parameters: Parameters) -> str:
        return str(parameters.get("title") or self.title)

    def sheet_of(self, content: Any) -> Table:
        """The list as it is printed, for the .xlsx of it."""
        raise NotImplementedError

    def proposed(self, congress: Congress) -> Details:
        """What the page begins with when nothing was remembered."""
        unit, body = congress.unit, congress.body_name
        is_congress_paper = self.profile == "dai_hoi"
        above = unit.parent.name if unit.parent else police_name(congress)
        is_province = unit.kind in {UnitKind.PROVINCE, UnitKind.CENTRAL_BOARD}
        return Details(
            profile=self.profile,
            superior=(unit.name if is_congress_paper else police_name(congress) if is_province else above).upper(),
            issuer=(congress_lines(congress) if is_congress_paper else body if is_province else unit.name).upper(),
            symbol=f"{self.symbol}-{initials(body)}" if self.symbol else "",
            place=unit.place,
            authority=f"TM. {body}\n{congress.head_title}".upper(),
            recipients=self.recipients,
        )

    def congress_of(self, parameters: Parameters, account: Account) -> Congress:
        congress = congress_named(account, parameters.get("congress"))
        if congress is None:
            raise Refusal("Đại hội của văn bản này không còn. Hãy chọn đại hội khác rồi in lại.")
        return congress


def congress_lines(congress: Congress) -> str:
    """ "Đại hội đại biểu lần thứ XI" and "Nhiệm kỳ 2025-2030", one under the other; a chapter's meeting isn't counted."""
    counted = "" if congress.kind == CongressKind.CHAPTER_MEETING else f" lần thứ {roman(congress.ordinal)}"
    return f"{congress.get_kind_display()}{counted}\nNhiệm kỳ {congress.term}"


def details_in(parameters: Parameters) -> Details:
    given = parameters.get("details")
    return Details.of(given if isinstance(given, Mapping) else {})


def texts_in(parameters: Parameters) -> dict[str, str]:
    given = parameters.get("texts")
    return {str(name): str(text) for name, text in given.items()} if isinstance(given, Mapping) else {}


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


def paper_html(template: str, content: Mapping[str, Any]) -> str:
    return str(render_to_string(f"print/{template}.html", dict(content)))


def list_html(content: Mapping[str, Any], *, style: str) -> tuple[str, str]:
    """What stands above a list, and what below it."""
    values = {**content, "landscape": style == "landscape"}
    return paper_html("list_above", values), paper_html("list_below", values)
