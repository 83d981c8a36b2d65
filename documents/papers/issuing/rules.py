"""What a paper made from data lacks before it takes a number; the text itself is the form's own."""

from documents.layout.checks import Checked, Missing, missing_before_issue
from documents.layout.details import Details, DocumentDetails
from documents.layout.structures import structure_of


def lacking(symbol: str, details: Details, *, abstract: str, addressees: str = "") -> list[Missing]:
    """Heading, signature and recipients as every issued paper has them (formats.md §1.3-1.6).

    symbol: the abbreviation of its type ("TB"). addressees: whom it invites, where it invites somebody.
    """
    whole = DocumentDetails.of(details.as_dict() | {"addressees": addressees})
    checked = Checked(whole, abstract, (), structure=structure_of(symbol), abbreviation=symbol)
    return [one for one in missing_before_issue(checked) if one.field != "text"]
