"""The final list as it is printed: the order of the ballot and the hash that the ballot carries (R12)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from vietnamese.names import sort_key

# as many figures of the hash as a person can compare by eye on paper
SHOWN = 16


def ballot_order(people: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """By tên, then họ and đệm, in the Vietnamese order (R22); those who are called the same by birth date, then number.

    Each row has "name", "sort_name" (how she wants to be sorted, or ""), "birth" and "candidate".
    """
    rows = [dict(one) for one in people]
    rows.sort(key=lambda one: (sort_key(one["name"], one.get("sort_name", "")), one.get("birth", ""), one["candidate"]))
    return rows


def hash_of(content: Any) -> str:
    """SHA-256 over the content, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def shown_hash(value: str) -> str:
    """ "3FA1 09BC 77D2 E05A": the beginning of the hash as papers print it."""
    head = value[:SHOWN].upper()
    return " ".join(head[place : place + 4] for place in range(0, len(head), 4))


def may_be_considered(*, agreeing: int | None, voting: int | None, threshold: Fraction | None) -> bool:
    """Whether a name outside the prepared list has enough delegates behind it: more than `nguong_nguoi_ngoai_danh_sach`
    (in hundredths) of those who voted (procedure.md §4.6). No threshold set: none is asked for."""
    if threshold is None:
        return True
    if agreeing is None or not voting:
        return False
    return Fraction(agreeing * 100, voting) > threshold
