"""The versions of a list and what changed between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from congress.delegates.models import ListVersion
from congress.delegates.rules.categories import LABELS, Category
from congress.delegates.rules.columns import label_of
from congress.delegates.rules.diff import Difference, difference
from vietnamese.dates import PartialDate

# as they are compared and shown: the kept key, the column that gives the heading
COMPARED = {
    "full_name": "full_name",
    "birth_date": "birth_date",
    "rank_label": "rank",
    "police_position": "police_position",
    "union_position_label": "union_position",
    "workplace": "workplace",
    "education_label": "education",
    "political_theory_label": "political_theory",
    "home_town": "home_town",
    "category": "category",
    "note": "note",
}
COMPARED_IN_FULL = {
    "ethnicity_label": "ethnicity",
    "religion_label": "religion",
    "party_stage_label": "party_stage",
    "party_joined": "party_joined",
    "party_position": "party_position",
}


@dataclass(frozen=True)
class ShownChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownDifference:
    """What a page shows: names added and taken off, and the cells that changed by person."""

    sentence: str
    added: list[str]
    removed: list[str]
    changed: list[tuple[str, list[ShownChange]]]


def between(old: ListVersion | None, new: ListVersion, *, full: bool) -> ShownDifference:
    """What the newer version changed; sensitive columns only for her who may see them."""
    fields = COMPARED | (COMPARED_IN_FULL if full else {})
    before = {row["delegate"]: row for row in old.rows} if old else {}
    after = {row["delegate"]: row for row in new.rows}
    found: Difference[int] = difference(before, after, fields=list(fields))
    return ShownDifference(
        sentence="Bản đầu tiên." if old is None else found.sentence("đồng chí"),
        added=[after[key]["full_name"] for key in found.added] if old else [],
        removed=[before[key]["full_name"] for key in found.removed],
        changed=[
            (
                after[row.key]["full_name"],
                [
                    ShownChange(label_of(fields[one.field]), _shown(one.field, one.old), _shown(one.field, one.new))
                    for one in row.fields
                ],
            )
            for row in found.changed
        ],
    )


def shown_rows(version: ListVersion, *, full: bool) -> list[Mapping[str, Any]]:
    """The rows of a version as a table shows them."""
    fields = COMPARED | (COMPARED_IN_FULL if full else {})
    return [
        {"name": row["full_name"], "cells": [(label_of(code), _shown(key, row.get(key, ""))) for key, code in fields.items()]}
        for row in version.rows
    ]


def _shown(field: str, value: object) -> str:
    if not value:
        return ""
    if field == "category":
        return LABELS[Category(str(value))]
    if field in {"birth_date", "party_joined"}:
        return PartialDate.parse_iso(str(value)).display()
    return str(value)
