"""What is asked of a congress's vote on a text."""

from dataclasses import dataclass
from fractions import Fraction

from congress.terms.models import Rule
from congress.terms.queries import level_of, rule_set_of
from congress.terms.rules.catalogue import catalogue
from congress.terms.rules.rule_set import RuleSet
from documents.drafting.models import Adoption, Document

THRESHOLD = "nguong_bieu_quyet"


@dataclass(frozen=True)
class Threshold:
    """What more than which share must agree, and where that stands."""

    fraction: Fraction
    source: str


def threshold_of(document: Document) -> Threshold:
    """From the rule set of the document's congress; the level's default where it belongs to none."""
    entry = catalogue()[THRESHOLD]
    if document.congress is None:
        return Threshold(RuleSet({}, level_of(document.unit)).fraction(THRESHOLD), f"mức mặc định: {entry.basis}")
    rule = Rule.objects.filter(congress=document.congress, key=THRESHOLD).first()
    basis = rule.basis if rule is not None and rule.basis else entry.basis
    return Threshold(rule_set_of(document.congress).fraction(THRESHOLD), f"bộ quy tắc của đại hội: {basis}")


def adoption_of(document: Document) -> Adoption | None:
    return (
        Adoption.objects.filter(document=document)
        .select_related("put", "adopted", "recorded_by", "scan")
        .defer("put__content", "adopted__content", "scan__content")
        .first()
    )
