"""Figures of a step that must add up, and who passed (procedure.md §4.2; R05, R07, R08)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from vietnamese.numbers import percent


@dataclass(frozen=True)
class Figures:
    """What was counted; None: not entered. `by_ballot`: paper ballots were given out, and not only hands counted."""

    summoned: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    by_ballot: bool = True


@dataclass(frozen=True)
class NameVotes:
    key: Hashable
    name: str
    votes: int | None = None


@dataclass(frozen=True)
class Problem:
    """`field` is the name of the figure, or "votes" with the `key` of the person it is about."""

    field: str
    sentence: str
    key: Hashable = None


LABELS = {
    "summoned": "số triệu tập",
    "present": "số có mặt",
    "issued": "số phiếu phát ra",
    "collected": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
    "invalid": "số phiếu không hợp lệ",
}


def problems(figures: Figures, names: Sequence[NameVotes] = ()) -> list[Problem]:
    """Everything that contradicts itself among what has been entered, all at once; what is missing is no contradiction."""
    found = []
    order = ["summoned", "present", "issued", "collected"] if figures.by_ballot else ["summoned", "present"]
    entered = [(name, value) for name in order if (value := getattr(figures, name)) is not None]
    for (upper, most), (lower, number) in pairwise(entered):
        if number > most:
            found.append(
                Problem(lower, f"{_capital(LABELS[lower])} là {number}, nhiều hơn {LABELS[upper]} là {most}: hãy xem lại hai số.")
            )
    if figures.by_ballot:
        found += _ballots(figures)
    base, label = (figures.valid, "số phiếu hợp lệ") if figures.by_ballot else (figures.present, "số có mặt")
    for one in names:
        if one.votes is not None and base is not None and one.votes > base:
            found.append(
                Problem("votes", f"{one.name} có {one.votes} phiếu đồng ý, nhiều hơn {label} là {base}: hãy xem lại.", one.key)
            )
    return found


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _ballots(figures: Figures) -> list[Problem]:
    collected, valid, invalid = figures.collected, figures.valid, figures.invalid
    if collected is None:
        return []
    if valid is not None and invalid is not None:
        if valid + invalid != collected:
            return [
                Problem(
                    "valid",
                    f"{valid} phiếu hợp lệ và {invalid} phiếu không hợp lệ cộng lại là {valid + invalid}, "
                    f"không bằng {collected} phiếu thu về.",
                )
            ]
        return []
    return [
        Problem(name, f"{_capital(LABELS[name])} là {number}, nhiều hơn số phiếu thu về là {collected}: hãy xem lại hai số.")
        for name, number in (("valid", valid), ("invalid", invalid))
        if number is not None and number > collected
    ]


def missing(figures: Figures, names: Sequence[NameVotes] = ()) -> list[Problem]:
    """What must still be entered before the result can be worked out."""
    order = [*LABELS] if figures.by_ballot else ["summoned", "present"]
    found = [Problem(name, f"Chưa ghi {LABELS[name]}.") for name in order if getattr(figures, name) is None]
    without = [one for one in names if one.votes is None]
    found += [Problem("votes", f"Chưa ghi số phiếu của {one.name}.", one.key) for one in without]
    return found


@dataclass(frozen=True)
class Judged:
    """Who passed, who failed, and who stands equal at the limit so that a person has to decide; keys in the order of votes."""

    needed: int
    base: int
    passed: tuple[Hashable, ...] = ()
    failed: tuple[Hashable, ...] = ()
    tied: tuple[Hashable, ...] = ()
    # how many of those tied may still pass
    places: int = 0
    votes: Mapping[Hashable, int] = field(default_factory=dict)


def needed_votes(threshold: Fraction, base: int) -> int:
    """The fewest votes that are more than `threshold` of `base`: more than half of 38 are 20."""
    return threshold.numerator * base // threshold.denominator + 1


def judge(votes: Mapping[Hashable, int], *, threshold: Fraction, base: int, most: int | None = None) -> Judged:
    """Those with more than `threshold` of `base` pass; with `most`, the first so many of them by votes.

    Those who have the same votes at the last place and don't all fit are tied: nobody but a person decides among them.
    """
    needed = needed_votes(threshold, base)
    order = sorted(votes, key=lambda key: -votes[key])
    over = [key for key in order if votes[key] >= needed]
    under = [key for key in order if votes[key] < needed]
    if most is None or len(over) <= most:
        return Judged(needed, base, tuple(over), tuple(under), votes=votes)
    last = votes[over[most - 1]] if most else None
    sure = [key for key in over[:most] if votes[key] != last or votes[over[most]] != last]
    tied = [key for key in over if votes[key] == last] if most and votes[over[most]] == last else []
    out = [key for key in over if key not in sure and key not in tied]
    return Judged(needed, base, tuple(sure), (*out, *under), tuple(tied), most - len(sure), votes)


def ratio(votes: int, base: int) -> str:
    """ "28/38 (73,7%)"."""
    return f"{votes}/{base} ({percent(votes, base)}%)"
