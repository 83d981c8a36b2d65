"""What may happen to a unit. Its path, names and placements are kept here and nowhere else."""

from members.units.actions.changing import change_unit
from members.units.actions.founding import found_unit
from members.units.actions.importing import import_units
from members.units.actions.naming import correct_unit_name, rename_unit
from members.units.actions.placing import move_unit
from members.units.actions.reorganising import Part, close_unit, merge_units, split_unit

__all__ = [
    "Part",
    "change_unit",
    "close_unit",
    "correct_unit_name",
    "found_unit",
    "import_units",
    "merge_units",
    "move_unit",
    "rename_unit",
    "split_unit",
]
