"""What is asked of the register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Min, Q, QuerySet

from congress.terms.models import Congress, Term
from documents.printing.models import RenderingState
from documents.register.models import Book, IncomingPaper, OutgoingPaper, OutgoingState, Series
from documents.register.rules import body_in, is_counted_by_term, known_kind, whole_symbol
from members.access.models import Account, Entry
from members.access.queries import covered
from members.access.roles import Permission
from members.units.models import Unit, UnitQuerySet
from members.units.queries import units_for, words_query
from vietnamese.search import search_key


def outgoing_for(account: Account, permission: Permission = Permission.REGISTER_VIEW) -> QuerySet[OutgoingPaper]:
    """The numbers and papers of the units whose register she may see."""
    return OutgoingPaper.objects.filter(covered(account, permission, path="unit__path")).select_related("unit")


def incoming_for(account: Account, permission: Permission = Permission.REGISTER_VIEW) -> QuerySet[IncomingPaper]:
    return IncomingPaper.objects.filter(covered(account, permission, path="unit__path")).select_related("unit")


def registers_for(account: Account, permission: Permission = Permission.REGISTER_VIEW) -> UnitQuerySet:
    """The units on whose register she has the right."""
    return units_for(account, permission)


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty: everything."""

    text: str = ""
    year: int | None = None
    kind: str = ""
    state: str = ""
    unit: Unit | None = None
    congress: Congress | None = None


def found_outgoing(papers: QuerySet[OutgoingPaper], wanted: Wanted) -> QuerySet[OutgoingPaper]:
    """Those that fit: every word in symbol, type, abstract, signatory, recipients or note, without accents."""
    query = words_query(wanted.text)
    if query is not None:
        papers = papers.filter(words=query)
    if wanted.year:
        papers = papers.filter(listed_on__year=wanted.year)
    if wanted.kind:
        papers = papers.filter(kind_name=wanted.kind)
    if wanted.state:
        papers = papers.filter(state=wanted.state)
    if wanted.unit is not None:
        papers = papers.filter(unit__path__startswith=wanted.unit.path)
    if wanted.congress is not None:
        papers = papers.filter(congress=wanted.congress)
    return papers.order_by("-listed_on", "-number", "-id")


def found_incoming(papers: QuerySet[IncomingPaper], wanted: Wanted, *, today: date) -> QuerySet[IncomingPaper]:
    """Those that fit: every word in sender, symbol, type, abstract, who handles it or note, without accents."""
    query = words_query(wanted.text)
    if query is not None:
        papers = papers.filter(words=query)
    if wanted.year:
        papers = papers.filter(arrived_on__year=wanted.year)
    if wanted.kind:
        papers = papers.filter(kind_name=wanted.kind)
    if wanted.state == "open":
        papers = papers.filter(done_on=None)
    elif wanted.state == "late":
        papers = papers.filter(done_on=None, due_on__lt=today)
    elif wanted.state == "done":
        papers = papers.filter(done_on__isnull=False)
    if wanted.unit is not None:
        papers = papers.filter(unit__path__startswith=wanted.unit.path)
    if wanted.congress is not None:
        papers = papers.filter(congress=wanted.congress)
    return papers.order_by("-arrived_on", "-number", "-id")


def first_year() -> int | None:
    """The earliest year of any book, for the choice of years."""
    return Series.objects.exclude(year=None).order_by("year").values_list("year", flat=True).first()


@dataclass(frozen=True)
class Period:
    """What a series runs through: a calendar year or a term."""

    year: int | None = None
    term: Term | None = None


def period_of(unit: Unit, profile: str, day: date) -> Period | None:
    """The calendar year of the day; in the Party profile the term it falls into. None: no term of this unit is known then."""
    if not is_counted_by_term(profile):
        return Period(year=day.year)
    term = Term.objects.filter(unit=unit, starts_year__lte=day.year, ends_year__gte=day.year).order_by("-starts_year").first()
    return None if term is None else Period(term=term)


