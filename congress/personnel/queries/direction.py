"""The direction of a congress's personnel work, and what its form begins with."""

from typing import Any

from congress.personnel.models import Direction
from congress.personnel.queries.rule_values import seats_range
from congress.personnel.rules import targets
from congress.terms.models import Congress
from congress.terms.rules.rule_set import RuleSet
from members.access.refusal import Refusal


def direction_of(congress: Congress) -> Direction | None:
    return Direction.objects.filter(congress=congress).select_related("adopted_by", "minutes").first()


def require_adopted(congress: Congress) -> Direction:
    """Raise `Refusal` before the direction is adopted: no name is entered until then (procedure.md §4.1)."""
    direction = direction_of(congress)
    if direction is None or not direction.is_adopted:
        raise Refusal("Phương hướng nhân sự chưa được thông qua nên chưa nhập được người nào. Hãy ghi việc thông qua trước.")
    return direction


def proposed_direction(congress: Congress, rules: RuleSet) -> dict[str, Any]:
    """Seats, standards and targets to begin with, from the rule set; a person confirms or changes them."""
    between = seats_range(congress, rules)
    rows = []
    if rules.is_set("ty_le_doi_moi_min"):
        least = str(rules.fraction("ty_le_doi_moi_min"))
        rows.append({"key": "new", "label": targets.LABELS["new"], "minimum": least, "maximum": ""})
    bands = rules.bands("3_do_tuoi") if rules.is_set("3_do_tuoi") else ()
    rows += [
        {"key": f"band_{place}", "label": f"Tuổi {band.label.lower()}", "minimum": "", "maximum": ""}
        for place, band in enumerate(bands, start=1)
    ]
    structure = rules.text("co_cau") if rules.is_set("co_cau") else ""
    return {
        "seats": between[1] if between and between[0] == between[1] else None,
        "standards": "",
        "requirements": f"Cơ cấu cần có: {structure}." if structure else "",
        "targets": rows,
    }
