"""The list of members: search, filters, and pages that cost the same at the end as at the beginning.

docs/decisions/word-search.md says how the search works and what it costs.
"""

import base64
import binascii
import json
from collections.abc import Iterator
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
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            ids = list(probe)
            cursor.execute("SET LOCAL enable_seqscan = on")
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


def phases_of(rows: MemberQuerySet, text: str) -> list[tuple[int, MemberQuerySet]]:
    exact = exact_tones(text)
    if exact is None:
        return [(1, rows)]
    spaced = rows.alias(spaced_tones=Concat(Value(" "), "tone_key"))
    return [(0, spaced.filter(exact)), (1, spaced.exclude(exact))]


def page_of(rows: MemberQuerySet, *, text: str = "", after: str = "", before: str = "", size: int = 50) -> Page:
    """A page of the rows by tên, họ, đệm, birth date; names with the very tones that were typed before all others."""
    if (end := Cursor.read(before)) is not None and before:
        return _backward(rows, text, end, size)
    start = Cursor.read(after) if after else None
    found: list[tuple[int, Member]] = []
    for phase, members in phases_of(rows, text):
        if start is not None and phase < start.phase:
            continue
        wanted = size + 1 - len(found)
        if not wanted:
            break
        part = members.filter(start.later()) if start is not None and phase == start.phase else members
        found += [(phase, member) for member in part.order_by(*ORDER)[:wanted]]
    return _page(found[:size], more_after=len(found) > size, more_before=start is not None)


def _backward(rows: MemberQuerySet, text: str, end: Cursor, size: int) -> Page:
    found: list[tuple[int, Member]] = []
    for phase, members in reversed(phases_of(rows, text)):
        if phase > end.phase:
            continue
        wanted = size + 1 - len(found)
        if not wanted:
            break
        part = members.filter(end.earlier()) if phase == end.phase else members
        found += [(phase, member) for member in part.order_by(*REVERSED)[:wanted]]
    more = len(found) > size
    return _page(list(reversed(found[:size])), more_after=True, more_before=more)


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
    for _, members in phases_of(rows, text):
        yield from members.order_by(*ORDER).iterator(chunk_size=2000)
