"""Drafted texts on paper: as they stand, a version, or as they were issued (formats.md §1.7, §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from documents.drafting.queries.issue import FORM
from documents.layout.details import PARTY, DocumentDetails, lines_of_text, recipient_lines
from documents.layout.heading import (
    about_of,
    addressees_of,
    head_of,
    reference_to,
    signature_of,
    spoken_issuer,
    subject_of,
)
from documents.layout.lines import balanced, broken
from documents.layout.structures import ENACTING, Structure, parts_of
from documents.papers.drafted_text import Annex, Body, Writer
from documents.papers.numbered import qr_image
from documents.papers.paper import paper_html, without_fields
from documents.papers.sources import Source, may_print_source, source_of, title_of_source
from documents.printing.forms import PaperForm, Parameters, Piece, register
from documents.printing.metrics import ITALIC
from documents.register.actions.freezing import freeze_issued
from members.access.models import Account
from members.access.refusal import Refusal

if TYPE_CHECKING:
    from documents.printing.models import Output, Rendering

GONE = "Văn bản này không còn. Hãy mở lại danh sách văn bản rồi in lại."
EMPTY = "Văn bản chưa có nội dung. Hãy soạn nội dung rồi in."
TEMPLATES = {
    Structure.NAMED: "drafted_named",
    Structure.LETTER: "drafted_letter",
    Structure.DECISION: "drafted_decision",
    Structure.RESOLUTION: "drafted_decision",
    Structure.MINUTES: "drafted_minutes",
    Structure.INVITATION: "drafted_invitation",
    Structure.ATTACHED: "drafted_named",
    Structure.SPEECH: "drafted_speech",
}


@register
class DraftedPaper(PaperForm):
    """parameters: {"document": id}, {"version": id}, and with either {"outgoing": id} for the issued paper."""

    code = FORM
    title = "Văn bản"
    signature_fields = True

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        return may_print_source(account, parameters)

    def title_of(self, parameters: Parameters) -> str:
        return title_of_source(parameters) or self.title

    def watermark(self, parameters: Parameters, account: Account) -> str:
        return _source(parameters, account).watermark

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        return bool(_source(parameters, account).watermark)

    def margin_note(self, parameters: Parameters, account: Account) -> str:
        return _source(parameters, account).note

    def finished(self, rendering: "Rendering", output: "Output") -> None:
        if isinstance(number := rendering.parameters.get("outgoing"), int):
            freeze_issued(number, output)

    def collect(self, parameters: Parameters, account: Account) -> Source:
        source = _source(parameters, account)
        if not any(block.plain for _section, block in source.text.blocks()):
            raise Refusal(EMPTY)
        return source

    def pieces(self, content: Source) -> list[Piece]:
        ends = parts_of(content.structure, content.type.abbreviation).end_mark
        body = Writer(content.figures, profile=content.details.profile, end_mark=ends).body(content.text.sections)
        main = paper_html(TEMPLATES[content.structure], main_content(content, body))
        if not content.is_issued:
            main = without_fields(main)
        return [Piece(html=main), *(_annex_piece(content, annex) for annex in body.annexes)]


def _source(parameters: Mapping[str, Any], account: Account) -> Source:
    source = source_of(parameters, account)
    if source is None:
        raise Refusal(GONE)
    return source


def main_content(source: Source, body: Body) -> dict[str, Any]:
    """What the templates of drafted papers take."""
    parts = parts_of(source.structure, source.type.abbreviation)
    details = _shown(source)
    title = Writer(source.figures, profile=details.profile).plain(source.title)
    is_speech = source.structure == Structure.SPEECH
    text, last = _parted(body.chunks if source.structure in ENACTING else (*body.basis, *body.whole))
    head = head_of(details)
    if not parts.place_and_date:
        head["place_and_date"] = ""
    if source.structure == Structure.LETTER:
        head["about"] = broken(about_of(title, profile=details.profile))
    return {
        "profile": details.profile,
        "structure": source.structure.value,
        "head": head,
        "urgency": details.urgency.upper(),
        "circulation": details.circulation.upper(),
        **(_speech_title(source, title) if is_speech else {"type": source.kind_name.upper(), "subject": subject_of(title)}),
        "hyphens": details.profile == PARTY,
        "reference": _attached_reference(source, details),
        "authority": balanced(details.issuing_authority.upper(), width=150, size=14),
        "basis": [*body.basis, *body.lead],
        "enacting": ENACTING.get(source.structure, ""),
        "greeting": "Kính trình:" if details.profile == PARTY and source.type.abbreviation == "TTr" else "Kính gửi:",
        "addressees": addressees_of(details.addressees),
        "guests": lines_of_text(details.addressees),
        "inviter": " ".join(lines_of_text(details.issuer)),
        "text": text,
        "last": last,
        "signature": _signature(source, details) if parts.signature else None,
        "recipients_below": recipient_lines(details.recipients) if parts.two_signers else [],
        "typist": details.typist,
        "address": details.address if source.structure == Structure.LETTER else "",
        "qr": qr_image(source.address),
    }


def _speech_title(source: Source, title: str) -> dict[str, Any]:
    """A speech is called as it calls itself: "DIỄN VĂN KHAI MẠC", not "DIỄN VĂN" above it once more."""
    kind = source.kind_name.split(",")[0]
    subject = balanced(title.upper(), width=150, size=16)
    if title.casefold().startswith(kind.casefold()) or not title:
        return {"type": broken(subject) if title else kind.upper(), "subject": []}
    return {"type": kind.upper(), "subject": subject}


def _shown(source: Source) -> DocumentDetails:
    """The details as this structure shows them: what it doesn't have is left out."""
    parts = parts_of(source.structure, source.type.abbreviation)
    details = source.details
    if not parts.number or not source.type.numbered:
        details = replace(details, number="", symbol="")
    return details


