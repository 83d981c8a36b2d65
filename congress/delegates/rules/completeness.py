"""How complete the data are: of one record, of a unit, of everything; and what is missing most (§3.6, §9.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from congress.delegates.rules.columns import label_of


@dataclass(frozen=True)
class Completeness:
    """Filled fields of all required ones; `missing` counts by column, the most frequent first."""

    filled: int
    required: int
    records: int
    complete_records: int
    missing: Mapping[str, int]

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 means that nothing at all is missing. Without records there is nothing: 0."""
        return 100 * self.filled // self.required if self.required else 100 if self.records else 0

    @property
    def sentence(self) -> str:
        """ "Đủ 92%; thiếu Dân tộc (3), Tôn giáo (1)."."""
        if not self.records:
            return "Chưa có dữ liệu."
        if not self.missing:
            return "Đủ dữ liệu bắt buộc."
        named = ", ".join(f"{label_of(code)} ({count})" for code, count in self.missing.items())
        return f"Đủ {self.percent}%; thiếu {named}."


def missing_fields(values: Mapping[str, object], required: Sequence[str]) -> list[str]:
    """The required columns that are empty in one record; False and 0 are answers, blanks are not."""
    return [code for code in required if _is_blank(values.get(code))]


def completeness(records: Iterable[Mapping[str, object]], required: Sequence[str]) -> Completeness:
    """The completeness of some records together."""
    gaps = [missing_fields(values, required) for values in records]
    counts = Counter(code for codes in gaps for code in codes)
    ordered = sorted(counts, key=lambda code: (-counts[code], required.index(code)))
    return Completeness(
        filled=len(gaps) * len(required) - counts.total(),
        required=len(gaps) * len(required),
        records=len(gaps),
        complete_records=sum(not codes for codes in gaps),
        missing={code: counts[code] for code in ordered},
    )


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
