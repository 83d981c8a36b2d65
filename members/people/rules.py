"""Which facts a list needs (procedure.md §3.5, the columns marked *), and how sealed numbers are shown."""

from collections.abc import Mapping, Sequence

# column, what it is called, sensitive (Law 91/2025/QH15)
REQUIRED_FACTS: tuple[tuple[str, str, bool], ...] = (
    ("birth_date", "Ngày sinh", False),
    ("rank", "Cấp bậc hàm", False),
    ("police_position", "Chức vụ chính quyền", False),
    ("union_position", "Chức vụ trong Hội", False),
    ("workplace", "Đơn vị công tác", False),
    ("education", "Trình độ chuyên môn", False),
    ("political_theory", "Lý luận chính trị", False),
    ("ethnicity", "Dân tộc", True),
    ("religion", "Tôn giáo", True),
)
SENSITIVE_FACTS = frozenset(
    {"ethnicity", "religion", "party_stage", "party_joined", "party_official", "party_position", "family_background"}
)


def required_facts(*, sensitive: bool) -> list[tuple[str, str]]:
    """Columns that a list needs and what they are called; the sensitive ones only for those who may see them."""
    return [(name, label) for name, label, hidden in REQUIRED_FACTS if sensitive or not hidden]


def missing_facts(values: Mapping[str, object], *, sensitive: bool) -> list[str]:
    """What these facts are called that are needed and empty."""
    return [label for name, label in required_facts(sensitive=sensitive) if not values.get(name)]


def complete_percent(missing: int, total: int) -> int:
    """How many in a hundred are complete, rounded down: 100 only when nothing is missing."""
    return 100 if not total else (total - missing) * 100 // total


def masked(number: str) -> str:
    """Show the last three signs of a number: "•••• 123"; a short one not at all."""
    return f"•••• {number[-3:]}" if len(number) >= 6 else "••••"


def filled_from(kept: Mapping[str, object], merged: Mapping[str, object], names: Sequence[str]) -> dict[str, object]:
    """Facts that the kept record lacks and the other one has."""
    return {name: merged[name] for name in names if not kept.get(name) and merged.get(name)}
