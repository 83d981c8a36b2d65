"""What stands around a version's text when it leaves as Word: heading, title, signature of its paper."""

from documents.drafting.models import Version
from documents.drafting.rules.showing import plain_words
from documents.drafting.rules.types import types
from documents.drafting.word.writing import WordLayout, word_of
from documents.layout.details import DocumentDetails
from documents.layout.heading import addressees_of, head_of, signature_of, subject_of
from documents.layout.structures import parts_of

NO_LONGER = "HẾT HIỆU LỰC"


def word_of_version(version: Version) -> bytes:
    """The .docx of a version as its document's type is laid out; every page says at its foot which version it is."""
    return word_of(version.text, layout=layout_of(version))


def layout_of(version: Version) -> WordLayout:
    figures = version.content.get("figures", {})
    values = {name: str(one["value"]) for name, one in figures.items()}
    title = plain_words(str(version.heading.get("title", "")), figures)
    label = version.name if version.is_current else f"{version.name} - {NO_LONGER}"
    known = types().get(str(version.heading.get("type", "")))
    details = DocumentDetails.of(version.heading.get("details", {}))
    if known is None:
        return WordLayout(title=title.upper(), label=label, figures=values)
    parts = parts_of(str(known.structure), known.abbreviation)
    return WordLayout(
        head=head_of(details),
        title=known.name.upper() if parts.type_name else "",
        subject=subject_of(title),
        issuing_authority=details.issuing_authority if parts.issuing_authority else "",
        addressees=addressees_of(details.addressees),
        signature=signature_of(details, left=details.left_post if parts.two_signers else "") if parts.signature else None,
        end_mark=parts.end_mark,
        label=label,
        figures=values,
    )