def series_for(unit: Unit, *, kind: str, symbol: str, profile: str, day: date) -> Series | None:
    """The series this symbol would take its number from, when there is one yet."""
    known = known_kind(kind, profile=profile)
    body, period = body_in(symbol, known, profile=profile), period_of(unit, profile, day)
    if body is None or period is None:
        return None
    return Series.objects.filter(book=Book.OUTGOING, unit=unit, body=body, kind=known, year=period.year, term=period.term).first()


def running_series(unit: Unit, *, year: int) -> QuerySet[Series]:
    """What this unit counts this year, and through a term that isn't over: for the next number of each."""
    running = Q(year=year) | Q(term__starts_year__lte=year, term__ends_year__gte=year)
    return Series.objects.filter(running, book=Book.OUTGOING, unit=unit).select_related("term").order_by("body", "kind", "id")


def reserved_in(unit: Unit, *, kind: str, symbol: str, profile: str, day: date) -> QuerySet[OutgoingPaper]:
    """Numbers kept in the series that a paper with this symbol would belong to."""
    series = series_for(unit, kind=kind, symbol=symbol, profile=profile, day=day)
    if series is None:
        return OutgoingPaper.objects.none()
    return series.papers.filter(state=OutgoingState.RESERVED).order_by("number")


def next_symbol(unit: Unit, *, kind: str, symbol: str, profile: str, day: date) -> str:
    """The number that would be given now, for a page to show; another may take it first."""
    series = series_for(unit, kind=kind, symbol=symbol, profile=profile, day=day)
    return whole_symbol(series.last_number + 1 if series else 1, symbol, profile=profile)


@dataclass(frozen=True)
class Neighbours:
    """The days of the papers with the nearest lower and higher numbers in a series."""

    before: date | None
    after: date | None


def neighbours_of(series: Series, number: int) -> Neighbours:
    """Void papers don't count: a number that was given with a wrong day must not hold up those behind it."""
    issued = series.papers.filter(state=OutgoingState.ISSUED)
    found = issued.aggregate(
        before=Max("dated_on", filter=Q(number__lt=number)), after=Min("dated_on", filter=Q(number__gt=number))
    )
    return Neighbours(found["before"], found["after"])


def body_last_used(unit: Unit) -> str:
    """How this unit's body last stood in a symbol, for a form to begin with; "" when it never issued anything."""
    last = Series.objects.filter(unit=unit, book=Book.OUTGOING, term=None).exclude(body="").order_by("-year", "-id").first()
    return last.body if last else ""


def waiting_to_freeze() -> QuerySet[OutgoingPaper]:
    """Issued, printed, and the print not kept yet: whoever was to keep it died in between."""
    return OutgoingPaper.objects.filter(
        state=OutgoingState.ISSUED,
        pdf=None,
        rendering__state=RenderingState.DONE,
        rendering__draft=False,
        rendering__output__isnull=False,
    ).order_by("issued_at")


def history_of(paper: OutgoingPaper | IncomingPaper) -> QuerySet[Entry]:
    """What the trace says of it, the newest first."""
    return Entry.objects.filter(object_type=paper._meta.label_lower, object_id=str(paper.pk)).order_by("-id")


def same_arrival(unit: Unit, *, sender_key: str, symbol: str, dated_on: date | None) -> IncomingPaper | None:
    """A paper of the same sender, symbol and day that is in the book already."""
    same = IncomingPaper.objects.filter(unit=unit, symbol=symbol, dated_on=dated_on).order_by("id")[:20]
    return next((paper for paper in same if search_key(paper.sender) == sender_key), None)


def open_arrivals(account: Account) -> QuerySet[IncomingPaper]:
    """What came in and is not dealt with, the most pressing first."""
    return incoming_for(account, Permission.REGISTER_KEEP).filter(done_on=None).order_by(F("due_on").asc(nulls_last=True), "id")


def held_too_long(account: Account, *, today: date) -> QuerySet[OutgoingPaper]:
    """Reserved numbers whose time has run out: to be used or voided."""
    return (
        outgoing_for(account, Permission.REGISTER_KEEP)
        .filter(state=OutgoingState.RESERVED, reserved_until__lt=today)
        .order_by("reserved_until", "id")
    )
