"""The typed values of one congress's rule set: what rules of other rooms are handed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from congress.terms.rules.age_bands import AgeBand, read_bands
from congress.terms.rules.catalogue import Entry, Kind, catalogue, check, display
from congress.terms.rules.step_table import Step


class NotSet(LookupError):
    """A rule without a value was needed; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class RuleSet:
    """Stored values by key, and the level whose defaults stand for those that are not stored.

    A value that is stored as None is not set, whatever the default. Asking for a value of the wrong kind is a mistake of
    the program (`TypeError`); asking for one that isn't set raises `NotSet`, a sentence for a person.
    """

    stored: Mapping[str, Any]
    level: str

    def value(self, key: str) -> Any:
        """The value as it is stored (or its default), None when not set."""
        entry = catalogue()[key]
        return check(entry, self.stored[key] if key in self.stored else entry.default(self.level))

    def is_set(self, key: str) -> bool:
        return self.value(key) is not None

    def display(self, key: str) -> str:
        """The value in Vietnamese, "chưa đặt" when not set."""
        return display(catalogue()[key], self.value(key))

    def integer(self, key: str) -> int:
        return int(self._of(key, Kind.INTEGER))

    def percent(self, key: str) -> Fraction:
        """In hundredths: 5 for five percent."""
        return Fraction(self._of(key, Kind.PERCENT))

    def percent_or_none(self, key: str) -> Fraction | None:
        return self.percent(key) if self.is_set(key) else None

    def fraction(self, key: str) -> Fraction:
        return Fraction(self._of(key, Kind.FRACTION))

    def text(self, key: str) -> str:
        return str(self._of(key, Kind.TEXT))

    def is_on(self, key: str) -> bool:
        return bool(self._of(key, Kind.SWITCH))

    def choice(self, key: str) -> str:
        return str(self._of(key, Kind.CHOICE))

    def items(self, key: str) -> list[str]:
        return list(self._of(key, Kind.LIST))

    def range(self, key: str) -> tuple[int, int]:
        low, high = self._of(key, Kind.RANGE)
        return low, high

    def steps(self, key: str) -> tuple[Step, ...]:
        return tuple(Step(up_to, seats) for up_to, seats in self._of(key, Kind.STEPS))

    def bands(self, key: str) -> tuple[AgeBand, ...]:
        return read_bands(self._of(key, Kind.BANDS))

    def table(self, key: str) -> dict[str, str]:
        return dict(self._of(key, Kind.TABLE, Kind.SEVERITIES))

    def _of(self, key: str, *kinds: Kind) -> Any:
        entry: Entry = catalogue()[key]
        if entry.kind not in kinds:
            raise TypeError(f"{key} is of kind {entry.kind.value}, not {' or '.join(kinds)}.")
        value = self.value(key)
        if value is None:
            raise NotSet(f"Bộ quy tắc chưa đặt “{entry.label}”. Hãy điền giá trị và căn cứ vào bộ quy tắc của đại hội.")
        return value


def differences(old: RuleSet, new: RuleSet, *, keys: Sequence[str] | None = None) -> list[tuple[Entry, str, str]]:
    """The rules whose values differ, with both as shown: what is new since the previous term."""
    return [
        (entry, old.display(key), new.display(key))
        for key, entry in catalogue().items()
        if (keys is None or key in keys) and old.value(key) != new.value(key)
    ]
