"""What all papers of a congress have in common: heading, signature, what is asked for and remembered, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.template.loader import render_to_string

from congress.terms.models import Congress, CongressKind
from documents.layout.details import (
    Details,
    initials,
)
from documents.layout.heading import signature_of
from documents.papers.numbered import qr_image
from documents.papers.queries import congress_named, police_name
from documents.printing.forms import PaperForm, Parameters
from documents.printing.tables import Table
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.models import UnitKind
from vietnamese.numbers import roman

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
FIELD_MARKS = (' id="ky-nguoi-ky"', ' id="ky-co-quan"')
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
    limit: int = 2000
    # asked before the heading: what the paper is about
    first: bool = False


class Numbered(PaperForm):
    """A form that can bear a number of the register. Once it is issued, `parameters` hold details as the register has them, and
    proof (what the QR code says)."""

    # as what it is entered in the register: "Thông báo"; "": it bears no number
    kind_name: ClassVar[str] = ""
    # how that stands in the symbol: "TB"
    symbol: ClassVar[str] = ""


class Paper(Numbered):
    """A form of one congress. `parameters`: congress (id), details (`Details.as_dict`), texts, and what the form adds."""

    description: ClassVar[str]
    asks: ClassVar[Sequence[str]] = ()
    # whether she may choose some of the delegates
    chooses_people: ClassVar[bool] = False
    sizes: ClassVar[Sequence[tuple[str, str]]] = ()
    size_label: ClassVar[str] = "Cỡ thẻ"
    has_sheet: ClassVar[bool] = False
    is_restricted: ClassVar[bool] = False
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

    def abstract(self, congress: Congress) -> str:
        """Trích yếu: what stands below its type, and in the register."""
        return f"{self.title}, {congress.name}"

    def bears_none(self, parameters: Parameters) -> str:
        """Why this very print has no number although the form has; "": it has one."""
        return ""

    def scope(self, parameters: Parameters) -> dict[str, Any]:
        """What tells several papers of this form of one congress apart: two of one scope are the same paper."""
        return {name: parameters[name] for name in ("delegation", "delegates") if name in parameters}

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


def signed(details: Details, parameters: Parameters) -> dict[str, Any]:
    """The signature beside Nơi nhận, below which an issued paper has its code."""
    return signature_of(details) | {"qr": qr_image(str(parameters.get("proof") or ""))}


def without_fields(html: str) -> str:
    """The text without the places for signature fields: only an issued paper has them."""
    for mark in FIELD_MARKS:
        html = html.replace(mark, "")
    return html


def paper_html(template: str, content: Mapping[str, Any]) -> str:
    return str(render_to_string(f"print/{template}.html", dict(content)))


def list_html(content: Mapping[str, Any], *, style: str) -> tuple[str, str]:
    """What stands above a list, and what below it."""
    values = {**content, "landscape": style == "landscape"}
    return paper_html("list_above", values), paper_html("list_below", values)
