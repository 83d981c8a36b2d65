"""The list of members: search, filters, and pages that cost the same at the end as at the beginning.

docs/decisions/word-search.md says how the search works and what it costs.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat

from members.people.models import GONE, Member, MemberQuerySet, MemberState
from members.people.queries.missing import missing_condition
from members.units.queries import words_query
from vietnamese.search import search_key, tone_key

ORDER = ("sort_key", "birth_date", "id")
REVERSED = ("-sort_key", "-birth_date", "-id")


@dataclass(frozen=True)
class Filters:
    """What the list was asked for. `state`: "" for present members, a state, or "all"; `missing`: a field, or "any"."""

    text: str = ""
    state: str = ""
    rank: str = ""
    union_position: str = ""
    missing: str = ""
    sensitive: bool = False


def filtered_members(members: MemberQuerySet, filters: Filters) -> MemberQuerySet:
    """The members that pass every filter, in no order yet."""
    rows = members.filter(merged_into=None)
    if not filters.state:
        rows = rows.exclude(state__in=GONE)
    elif filters.state == MemberState.ACTIVE and not filters.sensitive:
        # as she is told of (`as_told`): who is under review is in no filter and no count either
        rows = rows.filter(state__in=[MemberState.ACTIVE, MemberState.UNDER_REVIEW])
    elif filters.state in MemberState.values:
        rows = rows.filter(state=filters.state)
    if filters.rank:
        rows = rows.filter(rank=filters.rank)
    if filters.union_position:
        rows = rows.filter(union_position=filters.union_position)
    if filters.missing:
        rows = rows.filter(missing_condition(filters.missing, sensitive=filters.sensitive))
    query = words_query(filters.text)
    return rows if query is None else rows.filter(words=query)


FEW = 1000


@contextmanager
def planned_without(step: str) -> Iterator[None]:
    """Where we know more than the planner can: a step of its plans that it does without, for these queries only."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_{step} = off")
        yield
        cursor.execute(f"SET LOCAL enable_{step} = on")


@dataclass(frozen=True)
class Found:
    """How many rows pass, up to FEW, and the rows themselves: by their ids where they are few."""

    rows: MemberQuerySet
    number: int
    more: bool


def found_among(rows: MemberQuerySet, *, text: str = "") -> Found:
    """Count up to FEW; rows that are few are named by their ids from then on, so that ordering them costs next to nothing.

    More than FEW are common enough to be met soon on a walk along the order.
    """
    probe = rows.order_by().values_list("pk", flat=True)[: FEW + 1]
    if search_key(text):
        # PostgreSQL takes every beginning of a word to fit one row in fifty, and would rather read the whole table up to
        # the limit than look into the index of words: for a rare word that is all of the table
        with planned_without("seqscan"):
            ids = list(probe)
    else:
        ids = list(probe)
    if len(ids) > FEW:
        return Found(rows, FEW, more=True)
    return Found(Member.objects.filter(pk__in=ids), len(ids), more=False)


