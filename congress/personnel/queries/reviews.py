"""Those in office: who they are, how long they can still serve, and how the body changed over its term."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congress.personnel.models import BodyChange, BodyChangeKind, GoesBecause, OfficeReview, Stays
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.rule_values import age_blocks, limits_of, required_months, service_left_of
from congress.personnel.rules.service_age import ServiceLeft, Standing, judgement, standing
from congress.personnel.rules.turnover import Holding, Turnover, turnover
from congress.terms.models import Congress, CongressState
from congress.terms.rules.rule_set import RuleSet
from members.access.models import Account
from members.people.models import GONE, Member, Office
from members.people.queries.offices import leaders_of


@dataclass(frozen=True)
class Reviewed:
    """A row of the table, with what the rules say of her age; a warning, never a verdict on her."""

    review: OfficeReview
    left: ServiceLeft
    standing: Standing
    sentence: str


@dataclass(frozen=True)
class Totals:
    all: int
    stays: int
    goes: int
    undecided: int


def holders_of(congress: Congress, *, on: date) -> list[Office]:
    """Everybody in the outgoing body on this day, once, with her highest post; those who left the union are not in it."""
    found: dict[int, Office] = {}
    for office in leaders_of(congress.unit, on=on):
        if office.member.state not in GONE and office.member.merged_into_id is None:
            found.setdefault(office.member_id, office)
    return list(found.values())


def is_in_office(congress: Congress, member: Member, *, on: date) -> bool:
    """Whether she is in the outgoing body on this day: on the list she is then re-elected, however she came to it."""
    return any(office.member_id == member.pk for office in holders_of(congress, on=on))


def reviews_of(congress: Congress) -> QuerySet[OfficeReview]:
    return OfficeReview.objects.filter(congress=congress).select_related("member__unit", "decided_by")


def reviewed(congress: Congress, rules: RuleSet) -> list[Reviewed]:
    """The table, in the order of names, each with the rule's sentence."""
    limits, required = limits_of(rules), required_months(rules, again=True)
    rows = []
    for review in reviews_of(congress):
        left = service_left_of(review.member, on=congress.held_on, limits=limits)
        found = standing(left, required=required) if required is not None else Standing.UNKNOWN
        said = judgement(left, required=required, again=True) if required is not None else left.sentence
        rows.append(Reviewed(review, left, found, said))
    return rows


def blocks_staying(rules: RuleSet, row: Reviewed) -> bool:
    return age_blocks(rules) and row.standing is Standing.SHORT


def totals_of(rows: list[Reviewed]) -> Totals:
    def number(decision: str) -> int:
        return sum(row.review.decision == decision for row in rows)

    return Totals(len(rows), number(Stays.STAYS), number(Stays.GOES), number(Stays.UNDECIDED))


def term_begins_on(congress: Congress) -> date:
    """When the outgoing body came in: the congress before this one, else the first year of the term before."""
    before = (
        Congress.objects.filter(unit=congress.unit, held_on__lt=congress.held_on, state=CongressState.CLOSED)
        .order_by("-held_on", "-id")
        .values_list("held_on", flat=True)
        .first()
    )
    length = congress.term.ends_year - congress.term.starts_year
    return before or date(min(congress.term.starts_year, congress.held_on.year) - length, 1, 1)


def turnover_of(congress: Congress, *, on: date) -> Turnover:
    """Start, left by reason, joined, now, from the offices of the body; the reasons from the changes recorded in mid-term."""
    leaving = BodyChange.objects.filter(congress__unit=congress.unit).exclude(kind=BodyChangeKind.ADDED)
    why = dict(leaving.values_list("member_id", "because"))
    offices = Office.objects.filter(unit=congress.unit).values_list("member_id", "starts_on", "ends_on")
    holdings = [Holding(member, begins, ends, why.get(member) or GoesBecause.OTHER) for member, begins, ends in offices]
    return turnover(holdings, from_day=term_begins_on(congress), to_day=min(on, congress.held_on))


def changes_for(account: Account) -> QuerySet[BodyChange]:
    """Those of the congresses whose personnel work she may see."""
    found = BodyChange.objects.filter(congress__in=rooms_for(account))
    return found.select_related("member__unit", "congress__unit", "congress__term")


def changes_of(congress: Congress) -> QuerySet[BodyChange]:
    """Changes of the body in mid-term, the latest first."""
    return (
        BodyChange.objects.filter(congress__unit=congress.unit)
        .select_related("member__unit", "recorded_by", "congress")
        .order_by("-on", "-id")
    )
