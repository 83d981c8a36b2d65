"""The standards of data/standards.toml and how a candidate stands against them (procedure.md §4.3)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

STANDARDS = Path(__file__).resolve().parent.parent / "data" / "standards.toml"
OPEN, MET, UNMET, NOT_APPLICABLE = "open", "met", "unmet", "not_applicable"
ANSWERS = (MET, UNMET, NOT_APPLICABLE, OPEN)
# an answer that says why, or it is no answer
NEED_EVIDENCE = {UNMET, NOT_APPLICABLE}


@dataclass(frozen=True)
class Standard:
    """One standard of data/standards.toml."""

    code: str
    name: str
    help: str
    basis: str
    mark: str
    police: bool = False


@cache
def standards() -> Mapping[str, Standard]:
    """Every standard by its code, in the order of the file. Raises `ValueError` for one that is there twice."""
    found: dict[str, Standard] = {}
    for row in tomllib.loads(STANDARDS.read_text())["standard"]:
        standard = Standard(**row)
        if standard.code in found:
            raise ValueError(f"{standard.code} is there twice.")
        found[standard.code] = standard
    return found


def standards_for(*, police: bool) -> tuple[Standard, ...]:
    """Those that are asked; `police`: the congress is one of the police force."""
    return tuple([one for one in standards().values() if police or not one.police])


@dataclass(frozen=True)
class Answered:
    """One standard as it stands for one candidate."""

    standard: Standard
    answer: str
    evidence: str = ""


@dataclass(frozen=True)
class Checklist:
    rows: tuple[Answered, ...]

    def _with(self, answer: str) -> tuple[Answered, ...]:
        return tuple([one for one in self.rows if one.answer == answer])

    @property
    def counted(self) -> int:
        """How many apply to her; one that nobody has looked at is counted until it is said not to apply."""
        return len(self.rows) - len(self.not_applicable)

    @cached_property
    def met(self) -> tuple[Answered, ...]:
        return self._with(MET)

    @cached_property
    def unmet(self) -> tuple[Answered, ...]:
        return self._with(UNMET)

    @cached_property
    def open(self) -> tuple[Answered, ...]:
        return self._with(OPEN)

    @cached_property
    def not_applicable(self) -> tuple[Answered, ...]:
        return self._with(NOT_APPLICABLE)

    @property
    def is_met(self) -> bool:
        return len(self.met) == self.counted


def checklist(answers: Mapping[str, tuple[str, str]], *, police: bool) -> Checklist:
    """`answers`: by code the answer and what it rests on; one that isn't there is OPEN, one that isn't asked is left out."""
    return Checklist(tuple([Answered(one, *answers.get(one.code, (OPEN, ""))) for one in standards_for(police=police)]))