def exact_tones(text: str) -> Q | None:
    """A condition: the words typed with accents begin words of the name with these very tones; None without accents."""
    accented = [word for word in tone_key(text).split() if search_key(word) != word]
    if not accented:
        return None
    condition = Q()
    for word in accented:
        condition &= Q(spaced_tones__contains=f" {word}")
    return condition


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: the phase (0: exact tones, 1: the others) and the row's place in the order."""

    phase: int
    sort_key: str
    birth_date: str
    pk: int

    @classmethod
    def of(cls, phase: int, member: Member) -> Self:
        return cls(phase, member.sort_key, member.birth_date, member.pk)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `write` wrote; None for anything else: then the first page is shown."""
        try:
            phase, sort, birth, pk = json.loads(base64.urlsafe_b64decode(text.encode()))
            return cls(int(phase), str(sort), str(birth), int(pk))
        except (ValueError, TypeError, binascii.Error):
            return None

    def write(self) -> str:
        said = json.dumps([self.phase, self.sort_key, self.birth_date, self.pk], separators=(",", ":"))
        return base64.urlsafe_b64encode(said.encode()).decode()

    def later(self) -> Q:
        # the first condition says nothing new: it is what the index starts from
        return Q(sort_key__gte=self.sort_key) & (
            Q(sort_key__gt=self.sort_key)
            | Q(sort_key=self.sort_key, birth_date__gt=self.birth_date)
            | Q(sort_key=self.sort_key, birth_date=self.birth_date, pk__gt=self.pk)
        )

    def earlier(self) -> Q:
        return Q(sort_key__lte=self.sort_key) & (
            Q(sort_key__lt=self.sort_key)
            | Q(sort_key=self.sort_key, birth_date__lt=self.birth_date)
            | Q(sort_key=self.sort_key, birth_date=self.birth_date, pk__lt=self.pk)
        )


@dataclass(frozen=True)
class Page:
    """A page as components/_pagination.html takes it."""

    object_list: list[Member]
    has_next: bool = False
    has_previous: bool = False
    next_cursor: str = ""
    previous_cursor: str = ""


@dataclass(frozen=True)
class Phase:
    number: int
    rows: MemberQuerySet
    many: bool = False  # so many that 50 are soon met on a walk along the order, which the planner can't know of words

    def take(self, condition: Q | None, order: tuple[str, ...], number: int) -> list[Member]:
        rows = self.rows if condition is None else self.rows.filter(condition)
        with planned_without("sort") if self.many else nullcontext():
            return list(rows.order_by(*order)[:number])


def phases_of(rows: MemberQuerySet, text: str, *, many: bool = False) -> list[Phase]:
    """The names with the very tones that were typed, then the others; one phase where no tones were typed."""
    exact = exact_tones(text)
    if exact is None:
        return [Phase(1, rows, many and bool(search_key(text)))]
    spaced = rows.alias(spaced_tones=Concat(Value(" "), "tone_key"))
    if not many:
        return [Phase(0, spaced.filter(exact)), Phase(1, spaced.exclude(exact))]
    found = found_among(spaced.filter(exact), text=text)
    return [Phase(0, found.rows, found.more), Phase(1, spaced.exclude(exact), many=True)]


def page_of(
    rows: MemberQuerySet, *, text: str = "", after: str = "", before: str = "", size: int = 50, many: bool = False
) -> Page:
    """A page of the rows by tên, họ, đệm, birth date; names with the very tones that were typed before all others.

    `many` is `Found.more`: it changes how the database goes about it, not what is shown.
    """
    phases = phases_of(rows, text, many=many)
    if (end := Cursor.read(before)) is not None and before:
        return _backward(phases, end, size)
    start = Cursor.read(after) if after else None
    found: list[tuple[int, Member]] = []
    for phase in phases:
        wanted = size + 1 - len(found)
        if not wanted or (start is not None and phase.number < start.phase):
            continue
        condition = start.later() if start is not None and phase.number == start.phase else None
        found += [(phase.number, member) for member in phase.take(condition, ORDER, wanted)]
    return _page(found[:size], more_after=len(found) > size, more_before=start is not None)


def _backward(phases: list[Phase], end: Cursor, size: int) -> Page:
    found: list[tuple[int, Member]] = []
    for phase in reversed(phases):
        wanted = size + 1 - len(found)
        if not wanted or phase.number > end.phase:
            continue
        condition = end.earlier() if phase.number == end.phase else None
        found += [(phase.number, member) for member in phase.take(condition, REVERSED, wanted)]
    return _page(list(reversed(found[:size])), more_after=True, more_before=len(found) > size)


def _page(found: list[tuple[int, Member]], *, more_after: bool, more_before: bool) -> Page:
    page = Page([member for _, member in found], has_next=more_after and bool(found), has_previous=more_before)
    if not found:
        return page
    return replace(
        page,
        next_cursor=Cursor.of(*found[-1]).write(),
        previous_cursor=Cursor.of(*found[0]).write(),
    )


def listed_in_order(rows: MemberQuerySet, *, text: str = "") -> Iterator[Any]:
    """All rows in the order of the pages, a few at a time: for an export of exactly what is shown."""
    for phase in phases_of(rows, text):
        yield from phase.rows.order_by(*ORDER).iterator(chunk_size=2000)
