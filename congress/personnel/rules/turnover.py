"""How the body changed over its term: đầu nhiệm kỳ – chuyển – nghỉ – bổ sung – hiện có (procedure.md §4.2 E)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Holding:
    """A post in the body that somebody holds or held; `ends_on` is her last day in it. `why` is counted when she left."""

    member: Hashable
    starts_on: date
    ends_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Turnover:
    """`start` + `joined` − those who left = `now`, whatever the dates. Somebody who came and went in the term is in both."""

    start: int
    joined: int
    left: Mapping[str, int] = field(default_factory=dict)
    now: int = 0

    @property
    def left_in_all(self) -> int:
        return sum(self.left.values())


@dataclass
class _Stay:
    starts_on: date
    ends_on: date | None
    why: str


def turnover(holdings: Iterable[Holding], *, from_day: date, to_day: date) -> Turnover:
    """People, not posts: who changes from one post of the body to another, or holds two, stays.

    `start` is the evening of `from_day`, `now` that of `to_day`.
    """
    by_member: dict[Hashable, list[Holding]] = {}
    for holding in holdings:
        by_member.setdefault(holding.member, []).append(holding)
    start = joined = now = 0
    left: Counter[str] = Counter()
    for rows in by_member.values():
        for stay in _stays(rows):
            if stay.starts_on > to_day or (stay.ends_on is not None and stay.ends_on < from_day):
                continue
            is_gone = stay.ends_on is not None and stay.ends_on < to_day
            start += stay.starts_on <= from_day
            joined += stay.starts_on > from_day
            now += not is_gone
            left[stay.why] += is_gone
    return Turnover(start, joined, {why: number for why, number in left.items() if number}, now)


def _stays(rows: Iterable[Holding]) -> list[_Stay]:
    """Posts that overlap or follow each other from one day to the next are one stay."""
    stays: list[_Stay] = []
    for row in sorted(rows, key=lambda row: row.starts_on):
        last = stays[-1] if stays else None
        if last is None or (last.ends_on is not None and row.starts_on > last.ends_on + timedelta(days=1)):
            stays.append(_Stay(row.starts_on, row.ends_on, row.why))
        elif last.ends_on is not None and (row.ends_on is None or row.ends_on > last.ends_on):
            last.ends_on, last.why = row.ends_on, row.why
    return stays
