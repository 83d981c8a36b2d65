"""How complete a candidate's file is (procedure.md §4.4): per cent, and in words what is not in order."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

DOCUMENTS = Path(__file__).resolve().parent.parent / "data" / "documents.toml"
LEVELS = {"tinh", "cs", "ch"}

MISSING, RECEIVED, ACCEPTED, RETURNED, NOT_NEEDED = "missing", "received", "accepted", "returned", "not_needed"


@dataclass(frozen=True)
class DocumentKind:
    """One of the papers of data/documents.toml."""

    code: str
    name: str
    help: str
    brought_by: str
    required: tuple[str, ...]
    basis: str
    mark: str
    incumbent: bool = False
    months: int | None = None
    sensitive: bool = False
    automatic: bool = False

    @property
    def takes_files(self) -> bool:
        """Of a sensitive paper only its state is kept; the minutes of the steps are kept with the steps."""
        return not self.sensitive and not self.automatic


@cache
def document_kinds() -> Mapping[str, DocumentKind]:
    """Every kind by its code, in the order of the file. Raises `ValueError` for one that the program couldn't follow."""
    found = {}
    for row in tomllib.loads(DOCUMENTS.read_text())["document"]:
        kind = DocumentKind(**row | {"required": tuple(row["required"])})
        if not set(kind.required) <= LEVELS or kind.code in found or (kind.months is not None and kind.months < 1):
            raise ValueError(f"{kind.code}: unknown level, twice, or good for no time.")
        found[kind.code] = kind
    return found


class Paper(NamedTuple):
    """What is known of one paper of one person; of an automatic one `there` of `of` have come in."""

    kind: str
    state: str = MISSING
    expires_on: date | None = None
    note: str = ""
    there: int = 0
    of: int = 0


class Judged(NamedTuple):
    """One paper, judged: must it be there, is it in order, and what is to be done if not (a sentence without full stop)."""

    kind: DocumentKind
    paper: Paper
    required: bool
    in_order: bool
    problem: str = ""
    expired: bool = False


@dataclass(frozen=True)
class Completeness:
    papers: tuple[Judged, ...]

    @cached_property
    def counted(self) -> tuple[Judged, ...]:
        """Those that must be there for this person."""
        return tuple(one for one in self.papers if one.required)

    @property
    def done(self) -> int:
        return sum([one.in_order for one in self.counted])

    @property
    def percent(self) -> int:
        """Of the papers that must be there, those in order; rounded down, so that 100 means all of them."""
        return 100 * self.done // len(self.counted) if self.counted else 100

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.counted)

    @property
    def problems(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.papers if one.problem)

    @property
    def missing_in_words(self) -> str:
        """ "Giấy khám sức khoẻ: chưa có; …"; "" when nothing is missing."""
        return "; ".join(f"{one.kind.name}: {one.problem}" for one in self.problems)

    @property
    def has_expired(self) -> bool:
        return any(one.expired for one in self.papers)


def is_required(kind: DocumentKind, *, level: str, incumbent: bool) -> bool:
    """Whether this person must bring it: by the level of the congress, and some only if she is in office."""
    return level in kind.required and (incumbent or not kind.incumbent)


def completeness(papers: Iterable[Paper], *, level: str, incumbent: bool, held_on: date) -> Completeness:
    """Judge a file for the day of the congress.

    A paper is in order once a reviewer has accepted it and it is still good on `held_on`. One that she need not bring is not
    counted. Papers that are not there are MISSING; kinds that the data file doesn't have are left out.
    """
    by_kind = {paper.kind: paper for paper in papers}
    return Completeness(
        tuple(
            [
                _judge(kind, by_kind.get(code) or Paper(code), is_required(kind, level=level, incumbent=incumbent), held_on)
                for code, kind in document_kinds().items()
            ]
        )
    )


def _judge(kind: DocumentKind, paper: Paper, required: bool, held_on: date) -> Judged:
    if kind.automatic:
        in_order = paper.there >= paper.of
        problem = "" if in_order else f"mới có {paper.there}/{paper.of} biên bản"
        return Judged(kind, paper, required and paper.of > 0, in_order, problem)
    if paper.state == NOT_NEEDED:
        return Judged(kind, paper, required=False, in_order=True)
    expired = is_expired(paper.expires_on, held_on) and paper.state in {RECEIVED, ACCEPTED}
    if expired and paper.expires_on is not None:
        problem = f"hết hạn ngày {paper.expires_on:%d/%m/%Y}, trước ngày đại hội {held_on:%d/%m/%Y}"
        return Judged(kind, paper, required, in_order=False, problem=problem, expired=True)
    if paper.state == ACCEPTED:
        return Judged(kind, paper, required, in_order=True)
    if paper.state == RETURNED:
        problem = f"cần bổ sung ({paper.note})" if paper.note else "cần bổ sung"
    else:
        problem = "đã nhận, chờ kiểm tra" if paper.state == RECEIVED else "chưa có" if required else ""
    return Judged(kind, paper, required, in_order=False, problem=problem)


def is_expired(expires_on: date | None, held_on: date) -> bool:
    """Whether it is no longer good on the day of the congress; its last day still counts."""
    return expires_on is not None and expires_on < held_on


def good_until(dated_on: date, months: int) -> date:
    """The last day of a paper that is good for so many months: the same day of that month, or its last day."""
    place = dated_on.year * 12 + dated_on.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(dated_on.day, monthrange(year, month + 1)[1]))
