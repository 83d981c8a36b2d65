"""What changed between two versions: of a list that was sent again, of an allocation that was frozen again."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class FieldChange:
    """One field: what it said and what it says now."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class RowChange(Generic[Key]):
    key: Key
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Difference(Generic[Key]):
    """Keys added and removed, rows changed; in the order of the rows (removed: as they were)."""

    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[RowChange[Key], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def affected(self) -> tuple[Key, ...]:
        """Everybody whom the new version concerns: the list of affected units of a changed allocation."""
        return (*self.added, *(row.key for row in self.changed), *self.removed)

    def sentence(self, noun: str) -> str:
        """Say it in one sentence: "Thêm 1 đồng chí, bớt 2 đồng chí, sửa 3 đồng chí."."""
        counts = (("thêm", len(self.added)), ("bớt", len(self.removed)), ("sửa", len(self.changed)))
        parts = [f"{verb} {count} {noun}" for verb, count in counts if count]
        return f"{', '.join(parts).capitalize()}." if parts else "Không có thay đổi."


def difference(
    old: Mapping[Key, Mapping[str, object]],
    new: Mapping[Key, Mapping[str, object]],
    *,
    fields: Sequence[str] | None = None,
) -> Difference[Key]:
    """Compare rows by their keys, in `fields` only where given. A field that a row lacks counts as empty ("")."""
    return Difference(
        added=tuple(key for key in new if key not in old),
        removed=tuple(key for key in old if key not in new),
        changed=tuple(
            RowChange(key, changes) for key, row in new.items() if key in old and (changes := _changes(old[key], row, fields))
        ),
    )


def _changes(old: Mapping[str, object], new: Mapping[str, object], fields: Sequence[str] | None) -> tuple[FieldChange, ...]:
    compared = fields if fields is not None else list(dict.fromkeys([*old, *new]))
    return tuple(
        FieldChange(field, old.get(field, ""), new.get(field, ""))
        for field in compared
        if old.get(field, "") != new.get(field, "")
    )