def _parted(chunks: Sequence[SafeString]) -> tuple[SafeString, SafeString]:
    """The text, and its last paragraph, which stays with the signature."""
    if chunks and chunks[-1].startswith("<p"):
        return SafeString("".join(chunks[:-1])), chunks[-1]
    return SafeString("".join(chunks)), SafeString("")


def _signature(source: Source, details: DocumentDetails) -> dict[str, Any] | None:
    parts = parts_of(source.structure, source.type.abbreviation)
    if not (details.authority or details.signer or details.recipients):
        return None
    signature = signature_of(details, left=(details.left_post or "THƯ KÝ") if parts.two_signers else "")
    return signature | {"qr": "" if parts.two_signers else qr_image(source.address)}


def _attached_reference(source: Source, details: DocumentDetails) -> SafeString:
    if source.structure != Structure.ATTACHED or not details.reference.strip():
        return SafeString("")
    return broken(balanced(_in_brackets(details.reference), width=150, size=14, name=ITALIC))


def _in_brackets(text: str) -> str:
    return f"({text.strip().strip('()')})"


def _annex_piece(source: Source, annex: Annex) -> Piece:
    details = source.details
    day = date.fromisoformat(details.dated_on) if details.dated_on else None
    if source.structure == Structure.ATTACHED:
        reference = details.reference
    else:
        issuer = spoken_issuer(details, source.issuer, source.superior)
        reference = reference_to(source.kind_name, details, day=day, issuer=issuer)
    width = 150.0 if annex.style == "portrait" else 220.0
    content = {
        "profile": details.profile,
        "label": annex.label,
        "title": balanced(annex.title, width=width - 10, size=14),
        "reference": balanced(_in_brackets(reference), width=width, size=14, name=ITALIC) if reference.strip("() ") else [],
        "text": SafeString("".join(annex.chunks)),
    }
    return Piece(html=paper_html("drafted_annex", content), style=annex.style)
